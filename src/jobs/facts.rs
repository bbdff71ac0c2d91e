//! From the versions in the store to the lives of structures.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::domain::edition::{Calendar, Flow};
use crate::domain::establishment::Establishment;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::legal_entity::{LegalEntity, LegalForm};
use crate::domain::life::{Event, Happening, Life, life};
use crate::domain::register::Entry;
use crate::domain::register::reconcile::Seen;
use crate::domain::timeline::{FOREVER, Version, at};
use crate::indicators::{Facts, Supplies};
use crate::store::register::entries;
use crate::store::{Conn, Error, Known, Stored, imports, structures};

/// What the editions of FINESS known at an instant say, number by number.
pub(super) struct Finess {
    pub(super) calendar: Calendar,
    structures: Vec<Version<Establishment>>,
    behind: HashMap<String, Vec<Version<LegalEntity>>>,
}

impl Finess {
    pub(super) fn load(conn: &mut Conn, known: Known) -> Result<Self, Error> {
        let calendar = imports::calendar(conn, known)?;
        let mut behind: HashMap<String, Vec<Version<LegalEntity>>> = HashMap::new();
        for Stored { version, .. } in crate::store::entities::load(conn, known)? {
            behind.entry(version.content.finess.to_string()).or_default().push(version);
        }
        let structures = structures::load(conn, known)?.into_iter().map(|row| row.version).collect();
        Ok(Self { calendar, structures, behind })
    }

    fn lives(&self) -> impl Iterator<Item = (&[Version<Establishment>], Life)> {
        let by_number = self.structures.chunk_by(|a, b| a.content.finess == b.content.finess);
        by_number.map(|versions| {
            let entity = |number: &str| self.behind.get(number).map_or(&[][..], Vec::as_slice);
            (versions, life(versions, &self.calendar, entity))
        })
    }

    /// Every number that ever was a maison de santé, as the register is compared with it.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.lives().filter_map(|(versions, life)| self.seen_one(versions, &life)).collect()
    }

    fn seen_one(&self, versions: &[Version<Establishment>], life: &Life) -> Option<Seen> {
        let mine = life.spells.iter().filter(|spell| spell.kind == Kind::Msp);
        mine.clone().next()?;
        let last = versions.last()?;
        let is_open = last.to == FOREVER && last.content.kind == Kind::Msp && last.content.open_on(last.from);
        let ended = life.events.iter().rev().find(|event| {
            event.kind == Kind::Msp && matches!(event.happening, Happening::Closure | Happening::Left)
        });
        // Missing from the first FINESS+ file: not matched, not closed; it cannot be compared.
        let closed_on = if is_open { None } else { Some(ended?.day) };
        let content = &last.content;
        let began = life.events.iter().find(|event| event.happening == Happening::Opening);
        let first = versions.first().map_or(last.from, |version| version.from);
        Some(Seen {
            finess: content.finess.clone(),
            name: content.name.clone(),
            commune: content.commune.clone(),
            department: content.department.clone(),
            form: self.form(content, last.from),
            main_site: content.main_site.clone(),
            opened_on: began.map_or(content.opened_on.map_or(first, |day| day.min(first)), |event| event.day),
            closed_on,
        })
    }

    fn form(&self, content: &Establishment, from: NaiveDate) -> LegalForm {
        let versions = content.legal_entity.as_ref().and_then(|number| self.behind.get(number.as_str()));
        let found = versions.and_then(|versions| at(versions, from).or(versions.last().map(|v| &v.content)));
        found.map_or(LegalForm::Unknown, LegalEntity::form)
    }
}

/// Everything that was known at an instant, ready for evaluation.
///
/// # Errors
/// The database fails.
pub fn facts(conn: &mut Conn, catalog: &Catalog, known: Known) -> Result<Facts, Error> {
    let finess = Finess::load(conn, known)?;
    let entries: Vec<Entry> = entries::load(conn, known)?.into_iter().map(|held| held.entry).collect();
    let (left, taken) = successions(&entries);
    let mut facts = Facts { entries, ..Facts::default() };
    for (versions, life) in finess.lives() {
        let number = versions.first().map(|version| &version.content.finess);
        facts.spells.extend(life.spells);
        // The same team under a new number: neither a closure nor an opening.
        facts.events.extend(life.events.into_iter().map(|event| match event.happening {
            Happening::Closure if number.is_some_and(|number| left.contains(number)) => {
                Event { happening: Happening::Left, ..event }
            }
            Happening::Opening if number.is_some_and(|number| taken.contains(number)) => {
                Event { happening: Happening::Entered, ..event }
            }
            _ => event,
        }));
    }
    facts.supplies = supplies(conn, catalog, finess.calendar, known)?;
    Ok(facts)
}

fn supplies(conn: &mut Conn, catalog: &Catalog, finess: Calendar, known: Known) -> Result<Supplies, Error> {
    let mut supplies = Supplies::default();
    if let Some(source) = catalog.source("finess") {
        supplies.add(source, finess);
    }
    if let Some(source) = catalog.source("register") {
        let days = imports::snapshots(conn, &source.id, known)?;
        supplies
            .add(source, Calendar::new(days.into_iter().map(|day| (day, Flow::Establishments)).collect()));
    }
    Ok(supplies)
}

/// The numbers that a team gave up for another one, and those it took, as the register declares them.
fn successions(entries: &[Entry]) -> (HashSet<FinessNumber>, HashSet<FinessNumber>) {
    let numbers: HashMap<&str, &FinessNumber> =
        entries.iter().filter_map(|entry| Some((entry.id.as_str(), entry.finess.as_ref()?))).collect();
    let pairs = entries.iter().filter_map(|entry| {
        let old = numbers.get(entry.succeeds.as_deref()?)?;
        let new = entry.finess.as_ref()?;
        (*old != new).then(|| ((*old).clone(), new.clone()))
    });
    pairs.unzip()
}
