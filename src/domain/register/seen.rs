//! One FINESS number as the register is compared with it.

use chrono::NaiveDate;

use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::legal_entity::{LegalEntity, LegalForm};
use crate::domain::life::Happening;
use crate::domain::structure::Structure;
use crate::domain::timeline::FOREVER;

/// One FINESS number of category 603, as its editions showed it up to the last one.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub finess: FinessNumber,
    pub name: String,
    pub commune: Option<String>,
    pub department: String,
    pub form: LegalForm,
    pub main_site: Option<FinessNumber>,
    pub opened_on: NaiveDate,
    /// None while it is open.
    pub closed_on: Option<NaiveDate>,
}

impl Seen {
    /// Nothing for a number that never was a maison de santé, and for one that the first FINESS+ file did not show:
    /// it is not matched, neither open nor closed.
    #[must_use]
    pub fn of(structure: &Structure) -> Option<Self> {
        structure.life.spells.iter().find(|spell| spell.kind == Kind::Msp)?;
        let (first, last) = (structure.versions.first()?, structure.versions.last()?);
        let content = &last.content;
        let is_open = last.to == FOREVER && content.kind == Kind::Msp && content.open_on(last.from);
        let ended = structure.life.events.iter().rev().find(|event| {
            event.kind == Kind::Msp && matches!(event.happening, Happening::Closure | Happening::Left)
        });
        let began = structure.life.events.iter().find(|event| event.happening == Happening::Opening);
        let declared = content.opened_on.map_or(first.from, |day| day.min(first.from));
        Some(Self {
            finess: content.finess.clone(),
            name: content.name.clone(),
            commune: content.commune.clone(),
            department: content.department.clone(),
            form: structure.entity(content, last.from).map_or(LegalForm::Unknown, LegalEntity::form),
            main_site: content.main_site.clone(),
            opened_on: began.map_or(declared, |event| event.day),
            closed_on: if is_open { None } else { Some(ended?.day) },
        })
    }
}
