//! A world in which each family of data of each structure bears a mark of its own.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use observatoire::catalog::{Catalog, Definitions};
use observatoire::domain::case::{Deed, Event, Partner};
use observatoire::domain::finess::FinessNumber;
use observatoire::domain::grade::Grade;
use observatoire::domain::measure::Period;
use observatoire::domain::month::Month;
use observatoire::domain::rights::{Family, Role};
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::risk::sheet::Sheet;
use observatoire::store::{Error, Known, Provenance, Scope, Store, assessments, cases, statements};
use rand::RngExt as _;

use crate::assessments::assess;
use crate::harness::{Installation, NOW, fixture};

/// The structures of the fixture, each with its department and region.
pub(super) const PLACES: [(&str, &str, &str); 5] = [
    ("010009999", "DEP-01", "REG-84"),
    ("2A0009997", "DEP-2A", "REG-94"),
    ("970109995", "DEP-977", "REG-977"),
    ("980509993", "DEP-976", "REG-06"),
    ("980609991", "DEP-986", "REG-986"),
];

/// What is guarded, row by row.
pub(super) const FAMILIES: [Family; 5] =
    [Family::Declared, Family::Aci, Family::Signals, Family::Assessments, Family::Cases];

/// What nothing else in the world says, as pages and files may write it.
pub(super) fn mark(family: Family, place: usize) -> Vec<String> {
    match family {
        Family::Declared => {
            vec![
                format!("7654{place}"),
                format!("76\u{a0}54{place}"),
                format!("76\u{202f}54{place}"),
                format!("76,54{place}"),
            ]
        }
        family => vec![format!("mark-{}-{place}-mark", family.as_str())],
    }
}

pub(super) struct World {
    pub(super) store: Store,
    shared: BTreeMap<usize, Vec<Partner>>,
}

impl World {
    pub(super) fn draw(installation: &Installation, chance: &mut impl rand::Rng) -> Self {
        installation.import(&[fixture("finess/507.csv")]);
        let store = Store::open(&installation.store_url()).unwrap();
        for place in 0..PLACES.len() {
            state(&store, place);
        }
        assess(installation, "2026-06");
        mark_assessments(&store);
        let mut world = Self { store, shared: BTreeMap::new() };
        for place in 0..PLACES.len() {
            world.open_case(place, chance);
        }
        world
    }

    pub(super) fn is_shared(&self, place: usize, role: Role) -> bool {
        self.shared.get(&place).is_some_and(|with| with.iter().any(|partner| partner.role() == role))
    }

    /// Shared with whom chance says, once in a while with nobody; each with a remark.
    fn open_case(&mut self, place: usize, chance: &mut impl rand::Rng) {
        let catalog = Catalog::load(&Definitions::Embedded).unwrap();
        let (terms, at) = (&catalog.risk.cases, now());
        let with: Vec<Partner> = Partner::ALL.iter().copied().filter(|_| chance.random_bool(0.5)).collect();
        let written = self.store.write_case(std::time::Duration::from_secs(9), |conn| -> Result<(), Error> {
            let scope = Scope::operator();
            let id = match cases::of_structure(conn, &scope, &number(place))?.first() {
                Some(held) => held.id,
                None => {
                    cases::begin(conn, &number(place), (month(), Grade::Tension, true), (at, false), terms)?
                }
            };
            let text = mark(Family::Cases, place).remove(0);
            let deeds =
                with.iter().map(|with| Deed::Shared { with: *with }).chain([Deed::Commented { text }]);
            for deed in deeds {
                let event = Event { at, who: Some("agent@test.invalid".into()), deed };
                cases::act(conn, &scope, (id, None), &event, terms)?.unwrap();
            }
            Ok(())
        });
        written.unwrap();
        self.shared.insert(place, with);
    }
}

fn now() -> NaiveDateTime {
    NOW.trim_end_matches('Z').parse().unwrap()
}

fn number(place: usize) -> FinessNumber {
    PLACES[place].0.parse().unwrap()
}

fn month() -> Month {
    "2026-06".parse().unwrap()
}

fn state(store: &Store, place: usize) {
    let origin = Provenance { known_from: "2026-06-01T00:00:00".parse().unwrap(), import: 1 };
    let line = |source: &str, name: &str, cell: Cell| {
        let statement = Statement {
            subject: Subject::Structure(number(place)),
            period: Period::Year(2025),
            item: String::new(),
            cells: BTreeMap::from([(name.to_owned(), cell)]),
        };
        store.write(|conn| statements::change(conn, source, &[], &[(1, &statement)], origin)).unwrap();
    };
    line("declaration_mensuelle", "reunions_equipe", Cell::Number(76_540.0 + place as f64));
    line("declaration_annuelle", "salles_total", Cell::Number(76_540.0 + place as f64));
    line("aci_contrats", "statut", Cell::Text(mark(Family::Aci, place).remove(0)));
}

/// A source that nobody knows is shown under the name it has in the row; so is a feature that was lost.
fn mark_assessments(store: &Store) {
    let scope = Scope::operator();
    let sheets: Vec<Sheet> = (0..PLACES.len())
        .map(|place| {
            let conn = &mut *store.connection().unwrap();
            let of = number(place);
            let mut signals =
                assessments::signals(conn, &scope, &of, Some(month()), Known::Now).unwrap().unwrap();
            let mut standing =
                assessments::standing(conn, &scope, &of, Some(month()), Known::Now).unwrap().unwrap();
            signals.fresh.push((mark(Family::Signals, place).remove(0).into(), "2026-05".into()));
            standing.score.lost.push(mark(Family::Assessments, place).remove(0));
            (standing.is_listed, standing.level) = (true, Grade::Tension);
            Sheet { signals, standing }
        })
        .collect();
    store.write(|conn| assessments::replace(conn, month(), &sheets, now())).unwrap();
}
