//! A kind of file that the observatory reads.

use serde::Deserialize;

use super::Language;
use super::definitions::Identified;
use crate::domain::edition::Rhythm;

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
    pub fr: SourceText,
    pub en: SourceText,
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
