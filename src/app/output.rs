//! Where commands print: results on standard output, progress on standard error when a person looks at it.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

/// One JSON object on a line of its own.
pub(super) fn json(object: &impl Serialize) -> anyhow::Result<()> {
    line(&serde_json::to_string(object)?)
}

pub(super) fn line(text: &str) -> anyhow::Result<()> {
    let written = writeln!(io::stdout().lock(), "{text}");
    match written {
        // The reader of a pipe has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Ok(other?),
    }
}

/// A bar of `length` steps or bytes; invisible unless standard error is a terminal.
pub(super) fn bar(length: u64, template: &str) -> ProgressBar {
    let target =
        if io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(Some(length), target);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

pub(super) const BYTES: &str = "{msg:40!} {bar:30} {bytes}/{total_bytes} {eta}";
pub(super) const STEPS: &str = "{msg:40!} {bar:30} {pos}/{len} {eta}";
