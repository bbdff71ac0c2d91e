//! Accessibility to general practitioners (DREES, APL): a workbook with one sheet a year, some lines above the header,
//! whose place and exact words change from one edition to the next.

use std::collections::BTreeMap;
use std::io::BufRead;

use super::table::{Problem, Raw, Refused, Row, Table, Workbook, is_mark};
use super::{Refusal, table};
use crate::catalog::ColumnKind;
use crate::domain::geography::france;
use crate::domain::measure::Period;
use crate::domain::statement::{Cell, Statement, Subject};
use crate::domain::territory::Territory;
use crate::domain::writing::plain;

/// The cells of a statement, each with the words that its column bears. The first three are consultations within reach
/// a year and standardised inhabitant.
const COLUMNS: [(&str, &str); 4] = [
    ("sans_borne", "sans borne"),
    ("moins_65", "65 ans"),
    ("moins_62", "62 ans"),
    ("population_std", "population standardisee"),
];

/// Rows among which a header is looked for.
const HEADER: usize = 50;

/// # Errors
/// The file is refused when it is no workbook, has no sheet of a year, or a sheet without the columns.
pub fn read(file: impl BufRead) -> Result<Table, Refusal> {
    let mut workbook = Workbook::open(file)?;
    let sheets = workbook.sheets();
    let years: Vec<(&String, i32)> = sheets.iter().filter_map(|sheet| Some((sheet, year(sheet)?))).collect();
    if years.is_empty() {
        return Err(Refused::NoSheet("APL_2019".into()).into());
    }
    let is_simulated = sheets.iter().any(|sheet| is_mark(sheet));
    let mut table = Table { is_simulated, ..Table::default() };
    for (sheet, year) in years {
        let mut rows = workbook.sheet(sheet)?;
        let columns = Columns::find(&mut rows, sheet)?;
        let mut communes = Communes::default();
        for row in rows {
            let Row { line, cells } = row?;
            let cells = cells.unwrap_or_default();
            // A footnote has no figure.
            if !columns.values.iter().flatten().any(|at| cells.get(*at).is_some_and(is_figure)) {
                continue;
            }
            match columns.line(&cells) {
                Ok(read) => communes.add(line, read),
                Err((column, problem)) => table.reject(line, format!("{sheet} {column}"), &problem)?,
            }
        }
        communes.keep(&mut table, sheet, year)?;
    }
    Ok(table)
}

/// Of `APL_2019`, `APL 2022 …`.
fn year(sheet: &str) -> Option<i32> {
    let rest = plain(sheet).strip_prefix("apl")?.trim_start_matches(['_', ' ']).to_owned();
    rest.get(..4)?.parse().ok().filter(|year| (2000..2100).contains(year))
}

/// Where the columns of a sheet stand.
struct Columns {
    code: usize,
    values: [Option<usize>; COLUMNS.len()],
}

/// A commune as the edition names it, with its figures.
struct Line {
    code: String,
    commune: &'static str,
    values: [Option<f64>; COLUMNS.len()],
}

impl Columns {
    fn find(rows: &mut impl Iterator<Item = Result<Row, Refusal>>, sheet: &str) -> Result<Self, Refusal> {
        for row in rows.take(HEADER) {
            let cells = row?.cells.unwrap_or_default();
            let words: Vec<String> = cells.iter().map(words).collect();
            let with =
                |these: &[&str]| words.iter().position(|word| these.iter().all(|one| word.contains(one)));
            let values = COLUMNS.map(|(_, words)| with(&[words]));
            if let (Some(code), Some(_)) = (with(&["code", "commune"]), values[0]) {
                return Ok(Self { code, values });
            }
        }
        Err(Refused::NoColumns {
            sheet: sheet.to_owned(),
            columns: "Code commune INSEE, APL … sans borne d’âge".into(),
        }
        .into())
    }

    fn line(&self, cells: &[Raw]) -> Result<Line, (&'static str, Problem)> {
        let code = match cells.get(self.code) {
            Some(Raw::Text(code)) => code.clone(),
            Some(Raw::Number(number)) => format!("{number:05}"),
            _ => return Err(("code commune", Problem::Empty)),
        };
        let not = |kind, text: &str| Problem::Not { kind, text: text.to_owned(), values: Vec::new() };
        let commune =
            france().commune(&code).ok_or_else(|| ("code commune", not(ColumnKind::Insee, &code)))?;
        let mut values = [None; COLUMNS.len()];
        for (i, (name, _)) in COLUMNS.into_iter().enumerate() {
            let raw = self.values[i].and_then(|at| cells.get(at)).unwrap_or(&Raw::Empty);
            values[i] = figure(raw).map_err(|text| (name, not(ColumnKind::Decimal, &text)))?;
        }
        Ok(Line { code, commune: commune.code, values })
    }
}

fn words(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) => plain(text).split_whitespace().collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}

/// A number, or a statistician's word for none.
fn is_figure(raw: &Raw) -> bool {
    matches!(figure(raw), Ok(Some(_))) || matches!(raw, Raw::Text(text) if is_absent(text))
}

fn is_absent(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "ns" | "nd" | "nc" | "na" | "n/a" | "-" | "s")
}

/// Nothing when it is empty or secret; the text when it is no number.
fn figure(raw: &Raw) -> Result<Option<f64>, String> {
    match raw {
        Raw::Empty => Ok(None),
        Raw::Text(text) if is_absent(text) => Ok(None),
        raw => match table::decimal(raw).filter(|number| (0.0..=1e9).contains(number)) {
            Some(number) => Ok(Some(number)),
            None => Err(format!("{raw}")),
        },
    }
}

/// The lines of a sheet by the commune of today.
#[derive(Default)]
struct Communes {
    lines: BTreeMap<&'static str, Vec<(u64, Line)>>,
}

impl Communes {
    fn add(&mut self, line: u64, read: Line) {
        self.lines.entry(read.commune).or_default().push((line, read));
    }

    /// Communes that became one since, and the arrondissements of Paris, Lyon and Marseille, give one figure: the mean by
    /// their standardised inhabitants. A code that stands there twice contradicts itself.
    fn keep(self, table: &mut Table, sheet: &str, year: i32) -> Result<(), Refusal> {
        for (commune, lines) in self.lines {
            let is_twice =
                |read: &Line| lines.iter().filter(|(_, other)| other.code == read.code).count() > 1;
            let (twice, once): (Vec<_>, Vec<_>) = lines.iter().partition(|(_, read)| is_twice(read));
            for (line, read) in &twice {
                let others = twice.iter().filter(|(other, one)| other != line && one.code == read.code);
                let problem = Problem::SameKey {
                    key: read.code.clone(),
                    lines: others.map(|(line, _)| *line).collect(),
                };
                table.reject(*line, format!("{sheet} code commune"), &problem)?;
            }
            let Some((line, _)) = once.first() else { continue };
            table.report.tally.read += once.len() as u64;
            table.report.tally.accepted += once.len() as u64;
            let lines: Vec<&Line> = once.iter().map(|(_, read)| read).collect();
            let cells = COLUMNS
                .iter()
                .enumerate()
                .filter_map(|(i, (name, _))| Some(((*name).to_owned(), Cell::Number(together(&lines, i)?))));
            let subject = Subject::Territory(Territory::Commune(commune.to_owned()));
            let (period, item) = (Period::Year(year), String::new());
            table.statements.push((*line, Statement { subject, period, item, cells: cells.collect() }));
        }
        table.report.rejections.sort_by_key(|rejection| rejection.line);
        Ok(())
    }
}

/// Inhabitants add up; accessibility is their mean, over the lines that have both.
fn together(lines: &[&Line], column: usize) -> Option<f64> {
    const INHABITANTS: usize = COLUMNS.len() - 1;
    if let [line] = lines {
        return line.values[column];
    }
    let weighted = lines.iter().filter_map(|line| Some((line.values[column]?, line.values[INHABITANTS]?)));
    let (mut sum, mut inhabitants) = (0.0, 0.0);
    for (value, weight) in weighted {
        sum += value * weight;
        inhabitants += weight;
    }
    if column == INHABITANTS {
        return (inhabitants > 0.0).then_some(inhabitants);
    }
    (inhabitants > 0.0).then(|| (sum / inhabitants * 1e6).round() / 1e6)
}
