//! The same through the front door: a small world is written as the files that the sources send, read, evaluated and
//! stored. On either database the stored points equal what loops over the rows of the files find.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use chrono::NaiveDate;
use observatoire::catalog::{Breakdown, Catalog, ColumnKind, Indicator, Key, Source};
use observatoire::domain::cut::{Class, Cut, Size, Zone};
use observatoire::domain::geography::{Commune, france};
use observatoire::domain::legal_entity::LegalForm;
use observatoire::domain::member::Mode;
use observatoire::domain::month::Month;
use observatoire::domain::point::Span;
use observatoire::domain::profession::{Group, Profession};
use observatoire::domain::statement::Cell;
use observatoire::domain::territory::{Level, Territory};
use observatoire::domain::timeline::FOREVER;
use observatoire::store::points::{Selection, of_territories};
use observatoire::store::{Scope, Store};
use rand::RngExt as _;

use super::count::{Count, is_told};
use super::world::{Contract, Liberals, Person, Row, Stay, Structure, World};
use super::{assert_sums, catalog, is_alike, places};
use crate::harness::{Database, Installation, chance, fixture};

const MONTHS: i32 = 26;
const STRUCTURES: usize = 12;

/// Tables of structures, by month or year.
const TABLES: [&str; 4] =
    ["declaration_mensuelle", "declaration_annuelle", "aci_releves", "aci_releves_indicateurs"];
const OTHERS: [&str; 5] = ["finess", "rpps", "register", "aci_contrats", "zonage"];

/// Codes of professions, whether a general practitioner, and the savoir-faire that says so.
const PROFESSIONS: [(&str, bool, &str); 5] =
    [("10", true, "SM26"), ("10", false, "SM02"), ("60", false, ""), ("70", false, ""), ("21", false, "")];

/// A world of which files can tell all: nothing happens between two editions, and lines are as their layouts say.
fn world(seed: u64, catalog: &Catalog) -> World {
    let mut world = World::new(seed, catalog, MONTHS, STRUCTURES);
    world.rows.retain(|source, _| TABLES.contains(&source.as_str()));
    world.editions.retain(|source, _| TABLES.contains(&source.as_str()) || OTHERS.contains(&source.as_str()));
    let shown: Vec<Month> = world.editions["finess"].iter().map(|day| Month::of(*day)).collect();
    let told = |month: Month| shown.iter().copied().find(|shown| month <= *shown);
    for structure in &mut world.structures {
        let stays = std::mem::take(&mut structure.stays).into_iter();
        let stays = stays
            .filter_map(|stay| Some(Stay { from: told(stay.from)?, to: stay.to.and_then(told), ..stay }));
        structure.stays = stays.filter(|stay| stay.to != Some(stay.from)).collect();
    }
    let last = *world.editions["rpps"].last().unwrap();
    world.people.retain(|person| person.from <= last);
    for person in &mut world.people {
        (person.code, person.is_gp, _) = PROFESSIONS[person.key as usize % PROFESSIONS.len()];
        if last < person.to {
            person.to = FOREVER;
        }
    }
    let practices = practices(&world);
    world.liberals.extend(practices);
    for (source, rows) in &mut world.rows {
        rows.iter_mut().flatten().for_each(|row| admit(catalog.source(source).unwrap(), row));
    }
    world
}

/// Where a line of the RPPS says that a member works; some say nothing.
fn practice(world: &World, person: &Person) -> Option<&'static Commune> {
    (!person.key.is_multiple_of(7)).then(|| world.structures[person.structure].stays[0].commune)
}

/// Members who are liberals count among those of their commune, once each, edition by edition.
fn practices(world: &World) -> Vec<Liberals> {
    let days = &world.editions["rpps"];
    let nexts = days[1..].iter().copied().chain([FOREVER]);
    let mut liberals = Vec::new();
    for (from, to) in days.iter().copied().zip(nexts) {
        let mut seen = BTreeSet::new();
        for person in shown(world, from).filter(|person| person.mode == Mode::Liberal) {
            let Some(commune) = practice(world, person) else { continue };
            if seen.insert((person.key, commune.code)) {
                let group = person.code.parse::<Profession>().unwrap().group(person.is_gp);
                liberals.push(Liberals { commune, group, count: 1, from, to });
            }
        }
    }
    liberals
}

fn shown(world: &World, day: NaiveDate) -> impl Iterator<Item = &Person> {
    world.people.iter().filter(move |person| person.from <= day && day < person.to)
}

/// Makes a line of random cells one that its layout admits.
fn admit(source: &Source, row: &mut Row) {
    let cells = &mut row.cells;
    let number = |cells: &BTreeMap<String, Cell>, name: &str| match cells.get(name) {
        Some(Cell::Number(number)) => Some(*number),
        _ => None,
    };
    for column in &source.columns {
        let length = column.length_of.as_ref().and_then(|other| match cells.get(other) {
            Some(Cell::Numbers(list)) => Some(list.len()),
            _ => None,
        });
        let admitted = match cells.remove(&column.name) {
            Some(Cell::Number(it)) => {
                let it = if column.kind == ColumnKind::Integer { it.floor() } else { it };
                Some(Cell::Number(it.clamp(column.minimum, column.maximum)))
            }
            Some(Cell::Numbers(mut list)) => {
                list.resize(length.unwrap_or(list.len()), 1_970.0);
                list.sort_by(f64::total_cmp);
                // An empty cell is no list.
                (!list.is_empty()).then_some(Cell::Numbers(list))
            }
            other => other,
        };
        cells.extend(admitted.map(|cell| (column.name.clone(), cell)));
    }
    // As often as limits may stand one behind another.
    for column in source.columns.iter().cycle().take(3 * source.columns.len()) {
        let limit = column.at_most.as_ref().and_then(|other| number(cells, other));
        let parts: Option<Vec<f64>> = column.sum_of.iter().map(|part| number(cells, part)).collect();
        let Some(own) = number(cells, &column.name) else { continue };
        let own = limit.map_or(own, |limit| own.min(limit));
        let own = parts.filter(|parts| !parts.is_empty()).map_or(own, |parts| parts.iter().sum());
        cells.insert(column.name.clone(), Cell::Number(own));
    }
}

fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().map(|line| line + "\n").collect()
}

/// cs1100507, which tells open establishments, or cs1100501, which tells legal entities.
fn extract(flow: u32, day: NaiveDate, records: impl Iterator<Item = String>) -> String {
    let header = format!("finess;etalab;{flow};{day}");
    lines([header].into_iter().chain(records))
}

/// A record of so many fields, of which some are filled, by the numbers that the notices give them.
fn record(count: usize, filled: &[(usize, &str)]) -> String {
    let mut fields = vec![""; count];
    for (number, value) in filled {
        fields[number - 1] = value;
    }
    fields.join(";")
}

/// The legal entity behind a structure; none when nobody is to know its form.
fn owner(structure: &Structure, form: LegalForm) -> Option<String> {
    let of = |first: &str| Some(format!("{first}{}", &structure.number.as_str()[3..]));
    match form {
        LegalForm::Unknown => None,
        LegalForm::Sisa => of("018"),
        LegalForm::Other => of("019"),
    }
}

fn establishments(world: &World, day: NaiveDate) -> String {
    let month = Month::of(day);
    let hospital = [(1, "structureet"), (2, "750000001"), (4, "CH"), (13, "056"), (14, "75"), (19, "355")];
    let open = world.structures.iter().filter_map(|structure| {
        let stay = structure.stays.iter().find(|s| s.from <= month && s.to.is_none_or(|to| month < to))?;
        let owner = owner(structure, stay.form).unwrap_or_default();
        let (department, commune) = match stay.commune.code {
            "97701" => ("9A", "123"),
            code => code.split_at(2),
        };
        let (number, opened) = (structure.number.as_str(), structure.stays[0].from.first_day().to_string());
        let place = [(13, commune), (14, department), (19, "603"), (29, &opened)];
        Some(record(32, &[&[(1, "structureet"), (2, number), (3, &owner), (4, "MSP")][..], &place].concat()))
    });
    extract(507, day, [record(32, &hospital)].into_iter().chain(open))
}

fn entities(world: &World) -> String {
    let mut known = BTreeMap::new();
    for structure in &world.structures {
        for stay in &structure.stays {
            let status = if stay.form == LegalForm::Sisa { "80" } else { "60" };
            known.extend(owner(structure, stay.form).map(|number| (number, status)));
        }
    }
    let entity = |(number, status): (&String, &&str)| {
        record(23, &[(1, "structureej"), (2, number), (3, "ENTITE"), (17, status)])
    };
    extract(501, world.first.last_day(), known.iter().map(entity))
}

/// One edition of the RPPS. Some say twice that they are members, in two modes, of which that of a liberal counts.
fn directory(world: &World, header: &str, day: NaiveDate) -> String {
    let names: Vec<&str> = header.split('|').collect();
    let at = |name: &str| names.iter().position(|known| *known == name).unwrap();
    let activity =
        |person: String, (code, _, skill): (&str, bool, &str), mode: Mode, site: &str, commune: &str| {
            let mut fields = vec![""; names.len()];
            let mode = if mode == Mode::Liberal { "L" } else { "S" };
            for (name, value) in [
                ("Identification nationale PP", person.as_str()),
                ("Code profession", code),
                ("Code catégorie professionnelle", "C"),
                ("Code savoir-faire", skill),
                ("Code mode exercice", mode),
                ("Numéro FINESS site", site),
                ("Code commune (coord. structure)", commune),
            ] {
                fields[at(name)] = value;
            }
            fields.join("|")
        };
    let first = world.editions["rpps"][0];
    let members = shown(world, day).flat_map(|person| {
        let profession = PROFESSIONS[person.key as usize % PROFESSIONS.len()];
        let site = world.structures[person.structure].number.as_str();
        let commune = practice(world, person).map_or("", |commune| commune.code);
        let of = |mode| activity(format!("81{:010}", person.key), profession, mode, site, commune);
        let again =
            (person.mode == Mode::Liberal && person.key.is_multiple_of(3)).then(|| of(Mode::Employed));
        again.into_iter().chain([of(person.mode)])
    });
    // Those of `practices` hold for one edition.
    let ever = world.liberals.iter().enumerate().filter(|(_, it)| it.from == first && it.to == FOREVER);
    let others = ever.flat_map(|(i, it)| {
        let profession = match it.group {
            Group::GeneralPractitioner => PROFESSIONS[0],
            Group::Nurse => PROFESSIONS[2],
            _ => PROFESSIONS[3],
        };
        let one =
            move |n| activity(format!("82{i:05}{n:05}"), profession, Mode::Liberal, "", it.commune.code);
        (0..it.count).map(one)
    });
    // No two editions are the same file: somebody else, employed elsewhere, is in each.
    let elsewhere =
        activity(day.format("830%Y%m%d").to_string(), PROFESSIONS[2], Mode::Employed, "750000001", "");
    lines([header.to_owned(), elsewhere].into_iter().chain(members).chain(others))
}

fn written(cell: &Cell) -> String {
    let list = |words: Vec<String>| words.join("|");
    match cell {
        Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Flag(flag) => if *flag { "oui" } else { "non" }.to_owned(),
        Cell::Text(word) => word.clone(),
        Cell::Numbers(numbers) => list(numbers.iter().map(f64::to_string).collect()),
        Cell::Texts(words) => list(words.clone()),
    }
}

/// The line of a table for one structure and period.
fn line(source: &Source, structure: &Structure, row: &Row, cells: &BTreeMap<String, Cell>) -> String {
    let mut item = row.item.split('/');
    let fields = source.columns.iter().map(|column| match column.key {
        Some(Key::Subject) => structure.number.to_string(),
        Some(Key::Period) if column.kind == ColumnKind::Year => row.end.year().to_string(),
        Some(Key::Period) => row.end.to_string(),
        Some(Key::Item) => item.next().unwrap_or_default().to_owned(),
        None => cells.get(&column.name).map(written).unwrap_or_default(),
    });
    fields.collect::<Vec<_>>().join(";")
}

/// A table, one file a period; before them a first draft of one period, in which lines are mixed up.
fn table(world: &World, source: &Source) -> [Vec<(String, String)>; 2] {
    let mut periods: BTreeMap<Month, Vec<(&Structure, &Row)>> = BTreeMap::new();
    for (structure, rows) in world.structures.iter().zip(&world.rows[&source.id]) {
        for row in rows {
            periods.entry(row.end).or_default().push((structure, row));
        }
    }
    let header = source.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(";");
    let file = |month: &Month, stated: Vec<String>| {
        let name = format!("{}_{month}.csv", source.id);
        (name, lines([header.clone()].into_iter().chain(stated)))
    };
    let right = |rows: &Vec<(&Structure, &Row)>| {
        rows.iter().map(|(structure, row)| line(source, structure, row, &row.cells)).collect()
    };
    let mixed = |rows: &Vec<(&Structure, &Row)>| {
        let pairs = rows.iter().zip(rows.iter().rev());
        pairs.map(|((structure, row), (_, other))| line(source, structure, row, &other.cells)).collect()
    };
    let longest = periods.iter().max_by_key(|(_, rows)| rows.len());
    let draft = longest.map(|(month, rows)| file(month, mixed(rows)));
    [draft.into_iter().collect(), periods.iter().map(|(month, rows)| file(month, right(rows))).collect()]
}

fn contracts(world: &World, known: &[Contract]) -> String {
    let line = |it: &Contract| {
        let ended = it.ended.map(|day| day.to_string()).unwrap_or_default();
        format!("{};{};{};{ended}", world.structures[it.structure].number, it.signed, it.status)
    };
    lines(["finess_et;date_signature;statut;date_fin".to_owned()].into_iter().chain(known.iter().map(line)))
}

fn zoning(world: &World) -> String {
    let line = |(commune, day, zone): &(&Commune, NaiveDate, Zone)| {
        format!("{};{day};{}", commune.code, zone.as_str())
    };
    lines(["insee_commune;date_effet;zone".to_owned()].into_iter().chain(world.zoning.iter().map(line)))
}

fn register(world: &World) -> String {
    let confirmed = world.editions["register"][0];
    let line = |structure: &Structure| {
        let (number, commune) = (&structure.number, structure.stays[0].commune.code);
        let qpv = structure.is_priority.map_or("", |is_priority| if is_priority { "oui" } else { "non" });
        format!("{number};{number};MSP;{commune};ouvert;{qpv};{confirmed}")
    };
    let header = "id_registre;finess_et;nom;insee_commune;statut;qpv;confirme_le".to_owned();
    lines([header].into_iter().chain(world.structures.iter().map(line)))
}

/// Files that come together, and the day on which they come if it is told.
type Parcel<'a> = (&'a str, Option<NaiveDate>, Vec<(String, String)>);

fn parcels<'a>(world: &World, catalog: &'a Catalog) -> Vec<Parcel<'a>> {
    let one = |name: &str, text| vec![(name.to_owned(), text)];
    let directories =
        std::fs::read_to_string(fixture("rpps/PS_LibreAcces_Personne_activite_202606020830.txt"));
    let directories = directories.unwrap();
    let header = directories.lines().next().unwrap();
    let days = |source: &str| world.editions[source].iter().copied();
    let finess = days("finess").map(|day| (format!("507-{day}.csv"), establishments(world, day)));
    let rpps = days("rpps").map(|day| {
        let name = format!("PS_LibreAcces_Personne_activite_{}0830.txt", day.format("%Y%m%d"));
        (name, directory(world, header, day))
    });
    let half = &world.contracts[..world.contracts.len() / 2];
    let [early, late] = [0, 1].map(|i| world.editions["aci_contrats"][i]);
    let mut parcels = vec![
        ("finess", None, finess.collect()),
        ("finess", None, one("501.csv", entities(world))),
        ("rpps", None, rpps.collect()),
        ("register", None, one("registre.csv", register(world))),
        ("zonage", Some(world.editions["zonage"][0]), one("zonage.csv", zoning(world))),
        ("aci_contrats", Some(early), one("early.csv", contracts(world, half))),
        ("aci_contrats", Some(late), one("late.csv", contracts(world, &world.contracts))),
    ];
    for source in TABLES.map(|id| catalog.source(id).unwrap()) {
        let came = world.last().first_day();
        parcels.extend(table(world, source).map(|files| (source.id.as_str(), Some(came), files)));
    }
    parcels
}

/// Brings every file through the front door; each is read to its last line.
fn bring(installation: &Installation, parcels: &[Parcel], last: Month) {
    let mut corrected = BTreeSet::new();
    for (number, (source, received, files)) in parcels.iter().enumerate() {
        let write = |(name, text): &(String, String)| installation.write(&format!("{number}/{name}"), text);
        let mut arguments = vec![PathBuf::from("import"), PathBuf::from(source)];
        arguments.extend(files.iter().map(write));
        arguments.extend(received.iter().flat_map(|day| ["--received".into(), day.to_string().into()]));
        let said = installation.say(&arguments).ok();
        let is_whole = |line: &str| line.contains(": imported, ") && line.contains(" 0 rejected");
        assert!(said.lines().count() == files.len() && said.lines().all(is_whole), "{said}");
        if said.contains("corrected") {
            corrected.insert(*source);
        }
    }
    assert_eq!(corrected, BTreeSet::from(TABLES), "what was stated otherwise before");
    installation.ok(&["run", "monthly", "--month", &last.to_string()]);
}

fn all_cuts() -> impl Iterator<Item = Cut> {
    let zones = Zone::ALL.map(|zone| Cut { zone: Some(zone), class: None });
    let groups = Group::ALL.map(Class::Group);
    let classes = groups.into_iter().chain(Size::ALL.map(Class::Size));
    let classes = classes.map(|class| Cut { zone: None, class: Some(class) });
    [Cut::default()].into_iter().chain(zones).chain(classes)
}

/// The cuts that an indicator is given in.
fn is_cut(indicator: &Indicator, level: Level, cut: Cut) -> bool {
    let is_asked = match cut {
        Cut { zone: None, class: None } => return true,
        Cut { zone: Some(_), .. } => indicator.zones,
        Cut { class: Some(Class::Group(_)), .. } => indicator.breakdowns.contains(&Breakdown::Group),
        Cut { class: Some(Class::Size(_)), .. } => indicator.breakdowns.contains(&Breakdown::Size),
    };
    is_asked && level != Level::Epci
}

/// By cut, indicator and territory.
type Points = BTreeMap<(Cut, String, String), Vec<Span>>;

/// All that is stored.
fn stored(installation: &Installation, catalog: &Catalog) -> Points {
    let store = Store::open(&installation.store_url()).unwrap();
    let conn = &mut *store.connection().unwrap();
    let indicators: Vec<&str> = catalog.indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let territories: Vec<String> = france().territories().map(|territory| territory.to_string()).collect();
    let mut points = Points::new();
    for cut in all_cuts() {
        let selection = Selection { cut, ..Selection::default() };
        let found = of_territories(conn, &Scope::operator(), selection, &indicators, &territories).unwrap();
        points.extend(found.into_iter().map(|((id, territory), spans)| ((cut, id, territory), spans)));
    }
    points
}

/// Compares the points of the places where anything happens; gives the readings that agree on a value, by indicator.
fn compare<'a>(world: &World, catalog: &'a Catalog, points: &Points) -> BTreeMap<&'a str, usize> {
    let mut agreed = BTreeMap::new();
    let places: Vec<Territory> = places(world).into_iter().collect();
    let months: Vec<Month> = Month::range(world.first, world.last()).rev().step_by(4).collect();
    for indicator in catalog.indicators.iter().filter(|indicator| indicator.terms().all(is_told)) {
        let agreed: &mut usize = agreed.entry(indicator.id.as_str()).or_default();
        for territory in places.iter().filter(|territory| indicator.is_given_for(territory.level())) {
            for cut in all_cuts().filter(|cut| is_cut(indicator, territory.level(), *cut)) {
                let spans = points.get(&(cut, indicator.id.clone(), territory.to_string()));
                for &month in &months {
                    let expected = Count { world, catalog, territory, cut, month }.expect(indicator);
                    let found = spans.into_iter().flatten();
                    let found = found.clone().find(|span| span.first <= month && month <= span.last);
                    let are_alike = match found {
                        Some(span) => is_alike(&span.reading, expected.as_ref()),
                        None => expected.is_none(),
                    };
                    assert!(
                        are_alike,
                        "{} of {territory} ({cut:?}) in {month}: {found:?}, counted {expected:?}",
                        indicator.id
                    );
                    *agreed += usize::from(expected.is_some_and(|expected| expected.value.is_some()));
                }
            }
        }
    }
    agreed
}

#[test]
fn stored_points_equal_a_naive_count_of_the_source_files() {
    let catalog = catalog();
    let world = world(chance().random(), &catalog);
    let parcels = parcels(&world, &catalog);
    let [points, others] = [Database::Sqlite, Database::Postgres].map(|database| {
        let installation = Installation::new(database);
        bring(&installation, &parcels, world.last());
        stored(&installation, &catalog)
    });
    assert!(points.len() > 10_000, "{} series are stored", points.len());
    assert!(points == others, "both databases hold the same points");
    let territories: BTreeMap<String, Territory> =
        france().territories().map(|territory| (territory.to_string(), territory)).collect();
    let parts =
        points.iter().map(|((cut, id, place), spans)| (id.as_str(), &territories[place], *cut, &spans[..]));
    assert_sums(&catalog, parts);
    let agreed = compare(&world, &catalog, &points);
    let told = agreed.values().filter(|readings| **readings > 0).count();
    let readings: usize = agreed.values().sum();
    assert!(
        told > 55 && readings > 2_000,
        "{readings} readings of {told} indicators have a value: {agreed:?}"
    );
    eprintln!("{readings} readings of {told} indicators agree, of {} series", points.len());
}
