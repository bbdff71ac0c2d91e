//! A world in which each family of data of each structure bears a mark of its own.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use observatoire::catalog::{Catalog, Definitions};
use observatoire::credentials::Token;
use observatoire::domain::aci::Loss;
use observatoire::domain::case::{Deed, Event, Partner, Terms};
use observatoire::domain::finess::FinessNumber;
use observatoire::domain::grade::Grade;
use observatoire::domain::measure::Period;
use observatoire::domain::month::Month;
use observatoire::domain::point::State;
use observatoire::domain::reply::{Kind, Stated};
use observatoire::domain::rights::{Family, Role};
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::risk::consequence::Leaving;
use observatoire::risk::doctors::{Horizon, Outlook};
use observatoire::risk::sheet::{Sheet, Signals, Standing};
use observatoire::risk::{Evidence, Verdict};
use observatoire::store::cases::packs;
use observatoire::store::links::{self, Found};
use observatoire::store::outbox::{self, Reserved, Written};
use observatoire::store::{
    Conn, Error, Known, Provenance, Scope, Store, assessments, cases, replies, statements,
};
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
        Family::Declared => spelled("76", "54", place),
        // Words of a contract, and euros.
        Family::Aci => [vec![format!("mark-aci-{place}-mark")], spelled("87", "65", place)].concat(),
        family => vec![format!("mark-{}-{place}-mark", family.as_str())],
    }
}

/// A number as pages and files may write it.
fn spelled(thousands: &str, rest: &str, place: usize) -> Vec<String> {
    ["", "\u{a0}", "\u{202f}", ","].map(|between| format!("{thousands}{between}{rest}{place}")).into()
}

fn declared(place: usize) -> f64 {
    76_540.0 + place as f64
}

fn euros(place: usize) -> f64 {
    87_650.0 + place as f64
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
            let signals = assessments::signals(conn, &scope, &number(place), Some(month()), Known::Now)?;
            packs::freeze(conn, id, month(), at, &serde_json::to_string(&signals).unwrap())?;
            let message = written(conn, place)?;
            answered(conn, place, message, terms)?;
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
    // A contract that begins has dates that are due.
    let in_force = Period::Day("2024-03-01".parse().unwrap());
    let line = |source: &str, name: &str, cell: Cell| {
        let statement = Statement {
            subject: Subject::Structure(number(place)),
            period: if name == "siren_sisa" { in_force } else { Period::Year(2025) },
            item: String::new(),
            cells: BTreeMap::from([(name.to_owned(), cell)]),
        };
        store.write(|conn| statements::change(conn, source, &[], &[(1, &statement)], origin)).unwrap();
    };
    line("declaration_mensuelle", "reunions_equipe", Cell::Number(declared(place)));
    line("declaration_annuelle", "salles_total", Cell::Number(declared(place)));
    line("aci_contrats", "statut", Cell::Text(mark(Family::Aci, place).remove(0)));
    line("aci_contrats", "siren_sisa", Cell::Text("123456782".into()));
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
            mark_figures(&mut signals, &mut standing, place);
            signals.fresh.push((mark(Family::Signals, place).remove(0).into(), "2026-05".into()));
            standing.score.lost.push(mark(Family::Assessments, place).remove(0));
            (standing.is_listed, standing.level) = (true, Grade::Tension);
            Sheet { signals, standing }
        })
        .collect();
    store.write(|conn| assessments::replace(conn, month(), &sheets, now())).unwrap();
}

/// Figures of other families in what is seen and made of a structure, as a real assessment copies them.
fn mark_figures(signals: &mut Signals, standing: &mut Standing, place: usize) {
    let figure = |name: &str, source: &str, value: Cell| Evidence {
        name: name.to_owned().into(),
        value: Some(value),
        period: if source.is_empty() { String::new() } else { "2025".into() },
        source: source.to_owned().into(),
        state: State::Observed,
    };
    let finding = &mut signals.findings[0];
    finding.verdict = Verdict::Fired;
    finding.evidence = vec![
        figure("meetings", "declaration_mensuelle", Cell::Number(declared(place))),
        figure("aci_amount", "aci_releves", Cell::Number(euros(place))),
        figure("patients_by_gp", "", Cell::Number(declared(place))),
        figure("zone", "a_source_that_is_gone", Cell::Text(mark(Family::Aci, place).remove(0))),
    ];
    let loss = Loss { patients: euros(place), patients_with_options: euros(place), associate: 0.0 };
    let leaving = Leaving { patients: declared(place), share: 0.5, aci: Some(loss) };
    let cost = signals.consequence.as_mut().unwrap();
    (cost.average, cost.heaviest) = (Some(leaving.clone()), Some(leaving));
    (cost.charges_by_remaining, cost.charges_by_associate) = (Some(declared(place)), Some(declared(place)));
    cost.sources = vec!["declaration_mensuelle".into()];
    let horizon = Horizon { months: 12, below_minimum: 0.5, any_leaves: 0.5, expected_departures: 1.0 };
    let count = Some(declared(place) as u32);
    standing.outlook = Some(Outlook {
        doctors: count,
        unknown_ages: count,
        announced: count,
        is_sure: false,
        horizons: [12, 24, 36].map(|months| Horizon { months, ..horizon }),
        inputs: Vec::new(),
        states: Vec::new(),
        is_carried: false,
        sources: vec!["rpps".into()],
    });
}

/// A message to the desk about a structure, with a figure of each family.
fn written(conn: &mut Conn, place: usize) -> Result<i64, Error> {
    let marks = FAMILIES.map(|family| mark(family, place).remove(0)).join(" ");
    let key = format!("critical/{place}");
    let reserved = Reserved {
        key: &key,
        letter: "critical",
        about: PLACES[place].0,
        audience: "ars",
        recipient: "cellule@ars.invalid",
        office: "Cellule",
        is_simulated: false,
    };
    let id = outbox::reserve(conn, reserved, now())?.unwrap();
    let content = format!("Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{marks}\r\n");
    let message = Written { sender: "a@b.invalid", subject: &marks, message_id: &key, content: &content };
    outbox::write(conn, id, message)?;
    Ok(id)
}

/// What the team said under its link, and the figure that it stated.
fn answered(conn: &mut Conn, place: usize, message: i64, terms: &Terms) -> Result<(), Error> {
    let token = Token::draw().unwrap();
    let link = links::New { structure: &number(place), token: &token, message, told: "{}" };
    links::make(conn, link, now())?;
    let Found::Open(link) = links::find(conn, Some(&token), now())? else { panic!("a link just made") };
    let said = BTreeMap::from([("text".to_owned(), mark(Family::Signals, place).remove(0))]);
    let cells = BTreeMap::from([("reunions_equipe".to_owned(), declared(place).to_string())]);
    let stated = Stated { source: "declaration_mensuelle".into(), cells };
    let new = replies::New { kind: Kind::Declaration, said: &said, stated: Some(&stated), once: "once" };
    replies::receive(conn, &link, new, now(), terms)?;
    Ok(())
}
