//! What came in since an edition was made: files, corrected lines, new definitions.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::super::super::errors::WebError;
use super::super::super::visit::Visit;
use crate::store::Conn;
use crate::store::corrections::{self, Correction};
use crate::store::editions::Held;
use crate::store::imports::{self, Import};

pub(super) struct Causes {
    pub(super) imports: Vec<Import>,
    /// Lines of each source that a later line corrected.
    pub(super) corrected: Vec<Corrected>,
    /// Indicator, version then, version now.
    pub(super) definitions: Vec<(String, Option<u32>, Option<u32>)>,
}

pub(super) struct Corrected {
    pub(super) source: String,
    pub(super) lines: i64,
    /// Those that the reader may see, one by one.
    pub(super) shown: Vec<Correction>,
}

impl Causes {
    pub(super) fn load(
        conn: &mut Conn,
        site: &Visit,
        since: &Held,
        now: Option<&Held>,
    ) -> Result<Self, WebError> {
        let instant: NaiveDateTime = since.made_at;
        let mut corrected = Vec::new();
        for (source, lines) in corrections::counts(conn, instant)? {
            let family = site.catalog.source(&source).and_then(|source| source.family);
            let shown = match family {
                Some(family) => corrections::of_source(conn, &site.scope, &source, family, instant)?,
                None => Vec::new(),
            };
            corrected.push(Corrected { source, lines, shown });
        }
        let nothing = BTreeMap::new();
        let (before, after) = (&since.definitions, now.map_or(&nothing, |held| &held.definitions));
        let ids: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let versions =
            ids.into_iter().map(|id| (id.clone(), before.get(id).copied(), after.get(id).copied()));
        Ok(Self {
            imports: imports::since(conn, instant)?,
            corrected,
            definitions: versions.filter(|(_, before, after)| before != after).collect(),
        })
    }
}
