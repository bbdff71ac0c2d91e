//! What is logged, and in which form. Logs go to standard error: standard output belongs to results.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

/// Whatever the filter says: the HTTP client writes down whole addresses, secrets included, and is heard from warnings
/// on; the verifier of certificates says a second time what becomes an error anyway.
const DISCREET: &str = "ureq=warn,ureq_proto=warn,rustls_platform_verifier=off";

/// # Errors
/// The filter cannot be read, or logging was set up before.
pub fn start(filter: &str, as_json: bool) -> anyhow::Result<()> {
    let builder = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_new(format!("{filter},{DISCREET}"))?)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    let started = if as_json { builder.json().try_init() } else { builder.compact().try_init() };
    started.map_err(|error| anyhow::anyhow!(error))
}
