//! `observatoire check`: everything that can be wrong, listed at once.

use std::process::ExitCode;

use super::risk::stance;
use super::{App, list, output};
use crate::catalog::{Language, Source};
use crate::config::Settings;
use crate::credentials::Secret;
use crate::domain::month::Month;
use crate::jobs::inbox;
use crate::jobs::timetable::Timetable;
use crate::risk::drift::Reason;
use crate::store::outbox::{self, Status, unaddressed};
use crate::store::{Conn, Scope, Store, downloads, drift, imports, runs};

pub(super) fn check(settings: Settings) -> anyhow::Result<ExitCode> {
    let clock = settings.clock();
    let catalog = match super::catalog(&settings) {
        Ok(catalog) => catalog,
        Err(faults) => {
            output::line(&format!("definitions: {} faults\n{}", faults.len(), list(&faults)))?;
            return Ok(ExitCode::FAILURE);
        }
    };
    output::line(&format!(
        "definitions: no fault (sources: {}, indicators: {}, jobs: {})",
        catalog.sources.len(),
        catalog.indicators.len(),
        catalog.jobs.len()
    ))?;
    let overdue = catalog.overdue(clock.today());
    if !overdue.is_empty() {
        output::line(&format!("reviews overdue:\n{}", list(&overdue)))?;
    }
    let store = Store::open(&settings.store_url())?;
    let simulated = imports::any_simulated(&mut *store.connection()?)?;
    let simulated = if simulated { ", holds SIMULATED data" } else { "" };
    output::line(&format!("store: {:?}, tables up to date{simulated}", store.kind()))?;
    let secret = Secret::new(settings.secret(), &settings.data);
    let post = settings.post().map_err(|error| super::wrong_use(format!("settings: {error:#}")))?;
    let provider = super::provider(&settings)?;
    let app = App { settings, clock, catalog, store, secret, post, provider };
    app.sign_in()?;
    app.mail()?;
    app.sources()?;
    app.inbox()?;
    app.jobs()?;
    let is_believed = app.risk_model()?;
    Ok(ExitCode::from(if overdue.is_empty() && is_believed { 0 } else { 1 }))
}

impl App {
    /// How people come in.
    fn sign_in(&self) -> anyhow::Result<()> {
        let provider = self.provider.as_ref();
        let provider =
            provider.map_or_else(String::new, |it| format!(", or {} ({})", it.name(), it.issuer()));
        let [active, due, lapsed] = self.to_review(&mut *self.store.connection()?)?;
        let late = if lapsed > 0 { format!(", PAST THEIR TERM: {lapsed}") } else { String::new() };
        output::line(&format!(
            "sign-in: by password{provider}; active accounts: {active}, to be reviewed: {due}{late}"
        ))
    }

    /// Whether letters are written and sent, and what waits.
    fn mail(&self) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        let scope = Scope::operator();
        let mut count =
            |status: Status| outbox::list(conn, &scope, Some(status)).map(|messages| messages.len());
        let (waiting, uncertain) = (count(Status::Waiting)?, count(Status::Uncertain)?);
        let queue = unaddressed::waiting(conn, &scope)?.len();
        let set_up = match (&self.post.sender, &self.post.server) {
            (None, _) => "not set up (mail_from)",
            (_, None) => "written, not sent (smtp_host)",
            _ => "set up",
        };
        output::line(&format!(
            "mail: {set_up}; waiting: {waiting}, UNCERTAIN: {uncertain}, without address: {queue}"
        ))
    }

    fn sources(&self) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        for source in &self.catalog.sources {
            let freshness = imports::freshness(conn, &source.id)?;
            let Some(last) = freshness.last_snapshot else {
                let fetched = self.fetched(conn, source)?;
                output::line(&format!("source {}: nothing imported yet{fetched}", source.id))?;
                continue;
            };
            let age = self.clock.last_month() - Month::of(last);
            let late = match source.rhythm {
                Some(rhythm) if age >= rhythm.every + rhythm.patience => ", NO LONGER SUPPLIED",
                Some(rhythm) if age >= rhythm.every => ", LATE",
                _ => "",
            };
            let what = if source.rhythm.is_some() { "edition" } else { "imported on" };
            let fetched = self.fetched(conn, source)?;
            output::line(&format!(
                "source {}: last {what} {last}, files read: {}, lines rejected: {}{late}{fetched}",
                source.id, freshness.files, freshness.rejected
            ))?;
        }
        Ok(())
    }

    /// What was refused, or came since the last import.
    fn inbox(&self) -> anyhow::Result<()> {
        let unread = inbox::unread(&self.store, &self.catalog, &self.settings.data.join("inbox"))?;
        if unread.is_empty() {
            return Ok(());
        }
        let files: String = unread.iter().map(|path| format!("\n  {}", path.display())).collect();
        output::line(&format!("inbox: NOT IMPORTED (`observatoire import` says why):{files}"))
    }

    /// How the last download of a source went; nothing for a source without an address.
    fn fetched(&self, conn: &mut Conn, source: &Source) -> anyhow::Result<String> {
        let last = downloads::last(conn, &source.id)?;
        let Some(last) = last.filter(|_| source.download.is_some()) else {
            return Ok(source.download.as_ref().map_or("", |_| "; never downloaded").to_owned());
        };
        let when = last.checked_at.format("%Y-%m-%d %H:%M UTC");
        let told = last.error.as_ref().map(|error| format!(" ({error})")).unwrap_or_default();
        let is_imported = match &last.sha256 {
            Some(sha256) => imports::find(conn, &source.id, sha256)?.is_some(),
            None => true,
        };
        let lost = if is_imported { "" } else { ", NOT IMPORTED: `observatoire import` says why" };
        Ok(format!("; last download {when}: {}{told}{lost}", last.status))
    }

    /// Whether the risk model was to be believed the last month that was assessed. It steps back by itself: somebody is to know.
    fn risk_model(&self) -> anyhow::Result<bool> {
        let Some(drift) = drift::last(&mut *self.store.connection()?)? else {
            output::line("risk model: no month assessed yet")?;
            return Ok(true);
        };
        let steps_back = drift.steps_back();
        let watched = drift.alarms.iter().map(|alarm| &alarm.reason);
        let told: Vec<&Reason> =
            if steps_back.is_empty() { watched.collect() } else { steps_back.iter().collect() };
        let told: String = told.iter().map(|reason| format!("\n  {reason}")).collect();
        output::line(&format!("risk model in {}: {}{told}", drift.month, stance(&drift)))?;
        Ok(steps_back.is_empty())
    }

    fn jobs(&self) -> anyhow::Result<()> {
        let conn = &mut *self.store.connection()?;
        for job in &self.catalog.jobs {
            let last = match runs::last(conn, &job.id)? {
                Some(last) => {
                    let started = last.started_at.format("%Y-%m-%d %H:%M");
                    format!("last run for {}: {}, started {started} UTC", last.month, last.status)
                }
                None => "never run".to_owned(),
            };
            let next = Timetable::of(job).ok().and_then(|timetable| timetable.after(self.clock.now()));
            let next =
                next.map_or_else(|| "never".to_owned(), |due| due.format("%Y-%m-%d %H:%M UTC").to_string());
            let last = format!("{last}; next {next}");
            output::line(&format!("job {} ({}): {last}", job.id, job.name(Language::English)))?;
        }
        Ok(())
    }
}
