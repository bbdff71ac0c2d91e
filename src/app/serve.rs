//! `observatoire serve`

use std::process::ExitCode;

use clap::Args;

use super::App;

#[derive(Args)]
pub(super) struct Arguments {
    /// Port to listen on; 0 lets the system choose
    #[arg(long)]
    pub(super) port: Option<u16>,
}

pub(super) fn serve(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let _ = (app, arguments);
    Ok(ExitCode::SUCCESS)
}
