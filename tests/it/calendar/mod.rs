//! The calendar through the front door: who sees which dates, as a page, as files, and through a personal address.

mod letters;
mod links;
mod messages;

use std::collections::BTreeMap;

use observatoire::domain::deadline::{Deadline, Kind, State};
use observatoire::domain::measure::Period;
use observatoire::domain::rights::{Family, Reach, Role};
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::store::{Provenance, Store, statements};
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

use crate::assessments::{assess, signed_in};
use crate::harness::{Browser, Installation, Served, chance, fixture, objects, on_both};
use crate::rights::{MATRIX, ROLES};
use crate::risk::{NUMBER, typed};

/// Structures of the fixture, each with its department and region.
const PLACES: [(&str, &str, &str); 3] = [
    ("010009999", "DEP-01", "REG-84"),
    ("2A0009997", "DEP-2A", "REG-94"),
    ("980509993", "DEP-976", "REG-06"),
];

fn stated(number: &str, period: &str, cells: &[(&str, &str)]) -> Statement {
    Statement {
        subject: Subject::Structure(number.parse().unwrap()),
        period: Period::read(period).unwrap(),
        item: String::new(),
        cells: cells
            .iter()
            .map(|(name, text)| ((*name).to_owned(), Cell::Text((*text).to_owned())))
            .collect(),
    }
}

/// Each structure has an agreement whose balance of 2025 is late, and approvals that end; the first is below its minimum.
fn fill(installation: &Installation) -> Store {
    typed(installation);
    installation.import(&[fixture("finess/507.csv")]);
    let store = Store::open(&installation.store_url()).unwrap();
    let origin = Provenance { known_from: "2026-06-01T00:00:00".parse().unwrap(), import: 1 };
    for (place, (number, ..)) in PLACES.iter().enumerate() {
        let day = format!("2024-03-{:02}", place + 1);
        let told: [(&str, Statement); 3] = [
            ("aci_contrats", stated(number, &day, &[("statut", "actif"), ("siren_sisa", "123456782")])),
            ("aci_releves", stated(number, "2025", &[("date_avance", "2025-05-02")])),
            ("declaration_annuelle", stated(number, "2025", &[("date_fin_agrement_msu", "2026-12-31")])),
        ];
        // The first has declared its year already.
        for (source, statement) in
            told.iter().filter(|(source, _)| place > 0 || *source != "declaration_annuelle")
        {
            store.write(|conn| statements::change(conn, source, &[], &[(1, statement)], origin)).unwrap();
        }
    }
    assert!(assess(installation, "2026-06") > 0);
    store
}

/// Lines of the CSV, each cell under its column.
fn lines(browser: &Browser, path: &str) -> Vec<BTreeMap<String, String>> {
    let answer = browser.get(path);
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    let mut csv = csv::Reader::from_reader(answer.body.as_bytes());
    csv.deserialize().map(|line| line.unwrap()).collect()
}

const STATES: [&str; 5] = ["overdue", "unpaid", "unknown", "met", "passed"];

/// All that a reader sees, whatever its state.
fn all(browser: &Browser, page: &str) -> Vec<BTreeMap<String, String>> {
    let mut found = lines(browser, &format!("{page}.csv"));
    for state in STATES {
        found.extend(lines(browser, &format!("{page}.csv?state={state}")));
    }
    found
}

#[test]
fn an_agency_sees_what_is_late_and_what_comes() {
    on_both(|installation| {
        let store = fill(installation);
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let page = agent.get("/echeancier").body.replace('\u{a0}', " ");
        for part in [
            "En retard",
            "Solde de l’ACI 2025",
            "30 avril 2026",
            "L4041-4",
            "Étape de rappel",
            "avril 2027, jour non fixé",
            NUMBER,
            "Agenda (ICS)",
        ] {
            assert!(page.contains(part), "no “{part}” in {page}");
        }
        assert!(!page.contains("2A0009997"), "of another region");
        // Three doctors until the end of 2025: below since 31 January 2026.
        let steps = lines(&agent, "/echeancier.csv?kind=clock-step&state=passed");
        assert_eq!(steps.len(), 1, "{steps:?}");
        assert_eq!((steps[0]["due"].as_str(), steps[0]["months"].as_str()), ("2026-01-31", "0"));
        let next = lines(&agent, "/echeancier.csv?kind=clock-step");
        assert_eq!(next[0]["due"], "2027-01-31");
        let unpaid = lines(&agent, "/echeancier.csv?state=unpaid");
        assert_eq!(unpaid.len(), 1, "{unpaid:?}");
        assert_eq!((unpaid[0]["finess"].as_str(), unpaid[0]["of"].as_str()), (NUMBER, "2025"));
        assert_eq!(agent.get("/echeancier?kind=nothing").status, 400);
        assert_eq!(agent.get("/echeancier?department=99").status, 400);
        let none = agent.get("/echeancier?department=2A");
        assert!(none.status == 200 && none.body.contains("Rien ne correspond"));
        let own = agent.get(&format!("/structures/{NUMBER}/echeancier"));
        assert!(own.status == 200 && own.body.contains("Solde de l’ACI 2025"));
        assert_eq!(agent.get("/structures/2A0009997/echeancier").status, 403);
        let english = agent.get("/en/echeancier").body;
        assert!(english.contains("Balance of the ACI 2025") && english.contains("Late"));
        assert_eq!(Browser::new(&site).get("/echeancier").status, 303);
        assert_eq!(signed_in(&site, &store, Role::Dgos, &[], None).get("/echeancier").status, 403);
    });
}

#[test]
fn a_date_never_appears_to_whom_its_family_is_refused() {
    let drawn = chance();
    on_both(|installation| {
        let store = fill(installation);
        let site = Served::start(installation);
        let mut chance = drawn.clone();
        let mut seen = 0;
        for _ in 0..12 {
            let role = *ROLES[1..].choose(&mut chance).unwrap();
            let territories: Vec<&str> = match role {
                Role::Msp | Role::Dgos | Role::Administrator => Vec::new(),
                Role::Cpam | Role::Federation if chance.random_bool(0.3) => vec!["FR"],
                _ => ["REG-84", "REG-94", "DEP-01", "DEP-2A", "DEP-976", "DEP-69"]
                    .sample(&mut chance, 2)
                    .copied()
                    .collect(),
            };
            let own = (role == Role::Msp).then(|| PLACES.choose(&mut chance).unwrap().0);
            let who = format!("{role:?} {territories:?} {own:?}");
            let browser = signed_in(&site, &store, role, &territories, own);
            let may = |family: Family, number: &str| {
                let (_, row) = MATRIX.iter().find(|(of, _)| *of == family).unwrap();
                match row[ROLES.iter().position(|of| *of == role).unwrap()] {
                    Reach::Everything => true,
                    // No case is shared here.
                    Reach::Nothing | Reach::Shared => false,
                    Reach::Own => own == Some(number),
                    Reach::Territories => PLACES.iter().any(|(of, department, region)| {
                        *of == number
                            && territories.iter().any(|code| ["FR", department, region].contains(code))
                    }),
                }
            };
            if matches!(role, Role::Dgos | Role::Administrator) {
                assert_eq!(browser.get("/echeancier").status, 403, "{who}");
                continue;
            }
            let mut pages = vec!["/echeancier".to_owned()];
            for (number, ..) in PLACES {
                let page = format!("/structures/{number}/echeancier");
                let reaches =
                    [Family::Aci, Family::Declared, Family::Signals].iter().any(|it| may(*it, number));
                assert_eq!(browser.get(&page).status, if reaches { 200 } else { 403 }, "{who} {number}");
                pages.extend(reaches.then_some(page));
            }
            for page in pages {
                for line in all(&browser, &page) {
                    let kind = Kind::read(&line["kind"]).unwrap();
                    assert!(may(kind.family(), &line["finess"]), "{who}: {line:?}");
                    assert_eq!(line["family"], kind.family().as_str());
                    assert!(page == "/echeancier" || page.contains(&line["finess"]), "{who}: {line:?}");
                    seen += 1;
                }
                let diary = browser.get(&format!("{page}.ics")).body.replace("\r\n ", "");
                let html = browser.get(&page).body;
                for (number, ..) in PLACES {
                    let reached = Kind::ALL.iter().any(|kind| may(kind.family(), number));
                    assert!(reached || !(diary.contains(number) || html.contains(number)), "{who}");
                }
                for kind in Kind::ALL {
                    let reached = PLACES.iter().any(|(number, ..)| may(kind.family(), number));
                    assert!(reached || !diary.contains(&format!("UID:{}.", kind.as_str())), "{who} {kind:?}");
                }
            }
        }
        assert!(seen > 0);
    });
}

#[test]
fn a_diary_program_reads_with_the_rights_of_the_moment() {
    on_both(|installation| {
        let store = fill(installation);
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let made = agent.fill("/compte/agenda", "/compte/agenda", &[]);
        assert_eq!((made.status, made.header("cache-control")), (200, "private, no-store"));
        let path = |body: &str| {
            let (_, rest) = body.split_once("/echeancier/abonnement/").expect("an address");
            format!("/echeancier/abonnement/{}", rest.split('<').next().unwrap())
        };
        let address = path(&made.body);
        assert!(!agent.get("/compte/agenda").body.contains(&address), "it is shown once");
        // No cookie at all.
        let diary = site.get(&address);
        assert_eq!((diary.status, diary.header("content-type")), (200, "text/calendar; charset=utf-8"));
        for part in [
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            "UID:balance.2026-04-30.2025.010009999@observatoire-msp\r\n",
            "DTSTART;VALUE=DATE:20260430\r\n",
            "SUMMARY:Solde de l’ACI 2025",
        ] {
            assert!(diary.body.contains(part), "no {part:?} in {}", diary.body);
        }
        assert!(diary.body.split("\r\n").all(|line| line.len() <= 75));
        assert!(!diary.body.contains("2A0009997"));
        assert_eq!(site.get(&address).status, 200);
        let email = agent_email(installation);
        let told = |action: &str| {
            let audit = objects(&installation.ok(&["user", "audit", &email, "--lines", "99", "--json"]));
            audit.iter().filter(|line| line["action"] == action).count()
        };
        assert_eq!(told("calendar read"), 3, "one line a family, once a day");
        let tomorrow = Served::start_at(installation, "2026-11-22T09:00:00Z");
        assert_eq!(tomorrow.get(&address).status, 200);
        assert_eq!(told("calendar read"), 6);

        // Rights are those of the moment, and end with the account.
        installation.ok(&["user", "change", &email, "--role", "cpam", "--territory", "DEP-2A"]);
        let other = site.get(&address).body.replace("\r\n ", "");
        assert!(other.contains("UID:balance.2026-04-30.2025.2A0009997@"), "{other}");
        assert!(!other.contains("clock-step") && !other.contains("010009999"), "{other}");
        installation.ok(&["user", "disable", &email]);
        assert_eq!(site.get(&address).status, 404);
        installation.ok(&["user", "enable", &email]);
        assert_eq!(site.get(&address).status, 200);

        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let first = path(&agent.fill("/compte/agenda", "/compte/agenda", &[]).body);
        let second = path(&agent.fill("/compte/agenda", "/compte/agenda", &[]).body);
        assert_eq!((site.get(&first).status, site.get(&second).status), (404, 200), "one address at a time");
        assert_eq!(agent.fill("/compte/agenda", "/compte/agenda/fin", &[]).status, 200);
        assert_eq!(site.get(&second).status, 404);
        assert_eq!(site.get("/echeancier/abonnement/abc.ics").status, 404);
        assert_eq!(agent.post("/compte/agenda", &[]).status, 403, "a form of another browser makes none");
    });
}

/// The address of the account that signed in first.
fn agent_email(installation: &Installation) -> String {
    let audit = objects(&installation.ok(&["user", "audit", "--lines", "999", "--json"]));
    let line = audit.iter().find(|line| line["action"] == "calendar subscribed").unwrap();
    line["who"].as_str().unwrap().to_owned()
}

#[test]
fn a_name_tells_one_date_from_all_others() {
    let number: observatoire::domain::finess::FinessNumber = NUMBER.parse().unwrap();
    let deadline = |kind: Kind, of: &str, step: Option<u32>| Deadline {
        structure: number.clone(),
        kind,
        of: Period::read(of).unwrap(),
        step,
        due: Period::Undated,
        state: State::ToCome,
        met_on: None,
        is_unpaid: false,
        source: "",
        told: None,
    };
    let keys = [
        deadline(Kind::Balance, "2025", None),
        deadline(Kind::Balance, "2026", None),
        deadline(Kind::Evidence, "2025", None),
        deadline(Kind::ClockStep, "2026-01-31", Some(12)),
        deadline(Kind::ClockStep, "2026-01-31", Some(24)),
    ]
    .map(|deadline| deadline.key());
    assert_eq!(keys.iter().collect::<std::collections::BTreeSet<_>>().len(), keys.len());
    assert_eq!(keys[3], "clock-step/010009999/2026-01-31/12");
}
