//! What a person may decide of a discrepancy, and what that changes in the register.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::discrepancy::{Discrepancy, Kind};
use super::entry::{Entry, Form, Status};
use super::seen::Seen;
use crate::domain::legal_entity::LegalForm;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The register takes in the structure that FINESS shows.
    AddEntry,
    /// The entry takes the number that FINESS gave to the same team.
    LinkNumber,
    /// What FINESS shows is no structure of the plan; FINESS is asked to correct.
    NotAStructure,
    /// FINESS is asked to register it.
    AwaitFiness,
    /// The second entry leaves the register.
    Withdraw,
    /// Two structures share a number for now; FINESS is asked for a second one.
    KeepBoth,
    /// One team: the entry takes the number of the SISA, FINESS is asked to close the older one.
    TakeSisaNumber,
    /// Two teams: the register keeps them apart.
    TwoTeams,
    /// The register takes the commune of FINESS.
    TakeCommune,
    /// The register is right; FINESS is asked to correct the commune.
    KeepCommune,
    /// The register closes the entry.
    CloseEntry,
    /// It is open; FINESS is asked to reopen it.
    KeepOpen,
    /// It is closed; FINESS is asked to close it.
    AskClosure,
    /// It is open after all: the register opens the entry again.
    Reopen,
}

impl Resolution {
    pub const ALL: [Self; 14] = [
        Self::AddEntry,
        Self::LinkNumber,
        Self::NotAStructure,
        Self::AwaitFiness,
        Self::Withdraw,
        Self::KeepBoth,
        Self::TakeSisaNumber,
        Self::TwoTeams,
        Self::TakeCommune,
        Self::KeepCommune,
        Self::CloseEntry,
        Self::KeepOpen,
        Self::AskClosure,
        Self::Reopen,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AddEntry => "add_entry",
            Self::LinkNumber => "link_number",
            Self::NotAStructure => "not_a_structure",
            Self::AwaitFiness => "await_finess",
            Self::Withdraw => "withdraw",
            Self::KeepBoth => "keep_both",
            Self::TakeSisaNumber => "take_sisa_number",
            Self::TwoTeams => "two_teams",
            Self::TakeCommune => "take_commune",
            Self::KeepCommune => "keep_commune",
            Self::CloseEntry => "close_entry",
            Self::KeepOpen => "keep_open",
            Self::AskClosure => "ask_closure",
            Self::Reopen => "reopen",
        }
    }

    /// Whether it changes the register; else it asks FINESS for something, and waits.
    #[must_use]
    pub fn changes_register(self) -> bool {
        match self {
            Self::AddEntry
            | Self::LinkNumber
            | Self::Withdraw
            | Self::TakeSisaNumber
            | Self::TakeCommune
            | Self::CloseEntry
            | Self::Reopen => true,
            Self::NotAStructure
            | Self::AwaitFiness
            | Self::KeepBoth
            | Self::TwoTeams
            | Self::KeepCommune
            | Self::KeepOpen
            | Self::AskClosure => false,
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|resolution| resolution.as_str() == text)
    }
}

impl Discrepancy {
    /// What may be decided of it.
    #[must_use]
    pub fn choices(&self) -> Vec<Resolution> {
        use Resolution::*;
        let has_both = !self.register.is_empty() && self.finess.iter().any(|side| side.closed_on.is_none());
        let link = has_both.then_some(LinkNumber);
        let others: &[Resolution] = match self.kind {
            Kind::MissingInRegister => &[AddEntry, NotAStructure],
            Kind::MissingInFiness => &[AwaitFiness, CloseEntry],
            Kind::Duplicate => &[Withdraw, KeepBoth],
            Kind::SisaTwin if self.proposal == AskClosure => &[AskClosure, TwoTeams],
            Kind::SisaTwin => &[TakeSisaNumber, TwoTeams],
            Kind::Moved => &[TakeCommune, KeepCommune],
            Kind::ClosedInFiness => &[CloseEntry, KeepOpen],
            Kind::ClosedInRegister => &[AskClosure, Reopen],
        };
        let may_link =
            matches!(self.kind, Kind::MissingInRegister | Kind::MissingInFiness | Kind::ClosedInFiness);
        link.filter(|_| may_link).into_iter().chain(others.iter().copied()).collect()
    }
}

/// What a decision changes in the register.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    Write(Entry),
    /// The entry of that id is no longer part of the register.
    Withdraw(String),
    /// Only the decision itself is kept.
    Nothing,
}

/// Works out a decision taken on `day`. Gives nothing when the entry or the structure is not there any more.
#[must_use]
pub fn resolve(
    discrepancy: &Discrepancy,
    resolution: Resolution,
    entries: &[Entry],
    seen: &[Seen],
    day: NaiveDate,
) -> Option<Change> {
    let entry = || {
        let id = &discrepancy.register.first()?.id;
        let entry = entries.iter().find(|entry| entry.id == *id)?;
        Some(Entry { confirmed_on: Some(day), ..entry.clone() })
    };
    // The open one of two numbers: the other is what the entry had.
    let structure = || {
        let side = discrepancy
            .finess
            .iter()
            .max_by_key(|side| (side.closed_on.is_none(), side.form == LegalForm::Sisa))?;
        seen.iter().find(|seen| seen.finess == side.finess)
    };
    let written = match resolution {
        Resolution::AddEntry => added(structure()?, day)?,
        Resolution::LinkNumber => linked(entry()?, structure()?),
        Resolution::TakeSisaNumber => Entry { form: Some(Form::Sisa), ..linked(entry()?, structure()?) },
        Resolution::TakeCommune => {
            let structure = structure()?;
            Entry {
                commune: structure.commune.clone()?,
                department: structure.department.clone(),
                ..entry()?
            }
        }
        Resolution::CloseEntry => {
            let closed_on = discrepancy.finess.iter().find_map(|side| side.closed_on).unwrap_or(day);
            let entry = entry()?;
            let ended_on = entry.opened_on.map_or(closed_on, |opened| opened.max(closed_on));
            Entry { status: Status::Closed, ended_on: Some(ended_on), ..entry }
        }
        Resolution::Reopen => Entry { status: Status::Open, ended_on: None, ..entry()? },
        Resolution::Withdraw => return Some(Change::Withdraw(discrepancy.register.get(1)?.id.clone())),
        Resolution::NotAStructure
        | Resolution::AwaitFiness
        | Resolution::KeepBoth
        | Resolution::TwoTeams
        | Resolution::KeepCommune
        | Resolution::KeepOpen
        | Resolution::AskClosure => return Some(Change::Nothing),
    };
    Some(Change::Write(written))
}

fn added(structure: &Seen, day: NaiveDate) -> Option<Entry> {
    Some(Entry {
        id: format!("F-{}", structure.finess),
        finess: Some(structure.finess.clone()),
        name: structure.name.clone(),
        commune: structure.commune.clone()?,
        department: structure.department.clone(),
        status: Status::Open,
        imagined_on: None,
        filed_on: None,
        recognised_on: None,
        opened_on: Some(structure.opened_on),
        ended_on: None,
        form: (structure.form == LegalForm::Sisa).then_some(Form::Sisa),
        is_university: None,
        parent: None,
        is_priority_district: None,
        succeeds: None,
        confirmed_on: Some(day),
    })
}

fn linked(entry: Entry, structure: &Seen) -> Entry {
    let finess = Some(structure.finess.clone());
    if entry.open_from().is_some() {
        return Entry { finess, ..entry };
    }
    // A project that FINESS already shows has opened, at the earliest when the ARS recognised it.
    let after = [entry.imagined_on, entry.filed_on, entry.recognised_on].into_iter().flatten().max();
    let opened_on = after.map_or(structure.opened_on, |after| after.max(structure.opened_on));
    Entry { finess, status: Status::Open, opened_on: Some(opened_on), ..entry }
}
