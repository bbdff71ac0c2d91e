//! `observatoire demo`: a simulated world, from files to dashboard, on a store of its own.

mod people;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

use super::risk::keep_own;
use super::simulate::write_world;
use super::{App, output, serve, wrong_use};
use crate::config::Settings;
use crate::domain::month::Month;
use crate::domain::writing::Language;
use crate::jobs::import::{Received, Request, Status, import, in_order};
use crate::mail::Alerts;
use crate::simulate::{self, Written};
use crate::store::{backtests, imports, points};

#[derive(Args)]
pub(super) struct Arguments {
    #[arg(long, default_value_t = 42)]
    seed: u64,
    /// Maisons de santé open at the end of 2024
    #[arg(long, default_value_t = 2758, value_parser = clap::value_parser!(u32).range(1..))]
    structures: u32,
    /// Folder of the demonstration
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    #[arg(long)]
    port: Option<u16>,
    /// Leaves out the back-test, a minute of work beside the pages, that the model card shows
    #[arg(long)]
    no_backtest: bool,
}

/// The figures that stand beside the simulated ones are real; they come with the binary.
const FIGURES: &str = include_str!("../../../jobs/published/figures.csv");

pub(super) fn demo(mut settings: Settings, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    settings.data.clone_from(&arguments.data);
    settings.database_url = None;
    // Nobody can be written to: a simulated world has no contacts.
    settings.alerts = Alerts::Live;
    settings.port = arguments.port.unwrap_or(settings.port);
    arguments.claim()?;
    let app = App::open(settings)?;
    let until = app.clock.last_month();
    if points::last_month(&mut *app.store.connection()?)? != Some(until) {
        app.fill(arguments, until)?;
    }
    app.admit_people(until)?;
    if !arguments.no_backtest && backtests::last(&mut *app.store.connection()?)?.is_empty() {
        let settings = app.settings.clone();
        std::thread::spawn(move || {
            if let Err(error) = keep_own(settings) {
                tracing::error!("the model card shows no back-test: {error:#}");
            }
        });
    }
    // The demonstration stands still: nothing new will come in.
    serve::serve(app, &serve::Arguments::web_only())
}

impl Arguments {
    /// Two worlds never share a folder: the first one writes its name into it.
    fn claim(&self) -> anyhow::Result<()> {
        let world = format!("seed {}, {} structures", self.seed, self.structures);
        let path = self.data.join("world.txt");
        match std::fs::read_to_string(&path) {
            Ok(other) if other.trim() != world => Err(wrong_use(format!(
                "{} holds another simulated world ({}); name another folder with --data",
                self.data.display(),
                other.trim()
            ))),
            Ok(_) => Ok(()),
            Err(_) => {
                let made =
                    std::fs::create_dir_all(&self.data).and_then(|()| std::fs::write(&path, world + "\n"));
                made.with_context(|| path.display().to_string())
            }
        }
    }
}

impl App {
    fn fill(&self, arguments: &Arguments, until: Month) -> anyhow::Result<()> {
        let folder = self.settings.data.join("files");
        eprintln!("Simulating {} structures until {until} …", arguments.structures);
        let world = simulate::Settings {
            seed: arguments.seed,
            structures: arguments.structures,
            establishments: None,
            since: None,
            until,
        };
        // A demonstration taken up again in a later month goes on where it stopped.
        let known = imports::freshness(&mut *self.store.connection()?, "finess")?.last_snapshot;
        let mut written = write_world(&world, &folder)?;
        written.retain(|written| {
            self.catalog.source(written.source).is_some()
                && known.is_none_or(|known| written.snapshot >= known)
        });
        let bar = output::bar(written.len() as u64, output::STEPS);
        bar.set_message("imported files");
        for source in simulate::SOURCES {
            let mut files: Vec<&Written> =
                written.iter().filter(|written| written.source == source).collect();
            in_order(&mut files);
            for Written { path, snapshot, .. } in files {
                // Only these files say in themselves when they came out.
                let received = match source {
                    "finess" | "register" | "rpps" => Received::WithItsEdition,
                    _ => Received::On(*snapshot),
                };
                self.take(source, path, received)?;
                bar.inc(1);
            }
        }
        bar.finish_and_clear();
        let figures = folder.join("figures.csv");
        std::fs::write(&figures, FIGURES).with_context(|| figures.display().to_string())?;
        self.take("published", &figures, Received::Now)?;
        if !self.run("monthly", until, |_| {})? {
            bail!("the monthly job failed; the log above says why");
        }
        Ok(())
    }

    fn take(&self, source: &str, path: &std::path::Path, received: Received) -> anyhow::Result<()> {
        let source = self.catalog.source(source).with_context(|| format!("no source is called {source}"))?;
        let (now, secret) = (self.clock.now(), &self.secret);
        let language = Language::English;
        let request = Request { source, path, received, force: false, dry_run: false, now, secret, language };
        let outcome = import(&self.store, &request, &|_, _| {})?;
        if outcome.status == Status::Refused {
            bail!("{}: refused, {}", outcome.file, outcome.reason.unwrap_or_default());
        }
        Ok(())
    }
}
