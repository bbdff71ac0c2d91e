//! Who works in the structures of the world, and what happens to them. What a file shows of it is told elsewhere.

mod coordination;
pub(super) mod hazards;
mod life;
pub(super) mod parameters;
pub(super) mod person;
pub(super) mod team;
pub(super) mod trades;

use crate::domain::month::Month;

use super::supply::Supply;
use super::world::World;
use life::Life;
use parameters::Parameters;
use team::{Team, teams};

/// Departures are known ahead: people live this many months beyond the last one written.
pub(super) const AHEAD: i32 = 18;

/// The teams of the world, with their people until some months after `until`. A longer run lives the same lives on.
pub(super) fn people(seed: u64, world: &World, supply: &Supply, until: Month) -> Vec<Team> {
    let parameters = Parameters::drawn(seed);
    let mut teams = teams(world);
    for team in &mut teams {
        let Some(first) = team.first(world) else { continue };
        let commune = first.places.at(first.registered).commune;
        let is_under_dense = supply.is_under_dense(commune);
        let region = super::demography::region(first.places.at(first.registered));
        Life::new(seed, &first.number, region, &parameters, is_under_dense, team).live(until + AHEAD);
    }
    teams
}
