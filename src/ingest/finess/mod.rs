//! FINESS in its shapes: legal entities (501), establishments (502, 507), annual stocks and FINESS+.

mod etalab;
mod field;
mod location;
mod plus;
mod stock;

use std::collections::HashSet;
use std::io::{self, BufRead, Read};

use chrono::NaiveDate;

use super::lines::{BYTE_ORDER_MARK, decode};
use super::{Refusal, Report};
use crate::domain::edition::Flow;
use crate::domain::establishment::Establishment;
use crate::domain::finess::{FinessNumber, Kind, SIMULATED_MARK};
use crate::domain::legal_entity::LegalEntity;

/// What one file says. Only establishments of the three categories, establishments known before (they may
/// have left their category) and the legal entities behind them are kept.
#[derive(Debug)]
pub struct Edition {
    pub flow: Flow,
    pub snapshot: NaiveDate,
    pub report: Report,
    pub establishments: Vec<Establishment>,
    pub legal_entities: Vec<LegalEntity>,
    /// Numbers that stand in rejected lines: their absence from the edition means nothing.
    pub unreadable: HashSet<FinessNumber>,
    /// 502 lists no coordinates at all: none does not mean that they were withdrawn.
    pub has_locations: bool,
    pub is_simulated: bool,
}

/// The numbers that the observatory knows already.
#[derive(Debug, Default)]
pub struct Known {
    pub establishments: HashSet<FinessNumber>,
    pub legal_entities: HashSet<FinessNumber>,
}

/// The two bytes at the start of every gzip file (RFC 1952).
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads a FINESS file of any shape, told apart by its first bytes and lines; an annual stock by its `name`, which
/// alone tells its day.
///
/// # Errors
/// The file is refused as a whole when it is empty, cut, or of another format.
pub fn read(mut file: impl BufRead, name: &str, known: &Known) -> Result<Edition, Refusal> {
    let start = file.fill_buf()?;
    if start.is_empty() {
        return Err(Refusal::Empty);
    }
    if start.starts_with(&GZIP) {
        plus::read(flate2::bufread::MultiGzDecoder::new(file), known)
    } else if let Some(told) = stock::named(name) {
        stock::read(file, told, known)
    } else {
        etalab::read(file, known)
    }
}

/// The edition of a file and the place of its flow within the day, read from the start of the file alone.
///
/// # Errors
/// The file cannot be read.
pub fn peek(mut file: impl Read, name: &str) -> io::Result<Option<(NaiveDate, Flow)>> {
    if let Some(told) = stock::named(name) {
        return Ok(Some(told));
    }
    let mut start = [0; 4096];
    let n = fill(&mut file, &mut start)?;
    if start.starts_with(&GZIP) {
        let mut json = [0; 4096];
        // The rest of the file is missing on purpose: what was unpacked so far is enough.
        let n = fill(&mut flate2::read::MultiGzDecoder::new(&start[..n]), &mut json).unwrap_or(json.len());
        let text = String::from_utf8_lossy(&json[..n]);
        let day =
            text.split("\"generatedAt\":").nth(1).and_then(|rest| rest.trim_start().get(1..11)?.parse().ok());
        return Ok(day.map(|day| (day, Flow::Plus)));
    }
    let start = &start[..n];
    let text = decode(start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start));
    let mut lines = text.lines();
    let day = lines.next().and_then(|line| etalab::header(line).ok());
    let is_entities = lines.next().is_some_and(|line| line.starts_with("structureej"));
    Ok(day.map(|day| (day, if is_entities { Flow::LegalEntities } else { Flow::Establishments })))
}

fn fill(file: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut done = 0;
    while done < buffer.len() {
        match file.read(&mut buffer[done..]) {
            Ok(0) => break,
            Ok(n) => done += n,
            Err(_) if done > 0 => break,
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

impl Edition {
    fn new(flow: Flow, snapshot: NaiveDate) -> Self {
        Self {
            flow,
            snapshot,
            report: Report::default(),
            establishments: Vec::new(),
            legal_entities: Vec::new(),
            unreadable: HashSet::new(),
            has_locations: flow == Flow::Plus,
            is_simulated: false,
        }
    }

    /// Remembers every FINESS number that a rejected piece of text mentions.
    fn hold_back(&mut self, text: &str) {
        let tokens = text.split(|c: char| !c.is_ascii_alphanumeric());
        self.unreadable.extend(tokens.filter_map(|token| token.parse::<FinessNumber>().ok()));
    }

    /// Looks for the mark of a simulated file, in whatever record it stands.
    fn look_at(&mut self, text: &str) {
        self.is_simulated = self.is_simulated || text.contains(SIMULATED_MARK);
    }

    fn keep(&mut self, establishment: Establishment) {
        self.establishments.push(establishment);
    }
}

impl Known {
    fn wants(&self, finess: &FinessNumber, kind: Kind) -> bool {
        kind != Kind::Other || self.establishments.contains(finess)
    }
}

/// An address on one line: the parts that are there, joined with single spaces.
fn address<'a>(parts: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let parts: Vec<&str> = parts.into_iter().flatten().flat_map(str::split_whitespace).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Trimmed text; nothing when empty.
fn text(field: &str) -> Option<&str> {
    let field = field.trim();
    (!field.is_empty()).then_some(field)
}

#[cfg(test)]
mod tests;
