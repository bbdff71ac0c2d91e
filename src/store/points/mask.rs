//! What a reader who is not entitled to small numbers gets to see of a series.

use std::collections::{HashMap, HashSet};

use super::super::backend::{Conn, Error};
use super::super::editions::{self, Edition};
use super::super::hidden::{self, Guard};
use super::super::scope::Scope;
use super::row::columns;
use crate::domain::cut::Cut;
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span, State};
use crate::domain::rights::sees_small_numbers;
use crate::domain::suppression::is_small;
use crate::domain::territory::Territory;

/// Everything that decides what is shown, read once for a query.
pub(super) struct Mask {
    guards: HashMap<String, Guard>,
    /// Indicator, territory, zone, breakdown.
    hidden: HashSet<(String, String, String, String)>,
    /// First month that is public below France.
    public_from: Option<Month>,
}

const SUPPRESSED: Reading = Reading {
    numerator: None,
    denominator: None,
    value: None,
    structures: 0,
    coverage: None,
    state: State::Suppressed,
};

impl Mask {
    /// Nothing for those who may see all.
    pub(super) fn load(
        conn: &mut Conn,
        scope: &Scope,
        edition: Edition,
        indicators: &[&str],
        territories: &[String],
    ) -> Result<Option<Self>, Error> {
        if sees_small_numbers(scope.role()) {
            return Ok(None);
        }
        let guards = hidden::guards(conn, indicators)?;
        let guarded: Vec<&str> =
            guards.iter().filter(|guard| guard.is_guarded).map(|guard| guard.indicator.as_str()).collect();
        let (mut hidden, mut public_from) = (HashSet::new(), None);
        if !guarded.is_empty() {
            hidden = hidden::among(conn, &guarded, territories)?;
            public_from = editions::find(conn, edition)?.map(|edition| edition.public_from);
        }
        let guards = guards.into_iter().map(|guard| (guard.indicator.clone(), guard)).collect();
        Ok(Some(Self { guards, hidden, public_from }))
    }

    pub(super) fn apply(&self, indicator: &str, territory: &str, cut: Cut, spans: Vec<Span>) -> Vec<Span> {
        // An indicator of which nobody said that it is open is not.
        let Some(guard) = self.guards.get(indicator) else { return joined(spans, |_| true, None) };
        if !guard.is_guarded {
            return spans;
        }
        let (zone, breakdown) = columns(cut);
        let place = (indicator.to_owned(), territory.to_owned(), zone, breakdown);
        let is_public = matches!(
            territory.parse(),
            Ok(Territory::France | Territory::Region(_) | Territory::Department(_))
        );
        let Some(public_from) = self.public_from.filter(|_| is_public && !self.hidden.contains(&place))
        else {
            return joined(spans, |_| true, None);
        };
        let is_small = |reading: &Reading| {
            let is_denominator_small = guard.guards_denominator && reading.denominator.is_some_and(is_small);
            is_denominator_small
                || is_small(reading.contributors())
                || reading.numerator.is_some_and(is_small)
        };
        // France is public from the beginning; what is cut, and what is smaller, for a window only.
        let is_whole = territory == "FR" && cut == Cut::default();
        joined(spans, is_small, (!is_whole).then_some(public_from))
    }
}

/// Puts suppressed readings where they must be. They join: where one begins would tell where a number changed.
fn joined(spans: Vec<Span>, is_small: impl Fn(&Reading) -> bool, from: Option<Month>) -> Vec<Span> {
    let mut seen: Vec<Span> = Vec::new();
    let mut push = |span: Span| match seen.last_mut() {
        Some(last) if last.reading == span.reading && last.last + 1 == span.first => last.last = span.last,
        _ => seen.push(span),
    };
    for span in spans {
        if let Some(from) = from.filter(|from| span.first < *from) {
            push(Span { last: span.last.min(from - 1), reading: SUPPRESSED, ..span });
        }
        let first = from.map_or(span.first, |from| span.first.max(from));
        if first <= span.last {
            let reading = if is_small(&span.reading) { SUPPRESSED } else { span.reading };
            push(Span { first, last: span.last, reading });
        }
    }
    seen
}
