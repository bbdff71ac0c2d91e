//! What is due, and when: the dates that the agreement (ACI), the legal clock and the training of students set a
//! structure. Pure: what the sources state goes in, with the day on which one asks.
//!
//! No date of the law stands here: [`Rules`] are read from `jobs/parameters/calendar.toml`. Where a text gives no day, what
//! is due bears a month or a year; nothing is invented, and a source that says nothing is no delay.

mod agreement;
mod contract;
mod rules;
mod steps;
mod training;

use chrono::{Months, NaiveDate};

pub use agreement::Agreement;
pub use contract::Contract;
pub use rules::{Incomplete, Rules};
pub use steps::of_clock;
pub use training::of_training;

use super::finess::FinessNumber;
use super::measure::Period;
use super::month::Month;
use super::rights::Family;

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Of a year of the agreement, or of its first months.
    Advance,
    Balance,
    /// What the fund pays upon.
    Evidence,
    /// Whoever signed the agreement without being one becomes a SISA.
    Sisa,
    /// The end of the agreement.
    Term,
    /// The yearly meeting with the référent d’organisation coordonnée of the fund.
    RocMeeting,
    /// A month of the legal clock at which one is reminded.
    ClockStep,
    /// From then on the court may be asked.
    ClockEnd,
    /// The first approval of a supervisor of students (maître de stage universitaire) that ends.
    Msu,
    /// The end of the agreement with the university.
    Mspu,
}

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Its time is over, and a source that would tell says that it was not done.
    Overdue,
    ToCome,
    /// Its time is over, or its day is not supplied, and no source tells.
    Unknown,
    Met,
    /// A step that has gone by: nobody had to do anything on that day.
    Passed,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    pub structure: FinessNumber,
    pub kind: Kind,
    /// Of what: the year of a payment, the day of a signature, the first day below the minimum, with the months since.
    pub of: Period,
    pub step: Option<u32>,
    /// The day; the month or year where no text gives a day; nothing where nobody supplied one.
    pub due: Period,
    pub state: State,
    pub met_on: Option<NaiveDate>,
    /// The year was settled and nothing was paid: a prerequisite was missed.
    pub is_unpaid: bool,
    /// What tells of it, and of which period that speaks.
    pub source: &'static str,
    pub told: Option<Period>,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::Advance,
        Self::Balance,
        Self::Evidence,
        Self::Sisa,
        Self::Term,
        Self::RocMeeting,
        Self::ClockStep,
        Self::ClockEnd,
        Self::Msu,
        Self::Mspu,
    ];

    /// As addresses, files and keys write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Advance => "advance",
            Self::Balance => "balance",
            Self::Evidence => "evidence",
            Self::Sisa => "sisa",
            Self::Term => "term",
            Self::RocMeeting => "roc-meeting",
            Self::ClockStep => "clock-step",
            Self::ClockEnd => "clock-end",
            Self::Msu => "msu",
            Self::Mspu => "mspu",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// The data that tell of it: whoever may not read them never sees it.
    #[must_use]
    pub fn family(self) -> Family {
        match self {
            Self::Advance | Self::Balance | Self::Evidence | Self::Sisa | Self::Term | Self::RocMeeting => {
                Family::Aci
            }
            Self::ClockStep | Self::ClockEnd => Family::Signals,
            Self::Msu | Self::Mspu => Family::Declared,
        }
    }
}

impl State {
    pub const ALL: [Self; 5] = [Self::Overdue, Self::ToCome, Self::Unknown, Self::Met, Self::Passed];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::ToCome => "to-come",
            Self::Unknown => "unknown",
            Self::Met => "met",
            Self::Passed => "passed",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

impl Deadline {
    fn new(structure: &FinessNumber, kind: Kind, of: Period, due: Period, source: &'static str) -> Self {
        Self {
            structure: structure.clone(),
            kind,
            of,
            step: None,
            due,
            state: State::ToCome,
            met_on: None,
            is_unpaid: false,
            source,
            told: None,
        }
    }

    /// Whether a text or a source gives the day itself.
    #[must_use]
    pub fn has_day(&self) -> bool {
        matches!(self.due, Period::Day(_))
    }

    /// The month in which it is due at the latest; none where nobody supplied a day.
    #[must_use]
    pub fn month(&self) -> Option<Month> {
        self.due.end().map(Month::of)
    }

    /// Whether somebody still has to do something.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, State::Overdue | State::ToCome)
    }

    /// A balance that is late, or of a year for which nothing was paid.
    #[must_use]
    pub fn is_of_the_unpaid(&self) -> bool {
        self.kind == Kind::Balance && (self.state == State::Overdue || self.is_unpaid)
    }

    /// What tells it from all others, whenever it is due.
    #[must_use]
    pub fn key(&self) -> String {
        let step = self.step.map(|months| format!("/{months}")).unwrap_or_default();
        format!("{}/{}/{}{step}", self.kind.as_str(), self.structure, self.of)
    }
}

/// So many months later; 29 February and 36 months: 28 February, as for the legal clock.
fn after(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months))
}

#[cfg(test)]
mod tests;
