//! What a thread gathers from its lines: distinct memberships, distinct liberals, general practitioners.

use std::collections::HashSet;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::super::{Refusal, Report};
use super::columns::{Bounds, Columns, Fields};
use super::person::{Codes, Key, Keying, quick};
use super::row::Row;
use super::{Known, SIMULATED};
use crate::domain::geography::france;
use crate::domain::member::Mode;

/// What every thread reads with.
pub(super) struct Guide<'a> {
    pub(super) columns: Columns,
    pub(super) known: &'a Known,
    pub(super) keying: &'a Keying,
}

/// The place of each commune of today among those of the vintage.
static COMMUNES: LazyLock<Codes<5, u16>> = LazyLock::new(|| {
    let places = (0..).zip(france().communes());
    places.filter_map(|(place, commune)| Some((commune.code.as_bytes().try_into().ok()?, place))).collect()
});

/// Ordered so that of several lines on one membership the liberal one comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Membership {
    /// Among the known structures.
    pub(super) structure: u32,
    pub(super) key: Key,
    pub(super) profession: u8,
    pub(super) mode: Mode,
    /// Who it is among the general practitioners.
    pub(super) person: u64,
}

/// A liberal in a commune, in 64 bits: the commune in 16, the profession in 7, of the person's quick hash 41. Two of
/// 20,000 persons of one commune and profession fall together once in 10,000 files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Liberal(u64);

const PERSON_BITS: u32 = 41;

pub(super) struct Gathered<'a> {
    guide: &'a Guide<'a>,
    mark: Finder<'static>,
    pub(super) report: Report,
    pub(super) members: Distinct<Membership>,
    pub(super) liberals: Distinct<Liberal>,
    /// Persons with a savoir-faire of general practice in any of their lines.
    pub(super) practitioners: Distinct<u64>,
    pub(super) held_persons: HashSet<Key>,
    pub(super) held_structures: HashSet<u32>,
    pub(super) unplaced: u64,
    pub(super) unknown_msp: u64,
    pub(super) is_simulated: bool,
}

impl<'a> Gathered<'a> {
    pub(super) fn new(guide: &'a Guide<'a>) -> Self {
        Self {
            guide,
            mark: Finder::new(SIMULATED),
            report: Report::default(),
            members: Distinct::default(),
            liberals: Distinct::default(),
            practitioners: Distinct::default(),
            held_persons: HashSet::new(),
            held_structures: HashSet::new(),
            unplaced: 0,
            unknown_msp: 0,
            is_simulated: false,
        }
    }

    pub(super) fn line(&mut self, number: u64, line: &[u8], bounds: &mut Bounds) -> Result<(), Refusal> {
        if line.is_empty() {
            return Ok(());
        }
        let fields = bounds.split(line);
        let columns = &self.guide.columns;
        self.is_simulated = self.is_simulated || self.mark.find(fields.at(columns.site_name)).is_some();
        match Row::read(columns, fields) {
            Ok(row) => {
                self.report.accept();
                self.keep(&row);
                Ok(())
            }
            Err(fault) => {
                self.hold_back(fields);
                self.report.reject(number, fault)
            }
        }
    }

    fn keep(&mut self, row: &Row) {
        let Guide { known, keying, .. } = self.guide;
        let structure = known.structure(row.site, row.legal_entity);
        let is_liberal = row.mode == Mode::Liberal;
        self.unknown_msp += u64::from(row.is_in_msp && structure.is_none());
        if !is_liberal && !row.is_gp && structure.is_none() {
            return;
        }
        let person = quick(row.person);
        if row.is_gp {
            self.practitioners.push(Liberal::person_bits(person));
        }
        let Some(profession) = row.profession else { return };
        if let Some(structure) = structure {
            let key = keying.key(row.person);
            let person = Liberal::person_bits(person);
            self.members.push(Membership { structure, key, profession, mode: row.mode, person });
        }
        if is_liberal {
            match row.commune.and_then(place) {
                Some(commune) => self.liberals.push(Liberal::new(commune, profession, person)),
                None => self.unplaced += 1,
            }
        }
    }

    /// Whoever a rejected line speaks of has not left: the person, or if that cannot be told the structures it names.
    fn hold_back(&mut self, fields: Fields) {
        let Guide { columns, known, keying, .. } = self.guide;
        let person = fields.at(columns.person);
        // A line may be cut within the identifier.
        let is_whole = fields.len() > columns.person + 1;
        if is_whole && is_national_id(person) {
            self.held_persons.insert(keying.key(person));
        } else {
            let numbers = fields.words().filter_map(|word| word.try_into().ok());
            self.held_structures.extend(numbers.filter_map(|number| known.named(number)));
        }
    }
}

/// The type of the identifier, then that of RPPS (11 digits), ADELI (9 characters) or another register.
fn is_national_id(text: &[u8]) -> bool {
    (9..=20).contains(&text.len()) && text[0].is_ascii_digit() && text.iter().all(u8::is_ascii_alphanumeric)
}

/// The commune of today, among those of the vintage.
fn place(code: [u8; 5]) -> Option<u16> {
    COMMUNES.get(&code).copied().or_else(|| {
        let today = france().commune(std::str::from_utf8(&code).ok()?)?.code;
        COMMUNES.get::<[u8; 5]>(today.as_bytes().try_into().ok()?).copied()
    })
}

impl Liberal {
    fn new(commune: u16, profession: u8, person: u64) -> Self {
        let place = u64::from(commune) << 7 | u64::from(profession);
        Self(place << PERSON_BITS | Self::person_bits(person))
    }

    fn person_bits(person: u64) -> u64 {
        person >> (u64::BITS - PERSON_BITS)
    }

    pub(super) fn person(self) -> u64 {
        self.0 & ((1 << PERSON_BITS) - 1)
    }

    /// Commune and profession.
    pub(super) fn place(self) -> (u16, u8) {
        let place = self.0 >> PERSON_BITS;
        ((place >> 7) as u16, (place & 0x7f) as u8)
    }
}

/// Distinct items in at most twice their room, whatever comes again and again.
pub(super) struct Distinct<T>(Vec<T>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self(Vec::with_capacity(4_096))
    }
}

impl<T: Ord> Distinct<T> {
    fn push(&mut self, item: T) {
        if self.0.len() == self.0.capacity() {
            self.0.sort_unstable();
            self.0.dedup();
            if self.0.len() > self.0.capacity() / 2 {
                self.0.reserve_exact(self.0.capacity());
            }
        }
        self.0.push(item);
    }

    /// Those of all threads, sorted.
    pub(super) fn union(parts: impl IntoIterator<Item = Self>) -> Vec<T> {
        let mut parts = parts.into_iter();
        let mut all = parts.next().unwrap_or_default().0;
        parts.for_each(|part| all.extend(part.0));
        all.sort_unstable();
        all.dedup();
        all
    }
}
