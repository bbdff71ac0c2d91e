//! What a file of the register changes in the store. A file says everything of the regions that it mentions, and
//! nothing of the others: an ARS sends its own.

use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate, NaiveDateTime};

use super::{Error, Request};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::register::{Entry, Resolution};
use crate::ingest::register::Register;
use crate::store::register::decisions;
use crate::store::register::entries::{self, Held, Origin};
use crate::store::{self, Conn, Known, Provenance, imports};

/// Why a file that could be read is not to be believed: of the day after tomorrow, or without much of a region.
pub(super) fn suspicion(
    conn: &mut Conn,
    request: &Request,
    register: &Register,
) -> Result<Option<String>, Error> {
    let tomorrow = request.now.date() + Days::new(1);
    if let Some(day) = register.day().filter(|day| *day > tomorrow) {
        return Ok(Some(format!("a line was confirmed on {day}, which is still to come")));
    }
    let Some(guard) = request.source.guard.filter(|_| !request.force) else { return Ok(None) };
    let stored = entries::load(conn, Known::Now)?;
    let gone: HashSet<i64> = changes(conn, &stored, register)?.withdrawn.into_iter().collect();
    for region in regions(register.entries.iter()) {
        let of_region = || stored.iter().filter(|held| region_of(&held.entry) == Some(region));
        let (known, missing) =
            (of_region().count(), of_region().filter(|held| gone.contains(&held.row)).count());
        // Of a few entries, one or two are more than the share; half of them are too many in any case.
        let drop = if known as u64 >= guard.records { guard.drop } else { 0.5 };
        if missing > 1 && missing as f64 > drop * known as f64 {
            let name = france().region(region).map_or(region, |region| region.name);
            let drop = drop * 100.0;
            return Ok(Some(format!(
                "{missing} of the {known} entries of {name} are not in the file: over {drop:.0} %. \
                 If that is right, import with --force"
            )));
        }
    }
    Ok(None)
}

pub(super) fn latest_knowledge(conn: &mut Conn) -> Result<Option<NaiveDateTime>, Error> {
    let imported = imports::latest_knowledge(conn, "register")?;
    Ok(imported.max(entries::latest_knowledge(conn)?))
}

/// Gives what a person should be told.
pub(super) fn keep(
    conn: &mut Conn,
    register: &Register,
    provenance: Provenance,
) -> Result<Option<String>, store::Error> {
    let stored = entries::load(conn, Known::Now)?;
    let changes = changes(conn, &stored, register)?;
    entries::close(conn, &[&changes.replaced[..], &changes.withdrawn].concat(), provenance.known_from)?;
    entries::insert(conn, &changes.new, provenance.known_from, Origin::Import(provenance.import))?;
    let told = |n: usize, one: &str, many: &str| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let columns = &register.unknown_columns;
    let notes = [
        told(
            changes.older,
            "line is older than what is known by now, and changes nothing",
            "lines are older than what is known by now, and change nothing",
        ),
        told(
            changes.withdrawn.len(),
            "entry is no longer in the register",
            "entries are no longer in the register",
        ),
        (!columns.is_empty()).then(|| format!("columns not read: {}", columns.join(", "))),
    ];
    Ok(notes.into_iter().flatten().reduce(|a, b| format!("{a}; {b}")))
}

struct Changes<'a> {
    new: Vec<&'a Entry>,
    /// Rows of which the file says something else.
    replaced: Vec<i64>,
    /// Rows of its regions of which it says nothing any more.
    withdrawn: Vec<i64>,
    /// Lines older than what is known.
    older: usize,
}

/// A later file knows better than an earlier one, region by region; what a person wrote gives way only to a line
/// confirmed since.
fn changes<'a>(
    conn: &mut Conn,
    stored: &[Held],
    register: &'a Register,
) -> Result<Changes<'a>, store::Error> {
    let held: HashMap<&str, &Held> = stored.iter().map(|held| (held.entry.id.as_str(), held)).collect();
    let confirmed = entries::confirmed(conn)?;
    let known = days(confirmed.iter().map(|(department, day)| (department.as_str(), *day)));
    let told =
        register.entries.iter().filter_map(|entry| Some((entry.department.as_str(), entry.confirmed_on?)));
    let told = days(told);
    let withdrawn = withdrawn_by_hand(conn)?;
    let is_current = |entry: &Entry| {
        let region = region_of(entry).unwrap_or_default();
        known.get(region).is_none_or(|known| told.get(region).is_some_and(|told| told >= known))
    };
    let mut changes = Changes { new: Vec::new(), replaced: Vec::new(), withdrawn: Vec::new(), older: 0 };
    for entry in &register.entries {
        match held.get(entry.id.as_str()) {
            Some(held) if held.entry == *entry => {}
            Some(held) if held.author.is_some() && entry.confirmed_on < held.entry.confirmed_on => {
                changes.older += 1;
            }
            None if withdrawn.get(&entry.id).is_some_and(|day| entry.confirmed_on <= Some(*day)) => {
                changes.older += 1;
            }
            _ if !is_current(entry) => changes.older += 1,
            None => changes.new.push(entry),
            Some(held) => {
                changes.replaced.push(held.row);
                changes.new.push(entry);
            }
        }
    }
    if !register.is_torn {
        let silent = Silence::of(register);
        let gone = stored.iter().filter(|held| is_current(&held.entry) && silent.withdraws(held));
        changes.withdrawn = gone.map(|held| held.row).collect();
    }
    Ok(changes)
}

/// The last of the days of each region's departments.
fn days<'a>(confirmed: impl Iterator<Item = (&'a str, NaiveDate)>) -> HashMap<&'static str, NaiveDate> {
    let mut days: HashMap<&str, NaiveDate> = HashMap::new();
    for (department, day) in confirmed {
        let region = france().region_of(department).unwrap_or_default();
        let last = days.entry(region).or_insert(day);
        *last = day.max(*last);
    }
    days
}

/// Entries that a decision took out of the register, with its day.
fn withdrawn_by_hand(conn: &mut Conn) -> Result<HashMap<String, NaiveDate>, store::Error> {
    let withdrawals = decisions::load(conn)?.into_iter().filter(|one| one.resolution == Resolution::Withdraw);
    let told = withdrawals.filter_map(|decision| {
        let facts: serde_json::Value = serde_json::from_str(&decision.evidence).ok()?;
        Some((facts["register"][1]["id"].as_str()?.to_owned(), decision.decided_at.date()))
    });
    Ok(told.collect())
}

/// What the file does not say.
struct Silence<'a> {
    register: &'a Register,
    said: HashSet<&'a str>,
    numbers: HashSet<&'a FinessNumber>,
    regions: HashSet<&'static str>,
}

impl<'a> Silence<'a> {
    fn of(register: &'a Register) -> Self {
        Self {
            register,
            said: register.entries.iter().map(|entry| entry.id.as_str()).collect(),
            numbers: register.entries.iter().filter_map(|entry| entry.finess.as_ref()).collect(),
            regions: regions(register.entries.iter()),
        }
    }

    /// What a person wrote stays until a file has an entry of the same number.
    fn withdraws(&self, held: &Held) -> bool {
        let entry = &held.entry;
        let is_taken_over = entry.finess.as_ref().is_some_and(|number| self.numbers.contains(number));
        !self.said.contains(entry.id.as_str())
            && !self.register.unreadable.contains(&entry.id)
            && region_of(entry).is_some_and(|region| self.regions.contains(region))
            && (held.author.is_none() || is_taken_over)
    }
}

fn regions<'a>(entries: impl Iterator<Item = &'a Entry>) -> HashSet<&'static str> {
    entries.filter_map(region_of).collect()
}

fn region_of(entry: &Entry) -> Option<&'static str> {
    france().region_of(&entry.department)
}
