//! `observatoire risk report`: a rule that fires on a fifth of the structures is no signal.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::super::{App, output, wrong_use};
use super::{Format, When};
use crate::catalog::{Lists, RiskModel, Rule};
use crate::domain::grade::Grade;
use crate::domain::writing::Language;
use crate::jobs::assess::{Assessed, Judged, judge};
use crate::risk::Verdict;
use crate::risk::assess::grade_alone;
use crate::risk::drift::Drift;
use crate::risk::model::logistic::sigmoid;
use crate::risk::sheet::Sheet;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    when: When,
    /// One JSON object a rule, then one for the whole
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What one rule does to all structures.
#[derive(Serialize)]
struct Line<'a> {
    rule: &'a str,
    weight: i32,
    /// What it was first meant to weigh.
    demoted_from: Option<i32>,
    fired: usize,
    /// Of all structures, 0 to 1.
    share: f64,
    cannot_tell: usize,
    to_confirm: usize,
    carried: usize,
    /// That it would put in each grade if nothing else were known.
    vigilance: usize,
    tension: usize,
    critique: usize,
    /// Fires on too many to be a signal; of what protects nothing is asked.
    is_common: bool,
    #[serde(skip)]
    name: &'a str,
}

#[derive(Serialize)]
struct Whole {
    month: String,
    structures: usize,
    none: usize,
    vigilance: usize,
    tension: usize,
    critique: usize,
    /// Means of the doctor layer within twelve months, over the structures whose doctors are counted.
    counted: usize,
    mean_below_minimum_12m: Option<f64>,
    mean_any_leaves_12m: Option<f64>,
    desks: Vec<Desk>,
    /// Whether the model is to be believed that month.
    drift: Option<Drift>,
}

/// What one desk will get, foretold before anything is published.
#[derive(Default, Serialize)]
struct Desk {
    /// Code of the region.
    region: String,
    structures: usize,
    capacity: u32,
    /// By level, the higher of rules and model.
    vigilance: usize,
    tension: usize,
    critique: usize,
    /// On the list of the desk: who is critical, and as many more as it can take up.
    listed: usize,
    /// Of them, those that were not the last month assessed before.
    new: usize,
    /// Fragile structures to be expected among them within twelve months, by the model.
    expected: f64,
    /// A level that stands because an input is missing.
    held: usize,
}

pub(super) fn report(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (month, known) = arguments.when.read(app)?;
    let Judged { all, drift } = judge(&mut *app.store.connection()?, &app.catalog, month, known)?;
    let desks = desks(&all, &app.catalog.risk.experts.lists);
    let all: Vec<Assessed> = all.into_iter().map(|(one, _)| one).collect();
    if all.is_empty() {
        return Err(wrong_use(format!("FINESS shows no maison de santé open at the end of {month}")));
    }
    let model = &app.catalog.risk;
    let lines: Vec<Line> = model.rules.all.iter().map(|rule| Line::of(rule, &all, model)).collect();
    let whole = Whole { drift: Some(drift), ..Whole::of(month.to_string(), &all, desks) };
    if arguments.format == Format::Json {
        lines.iter().try_for_each(output::json)?;
        output::json(&whole)?;
        return Ok(ExitCode::SUCCESS);
    }
    output::line("rule weight  fired   share  cannot  vigil. tension critique  name")?;
    for line in &lines {
        let share = percent(line.share);
        let mark = if line.is_common { "  << too common" } else { "" };
        let weight = line.demoted_from.map_or_else(String::new, |from| format!("  (weighed {from})"));
        output::line(&format!(
            "{}  {:>5} {:>6} {share:>7} {:>7} {:>7} {:>7} {:>8}  {}{weight}{mark}",
            line.rule,
            line.weight,
            line.fired,
            line.cannot_tell,
            line.vigilance,
            line.tension,
            line.critique,
            line.name
        ))?;
    }
    let Whole { structures, none, vigilance, tension, critique, .. } = whole;
    output::line(&format!(
        "\n{month}: {structures} structures; critique {critique}, tension {tension}, vigilance {vigilance}, none {none}"
    ))?;
    if let (Some(below), Some(any)) = (whole.mean_below_minimum_12m, whole.mean_any_leaves_12m) {
        output::line(&format!(
            "doctors of {} structures, within 12 months, not calibrated: fewer than two {}, at least one leaves {}",
            whole.counted,
            percent(below),
            percent(any)
        ))?;
    }
    whole.drift.as_ref().map_or(Ok(()), believed)?;
    forecast(&whole.desks)?;
    Ok(ExitCode::SUCCESS)
}

/// Whether the model has stepped back, and what else is to be looked at.
fn believed(drift: &Drift) -> anyhow::Result<()> {
    let reference = drift.reference.map_or("nothing, yet".to_owned(), |month| month.to_string());
    output::line(&format!("the model, compared with {reference}: {}", stance(drift)))?;
    drift.alarms.iter().try_for_each(|alarm| {
        let what = if alarm.is_to_act { "over the limit" } else { "to be watched" };
        output::line(&format!("  {what}: {}", alarm.reason))
    })
}

pub(in super::super) fn stance(drift: &Drift) -> &'static str {
    match (drift.steps_back().is_empty(), drift.alarms.is_empty()) {
        (false, _) => "HAS STEPPED BACK to the published rules, no level falls",
        (true, false) => "believed, but look",
        (true, true) => "believed",
    }
}

fn desks(judged: &[(Assessed, Sheet)], lists: &Lists) -> Vec<Desk> {
    let mut desks: BTreeMap<&str, Desk> = BTreeMap::new();
    for (one, sheet) in judged {
        let standing = &sheet.standing;
        let desk = desks.entry(&one.region).or_default();
        desk.structures += 1;
        desk.vigilance += usize::from(standing.level == Grade::Vigilance);
        desk.tension += usize::from(standing.level == Grade::Tension);
        desk.critique += usize::from(standing.level == Grade::Critique);
        desk.listed += usize::from(standing.is_listed);
        desk.expected += if standing.is_listed { sigmoid(standing.score.log_odds) } else { 0.0 };
        desk.new += usize::from(standing.is_new());
        desk.held += usize::from(standing.is_held);
    }
    let named = desks.into_iter().map(|(region, desk)| Desk {
        region: region.to_owned(),
        capacity: lists.capacity(region, desk.structures),
        ..desk
    });
    named.collect()
}

/// The volume to come, desk by desk.
fn forecast(desks: &[Desk]) -> anyhow::Result<()> {
    output::line("\ndesk  structures  vigil. tension critique  capacity  listed     new  expected  held")?;
    desks.iter().try_for_each(|desk| {
        output::line(&format!(
            "{:>4} {:>11} {:>7} {:>7} {:>8} {:>9} {:>7} {:>7} {:>9} {:>5}",
            desk.region,
            desk.structures,
            desk.vigilance,
            desk.tension,
            desk.critique,
            desk.capacity,
            desk.listed,
            desk.new,
            Language::English.number(desk.expected, 1),
            desk.held
        ))
    })
}

pub(super) fn percent(share: f64) -> String {
    format!("{} %", Language::English.number(100.0 * share, 1))
}

impl<'a> Line<'a> {
    fn of(rule: &'a Rule, all: &[Assessed], model: &RiskModel) -> Self {
        let findings = || {
            let of_each = all.iter().map(|one| one.assessment.findings.iter().find(|it| it.rule == rule.id));
            of_each.flatten()
        };
        let count =
            |is: &dyn Fn(&crate::risk::Finding) -> bool| findings().filter(|finding| is(finding)).count();
        let in_grade = |grade: Grade| count(&|finding| grade_alone(finding, model) == grade);
        let fired = count(&|finding| finding.fires());
        let cannot_tell = count(&|finding| finding.verdict == Verdict::CannotTell);
        let share = fired as f64 / all.len() as f64;
        Self {
            rule: &rule.id,
            weight: rule.weight,
            fired,
            demoted_from: rule.demoted.as_ref().map(|demoted| demoted.from),
            share,
            cannot_tell,
            to_confirm: count(&|finding| finding.to_confirm),
            carried: count(&|finding| finding.carried_from.is_some()),
            vigilance: in_grade(Grade::Vigilance),
            tension: in_grade(Grade::Tension),
            critique: in_grade(Grade::Critique),
            is_common: share > model.rules.grades.common && !rule.protects(),
            name: &rule.en.name,
        }
    }
}

impl Whole {
    fn of(month: String, all: &[Assessed], desks: Vec<Desk>) -> Self {
        let of = |grade: Grade| all.iter().filter(|one| one.assessment.grade == grade).count();
        let soon: Vec<_> = all
            .iter()
            .filter_map(|one| one.assessment.outlook.as_ref()?.within(12))
            .map(|horizon| (horizon.below_minimum, horizon.any_leaves))
            .collect();
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            (!soon.is_empty()).then(|| values.sum::<f64>() / soon.len() as f64)
        };
        Self {
            month,
            structures: all.len(),
            none: of(Grade::None),
            vigilance: of(Grade::Vigilance),
            tension: of(Grade::Tension),
            critique: of(Grade::Critique),
            counted: soon.len(),
            mean_below_minimum_12m: mean(&mut soon.iter().map(|(below, _)| *below)),
            mean_any_leaves_12m: mean(&mut soon.iter().map(|(_, any)| *any)),
            desks,
            drift: None,
        }
    }
}
