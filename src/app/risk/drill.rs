//! `observatoire risk drill`: what the loss of each source would change. Nobody may become safer.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::super::{App, output, wrong_use};
use super::{Format, When};
use crate::jobs::assess;
use crate::risk::drift::Reason;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    when: When,
    /// One JSON object a source
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Serialize)]
struct Line<'a> {
    month: &'a str,
    source: &'a str,
    structures: usize,
    changed: usize,
    cannot_tell: usize,
    carried: usize,
    held: usize,
    steps_back: &'a [Reason],
    safer: &'a [String],
}

pub(super) fn drill(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (month, known) = arguments.when.read(app)?;
    let (structures, all) = assess::drill(&mut *app.store.connection()?, &app.catalog, month, known)?;
    if structures == 0 {
        return Err(wrong_use(format!("FINESS shows no maison de santé open at the end of {month}")));
    }
    let month = month.to_string();
    if arguments.format == Format::Text {
        output::line(&format!(
            "{month}: {structures} structures, one source at a time lost from one month to the next\n\
             source                   changed  cannot  carried    held   safer  the model"
        ))?;
    }
    for lost in &all {
        let assess::Lost { source, changed, cannot_tell, carried, held, .. } = *lost;
        if arguments.format == Format::Json {
            let (month, steps_back, safer) = (month.as_str(), &lost.steps_back[..], &lost.safer[..]);
            let line =
                Line { month, source, structures, changed, cannot_tell, carried, held, steps_back, safer };
            output::json(&line)?;
            continue;
        }
        let model = if lost.steps_back.is_empty() { "stays" } else { "steps back to the rules" };
        let safer = lost.safer.len();
        output::line(&format!(
            "{source:<24} {changed:>7} {cannot_tell:>7} {carried:>8} {held:>7} {safer:>7}  {model}"
        ))?;
        if safer > 0 {
            output::line(&format!("  SAFER, though nothing says so: {}", lost.safer.join(" ")))?;
        }
    }
    let is_well = all.iter().all(|lost| lost.safer.is_empty());
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
