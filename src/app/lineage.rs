//! `observatoire lineage INDICATOR`

use std::process::ExitCode;

use chrono::NaiveDateTime;
use clap::Args;
use serde::Serialize;

use super::series::instant;
use super::{App, output, wrong_use};
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::plainly;
use crate::domain::territory::Territory;
use crate::store::Scope;
use crate::store::editions::{self, Edition};
use crate::store::imports::Import;
use crate::store::lineage::{self, Lineage};
use crate::store::points::Selection;

#[derive(Args)]
pub(super) struct Arguments {
    /// An indicator of `jobs/indicators`: msp_open, msp_per_100k …
    indicator: String,
    /// FR, REG-84, DEP-2A, EPCI-200000172
    #[arg(long, default_value = "FR")]
    territory: Territory,
    /// The last one by default
    #[arg(long)]
    month: Option<Month>,
    /// In the edition published by that day (UTC); as it stands by default
    #[arg(long, value_parser = instant)]
    known_on: Option<NaiveDateTime>,
    /// One JSON object: the point, then one a file
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Point<'a> {
    indicator: &'a str,
    definition: Option<u32>,
    territory: String,
    month: Month,
    #[serde(serialize_with = "plainly")]
    value: Option<f64>,
    #[serde(serialize_with = "plainly")]
    numerator: Option<f64>,
    #[serde(serialize_with = "plainly")]
    denominator: Option<f64>,
    state: &'static str,
    edition: Month,
    made_at: NaiveDateTime,
    frozen_at: Option<NaiveDateTime>,
    run: i64,
    run_month: Option<&'a str>,
    run_started_at: Option<NaiveDateTime>,
}

#[derive(Serialize)]
struct File<'a> {
    source: &'a str,
    file: &'a str,
    snapshot: chrono::NaiveDate,
    imported_at: NaiveDateTime,
    sha256: &'a str,
}

pub(super) fn lineage(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let id = &arguments.indicator;
    let indicator =
        app.catalog.indicator(id).ok_or_else(|| wrong_use(format!("no indicator is called “{id}”")))?;
    let conn = &mut *app.store.connection()?;
    let edition = match arguments.known_on {
        Some(instant) => editions::known_on(conn, instant, app.clock.today())?,
        None => Some(Edition::Current),
    };
    let edition = edition.ok_or_else(|| wrong_use("nothing was published by then"))?;
    let month = match arguments.month {
        Some(month) => Some(month),
        None => editions::find(conn, edition)?.map(|held| held.month),
    };
    let selection = Selection { cut: Cut::default(), edition };
    let sources = indicator.sources_read();
    let found = match month {
        Some(month) => {
            let at = (&arguments.territory, month);
            lineage::of(conn, &Scope::operator(), selection, id, &sources, at)?.map(|found| (month, found))
        }
        None => None,
    };
    let Some((month, found)) = found else {
        return Err(wrong_use(format!("there is no point of {id} for {} then", arguments.territory)));
    };
    if arguments.json {
        in_json(arguments, month, &found)?
    } else {
        in_words(arguments, month, &found)?
    }
    Ok(ExitCode::SUCCESS)
}

fn in_json(arguments: &Arguments, month: Month, found: &Lineage) -> anyhow::Result<()> {
    output::json(&Point {
        indicator: &arguments.indicator,
        definition: found.version,
        territory: arguments.territory.to_string(),
        month,
        value: found.reading.value,
        numerator: found.reading.numerator,
        denominator: found.reading.denominator,
        state: found.reading.state.as_str(),
        edition: found.edition.month,
        made_at: found.edition.made_at,
        frozen_at: found.edition.frozen_at,
        run: found.edition.run,
        run_month: found.run.as_ref().map(|run| run.month.as_str()),
        run_started_at: found.run.as_ref().map(|run| run.started_at),
    })?;
    for import in &found.imports {
        output::json(&File::of(import))?;
    }
    Ok(())
}

fn in_words(arguments: &Arguments, month: Month, found: &Lineage) -> anyhow::Result<()> {
    let (reading, edition) = (&found.reading, &found.edition);
    let value = reading.value.map_or_else(|| "no value".to_owned(), |value| value.to_string());
    let version = found.version.map_or_else(|| "unknown".to_owned(), |version| version.to_string());
    let frozen = edition.frozen_at.map_or_else(|| "open".to_owned(), |at| format!("frozen at {at}"));
    output::line(&format!(
        "{} of {} in {month}: {value}, {}",
        arguments.indicator,
        arguments.territory,
        reading.state.as_str()
    ))?;
    output::line(&format!("definition: version {version}"))?;
    output::line(&format!("edition: {}, {frozen}, made at {}", edition.month, edition.made_at))?;
    output::line(&format!("run: {}", edition.run))?;
    for import in &found.imports {
        output::line(&format!(
            "{}  {}  {}  read at {}  sha256 {}",
            import.source, import.snapshot, import.file, import.imported_at, import.sha256
        ))?;
    }
    Ok(())
}

impl<'a> File<'a> {
    fn of(import: &'a Import) -> Self {
        Self {
            source: &import.source,
            file: &import.file,
            snapshot: import.snapshot,
            imported_at: import.imported_at,
            sha256: &import.sha256,
        }
    }
}
