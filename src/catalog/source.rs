//! A kind of file that the observatory reads.

use serde::Deserialize;

use super::Language;
use super::definitions::Identified;

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
    /// Months between two editions when all is well.
    pub expected_every: Option<i32>,
    /// Months after which a missing edition turns from late to not supplied.
    pub patience: i32,
    pub fr: SourceText,
    pub en: SourceText,
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
