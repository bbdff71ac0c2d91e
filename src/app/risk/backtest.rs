//! `observatoire risk backtest`

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::super::{App, output, wrong_use};
use super::{keep, table};
use crate::config::Settings;
use crate::ingest::panel::{self, Wanted};
use crate::risk::model::backtest::{Question, run};
use crate::risk::model::kept::Data;
use crate::risk::model::models::{Model, Places};
use crate::risk::model::naive::usual;
use crate::risk::model::priors::Priors;
use crate::risk::model::strata::columns;

#[derive(Args)]
pub(super) struct Arguments {
    /// CSV: `code`, `origin` (a year), features, targets; empty where it is not known
    #[arg(long)]
    panel: PathBuf,
    /// Column of 0 and 1: what happened within 12 months
    #[arg(long)]
    target: String,
    /// JSON: for each target (without `y_`) the features and what experts expect of them
    #[arg(long)]
    priors: PathBuf,
    /// Column of words whose effects a further model fits; `region` where the panel has it
    #[arg(long)]
    region: Option<String>,
    /// A further column of words, of smaller places, for --model curved; `area` where the panel has it
    #[arg(long)]
    area: Option<String>,
    /// A model to compare besides; may be given several times
    #[arg(long = "model", value_enum)]
    models: Vec<Version>,
    /// A feature of the priors to leave out; may be given several times
    #[arg(long = "exclude-feature", value_name = "FEATURE")]
    excluded: Vec<String>,
    /// Years to foretell, each from all earlier ones: 2018,2019; by default the last three that can be
    #[arg(long, value_delimiter = ',')]
    origins: Vec<i32>,
    /// Draws of the bootstrap behind the intervals; 0 for none
    #[arg(long, default_value_t = 500)]
    draws: usize,
    /// Of those draws
    #[arg(long, default_value_t = 42)]
    seed: u64,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    #[command(flatten)]
    keeping: keep::Keeping,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Json,
}

/// Named versions of the model, besides those that are always compared.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Version {
    /// Surer experts, effects that bend, effects of regions and areas
    Curved,
}

/// Where the panel has them and nothing else is said.
const REGION: &str = "region";
const AREA: &str = "area";

pub(super) fn backtest(settings: Settings, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let named =
        |path: &Path, problem: &dyn std::fmt::Display| wrong_use(format!("{}: {problem}", path.display()));
    let json = fs::read_to_string(&arguments.priors).map_err(|error| named(&arguments.priors, &error))?;
    let priors = Priors::read(&json, &arguments.target).map_err(|fault| named(&arguments.priors, &fault))?;
    let priors = priors.without(&arguments.excluded).map_err(|feature| {
        wrong_use(format!("--exclude-feature {feature}: the priors of {} do not name it", arguments.target))
    })?;
    let kept = arguments.keeping.data_set(&arguments.panel, &arguments.target)?;
    let file = File::open(&arguments.panel).map_err(|error| named(&arguments.panel, &error))?;
    let mut bytes = Vec::new();
    BufReader::new(file).read_to_end(&mut bytes).map_err(|error| named(&arguments.panel, &error))?;
    let given_or = |given: &'_ Option<String>, usual: &'static str| {
        given.clone().or_else(|| has(&bytes, usual).then(|| usual.to_owned()))
    };
    let (region, area) = (given_or(&arguments.region, REGION), given_or(&arguments.area, AREA));
    let places = Places { region: region.as_deref(), area: area.as_deref() };
    let more: Vec<Model> = arguments
        .models
        .iter()
        .map(|version| match version {
            Version::Curved => Model::Curved,
        })
        .collect();

    let features = priors.features();
    let rules = priors.naive.clone().unwrap_or_else(|| usual(&priors, |column| has(&bytes, column)));
    let of_rules = rules.iter().flat_map(|rule| rule.columns());
    let wanted = Wanted {
        outcome: &arguments.target,
        numbers: features.iter().map(String::as_str).chain(of_rules).collect(),
        words: [places.region, places.area].into_iter().flatten().collect(),
        also: columns().collect(),
    };
    let panel =
        panel::read(bytes.as_slice(), &wanted).map_err(|refused| named(&arguments.panel, &refused))?;
    let reports = run(&Question {
        panel: &panel,
        target: &arguments.target,
        priors: &priors,
        places,
        more: &more,
        origins: Some(arguments.origins.as_slice()).filter(|origins| !origins.is_empty()),
        draws: arguments.draws,
        seed: arguments.seed,
    })
    .map_err(|fault| named(&arguments.panel, &fault))?;
    match arguments.format {
        Format::Json => reports.iter().try_for_each(output::json)?,
        Format::Table => table::print(&reports)?,
    }
    if let Some(data) = kept {
        App::open(settings)?.keep(Data::Panel(data.into()), &arguments.excluded, arguments.draws, reports)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether the header names the column.
fn has(csv: &[u8], column: &str) -> bool {
    let header = csv.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let header = String::from_utf8_lossy(header);
    header.split(',').any(|name| name.trim_matches(['\u{feff}', '"', '\r', ' ']) == column)
}
