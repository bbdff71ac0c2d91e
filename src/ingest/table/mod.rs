//! The tables that people fill in, CSV or workbook: one reader for all of them, which follows the layout of the source.

mod cell;
mod line;
mod problem;
mod rows;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::io::BufRead;

use chrono::NaiveDate;

pub use problem::{Problem, Refused};

pub(in crate::ingest) use self::cell::decimal;
use self::line::{Header, Wrong};
use self::rows::Text;
pub(in crate::ingest) use self::rows::{Raw, Row, Workbook};
use super::{Refusal, Rejection, Report};
use crate::catalog::{Key, Source, SourceClass};
use crate::domain::statement::{Cell, Statement};
use crate::domain::writing::{Language, plain};

/// What a table says.
#[derive(Debug, Default)]
pub struct Table {
    pub report: Report,
    /// Each with the line, or the row of the sheet, that it was read from.
    pub statements: Vec<(u64, Statement)>,
    pub is_simulated: bool,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Columns of the file that the layout does not know; they are not read.
    pub unknown_columns: Vec<String>,
    /// Columns of the layout that the file does not have: it says nothing of them.
    pub absent_columns: Vec<String>,
    /// The last day on which a line was written, as far as the lines say it.
    pub written_on: Option<NaiveDate>,
}

impl Table {
    /// The day of the table: the last one on which a line was written, or else the end of the last period.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        let ends = self.statements.iter().filter_map(|(_, statement)| statement.period.end());
        self.written_on.or_else(|| ends.max())
    }

    pub(super) fn reject(&mut self, line: u64, column: String, problem: &Problem) -> Result<(), Refusal> {
        let reason = problem.say(Language::English);
        let french = Some(problem.say(Language::French));
        self.report.keep(Rejection { line, column, reason, french })
    }
}

/// In the first line of a table, or as the name of a sheet, so that a copied file still says what it is.
const MARK: &str = "donnees simulees";

pub(super) fn is_mark(text: &str) -> bool {
    plain(text).contains(MARK)
}

/// # Errors
/// The file is refused when it is empty, lacks a column of the key, or has one that names people.
pub fn read(mut file: impl BufRead, source: &Source) -> Result<Table, Refusal> {
    if file.fill_buf()?.is_empty() {
        return Err(Refusal::Empty);
    }
    if !rows::is_workbook(&mut file)? {
        let mut rows = Text::open(file);
        let mut table = lines(&mut rows, source, true)?;
        table.is_simulated = is_mark(&rows.comment);
        return Ok(table);
    }
    let mut workbook = Workbook::open(file)?;
    let sheets = workbook.sheets();
    let named = sheets.iter().find(|sheet| sheet.eq_ignore_ascii_case(&source.id));
    let Some(sheet) = named.or(sheets.first()) else { return Err(Refusal::Empty) };
    let mut rows = workbook.sheet(sheet)?.peekable();
    let mut comment = String::new();
    while let Some(Ok(Row { cells: Ok(cells), .. })) = rows.peek()
        && let Some(Raw::Text(text)) = cells.iter().find(|raw| !raw.is_empty())
        && text.starts_with('#')
    {
        comment.push_str(text);
        rows.next();
    }
    let mut table = lines(&mut rows, source, false)?;
    table.is_simulated = is_mark(&comment) || sheets.iter().any(|sheet| is_mark(sheet));
    table.sheet = Some(sheet.clone());
    Ok(table)
}

fn lines(
    rows: &mut impl Iterator<Item = Result<Row, Refusal>>,
    source: &Source,
    is_text: bool,
) -> Result<Table, Refusal> {
    let Some(row) = rows.next().transpose()? else { return Err(Refused::NoHeader.into()) };
    let names = names(row, source)?;
    let header = Header::new(source, &names);
    let unknown = names.iter().filter(|name| !name.is_empty() && source.column(name).is_none());
    let mut table = Table {
        unknown_columns: unknown.cloned().collect(),
        absent_columns: header.absent().map(|column| column.name.clone()).collect(),
        ..Table::default()
    };
    let mut read = Vec::new();
    for row in rows {
        let Row { line, cells } = row?;
        let cells = cells.map_err(|problem| Wrong { column: "line".into(), problem });
        let read_line = |cells: Vec<Raw>| {
            let statement = header.statement(&cells, is_text)?;
            Ok(Read { line, statement, commune: header.commune(&cells) })
        };
        match cells.and_then(read_line) {
            Ok(line) => read.push(line),
            Err(Wrong { column, problem }) => table.reject(line, column, &problem)?,
        }
    }
    table.keep(read, source)?;
    Ok(table)
}

/// A line that could be read by itself.
struct Read {
    line: u64,
    statement: Statement,
    /// As it stood there, of a table on communes.
    commune: Option<Raw>,
}

/// The names of the columns, or why the file is refused because of them.
fn names(row: Row, source: &Source) -> Result<Vec<String>, Refused> {
    let Ok(cells) = row.cells else { return Err(Refused::NoHeader) };
    let name = |raw: &Raw| match raw {
        Raw::Text(text) => text.to_lowercase(),
        _ => String::new(),
    };
    let names: Vec<String> = cells.iter().map(name).collect();
    let is_there = |name: &str| names.iter().any(|other| other == name);
    if source.class != SourceClass::Open
        && let Some(name) = names.iter().find(|name| source.column(name).is_none() && names_people(name))
    {
        return Err(Refused::Names(row.line, name.clone()));
    }
    if let Some(twice) = names
        .iter()
        .find(|name| source.column(name).is_some() && names.iter().filter(|other| other == name).count() > 1)
    {
        return Err(Refused::Twice(row.line, twice.clone()));
    }
    let needed = source.columns.iter().filter(|column| column.is_needed() && !is_there(&column.name));
    let mut missing: Vec<String> = needed.map(|column| column.name.clone()).collect();
    for key in [Key::Subject, Key::Period] {
        if !source.keyed(key).any(|column| is_there(&column.name)) {
            missing.extend(source.keyed(key).map(|column| column.name.clone()).take(1));
        }
    }
    if missing.is_empty() { Ok(names) } else { Err(Refused::Missing(row.line, missing)) }
}

/// Words of a header under which people are named or numbered, and words that make them harmless.
const PEOPLE: [&str; 18] = [
    "nom",
    "noms",
    "prenom",
    "prenoms",
    "name",
    "firstname",
    "lastname",
    "surname",
    "rpps",
    "adeli",
    "nir",
    "courriel",
    "email",
    "mail",
    "telephone",
    "tel",
    "portable",
    "medecin",
];
const HARMLESS: [&str; 12] = [
    "structure",
    "msp",
    "maison",
    "etablissement",
    "sisa",
    "commune",
    "caisse",
    "departement",
    "region",
    "logiciel",
    "site",
    "service",
];

fn names_people(name: &str) -> bool {
    let plain = plain(name);
    let words = || plain.split(|c: char| !c.is_alphanumeric());
    words().any(|word| PEOPLE.contains(&word)) && !words().any(|word| HARMLESS.contains(&word))
        || plain.contains("date_naissance")
}

impl Table {
    /// Lines that share a key are all rejected, unless the source has several facts of a key.
    fn keep(&mut self, mut read: Vec<Read>, source: &Source) -> Result<(), Refusal> {
        let written = |read: &Read| match &source.dated_by {
            Some(column) => read.statement.day(column),
            None => None,
        };
        let mut groups: HashMap<(String, String, String), Vec<usize>> = HashMap::with_capacity(read.len());
        for (position, read) in read.iter().enumerate() {
            groups.entry(read.statement.key()).or_default().push(position);
        }
        let mut rejected: BTreeMap<usize, Problem> = BTreeMap::new();
        let mut merged = Vec::new();
        for (key, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
            if source.repeats {
                for (&position, number) in group.iter().zip(1..).skip(1) {
                    read[position].statement.item.push_str(&format!("/{number}"));
                }
                continue;
            }
            if is_one_fact(&read, &group) {
                merged.extend_from_slice(&group[1..]);
                continue;
            }
            let key = [key.0, key.1, key.2].into_iter().filter(|part| !part.is_empty());
            let key = key.collect::<Vec<_>>().join(" ");
            for &position in &group {
                let others = group.iter().filter(|other| **other != position);
                let lines = others.map(|other| read[*other].line).collect();
                rejected.insert(position, Problem::SameKey { key: key.clone(), lines });
            }
        }
        self.written_on = read.iter().filter_map(written).max();
        merged.sort_unstable();
        let column = source.keyed(Key::Subject).next().map_or("line", |column| column.name.as_str());
        for (position, Read { line, statement, .. }) in read.into_iter().enumerate() {
            if let Some(problem) = rejected.get(&position) {
                self.reject(line, column.to_owned(), problem)?;
                continue;
            }
            self.report.accept();
            if merged.binary_search(&position).is_err() {
                self.statements.push((line, statement));
            }
        }
        self.report.rejections.sort_by_key(|rejection| rejection.line);
        Ok(())
    }
}

/// Communes that became one since, and of which the same is said: one fact on several lines.
fn is_one_fact(read: &[Read], group: &[usize]) -> bool {
    let cells = |position: usize| -> &BTreeMap<String, Cell> { &read[position].statement.cells };
    let is_other = |a: usize, b: usize| {
        let (a, b) = (&read[a].commune, &read[b].commune);
        a.is_some() && a != b
    };
    group.iter().enumerate().all(|(i, one)| {
        cells(*one) == cells(group[0]) && group[..i].iter().all(|other| is_other(*one, *other))
    })
}
