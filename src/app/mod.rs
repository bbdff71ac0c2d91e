//! The command line: puts settings, clock, store and definitions together, and prints.

mod aci;
mod case;
mod check;
mod clerk;
mod contact;
mod deliver;
mod demo;
mod healthy;
mod import;
mod launch;
mod lineage;
mod outbox;
mod output;
mod register;
mod reply;
mod risk;
mod run;
mod series;
mod serve;
mod simulate;
mod structure;
mod template;
mod user;

use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::catalog::{Catalog, Definitions, Fault};
use crate::clock::Clock;
use crate::config::{Log, Settings};
use crate::credentials::Secret;
use crate::jobs::{download, timetable};
use crate::mail::Post;
use crate::openid::Provider;
use crate::store::Store;
use crate::telemetry;

/// Observatory of coordinated practice: follows the maisons de santé pluriprofessionnelles of France.
#[derive(Parser)]
#[command(name = "observatoire", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Simulates a world, imports it, runs all jobs and serves the dashboard on an embedded store
    Demo(demo::Arguments),
    /// Serves the dashboard
    Serve(serve::Arguments),
    /// Writes the source files of a simulated world, in the real formats
    Simulate(simulate::Arguments),
    /// Imports source files
    Import(import::Arguments),
    /// Writes the empty table of a source, to be filled in
    Template(template::Arguments),
    /// Lists the contacts that letters go to, verifies them, tells which letters wait for one
    Contact(contact::Arguments),
    /// Lists the messages and what became of them, shows one, raises a letter
    Outbox(outbox::Arguments),
    /// Sends the messages that are due
    Deliver(deliver::Arguments),
    /// Lists what structures answered, takes their links back
    Reply(reply::Arguments),
    /// Writes all that is held on a structure into a file; erases words on request
    Structure(structure::Arguments),
    /// Runs a job now
    Run(run::Arguments),
    /// Prints the series of an indicator
    Series(series::Arguments),
    /// Tells where a point comes from: definition, edition, run, files
    Lineage(lineage::Arguments),
    /// Lists the register, its contradictions with FINESS, and records decisions
    Register(register::Arguments),
    /// Prints what the agreement (ACI) pays a team, by indicator, and what a departure costs
    Aci(aci::Arguments),
    /// Adds, lists and shuts the accounts that sign in; lists what they read
    User(user::Arguments),
    /// Lists the cases of desks, checks their evidence, prints labels and the gates of the launch
    Case(case::Arguments),
    /// Explains the weak signals of a structure, counts those of all, tells what the risk model is worth
    Risk(risk::Arguments),
    /// Checks settings, definitions, store and sources
    Check,
    /// Asks the dashboard of this machine whether it answers
    Healthy,
}

/// An installation: what every command works with.
pub(crate) struct App {
    settings: Settings,
    clock: Clock,
    catalog: Catalog,
    store: Store,
    secret: Secret,
    post: Post,
    provider: Option<Arc<Provider>>,
}

/// What the user of a command got wrong; everything else is ours.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct WrongUse(String);

fn wrong_use(message: impl Into<String>) -> anyhow::Error {
    WrongUse(message.into()).into()
}

/// Runs the command given on the command line. Exit code 0 when done, 1 when it failed, 2 when it was used wrongly.
#[must_use]
pub fn main() -> ExitCode {
    match start(Cli::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("observatoire: {error:#}");
            ExitCode::from(if error.is::<WrongUse>() { 2 } else { 1 })
        }
    }
}

fn start(command: Command) -> anyhow::Result<ExitCode> {
    let settings = Settings::load().map_err(|error| wrong_use(format!("settings: {error:#}")))?;
    telemetry::start(&settings.log_filter, settings.log == Log::Json)?;
    match command {
        Command::Demo(arguments) => demo::demo(settings, &arguments),
        Command::Serve(arguments) => serve::serve(App::open(settings)?, &arguments),
        Command::Simulate(arguments) => simulate::simulate(settings.clock(), &arguments),
        Command::Import(arguments) => import::import(&App::open(settings)?, &arguments),
        Command::Template(arguments) => template::template(&App::open(settings)?, &arguments),
        Command::Contact(arguments) => contact::contact(&App::open(settings)?, &arguments),
        Command::Outbox(arguments) => outbox::outbox(&App::open(settings)?, &arguments),
        Command::Deliver(arguments) => deliver::deliver(&App::open(settings)?, &arguments),
        Command::Reply(arguments) => reply::reply(&App::open(settings)?, &arguments),
        Command::Structure(arguments) => structure::structure(&App::open(settings)?, &arguments),
        Command::Run(arguments) => run::run(&App::open(settings)?, &arguments),
        Command::Series(arguments) => series::series(&App::open(settings)?, &arguments),
        Command::Lineage(arguments) => lineage::lineage(&App::open(settings)?, &arguments),
        Command::Register(arguments) => register::register(&App::open(settings)?, &arguments),
        Command::Aci(arguments) => aci::aci(settings, &arguments),
        Command::User(arguments) => user::user(&App::open(settings)?, &arguments),
        Command::Case(arguments) => case::case(&App::open(settings)?, &arguments),
        Command::Risk(arguments) => risk::risk(settings, &arguments),
        Command::Check => check::check(settings),
        Command::Healthy => healthy::healthy(&settings),
    }
}

/// All definitions, timetables and addresses included: a worker must not pass over a job in silence.
fn catalog(settings: &Settings) -> Result<Catalog, Vec<Fault>> {
    let definitions = settings.definitions.clone().map_or(Definitions::Embedded, Definitions::Folder);
    let catalog = Catalog::load(&definitions)?;
    let faults = [timetable::faults(&catalog), download::faults(&catalog)].concat();
    if faults.is_empty() { Ok(catalog) } else { Err(faults) }
}

fn provider(settings: &Settings) -> anyhow::Result<Option<Arc<Provider>>> {
    let provider = settings.provider().map_err(|error| wrong_use(format!("settings: {error:#}")))?;
    Ok(provider.map(Arc::new))
}

fn list(faults: &[Fault]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("  {fault}")).collect();
    lines.join("\n")
}

impl App {
    fn open(settings: Settings) -> anyhow::Result<Self> {
        let catalog = catalog(&settings)
            .map_err(|faults| wrong_use(format!("the definitions have faults:\n{}", list(&faults))))?;
        let post = settings.post().map_err(|error| wrong_use(format!("settings: {error:#}")))?;
        let provider = provider(&settings)?;
        let store = Store::open(&settings.store_url())?;
        let secret = Secret::new(settings.secret(), &settings.data);
        Ok(Self { clock: settings.clock(), settings, catalog, store, secret, post, provider })
    }
}
