//! `observatoire series INDICATOR`

use std::process::ExitCode;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime};
use clap::{Args, ValueEnum};
use serde::{Serialize, Serializer};

use super::{App, output, wrong_use};
use crate::catalog::Indicator;
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span};
use crate::domain::territory::Territory;
use crate::indicators::Places;
use crate::jobs::aggregate::evaluate_all;
use crate::store::{Known, points};

#[derive(Args)]
pub(super) struct Arguments {
    /// An indicator of `jobs/indicators`: msp_open, msp_per_100k …
    indicator: String,
    /// FR, REG-84, DEP-2A, EPCI-200000172, COM-01004
    #[arg(long, default_value = "FR")]
    territory: Territory,
    /// First month
    #[arg(long)]
    from: Option<Month>,
    /// Last month
    #[arg(long)]
    to: Option<Month>,
    /// As it was known at the end of that day (UTC), or at that instant: 2025-03-31 or 2025-03-31T12:00:00Z
    #[arg(long, value_parser = instant)]
    known_on: Option<NaiveDateTime>,
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

/// The columns that scripts rely on; zone and breakdown are empty until an indicator has them.
#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    territory: String,
    zone: Option<&'a str>,
    breakdown: Option<&'a str>,
    month: String,
    #[serde(serialize_with = "plainly")]
    value: Option<f64>,
    #[serde(serialize_with = "plainly")]
    numerator: Option<f64>,
    #[serde(serialize_with = "plainly")]
    denominator: Option<f64>,
    structures: Option<i64>,
    coverage: Option<f64>,
    state: &'static str,
}

/// A count is written `2758`, not `2758.0`.
fn plainly<S: Serializer>(number: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    match number {
        None => out.serialize_none(),
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => out.serialize_i64(*number as i64),
        Some(number) => out.serialize_f64(*number),
    }
}

pub(super) fn series(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Some(indicator) = app.catalog.indicator(&arguments.indicator) else {
        let known: Vec<&str> = app.catalog.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
        return Err(wrong_use(format!(
            "no indicator is called “{}”; there are {}",
            arguments.indicator,
            known.join(", ")
        )));
    };
    if france().name(&arguments.territory).is_none() {
        return Err(wrong_use(format!("no territory has the code {}", arguments.territory)));
    }
    let level = arguments.territory.level();
    if !indicator.is_given_for(level) {
        return Err(wrong_use(format!("{} is not given for {}", indicator.id, arguments.territory)));
    }
    let spans = spans(app, indicator, arguments)?;
    if spans.is_empty() {
        eprintln!(
            "observatoire: nothing is known of {} for {}; import a source, then `observatoire run monthly`",
            indicator.id, arguments.territory
        );
    }
    let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    csv.write_record(HEADER)?;
    let months = spans.iter().flat_map(|span| Month::range(span.first, span.last).map(|m| (m, span.reading)));
    let is_wanted = |month: Month| {
        arguments.from.is_none_or(|from| from <= month) && arguments.to.is_none_or(|to| month <= to)
    };
    for (month, reading) in months.filter(|(month, _)| is_wanted(*month)) {
        let line = line(indicator, &arguments.territory, month, reading);
        match arguments.format {
            Format::Csv => csv.serialize(line)?,
            Format::Json => output::json(&line)?,
        }
    }
    if arguments.format == Format::Csv {
        output::line(String::from_utf8(csv.into_inner()?)?.trim_end())?;
    }
    Ok(ExitCode::SUCCESS)
}

const HEADER: [&str; 11] = [
    "indicator",
    "territory",
    "zone",
    "breakdown",
    "month",
    "value",
    "numerator",
    "denominator",
    "structures",
    "coverage",
    "state",
];

fn spans(app: &App, indicator: &Indicator, arguments: &Arguments) -> anyhow::Result<Vec<Span>> {
    let conn = &mut *app.store.connection()?;
    let commune = match &arguments.territory {
        Territory::Commune(code) => Some(code),
        _ => None,
    };
    if commune.is_none() && arguments.known_on.is_none() {
        return Ok(points::of_territory(conn, &indicator.id, &arguments.territory)?);
    }
    let places = commune.map_or_else(|| Places::stored(france()), |code| Places::commune(france(), code));
    let (known, last) = match arguments.known_on {
        Some(instant) => (Known::At(instant), last_month_over(instant.date()).min(app.clock.last_month())),
        None => (Known::Now, points::last_month(conn)?.unwrap_or_else(|| app.clock.last_month())),
    };
    let series = evaluate_all(conn, &app.catalog, &places, known, last)?;
    // An old code of a merged commune stands for the commune of today.
    let is_it = |territory: &Territory| commune.is_some() || *territory == arguments.territory;
    let found = series.into_iter().find(|one| one.indicator == indicator.id && is_it(&one.territory));
    Ok(found.map(|one| one.spans).unwrap_or_default())
}

fn line<'a>(indicator: &'a Indicator, territory: &Territory, month: Month, reading: Reading) -> Line<'a> {
    Line {
        indicator: &indicator.id,
        territory: territory.to_string(),
        zone: None,
        breakdown: None,
        month: month.to_string(),
        value: reading.value,
        numerator: reading.numerator,
        denominator: reading.denominator,
        structures: reading.numerator.map(|_| reading.structures),
        coverage: reading.coverage,
        state: reading.state.as_str(),
    }
}

/// The last month whose last day is `day` or earlier.
fn last_month_over(day: NaiveDate) -> Month {
    let tomorrow = day.checked_add_days(Days::new(1)).unwrap_or(day);
    Month::of(tomorrow.with_day(1).unwrap_or(tomorrow)) - 1
}

fn instant(text: &str) -> Result<NaiveDateTime, String> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return day.and_hms_opt(23, 59, 59).ok_or_else(|| "no such day".to_owned());
    }
    let with_zone = DateTime::parse_from_rfc3339(text).map(|instant| instant.naive_utc());
    with_zone
        .or_else(|_| text.parse())
        .map_err(|_| "write a day (2025-03-31) or an instant (2025-03-31T12:00:00Z)".to_owned())
}
