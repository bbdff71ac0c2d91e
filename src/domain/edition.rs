//! The editions of FINESS, and what the dates between them allow one to say.

use chrono::NaiveDate;

use super::month::Month;
use super::point::State;

/// One of the shapes in which FINESS was and is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flow {
    /// cs1100502 and cs1100507: open establishments, without and with coordinates. Read before the legal
    /// entities of the same day, of which only those behind a kept establishment are kept.
    Establishments,
    /// cs1100501: legal entities.
    LegalEntities,
    /// FINESS+: legal entities and establishments, closed ones included.
    Plus,
}

impl Flow {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LegalEntities => "legal_entities",
            Self::Establishments => "establishments",
            Self::Plus => "finess_plus",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::LegalEntities, Self::Establishments, Self::Plus].into_iter().find(|f| f.as_str() == text)
    }
}

/// How often editions come, in months.
#[derive(Clone, Copy, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    /// Months between two editions when all is well.
    pub every: i32,
    /// Months for which a stock is carried on when one is missing.
    pub patience: i32,
}

/// The editions that describe establishments, oldest first, one a day.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    editions: Vec<(NaiveDate, Flow)>,
}

/// Editions further apart than this are annual stocks: declared dates decide in the months between them.
const ANNUAL_GAP_DAYS: i64 = 180;

impl Calendar {
    #[must_use]
    pub fn new(mut editions: Vec<(NaiveDate, Flow)>) -> Self {
        editions.retain(|(_, flow)| *flow != Flow::LegalEntities);
        // Of two editions of a day, FINESS+ says more.
        editions.sort_by_key(|(day, flow)| (*day, std::cmp::Reverse(*flow)));
        editions.dedup_by_key(|(day, _)| *day);
        Self { editions }
    }

    #[must_use]
    pub fn first(&self) -> Option<NaiveDate> {
        self.editions.first().map(|(day, _)| *day)
    }

    pub fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.editions.iter().map(|(day, _)| *day)
    }

    /// The last edition strictly before `day`.
    #[must_use]
    pub fn before(&self, day: NaiveDate) -> Option<NaiveDate> {
        let after = self.editions.partition_point(|(edition, _)| *edition < day);
        after.checked_sub(1).and_then(|i| self.editions.get(i)).map(|(day, _)| *day)
    }

    /// The first edition strictly after `day`.
    #[must_use]
    pub fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let after = self.editions.partition_point(|(edition, _)| *edition <= day);
        self.editions.get(after).map(|(day, _)| *day)
    }

    /// Whether the edition of `day` is an annual stock, so that declared opening dates decide in the months
    /// before it. Those of FINESS+ never do: it moved a third of them.
    #[must_use]
    pub fn is_annual(&self, day: NaiveDate) -> bool {
        let is_csv = self.editions.contains(&(day, Flow::Establishments));
        is_csv && self.before(day).is_some_and(|previous| (day - previous).num_days() > ANNUAL_GAP_DAYS)
    }

    /// The first FINESS+ file does not know every old establishment: being absent from it is no closure.
    #[must_use]
    pub fn is_first_plus(&self, day: NaiveDate) -> bool {
        self.editions.iter().find(|(_, flow)| *flow == Flow::Plus).is_some_and(|(first, _)| *first == day)
    }

    /// How well a stock is known at the end of `month`.
    #[must_use]
    pub fn state(&self, month: Month, rhythm: Rhythm) -> State {
        let Some(edition) = self.before(month.last_day().succ_opt().unwrap_or(NaiveDate::MAX)) else {
            return State::NotSupplied;
        };
        match month - Month::of(edition) {
            age if age < rhythm.every => State::Observed,
            _ if self.after(edition).is_some() => State::Estimated,
            age if age < rhythm.every + rhythm.patience => State::Late,
            _ => State::NotSupplied,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_stops_turns_late_then_not_supplied() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let calendar = Calendar::new(vec![
            (day("2023-12-31"), Flow::Establishments),
            (day("2025-12-31"), Flow::Establishments),
            (day("2026-01-12"), Flow::Plus),
        ]);
        let states = ["2023-11", "2023-12", "2024-06", "2026-01", "2026-02", "2026-04", "2026-05"]
            .map(|m| calendar.state(m.parse().unwrap(), Rhythm { every: 1, patience: 3 }));
        use State::{Estimated, Late, NotSupplied, Observed};
        assert_eq!(states, [NotSupplied, Observed, Estimated, Observed, Late, Late, NotSupplied]);
    }
}
