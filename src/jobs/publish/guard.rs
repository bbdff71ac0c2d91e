//! Which indicators speak of data that are not open.

use crate::catalog::{Catalog, Indicator, Source, SourceClass, Term};
use crate::domain::rights::Family;
use crate::store::hidden::Guard;

/// What the public may see of each indicator.
pub(super) fn guards(catalog: &Catalog) -> Vec<Guard> {
    let guard = |indicator: &Indicator| Guard {
        indicator: indicator.id.clone(),
        is_guarded: is_guarded(catalog, indicator),
        guards_denominator: indicator.denominator.as_ref().is_some_and(|term| is_term_guarded(catalog, term)),
    };
    catalog.indicators.iter().map(guard).collect()
}

pub(super) fn is_guarded(catalog: &Catalog, indicator: &Indicator) -> bool {
    indicator.source.iter().any(|id| is_source_guarded(catalog, id))
        || indicator.terms().any(|term| is_term_guarded(catalog, term))
}

/// Persons are guarded though the RPPS is open: it does not say who works together.
pub(super) fn is_term_guarded(catalog: &Catalog, term: &Term) -> bool {
    matches!(term, Term::Members { .. } | Term::Arrivals { .. } | Term::Departures { .. })
        || term.sources().into_iter().any(|id| is_source_guarded(catalog, id))
}

/// Whether it is a secret how many structures answered: who is paid under the agreement (ACI) has signed it, and how many
/// have is guarded itself. That a structure filled in a declaration, or stands in the RPPS, says nothing of it; of
/// contracts themselves every structure is known.
pub(super) fn are_answers_secret(catalog: &Catalog, indicator: &Indicator) -> bool {
    let stated = indicator.terms().filter(|term| term.stated().is_some());
    let mut sources = stated.flat_map(Term::sources);
    sources.any(|id| catalog.source(id).is_some_and(|source| source.family == Some(Family::Aci)))
}

/// The facts of the register are public as those of FINESS are, and so is what says of itself that it is.
fn is_source_guarded(catalog: &Catalog, id: &str) -> bool {
    let is_public = |source: &Source| {
        matches!(source.class, SourceClass::Open | SourceClass::Published)
            || source.family == Some(Family::Facts)
    };
    id != "register" && !catalog.source(id).is_some_and(is_public)
}
