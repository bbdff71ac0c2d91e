//! The history of one team as the ARS will file it, from the idea to the end; and what of it is known on a day.

use chrono::{Duration, NaiveDate};
use rand::{Rng, RngExt};

use crate::domain::month::Month;

use super::super::place::fixed;
use super::super::world::World;
use super::entry::{Entry, Form, Status};

/// Medians in days of the three stages; nothing is published, these are the simulation's assumptions: ten months to
/// write a projet de santé, four to have it recognised, eight to open.
const IDEA_TO_FILING: f64 = 304.0;
const FILING_TO_RECOGNITION: f64 = 122.0;
const RECOGNITION_TO_OPENING: f64 = 243.0;
/// Spread of the logarithm of a delay.
const SPREAD: f64 = 0.3;

/// The cahier des charges is of 27 July 2010: no team was recognised before.
const FIRST_RECOGNITION: NaiveDate = match NaiveDate::from_ymd_opt(2010, 7, 27) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

#[derive(Clone, Debug)]
pub(super) struct Dossier {
    pub id: String,
    pub region: &'static str,
    pub name: String,
    pub commune: &'static str,
    /// The establishment that it is, or will be.
    pub structure: Option<usize>,
    /// The day from which the ARS knows of it.
    pub aware: NaiveDate,
    pub stages: Stages,
    pub opened: Option<NaiveDate>,
    pub given_up: Option<NaiveDate>,
    pub end: Option<End>,
    pub parent: Option<String>,
    pub succeeds: Option<String>,
    pub is_university: bool,
    pub qpv: Option<bool>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stages {
    pub idea: Option<NaiveDate>,
    pub filed: Option<NaiveDate>,
    pub recognised: Option<NaiveDate>,
}

#[derive(Clone, Debug)]
pub(super) struct End {
    pub day: NaiveDate,
    /// The day on which the ARS writes it down.
    pub noted: NaiveDate,
    /// The team that it joined.
    pub into: Option<String>,
}

/// The stages of a project that opens (or would) on `opening`, and the day on which the ARS hears of it: somewhere
/// between the idea and the filing.
pub(super) fn project(rng: &mut impl Rng, opening: NaiveDate) -> (Stages, NaiveDate) {
    let recognised = opening - delay(rng, RECOGNITION_TO_OPENING);
    let filed = recognised - delay(rng, FILING_TO_RECOGNITION);
    let idea = filed - delay(rng, IDEA_TO_FILING);
    let aware =
        idea + Duration::days(((filed - idea).num_days() as f64 * rng.random_range(0.45..0.95)) as i64);
    let (is_dated, remembers) = (recognised >= FIRST_RECOGNITION, rng.random_bool(0.7));
    let stages = Stages {
        idea: Some(idea).filter(|_| is_dated || remembers),
        filed: Some(filed).filter(|_| is_dated),
        recognised: Some(recognised).filter(|_| is_dated),
    };
    (stages, aware)
}

fn delay(rng: &mut impl Rng, median: f64) -> Duration {
    // Three draws make a bell that ends, so that no project lasts longer than the horizon of the world.
    let bell: f64 = (0..3).map(|_| rng.random_range(-1.0..1.0)).sum();
    Duration::days((median * (SPREAD * bell).exp()) as i64)
}

impl Dossier {
    /// What the register says of it on `day`.
    pub(super) fn entry(&self, world: &World, day: NaiveDate) -> Entry {
        let month = Month::of(day);
        let past = |date: Option<NaiveDate>| date.filter(|date| *date <= day);
        let end = self.end.as_ref().filter(|end| end.noted <= day && end.day <= day);
        let opened = past(self.opened);
        let (recognised, given_up) = (past(self.stages.recognised), past(self.given_up));
        let status = match (given_up, end, opened, recognised) {
            (Some(_), ..) => Status::Abandoned,
            (_, Some(End { into: Some(_), .. }), ..) => Status::Merged,
            (_, Some(_), ..) => Status::Closed,
            (.., Some(_), _) => Status::Open,
            (.., Some(_)) => Status::Recognised,
            _ => Status::Project,
        };
        let structure = self.structure.and_then(|index| world.establishments.get(index));
        let owner = structure.and_then(|this| world.entities.get(this.tenure.at(month).entity));
        let form = match status {
            Status::Project => Some(Form::None),
            _ => owner.filter(|owner| owner.created <= day).map(Form::of),
        };
        // Moves are told to both on the same day.
        let commune = structure.map_or(self.commune, |this| this.places.at(month).commune.code);
        let mut chance = fixed(&format!("{}/{day}", self.id));
        let confirmed = match (given_up, end) {
            (Some(day), _) => Some(day),
            (_, Some(end)) => Some(end.noted),
            _ => {
                let asked = day - Duration::days(chance.random_range(5..400));
                let since = opened.unwrap_or(self.aware).max(self.aware);
                (opened.is_some() || chance.random_bool(0.85)).then(|| asked.max(since))
            }
        };
        Entry {
            id: self.id.clone(),
            finess: structure.filter(|this| this.known(month)).map(|this| this.number.clone()),
            name: self.name.clone(),
            commune,
            status,
            idea: past(self.stages.idea),
            filed: past(self.stages.filed),
            recognised,
            opened,
            closed: given_up.or(end.map(|end| end.day)),
            form,
            mspu: opened.map(|opened| self.is_university && (day - opened).num_days() > 4 * 365),
            parent: end.and_then(|end| end.into.clone()).or_else(|| self.parent.clone()),
            qpv: self.qpv,
            succeeds: self.succeeds.clone(),
            confirmed,
            structure: self.structure,
        }
    }
}
