//! What of an assessment a role may be shown: of whatever is copied into one, the family of the source that told it.

use std::collections::HashMap;

use super::rights::{Family, Reach, Role, reach};

/// How much of a structure within its reach a role sees.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a> {
    role: Role,
    /// Of each source, that of what it tells of one structure.
    families: &'a HashMap<String, Family>,
}

impl<'a> Sight<'a> {
    #[must_use]
    pub fn new(role: Role, families: &'a HashMap<String, Family>) -> Self {
        Self { role, families }
    }

    /// Whether the role reads that family of any structure. Which structures those are is for the scope to say: whoever
    /// reads signals of one reads there every family that the role reads at all.
    #[must_use]
    pub fn reads(self, family: Family) -> bool {
        reach(self.role, family) != Reach::Nothing
    }

    /// Whether nothing that an assessment rests on is withheld.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.reads(Family::Declared) && self.reads(Family::Aci)
    }

    /// Whether what a source tells is shown; of a source of no known family, to those only who see everything.
    #[must_use]
    pub fn shows(self, source: &str) -> bool {
        self.families.get(source).map_or_else(|| self.is_whole(), |family| self.reads(*family))
    }

    /// The same of what was made of several; of what nobody knows the sources of, likewise.
    #[must_use]
    pub fn shows_all<S: AsRef<str>>(self, sources: &[S]) -> bool {
        self.is_whole() || (!sources.is_empty() && sources.iter().all(|source| self.shows(source.as_ref())))
    }
}
