//! One line of the register.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::super::finess::FinessNumber;
use super::super::month::Month;

/// One structure or project as the ARS describes it. Absent stays absent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The number that the ARS gives it (`id_registre`).
    pub id: String,
    /// Its FINESS number; none before the opening, nor for an antenna.
    pub finess: Option<FinessNumber>,
    pub name: String,
    /// INSEE code in today's geography.
    pub commune: String,
    pub department: String,
    pub status: Status,
    /// When the team first spoke of it (`date_idee`).
    pub imagined_on: Option<NaiveDate>,
    /// When the health project was filed with the ARS (`date_depot_projet`).
    pub filed_on: Option<NaiveDate>,
    /// When the ARS recognised it (`date_validation_ars`).
    pub recognised_on: Option<NaiveDate>,
    pub opened_on: Option<NaiveDate>,
    /// Closed, merged or abandoned (`date_cloture`).
    pub ended_on: Option<NaiveDate>,
    pub form: Option<Form>,
    /// Whether it is a university structure (MSPU).
    pub is_university: Option<bool>,
    /// The main site, or the established structure (tête de pont) that helps it begin.
    pub parent: Option<String>,
    /// Whether it stands in a priority urban district (QPV).
    pub is_priority_district: Option<bool>,
    /// The entry of the same team under an older number.
    pub succeeds: Option<String>,
    /// When the ARS last confirmed the line (`confirme_le`).
    pub confirmed_on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Project,
    Recognised,
    Open,
    Closed,
    Merged,
    Abandoned,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    None,
    Association,
    Sisa,
}

/// Why a line cannot be true, and the column of `registre.csv` that says so.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Impossible {
    pub column: &'static str,
    pub reason: String,
}

impl Status {
    pub const ALL: [Self; 6] =
        [Self::Project, Self::Recognised, Self::Open, Self::Closed, Self::Merged, Self::Abandoned];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Recognised => "recognised",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Merged => "merged",
            Self::Abandoned => "abandoned",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }

    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::Merged | Self::Abandoned)
    }

    /// Whether a structure in this state may become `next` (domain: project → recognised → open → closed or
    /// merged; what has not opened may be abandoned).
    #[must_use]
    pub fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Project, Self::Recognised | Self::Open | Self::Abandoned)
                | (Self::Recognised, Self::Open | Self::Abandoned)
                | (Self::Open, Self::Closed | Self::Merged)
                | (Self::Closed | Self::Merged, Self::Open)
                | (Self::Abandoned, Self::Project)
        )
    }
}

impl Form {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Association => "association",
            Self::Sisa => "sisa",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::None, Self::Association, Self::Sisa].into_iter().find(|form| form.as_str() == text)
    }
}

impl Entry {
    /// A secondary site: it belongs to another entry, was never a project of its own and bears no number.
    /// (A project with a `parent` is one that a tête de pont helps.)
    #[must_use]
    pub fn is_antenna(&self) -> bool {
        self.parent.is_some() && self.finess.is_none() && self.filed_on.is_none() && !self.is_project()
    }

    fn is_project(&self) -> bool {
        matches!(self.status, Status::Project | Status::Recognised)
    }

    /// First day on which it counts as open; a missing opening day is replaced by the day of the confirmation.
    #[must_use]
    pub fn open_from(&self) -> Option<NaiveDate> {
        let has_opened = matches!(self.status, Status::Open | Status::Closed | Status::Merged);
        has_opened.then(|| self.opened_on.or(self.confirmed_on)).flatten()
    }

    /// Months at whose end it was open: the first one, and the first one no longer.
    #[must_use]
    pub fn open_months(&self) -> Option<(Month, Option<Month>)> {
        let first = Month::of(self.open_from()?);
        self.months_from(first)
    }

    /// Months at whose end it was a project under way: filed or recognised, neither open nor given up. Ideas do not
    /// count: the ARS hears of many long after, and yesterday's count would always beat today's.
    #[must_use]
    pub fn project_months(&self) -> Option<(Month, Option<Month>)> {
        if self.is_antenna() {
            return None;
        }
        let first = Month::of(self.filed_on.or(self.recognised_on)?);
        match self.open_from().map(Month::of) {
            Some(open) => (first < open).then_some((first, Some(open))),
            None => self.months_from(first),
        }
    }

    fn months_from(&self, first: Month) -> Option<(Month, Option<Month>)> {
        let end = self.ended_on.map(Month::of);
        // Over, but nobody says since when: better not counted than counted for ever.
        let is_placed = end.map_or(!self.status.is_over(), |end| first < end);
        is_placed.then_some((first, end))
    }

    /// Why the line cannot be true, if it cannot.
    ///
    /// # Errors
    /// Dates that run backwards, or that contradict the state.
    pub fn check(&self) -> Result<(), Impossible> {
        let impossible = |column, reason: String| Err(Impossible { column, reason });
        let steps = [
            ("date_idee", self.imagined_on),
            ("date_depot_projet", self.filed_on),
            ("date_validation_ars", self.recognised_on),
            ("date_ouverture", self.opened_on),
            ("date_cloture", self.ended_on),
        ];
        let mut last: Option<(&str, NaiveDate)> = None;
        for (column, day) in steps.into_iter().filter_map(|(column, day)| Some((column, day?))) {
            if let Some((earlier, before)) = last.filter(|(_, before)| *before > day) {
                return impossible(column, format!("{day} comes before {earlier}, {before}"));
            }
            last = Some((column, day));
        }
        let status = self.status;
        match (self.opened_on, self.ended_on) {
            (_, Some(day)) if !status.is_over() => {
                impossible("date_cloture", format!("it ended on {day}, yet its state is {}", status.as_str()))
            }
            (Some(day), _) if self.is_project() || status == Status::Abandoned => impossible(
                "date_ouverture",
                format!("it opened on {day}, yet its state is {}", status.as_str()),
            ),
            _ if self.parent.as_deref() == Some(&self.id) => {
                impossible("structure_mere", "it is its own main site".into())
            }
            _ if self.succeeds.as_deref() == Some(&self.id) => {
                impossible("succede_a", "it succeeds itself".into())
            }
            _ => Ok(()),
        }
    }
}
