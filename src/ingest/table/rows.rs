//! The rows of a table, whether they come from a CSV file or from a sheet of a workbook.

use std::io::{self, BufRead, Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx, XlsxCellReader};
use chrono::NaiveDate;

use super::problem::{Problem, Refused};
use crate::ingest::Refusal;
use crate::ingest::lines::{Lines, fields};

/// A cell as it stands there: a sheet says of itself what is a number, a day, yes or no.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::ingest) enum Raw {
    Empty,
    Text(String),
    Number(f64),
    Flag(bool),
    Day(NaiveDate),
    Broken,
}

/// A row and where it stands, from 1. A line may be unreadable as a whole.
pub(in crate::ingest) struct Row {
    pub(in crate::ingest) line: u64,
    pub(in crate::ingest) cells: Result<Vec<Raw>, Problem>,
}

impl Raw {
    fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Self::Empty
    }
}

/// Every workbook is a ZIP archive.
const WORKBOOK: &[u8] = b"PK\x03\x04";

/// Megabytes that a workbook may have, since it is read whole.
const LARGEST: usize = 64;

pub(super) fn is_workbook(file: &mut impl BufRead) -> io::Result<bool> {
    Ok(file.fill_buf()?.starts_with(WORKBOOK))
}

/// The rows of a CSV file, one a line: a cell with a line break in it is a quote that somebody forgot to close.
pub(super) struct Text<R> {
    lines: Lines<R>,
    /// What the comment lines before the header say.
    pub(super) comment: String,
    is_below_header: bool,
}

impl<R: BufRead> Text<R> {
    pub(super) fn open(file: R) -> Self {
        Self { lines: Lines::new(file), comment: String::new(), is_below_header: false }
    }
}

impl<R: BufRead> Iterator for Text<R> {
    type Item = Result<Row, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (line, text) = match self.lines.next() {
                Ok(Some(read)) => read,
                Ok(None) => return None,
                Err(error) => return Some(Err(error.into())),
            };
            if text.starts_with('#') && !self.is_below_header {
                self.comment.push_str(&text);
                continue;
            }
            let cells = match fields(&text) {
                Ok(fields) => Ok(fields.iter().map(|field| Raw::text(field)).collect()),
                Err(field) => Err(Problem::OpenQuote(field)),
            };
            // Spreadsheets leave empty lines at the end.
            if cells.as_ref().is_ok_and(|cells: &Vec<Raw>| cells.iter().all(Raw::is_empty)) {
                continue;
            }
            self.is_below_header = true;
            return Some(Ok(Row { line, cells }));
        }
    }
}

/// The workbook, held in memory.
pub(in crate::ingest) struct Workbook {
    workbook: Xlsx<Cursor<Vec<u8>>>,
}

impl Workbook {
    pub(in crate::ingest) fn open(file: impl BufRead) -> Result<Self, Refusal> {
        let mut bytes = Vec::new();
        file.take((LARGEST as u64) << 20).read_to_end(&mut bytes)?;
        if bytes.len() == LARGEST << 20 {
            return Err(Refused::TooLarge(LARGEST).into());
        }
        let workbook = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
        Ok(Self { workbook })
    }

    pub(in crate::ingest) fn sheets(&self) -> Vec<String> {
        self.workbook.sheet_names()
    }

    pub(in crate::ingest) fn sheet(&mut self, name: &str) -> Result<Sheet<'_>, Refusal> {
        let cells = self.workbook.worksheet_cells_reader(name).map_err(broken)?;
        Ok(Sheet { cells, waiting: None, is_over: false })
    }
}

fn broken(error: calamine::XlsxError) -> Refusal {
    Refused::NoWorkbook(error.to_string()).into()
}

/// The rows of a sheet that hold anything.
pub(in crate::ingest) struct Sheet<'a> {
    cells: XlsxCellReader<'a, Cursor<Vec<u8>>>,
    /// The first cell of the row to come: its row, column and content.
    waiting: Option<(u32, u32, Raw)>,
    is_over: bool,
}

/// Columns that are looked at; no table has as many.
const WIDEST: u32 = 500;

impl Iterator for Sheet<'_> {
    type Item = Result<Row, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row: Option<(u32, Vec<Raw>)> = None;
        loop {
            let (at, column, raw) = match self.waiting.take() {
                Some(waiting) => waiting,
                None if self.is_over => break,
                None => match self.cells.next_cell() {
                    Ok(Some(cell)) => {
                        let (at, column) = cell.get_position();
                        (at, column, self::cell(cell.get_value()))
                    }
                    Ok(None) => {
                        self.is_over = true;
                        break;
                    }
                    Err(error) => {
                        self.is_over = true;
                        return Some(Err(broken(error)));
                    }
                },
            };
            if raw.is_empty() || column >= WIDEST {
                continue;
            }
            match &mut row {
                Some((current, _)) if *current != at => {
                    self.waiting = Some((at, column, raw));
                    break;
                }
                _ => {}
            }
            let (_, cells) = row.get_or_insert_with(|| (at, Vec::new()));
            let column = column as usize;
            if cells.len() <= column {
                cells.resize(column + 1, Raw::Empty);
            }
            cells[column] = raw;
        }
        row.map(|(at, cells)| Ok(Row { line: u64::from(at) + 1, cells: Ok(cells) }))
    }
}

fn cell(data: &DataRef) -> Raw {
    match data {
        DataRef::Empty => Raw::Empty,
        DataRef::Int(number) => Raw::Number(*number as f64),
        DataRef::Float(number) => Raw::Number(*number),
        DataRef::String(text) => Raw::text(text),
        DataRef::SharedString(text) => Raw::text(text),
        DataRef::Bool(flag) => Raw::Flag(*flag),
        DataRef::DateTime(date) => {
            let in_range = date.is_datetime() && (1.0..2_958_466.0).contains(&date.as_f64());
            let day = in_range.then(|| date.to_ymd_hms_milli());
            day.and_then(|(year, month, day, ..)| {
                NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
            })
            .map_or(Raw::Number(date.as_f64()), Raw::Day)
        }
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map_or_else(|| Raw::text(text), Raw::Day)
        }
        DataRef::DurationIso(text) => Raw::text(text),
        DataRef::Error(_) => Raw::Broken,
    }
}
