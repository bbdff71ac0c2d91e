//! `observatoire deliver`: messages leave.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use clap::Args;

use super::{App, output, wrong_use};
use crate::jobs::letters::deliver::{Round, deliver as deliver_messages};
use crate::store::Scope;
use crate::store::outbox::{self, Status, delivery};

/// What a delivery by hand may take.
const LIMIT: Duration = Duration::from_secs(3_600);

#[derive(Args)]
pub(super) struct Arguments {
    /// Writes what waits as .eml files into this folder; sends nothing
    #[arg(long, value_name = "FOLDER", conflicts_with = "again")]
    dry_run: Option<PathBuf>,
    /// Sends this message again, which failed, or may have arrived
    #[arg(long, value_name = "ID")]
    again: Option<i64>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(super) fn deliver(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    app.office().address_waiting(&app.store)?;
    if let Some(folder) = &arguments.dry_run {
        return app.write_files(folder);
    }
    if let Some(id) = arguments.again
        && !delivery::again(&mut *app.store.connection()?, id, app.clock.now())?
    {
        return Err(wrong_use(format!("message {id} neither failed nor is uncertain: it is not sent again")));
    }
    let Some(server) = &app.post.server else {
        return Err(wrong_use("no mail server is set up: set smtp_host (OBSERVATOIRE_SMTP_HOST)"));
    };
    let done = deliver_messages(Round {
        store: &app.store,
        server,
        now: app.clock.now(),
        stop: &AtomicBool::new(false),
        deadline: Instant::now() + LIMIT,
    })?;
    if arguments.json {
        output::json(&done)?;
    } else {
        let (sent, put_off, failed, uncertain) = (done.sent, done.put_off, done.failed, done.uncertain);
        output::line(&format!("sent {sent}, put off {put_off}, failed {failed}, uncertain {uncertain}"))?;
    }
    match done.trouble {
        Some(trouble) => {
            eprintln!("observatoire: the mail server cannot be used, the rest waits: {trouble}");
            Ok(ExitCode::from(1))
        }
        None => Ok(ExitCode::SUCCESS),
    }
}

impl App {
    fn write_files(&self, folder: &Path) -> anyhow::Result<ExitCode> {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        let conn = &mut *self.store.connection()?;
        let waiting = outbox::list(conn, &Scope::operator(), Some(Status::Waiting))?;
        for message in &waiting {
            let content = outbox::content(conn, &Scope::operator(), message.id)?.unwrap_or_default();
            let path = folder.join(format!("{}.eml", message.id));
            std::fs::write(&path, content).with_context(|| path.display().to_string())?;
        }
        output::line(&format!("written, nothing sent: {}", waiting.len()))?;
        Ok(ExitCode::SUCCESS)
    }
}
