//! One contradiction between the register and FINESS, with the facts of both sides.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, Status};
use super::resolution::Resolution;
use super::seen::Seen;
use crate::domain::finess::FinessNumber;
use crate::domain::legal_entity::LegalForm;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    MissingInRegister,
    MissingInFiness,
    Duplicate,
    SisaTwin,
    Moved,
    ClosedInRegister,
    ClosedInFiness,
}

/// What the register says of one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegisterSide {
    pub id: String,
    pub name: String,
    pub commune: String,
    pub status: Status,
    pub opened_on: Option<NaiveDate>,
    pub ended_on: Option<NaiveDate>,
    pub finess: Option<FinessNumber>,
}

/// What FINESS says of one number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FinessSide {
    pub finess: FinessNumber,
    pub name: String,
    pub commune: Option<String>,
    pub form: LegalForm,
    pub opened_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
}

/// One contradiction. Two with the same facts are the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// Names it for a decision: its kind, and the number or entry it is about.
    pub key: String,
    pub kind: Kind,
    pub department: String,
    /// For a duplicate: the entry to keep, then the other.
    pub register: Vec<RegisterSide>,
    /// For a twin: the older number, then that of the SISA.
    pub finess: Vec<FinessSide>,
    pub proposal: Resolution,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::MissingInRegister,
        Self::MissingInFiness,
        Self::Duplicate,
        Self::SisaTwin,
        Self::Moved,
        Self::ClosedInRegister,
        Self::ClosedInFiness,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MissingInRegister => "missing_in_register",
            Self::MissingInFiness => "missing_in_finess",
            Self::Duplicate => "duplicate",
            Self::SisaTwin => "sisa_twin",
            Self::Moved => "moved",
            Self::ClosedInRegister => "closed_in_register",
            Self::ClosedInFiness => "closed_in_finess",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl RegisterSide {
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            id: entry.id.clone(),
            name: entry.name.clone(),
            commune: entry.commune.clone(),
            status: entry.status,
            opened_on: entry.opened_on,
            ended_on: entry.ended_on,
            finess: entry.finess.clone(),
        }
    }
}

impl FinessSide {
    pub(super) fn of(seen: &Seen) -> Self {
        Self {
            finess: seen.finess.clone(),
            name: seen.name.clone(),
            commune: seen.commune.clone(),
            form: seen.form,
            opened_on: seen.opened_on,
            closed_on: seen.closed_on,
        }
    }
}
