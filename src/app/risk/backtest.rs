//! `observatoire risk backtest`

use std::fmt::Display;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command, FromArgMatches as _, ValueEnum};

use super::super::{App, output, wrong_use};
use super::{keep, own, table};
use crate::config::Settings;
use crate::ingest::panel::{self, Wanted};
use crate::risk::model::backtest::{Fault, Question, run};
use crate::risk::model::kept::Data;
use crate::risk::model::models::{Model, Places};
use crate::risk::model::naive::usual;
use crate::risk::model::panel::Panel;
use crate::risk::model::priors::Priors;
use crate::risk::model::report::Report;
use crate::risk::model::strata::columns;

#[derive(Args)]
pub(super) struct Arguments {
    /// CSV: `code`, `origin` (a year), features, targets; empty where it is not known
    #[arg(long, required_unless_present = "store", requires = "priors", requires = "target")]
    panel: Option<PathBuf>,
    /// On the data of this store: features as they were known at the end of a month each year, outcomes as known now
    #[arg(long, conflicts_with_all = ["panel", "priors", "region", "area"])]
    pub(super) store: bool,
    /// What happened within 12 months: a column of 0 and 1 of the panel; with --store below_minimum (the default),
    /// aci_ended, closed, serious (any of these) or doctor_lost
    #[arg(long)]
    pub(super) target: Option<String>,
    /// JSON: for each target (without `y_`) the features and what experts expect of them
    #[arg(long)]
    priors: Option<PathBuf>,
    /// With --store: the month of the year at whose end one looks ahead, 1 to 12
    #[arg(long, default_value_t = 12, requires = "store", value_parser = clap::value_parser!(u32).range(1..=12))]
    pub(super) month: u32,
    /// With --store: the first year learned from; by default the first in which anybody declared anything
    #[arg(long, requires = "store")]
    pub(super) from: Option<i32>,
    /// With --store: the last year foretold; by default the last whose twelve months are over
    #[arg(long, requires = "store")]
    pub(super) to: Option<i32>,
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
    let (app, data, reports) = match (&arguments.panel, &arguments.priors, &arguments.target) {
        (Some(panel), Some(priors), Some(target)) => {
            let data = arguments.keeping.data_set(panel, target)?.map(|data| Data::Panel(data.into()));
            let reports = arguments.of_file(panel, priors, target)?;
            (data.is_some().then(|| App::open(settings)).transpose()?, data, reports)
        }
        _ => {
            let app = App::open(settings)?;
            let reports = own::reports(&app, arguments)?;
            (Some(app), arguments.keeping.keep.then_some(Data::Store), reports)
        }
    };
    match arguments.format {
        Format::Json => reports.iter().try_for_each(output::json)?,
        Format::Table => table::print(&reports)?,
    }
    if let Some((app, data)) = app.zip(data) {
        app.keep(data, &arguments.excluded, arguments.draws, reports)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The back-test of the store as `--store --keep` asks for it, printed nowhere.
pub(super) fn keep_own(app: &App) -> anyhow::Result<()> {
    let command = Arguments::augment_args(Command::new("backtest"));
    let matches = command.try_get_matches_from(["backtest", "--store", "--keep"])?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    let reports = own::reports(app, &arguments)?;
    app.keep(Data::Store, &arguments.excluded, arguments.draws, reports)
}

impl Arguments {
    fn of_file(&self, path: &Path, priors: &Path, target: &str) -> anyhow::Result<Vec<Report>> {
        let named = |path: &Path, problem: &dyn Display| wrong_use(format!("{}: {problem}", path.display()));
        let json = fs::read_to_string(priors).map_err(|error| named(priors, &error))?;
        let priors = Priors::read(&json, target).map_err(|fault| named(priors, &fault))?;
        let priors = self.without_excluded(priors, target)?;
        let file = File::open(path).map_err(|error| named(path, &error))?;
        let mut bytes = Vec::new();
        BufReader::new(file).read_to_end(&mut bytes).map_err(|error| named(path, &error))?;
        let given_or = |given: &'_ Option<String>, usual: &'static str| {
            given.clone().or_else(|| has(&bytes, usual).then(|| usual.to_owned()))
        };
        let (region, area) = (given_or(&self.region, REGION), given_or(&self.area, AREA));
        let places = Places { region: region.as_deref(), area: area.as_deref() };
        let features = priors.features();
        let rules = priors.naive.clone().unwrap_or_else(|| usual(&priors, |column| has(&bytes, column)));
        let of_rules = rules.iter().flat_map(|rule| rule.columns());
        let wanted = Wanted {
            outcome: target,
            numbers: features.iter().map(String::as_str).chain(of_rules).collect(),
            words: [places.region, places.area].into_iter().flatten().collect(),
            also: columns().collect(),
        };
        let panel = panel::read(bytes.as_slice(), &wanted).map_err(|refused| named(path, &refused))?;
        self.ask(&panel, &priors, target, places).map_err(|fault| named(path, &fault))
    }

    pub(super) fn without_excluded(&self, priors: Priors, target: &str) -> anyhow::Result<Priors> {
        priors.without(&self.excluded).map_err(|feature| {
            wrong_use(format!("--exclude-feature {feature}: the priors of {target} do not name it"))
        })
    }

    /// The question that the other arguments ask of a panel.
    pub(super) fn ask(
        &self,
        panel: &Panel,
        priors: &Priors,
        target: &str,
        places: Places,
    ) -> Result<Vec<Report>, Fault> {
        let more: Vec<Model> = self
            .models
            .iter()
            .map(|version| match version {
                Version::Curved => Model::Curved,
            })
            .collect();
        run(&Question {
            panel,
            target,
            priors,
            places,
            more: &more,
            origins: Some(self.origins.as_slice()).filter(|origins| !origins.is_empty()),
            draws: self.draws,
            seed: self.seed,
        })
    }
}

/// Whether the header names the column.
fn has(csv: &[u8], column: &str) -> bool {
    let header = csv.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let header = String::from_utf8_lossy(header);
    header.split(',').any(|name| name.trim_matches(['\u{feff}', '"', '\r', ' ']) == column)
}
