//! `observatoire serve`

use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;

use super::App;
use crate::web::{Site, serve as serve_site};

#[derive(Args)]
pub(super) struct Arguments {
    /// Port to listen on; 0 lets the system choose
    #[arg(long)]
    pub(super) port: Option<u16>,
}

pub(super) fn serve(app: App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let address = (app.settings.host.clone(), arguments.port.unwrap_or(app.settings.port));
    let listener = TcpListener::bind(&address)
        .with_context(|| format!("cannot listen on {}:{}; try --port", address.0, address.1))?;
    eprintln!("Observatoire: http://{}/", listener.local_addr()?);
    let site = Site { store: app.store, catalog: Arc::new(app.catalog), clock: app.clock };
    serve_site(site, listener)?;
    Ok(ExitCode::SUCCESS)
}
