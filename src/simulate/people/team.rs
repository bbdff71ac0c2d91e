//! A team: the people who work under one number, or under the numbers that followed each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::month::Month;

use super::super::world::{Establishment, Kin, MSP, World};
use super::person::{Motive, Person};
use super::trades::Kind;

#[derive(Debug)]
pub(in super::super) struct Team {
    /// Its establishments, each succeeding the one before.
    pub chain: Vec<usize>,
    /// The second number of its SISA, where the same people are known as well.
    pub twin: Option<usize>,
    /// Further sites with numbers of their own; their people are teams of their own, and do not declare.
    pub antennas: usize,
    pub is_antenna: bool,
    /// First month at work, and first month no longer a maison de santé.
    pub opened: Month,
    pub closed: Option<Month>,
    pub people: Vec<Person>,
    /// How well they get on, month after month from the opening: about a standard normal. Nobody sees it.
    pub climate: Vec<f32>,
    pub coordinators: Vec<Coordinator>,
    pub traits: Traits,
    /// Of the team and its region, around 1: what multiplies its hazards for ever.
    pub frailty: f64,
    /// From when a team that will close falls apart.
    pub crisis: Option<Month>,
}

/// Months for which a departure shakes the others.
pub(super) const SHAKEN: i32 = 12;

/// What does not change in a team, drawn at its founding.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Traits {
    /// Uniform draws from 0 to 1: how readily it answers; how organised, teaching and open it is.
    pub answers: f64,
    pub organised: f64,
    pub teaching: f64,
    pub opening: f64,
    pub reach: f64,
}

#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Coordinator {
    pub from: Month,
    /// First month without.
    pub to: Option<Month>,
    pub hours_a_week: f64,
    pub structures: u32,
}

impl Team {
    /// The establishment under which the team is known in a month.
    pub(in super::super) fn establishment<'a>(
        &self,
        world: &'a World,
        month: Month,
    ) -> Option<&'a Establishment> {
        let mut chain = self.chain.iter().filter_map(|index| world.establishments.get(*index));
        chain.find(|this| this.is_open_msp(month))
    }

    pub(in super::super) fn present(&self, month: Month) -> impl Iterator<Item = &Person> {
        self.people.iter().filter(move |person| person.is_present(month))
    }

    pub(super) fn is_in_crisis(&self, month: Month) -> bool {
        self.crisis.is_some_and(|since| since <= month)
    }

    /// As it stands at the end of a month: the first month that the departures so far no longer shake.
    pub(super) fn shaken_until(&self, now: Month) -> Month {
        let gone = self.people.iter().filter(|person| person.is(Kind::GeneralPractitioner));
        let gone = gone.filter_map(|person| person.left.filter(|leave| leave.motive != Motive::End));
        let last = gone.map(|leave| leave.month).filter(|month| *month <= now).max();
        last.map_or(self.opened, |month| month + SHAKEN)
    }

    pub(in super::super) fn climate(&self, month: Month) -> f64 {
        self.climate
            .get((month - self.opened).max(0) as usize)
            .or(self.climate.last())
            .copied()
            .map_or(0.0, f64::from)
    }

    pub(in super::super) fn coordinator(&self, month: Month) -> Option<&Coordinator> {
        self.coordinators.iter().find(|c| c.from <= month && c.to.is_none_or(|to| month < to))
    }
}

/// The teams of the world, still without people, in the order in which they were founded.
pub(super) fn teams(world: &World) -> Vec<Team> {
    let is_structure = |this: &Establishment| this.category.at(this.registered).code == MSP.code;
    let mut successors = BTreeMap::new();
    let mut later = BTreeSet::new();
    for (index, this) in world.establishments.iter().enumerate() {
        match this.kin {
            Some(Kin::Succeeds(old)) => {
                successors.insert(old, index);
                later.insert(index);
            }
            Some(Kin::IsTwinOf(_)) => {
                later.insert(index);
            }
            _ => {}
        }
    }
    let starts = world.establishments.iter().enumerate();
    let starts = starts.filter(|(index, this)| is_structure(this) && !later.contains(index));
    let mut teams = Vec::new();
    for (index, first) in starts {
        let mut chain = vec![index];
        while let Some(next) = chain.last().and_then(|last| successors.get(last)) {
            chain.push(*next);
        }
        let last = chain.last().and_then(|last| world.establishments.get(*last)).unwrap_or(first);
        let far = Month::from_index(9999 * 12);
        let left = (last.category.last().code != MSP.code).then(|| last.category.since(far));
        teams.push(Team {
            twin: chain.iter().find_map(|index| match world.establishments.get(*index)?.kin {
                Some(Kin::HasTwin(twin)) => Some(twin),
                _ => None,
            }),
            antennas: chain
                .iter()
                .filter_map(|index| world.establishments.get(*index))
                .map(|e| e.antennas.len())
                .sum(),
            is_antenna: first.main_site.is_some(),
            opened: Month::of(first.opened),
            closed: last.closed.map(Month::of).or(left),
            chain,
            people: Vec::new(),
            climate: Vec::new(),
            coordinators: Vec::new(),
            traits: Traits::default(),
            frailty: 1.0,
            crisis: None,
        });
    }
    teams
}

impl Team {
    pub(in super::super) fn first<'a>(&self, world: &'a World) -> Option<&'a Establishment> {
        self.chain.first().and_then(|index| world.establishments.get(*index))
    }
}
