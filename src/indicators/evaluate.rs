//! Every indicator for every place and month.

use super::column::{Column, Months};
use super::places::Places;
use super::register::Kept;
use super::supply::Supplies;
use crate::catalog::{FormFilter, Formula, Indicator, Parameters, Term};
use crate::domain::cut::Cut;
use crate::domain::finess::Kind;
use crate::domain::life::{Event, Spell};
use crate::domain::month::Month;
use crate::domain::point::{Reading, Span, State, spans};
use crate::domain::register::Entry;
use crate::domain::territory::Territory;

/// What was known, on some day, of all structures.
#[derive(Debug, Default)]
pub struct Facts {
    pub supplies: Supplies,
    pub spells: Vec<Spell>,
    pub events: Vec<Event>,
    /// The register.
    pub entries: Vec<Entry>,
}

/// One indicator of one territory, from the first edition to the last month asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub indicator: String,
    pub territory: Territory,
    /// Which of its structures.
    pub cut: Cut,
    pub spans: Vec<Span>,
}

#[must_use]
pub fn evaluate(
    indicators: &[Indicator],
    facts: &Facts,
    places: &Places,
    parameters: &Parameters,
    last: Month,
) -> Vec<Series> {
    let Some(first) = facts.supplies.first().filter(|first| *first <= last) else {
        return Vec::new();
    };
    let months = Months { first, last };
    let kept = Kept::of(&facts.entries, &facts.spells).shares(places);
    let mut columns: Vec<(Term, Column)> = Vec::new();
    for term in indicators.iter().flat_map(needed) {
        if !columns.iter().any(|(known, _)| *known == term) {
            let column = Column::fill(&term, facts, places, parameters, months);
            columns.push((term, column));
        }
    }
    let column = |term: &Term| columns.iter().find(|(known, _)| known == term).map(|(_, column)| column);

    let mut series = Vec::new();
    for indicator in indicators {
        let Some(numerator) = column(&indicator.numerator) else { continue };
        let denominator = indicator.denominator.as_ref().and_then(column);
        let behind = column(&behind(&indicator.numerator));
        let form_known = covered(indicator).and_then(|term| column(&term));
        let needs_register = indicator.terms().any(Term::needs_register);
        let supply: Vec<State> = match indicator.numerator {
            // It knows place by place which source it counts.
            Term::Headline {} => vec![State::Observed; months.len()],
            _ => Month::range(first, last).map(|month| facts.supplies.state(indicator, month)).collect(),
        };
        for (place, territory) in places.territories().iter().enumerate() {
            if !indicator.is_given_for(territory.level()) {
                continue;
            }
            let readings = supply.iter().enumerate().map(|(month, supply)| {
                let cell = |column: Option<&Column>| column.and_then(|c| c.value(place, month));
                let states = [numerator.state(place, month), *supply];
                let states = states.into_iter().chain(denominator.map(|d| d.state(place, month)));
                Inputs {
                    numerator: numerator.value(place, month),
                    denominator: cell(denominator),
                    structures: cell(behind),
                    form_known: form_known.map(|c| c.value(place, month).unwrap_or(0.0)),
                    registered: needs_register.then(|| kept[place]),
                    state: states.max().unwrap_or(State::NotSupplied),
                }
                .read(indicator)
            });
            let spans = spans(first, readings);
            series.push(Series {
                indicator: indicator.id.clone(),
                territory: territory.clone(),
                cut: Cut::default(),
                spans,
            });
        }
    }
    series
}

fn needed(indicator: &Indicator) -> Vec<Term> {
    let mut terms: Vec<Term> = indicator.terms().cloned().collect();
    terms.push(behind(&indicator.numerator));
    terms.extend(covered(indicator));
    terms
}

/// The structures that a numerator speaks of: all of the kind, whatever their legal form.
fn behind(numerator: &Term) -> Term {
    match numerator {
        Term::Structures { kind, .. } => all(*kind, None),
        Term::Waited { stage, months } => Term::Passed { stage: *stage, months: *months },
        other => other.clone(),
    }
}

/// When the legal form matters: the structures for which it is known.
fn covered(indicator: &Indicator) -> Option<Term> {
    indicator.terms().find_map(|term| match term {
        Term::Structures { kind, form: Some(_), .. } => Some(all(*kind, Some(FormFilter::Known))),
        _ => None,
    })
}

fn all(kind: Kind, form: Option<FormFilter>) -> Term {
    Term::Structures { kind, form, zone: Vec::new(), qpv: None }
}

struct Inputs {
    numerator: Option<f64>,
    denominator: Option<f64>,
    structures: Option<f64>,
    form_known: Option<f64>,
    /// Share of the inhabitants who live where a register is kept, when that matters.
    registered: Option<f64>,
    state: State,
}

impl Inputs {
    fn read(self, indicator: &Indicator) -> Reading {
        const NOTHING: Reading = Reading {
            numerator: None,
            denominator: None,
            value: None,
            structures: 0,
            coverage: None,
            state: State::NotSupplied,
        };
        let Some(numerator) = self.numerator.filter(|_| self.state != State::NotSupplied) else {
            return NOTHING;
        };
        let structures = self.structures.unwrap_or(0.0);
        let coverage = match (self.form_known, self.registered) {
            (Some(_), _) if structures == 0.0 => None,
            (Some(known), _) => Some(known / structures),
            (None, Some(registered)) => Some(registered),
            (None, None) => Some(1.0),
        };
        if coverage == Some(0.0) || (indicator.denominator.is_some() && self.denominator.is_none()) {
            return NOTHING;
        }
        let value = match (indicator.formula, self.denominator) {
            (Formula::Count, _) => Some(numerator),
            (Formula::Ratio, Some(denominator)) => {
                (denominator > 0.0).then(|| indicator.scale * numerator / denominator)
            }
            (Formula::Shortfall, Some(denominator)) => Some(denominator - numerator),
            (Formula::Median, _) | (_, None) => None,
        };
        Reading {
            numerator: Some(numerator),
            denominator: self.denominator,
            value,
            // A balance of transfers may be negative; as many structures stand behind it at least.
            structures: structures.abs() as i64,
            coverage,
            state: self.state,
        }
    }
}
