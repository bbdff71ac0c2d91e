//! `observatoire series INDICATOR`

use std::process::ExitCode;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime};
use clap::{Args, ValueEnum};
use serde::Serialize;

use super::{App, output, wrong_use};
use crate::catalog::Indicator;
use crate::domain::cut::{Class, Cut, Size, Zone};
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span};
use crate::domain::profession::Group;
use crate::domain::territory::{Level, Territory};
use crate::indicators::{Places, Series};
use crate::jobs::aggregate::evaluate_all;
use crate::store::editions::{self, Edition};
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
    /// Structures of that zone only: ZIP, ZAC or HZ
    #[arg(long, conflicts_with = "by")]
    zone: Option<Zone>,
    /// Part by part
    #[arg(long, value_enum)]
    by: Option<By>,
    /// As the public sees it: small numbers hidden; with --known-on, the edition published by then
    #[arg(long)]
    public: bool,
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Csv,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// Families of professions
    Group,
    /// Sizes of structures
    Size,
}

/// The columns that scripts rely on; zone and breakdown are empty for all structures.
#[derive(Serialize)]
struct Line<'a> {
    indicator: &'a str,
    territory: String,
    zone: Option<&'a str>,
    breakdown: Option<String>,
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
    let parts = read(app, indicator, &territory, arguments)?;
    if parts.iter().all(|(_, spans)| spans.is_empty()) {
        tell_nothing(indicator, arguments);
    }
    let mut csv = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    csv.write_record(HEADER)?;
    let is_wanted = |month: Month| {
        arguments.from.is_none_or(|from| from <= month) && arguments.to.is_none_or(|to| month <= to)
    };
    for (cut, spans) in &parts {
        let months =
            spans.iter().flat_map(|span| Month::range(span.first, span.last).map(|m| (m, span.reading)));
        for (month, reading) in months.filter(|(month, _)| is_wanted(*month)) {
            let line = line(indicator, &territory, *cut, month, reading);
            match arguments.format {
                Format::Csv => csv.serialize(line)?,
                Format::Json => output::json(&line)?,
            }
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

fn tell_nothing(indicator: &Indicator, arguments: &Arguments) {
    let (id, territory) = (&indicator.id, &arguments.territory);
    match arguments.known_on {
        Some(instant) if arguments.public => eprintln!(
            "observatoire: nothing was published of {id} for {territory} by {}; a month is published when the first run \
             for the next one starts",
            instant.date()
        ),
        Some(instant) => eprintln!(
            "observatoire: nothing was known of {id} for {territory} on {}; files count as known from the day of \
             their import, or from the day given by `import --received`",
            instant.date()
        ),
        None => eprintln!(
            "observatoire: nothing is known of {id} for {territory}; import a source, then `observatoire run monthly`"
        ),
    }
}

impl Arguments {
    fn cuts(&self) -> Vec<Cut> {
        let classes: Vec<Class> = match self.by {
            None => return vec![Cut { zone: self.zone, class: None }],
            Some(By::Group) => Group::ALL.map(Class::Group).to_vec(),
            Some(By::Size) => Size::ALL.map(Class::Size).to_vec(),
        };
        classes.into_iter().map(|class| Cut { zone: None, class: Some(class) }).collect()
    }
}

type Parts = Vec<(Cut, Vec<Span>)>;

/// What is stored, for what is stored; the rest is evaluated from what was known.
fn read(
    app: &App,
    indicator: &Indicator,
    territory: &Territory,
    arguments: &Arguments,
) -> anyhow::Result<Parts> {
    let conn = &mut *app.store.connection()?;
    let scope = if arguments.public { Scope::public() } else { Scope::operator() };
    let edition = match arguments.known_on {
        Some(instant) if arguments.public => editions::known_on(conn, instant, app.clock.today())?,
        _ => Some(Edition::Current),
    };
    let Some(edition) = edition else { return Ok(Vec::new()) };
    let is_commune = territory.level() == Level::Commune;
    if !is_commune && (arguments.public || arguments.known_on.is_none()) {
        let read = |cut| {
            let selection = Selection { cut, edition };
            Ok((cut, points::of_territory(conn, &scope, selection, &indicator.id, territory)?))
        };
        return arguments.cuts().into_iter().map(read).collect();
    }
    let places = match territory {
        Territory::Commune(code) => Places::commune(france(), code),
        _ => Places::stored(france()),
    };
    let held = editions::find(conn, edition)?;
    let (known, last) = match (edition, arguments.known_on) {
        (Edition::Of(month), _) => {
            (held.and_then(|held| held.frozen_at).map_or(Known::Now, Known::At), month)
        }
        (Edition::Current, Some(instant)) if !arguments.public => {
            (Known::At(instant), last_month_over(instant.date()).min(app.clock.last_month()))
        }
        _ => (Known::Now, held.map_or_else(|| app.clock.last_month(), |held| held.month)),
    };
    let series = evaluate_all(conn, &app.catalog, &places, known, last)?;
    let mut parts: Parts = Vec::new();
    for cut in arguments.cuts() {
        let is_it =
            |one: &&Series| one.indicator == indicator.id && one.territory == *territory && one.cut == cut;
        let spans = series.iter().find(is_it).map(|one| one.spans.clone()).unwrap_or_default();
        parts.push((cut, points::as_seen(conn, &scope, edition, &indicator.id, territory, spans)?));
    }
    Ok(parts)
}

fn line<'a>(
    indicator: &'a Indicator,
    territory: &Territory,
    cut: Cut,
    month: Month,
    reading: Reading,
) -> Line<'a> {
    Line {
        indicator: &indicator.id,
        territory: territory.to_string(),
        zone: cut.zone.map(Zone::as_str),
        breakdown: cut.class.map(|class| class.to_string()),
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
pub(super) fn last_month_over(day: NaiveDate) -> Month {
    let tomorrow = day.checked_add_days(Days::new(1)).unwrap_or(day);
    Month::of(tomorrow.with_day(1).unwrap_or(tomorrow)) - 1
}

pub(super) fn instant(text: &str) -> Result<NaiveDateTime, String> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return day.and_hms_opt(23, 59, 59).ok_or_else(|| "no such day".to_owned());
    }
    let with_zone = DateTime::parse_from_rfc3339(text).map(|instant| instant.naive_utc());
    with_zone
        .or_else(|_| text.parse())
        .map_err(|_| "write a day (2025-03-31) or an instant (2025-03-31T12:00:00Z)".to_owned())
}
