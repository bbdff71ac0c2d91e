//! Somebody who works, or worked, in a team.

use crate::domain::month::Month;

use super::trades::{Kind, Trade};

#[derive(Debug)]
pub(in super::super) struct Person {
    /// Unique in the world; the national number is made of it.
    pub number: u32,
    pub trade: &'static Trade,
    pub born: i32,
    pub joined: Month,
    pub left: Option<Leave>,
    /// Of the SISA. The others are employed, or of a trade that no SISA admits.
    pub associate: bool,
    pub employed: bool,
    /// Patients who chose this doctor once settled, of a general practitioner.
    pub patients: f64,
    pub stayer: bool,
    /// Comes and often goes with this one of the same team.
    pub partner: Option<usize>,
    /// Welcomes interns: accredited supervisor, of a doctor.
    pub supervises: bool,
}

#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Leave {
    /// The first month without the person.
    pub month: Month,
    pub motive: Motive,
    /// The month in which the team told of it; that of the departure or one before.
    pub announced: Month,
    /// Whether somebody was found before the departure.
    pub succeeded: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Motive {
    Retirement,
    Move,
    Conflict,
    Employment,
    /// The structure is no longer a maison de santé.
    End,
}

impl Person {
    pub(in super::super) fn is_present(&self, month: Month) -> bool {
        self.joined <= month && self.left.is_none_or(|leave| month < leave.month)
    }

    pub(in super::super) fn age(&self, month: Month) -> i32 {
        month.year() - self.born
    }

    pub(in super::super) fn is(&self, kind: Kind) -> bool {
        self.trade.kind == kind
    }

    /// Patients of a month: a list is built in three years, and has grown with the scarcity of doctors (3.2 million
    /// patients in 735 teams of 2018, 8.9 million in 1,731 of 2022).
    pub(in super::super) fn patients(&self, month: Month) -> f64 {
        let settled = (0.45 + f64::from(month - self.joined) / 36.0 * 0.55).clamp(0.0, 1.0);
        let years = f64::from(month.index()) / 12.0 - 2018.0;
        let growth = 0.86
            + 0.02 * years.clamp(-3.0, 0.0)
            + 0.05 * years.clamp(0.0, 4.0)
            + 0.006 * (years - 4.0).clamp(0.0, 8.0);
        self.patients * settled * growth
    }
}
