//! `observatoire healthy`: asks the dashboard of this machine whether it answers, for containers without a browser.

use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context as _;

use super::output;
use crate::config::Settings;

const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn healthy(settings: &Settings) -> anyhow::Result<ExitCode> {
    // A dashboard that listens everywhere is asked at home.
    let host = match settings.host.as_str() {
        "0.0.0.0" => "127.0.0.1",
        "::" => "::1",
        other => other,
    };
    let answer =
        ask(host, settings.port).with_context(|| format!("{host}:{} does not answer", settings.port))?;
    anyhow::ensure!(answer.starts_with("HTTP/1.1 200"), "the dashboard answers “{answer}”");
    output::line("healthy")?;
    Ok(ExitCode::SUCCESS)
}

/// The first line of the answer.
fn ask(host: &str, port: u16) -> anyhow::Result<String> {
    let address = (host, port).to_socket_addrs()?.next().context("no address")?;
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.take(1 << 12).read_to_string(&mut answer)?;
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}
