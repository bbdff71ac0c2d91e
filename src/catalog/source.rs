//! A kind of file that the observatory reads.

use serde::Deserialize;

use super::definitions::Identified;
use super::{Column, Language};
use crate::domain::edition::Rhythm;
use crate::domain::rights::Family;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    #[serde(skip)]
    pub id: String,
    pub publisher: String,
    pub licence: String,
    /// Where a person finds the files.
    pub page: String,
    pub class: SourceClass,
    /// When its editions come; nothing for a source without a calendar.
    pub rhythm: Option<Rhythm>,
    /// Whether an edition also tells the months before it, by the dates it holds.
    #[serde(default)]
    pub is_retrospective: bool,
    /// When a small edition is suspect; nothing when it never is.
    pub guard: Option<Guard>,
    /// Where its files are fetched; nothing for a source whose files are brought.
    pub download: Option<Download>,
    /// The family of rights that the lines of a table belong to; nothing for a source that is no table.
    pub family: Option<Family>,
    /// The column that tells when a line was written; without it, the end of its period does.
    pub dated_by: Option<String>,
    /// Lines with the same key are as many facts, told apart by their order; elsewhere they contradict each other.
    #[serde(default)]
    pub repeats: bool,
    pub fr: SourceText,
    pub en: SourceText,
    /// The columns of a table; none for a source that has a reader of its own.
    #[serde(default, rename = "column")]
    pub columns: Vec<Column>,
}

/// Where the newest file is, and how far its server is trusted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Download {
    /// May hold a user, a password or a token: never shown whole.
    pub url: String,
    /// The name that its files bear in the inbox; by default the last part of the address.
    pub file: Option<String>,
    /// Millions of bytes that a file may have.
    pub megabytes: f64,
    /// That an attempt may take.
    pub minutes: f64,
    /// Seconds without a byte after which the server is given up.
    #[serde(default = "half_a_minute")]
    pub silence: f64,
    /// Of a file that never changes.
    pub sha256: Option<String>,
}

fn half_a_minute() -> f64 {
    30.0
}

/// An edition of this many records or more may not read much less than the one before.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guard {
    pub records: u64,
    /// Share, 0 to 1, by which an edition may shrink.
    pub drop: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceClass {
    Open,
    Declared,
    Restricted,
    Published,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceText {
    pub name: String,
    pub description: String,
    /// Who sends a table, and when; empty elsewhere.
    #[serde(default)]
    pub sender: String,
    #[serde(default)]
    pub when: String,
}

impl Download {
    /// What is wrong with the limits and names; the address is for the downloader to judge.
    pub(super) fn problems(&self) -> Vec<String> {
        let limits = [("megabytes", self.megabytes), ("minutes", self.minutes), ("silence", self.silence)];
        let mut problems: Vec<String> = limits
            .into_iter()
            .filter(|(_, limit)| !(*limit > 0.0 && *limit < 1e6))
            .map(|(key, _)| format!("download.{key}: must be above zero and below a million"))
            .collect();
        let is_name =
            |name: &String| !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
        if self.file.as_ref().is_some_and(|name| !is_name(name)) {
            problems.push("download.file: must be the name of a file".into());
        }
        let is_hash = |hash: &String| hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if self.sha256.as_ref().is_some_and(|hash| !is_hash(hash)) {
            problems.push("download.sha256: must be 64 hexadecimal digits".into());
        }
        problems
    }
}

impl Source {
    #[must_use]
    pub fn text(&self, language: Language) -> &SourceText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

impl Identified for Source {
    fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}
