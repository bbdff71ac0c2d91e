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
use super::timeline::Version;

#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    pub finess: FinessNumber,
    /// In the order of their days; never empty.
    pub versions: Vec<Version<Establishment>>,
    /// Of the entities that were ever behind it, by number and day.
    pub entities: Vec<Version<LegalEntity>>,
    pub life: Life,
}

/// Why a structure is no longer open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Closed {
        day: NaiveDate,
        certain: bool,
    },
    /// The team goes on under another number, as the register tells.
    Renumbered {
        day: NaiveDate,
    },
    /// The first FINESS+ file does not know it, which is no closure.
    Lost,
    /// Not shown any more, and nothing says why.
    Gone,
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

    /// The closure that ended it, as far as a day knows; none when it opened again since.
    #[must_use]
    pub fn closed(&self, day: NaiveDate) -> Option<&Event> {
        let opened = self.last(Happening::Opening, day).map(|event| event.day);
        self.last(Happening::Closure, day).filter(|event| opened.is_none_or(|opened| opened <= event.day))
    }

    /// Why it is not open, as far as a day knows, if it is not.
    #[must_use]
    pub fn ending(&self, day: NaiveDate, calendar: &Calendar) -> Ending {
        if let Some(day) = self.renumbered(day) {
            return Ending::Renumbered { day };
        }
        let last = self.versions.iter().rfind(|version| version.to <= day);
        match self.closed(day) {
            Some(event) => Ending::Closed { day: event.day, certain: event.certain },
            None if last.is_some_and(|version| calendar.is_first_plus(version.to)) => Ending::Lost,
            None => Ending::Gone,
        }
    }

    /// When its number was given up for another one. Who leaves a category enters another on the same day; who
    /// leaves a number enters nothing under it.
    fn renumbered(&self, day: NaiveDate) -> Option<NaiveDate> {
        let events = self.life.events.iter().filter(|event| event.day <= day);
        let last = events.max_by_key(|event| event.day)?;
        (last.happening == Happening::Left && self.is_renumbering(last)).then_some(last.day)
    }

    /// Whether an event leaves this number for another one, or comes from another one.
    #[must_use]
    pub fn is_renumbering(&self, event: &Event) -> bool {
        let opposite = match event.happening {
            Happening::Left => Happening::Entered,
            Happening::Entered => Happening::Left,
            _ => return false,
        };
        !self.life.events.iter().any(|other| other.happening == opposite && other.day == event.day)
    }

    /// When it opened, as far as a day knows: its last opening, else the date that FINESS declares, for what
    /// was there before the first edition.
    #[must_use]
    pub fn opened(&self, day: NaiveDate) -> Option<NaiveDate> {
        let seen = self.last(Happening::Opening, day).map(|event| event.day);
        seen.or_else(|| self.shown(day).opened_on.filter(|declared| *declared <= day))
    }
}

#[cfg(test)]
mod tests {
    use super::super::edition::Flow;
    use super::super::finess::Kind;
    use super::super::timeline::FOREVER;
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn version(number: &str, from: &str, to: Option<&str>, name: &str) -> Version<Establishment> {
        let content = Establishment {
            finess: number.parse().unwrap(),
            legal_entity: None,
            kind: Kind::Msp,
            name: name.to_owned(),
            complement: None,
            address: None,
            department: "01".to_owned(),
            commune: None,
            siret: None,
            opened_on: Some(day("2001-01-01")),
            closed_on: None,
            active: true,
            location: None,
            main_site: None,
        };
        Version { from: day(from), to: to.map_or(FOREVER, day), content }
    }

    #[test]
    fn tells_the_structures_apart_and_what_each_showed_when() {
        let editions = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"];
        let calendar = Calendar::new(editions.map(|it| (day(it), Flow::Establishments)).to_vec());
        let versions = [
            version("010000001", "2024-01-01", Some("2024-02-01"), "A"),
            version("010000001", "2024-03-01", None, "B"),
            version("010000002", "2024-02-01", Some("2024-03-01"), "C"),
        ];
        let [back, gone] =
            Structure::gather(&versions, Vec::new(), &calendar, &Successions::default()).try_into().unwrap();
        let names =
            ["2023-06-01", "2024-01-15", "2024-02-15", "2024-03-15"].map(|it| &back.shown(day(it)).name);
        assert_eq!(names, ["A", "A", "A", "B"]);
        assert_eq!(back.closed(day("2024-02-15")).map(|event| event.day), Some(day("2024-02-01")));
        assert_eq!(back.closed(day("2024-04-01")), None, "it opened again");
        assert_eq!(
            back.opened(day("2024-02-15")),
            Some(day("2001-01-01")),
            "as declared: it was there before"
        );
        assert_eq!(back.opened(day("2024-04-01")), Some(day("2024-03-01")));
        assert_eq!(
            back.ending(day("2024-02-15"), &calendar),
            Ending::Closed { day: day("2024-02-01"), certain: false },
            "it came back"
        );
        let month = |text: &str| text.parse::<Month>().unwrap();
        assert!(back.spell(month("2024-02")).is_none() && back.spell(month("2024-03")).is_some());
        assert_eq!(gone.closed(day("2024-04-01")).map(|event| event.day), Some(day("2024-03-01")));
    }

    #[test]
    fn an_end_is_told_by_its_cause() {
        let flows = [Flow::Establishments, Flow::Establishments, Flow::Plus];
        let days = ["2024-01-01", "2024-02-01", "2024-03-01"];
        let calendar = Calendar::new(days.map(day).into_iter().zip(flows).collect());
        let left = |number: &str, successions: &Successions, to: &str| {
            let versions = [version(number, "2024-01-01", Some(to), "A")];
            let [one] = Structure::gather(&versions, Vec::new(), &calendar, successions).try_into().unwrap();
            one.ending(day("2024-03-31"), &calendar)
        };
        let none = Successions::default();
        assert_eq!(left("010000001", &none, "2024-03-01"), Ending::Lost);
        let gone = day("2024-02-01");
        assert_eq!(left("010000001", &none, "2024-02-01"), Ending::Closed { day: gone, certain: true });
        let given_up = Successions::given_up(&["010000001".parse().unwrap()]);
        assert_eq!(left("010000001", &given_up, "2024-02-01"), Ending::Renumbered { day: gone });
    }
}
