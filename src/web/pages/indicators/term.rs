//! What a numerator or denominator counts, said in words.

use super::super::super::words::Words;
use crate::catalog::{ContractState, FormFilter, Near, Qpv, Stated, Term};
use crate::domain::profession::Group;

pub(super) fn sentence(term: &Term, words: Words) -> String {
    let of_groups = |key: &str, of: &[Group]| {
        let groups: Vec<String> =
            of.iter().filter_map(|group| words.find(&format!("group-{}", group.as_str()))).collect();
        let said = words.find(key).unwrap_or_default();
        if groups.is_empty() {
            said
        } else {
            words.with("term-of", &[("what", &said), ("groups", &groups.join(", "))])
        }
    };
    let over = |key: &str, months: i32| {
        let said = words.find(key).unwrap_or_default();
        words.counted("term-over", f64::from(months), &[("what", &said)])
    };
    match term {
        Term::Structures { form, zone, qpv, .. } => {
            let zones: Vec<&str> = zone.iter().map(|zone| zone.as_str()).collect();
            let parts = [
                form.map(|form| match form {
                    FormFilter::Sisa => words.say("term-sisa"),
                    FormFilter::Known => words.say("term-form-known"),
                }),
                (!zone.is_empty()).then(|| words.with("term-zone", &[("zones", &zones.join(", "))])),
                qpv.map(|qpv| match qpv {
                    Qpv::Is(true) => words.say("term-qpv"),
                    Qpv::Is(false) => words.say("term-not-qpv"),
                    Qpv::Known(_) => words.say("term-qpv-known"),
                }),
            ];
            let parts: Vec<String> =
                std::iter::once(words.say("term-structures")).chain(parts.into_iter().flatten()).collect();
            parts.join(", ")
        }
        Term::Openings { months, .. } => over("term-openings", *months),
        Term::Closures { months, .. } => over("term-closures", *months),
        Term::Transfers { months, .. } => over("term-transfers", *months),
        Term::Registered {} => words.say("term-registered"),
        Term::Headline {} => words.say("term-headline"),
        Term::Projects {} => words.say("term-projects"),
        Term::Abandoned { months } => over("term-abandoned", *months),
        Term::Passed { months, .. } => over("term-passed", *months),
        Term::Waited { months, .. } => over("term-waited", *months),
        Term::Population {} => words.say("term-population"),
        Term::Inhabitants { near: Near::Commune } => words.say("term-near-commune"),
        Term::Inhabitants { near: Near::Epci } => words.say("term-near-epci"),
        Term::Parameter { name } => {
            words.find(&format!("parameter-{name}")).unwrap_or_else(|| words.say("term-parameter"))
        }
        Term::Members { of, distinct: true, .. } => of_groups("term-persons", of),
        Term::Members { of, .. } => of_groups("term-members", of),
        Term::Arrivals { of, .. } => of_groups("term-arrivals", of),
        Term::Departures { of, .. } => of_groups("term-departures", of),
        Term::Professionals { of } => of_groups("term-professionals", of),
        Term::Sum(stated) => with_columns("term-sum", stated, words),
        Term::Answered(stated) => with_columns("term-answered", stated, words),
        Term::Meeting(stated) => with_columns("term-meeting", stated, words),
        Term::Aged(stated) => with_columns("term-aged", stated, words),
        Term::Attainable { .. } => words.say("term-attainable"),
        Term::Contracts { state: ContractState::Signed, .. } => words.say("term-contracts-signed"),
        Term::Contracts { state: ContractState::Active, .. } => words.say("term-contracts-active"),
        Term::Contracts { state: ContractState::Ended, .. } => words.say("term-contracts-ended"),
    }
}

/// The columns of the sources, as their templates name them.
fn with_columns(key: &str, stated: &Stated, words: Words) -> String {
    let columns: Vec<&str> = stated.sources().map(|(_, column)| column).collect();
    let mut columns: Vec<&str> = columns.into_iter().chain(stated.plus.iter().map(String::as_str)).collect();
    columns.dedup();
    let columns = columns.join(", ");
    let said = words.find(key).unwrap_or_default();
    words.with("term-column", &[("what", &said), ("columns", &columns)])
}
