//! No leak: worlds, users, territories and families are drawn; every page and file that the router knows is asked for, and
//! every letter read; none holds a row that the matrix does not give.

mod routes;
mod world;

use std::collections::BTreeSet;

use observatoire::domain::rights::{Family, Reach, Role};
use observatoire::domain::writing::Language;
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

use crate::assessments::signed_in;
use crate::harness::{Browser, Database, Installation, Served, chance, on_both};
use crate::rights::{MATRIX, ROLES};
use routes::{Route, routes};
use world::{FAMILIES, PLACES, World, mark};

/// Parts of addresses that somebody must have been answered under.
const GUARDED: [&str; 6] =
    ["/assessment", "/suivi/", "/echeancier", "/courriers/", "preuves.json", "holdings.json"];
/// Readers drawn for each database.
const READERS: usize = 14;
const TERRITORIES: [&str; 9] =
    ["REG-84", "REG-94", "REG-06", "REG-11", "DEP-01", "DEP-2A", "DEP-69", "DEP-976", "DEP-977"];

/// Somebody drawn: role, territories, structure.
#[derive(Debug)]
struct Somebody {
    role: Role,
    territories: Vec<&'static str>,
    own: Option<&'static str>,
}

impl Somebody {
    /// Every role in turn, so that none is left to chance.
    fn draw(turn: usize, chance: &mut impl rand::Rng) -> Self {
        let role = ROLES[turn % ROLES.len()];
        let own = (role == Role::Msp).then(|| PLACES.choose(chance).unwrap().0);
        let territories = match role {
            Role::Public | Role::Msp | Role::Dgos | Role::Administrator => Vec::new(),
            Role::Cpam | Role::Federation if chance.random_bool(0.4) => vec!["FR"],
            _ => TERRITORIES.sample(chance, 4).copied().collect(),
        };
        Self { role, territories, own }
    }

    /// What the matrix gives, read by hand.
    fn may(&self, family: Family, place: usize, world: &World) -> bool {
        let (number, department, region) = PLACES[place];
        let row = MATRIX.iter().find(|(of, _)| *of == family).unwrap().1;
        let column = ROLES.iter().position(|role| *role == self.role).unwrap();
        let is_here = self.territories.iter().any(|code| ["FR", department, region].contains(code));
        match row[column] {
            Reach::Everything => true,
            Reach::Nothing => false,
            Reach::Own => self.own == Some(number),
            Reach::Territories => is_here,
            Reach::Shared => world.is_shared(place, self.role) && (self.role == Role::Dgos || is_here),
        }
    }

    fn browser<'a>(&self, site: &'a Served, world: &World) -> Browser<'a> {
        if self.role == Role::Public {
            return Browser::new(site);
        }
        signed_in(site, &world.store, self.role, &self.territories, self.own)
    }
}

/// The marks that an answer holds, each of one family of one structure.
fn found(body: &str) -> Vec<(Family, usize)> {
    let all = FAMILIES.iter().flat_map(|family| (0..PLACES.len()).map(move |place| (*family, place)));
    all.filter(|(family, place)| mark(*family, *place).iter().any(|mark| body.contains(mark.as_str())))
        .collect()
}

#[test]
fn nobody_reads_a_row_that_the_matrix_does_not_give() {
    let drawn = chance();
    on_both(|installation| {
        let mut chance = drawn.clone();
        let world = World::draw(installation, &mut chance);
        let site = Served::start(installation);
        let routes = routes();
        let (mut seen, mut tried) = (Vec::new(), BTreeSet::new());
        for turn in 0..READERS {
            let somebody = Somebody::draw(turn, &mut chance);
            let browser = somebody.browser(&site, &world);
            for route in &routes {
                seen.extend(walk(&somebody, &browser, route, &world, &mut tried, &mut chance));
            }
        }
        // What nobody ever read was not tried.
        let missing: Vec<_> = FAMILIES.iter().filter(|family| !seen.contains(*family)).collect();
        assert!(missing.is_empty(), "no reader was shown {missing:?}");
        assert_eq!(tried.len(), GUARDED.len(), "answered were only {tried:?}");
    });
}

fn walk(
    somebody: &Somebody,
    browser: &Browser,
    route: &Route,
    world: &World,
    tried: &mut BTreeSet<&'static str>,
    chance: &mut impl rand::Rng,
) -> Vec<Family> {
    let mut seen = Vec::new();
    let language = *[Language::French, Language::English].choose(chance).unwrap();
    for path in route.paths(chance) {
        let path = match language {
            Language::French => path,
            Language::English => format!("/en{path}"),
        };
        let answer = browser.get(&path);
        assert!(answer.status < 500, "{path}: {}", answer.status);
        for (family, place) in found(&answer.body) {
            assert!(
                somebody.may(family, place, world),
                "{somebody:?} read {family:?} of {} on {path}",
                PLACES[place].0
            );
            seen.push(family);
        }
        // Whose dates they are is told by the address, where that names somebody.
        if path.contains("/echeancier") && !path.contains("/structures/") {
            for (place, (number, ..)) in PLACES.iter().enumerate() {
                let may = [Family::Aci, Family::Declared, Family::Signals].into_iter();
                let may = may.into_iter().any(|family| somebody.may(family, place, world));
                assert!(
                    may || !answer.body.contains(number),
                    "{somebody:?} read dates of {number} on {path}"
                );
            }
        }
        tried.extend(GUARDED.into_iter().filter(|part| path.contains(part) && answer.status == 200));
        if path.contains("/suivi") && answer.status == 200 {
            for (place, (number, ..)) in PLACES.iter().enumerate() {
                let is_shown = answer.body.contains(number);
                let may = somebody.may(Family::Cases, place, world);
                assert!(!is_shown || may, "{somebody:?} read the number of {number} on {path}");
            }
        }
    }
    seen
}

#[test]
fn a_letter_speaks_of_its_own_territory_only() {
    let installation = &Installation::new(Database::Sqlite);
    let mut chance = chance();
    let world = World::draw(installation, &mut chance);
    let file = installation.folder.path().join("letter.html");
    let mut told = 0;
    for (_, _, region) in PLACES {
        let said = installation.say(["outbox", "digest", region, "--preview", file.to_str().unwrap()]);
        if said.code != 0 {
            continue;
        }
        let html = std::fs::read_to_string(&file).unwrap();
        let text = std::fs::read_to_string(file.with_extension("txt")).unwrap();
        for (place, (number, _, of)) in PLACES.iter().enumerate() {
            let speaks = html.contains(number) || text.contains(number);
            assert!(!speaks || *of == region, "the letter of {region} speaks of {number}");
            told += usize::from(speaks);
            let marks = [Family::Declared, Family::Aci, Family::Cases];
            let holds = |mark: &String| html.contains(mark) || text.contains(mark);
            assert!(*of == region || !marks.iter().any(|family| mark(*family, place).iter().any(holds)));
        }
    }
    assert!(told > 0, "no letter spoke of anybody");
    drop(world);
}
