//! `observatoire template SOURCE`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::import::Spoken;
use super::{App, wrong_use};
use crate::catalog::Source;
use crate::reports::template;

#[derive(Args)]
pub(super) struct Arguments {
    /// A table that people fill in: declaration_mensuelle, aci_contrats …
    source: String,
    #[arg(long, value_enum, default_value_t = FileFormat::Csv)]
    format: FileFormat,
    /// Language of the explanations
    #[arg(long, value_enum, default_value_t = Spoken::Fr)]
    language: Spoken,
    /// File to write; by default a CSV goes to standard output
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum FileFormat {
    Csv,
    Xlsx,
}

pub(super) fn template(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let tables = || app.catalog.sources.iter().filter(|source| !source.columns.is_empty());
    let Some(source) = tables().find(|source| source.id == arguments.source) else {
        let known: Vec<&str> = tables().map(|source: &Source| source.id.as_str()).collect();
        return Err(wrong_use(format!(
            "no table is called “{}”; there are {}",
            arguments.source,
            known.join(", ")
        )));
    };
    let language = arguments.language.into();
    let bytes = match arguments.format {
        FileFormat::Csv => template::csv(source, language).into_bytes(),
        FileFormat::Xlsx => template::xlsx(source, language)?,
    };
    match &arguments.out {
        Some(path) => std::fs::write(path, bytes).with_context(|| path.display().to_string())?,
        None if arguments.format == FileFormat::Csv => std::io::stdout().lock().write_all(&bytes)?,
        None => return Err(wrong_use("--out: a workbook needs a file to be written to")),
    }
    Ok(ExitCode::SUCCESS)
}
