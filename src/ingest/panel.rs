//! Panels of the risk model: a CSV with a header, `code` and `origin`, and any other columns; those that are wanted are
//! read. A panel is evidence: one wrong cell refuses it all.

use std::collections::{BTreeMap, HashSet};
use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};

use crate::risk::model::panel::{Panel, Words};

const CODE: &str = "code";
const ORIGIN: &str = "origin";

/// What is read of a panel.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    /// Of 0, 1 or nothing.
    pub outcome: &'a str,
    /// Of numbers or nothing.
    pub numbers: Vec<&'a str>,
    pub words: Vec<&'a str>,
    /// Numbers, read where the panel has them.
    pub also: Vec<&'a str>,
}

#[derive(Debug, thiserror::Error)]
pub enum Refused {
    #[error("line {line}: {problem}")]
    Line { line: u64, problem: String },
    #[error("line {line}, column {column}: {problem}")]
    Cell { line: u64, column: String, problem: String },
    #[error("the header lacks {} (it has {})", .lacking.join(", "), .header.join(", "))]
    Lacking { lacking: Vec<String>, header: Vec<String> },
    #[error("the header names {0} twice")]
    Twice(String),
    #[error("there is no line below the header")]
    Empty,
}

/// # Errors
/// When a column is not there, or a cell is not what its column holds.
pub fn read(file: impl Read, wanted: &Wanted) -> Result<Panel, Refused> {
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(file);
    let header: Vec<String> = reader.headers().map_err(broken)?.iter().map(tidy).map(str::to_owned).collect();
    let mut columns = Columns::find(&header, wanted)?;
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(broken)? {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let problem = format!("{} cells, where the header has {}", record.len(), header.len());
            return Err(Refused::Line { line, problem });
        }
        columns.take(&record).map_err(|(column, problem)| {
            let column = column.to_owned();
            Refused::Cell { line, column, problem }
        })?;
    }
    if columns.origins.is_empty() { Err(Refused::Empty) } else { Ok(columns.panel()) }
}

/// A header may begin with a byte order mark.
fn tidy(name: &str) -> &str {
    name.trim_start_matches('\u{feff}').trim()
}

fn broken(error: csv::Error) -> Refused {
    let line = error.position().map_or(1, csv::Position::line);
    Refused::Line { line, problem: error.to_string() }
}

/// The columns that are read, with their places in a record.
struct Columns {
    code: (usize, Words),
    origin: usize,
    origins: Vec<i32>,
    /// The outcome comes first.
    numbers: Vec<(usize, String, Vec<f64>)>,
    words: Vec<(usize, String, Words)>,
    seen: HashSet<(u32, i32)>,
}

impl Columns {
    fn find(header: &[String], wanted: &Wanted) -> Result<Self, Refused> {
        let mut known = HashSet::new();
        if let Some(twice) = header.iter().find(|name| !known.insert(name.as_str())) {
            return Err(Refused::Twice(twice.clone()));
        }
        let place = |name: &str| header.iter().position(|column| column == name);
        let needed = [CODE, ORIGIN, wanted.outcome].into_iter().chain(wanted.numbers.iter().copied());
        let lacking: Vec<String> = needed
            .chain(wanted.words.iter().copied())
            .filter(|name| place(name).is_none())
            .map(str::to_owned)
            .collect();
        let (Some(code), Some(origin), true) = (place(CODE), place(ORIGIN), lacking.is_empty()) else {
            return Err(Refused::Lacking { lacking, header: header.to_vec() });
        };
        let mut taken = HashSet::new();
        let numbers = [wanted.outcome].into_iter().chain(wanted.numbers.iter().chain(&wanted.also).copied());
        let numbers = numbers.filter(|name| taken.insert(name.to_owned()));
        let numbers = numbers.filter_map(|name| Some((place(name)?, name.to_owned(), Vec::new())));
        let words =
            wanted.words.iter().filter_map(|name| Some((place(name)?, (*name).to_owned(), Words::default())));
        Ok(Self {
            code: (code, Words::default()),
            origin,
            origins: Vec::new(),
            numbers: numbers.collect(),
            words: words.collect(),
            seen: HashSet::new(),
        })
    }

    /// The column and what is wrong with it.
    fn take(&mut self, record: &ByteRecord) -> Result<(), (&str, String)> {
        let code = text(&record[self.code.0]).ok_or((CODE, "not UTF-8".to_owned()))?;
        if code.is_empty() {
            return Err((CODE, "it is empty".into()));
        }
        let year = text(&record[self.origin]).unwrap_or_default();
        let origin: i32 = year.parse().map_err(|_| (ORIGIN, format!("“{year}” is not a year")))?;
        self.code.1.push(code);
        let unit = self.code.1.of.last().copied().unwrap_or_default();
        if !self.seen.insert((unit, origin)) {
            return Err((CODE, format!("{code} stands there twice for {origin}")));
        }
        self.origins.push(origin);
        for (at, (place, name, column)) in self.numbers.iter_mut().enumerate() {
            let number = number(&record[*place]).map_err(|problem| (name.as_str(), problem))?;
            if at == 0 && !(number.is_nan() || number == 0.0 || number == 1.0) {
                return Err((
                    name,
                    format!("{number} is neither 0 nor 1; leave it empty where it is not known"),
                ));
            }
            column.push(number);
        }
        for (place, name, column) in &mut self.words {
            column.push(text(&record[*place]).ok_or((name.as_str(), "not UTF-8".to_owned()))?);
        }
        Ok(())
    }

    fn panel(self) -> Panel {
        Panel {
            units: self.code.1,
            origins: self.origins,
            numbers: self.numbers.into_iter().map(|(_, name, column)| (name, column)).collect(),
            words: self.words.into_iter().map(|(_, name, words)| (name, words)).collect::<BTreeMap<_, _>>(),
        }
    }
}

fn text(cell: &[u8]) -> Option<&str> {
    std::str::from_utf8(cell).ok().map(str::trim)
}

/// `NaN` of an empty cell.
fn number(cell: &[u8]) -> Result<f64, String> {
    let text = text(cell).ok_or("not UTF-8")?;
    if text.is_empty() {
        return Ok(f64::NAN);
    }
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| format!("“{text}” is not a number; leave it empty where it is not known"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(file: &str) -> Result<Panel, String> {
        let wanted =
            Wanted { outcome: "y", numbers: vec!["size"], words: vec!["region"], also: vec!["imd", "size"] };
        super::read(file.as_bytes(), &wanted).map_err(|refused| refused.to_string())
    }

    #[test]
    fn columns_are_found_by_name_and_empty_is_not_zero() {
        let panel = read(
            "\u{feff}size,code,y,region,origin,other\n1.5,A1,0,N,2016,x\n,A2,,S,2016,\n2,A1,1,N,2017,\n",
        )
        .unwrap();
        assert_eq!(panel.origins, [2016, 2016, 2017]);
        assert_eq!(panel.units.of, [0, 1, 0]);
        assert_eq!(panel.word("region").unwrap().names, ["N", "S"]);
        let size = panel.number("size").unwrap();
        assert!(size[0] == 1.5 && size[1].is_nan() && size[2] == 2.0);
        assert_eq!(panel.labelled("y").unwrap().y, [0.0, 1.0]);
        assert!(panel.number("other").is_err() && panel.number("imd").is_err());
    }

    #[test]
    fn what_is_wrong_is_said_with_line_and_column() {
        let said = |file: &str| read(file).unwrap_err();
        let header = "code,origin,y,size,region\n";
        assert_eq!(
            said("code,origin,size,region\n"),
            "the header lacks y (it has code, origin, size, region)"
        );
        assert_eq!(said("code,origin,y,y,size,region\n"), "the header names y twice");
        assert_eq!(said(header), "there is no line below the header");
        assert_eq!(
            said(&format!("{header}A,2016,0,1,N\nB,2016,0,1e999,N\n")),
            "line 3, column size: “1e999” is not a number; leave it empty where it is not known"
        );
        assert!(
            said(&format!("{header}A,2016,2,1,N\n")).starts_with("line 2, column y: 2 is neither 0 nor 1")
        );
        assert_eq!(said(&format!("{header}A,16-17,0,1,N\n")), "line 2, column origin: “16-17” is not a year");
        assert_eq!(said(&format!("{header}A,2016,0,1\n")), "line 2: 4 cells, where the header has 5");
        assert_eq!(
            said(&format!("{header}A,2016,0,1,N\nA,2016,0,1,N\n")),
            "line 3, column code: A stands there twice for 2016"
        );
    }
}
