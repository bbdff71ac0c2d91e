//! What is there for months, and what happens on a day: the two things that are counted place by place.

use crate::domain::finess::Kind;
use crate::domain::life::Spell;
use crate::domain::month::Month;

use super::facts::Facts;

/// The months over which something counted in one commune.
#[derive(Clone)]
pub(super) struct Stay<'a> {
    pub(super) commune: Option<&'a str>,
    pub(super) department: &'a str,
    pub(super) first: Month,
    pub(super) end: Option<Month>,
}

/// Something that weighs on the month of one day.
pub(super) struct Moment<'a> {
    pub(super) commune: &'a str,
    pub(super) department: &'a str,
    pub(super) month: Month,
    pub(super) weight: f64,
}

/// Structures of a kind open in FINESS.
pub(super) fn shown(facts: &Facts, kind: Kind) -> impl Iterator<Item = Stay<'_>> {
    let spells = facts.structures.iter().flat_map(|(_, life)| &life.spells);
    spells.filter(move |spell| spell.kind == kind).map(stay)
}

fn stay(spell: &Spell) -> Stay<'_> {
    Stay {
        commune: spell.commune.as_deref(),
        department: &spell.department,
        first: spell.first,
        end: spell.end,
    }
}
