//! Files about the Plan of 4,000 maisons de santé: its measures by region and year (`actions_plan_YYYY.csv`) and its
//! targets (`objectifs.csv`).

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rand::RngExt;

use crate::domain::geography::{Zone, france};
use crate::domain::month::Month;

use super::chance::{chance, factor};
use super::row::{Row, Table};
use super::{Population, Written};

const ACTIONS: &str =
    "mesure;territoire;finess_et;annee;cible;realise;unite;euros_engages;euros_payes;source";
/// The first year of the Plan, of June 2023.
const FIRST: i32 = 2023;

/// A measure: what a year asks of the country, what it costs, how far it gets.
struct Measure {
    code: &'static str,
    unit: &'static str,
    /// Of the country in a year.
    target: f64,
    euros: f64,
    /// Done of the target, on average, in the first year of the Plan and each year more.
    done: f64,
    better: f64,
    until: i32,
}

/// Targets and euros of the Plan where it gives them: 45 million in three years for about 150 premises, 2 million a
/// year for the coordinators. The others, and all that is done, are assumptions.
const MEASURES: [Measure; 12] = [
    measure("coordinateur", "postes", 120.0, 2_000_000.0, 0.55, 0.15, 2027),
    measure("accelerateur", "projets", 100.0, 0.0, 0.3, 0.2, 2027),
    measure("tete_de_pont", "maisons de santé", 60.0, 900_000.0, 0.25, 0.2, 2027),
    measure("immobilier", "maisons de santé", 50.0, 15_000_000.0, 0.6, 0.12, 2025),
    measure("protocole", "protocoles", 400.0, 0.0, 0.5, 0.15, 2027),
    measure("salariat_sisa", "sociétés", 80.0, 0.0, 0.3, 0.15, 2027),
    measure("ipa", "infirmiers", 150.0, 0.0, 0.4, 0.15, 2027),
    measure("assistant", "équivalents temps plein", 600.0, 0.0, 0.6, 0.12, 2027),
    measure("seminaire", "départements", 101.0, 300_000.0, 0.25, 0.2, 2027),
    measure("rncp", "coordinateurs", 80.0, 240_000.0, 0.1, 0.25, 2027),
    measure("service_sanitaire", "étudiants", 3_000.0, 0.0, 0.45, 0.15, 2027),
    measure("france_sante", "maisons de santé", 500.0, 25_000_000.0, 0.3, 0.3, 2027),
];

const fn measure(
    code: &'static str,
    unit: &'static str,
    target: f64,
    euros: f64,
    done: f64,
    better: f64,
    until: i32,
) -> Measure {
    Measure { code, unit, target, euros, done, better, until }
}

impl Measure {
    fn runs(&self, year: i32) -> bool {
        year <= self.until && (self.code != "france_sante" || year >= 2026)
    }
}

/// The regions, each with the share of the structures that the end of 2022 showed there.
fn shares(of: &Population) -> Vec<(&'static str, f64)> {
    let december = Month::from_index(2022 * 12 + 11);
    let mut counts: BTreeMap<&'static str, f64> = BTreeMap::new();
    for region in france().regions.iter().filter(|region| region.zone != Zone::Com) {
        counts.insert(region.code, 0.5);
    }
    for team in &of.teams {
        let Some(this) = team.establishment(of.world, december) else { continue };
        let region = super::demography::region(this.places.at(december));
        if let Some(count) = counts.get_mut(region) {
            *count += 1.0;
        }
    }
    let all: f64 = counts.values().sum();
    counts.into_iter().map(|(code, count)| (code, count / all)).collect()
}

/// One file a year, received at the end of February; and what is known of the current year.
pub(super) fn actions(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let mut written = Vec::new();
    let shares = shares(of);
    let current = of.until.year();
    let is_current = of.until.number() < 12 && current >= FIRST;
    let over: Vec<_> = of.years(FIRST, 2).collect();
    for (year, received) in over.into_iter().chain(is_current.then(|| (current, of.until.last_day()))) {
        let path = out.join(format!("actions_plan_{year}.csv"));
        let mut table = Table::create(&path, ACTIONS)?;
        let elapsed = if received.format("%Y").to_string() == year.to_string() {
            f64::from(of.until.number()) / 12.0
        } else {
            1.0
        };
        for measure in MEASURES.iter().filter(|measure| measure.runs(year)) {
            for (region, share) in &shares {
                table.put(&row(of, measure, region, *share, year, elapsed))?;
            }
        }
        table.finish()?;
        written.push(Written { source: "actions_plan", path, snapshot: received });
    }
    Ok(written)
}

fn row(of: &Population, measure: &Measure, region: &str, share: f64, year: i32, elapsed: f64) -> Row {
    let mut rng = chance(of.seed, region, &format!("{} {year}", measure.code));
    let years = f64::from(year - FIRST);
    let done = (measure.done + measure.better * years) * factor(&mut rng, 0.25) * elapsed;
    let target = (measure.target * share * of.scale.min(1.0)).round();
    let euros = measure.euros * share * of.scale.min(1.0);
    let paid = euros * (0.3 + 0.15 * years + 0.2 * rng.random::<f64>()).min(1.0) * elapsed;
    let mut row = Row::default();
    row.say(measure.code).say(format_args!("REG-{region}")).say("").say(year);
    row.say(target).say((target * done.min(1.3)).round()).say(measure.unit);
    if measure.euros > 0.0 {
        row.say(format_args!("{euros:.0}")).say(format_args!("{paid:.0}"));
    } else {
        row.say("").say("");
    }
    // One region in nine has not said where the figure comes from yet.
    row.say(if rng.random_bool(0.89) { "DGOS, enquête annuelle (simulée)" } else { "ARS (simulée)" });
    row
}

/// 4,000 in 2027; no split is known, hence a proportional one, marked as a hypothesis.
pub(super) fn targets(of: &Population, out: &Path) -> io::Result<Vec<Written>> {
    let december = Month::from_index(2023 * 12 + 5);
    let snapshot = december.last_day();
    if !of.writes(snapshot) {
        return Ok(Vec::new());
    }
    let path = out.join("objectifs.csv");
    let mut table = Table::create(&path, "territoire;annee;objectif_msp;hypothese;source")?;
    let target = (4_000.0 * of.scale).round();
    let mut line = |territory: &str, target: f64, is_assumed: bool, source: &str| {
        let mut row = Row::default();
        row.say(territory).say(2027).say(target).flag(is_assumed).say(source);
        table.put(&row)
    };
    line("FR", target, false, "Plan 4 000 MSP, juin 2023")?;
    let shares = shares(of);
    for (region, share) in &shares {
        line(
            &format!("REG-{region}"),
            (target * share).round(),
            true,
            "répartition proportionnelle (hypothèse)",
        )?;
    }
    table.finish()?;
    Ok(vec![Written { source: "objectifs", path, snapshot }])
}
