//! What became of the structures of a region in the twelve months after an origin, as known now.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Months, NaiveDate};

use super::agreement::ended;
use super::records::{Dossier, Region};
use crate::domain::edition::Calendar;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::structure::{self, Structure};
use crate::risk::outcome::{Contract, Count, Ending, Followed, HORIZON, Trace, Why};
use crate::store::{Conn, Error, Known, Scope, imports, members, structures};

/// What is asked of the whole country, where a team may be found again.
pub(super) struct Everywhere {
    structures: HashMap<FinessNumber, Structure>,
    /// Numbers of maisons de santé by the legal entities that were ever behind them.
    by_entity: HashMap<FinessNumber, BTreeSet<FinessNumber>>,
    /// Where each person was shown, from a day to another.
    seen: HashMap<String, Vec<(FinessNumber, NaiveDate, NaiveDate)>>,
    calendar: Calendar,
    /// Days of the editions of the RPPS.
    editions: Vec<NaiveDate>,
    /// The last day of which a file of contracts tells.
    contracts_until: Option<NaiveDate>,
    /// The last month that is over.
    last: Month,
}

/// Months around a closure within which another number counts as its successor, and members are looked for.
const AROUND: u32 = 12;

impl Everywhere {
    pub(super) fn load(conn: &mut Conn, last: Month) -> Result<Self, Error> {
        let all = structures::all(conn, Known::Now)?;
        let mut by_entity: HashMap<FinessNumber, BTreeSet<FinessNumber>> = HashMap::new();
        for structure in &all {
            let entities = structure.versions.iter().filter_map(|it| it.content.legal_entity.clone());
            for entity in entities {
                by_entity.entry(entity).or_default().insert(structure.finess.clone());
            }
        }
        let mut seen: HashMap<String, Vec<_>> = HashMap::new();
        for stored in members::load(conn, &Scope::operator(), Known::Now)? {
            let version = stored.version;
            let at = (version.content.structure, version.from, version.to);
            seen.entry(version.content.person.0).or_default().push(at);
        }
        Ok(Self {
            structures: all.into_iter().map(|structure| (structure.finess.clone(), structure)).collect(),
            by_entity,
            seen,
            calendar: imports::calendar(conn, Known::Now)?,
            editions: imports::snapshots(conn, "rpps", Known::Now)?,
            contracts_until: imports::receipts(conn, "aci_contrats", Known::Now)?.last().copied(),
            last,
        })
    }

    /// One structure after one origin; `now` is its region as known now.
    pub(super) fn follow(
        &self,
        now: &Region,
        structure: &Structure,
        origin: Month,
        minimum: u32,
    ) -> Followed {
        let dossier = now.dossiers.get(structure.finess.as_str());
        let end = origin + HORIZON;
        Followed {
            origin,
            last: self.last,
            minimum,
            counts: dossier.map(|dossier| counts(dossier, end)).unwrap_or_default(),
            ending: self.ending(structure, dossier, end),
            contract: self.contract(now, structure, dossier, origin),
        }
    }

    fn ending(&self, structure: &Structure, dossier: Option<&Dossier>, end: Month) -> Ending {
        if self.calendar.days().last().is_none_or(|edition| Month::of(edition) < end) {
            return Ending::NotOver;
        }
        match (structure.spell(end), structure.ending(end.last_day(), &self.calendar)) {
            (Some(spell), _) if spell.kind == Kind::Msp => Ending::Open,
            // Of another category, or of another number as the register tells.
            (Some(_), _) | (None, structure::Ending::Renumbered { .. }) => Ending::Succeeded,
            (None, structure::Ending::Closed { day, certain: true }) => {
                let trace = dossier.and_then(|dossier| self.trace(&structure.finess, dossier, day));
                Ending::of(trace, self.heir(structure, day))
            }
            (None, _) => Ending::Unclear,
        }
    }

    /// Where the members of a number that ended on a day were seen afterwards; nothing when no edition of the RPPS
    /// showed any within a year before it, or none came after it.
    fn trace(&self, number: &FinessNumber, dossier: &Dossier, day: NaiveDate) -> Option<Trace> {
        let (since, until) = around(day);
        let persons = |on: NaiveDate| -> BTreeSet<&str> {
            let shown = dossier.members.iter().filter(|version| version.from <= on && on < version.to);
            shown.map(|version| version.content.person.0.as_str()).collect()
        };
        let before = self.editions.iter().rev().filter(|edition| since < **edition && **edition <= day);
        let members = before.map(|edition| persons(*edition)).find(|persons| !persons.is_empty())?;
        self.editions.iter().find(|edition| day < **edition)?;
        let mut found: BTreeMap<&FinessNumber, usize> = BTreeMap::new();
        for person in &members {
            let after = self.seen.get(*person).into_iter().flatten();
            let after = after.filter(|(other, from, to)| other != number && *from <= until && day < *to);
            let numbers: BTreeSet<&FinessNumber> = after.map(|(other, ..)| other).collect();
            numbers.into_iter().for_each(|other| *found.entry(other).or_default() += 1);
        }
        let most = found.into_iter().max_by_key(|(other, persons)| (*persons, std::cmp::Reverse(*other)));
        Some(Trace {
            members: members.len(),
            found: most.map_or(0, |(_, persons)| persons),
            is_older: most.is_some_and(|(other, _)| self.is_older(other, day)),
        })
    }

    /// Whether another number of the same legal entity goes on as a maison de santé, and was there before.
    fn heir(&self, structure: &Structure, day: NaiveDate) -> Option<bool> {
        let entity = structure.shown(day).legal_entity.as_ref()?;
        let others = self.by_entity.get(entity)?.iter().filter(|other| **other != structure.finess);
        let (_, until) = around(day);
        let goes_on = others.filter(|other| {
            let spell = self.structures.get(*other).and_then(|other| other.spell(Month::of(until)));
            spell.is_some_and(|spell| spell.kind == Kind::Msp)
        });
        goes_on.map(|other| self.is_older(other, day)).min()
    }

    fn is_older(&self, other: &FinessNumber, day: NaiveDate) -> bool {
        let opened = self.structures.get(other).and_then(|other| other.opened(around(day).1));
        opened.is_none_or(|opened| opened <= around(day).0)
    }

    fn contract(
        &self,
        now: &Region,
        structure: &Structure,
        dossier: Option<&Dossier>,
        origin: Month,
    ) -> Contract {
        let (first, end) = (origin.last_day(), (origin + HORIZON).last_day());
        let signed = dossier.into_iter().flat_map(|dossier| &dossier.contracts);
        let running = signed.rev().find_map(|contract| {
            let Period::Day(signed) = contract.period else { return None };
            let ended = ended(contract);
            (signed <= first && ended.is_none_or(|ended| first < ended)).then_some((contract, ended))
        });
        let Some((contract, ended)) = running else {
            let spell = structure.spell(origin);
            let is_supplied = spell.is_some_and(|spell| now.contracted.contains(&spell.department));
            return if is_supplied { Contract::None } else { Contract::Unknown(Why::Silent) };
        };
        let is_merger = contract.text("motif_fin") == Some("fusion");
        match ended {
            Some(day) if day <= end && contract.text("statut") == Some("resilie") && !is_merger => {
                Contract::Terminated
            }
            _ if self.contracts_until.is_some_and(|until| end <= until) => Contract::Kept,
            _ => Contract::Unknown(Why::NotOver),
        }
    }
}

/// The days so many months before and after.
fn around(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let months = Months::new(AROUND);
    (
        day.checked_sub_months(months).unwrap_or(NaiveDate::MIN),
        day.checked_add_months(months).unwrap_or(NaiveDate::MAX),
    )
}

/// As the team declares them; at the end of a year that it does not declare, as the caisse counted them.
fn counts(dossier: &Dossier, end: Month) -> Vec<Count> {
    let mut counts: BTreeMap<Month, Count> = BTreeMap::new();
    for (month, statement) in dossier.monthly.until(end).chain(dossier.statements.until(end)) {
        let number = |column| statement.number(column).map(|number| number as u32);
        let known = counts.entry(*month).or_insert(Count { month: *month, doctors: None, gps: None });
        known.doctors = known.doctors.or_else(|| number("medecins_associes"));
        known.gps = known.gps.or_else(|| number("mg_associes"));
    }
    counts.into_values().collect()
}
