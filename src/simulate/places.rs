//! Files about places: the zones of the ARS (`zonage_YYYY.csv`) and how reachable a general practitioner is (APL).

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use crate::domain::cut::Zone;
use crate::domain::geography::{Commune, france};
use crate::domain::month::Month;

use super::people::trades::{GP, Kind};
use super::row::{Row, Table};
use super::supply::{Order, practitioners};
use super::{Population, Written};

const ZONING: &str = "insee_commune;zone;zip_plus;tvs_code;date_effet;arrete";
/// Days from which the orders of an edition hold. \[A\] The real ones differ by region.
const ORDERS: [(Order, i32, u32); 2] = [(Order::Of2022, 2022, 4), (Order::Of2025, 2025, 7)];

fn counted() -> impl Iterator<Item = &'static Commune> {
    france().communes().iter().filter(|commune| commune.population.is_some())
}

pub(super) fn zoning(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let mut written = Vec::new();
    for (order, year, month) in ORDERS {
        let Some(day) = NaiveDate::from_ymd_opt(year, month, 1) else { continue };
        if !of.writes(day) {
            continue;
        }
        let path = out.join(format!("zonage_{year}.csv"));
        let mut table = Table::create(&path, ZONING)?;
        for commune in counted() {
            let Some(zone) = of.supply.zone_of(commune, order) else { continue };
            let region = france().region_of(commune.department).unwrap_or_default();
            let is_more = zone == Zone::Zip && of.supply.density(commune, 0.0) < 0.62;
            let mut row = Row::default();
            row.say(commune.code).say(zone.as_str()).flag(is_more).given(of.supply.territory_code(commune));
            row.say(day).say(format_args!("ARS {region} {year} (simulé)"));
            table.put(&row)?;
        }
        table.finish()?;
        written.push(Written { source: "zonage", path, snapshot: day });
    }
    Ok(written)
}

/// The workbook of a smaller world lists only the surroundings of its structures.
const WHOLE: f64 = 300.0 / 2_758.0;
const APL: &str = "Indicateur d'accessibilité potentielle localisée (APL) aux médecins généralistes.xlsx";
const COLUMNS: [&str; 7] = [
    "Code commune INSEE",
    "Commune",
    "APL aux médecins généralistes (sans borne d'âge)",
    "APL aux médecins généralistes de moins de 65 ans",
    "APL aux médecins généralistes de moins de 62 ans",
    "Population standardisée par la consommation de soins par tranche d'âge",
    "Population totale",
];
/// The header stands below eight lines, as in the real file.
const HEADER: u32 = 8;
/// Consultations a year for an inhabitant of the country, and what they lose a year. \[A\] About 3.5 in 2021.
const REACHABLE: f64 = 3.5;
const LOSS: f64 = 0.05;
/// Of the practitioners, those under 65 and under 62. \[A\]
const UNDER_65: f64 = 0.87;
const UNDER_62: f64 = 0.80;

/// One file with three years, known early in the last year but one.
pub(super) fn apl(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let last = (of.until - 14).year();
    let snapshot = Month::from_index((last + 1) * 12 + 1).last_day();
    if last < 2019 || !of.writes(snapshot) {
        return Ok(Vec::new());
    }
    std::fs::create_dir_all(out)?;
    let path = out.join(APL);
    book(of, last).and_then(|mut book| book.save(&path)).map_err(io::Error::other)?;
    Ok(vec![Written { source: "apl", path, snapshot }])
}

fn listed(of: &Population) -> Vec<&'static Commune> {
    let around: BTreeSet<&str> = of
        .teams
        .iter()
        .filter_map(|team| team.first(of.world))
        .map(|this| this.places.at(this.registered).commune)
        .map(|commune| commune.epci.unwrap_or(commune.code))
        .collect();
    counted().filter(|c| of.scale >= WHOLE || around.contains(c.epci.unwrap_or(c.code))).collect()
}

fn book(of: &Population, last: i32) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    // The day of writing would change the bytes of every run.
    let made = ExcelDateTime::from_ymd((last + 1) as u16, 2, 15)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let first = book.add_worksheet().set_name("Données simulées")?;
    first.write_string(0, 0, "Données simulées : aucun chiffre de ce classeur n’est réel.")?;
    let communes = listed(of);
    for year in last - 2..=last {
        let values = reach(of, year);
        sheet(book.add_worksheet().set_name(format!("APL_{year}"))?, of, &communes, &values, year)?;
    }
    Ok(book)
}

fn sheet(
    sheet: &mut Worksheet,
    of: &Population,
    communes: &[&Commune],
    values: &BTreeMap<&str, f64>,
    year: i32,
) -> Result<(), XlsxError> {
    sheet.write_string(
        0,
        0,
        format!("Accessibilité potentielle localisée (APL), {year}, données simulées"),
    )?;
    for (column, name) in (0..).zip(COLUMNS) {
        sheet.write_string(HEADER, column, name)?;
    }
    for (row, commune) in (HEADER + 1..).zip(communes) {
        let value = values.get(commune.code).copied().unwrap_or_default();
        // Where doctors are few they are older.
        let young = (of.supply.density(commune, f64::from(year - 2022)) - 1.0).clamp(-0.5, 0.5) * 0.06;
        let round = |value: f64| (value * 1_000.0).round() / 1_000.0;
        let inhabitants = commune.population.unwrap_or_default() as f64;
        sheet.write_string(row, 0, commune.code)?;
        sheet.write_string(row, 1, commune.name)?;
        sheet.write_number(row, 2, round(value))?;
        sheet.write_number(row, 3, round(value * (UNDER_65 + young)))?;
        sheet.write_number(row, 4, round(value * (UNDER_62 + young)))?;
        sheet.write_number(row, 5, (inhabitants * (1.0 - young)).round())?;
        sheet.write_number(row, 6, inhabitants)?;
    }
    Ok(())
}

/// Practitioners around an inhabitant: those of the EPCI for two thirds, of the department for one; in consultations.
fn reach(of: &Population, year: i32) -> BTreeMap<&'static str, f64> {
    let years = f64::from(year - 2022);
    let december = Month::from_index(year * 12 + 11);
    let mut inside: BTreeMap<&str, f64> = BTreeMap::new();
    for team in &of.teams {
        let Some(this) = team.establishment(of.world, december) else { continue };
        let gps = team.present(december).filter(|p| p.is(Kind::GeneralPractitioner)).count() as f64;
        *inside.entry(this.places.at(december).commune.code).or_default() += gps / of.scale.max(1e-6);
    }
    let (mut epcis, mut departments) = (BTreeMap::new(), BTreeMap::new());
    let whole: f64 = counted().map(|c| practitioners(&of.supply, c, years)).sum();
    let (mut doctors, mut people) = (0.0, 0.0);
    let is_whole = of.scale >= WHOLE;
    for commune in counted() {
        let own = practitioners(&of.supply, commune, years) * GP.outside * 1_000.0 / whole;
        // A small world has too few teams to spread over the country: they count where they are.
        let teams = inside.get(commune.code).copied().unwrap_or_default();
        let teams = if is_whole { teams } else { teams * of.scale };
        let inhabitants = commune.population.unwrap_or_default() as f64;
        let epci =
            epcis.entry((commune.department, commune.epci.unwrap_or(commune.code))).or_insert((0.0, 0.0));
        epci.0 += own + teams;
        epci.1 += inhabitants;
        let department = departments.entry(commune.department).or_insert((0.0, 0.0));
        department.0 += own + teams;
        department.1 += inhabitants;
        doctors += own + teams;
        people += inhabitants;
    }
    let rate = |(doctors, people): (f64, f64)| doctors / people.max(1.0);
    let country = rate((doctors, people));
    let level = REACHABLE - LOSS * (years + 1.0);
    let reach = counted().map(|commune| {
        let near =
            epcis.get(&(commune.department, commune.epci.unwrap_or(commune.code))).copied().map_or(0.0, rate);
        let far = departments.get(commune.department).copied().map_or(0.0, rate);
        let share = (2.0 * near + far) / 3.0 / country;
        (commune.code, level * share.min(2.5))
    });
    reach.collect()
}
