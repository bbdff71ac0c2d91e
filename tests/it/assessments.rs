//! Assessments, stored and shown: who reads which part of them.

use observatoire::domain::rights::{Family, Reach, Role};
use observatoire::store::Store;
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

use crate::harness::{Browser, Installation, Served, Someone, chance, fixture, objects, on_both};
use crate::rights::{MATRIX, ROLES};
use crate::risk::{NUMBER, typed};

/// The structures of the fixture, each with its department and region.
const PLACES: [(&str, &str, &str); 5] = [
    ("010009999", "DEP-01", "REG-84"),
    ("2A0009997", "DEP-2A", "REG-94"),
    ("970109995", "DEP-977", "REG-977"),
    ("980509993", "DEP-976", "REG-06"),
    ("980609991", "DEP-986", "REG-986"),
];
const SCORE: &str = "Rang en France";
const SIGNALS: &str = "Ce que l’on ne peut pas dire";

pub(crate) fn assess(installation: &Installation, month: &str) -> i64 {
    let steps = objects(&installation.ok(&["run", "monthly", "--month", month, "--json"]));
    let step = steps.iter().find(|step| step["step"] == "assess").unwrap();
    assert_eq!(step["status"], "done", "{step}");
    step["rows"].as_i64().unwrap()
}

pub(crate) fn page_of(number: &str) -> String {
    format!("/structures/{number}/assessment")
}

pub(crate) fn signed_in<'a>(
    site: &'a Served,
    store: &Store,
    role: Role,
    territories: &[&str],
    own: Option<&str>,
) -> Browser<'a> {
    let someone = Someone::new(store, role, territories, own);
    let browser = Browser::new(site);
    browser.set("observatoire", someone.token.as_str());
    browser
}

#[test]
fn an_agent_reads_everything_and_a_structure_its_signals() {
    on_both(|installation| {
        typed(installation);
        assert_eq!(assess(installation, "2026-06"), 5);
        assert_eq!(assess(installation, "2026-06"), 0, "same input, same rows");
        let store = Store::open(&installation.store_url()).unwrap();
        let site = Served::start(installation);
        let agent = signed_in(&site, &store, Role::Ars, &["REG-84"], None);
        let page = agent.get(&page_of(NUMBER));
        assert_eq!(page.status, 200);
        let parts = [
            "Fin juin 2026",
            "Critique",
            SCORE,
            "Aucun événement réel",
            "Composition minimale perdue",
            "31\u{a0}janvier 2026",
            "Un départ au moins\u{a0}: très probable",
            "Si un généraliste partait",
            "Revue territoriale",
            "Le calcul, ligne à ligne",
            "sur la liste",
            "Publications légales",
            SIGNALS,
            "Fraîcheur",
        ];
        let absent: Vec<&str> = parts.into_iter().filter(|part| !page.body.contains(part)).collect();
        assert!(absent.is_empty(), "{absent:?} in {}", page.body);
        // Three general practitioners, in bands of age; no year of birth.
        assert!(page.body.contains("2 de 40 à 54 ans") && !page.body.contains("1975"), "coarse bands");
        let list = agent.get("/suivi").body;
        assert!(list.contains("1 dossier") && list.contains(NUMBER) && list.contains("Critique"), "{list}");
        let elsewhere = signed_in(&site, &store, Role::Ars, &["REG-94"], None).get("/suivi");
        assert!(elsewhere.status == 200 && !elsewhere.body.contains(NUMBER), "{}", elsewhere.body);
        assert_eq!(signed_in(&site, &store, Role::Msp, &[], Some(NUMBER)).get("/suivi").status, 403);
        let ministry = signed_in(&site, &store, Role::Dgos, &[], None).get("/suivi");
        assert!(ministry.status == 200 && !ministry.body.contains(NUMBER), "nothing was escalated");
        assert_eq!(Browser::new(&site).get("/suivi").status, 303);
        let english = agent.get(&format!("/en{}", page_of(NUMBER))).body;
        assert!(english.contains("A signal, not a verdict") && english.contains("Rank in France"));

        let own = signed_in(&site, &store, Role::Msp, &[], Some(NUMBER)).get(&page_of(NUMBER));
        assert_eq!(own.status, 200);
        assert!(own.body.contains("Composition minimale perdue") && own.body.contains(SIGNALS));
        for part in [SCORE, "Le calcul", "Liste du service", "très probable", "Ce qui abaisserait"] {
            assert!(!own.body.contains(part), "“{part}” is no signal");
        }
        let public = Browser::new(&site);
        assert_eq!(public.get(&page_of(NUMBER)).status, 303);
        let page = public.get(&format!("/structures/{NUMBER}")).body;
        assert!(!page.contains("Composition minimale") && !page.contains("Critique"));
        let said = installation.ok(&["risk", "explain", NUMBER, "--month", "2026-06"]);
        assert!(said.contains("The model: level critique") && said.contains(" of 5 (80 % band"), "{said}");
    });
}

/// Somebody drawn: role, territories, structure.
fn draw(chance: &mut impl rand::Rng) -> (Role, Vec<&'static str>, Option<&'static str>) {
    const TERRITORIES: [&str; 7] = ["REG-84", "REG-94", "REG-06", "DEP-01", "DEP-2A", "DEP-976", "DEP-69"];
    let role = *ROLES[1..].choose(chance).unwrap();
    match role {
        Role::Msp => (role, Vec::new(), Some(PLACES.choose(chance).unwrap().0)),
        Role::Dgos | Role::Administrator => (role, Vec::new(), None),
        Role::Cpam | Role::Federation if chance.random_bool(0.3) => (role, vec!["FR"], None),
        _ => (role, TERRITORIES.sample(chance, 2).copied().collect(), None),
    }
}

#[test]
fn a_page_shows_what_the_matrix_gives_and_the_audit_says_so() {
    let drawn = chance();
    on_both(|installation| {
        installation.import(&[fixture("finess/507.csv")]);
        assert_eq!(assess(installation, "2026-06"), 5);
        let store = Store::open(&installation.store_url()).unwrap();
        let site = Served::start(installation);
        let mut chance = drawn.clone();
        let mut lines = 0;
        for _ in 0..16 {
            let (role, territories, own) = draw(&mut chance);
            let browser = signed_in(&site, &store, role, &territories, own);
            for (number, department, region) in PLACES {
                let may = |family: Family| {
                    let row = MATRIX.iter().find(|(of, _)| *of == family).unwrap().1;
                    match row[ROLES.iter().position(|of| *of == role).unwrap()] {
                        Reach::Everything => true,
                        // No case is shared here.
                        Reach::Nothing | Reach::Shared => false,
                        Reach::Own => own == Some(number),
                        Reach::Territories => {
                            territories.iter().any(|code| ["FR", department, region].contains(code))
                        }
                    }
                };
                let (signals, score) = (may(Family::Signals), may(Family::Assessments));
                let page = browser.get(&page_of(number));
                let who = format!("{role:?} {territories:?} {own:?} {number}");
                assert_eq!(page.status, if signals { 200 } else { 403 }, "{who}");
                assert_eq!(page.body.contains(SIGNALS), signals, "{who}");
                assert_eq!(page.body.contains(SCORE), score, "{who}");
                lines += usize::from(signals) + usize::from(score);
            }
        }
        let audit = objects(&installation.ok(&["user", "audit", "--lines", "9999", "--json"]));
        assert_eq!(audit.iter().filter(|line| line["action"] == "read").count(), lines);
    });
}
