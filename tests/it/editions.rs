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

use crate::harness::{Installation, Served, chance, fixture, objects, on_both};

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

/// FINESS of May, then June; in July a file for May that shows one structure less. Editions: May, then June.
fn corrected(installation: &Installation) {
    let text = std::fs::read_to_string(fixture("finess/507.csv")).unwrap();
    let at = |now: &str, arguments: &[&str]| installation.say_at(now, arguments).ok();
    let first = installation.write("first.csv", &text);
    at("2026-06-02T08:00:00Z", &["import", "finess", first.to_str().unwrap()]);
    at("2026-06-05T08:00:00Z", &["run", "monthly", "--month", "2026-05"]);
    at("2026-07-05T08:00:00Z", &["run", "monthly", "--month", "2026-06"]);
    // The category of a structure is mended, as of the same day.
    let mended = text.replacen(";603;", ";604;", 1);
    assert_ne!(mended, text);
    let second = installation.write("second.csv", format!("{mended}\n"));
    at("2026-07-20T08:00:00Z", &["import", "finess", second.to_str().unwrap()]);
    at("2026-07-21T08:00:00Z", &["run", "monthly", "--month", "2026-06"]);
}

fn value(csv: &str, month: &str) -> Option<String> {
    let line = csv.lines().find(|line| line.split(',').nth(4) == Some(month))?;
    Some(line.split(',').nth(5).unwrap().to_owned())
}

#[test]
fn a_correction_replays_both_ways_and_the_revisions_page_names_it() {
    on_both(|installation| {
        corrected(installation);
        let at = |arguments: &[&str]| {
            installation.say_at("2026-07-22T08:00:00Z", &[&["series", "msp_open"], arguments].concat()).ok()
        };
        assert_eq!(value(&at(&[]), "2026-05").as_deref(), Some("4"));
        assert_eq!(value(&at(&["--public"]), "2026-05").as_deref(), Some("4"));
        // What was known, evaluated again; and what was published.
        assert_eq!(value(&at(&["--known-on", "2026-07-19"]), "2026-05").as_deref(), Some("5"));
        let early = ["series", "msp_open", "--public", "--known-on", "2026-07-04"];
        let early = installation.say_at("2026-08-22T08:00:00Z", &early).ok();
        assert_eq!(early.lines().count(), 1, "nothing is published before the first run of the next month");
        let then = installation
            .say_at("2026-08-22T08:00:00Z", &["series", "msp_open", "--public", "--known-on", "2026-07-22"])
            .ok();
        assert_eq!((value(&then, "2026-05").as_deref(), value(&then, "2026-06")), (Some("5"), None));
        // The correction is in the edition of June, frozen in August, and not in that of May.
        installation.say_at("2026-08-05T08:00:00Z", &["run", "monthly", "--month", "2026-07"]).ok();
        let then = installation
            .say_at("2026-09-22T08:00:00Z", &["series", "msp_open", "--public", "--known-on", "2026-08-22"])
            .ok();
        assert_eq!(
            (value(&then, "2026-05").as_deref(), value(&then, "2026-06").as_deref()),
            (Some("4"), Some("4"))
        );

        let command = &mut installation.command();
        command.env("OBSERVATOIRE_NOW", "2026-09-22T08:00:00Z").args(["serve", "--port", "0", "--web"]);
        let served = Served::start_with(command).unwrap();
        let page = served.get("/revisions?since=2026-07-22");
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.body.contains("second.csv") && !page.body.contains("first.csv"), "{}", page.body);
        assert!(page.body.contains("mai 2026"), "{}", page.body);
        let csv = served.get("/en/revisions.csv?since=2026-07-22").body;
        let change = csv.lines().find(|line| line.starts_with("msp_open,FR,,,2026-05,"));
        assert_eq!(change, Some("msp_open,FR,,,2026-05,5,observed,4,observed,-1,2026-05,false"), "{csv}");
        // Since the edition of June nothing changed.
        let csv = served.get("/revisions.csv?since=2026-08-22").body;
        assert_eq!(csv.lines().filter(|line| line.starts_with("msp_open,FR,,,")).count(), 0, "{csv}");
        assert_eq!(served.get("/revisions?since=2026-01-01").status, 400);
        assert_eq!(served.get("/revisions?since=tomorrow").status, 400);
        // A page and its file, as published.
        let then = served.get("/?known_on=2026-07-22&month=2026-05");
        assert_eq!(then.status, 200, "{}", then.body);
        assert!(then.body.contains("known_on=2026-07-22"), "the state is kept");
        let [then, now] = ["known_on=2026-07-22&", ""].map(|known_on| {
            let csv = served.get(&format!("/national/map.csv?{known_on}month=2026-05")).body;
            csv.lines().find(|line| line.starts_with("FR,")).unwrap().split(',').nth(3).unwrap().to_owned()
        });
        assert_eq!((then.as_str(), now.as_str()), ("5", "4"));
        let [then, now] = ["known_on=2026-07-22&", ""].map(|known_on| {
            let path = |file: &str| format!("/territories/DEP-01{file}?{known_on}month=2026-05");
            let page = served.get(&path("")).body;
            assert_eq!(page.contains("known_on=2026-07-22"), !known_on.is_empty(), "the state is kept");
            served.get(&path("/structures.csv")).body.lines().count()
        });
        assert_eq!((then, now), (2, 1), "the structure, and no structure");
        assert_eq!(served.get("/?known_on=2026-07-22&month=2026-06").status, 400, "not published then");
        assert_eq!(served.get("/?known_on=2026-01-22").status, 400);

        // From a point to the file behind it.
        let lines = |known_on: &[&str]| {
            let arguments = [&["lineage", "msp_open", "--month", "2026-05", "--json"], known_on].concat();
            objects(&installation.say_at("2026-09-22T08:00:00Z", &arguments).ok())
        };
        let now = lines(&[]);
        assert_eq!((&now[0]["value"], &now[0]["edition"], now.len()), (&4.into(), &"2026-07".into(), 3));
        let then = lines(&["--known-on", "2026-07-22"]);
        assert_eq!((&then[0]["value"], &then[0]["edition"], then.len()), (&5.into(), &"2026-05".into(), 2));
        assert_eq!((&then[0]["definition"], &then[1]["file"]), (&1.into(), &"first.csv".into()));
        assert_eq!(then[1]["sha256"].as_str().unwrap().len(), 64);
        let csv = served.get("/indicateurs/msp_open/lineage.csv?month=2026-05&known_on=2026-07-22").body;
        let sha256 = then[1]["sha256"].as_str().unwrap();
        assert!(csv.lines().count() == 2 && csv.contains(sha256), "{csv}");
    });
}
