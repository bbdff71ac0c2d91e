//! `observatoire serve`: the dashboard, the worker that follows the schedule, or both in one process.

use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use anyhow::Context as _;
use clap::Args;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use super::App;
use super::clerk::Writer;
use crate::jobs::scheduler::Worker;
use crate::web::{Entrance, Site, serve as serve_site};

#[derive(Args, Default)]
pub(super) struct Arguments {
    /// Port to listen on; 0 lets the system choose
    #[arg(long)]
    port: Option<u16>,
    /// Only the dashboard
    #[arg(long, conflicts_with = "worker")]
    web: bool,
    /// Only the worker; several may share one PostgreSQL
    #[arg(long)]
    worker: bool,
}

impl Arguments {
    pub(super) fn web_only() -> Self {
        Self { web: true, ..Self::default() }
    }
}

pub(super) fn serve(app: App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let catalog = Arc::new(app.catalog);
    let worker = Worker {
        store: app.store.clone(),
        catalog: Arc::clone(&catalog),
        inbox: app.settings.data.join("inbox"),
        secret: app.secret.clone(),
        post: app.post.clone(),
        terms: app.settings.terms(),
        clock: app.clock,
    };
    if arguments.worker {
        work_alone(worker)?;
        return Ok(ExitCode::SUCCESS);
    }
    let address = (app.settings.host.clone(), arguments.port.unwrap_or(app.settings.port));
    let listener = TcpListener::bind(&address)
        .with_context(|| format!("cannot listen on {}:{}; try --port", address.0, address.1))?;
    eprintln!("Observatoire: http://{}/", listener.local_addr()?);
    let entrance = Entrance { is_https: app.settings.is_https(), is_behind_proxy: app.settings.behind_proxy };
    let address = app.settings.public_address.as_deref().map(|it| it.trim_end_matches('/').to_owned());
    let site = Site {
        store: app.store,
        clerk: Arc::new(Writer { catalog: Arc::clone(&catalog), post: app.post }),
        catalog,
        clock: app.clock,
        entrance,
        secret: app.secret,
        provider: app.provider,
        address,
    };
    if arguments.web {
        serve_site(site, listener)?;
    } else {
        serve_both(site, listener, worker)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The dashboard hears the signal to end; the worker ends after it.
fn serve_both(site: Site, listener: TcpListener, worker: Worker) -> anyhow::Result<()> {
    let (end, ended) = oneshot::channel::<()>();
    let working = thread::spawn(move || {
        let ended = async { ended.await.unwrap_or_default() };
        Runtime::new()?.block_on(worker.work(Arc::new(AtomicBool::new(false)), ended))
    });
    let served = serve_site(site, listener);
    let _ = end.send(());
    working.join().map_err(|_| anyhow::anyhow!("the worker panicked"))??;
    Ok(served?)
}

fn work_alone(worker: Worker) -> anyhow::Result<()> {
    Runtime::new()?.block_on(async {
        let (mut term, mut int) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        let ended = async move {
            tokio::select! { _ = term.recv() => {}, _ = int.recv() => {} }
        };
        worker.work(Arc::new(AtomicBool::new(false)), ended).await
    })
}
