//! Small numbers: nobody who reads what is public finds out a hidden number from one to four.

mod attack;
mod world;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use observatoire::catalog::{Catalog, Definitions};
use observatoire::domain::cut::{Cut, Zone};
use observatoire::domain::geography::france;
use observatoire::domain::month::Month;
use observatoire::domain::point::{Span, State};
use observatoire::domain::territory::Territory;
use observatoire::jobs::publish::{self, Run};
use observatoire::store::editions::{self, Edition};
use observatoire::store::{Error, Scope, Store, points};
use tempfile::TempDir;

use crate::harness::{Database, Installation, Said, Served, chance, objects, on_both};
use attack::{Secret, Seen};
use world::World;

const MONTHS: usize = 18;
/// Worlds; a count of their own for whoever wants to be surer.
const ROUNDS: usize = 2;

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}

/// The definitions of the house in a folder of their own.
fn house() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for part in ["jobs", "dashboards"] {
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join(part), &folder.path().join(part));
    }
    folder
}

/// Those of the world besides; guarded series are public for ten months.
fn catalog() -> Catalog {
    let folder = house();
    let mut shelf = Vec::new();
    for (id, text) in world::definitions() {
        std::fs::write(folder.path().join(format!("jobs/indicators/{id}.toml")), text).unwrap();
        shelf.push(format!("\"{id}\""));
    }
    let themes = folder.path().join("dashboards/indicators.toml");
    let theme = format!(
        "\n[[theme]]\nid = \"world\"\nfr.name = \"Monde\"\nen.name = \"World\"\nindicators = [{}]\n",
        shelf.join(", ")
    );
    std::fs::write(&themes, std::fs::read_to_string(&themes).unwrap() + &theme).unwrap();
    let window = folder.path().join("jobs/parameters/publication.toml");
    let text = std::fs::read_to_string(&window).unwrap().replace("value = 36", "value = 10");
    std::fs::write(window, text).unwrap();
    Catalog::load(&Definitions::Folder(folder.path().to_owned())).unwrap()
}

/// One series of an indicator.
type Part<'a> = (&'a Territory, Cut, &'a [Span]);

/// Makes the edition of a month of the world.
fn publish(store: &Store, catalog: &Catalog, world: &World, last: usize) {
    let series = world.series(last);
    let first: Month = world::FIRST.parse().unwrap();
    let month = first + last as i32;
    let at = (month + 1).first_day().and_hms_opt(5, 0, 0).unwrap();
    store
        .write(|conn| {
            let standing = publish::begin(conn, catalog, month, Run { id: 1, at })?;
            let mut by_indicator: BTreeMap<&str, Vec<Part>> = BTreeMap::new();
            for one in &series {
                by_indicator.entry(&one.indicator).or_default().push((&one.territory, one.cut, &one.spans));
            }
            for (indicator, series) in by_indicator {
                points::replace(conn, indicator, &series, standing)?;
            }
            publish::hide(conn, catalog, &series)?;
            Ok::<_, Error>(())
        })
        .unwrap();
}

/// Everything that a reader sees in an edition.
fn read(store: &Store, scope: &Scope, edition: Edition) -> Seen {
    let conn = &mut store.connection().unwrap();
    let first: Month = world::FIRST.parse().unwrap();
    let mut seen = Seen::new();
    for indicator in world::indicators(Cut::default()) {
        for territory in world::territories() {
            for (cut, spans) in points::cuts(conn, scope, edition, indicator, &territory).unwrap() {
                for span in spans {
                    for month in Month::range(span.first, span.last) {
                        seen.insert(
                            ((*indicator).to_owned(), territory.clone(), cut, month - first),
                            span.reading,
                        );
                    }
                }
            }
        }
    }
    seen
}

#[test]
fn an_attacker_finds_no_small_number() {
    let catalog = catalog();
    let mut chance = chance();
    let (mut hidden, mut all, mut broken) = (0, 0, 0);
    for round in 0..ROUNDS {
        let installation = Installation::new(Database::Sqlite);
        let store = Store::open(&installation.store_url()).unwrap();
        let mut world = World::new(&mut chance, MONTHS);
        for last in MONTHS - 4..MONTHS {
            publish(&store, &catalog, &world, last);
            world.correct(&mut chance);
            publish(&store, &catalog, &world, last);
        }
        let known = editions::all(&mut store.connection().unwrap()).unwrap();
        let editions: Vec<Edition> = known
            .iter()
            .map(|held| if held.frozen_at.is_some() { Edition::Of(held.month) } else { Edition::Current })
            .collect();
        assert_eq!(editions.len(), 4);
        let truths: Vec<Seen> = editions.iter().map(|it| read(&store, &Scope::operator(), *it)).collect();
        let public: Vec<Seen> = editions.iter().map(|it| read(&store, &Scope::public(), *it)).collect();
        let told: Vec<BTreeMap<Secret, f64>> = public.iter().map(attack::plain).collect();
        let mut together: BTreeMap<Secret, f64> = BTreeMap::new();
        told.iter().for_each(|told| together.extend(told.clone()));
        for (number, truth) in truths.iter().enumerate() {
            let secrets = attack::plain(truth);
            for (secret, value) in &told[number] {
                assert!((secrets[secret] - value).abs() < 1e-9, "{secret:?}");
                assert!(!is_small(*value), "round {round}: {secret:?} is shown: {value}");
            }
            let open: HashMap<(Territory, Option<Zone>, i32), f64> = truth
                .iter()
                .filter(|((indicator, ..), _)| indicator == "msp_open")
                .map(|((_, territory, cut, month), it)| {
                    ((territory.clone(), cut.zone, *month), it.numerator.unwrap())
                })
                .collect();
            let last = secrets.keys().map(|secret| secret.3).max().unwrap();
            // Who answered is no secret: the attacker is given it everywhere, whatever is shown.
            let answered = secrets.iter().filter(|((what, ..), _)| *what == "answered");
            let answered: BTreeMap<Secret, f64> = answered.map(|(it, value)| (it.clone(), *value)).collect();
            let mut own = told[number].clone();
            own.extend(answered.clone());
            // Of what other editions show, whatever this one shows itself.
            let mut across = together.clone();
            across.extend(own.clone());
            for (known, month) in [(&own, last), (&own, last - 5), (&across, last), (&across, last - 2)] {
                for (secret, value) in attack::computed(known, &open, month) {
                    let truth = secrets.get(&secret).copied().unwrap_or(0.0);
                    let is_found =
                        (truth - value).abs() < 1e-6 && is_small(truth) && !known.contains_key(&secret);
                    assert!(!is_found, "round {round}, edition {number}: {secret:?} is {value}");
                }
            }
            // The attack is a real one: with nothing hidden but the small numbers, it finds them.
            let small = |(_, value): &(&Secret, &f64)| !is_small(**value);
            let mut naive: BTreeMap<Secret, f64> =
                secrets.iter().filter(small).map(|(secret, value)| (secret.clone(), *value)).collect();
            naive.extend(answered);
            let found = attack::computed(&naive, &open, last);
            broken += found
                .keys()
                .filter(|secret| secrets.get(*secret).is_some_and(|truth| is_small(*truth)))
                .count();
            let whole = public[number].iter().filter(|((indicator, territory, cut, month), _)| {
                let is_guarded = indicator != "msp_open" && *cut == Cut::default() && *month == last;
                is_guarded
                    && truth[&(indicator.clone(), territory.clone(), *cut, *month)]
                        .numerator
                        .is_some_and(|n| n > 0.0)
            });
            for (_, reading) in whole {
                all += 1;
                hidden += usize::from(reading.state == State::Suppressed);
            }
        }
    }
    eprintln!("{hidden} of {all} whole series are hidden");
    assert!(broken > 20, "the attack finds {broken} numbers where only they are hidden");
    assert!(hidden < all, "nothing is left");
}

fn is_small(value: f64) -> bool {
    observatoire::domain::suppression::is_small(value)
}

/// The last month of a public series: value, and state.
fn last_of(csv: &str) -> (Option<f64>, String) {
    let fields: Vec<&str> = csv.lines().last().unwrap().split(',').collect();
    if fields[10] == "suppressed" {
        assert!(fields[5..10].iter().all(|field| field.is_empty()), "{fields:?}");
    }
    (fields[5].parse().ok(), fields[10].to_owned())
}

/// FINESS taken for a restricted source: what is public otherwise must be hidden through every door.
#[test]
fn no_door_shows_a_small_number_nor_a_sum_that_tells_it() {
    let folder = house();
    let finess = folder.path().join("jobs/sources/finess.toml");
    let text = std::fs::read_to_string(&finess).unwrap();
    std::fs::write(finess, text.replace("class = \"open\"", "class = \"restricted\"")).unwrap();
    on_both(|installation| {
        let say = |arguments: &[&str]| {
            let mut command = installation.command();
            command.env("OBSERVATOIRE_DEFINITIONS", folder.path()).args(arguments);
            Said::from(command.output().unwrap()).ok()
        };
        let files: Vec<String> = crate::simulated::files_of("finess-structures")
            .iter()
            .map(|it| it.to_str().unwrap().to_owned())
            .collect();
        say(&[&["import", "finess"], files.iter().map(String::as_str).collect::<Vec<_>>().as_slice()]
            .concat());
        say(&["run", "monthly", "--month", "2026-10"]);
        let shown = |indicator: &str, territory: &str, rest: &[&str]| {
            say(&[&["series", indicator, "--territory", territory, "--to", "2026-10"], rest].concat())
        };
        let mut hidden = 0;
        for region in ["84", "94", "53", "01"] {
            let departments = france().departments.iter().filter(|it| it.region == region);
            let codes = departments.map(|it| format!("DEP-{}", it.code));
            let mut unknown = 0;
            for code in codes {
                let truth = last_of(&shown("msp_open", &code, &[])).0.unwrap();
                let (value, state) = last_of(&shown("msp_open", &code, &["--public"]));
                assert!(value.is_none_or(|value| value == truth && !is_small(value)), "{code}: {value:?}");
                assert_eq!(value.is_none(), state == "suppressed", "{code}");
                unknown += usize::from(value.is_none());
                // The rate by inhabitant would tell it: the population is known.
                let rate = last_of(&shown("msp_per_100k", &code, &["--public"]));
                assert_eq!(rate.0.is_none(), value.is_none(), "{code}");
            }
            let (whole, _) = last_of(&shown("msp_open", &format!("REG-{region}"), &["--public"]));
            assert!(
                whole.is_none() || unknown != 1,
                "REG-{region} less what is shown tells the one that is not"
            );
            hidden += unknown;
        }
        assert!(hidden > 0);
        assert_eq!(last_of(&shown("msp_open", "EPCI-200046977", &["--public"])).1, "suppressed");
        assert_eq!(last_of(&shown("msp_open", "COM-69123", &["--public"])).1, "suppressed");
        let json = objects(&shown("msp_open", "DEP-2A", &["--public", "--format", "json"]));
        let last = json.last().unwrap();
        let is_hidden = last["state"] == "suppressed";
        assert!(
            !is_hidden
                || ["value", "numerator", "denominator", "structures", "coverage"]
                    .iter()
                    .all(|key| last[key].is_null()),
            "{last}"
        );

        let mut command = installation.command();
        command.env("OBSERVATOIRE_DEFINITIONS", folder.path()).args(["serve", "--port", "0", "--web"]);
        let served = Served::start_with(&command).unwrap();
        let csv = served.get("/national/map.csv").body;
        let state = csv.lines().next().unwrap().split(',').position(|column| column == "state").unwrap();
        let lines: Vec<Vec<&str>> = csv.lines().skip(1).map(|line| line.split(',').collect()).collect();
        assert!(lines.iter().any(|line| line[state] == "suppressed"), "{csv}");
        for path in ["/", "/territories/REG-94", "/territories/DEP-2A", "/territories", "/register", "/en/"] {
            let answer = served.get(path);
            assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        }
    });
}
