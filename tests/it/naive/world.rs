//! A small world of typed rows, drawn at random: what the sources would say, without any reader.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use observatoire::catalog::{Catalog, Column, ColumnKind, Key, Term};
use observatoire::domain::cut::Zone;
use observatoire::domain::edition::{Calendar, Flow};
use observatoire::domain::finess::{FinessNumber, Kind};
use observatoire::domain::geography::{Commune, france};
use observatoire::domain::legal_entity::LegalForm;
use observatoire::domain::life::{Life, Spell};
use observatoire::domain::measure::Period;
use observatoire::domain::member::{Member, Mode, PersonKey, Professionals};
use observatoire::domain::month::Month;
use observatoire::domain::profession::Group;
use observatoire::domain::register::{Entry, Status};
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::domain::territory::Territory;
use observatoire::domain::timeline::{FOREVER, Version};
use observatoire::indicators::{Facts, Supplies, Table};

pub(super) struct Stay {
    pub(super) commune: &'static Commune,
    pub(super) form: LegalForm,
    pub(super) from: Month,
    pub(super) to: Option<Month>,
}

pub(super) struct Structure {
    pub(super) number: FinessNumber,
    pub(super) stays: Vec<Stay>,
    pub(super) is_priority: Option<bool>,
}

pub(super) struct Person {
    pub(super) key: u64,
    pub(super) structure: usize,
    pub(super) code: &'static str,
    pub(super) is_gp: bool,
    pub(super) mode: Mode,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

pub(super) struct Liberals {
    pub(super) commune: &'static Commune,
    pub(super) group: Group,
    pub(super) count: u32,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

pub(super) struct Row {
    pub(super) end: Month,
    pub(super) item: String,
    pub(super) cells: BTreeMap<String, Cell>,
}

pub(super) struct Contract {
    pub(super) structure: usize,
    pub(super) signed: NaiveDate,
    pub(super) status: &'static str,
    pub(super) ended: Option<NaiveDate>,
}

pub(super) struct World {
    pub(super) first: Month,
    pub(super) months: i32,
    pub(super) communes: Vec<&'static Commune>,
    pub(super) structures: Vec<Structure>,
    pub(super) people: Vec<Person>,
    pub(super) liberals: Vec<Liberals>,
    /// By source, then structure.
    pub(super) rows: BTreeMap<String, Vec<Vec<Row>>>,
    pub(super) contracts: Vec<Contract>,
    pub(super) zoning: Vec<(&'static Commune, NaiveDate, Zone)>,
    /// The days of the editions of each source.
    pub(super) editions: BTreeMap<String, Vec<NaiveDate>>,
}

/// SplitMix64.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(super) fn below(&mut self, n: i32) -> i32 {
        (self.next() % n as u64) as i32
    }

    pub(super) fn is(&mut self, percent: i32) -> bool {
        self.below(100) < percent
    }

    pub(super) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as i32) as usize]
    }
}

impl World {
    pub(super) fn last(&self) -> Month {
        self.first + self.months - 1
    }

    fn month(&self, chance: &mut Chance) -> Month {
        self.first + chance.below(self.months)
    }

    pub(super) fn new(seed: u64, catalog: &Catalog, months: i32, structures: usize) -> Self {
        let chance = &mut Chance(seed);
        let of_department = |code: &'static str| {
            let all =
                france().communes().iter().filter(move |c| c.department == code && c.population.is_some());
            all.take(4)
        };
        let mut world = Self {
            first: Month::new(2023, 1).unwrap(),
            months,
            communes: ["01", "69", "2A", "977"].into_iter().flat_map(of_department).collect(),
            structures: Vec::new(),
            people: Vec::new(),
            liberals: Vec::new(),
            rows: BTreeMap::new(),
            contracts: Vec::new(),
            zoning: Vec::new(),
            editions: BTreeMap::new(),
        };
        let communes = world.communes.clone();
        for number in 0..structures {
            world.structure(number, chance);
        }
        for commune in &communes {
            for (day, percent) in [("2022-05-09", 80), ("2024-03-20", 40)] {
                if chance.is(percent) {
                    world.zoning.push((commune, day.parse().unwrap(), chance.of(&Zone::ALL)));
                }
            }
            for group in [Group::GeneralPractitioner, Group::Nurse, Group::Physiotherapist] {
                let (from, count) = ((world.first + 2).last_day(), chance.below(30) as u32);
                world.liberals.push(Liberals { commune, group, count, from, to: FOREVER });
            }
        }
        world.supply(chance);
        for source in catalog.sources.iter().filter(|source| !source.columns.is_empty()) {
            let period = source.keyed(Key::Period).next().unwrap().kind;
            if period != ColumnKind::Day {
                let columns: Vec<&Column> = source.columns.iter().filter(|c| c.key.is_none()).collect();
                world.statements(&source.id, period, &columns, &items(catalog, &source.id), chance);
            }
        }
        world
    }

    fn structure(&mut self, number: usize, chance: &mut Chance) {
        let forms = [LegalForm::Sisa, LegalForm::Other, LegalForm::Unknown];
        let from = self.first + chance.below(self.months / 2);
        let moves = chance.is(20).then(|| from + 1 + chance.below(8));
        let ends = chance.is(25).then(|| from + 10 + chance.below(20));
        let communes = self.communes.clone();
        let mut stay = |from, to| Stay { commune: chance.of(&communes), form: chance.of(&forms), from, to };
        let mut stays = vec![stay(from, moves.or(ends))];
        stays.extend(moves.map(|moved| stay(moved, ends)));
        let is_priority = chance.of(&[None, Some(true), Some(false)]);
        self.structures.push(Structure {
            number: format!("01000{number:04}").parse().unwrap(),
            stays,
            is_priority,
        });
        let size = chance.of(&[0, 3, 7, 14]);
        for _ in 0..size {
            self.member(number, chance);
        }
        if chance.is(70) {
            let signed = self.month(chance).first_day() + Days::new(chance.below(28) as u64);
            let status = chance.of(&["actif", "actif", "resilie", "expire", "en_attente"]);
            let ended = chance.is(80).then(|| signed + Days::new(90 + chance.below(400) as u64));
            self.contracts.push(Contract { structure: number, signed, status, ended });
        }
    }

    fn member(&mut self, structure: usize, chance: &mut Chance) {
        let (code, is_gp) =
            chance.of(&[("10", true), ("10", false), ("60", false), ("70", false), ("21", false)]);
        let mode = chance.of(&[Mode::Liberal, Mode::Liberal, Mode::Employed]);
        // Some are members of several structures.
        let key = chance.below(60) as u64;
        if self.people.iter().any(|person| person.key == key && person.structure == structure) {
            return;
        }
        let mut from = (self.first + 2 + chance.below(self.months / 2)).first_day();
        loop {
            let to = if chance.is(60) { FOREVER } else { from + Days::new(31 + chance.below(300) as u64) };
            self.people.push(Person { key, structure, code, is_gp, mode, from, to });
            if to == FOREVER || chance.is(50) {
                return;
            }
            // Some come back.
            from = to + Days::new(31 + chance.below(200) as u64);
        }
    }

    /// FINESS comes each month but for one; the RPPS begins later and stops before the end.
    fn supply(&mut self, chance: &mut Chance) {
        let months = |first: i32, last: i32| Month::range(self.first + first, self.first + last);
        let gap = self.first + 12;
        let finess = months(0, self.months - 1).filter(|month| *month != gap).map(Month::last_day).collect();
        let rpps = months(2, self.months - 1 - chance.below(5)).map(Month::last_day).collect();
        let part = |share: f64| (self.first + (f64::from(self.months) * share) as i32).last_day();
        let (contracts, zoning) = (part(0.5), part(0.125));
        self.editions = BTreeMap::from([
            ("finess".to_owned(), finess),
            ("rpps".to_owned(), rpps),
            ("register".to_owned(), vec![part(0.75)]),
            ("aci_contrats".to_owned(), vec![contracts, part(0.85)]),
            ("zonage".to_owned(), vec![zoning]),
        ]);
    }

    fn statements(
        &mut self,
        source: &str,
        period: ColumnKind,
        columns: &[&Column],
        items: &[String],
        chance: &mut Chance,
    ) {
        let is_monthly = period == ColumnKind::Month;
        // A source may stop before the end.
        let stops = self.last() - chance.of(&[0, 0, 2, 6]);
        let mut rows: Vec<Vec<Row>> = Vec::new();
        for _ in &self.structures {
            let mut own = Vec::new();
            let answers = chance.of(&[0, 60, 95]);
            let ends = Month::range(self.first, stops).filter(|month| is_monthly || month.number() == 12);
            for end in ends.collect::<Vec<_>>() {
                if !chance.is(answers) {
                    continue;
                }
                for item in items.iter().filter(|item| item.is_empty() || chance.is(80)).collect::<Vec<_>>() {
                    let mut cells = BTreeMap::new();
                    for column in columns {
                        if chance.is(85) {
                            cells.insert(column.name.clone(), cell(column, chance));
                        }
                    }
                    own.push(Row { end, item: item.clone(), cells });
                }
            }
            rows.push(own);
        }
        let mut ends: Vec<NaiveDate> = rows.iter().flatten().map(|row| row.end.last_day()).collect();
        ends.sort();
        ends.dedup();
        self.editions.insert(source.to_owned(), ends);
        self.rows.insert(source.to_owned(), rows);
    }

    /// The same, as the engine takes it.
    pub(super) fn facts(&self, catalog: &Catalog) -> Facts {
        let mut facts = Facts { supplies: self.supplies(catalog), ..Facts::default() };
        for structure in &self.structures {
            let spells = structure.stays.iter().map(|stay| Spell {
                kind: Kind::Msp,
                department: stay.commune.department.to_owned(),
                commune: Some(stay.commune.code.to_owned()),
                form: stay.form,
                first: stay.from,
                end: stay.to,
            });
            let life = Life { spells: spells.collect(), events: Vec::new() };
            facts.structures.push((structure.number.clone(), life));
            facts.entries.push(self.entry(structure));
        }
        let member = |person: &Person| Version {
            from: person.from,
            to: person.to,
            content: Member {
                person: PersonKey(person.key.to_string()),
                structure: self.structures[person.structure].number.clone(),
                profession: person.code.parse().unwrap(),
                is_gp: person.is_gp,
                mode: person.mode,
            },
        };
        facts.members = self.people.iter().map(member).collect();
        let liberals = self.liberals.iter().map(|it| {
            let (code, is_gp) = match it.group {
                Group::GeneralPractitioner => ("10", true),
                Group::Nurse => ("60", false),
                _ => ("70", false),
            };
            let (commune, profession) = (it.commune.code.to_owned(), code.parse().unwrap());
            let content = Professionals { commune, profession, is_gp, count: it.count };
            Version { from: it.from, to: it.to, content }
        });
        facts.professionals = liberals.collect();
        for (source, rows) in &self.rows {
            let is_monthly = rows.iter().flatten().any(|row| row.end.number() != 12);
            let mut statements = Vec::new();
            for (structure, rows) in self.structures.iter().zip(rows) {
                statements.extend(rows.iter().map(|row| Statement {
                    subject: Subject::Structure(structure.number.clone()),
                    period: if is_monthly { Period::Month(row.end) } else { Period::Year(row.end.year()) },
                    item: row.item.clone(),
                    cells: row.cells.clone(),
                }));
            }
            statements.sort_by_key(Statement::key);
            facts.tables.insert(source.clone(), Table::of(statements, |_| true));
        }
        facts
            .statements
            .insert("aci_contrats".into(), self.contracts.iter().map(|it| self.contract(it)).collect());
        let zoning = self.zoning.iter().map(|(commune, day, zone)| Statement {
            subject: Subject::Territory(Territory::Commune(commune.code.to_owned())),
            period: Period::Day(*day),
            item: String::new(),
            cells: BTreeMap::from([("zone".to_owned(), Cell::Text(zone.as_str().to_owned()))]),
        });
        facts.statements.insert("zonage".into(), zoning.collect());
        facts
    }

    fn contract(&self, it: &Contract) -> Statement {
        let mut cells = BTreeMap::from([("statut".to_owned(), Cell::Text(it.status.to_owned()))]);
        cells.extend(it.ended.map(|day| ("date_fin".to_owned(), Cell::Text(day.to_string()))));
        Statement {
            subject: Subject::Structure(self.structures[it.structure].number.clone()),
            period: Period::Day(it.signed),
            item: String::new(),
            cells,
        }
    }

    /// Every region keeps a register that says what FINESS says.
    fn entry(&self, structure: &Structure) -> Entry {
        let (first, last) = (&structure.stays[0], structure.stays.last().unwrap());
        Entry {
            id: structure.number.to_string(),
            finess: Some(structure.number.clone()),
            name: String::new(),
            commune: last.commune.code.to_owned(),
            department: last.commune.department.to_owned(),
            status: if last.to.is_some() { Status::Closed } else { Status::Open },
            imagined_on: None,
            filed_on: None,
            recognised_on: None,
            opened_on: Some(first.from.first_day()),
            ended_on: last.to.map(Month::first_day),
            form: None,
            is_university: None,
            parent: None,
            is_priority_district: structure.is_priority,
            succeeds: None,
            confirmed_on: None,
        }
    }

    fn supplies(&self, catalog: &Catalog) -> Supplies {
        let mut supplies = Supplies::default();
        for (source, days) in &self.editions {
            let editions = days.iter().map(|day| (*day, Flow::Establishments)).collect();
            supplies.add(catalog.source(source).unwrap(), Calendar::new(editions));
        }
        supplies
    }
}

/// The items that definitions read of a source, each with two levels.
fn items(catalog: &Catalog, source: &str) -> Vec<String> {
    let stated = catalog.indicators.iter().flat_map(|indicator| indicator.terms()).filter_map(Term::stated);
    let of_source = stated.filter(|stated| stated.sources().any(|(id, _)| id == source));
    let mut codes: Vec<&str> = of_source.filter_map(|stated| stated.item.as_deref()).collect();
    codes.sort_unstable();
    codes.dedup();
    let levels = codes.iter().flat_map(|code| [1, 2].map(|level| format!("{code}/{level}")));
    if codes.is_empty() { vec![String::new()] } else { levels.collect() }
}

fn cell(column: &Column, chance: &mut Chance) -> Cell {
    let word = |word: &str| Cell::Text(word.to_owned());
    match column.kind {
        ColumnKind::Flag => Cell::Flag(chance.is(50)),
        ColumnKind::Day => word("2024-06-30"),
        ColumnKind::Month => word("2024-06"),
        ColumnKind::Years | ColumnKind::Integers => {
            let count = chance.below(5);
            Cell::Numbers((0..count).map(|_| f64::from(1950 + chance.below(45))).collect())
        }
        ColumnKind::Codes => {
            let all = [&["aucun"][..], &["A01"], &["A01", "A18"]];
            Cell::Texts(chance.of(&all).iter().map(|code| (*code).to_owned()).collect())
        }
        ColumnKind::Code | ColumnKind::Text => {
            let values: Vec<&str> = column.values.iter().map(String::as_str).collect();
            word(if values.is_empty() { "x" } else { chance.of(&values) })
        }
        _ => Cell::Number(f64::from(chance.below(40)) / 2.0),
    }
}
