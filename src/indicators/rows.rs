//! Terms that are counted structure by structure: one row of months for each.

use super::roster::Wanted;
use super::segment::Segment;
use super::stated::Values;
use super::world::World;
use crate::catalog::{ContractState, FormFilter, Qpv, Term};
use crate::domain::cut::Zone;
use crate::domain::finess::Kind;
use crate::domain::profession::Group;

pub(super) enum Rows {
    Open { kind: Kind, form: Option<FormFilter>, zone: Vec<Zone>, qpv: Option<Qpv> },
    Members { wanted: Wanted, distinct: bool },
    Moves { wanted: Wanted, window: usize, are_arrivals: bool },
    Values(Values),
    Contracts { state: ContractState, window: Option<i32> },
}

/// What a segment is to a term.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Counted,
    /// Known not to count.
    Left,
    Unknown,
}

impl Rows {
    /// None for a term that is not counted structure by structure. `group`: of that family only.
    pub(super) fn of(term: &Term, group: Option<Group>, world: &World) -> Option<Self> {
        let wanted = |of: &[Group], mode| Wanted { of: group.map_or(of.to_vec(), |group| vec![group]), mode };
        let window = |months: i32| usize::try_from(months).unwrap_or(0);
        Some(match term {
            Term::Structures { kind, form, zone, qpv } => {
                Self::Open { kind: *kind, form: *form, zone: zone.clone(), qpv: *qpv }
            }
            Term::Members { of, mode, distinct } => {
                Self::Members { wanted: wanted(of, *mode), distinct: *distinct }
            }
            Term::Arrivals { of, months } => {
                Self::Moves { wanted: wanted(of, None), window: window(*months), are_arrivals: true }
            }
            Term::Departures { of, months } => {
                Self::Moves { wanted: wanted(of, None), window: window(*months), are_arrivals: false }
            }
            Term::Attainable { item } => Self::Values(Values::attainable(
                item.as_deref(),
                &world.facts.tables,
                &world.structures,
                world.parameters,
            )),
            Term::Contracts { state, months } => Self::Contracts { state: *state, window: *months },
            other => {
                let stated = other.stated()?;
                Self::Values(Values::of(other, stated, &world.facts.tables, &world.structures))
            }
        })
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Open { kind, .. } => *kind,
            _ => Kind::Msp,
        }
    }

    /// Whether it may be unknown for a structure that is open.
    pub(super) fn is_partial(&self) -> bool {
        match self {
            Self::Open { form, zone, qpv, .. } => form.is_some() || !zone.is_empty() || qpv.is_some(),
            _ => true,
        }
    }

    /// How many sources it may come from.
    pub(super) fn sources(&self) -> usize {
        match self {
            Self::Values(values) => values.sources(),
            _ => 1,
        }
    }

    /// One value a month, NaN where it is not known, and the source that each comes from.
    pub(super) fn fill(
        &self,
        structure: usize,
        is_open: &[bool],
        world: &World,
        row: &mut [f64],
        origin: &mut [u8],
    ) {
        match self {
            Self::Open { .. } => row.fill(1.0),
            Self::Members { wanted, .. } => world.roster.members(structure, wanted, row),
            Self::Moves { wanted, window, are_arrivals } => {
                world.roster.moves(structure, wanted, *window, *are_arrivals, is_open, row);
            }
            Self::Values(values) => values.fill(structure, world.months, row, origin),
            Self::Contracts { state, window } => {
                world.contracts.fill(structure, *state, *window, world.months, row);
            }
        }
    }

    pub(super) fn part(&self, segment: &Segment, world: &World) -> Part {
        let known = |is_known: bool, is_counted: bool| match (is_known, is_counted) {
            (false, _) => Part::Unknown,
            (true, true) => Part::Counted,
            (true, false) => Part::Left,
        };
        match self {
            Self::Open { form, zone, qpv, .. } => {
                let form = form.map_or(Part::Counted, |form| {
                    known(FormFilter::Known.admits(segment.form), form.admits(segment.form))
                });
                let is_in = segment.zone.is_some_and(|zoned| zone.contains(&zoned));
                let zone = if zone.is_empty() { Part::Counted } else { known(segment.zone.is_some(), is_in) };
                let qpv = qpv.map_or(Part::Counted, |qpv| {
                    known(segment.is_priority.is_some(), qpv.admits(segment.is_priority))
                });
                [form, zone, qpv].into_iter().fold(Part::Counted, Part::and)
            }
            Self::Contracts { .. } => known(world.contracts.is_supplied(segment.department), true),
            _ => Part::Counted,
        }
    }
}

impl Part {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Left, _) | (_, Self::Left) => Self::Left,
            _ => Self::Counted,
        }
    }
}
