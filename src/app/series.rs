//! `observatoire series INDICATOR`

use std::process::ExitCode;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::catalog::Indicator;
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span};
use crate::domain::territory::Territory;
use crate::indicators::Places;
use crate::jobs::aggregate::evaluate_all;
use crate::store::points::Selection;
use crate::store::{Known, Scope, points};

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
    #[serde(serialize_with = "crate::domain::point::plainly")]
    value: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    numerator: Option<f64>,
    #[serde(serialize_with = "crate::domain::point::plainly")]
    denominator: Option<f64>,
    structures: Option<i64>,
    coverage: Option<f64>,
    state: &'static str,
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
    if arguments.from.zip(arguments.to).is_some_and(|(from, to)| to < from) {
        return Err(wrong_use("--from comes after --to"));
    }
    if arguments.known_on.is_some_and(|instant| instant.date() > app.clock.today()) {
        return Err(wrong_use("--known-on: that day is still to come"));
    }
    if france().name(&arguments.territory).is_none() {
        return Err(wrong_use(format!("no territory has the code {}", arguments.territory)));
    }
    let level = arguments.territory.level();
    if !indicator.is_given_for(level) {
        return Err(wrong_use(format!("{} is not given for {}", indicator.id, arguments.territory)));
    }
    let territory = of_today(&arguments.territory);
    let spans = spans(app, indicator, &territory, arguments.known_on)?;
    if spans.is_empty() {
        let territory = &arguments.territory;
        match arguments.known_on {
            Some(instant) => eprintln!(
                "observatoire: nothing was known of {} for {territory} on {}; files count as known from the day of \
                 their import, or from the day given by `import --received`",
                indicator.id,
                instant.date()
            ),
            None => eprintln!(
                "observatoire: nothing is known of {} for {territory}; import a source, then `observatoire run monthly`",
                indicator.id
            ),
        }
    }
    let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    csv.write_record(HEADER)?;
    let months = spans.iter().flat_map(|span| Month::range(span.first, span.last).map(|m| (m, span.reading)));
    let is_wanted = |month: Month| {
        arguments.from.is_none_or(|from| from <= month) && arguments.to.is_none_or(|to| month <= to)
    };
    for (month, reading) in months.filter(|(month, _)| is_wanted(*month)) {
        let line = line(indicator, &territory, month, reading);
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

/// A merged commune or a municipal district stands for the commune of today, and is named so.
fn of_today(territory: &Territory) -> Territory {
    match territory {
        Territory::Commune(code) => {
            let commune = france().commune(code).map_or(code.as_str(), |commune| commune.code);
            Territory::Commune(commune.to_owned())
        }
        other => other.clone(),
    }
}

fn spans(
    app: &App,
    indicator: &Indicator,
    territory: &Territory,
    known_on: Option<NaiveDateTime>,
) -> anyhow::Result<Vec<Span>> {
    let conn = &mut *app.store.connection()?;
    let commune = match territory {
        Territory::Commune(code) => Some(code),
        _ => None,
    };
    if commune.is_none() && known_on.is_none() {
        return Ok(points::of_territory(
            conn,
            &Scope::operator(),
            Selection::default(),
            &indicator.id,
            territory,
        )?);
    }
    let places = commune.map_or_else(|| Places::stored(france()), |code| Places::commune(france(), code));
    let (known, last) = match known_on {
        Some(instant) => (Known::At(instant), last_month_over(instant.date()).min(app.clock.last_month())),
        None => (Known::Now, points::last_month(conn)?.unwrap_or_else(|| app.clock.last_month())),
    };
    let series = evaluate_all(conn, &app.catalog, &places, known, last)?;
    let found = series.into_iter().find(|one| one.indicator == indicator.id && one.territory == *territory);
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
