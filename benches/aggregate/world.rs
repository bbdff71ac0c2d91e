//! Structures, members, statements and contracts of a fixed seed, in memory as the engine takes them and in files as
//! the peer loads them. Cells are drawn from the layouts of the sources, so that new definitions find their columns.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;

use chrono::NaiveDate;
use observatoire::catalog::{Catalog, Column, ColumnKind, Key, Source, Term};
use observatoire::domain::edition::{Calendar, Flow};
use observatoire::domain::finess::{FinessNumber, Kind};
use observatoire::domain::geography::{Commune, france};
use observatoire::domain::legal_entity::LegalForm;
use observatoire::domain::life::{Life, Spell};
use observatoire::domain::measure::Period;
use observatoire::domain::member::{Member, Mode, PersonKey, Professionals};
use observatoire::domain::month::Month;
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::domain::territory::Territory;
use observatoire::domain::timeline::{FOREVER, Version};
use observatoire::indicators::{Facts, Supplies, Table};

pub(crate) const MONTHS: i32 = 216;
const PROFESSIONS: [(&str, bool); 8] = [
    ("10", true),
    ("10", true),
    ("10", false),
    ("60", false),
    ("60", false),
    ("70", false),
    ("21", false),
    ("91", false),
];

pub(crate) fn first() -> Month {
    Month::new(2008, 1).expect("a month")
}

/// SplitMix64: the same world everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn is(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// A structure and the months in which it is open, as positions.
struct Place {
    number: FinessNumber,
    commune: &'static Commune,
    from: i32,
    to: Option<i32>,
    form: LegalForm,
}

fn places(count: usize, chance: &mut Chance) -> Vec<Place> {
    let communes: Vec<_> =
        france().communes().iter().filter(|c| c.population.is_some_and(|p| p > 1_000)).collect();
    let place = |i: usize| {
        let from = chance.below(MONTHS as u64 - 12) as i32;
        Place {
            number: format!("01{i:07}").parse().expect("a number"),
            commune: communes[chance.below(communes.len() as u64) as usize],
            from,
            to: chance.is(5).then_some((from + 40).min(MONTHS - 1)),
            form: if chance.is(66) { LegalForm::Sisa } else { LegalForm::Other },
        }
    };
    (0..count).map(place).collect()
}

/// Builds the facts; with a folder, writes the same for the peer.
pub(crate) fn facts(catalog: &Catalog, count: usize, folder: Option<&Path>) -> Facts {
    let mut chance = Chance(7);
    let places = places(count, &mut chance);
    let mut facts = Facts { supplies: supplies(catalog), ..Facts::default() };
    let mut out = Files::default();
    for (s, place) in places.iter().enumerate() {
        let life = Life {
            spells: vec![Spell {
                kind: Kind::Msp,
                department: place.commune.department.to_owned(),
                commune: Some(place.commune.code.to_owned()),
                form: place.form,
                first: first() + place.from,
                end: place.to.map(|to| first() + to),
            }],
            events: Vec::new(),
        };
        facts.structures.push((place.number.clone(), life));
        let form = if place.form == LegalForm::Sisa { "sisa" } else { "other" };
        out.line("spells", &[&s, &place.commune.code, &form, &place.from, &place.to.unwrap_or(MONTHS)]);
    }
    people(&places, &mut facts, &mut out, &mut chance);
    contracts(&places, &mut facts, &mut out, &mut chance);
    territory(&mut facts, &mut out, &mut chance);
    let read = read(catalog);
    for source in &catalog.sources {
        let columns: Vec<&Column> =
            source.columns.iter().filter(|c| read.contains(&(source.id.as_str(), c.name.as_str()))).collect();
        if !columns.is_empty() {
            let table = statements(source, &columns, &items(catalog, source), &places, &mut out, &mut chance);
            facts.tables.insert(source.id.clone(), table);
        }
    }
    if let Some(folder) = folder {
        out.write(folder);
    }
    facts
}

/// Every source speaks of every month.
fn supplies(catalog: &Catalog) -> Supplies {
    let mut supplies = Supplies::default();
    for source in catalog.sources.iter().filter(|source| source.id != "register") {
        let every = Month::range(first(), first() + MONTHS - 1);
        let editions = every.map(|month| (month.last_day(), Flow::Establishments)).collect();
        supplies.add(source, Calendar::new(editions));
    }
    supplies
}

fn people(places: &[Place], facts: &mut Facts, out: &mut Files, chance: &mut Chance) {
    let mut person = 0;
    for (s, place) in places.iter().enumerate() {
        for slot in 0..8 + chance.below(16) {
            // One in thirty is a member of the structure before, too; nobody comes back to the same one.
            person += u64::from(slot > 0 || chance.is(50));
            let (code, is_gp) = PROFESSIONS[chance.below(8) as usize];
            let end = place.to.unwrap_or(MONTHS);
            let from = place.from + chance.below((end - place.from) as u64) as i32;
            let to = chance.is(30).then(|| from + 1 + chance.below((end - from) as u64) as i32);
            let mode = if chance.is(90) { Mode::Liberal } else { Mode::Employed };
            let member = Member {
                person: PersonKey(person.to_string()),
                structure: place.number.clone(),
                profession: code.parse().expect("a profession"),
                is_gp,
                mode,
            };
            let group = member.group().as_str();
            out.line("members", &[&person, &s, &group, &mode.as_str(), &from, &to.unwrap_or(MONTHS)]);
            facts.members.push(version(from, to, member));
        }
    }
    for commune in france().communes() {
        for (code, is_gp) in [("10", true), ("60", false), ("70", false)] {
            if !chance.is(30) {
                continue;
            }
            let count = 1 + chance.below(40) as u32;
            let content = Professionals {
                commune: commune.code.to_owned(),
                profession: code.parse().expect("a profession"),
                is_gp,
                count,
            };
            let group = content.profession.group(is_gp).as_str();
            out.line("professionals", &[&commune.code, &group, &count, &0, &MONTHS]);
            facts.professionals.push(version(0, None, content));
        }
    }
}

fn version<T>(from: i32, to: Option<i32>, content: T) -> Version<T> {
    let day = |position: i32| (first() + position).first_day();
    Version { from: day(from), to: to.map_or(FOREVER, day), content }
}

fn contracts(places: &[Place], facts: &mut Facts, out: &mut Files, chance: &mut Chance) {
    let mut statements = Vec::new();
    for (s, place) in places.iter().enumerate() {
        if !chance.is(80) {
            continue;
        }
        let signed = place.from + 6;
        let over = chance.is(10).then_some(signed + 30);
        let day = |position: i32| (first() + position).first_day();
        let text = |text: &str| Cell::Text(text.to_owned());
        let mut cells =
            BTreeMap::from([("statut".to_owned(), text(if over.is_some() { "resilie" } else { "actif" }))]);
        cells.extend(over.map(|over| ("date_fin".to_owned(), text(&day(over).to_string()))));
        statements.push(Statement {
            subject: Subject::Structure(place.number.clone()),
            period: Period::Day(day(signed)),
            item: String::new(),
            cells,
        });
        out.line("contracts", &[&s, &signed, &over.unwrap_or(100_000)]);
    }
    facts.statements.insert("aci_contrats".into(), statements);
}

fn territory(facts: &mut Facts, out: &mut Files, chance: &mut Chance) {
    let mut zoning = Vec::new();
    for commune in france().communes() {
        let region = france().department(commune.department).map_or("", |department| department.region);
        let population = commune.population.map_or(String::new(), |p| p.to_string());
        let epci = commune.epci.unwrap_or("");
        out.line("communes", &[&commune.code, &commune.department, &region, &epci, &population]);
        for year in [2008, 2022] {
            let zone = ["ZIP", "ZAC", "HZ"][chance.below(3) as usize];
            let day = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day");
            zoning.push(Statement {
                subject: Subject::Territory(Territory::Commune(commune.code.to_owned())),
                period: Period::Day(day),
                item: String::new(),
                cells: BTreeMap::from([("zone".to_owned(), Cell::Text(zone.to_owned()))]),
            });
            out.line("zoning", &[&commune.code, &(Month::of(day) - first()), &zone]);
        }
    }
    facts.statements.insert("zonage".into(), zoning);
}

/// Sources and columns that a definition reads.
fn read(catalog: &Catalog) -> HashSet<(&str, &str)> {
    let mut read: HashSet<(&str, &str)> = HashSet::new();
    for stated in catalog.indicators.iter().flat_map(|indicator| indicator.terms()).filter_map(Term::stated) {
        for (source, column) in stated.sources() {
            let others = stated.plus.iter().chain(stated.also.iter().map(|also| &also.column));
            read.extend(others.map(|column| (source, column.as_str())).chain([(source, column)]));
        }
    }
    read
}

/// The items that definitions read of a source, each with two levels.
fn items(catalog: &Catalog, source: &Source) -> Vec<String> {
    let stated = catalog.indicators.iter().flat_map(|indicator| indicator.terms()).filter_map(Term::stated);
    let of_source = stated.filter(|stated| stated.sources().any(|(id, _)| id == source.id));
    let codes: HashSet<&str> = of_source.filter_map(|stated| stated.item.as_deref()).collect();
    let mut items: Vec<String> =
        codes.iter().flat_map(|code| [1, 2].map(|n| format!("{code}/{n}"))).collect();
    items.sort();
    if items.is_empty() { vec![String::new()] } else { items }
}

/// Seven of ten open structures answer: every month of the last eight years, and every year.
fn statements(
    source: &Source,
    columns: &[&Column],
    items: &[String],
    places: &[Place],
    out: &mut Files,
    chance: &mut Chance,
) -> Table {
    let is_monthly = source.keyed(Key::Period).any(|column| column.kind == ColumnKind::Month);
    let name = format!("table_{}", source.id);
    out.header(&name, columns);
    let periods = places.iter().enumerate().flat_map(|(s, place)| {
        let months = (place.from..place.to.unwrap_or(MONTHS)).map(|at| (at, first() + at));
        let wanted =
            months.filter(move |(at, month)| if is_monthly { *at >= 120 } else { month.number() == 12 });
        wanted.map(move |(at, month)| (s, &place.number, at, month))
    });
    let mut said = Vec::new();
    let answers = periods.filter(|_| chance.is(70)).collect::<Vec<_>>();
    let statements = answers.into_iter().flat_map(|(s, number, at, month)| {
        items
            .iter()
            .map(|item| {
                let mut cells = BTreeMap::new();
                for column in columns {
                    if chance.is(92) {
                        cells.insert(column.name.clone(), cell(column, month, chance));
                    }
                }
                let mut line = format!("{s};{at};{item}");
                for column in columns {
                    let _ = write!(line, ";{}", cells.get(&column.name).map_or_else(String::new, plain));
                }
                said.push(line);
                Statement {
                    subject: Subject::Structure(number.clone()),
                    period: if is_monthly { Period::Month(month) } else { Period::Year(month.year()) },
                    item: item.clone(),
                    cells,
                }
            })
            .collect::<Vec<_>>()
    });
    let table = Table::of(statements, |_| true);
    out.lines(&name, said);
    table
}

fn cell(column: &Column, month: Month, chance: &mut Chance) -> Cell {
    let word = |word: &str| Cell::Text(word.to_owned());
    match column.kind {
        ColumnKind::Flag => Cell::Flag(chance.is(60)),
        ColumnKind::Day => word(&month.last_day().to_string()),
        ColumnKind::Years => {
            let born = (0..1 + chance.below(6)).map(|_| 1950.0 + chance.below(45) as f64);
            Cell::Numbers(born.collect())
        }
        ColumnKind::Code | ColumnKind::Codes | ColumnKind::Text => {
            let values = &column.values;
            if values.is_empty() {
                return word(["aucun", "A01", "A18"][chance.below(3) as usize]);
            }
            word(&values[chance.below(values.len() as u64) as usize])
        }
        _ => Cell::Number(chance.below(40) as f64 / 2.0),
    }
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => u8::from(*flag).to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Numbers(list) => list.iter().map(f64::to_string).collect::<Vec<_>>().join("|"),
        Cell::Texts(list) => list.join("|"),
    }
}

/// What the peer loads: lines separated by `;`, by the name of their file.
#[derive(Default)]
struct Files(BTreeMap<String, String>);

impl Files {
    fn line(&mut self, file: &str, fields: &[&dyn std::fmt::Display]) {
        let text = self.0.entry(file.to_owned()).or_default();
        for (i, field) in fields.iter().enumerate() {
            let _ = write!(text, "{}{field}", if i == 0 { "" } else { ";" });
        }
        text.push('\n');
    }

    fn header(&mut self, file: &str, columns: &[&Column]) {
        let names = columns.iter().map(|column| column.name.as_str());
        let names: Vec<&str> = ["s", "m", "item"].into_iter().chain(names).collect();
        self.0.insert(file.to_owned(), names.join(";") + "\n");
    }

    fn lines(&mut self, file: &str, lines: Vec<String>) {
        let text = self.0.entry(file.to_owned()).or_default();
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
    }

    fn write(&self, folder: &Path) {
        for (name, text) in &self.0 {
            std::fs::write(folder.join(format!("{name}.csv")), text).expect("it is written");
        }
    }
}
