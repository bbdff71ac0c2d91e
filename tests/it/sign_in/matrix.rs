//! What a page shows of somebody's data is what the matrix gives, whoever reads and whoever is read.

use std::collections::BTreeMap;

use observatoire::domain::finess::FinessNumber;
use observatoire::domain::measure::Period;
use observatoire::domain::member::{Member, Mode, PersonKey};
use observatoire::domain::profession::Profession;
use observatoire::domain::rights::{Family, Reach, Role};
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::domain::timeline::{FOREVER, Version};
use observatoire::store::{Provenance, Store, members, statements};
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

use super::{AIN, ARS, CORSE, PASSWORD, add, page_of, with_an_agent};
use crate::harness::{Browser, Installation, Served, Someone, chance, fixture, objects, on_both};
use crate::rights::{MATRIX, ROLES};

/// The structures of the fixture, each with its department and region.
const PLACES: [(&str, &str, &str); 5] = [
    ("010009999", "DEP-01", "REG-84"),
    ("2A0009997", "DEP-2A", "REG-94"),
    ("970109995", "DEP-977", "REG-977"),
    ("980509993", "DEP-976", "REG-06"),
    ("980609991", "DEP-986", "REG-986"),
];
const TERRITORIES: [&str; 9] =
    ["REG-84", "REG-94", "REG-06", "REG-11", "DEP-01", "DEP-2A", "DEP-69", "DEP-976", "DEP-977"];
const ACCOUNTS: usize = 24;

/// What tells the data of a structure apart: of its members and declarations, and of its ACI.
fn marks(position: usize) -> ([String; 2], String) {
    let meetings = format!("<dd>4\u{a0}00{position}</dd>");
    ([meetings, format!("{} membres dans", 3 + position)], format!("mark{position}mark"))
}

fn fill(installation: &Installation) -> Store {
    installation.import(&[fixture("finess/507.csv")]);
    let store = Store::open(&installation.store_url()).unwrap();
    let origin = Provenance { known_from: "2026-06-01T00:00:00".parse().unwrap(), import: 1 };
    for (position, (number, ..)) in PLACES.iter().enumerate() {
        let structure: FinessNumber = number.parse().unwrap();
        let state = |source: &str, name: &str, cell: Cell| {
            let statement = Statement {
                subject: Subject::Structure(structure.clone()),
                period: Period::Year(2025),
                item: String::new(),
                cells: BTreeMap::from([(name.to_owned(), cell)]),
            };
            store.write(|conn| statements::change(conn, source, &[], &[(1, &statement)], origin)).unwrap();
        };
        state("declaration_mensuelle", "reunions_equipe", Cell::Number(4000.0 + position as f64));
        state("aci_contrats", "statut", Cell::Text(marks(position).1));
        let team: Vec<Version<Member>> = (0..3 + position)
            .map(|person| Version {
                from: "2026-05-12".parse().unwrap(),
                to: FOREVER,
                content: Member {
                    person: PersonKey(format!("{number}-{person}")),
                    structure: structure.clone(),
                    profession: Profession::NURSE,
                    is_gp: false,
                    mode: Mode::Liberal,
                },
            })
            .collect();
        store.write(|conn| members::insert(conn, &team, origin)).unwrap();
    }
    store
}

/// Somebody drawn: role, territories, structure.
type Drawn = (Role, Vec<&'static str>, Option<&'static str>);

fn draw(chance: &mut impl rand::Rng) -> Drawn {
    let role = *ROLES[1..].choose(chance).unwrap();
    match role {
        Role::Msp => (role, Vec::new(), Some(PLACES.choose(chance).unwrap().0)),
        Role::Dgos | Role::Administrator => (role, Vec::new(), None),
        Role::Cpam | Role::Federation if chance.random_bool(0.2) => (role, vec!["FR"], None),
        _ => {
            let count = chance.random_range(1..=3);
            (role, TERRITORIES.sample(chance, count).copied().collect(), None)
        }
    }
}

/// What the matrix of the architecture gives, read from it by hand.
fn may((role, territories, structure): &Drawn, family: Family, place: (&str, &str, &str)) -> bool {
    let row = MATRIX.iter().find(|(of, _)| *of == family).unwrap().1;
    let column = ROLES.iter().position(|of| of == role).unwrap();
    match row[column] {
        Reach::Everything => true,
        // No case is shared here.
        Reach::Nothing | Reach::Shared => false,
        Reach::Own => *structure == Some(place.0),
        Reach::Territories => territories.iter().any(|code| ["FR", place.1, place.2].contains(code)),
    }
}

#[test]
fn a_page_shows_what_the_matrix_gives_and_the_audit_says_so() {
    let drawn = chance();
    on_both(|installation| {
        let store = fill(installation);
        let site = Served::start(installation);
        let mut chance = drawn.clone();
        let (mut shown, mut lines) = (0, 0);
        for _ in 0..ACCOUNTS {
            let drawn = draw(&mut chance);
            let someone = Someone::new(&store, drawn.0, &drawn.1, drawn.2);
            let browser = Browser::new(&site);
            browser.set("observatoire", someone.token.as_str());
            for (position, place) in PLACES.into_iter().enumerate() {
                let page = browser.get(&page_of(place.0));
                let (declared, aci) = (may(&drawn, Family::Declared, place), may(&drawn, Family::Aci, place));
                assert_eq!(page.status, if declared || aci { 200 } else { 403 }, "{drawn:?} {place:?}");
                for (other, _) in PLACES.iter().enumerate() {
                    let (of_team, of_aci) = marks(other);
                    let holds = |mark: &String| page.body.contains(mark);
                    let is_own = other == position;
                    assert_eq!(of_team.iter().all(holds), declared && is_own, "{drawn:?} {place:?}");
                    assert_eq!(of_team.iter().any(holds), declared && is_own, "{drawn:?} {place:?}");
                    assert_eq!(holds(&of_aci), aci && is_own, "{drawn:?} {place:?}");
                }
                shown += usize::from(declared || aci);
                lines += usize::from(declared) + usize::from(aci);
            }
        }
        let audit = objects(&installation.ok(&["user", "audit", "--lines", "9999", "--json"]));
        assert_eq!(audit.iter().filter(|line| line["action"] == "read").count(), lines);
        eprintln!("{shown} pages shown, {} refused", ACCOUNTS * PLACES.len() - shown);

        let nobody = Browser::new(&site);
        for (position, (number, ..)) in PLACES.into_iter().enumerate() {
            let asked = nobody.get(&page_of(number));
            assert_eq!((asked.status, asked.body.as_str()), (303, ""));
            let public = nobody.get(&format!("/structures/{number}")).body;
            let (of_team, of_aci) = marks(position);
            assert!(!of_team.iter().any(|mark| public.contains(mark)) && !public.contains(&of_aci));
        }
    });
}

#[test]
fn a_role_refused_at_the_door_is_written_down() {
    with_an_agent(|installation| {
        let email = "federation@test.invalid";
        add(installation, email, &["--role", "federation", "--territory", "FR"]);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(email, PASSWORD);
        assert_eq!(browser.get(&page_of(AIN)).status, 403);
        let lines = objects(&installation.ok(&["user", "audit", email, "--json"]));
        assert_eq!((&lines[0]["action"], &lines[0]["subject"]), (&"read refused".into(), &AIN.into()));
    });
}

#[test]
fn an_agency_goes_on_reading_a_structure_that_has_closed() {
    with_an_agent(|installation| {
        let edition = std::fs::read_to_string(fixture("finess/507.csv")).unwrap();
        let kept = edition.replace("2026-05-12", "2026-06-12");
        let kept: Vec<&str> = kept.lines().filter(|line| !line.contains(AIN)).collect();
        let later = installation.write("later.csv", kept.join("\n"));
        installation.ok(&["import", "finess", "--force", later.to_str().unwrap()]);
        let site = Served::start(installation);
        let browser = Browser::new(&site);
        browser.sign_in(ARS, PASSWORD);
        assert_eq!(browser.get(&page_of(AIN)).status, 200, "closed, in her region");
        assert_eq!(browser.get(&page_of(CORSE)).status, 403, "open, elsewhere");
    });
}
