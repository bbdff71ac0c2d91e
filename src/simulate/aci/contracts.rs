//! `aci_contrats_YYYY-06.csv` and `aci_contrats_YYYY.csv`: every contract ever signed, as known at the end of a half-year;
//! a later file repeats and corrects the one before.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use rand::{Rng, RngExt};

use crate::domain::geography::france;
use crate::domain::month::Month;

use super::super::chance::{chance, strikes, wait};
use super::super::people::team::Team;
use super::super::row::{Row, Table};
use super::super::world::SISA;
use super::super::{Population, Written};
use super::FIRST;

const SOURCE: &str = "aci_contrats";
const HEADER: &str = "finess_et;finess_ej_sisa;siren_sisa;caisse;departement;version_regles;date_depot_projet;\
    date_validation_projet;date_signature;date_effet;date_fin;statut;date_statut;motif_fin";

/// Contracts signed by the end of a year since the règlement arbitral (sources.md, section 13); between those
/// published, assumptions. The last makes 80 % of 2,758 active.
const SIGNED: [(i32, f64); 11] = [
    (2014, 0.0),
    (2015, 300.0),
    (2016, 440.0),
    (2017, 575.0),
    (2018, 760.0),
    (2019, 943.0),
    (2020, 1_180.0),
    (2021, 1_450.0),
    (2022, 1_747.0),
    (2023, 2_031.0),
    (2024, 2_300.0),
];
/// Contracts a month after the last. \[A\]
const PACE: f64 = 18.0;
/// Contracts ended in a year for another reason than the closure. \[A\] 78 of 2,031 were not active in 2023.
const ENDED: f64 = 0.0062;
/// Years of a contract.
const TERM: i32 = 5;

#[derive(Clone, Debug)]
pub(in super::super) struct Contract {
    pub team: usize,
    pub number: String,
    pub department: &'static str,
    pub filed: NaiveDate,
    pub recognised: NaiveDate,
    pub signed: NaiveDate,
    pub ended: Option<(NaiveDate, &'static str)>,
    /// Number and SIREN of the SISA; FINESS may not know it yet.
    pub sisa: (Option<String>, Option<String>),
}

impl Contract {
    pub(in super::super) fn is_active(&self, day: NaiveDate) -> bool {
        self.signed <= day && self.ended.as_ref().is_none_or(|(end, _)| day < *end)
    }
}

/// Contracts wanted at the end of a month, in a world of this scale.
fn wanted(scale: f64, month: Month) -> f64 {
    let december = |year: i32| f64::from(year * 12 + 11);
    let x = f64::from(month.index());
    let between = SIGNED.windows(2).find(|pair| pair.last().is_some_and(|(year, _)| x <= december(*year)));
    let published = match between {
        Some(&[(y0, n0), (y1, n1)]) => n0 + (n1 - n0) * (x - december(y0)) / (december(y1) - december(y0)),
        _ => 2_300.0 + PACE * (x - december(2024)),
    };
    published.max(0.0) * scale
}

/// Month after month, as many teams sign as the country's total asks for, among those that may.
pub(in super::super) fn agree(of: &Population) -> Vec<Contract> {
    let mut rng = chance(of.seed, "world", "contracts");
    let mut contracts: Vec<Contract> = Vec::new();
    let mut signed = BTreeSet::new();
    for month in Month::range(Month::from_index(2015 * 12 + 2), of.until) {
        for contract in contracts.iter_mut().filter(|contract| contract.ended.is_none()) {
            if let Some(team) = of.teams.get(contract.team) {
                contract.end(&mut rng, team, month);
            }
        }
        let missing = wanted(of.scale, month) - contracts.len() as f64;
        let mut candidates: Vec<(f64, usize)> = Vec::new();
        for (index, team) in of.teams.iter().enumerate() {
            if team.is_antenna || team.opened + 4 > month || signed.contains(&index) {
                continue;
            }
            // A heavier weight draws a higher mark (Efraimidis and Spirakis).
            if let Some(weight) = weight(of, team, month) {
                candidates.push((rng.random::<f64>().powf(1.0 / weight), index));
            }
        }
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, index) in candidates.into_iter().take(missing.max(0.0).round() as usize) {
            if let Some(contract) =
                of.teams.get(index).and_then(|team| sign(of, team, index, month, &mut rng))
            {
                contracts.push(contract);
                signed.insert(index);
            }
        }
    }
    contracts
}

/// Those with a SISA sign first, and the better organised; some regions sign more than their share.
fn weight(of: &Population, team: &Team, month: Month) -> Option<f64> {
    let this = team.establishment(of.world, month)?;
    let owner = of.world.entities.get(this.tenure.at(month).entity)?;
    let sisa = if owner.status.code == SISA.code { 4.0 } else { 1.0 };
    let region = super::super::demography::region(this.places.at(month));
    let region = match region {
        "76" | "32" | "11" => 12.0,
        "75" => 0.6,
        "84" => 0.8,
        _ => 1.0,
    };
    Some(sisa * region * (0.4 + 1.2 * team.traits.organised))
}

fn sign(of: &Population, team: &Team, index: usize, month: Month, rng: &mut impl Rng) -> Option<Contract> {
    let this = team.establishment(of.world, month)?;
    let owner = of.world.entities.get(this.tenure.at(month).entity)?;
    let signed = month.first_day() + Days::new(rng.random_range(0..28));
    let recognised = this.opened.min(signed) - Days::new(rng.random_range(60..400));
    let filed = recognised - Days::new(rng.random_range(60..220));
    let is_known = owner.status.code == SISA.code;
    let unknown = super::super::numbering::siren(7_000_000 + index as u32);
    Some(Contract {
        team: index,
        number: this.number.clone(),
        department: this.places.at(month).commune.department,
        filed,
        recognised,
        signed,
        ended: None,
        sisa: if is_known {
            (Some(owner.number.clone()), Some(owner.siren.clone()))
        } else {
            (None, Some(unknown).filter(|_| rng.random_bool(0.8)))
        },
    })
}

impl Contract {
    fn end(&mut self, rng: &mut impl Rng, team: &Team, month: Month) {
        let day = month.first_day() + Days::new(rng.random_range(0..28));
        let strain = (-0.5 * team.climate(month).clamp(-4.0, 3.0)).exp();
        let breaks = strikes(rng, ENDED * strain);
        let (by_team, merges) = (rng.random_bool(0.6), rng.random_bool(0.25));
        if team.closed.is_some_and(|closed| closed <= month) {
            self.ended = Some((day, if merges { "fusion" } else { "fermeture" }));
        } else if breaks && day > self.signed + Days::new(200) {
            self.ended = Some((day, if by_team { "sortie_volontaire" } else { "resiliation_cpam" }));
        }
    }
}

/// One file for each half-year, received a month later, and one of what is known at the end of the last month.
pub(in super::super) fn contracts(of: &Population, all: &[Contract], out: &Path) -> io::Result<Vec<Written>> {
    let june = |year: i32| Month::from_index(year * 12 + 5);
    let halves = (FIRST..=of.until.year()).flat_map(|year| {
        [(june(year), format!("{SOURCE}_{year}-06.csv")), (june(year) + 6, format!("{SOURCE}_{year}.csv"))]
    });
    let halves = halves.map(|(state, name)| (state, state + 1, name)).filter(|(_, at, _)| *at <= of.until);
    let last = (of.until, of.until, format!("{SOURCE}_{}.csv", of.until));
    let is_more = of.until >= june(FIRST) && !matches!(of.until.number(), 1 | 7);
    let mut written = Vec::new();
    for (state, received, name) in halves.chain(is_more.then_some(last)) {
        if !of.writes(received.last_day()) {
            continue;
        }
        let (path, state) = (out.join(name), state.last_day());
        let mut table = Table::create(&path, HEADER)?;
        for contract in all.iter().filter(|contract| contract.signed <= state) {
            if let Some(row) = row(of, contract, state) {
                table.put(&row)?;
            }
        }
        table.finish()?;
        written.push(Written { source: SOURCE, path, snapshot: received.last_day() });
    }
    Ok(written)
}

/// A contract as known on a day. An end is heard of after some months; a renewal moves the last day.
fn row(of: &Population, contract: &Contract, state: NaiveDate) -> Option<Row> {
    let mut rng = chance(of.seed, &contract.number, "contract");
    // A team that took another number is filed under it.
    let team = of.teams.get(contract.team);
    let today = team.and_then(|team| team.establishment(of.world, Month::of(state)));
    let structure = today.map_or(&contract.number, |this| &this.number);
    let heard = wait(&mut rng, 2.0);
    // One in forty is first filed with the year before, and put right a year later.
    let is_mistaken = rng.random_bool(0.025) && contract.signed.year() == state.year();
    if rng.random_bool(0.03) && contract.signed.year() == state.year() {
        return None; // filed too late for the file of its year
    }
    let filed = if is_mistaken { contract.filed - Days::new(365) } else { contract.filed };
    let ended = contract.ended.filter(|(end, _)| (Month::of(*end) + heard).last_day() <= state);
    let years = (state.year() - contract.signed.year()) / TERM + 1;
    let last = Month::of(contract.signed) + (12 * TERM * years - 1);
    let rules = if state.year() >= 2022 { "avenant1" } else { "aci2017" };
    let (status, since) = match ended {
        Some((end, _)) => ("resilie", end),
        None => ("actif", contract.signed),
    };
    let (number, siren) = &contract.sisa;
    let mut row = Row::default();
    row.say(structure).given(number.as_ref()).given(siren.as_ref());
    row.say(fund(contract.department)).say(contract.department).say(rules);
    row.say(filed).say(contract.recognised).say(contract.signed).say(contract.signed);
    row.say(ended.map_or(last.last_day(), |(end, _)| end)).say(status).say(since);
    row.given(ended.map(|(_, reason)| reason));
    Some(row)
}

/// The primary fund of the department: its code and the rank of the fund, one everywhere here.
fn fund(department: &str) -> String {
    let is_known = france().department(department).is_some();
    if is_known { format!("{department}1") } else { String::new() }
}
