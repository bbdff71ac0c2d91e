//! Editions are for ever: whatever is evaluated afterwards, each reads as it stood when it was frozen.

use std::collections::BTreeMap;

use observatoire::domain::cut::{Class, Cut, Size, Zone};
use observatoire::domain::month::Month;
use observatoire::domain::point::{Reading, Span, State, spans};
use observatoire::domain::territory::Territory;
use observatoire::store::editions::{self, Edition, Making};
use observatoire::store::points::{self, Selection};
use observatoire::store::{Error, Scope, Store};
use rand::RngExt as _;

use crate::harness::{chance, on_both};

fn places() -> Vec<(Territory, Cut)> {
    let department = Territory::Department("01".into());
    let cuts = [
        Cut::default(),
        Cut { zone: Some(Zone::Zip), class: None },
        Cut { zone: None, class: Some(Class::Size(Size::Over20)) },
    ];
    let of = |territory: &Territory| cuts.map(|cut| (territory.clone(), cut));
    [of(&Territory::France), of(&department)].concat()
}

/// Now and then nothing for the first months, now and then another past.
fn evaluation(chance: &mut impl rand::Rng, last: Month) -> Vec<Span> {
    let start = "2024-01".parse::<Month>().unwrap() + chance.random_range(0..3);
    let values: Vec<u8> = (0..3).map(|_| chance.random_range(0..2)).collect();
    let readings = Month::range(start, last).zip(values.iter().cycle()).map(|(_, value)| Reading {
        numerator: Some(f64::from(*value)),
        denominator: None,
        value: (*value > 0).then_some(f64::from(*value) / 3.0),
        structures: 7,
        coverage: Some(0.1),
        state: State::Late,
    });
    spans(start, readings)
}

#[test]
fn an_edition_reads_as_it_was_frozen_on_both_databases() {
    on_both(|installation| {
        let mut chance = chance();
        let store = Store::open(&installation.store_url()).unwrap();
        let scope = Scope::operator();
        let read = |edition: Edition| {
            let conn = &mut store.connection().unwrap();
            places()
                .into_iter()
                .map(|(territory, cut)| {
                    points::of_territory(conn, &scope, Selection { cut, edition }, "one", &territory).unwrap()
                })
                .collect::<Vec<_>>()
        };
        let mut month: Month = "2024-04".parse().unwrap();
        let mut frozen: BTreeMap<Month, Vec<Vec<Span>>> = BTreeMap::new();
        for step in 0..40 {
            if chance.random_range(0..3) > 0 && step > 0 {
                frozen.insert(month, read(Edition::Current));
                month = month + chance.random_range(1..3);
            }
            let now: Vec<(Territory, Cut, Vec<Span>)> = places()
                .into_iter()
                .map(|(territory, cut)| (territory, cut, evaluation(&mut chance, month)))
                .collect();
            let series: Vec<_> =
                now.iter().map(|(territory, cut, spans)| (territory, *cut, spans.as_slice())).collect();
            // A definition that is withdrawn stands in the editions before.
            let (series, kept): (_, &[&str]) =
                if step % 13 == 12 { (Vec::new(), &["two"]) } else { (series, &["one"]) };
            let write = || {
                store.write(|conn| {
                    let definitions = BTreeMap::from([("one", 1)]);
                    let at = month.first_day().and_hms_opt(5, 0, 0).unwrap();
                    let making = Making { run: step, at, definitions: &definitions, public_from: month - 35 };
                    let standing = editions::begin(conn, month, making)?;
                    let touched =
                        if kept == ["one"] { points::replace(conn, "one", &series, standing)? } else { 0 };
                    Ok::<_, Error>(touched + points::retain(conn, kept, standing)?)
                })
            };
            write().unwrap();
            assert_eq!(write().unwrap(), 0, "the same input costs nothing");
            let held: Vec<Vec<Span>> = if series.is_empty() {
                vec![Vec::new(); 6]
            } else {
                now.into_iter().map(|(_, _, spans)| spans).collect()
            };
            assert_eq!(read(Edition::Current), held);
            for (month, stood) in &frozen {
                assert_eq!(&read(Edition::Of(*month)), stood, "edition {month}");
            }
        }
        assert!(frozen.len() > 10);
        let known = editions::all(&mut store.connection().unwrap()).unwrap();
        assert_eq!(known.iter().filter(|held| held.frozen_at.is_none()).count(), 1);
    });
}
