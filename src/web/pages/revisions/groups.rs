//! Changes by indicator and territory, and all of them as a file.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Shown;
use crate::catalog::Catalog;
use crate::domain::cut::{Cut, Zone};
use crate::domain::month::Month;
use crate::domain::point::{Reading, State, plainly};
use crate::domain::territory::{Level, Territory};
use crate::store::points::Change;

/// The months of one territory that changed.
pub(super) struct Group<'a> {
    pub(super) territory: &'a Territory,
    pub(super) months: Vec<Month>,
    /// The change of the latest month that has a number before or after.
    pub(super) latest: &'a Change,
}

/// Those of an indicator: France and the regions one by one, the departments by their number.
pub(super) struct Groups<'a> {
    pub(super) indicator: &'a str,
    pub(super) shown: Vec<Group<'a>>,
    pub(super) departments: usize,
    pub(super) numbers: usize,
}

/// Whole territories, in the order of the definitions.
pub(super) fn groups<'a>(catalog: &'a Catalog, changes: &'a [Change]) -> Vec<Groups<'a>> {
    let mut by_indicator: BTreeMap<&str, BTreeMap<(Level, &Territory), Vec<&Change>>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.cut == Cut::default()) {
        let place = (change.territory.level(), &change.territory);
        by_indicator.entry(&change.indicator).or_default().entry(place).or_default().push(change);
    }
    let of = |id: &'a str, places: &BTreeMap<(Level, &'a Territory), Vec<&'a Change>>| Groups {
        indicator: id,
        numbers: places.values().map(Vec::len).sum(),
        departments: places.keys().filter(|(level, _)| *level == Level::Department).count(),
        shown: places
            .iter()
            .filter(|((level, _), _)| *level != Level::Department)
            .filter_map(|((_, territory), changes)| {
                let has_number = |it: &&&Change| value(it.before).is_some() || value(it.after).is_some();
                Some(Group {
                    territory,
                    months: changes.iter().map(|change| change.month).collect(),
                    latest: changes.iter().rev().find(has_number).or(changes.last())?,
                })
            })
            .collect(),
    };
    let ids = catalog.indicators.iter().map(|indicator| indicator.id.as_str());
    ids.filter_map(|id| Some(of(id, by_indicator.get(id)?))).collect()
}

pub(super) fn value(reading: Option<Reading>) -> Option<f64> {
    reading.and_then(|reading| reading.value)
}

#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    territory: String,
    zone: Option<&'static str>,
    breakdown: Option<String>,
    month: String,
    #[serde(serialize_with = "plainly")]
    before: Option<f64>,
    state_before: &'static str,
    #[serde(serialize_with = "plainly")]
    after: Option<f64>,
    state_after: &'static str,
    #[serde(serialize_with = "plainly")]
    change: Option<f64>,
    edition: String,
    simulated: bool,
}

const HEADER: [&str; 12] = [
    "indicator",
    "territory",
    "zone",
    "breakdown",
    "month",
    "before",
    "state_before",
    "after",
    "state_after",
    "change",
    "edition",
    "simulated",
];

pub(super) fn csv(shown: &Shown) -> anyhow::Result<String> {
    let state = |reading: Option<Reading>| reading.map_or("", |reading| State::as_str(reading.state));
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for change in &shown.changes {
        let (before, after) = (value(change.before), value(change.after));
        writer.serialize(Line {
            indicator: &change.indicator,
            territory: change.territory.to_string(),
            zone: change.cut.zone.map(Zone::as_str),
            breakdown: change.cut.class.map(|class| class.to_string()),
            month: change.month.to_string(),
            before,
            state_before: state(change.before),
            after,
            state_after: state(change.after),
            change: before.zip(after).map(|(before, after)| after - before),
            edition: shown.last().to_string(),
            simulated: shown.is_simulated,
        })?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}
