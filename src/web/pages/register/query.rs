//! The state of the page, all of it in the address.

use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::words::Words;
use crate::domain::geography::france;
use crate::domain::register::discrepancy::{Discrepancy, Kind};
use crate::domain::territory::Territory;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    kind: Option<String>,
    territory: Option<String>,
    page: Option<String>,
}

/// What the address leaves out is everything, from the first page on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    pub(super) kind: Option<Kind>,
    pub(super) region: Option<&'static str>,
    /// From 1.
    pub(super) page: usize,
}

/// Contradictions on one page.
pub(super) const PER_PAGE: usize = 25;

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(query: &Query, words: Words) -> Result<Self, WebError> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let kind = given(&query.kind).map(|text| Kind::read(&text).ok_or_else(unknown)).transpose()?;
        let region = |text: String| match text.parse() {
            Ok(Territory::Region(code)) => {
                france().region(&code).map(|region| region.code).ok_or_else(unknown)
            }
            _ => Err(unknown()),
        };
        let region = given(&query.territory).map(region).transpose()?;
        let page =
            given(&query.page).map(|text| text.parse().ok().filter(|page| *page > 0).ok_or_else(unknown));
        Ok(Self { kind, region, page: page.transpose()?.unwrap_or(1) })
    }

    /// The shortest address of this state.
    pub(super) fn query(&self) -> String {
        let kind = self.kind.map(|kind| format!("kind={}", kind.as_str()));
        let region = self.region.map(|code| format!("territory=REG-{code}"));
        let page = (self.page > 1).then(|| format!("page={}", self.page));
        [kind, region, page].into_iter().flatten().collect::<Vec<_>>().join("&")
    }

    pub(super) fn admits(&self, discrepancy: &Discrepancy) -> bool {
        self.kind.is_none_or(|kind| discrepancy.kind == kind)
            && self.region.is_none_or(|region| france().region_of(&discrepancy.department) == Some(region))
    }
}
