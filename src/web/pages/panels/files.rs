//! The figures of a page as files: CSV with raw numbers, source, date and whether they are simulated on every line.

use std::borrow::Cow;

use serde::Serialize;

use super::super::super::words::Words;
use super::numbers::Numbers;
use super::table::Figures;
use super::trajectory::Lines;
use crate::domain::month::Month;
use crate::domain::point::State;

#[derive(Serialize)]
struct TerritoryLine<'a> {
    territory: String,
    name: &'a str,
    month: String,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_open: Option<f64>,
    msp_per_100k: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    net_12m: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    msp_opened_12m: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
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
    source: Cow<'a, str>,
    simulated: bool,
}

pub(crate) fn territories<'a>(
    lines: impl IntoIterator<Item = &'a Figures>,
    numbers: &Numbers,
    month: Month,
) -> anyhow::Result<String> {
    let day = numbers.edition(month).map(|day| day.to_string()).unwrap_or_default();
    table(lines.into_iter().map(|line| TerritoryLine {
        territory: line.territory.as_ref().map_or_else(|| "OM".to_owned(), ToString::to_string),
        name: &line.name,
        month: month.to_string(),
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
    }))
}

pub(crate) fn trajectory(trajectory: &Lines, is_simulated: bool) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for (month, value, state) in &trajectory.observed {
        csv.serialize(TrajectoryLine {
            series: "observed",
            date: month.last_day().to_string(),
            value: *value,
            state: state.as_str(),
            source: "FINESS".into(),
            simulated: is_simulated,
        })?;
    }
    for (_, figure) in &trajectory.published {
        csv.serialize(TrajectoryLine {
            series: "published",
            date: figure.period.to_string(),
            value: figure.value,
            state: &figure.nature,
            source: inert(&figure.citation),
            simulated: false,
        })?;
    }
    for (day, value) in &trajectory.required {
        csv.serialize(TrajectoryLine {
            series: "required",
            date: day.to_string(),
            value: *value,
            state: "goal",
            source: "Plan 4 000 MSP".into(),
            simulated: false,
        })?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

/// Lines under the names of their fields.
pub(crate) fn table(lines: impl Iterator<Item = impl Serialize>) -> anyhow::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    for line in lines {
        csv.serialize(line)?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

/// A text that a file brought, so that no spreadsheet takes it for a formula.
pub(crate) fn inert(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}").into() } else { text.into() }
}

/// `msp-regions-2026-10.csv`; a simulated file says so in its name.
pub(crate) fn name(what: &str, numbers: &Numbers, month: Month, kind: &str) -> String {
    dated(&format!("msp-{what}"), numbers, month, kind)
}

/// `register-regions-2026-10.csv`; a simulated file says so in its name.
pub(crate) fn dated(what: &str, numbers: &Numbers, month: Month, kind: &str) -> String {
    let simulated = if numbers.is_simulated { "-simulated" } else { "" };
    format!("{what}-{month}{simulated}.{kind}")
}

/// Source, date and warning, drawn into pictures that leave the page.
pub(crate) fn caption(numbers: &Numbers, month: Month, words: Words) -> String {
    let day = numbers.edition(month).map(|day| words.language.day(day)).unwrap_or_default();
    let source = words.with("source-line", &[("source", "FINESS"), ("day", &day)]);
    if numbers.is_simulated {
        format!("{source}. {}.", words.say("simulated-caption"))
    } else {
        format!("{source}.")
    }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_name_is_a_formula() {
        assert_eq!(inert("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert!(["+1", "-1", "@SUM", "\t="].iter().all(|text| inert(text).starts_with('\'')));
        assert_eq!(inert("MSP = SISA"), "MSP = SISA");
    }
}
