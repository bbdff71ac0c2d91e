//! Readers of the source files, streaming and pure: bytes in, records and rejections out. Nothing is stored here.

pub mod apl;
pub mod contacts;
pub mod finess;
mod lines;
pub mod panel;
pub mod published;
pub mod register;
pub mod rpps;
pub mod table;

use std::io;

use crate::domain::writing::Language;

/// A line (or an entity of a JSON document) that could not be read, kept with its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// Line of a text file, from 1; ordinal of the legal entity in a FINESS+ document.
    pub line: u64,
    pub column: String,
    pub reason: String,
    /// The reason in French, of those that fill in tables.
    pub french: Option<String>,
}

impl Rejection {
    #[must_use]
    pub fn said(&self, language: Language) -> &str {
        match (language, &self.french) {
            (Language::French, Some(french)) => french,
            _ => &self.reason,
        }
    }
}

/// How many records were read, and what became of them: `read = accepted + rejected`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub read: u64,
    pub accepted: u64,
    pub rejected: u64,
}

/// Why a whole file is refused; nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("the file is empty")]
    Empty,
    #[error("line {line}: {problem}")]
    NotThisFormat { line: u64, problem: String },
    #[error("the file cannot be read to its end: {0}")]
    Unreadable(#[from] io::Error),
    #[error("{0} lines rejected and {1} accepted so far: this is not the format expected; the first one, line {line}, {column}: {reason}", line = .2.line, column = .2.column, reason = .2.reason)]
    MostlyRejected(u64, u64, Rejection),
    #[error(transparent)]
    Table(#[from] table::Refused),
}

impl Refusal {
    /// The sentence for whoever sent the file; what only operators read is in English.
    #[must_use]
    pub fn said(&self, language: Language) -> String {
        match (language, self) {
            (Language::French, Self::Empty) => "le fichier est vide".into(),
            (Language::French, Self::Table(refused)) => refused.say(language),
            (Language::French, Self::Unreadable(error)) => {
                language.typeset(&format!("le fichier ne peut pas être lu jusqu’au bout : {error}"))
            }
            (Language::French, Self::MostlyRejected(rejected, accepted, first)) => language.typeset(&format!(
                "{rejected} lignes rejetées et {accepted} acceptées jusqu’ici : ce n’est pas le format attendu ; la \
                 première, ligne {}, {} : {}",
                first.line,
                first.column,
                first.said(language)
            )),
            _ => self.to_string(),
        }
    }
}

/// Counts and keeps rejections; gives up on a file that is mostly wrong, so that memory stays bounded.
#[derive(Debug, Default)]
pub struct Report {
    pub tally: Tally,
    pub rejections: Vec<Rejection>,
}

/// With this many rejections, and more of them than accepted lines, the file is something else.
const HOPELESS: u64 = 1_000;

impl Report {
    fn accept(&mut self) {
        self.tally.read += 1;
        self.tally.accepted += 1;
    }

    fn reject(&mut self, line: u64, fault: Fault) -> Result<(), Refusal> {
        self.keep(Rejection { line, column: fault.column.to_owned(), reason: fault.reason, french: None })
    }

    fn keep(&mut self, rejection: Rejection) -> Result<(), Refusal> {
        self.tally.read += 1;
        self.tally.rejected += 1;
        self.rejections.push(rejection);
        if self.tally.rejected >= HOPELESS && self.tally.rejected > self.tally.accepted {
            let first = self.rejections.swap_remove(0);
            return Err(Refusal::MostlyRejected(self.tally.rejected, self.tally.accepted, first));
        }
        Ok(())
    }

    /// Takes over what another thread counted in the same file.
    fn join(&mut self, other: Self) {
        self.tally.read += other.tally.read;
        self.tally.accepted += other.tally.accepted;
        self.tally.rejected += other.tally.rejected;
        self.rejections.extend(other.rejections);
        self.rejections.sort_by_key(|rejection| rejection.line);
    }
}

/// What is wrong with one field.
#[derive(Debug)]
struct Fault {
    column: &'static str,
    reason: String,
}

/// What was rejected is quoted in the reason, but not at any length.
const REASON: usize = 200;

fn fault(column: &'static str, reason: impl Into<String>) -> Fault {
    let mut reason: String = reason.into();
    if let Some((end, _)) = reason.char_indices().nth(REASON) {
        reason.truncate(end);
        reason.push('…');
    }
    Fault { column, reason }
}
