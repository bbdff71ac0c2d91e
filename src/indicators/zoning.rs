//! The zone of each commune, as it changes.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::cut::Zone;
use crate::domain::geography::france;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::statement::{Statement, Subject};
use crate::domain::territory::Territory;

/// By commune: the day from which each zone holds, oldest first.
#[derive(Default)]
pub(super) struct Zoning(HashMap<&'static str, Vec<(NaiveDate, Zone)>>);

impl Zoning {
    pub(super) fn of(statements: &[Statement]) -> Self {
        let mut zones: HashMap<&str, Vec<(NaiveDate, Zone)>> = HashMap::new();
        for statement in statements {
            let (Subject::Territory(Territory::Commune(code)), Period::Day(day)) =
                (&statement.subject, statement.period)
            else {
                continue;
            };
            let zone = statement.text("zone").and_then(|zone| zone.parse().ok());
            if let (Some(commune), Some(zone)) = (france().commune(code), zone) {
                zones.entry(commune.code).or_default().push((day, zone));
            }
        }
        for changes in zones.values_mut() {
            changes.sort();
        }
        Self(zones)
    }

    /// The months from which each zone of a commune holds, oldest first: a zone counts when it is in force on the last
    /// day of the month.
    pub(super) fn changes(&self, commune: Option<&str>) -> impl Iterator<Item = (Month, Zone)> {
        let known = commune.and_then(|code| self.0.get(code)).map_or(&[][..], Vec::as_slice);
        known.iter().map(|(day, zone)| (Month::of(*day), *zone))
    }
}
