//! What is logged, and in which form. Logs go to standard error: standard output belongs to results.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// # Errors
/// The filter cannot be read, or logging was set up before.
pub fn start(filter: &str, as_json: bool) -> anyhow::Result<()> {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(filter)?)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    let started = if as_json { builder.json().try_init() } else { builder.compact().try_init() };
    started.map_err(|error| anyhow::anyhow!(error))
}
