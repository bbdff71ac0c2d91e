//! Everything that the files of people, agreements and places are written from.

use chrono::NaiveDate;

use crate::domain::month::Month;

use super::Settings;
use super::atlas::Atlas;
use super::people::{people, team::Team};
use super::supply::Supply;
use super::world::World;

/// Months of declarations, at most.
const WINDOW: i32 = 60;

pub(super) struct Population<'a> {
    pub seed: u64,
    /// Structures of the settings, of the 2,758 of the country.
    pub scale: f64,
    pub world: &'a World,
    pub teams: Vec<Team>,
    pub supply: Supply,
    pub since: Option<Month>,
    pub until: Month,
}

impl<'a> Population<'a> {
    pub(super) fn new(settings: &Settings, atlas: &Atlas, world: &'a World) -> Self {
        let supply = Supply::new(settings.seed, atlas);
        let teams = people(settings.seed, world, &supply, settings.until);
        Self {
            seed: settings.seed,
            scale: f64::from(settings.structures) / 2_758.0,
            world,
            teams,
            supply,
            since: settings.since,
            until: settings.until,
        }
    }

    /// The years since `first` whose file is received by the last month, and the day of it: the end of a month of the
    /// next year.
    pub(super) fn years(&self, first: i32, month: i32) -> impl Iterator<Item = (i32, NaiveDate)> {
        let (since, until) = (self.since, self.until);
        let received =
            (first..=until.year()).map(move |year| (year, Month::from_index((year + 1) * 12 + month - 1)));
        let received = received.filter(move |(_, at)| *at <= until && since.is_none_or(|since| since <= *at));
        received.map(|(year, at)| (year, at.last_day()))
    }

    /// Whether a file received on this day is within the months written.
    pub(super) fn writes(&self, day: NaiveDate) -> bool {
        Month::of(day) <= self.until && self.since.is_none_or(|since| since <= Month::of(day))
    }

    /// The months for which monthly declarations are written.
    pub(super) fn window(&self) -> impl Iterator<Item = Month> {
        let first = self.until - (WINDOW - 1);
        Month::range(self.since.map_or(first, |since| since.max(first)), self.until)
    }
}
