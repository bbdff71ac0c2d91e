//! The page's figures as CSV: raw numbers, with source, date and whether they are simulated on every line.

use serde::Serialize;

use super::super::super::words::Words;
use super::numbers::{Numbers, Parts};
use super::query::View;
use super::regions::{Figures, figures, lines};
use super::trajectory::Lines;
use crate::domain::point::State;
use crate::domain::territory::Territory;

#[derive(Serialize)]
struct RegionLine<'a> {
    territory: String,
    name: &'a str,
    month: String,
    msp_open: Option<f64>,
    msp_per_100k: Option<f64>,
    net_12m: Option<f64>,
    msp_opened_12m: Option<f64>,
    msp_closed_12m: Option<f64>,
    msp_sisa_share: Option<f64>,
    source: &'static str,
    data_date: String,
    simulated: bool,
    state: &'static str,
}

#[derive(Serialize)]
struct TrajectoryLine<'a> {
    series: &'static str,
    date: String,
    value: f64,
    state: &'a str,
    source: &'a str,
    simulated: bool,
}

pub(super) fn regions(parts: &Parts, numbers: &Numbers, view: View, words: Words) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    let day = numbers.edition(view.month).map(|day| day.to_string()).unwrap_or_default();
    let nation = figures(&Territory::France, words.say("row-france"), parts, numbers, view);
    let mut write = |line: &Figures| {
        csv.serialize(RegionLine {
            territory: line.territory.as_ref().map_or_else(|| "COM".to_owned(), ToString::to_string),
            name: &line.name,
            month: view.month.to_string(),
            msp_open: line.open,
            msp_per_100k: line.density,
            net_12m: line.net,
            msp_opened_12m: line.opened,
            msp_closed_12m: line.closed,
            msp_sisa_share: line.sisa,
            source: "FINESS",
            data_date: day.clone(),
            simulated: numbers.is_simulated,
            state: line.state.map_or("", State::as_str),
        })
    };
    write(&nation)?;
    for line in lines(parts, numbers, view, words) {
        write(&line)?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

pub(super) fn trajectory(trajectory: &Lines, is_simulated: bool) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for (month, value, state) in &trajectory.observed {
        csv.serialize(TrajectoryLine {
            series: "observed",
            date: month.last_day().to_string(),
            value: *value,
            state: state.as_str(),
            source: "FINESS",
            simulated: is_simulated,
        })?;
    }
    for (_, figure) in &trajectory.published {
        csv.serialize(TrajectoryLine {
            series: "published",
            date: figure.period.to_string(),
            value: figure.value,
            state: &figure.nature,
            source: &figure.citation,
            simulated: false,
        })?;
    }
    for (day, value) in &trajectory.required {
        csv.serialize(TrajectoryLine {
            series: "required",
            date: day.to_string(),
            value: *value,
            state: "goal",
            source: "Plan 4 000 MSP",
            simulated: false,
        })?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}
