//! One structure over time: what the editions showed of it and of the entities behind it, and its life.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::edition::Calendar;
use super::establishment::Establishment;
use super::finess::FinessNumber;
use super::legal_entity::LegalEntity;
use super::life::{Event, Happening, Life, Spell, life};
use super::month::Month;
use super::register::Successions;
use super::timeline::{Version, at};

#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    pub finess: FinessNumber,
    /// In the order of their days; never empty.
    pub versions: Vec<Version<Establishment>>,
    /// Of the entities that were ever behind it, by number and day.
    pub entities: Vec<Version<LegalEntity>>,
    pub life: Life,
}

impl Structure {
    /// One structure for each number, from versions sorted by number and day.
    pub fn gather(
        versions: &[Version<Establishment>],
        entities: Vec<Version<LegalEntity>>,
        calendar: &Calendar,
        successions: &Successions,
    ) -> Vec<Self> {
        let mut behind: HashMap<String, Vec<Version<LegalEntity>>> = HashMap::new();
        for version in entities {
            behind.entry(version.content.finess.to_string()).or_default().push(version);
        }
        let of_number = |number: &str| behind.get(number).map_or(&[][..], Vec::as_slice);
        let each = versions.chunk_by(|a, b| a.content.finess == b.content.finess).map(|versions| {
            let mut numbers: Vec<&FinessNumber> =
                versions.iter().filter_map(|version| version.content.legal_entity.as_ref()).collect();
            numbers.sort();
            numbers.dedup();
            let finess = versions[0].content.finess.clone();
            let mut life = life(versions, calendar, of_number);
            successions.tell(&finess, &mut life.events);
            Self {
                finess,
                versions: versions.to_vec(),
                entities: numbers
                    .into_iter()
                    .flat_map(|number| of_number(number.as_str()))
                    .cloned()
                    .collect(),
                life,
            }
        });
        each.collect()
    }

    /// As the editions show it on a day: that day's version, else the last one before, else the first.
    #[must_use]
    pub fn shown(&self, day: NaiveDate) -> &Establishment {
        let before = self.versions.partition_point(|version| version.from <= day);
        &self.versions[before.saturating_sub(1)].content
    }

    /// The spell that holds at the end of a month; none when it is not open then.
    #[must_use]
    pub fn spell(&self, month: Month) -> Option<&Spell> {
        self.life.spells.iter().find(|spell| spell.first <= month && spell.end.is_none_or(|end| month < end))
    }

    /// The entity behind an establishment, as the editions show it on a day or, failing that, last.
    #[must_use]
    pub fn entity(&self, establishment: &Establishment, day: NaiveDate) -> Option<&LegalEntity> {
        let number = establishment.legal_entity.as_ref()?;
        let known = || self.entities.iter().filter(|version| version.content.finess == *number);
        let then = known().find(|version| version.from <= day && day < version.to);
        then.or_else(|| known().next_back()).map(|version| &version.content)
    }

    /// The last event of one sort up to a day.
    #[must_use]
    pub fn last(&self, happening: Happening, day: NaiveDate) -> Option<&Event> {
        let events = self.life.events.iter().filter(|event| event.happening == happening && event.day <= day);
        events.max_by_key(|event| event.day)
    }

    /// When it opened, as far as a day knows: its last opening, else the date that FINESS declares, for what
    /// was there before the first edition.
    #[must_use]
    pub fn opened(&self, day: NaiveDate) -> Option<NaiveDate> {
        let seen = self.last(Happening::Opening, day).map(|event| event.day);
        seen.or_else(|| self.shown(day).opened_on.filter(|declared| *declared <= day))
    }

    /// Whether an edition of that day shows it at all.
    #[must_use]
    pub fn is_listed(&self, day: NaiveDate) -> bool {
        at(&self.versions, day).is_some()
    }
}
