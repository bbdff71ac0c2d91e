//! `aci_releves_YYYY.csv` and `aci_releves_indicateurs_YYYY.csv`: what was counted and paid for a year, known when the
//! balance is paid.

use std::io;
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use rand::RngExt;

use crate::domain::month::Month;

use super::super::activity::Associates;
use super::super::chance::{chance, factor};
use super::super::people::team::Team;
use super::super::row::{Row, Table};
use super::super::{Population, Written};
use super::FIRST;
use super::contracts::Contract;
use super::points::{Attained, Class, Line, POINT, lines};

const YEARLY: &str = "aci_releves";
const DETAIL: &str = "aci_releves_indicateurs";
const HEADER: &str = "finess_et;annee;version_regles;mois_prorata;patientele_mt;part_max_mg;ps_associes;\
    medecins_associes;mg_associes;taux_c2s_ame;majoration_precarite;points_prerequis;points_socle;\
    points_optionnels;points_total;prerequis_manquants;montant_avance;date_avance;montant_solde;date_solde;\
    montant_total;date_justificatifs;date_entretien_roc";
const DETAIL_HEADER: &str =
    "finess_et;annee;code;niveau;classe;points_fixes;points_variables;atteint;valeur;unite";
/// The balance is paid by the end of April.
const CLOSED: i32 = 5;
/// The least that is advanced, in euros.
const ADVANCE: f64 = 12_000.0;

pub(in super::super) struct Statement {
    pub number: String,
    pub months: u32,
    pub patients: u32,
    pub heads: Associates,
    pub lines: Vec<Line>,
    /// Points and euros, the uplift for precarity and the share of the first year in the euros.
    pub missing: Vec<&'static str>,
    pub precarity: (f64, f64),
    pub paid: f64,
}

/// None when the contract counted no month of the year.
pub(in super::super) fn statement(of: &Population, contract: &Contract, year: i32) -> Option<Statement> {
    let (team, december) = (of.teams.get(contract.team)?, Month::from_index(year * 12 + 11));
    // The insurance counts a contract that is active on the last day of the year.
    let this = team.establishment(of.world, december)?;
    if !contract.is_active(december.last_day()) {
        return None;
    }
    let months = if contract.signed.year() == year { 13 - contract.signed.month() } else { 12 };
    let mut rng = chance(of.seed, &this.number, &format!("statement {year}"));
    let lines = lines(&mut rng, team, december);
    let missed = |line: &&Line| line.class == Class::Prerequisite && line.attained == Attained::No;
    let missing: Vec<&str> = lines.iter().filter(missed).map(|line| line.code).collect();
    let points: f64 = lines.iter().map(|line| line.fixed + line.variable).sum();
    let rate = 9.0 * factor(&mut chance(of.seed, &this.number, "precarity"), 0.6);
    let uplift = (rate - 11.0).clamp(0.0, 25.0);
    let variable: f64 = lines.iter().map(|line| line.variable).sum();
    let whole = POINT * (points + variable * uplift / 100.0) * f64::from(months) / 12.0;
    let paid = if missing.is_empty() { whole } else { 0.0 };
    Some(Statement {
        number: this.number.clone(),
        months,
        patients: team.patients(december),
        heads: Associates::of(team, december),
        lines,
        missing,
        precarity: (rate, uplift),
        paid: (paid * 100.0).round() / 100.0,
    })
}

pub(in super::super) fn statements(
    of: &Population,
    contracts: &[Contract],
    out: &Path,
) -> io::Result<Vec<Written>> {
    let mut written = Vec::new();
    for (year, received) in of.years(FIRST, CLOSED) {
        let path = out.join(YEARLY).join(format!("{YEARLY}_{year}.csv"));
        let detailed = out.join(DETAIL).join(format!("{DETAIL}_{year}.csv"));
        let mut table = Table::create(&path, HEADER)?;
        let mut points = Table::create(&detailed, DETAIL_HEADER)?;
        for contract in contracts {
            let (Some(statement), Some(team)) = (statement(of, contract, year), of.teams.get(contract.team))
            else {
                continue;
            };
            table.put(&statement.row(of.seed, team, year))?;
            for line in &statement.lines {
                points.put(&statement.line(line, year))?;
            }
        }
        table.finish()?;
        points.finish()?;
        written.push(Written { source: YEARLY, path, snapshot: received });
        written.push(Written { source: DETAIL, path: detailed, snapshot: received });
    }
    Ok(written)
}

impl Statement {
    fn points(&self, classes: &[Class]) -> f64 {
        let of = self.lines.iter().filter(|line| classes.contains(&line.class));
        of.map(|line| line.fixed + line.variable).sum()
    }

    fn row(&self, seed: u64, team: &Team, year: i32) -> Row {
        let mut rng = chance(seed, &self.number, &format!("paid {year}"));
        let december = Month::from_index(year * 12 + 11);
        let largest = team.lists(december).iter().map(|(_, patients)| *patients).max().unwrap_or_default();
        let share = 100.0 * f64::from(largest) / f64::from(self.patients.max(1));
        let day = |rng: &mut rand_chacha::ChaCha8Rng, from: Option<NaiveDate>, days: u64| {
            from.map(|from| from + Days::new(rng.random_range(0..days)))
        };
        let base = self.points(&[Class::Prerequisite, Class::Base]);
        let advance = (0.6 * POINT * base * f64::from(self.months) / 12.0).max(ADVANCE);
        let advance = (advance * 100.0).round() / 100.0;
        let advanced = day(&mut rng, NaiveDate::from_ymd_opt(year, 5, 1), 60);
        let settled = day(&mut rng, NaiveDate::from_ymd_opt(year + 1, 3, 15), 45);
        let evidence = day(&mut rng, NaiveDate::from_ymd_opt(year + 1, 1, 5), 50);
        let talked = day(&mut rng, NaiveDate::from_ymd_opt(year, 2, 1), 320);
        let is_known = rng.random_bool(0.97);
        let mut row = Row::default();
        row.say(&self.number)
            .say(year)
            .say(if year >= 2022 { "avenant1" } else { "aci2017" })
            .say(self.months);
        row.say(self.patients).say(format_args!("{share:.1}"));
        row.say(self.heads.all()).say(self.heads.doctors()).say(self.heads.gps);
        row.say(format_args!("{:.1}", self.precarity.0)).say(format_args!("{:.1}", self.precarity.1));
        for classes in [&[Class::Prerequisite][..], &[Class::Base], &[Class::Optional]] {
            row.say(format_args!("{:.2}", self.points(classes)));
        }
        let all = [Class::Prerequisite, Class::Base, Class::Optional]
            .map(|class| format!("{:.2}", self.points(&[class])));
        let total: f64 = all.iter().filter_map(|points| points.parse::<f64>().ok()).sum();
        row.say(format_args!("{total:.2}"));
        row.say(if self.missing.is_empty() { "aucun".to_owned() } else { self.missing.join("|") });
        row.say(format_args!("{advance:.2}")).given(advanced);
        row.say(format_args!("{:.2}", self.paid - advance))
            .given(settled)
            .say(format_args!("{:.2}", self.paid));
        row.given(evidence.filter(|_| is_known)).given(talked.filter(|_| rng.random_bool(0.85)));
        row
    }

    fn line(&self, line: &Line, year: i32) -> Row {
        let mut row = Row::default();
        row.say(&self.number).say(year).say(line.code).say(line.level).say(line.class.as_str());
        row.say(format_args!("{:.2}", line.fixed)).say(format_args!("{:.2}", line.variable));
        row.say(line.attained.as_str()).say(format_args!("{:.1}", line.value)).say(line.unit);
        row
    }
}
