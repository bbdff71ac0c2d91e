//! `observatoire risk explain FINESS`: everything behind the grade of one structure.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::super::{App, output, wrong_use};
use super::{Format, When, text};
use crate::catalog::{Lever, Rule};
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::grade::Grade;
use crate::domain::legal_clock::Clock;
use crate::jobs::assess::{assess_one, consequence};
use crate::risk::Finding;
use crate::risk::consequence::Consequence;
use crate::risk::doctors::Outlook;
use crate::risk::sheet::Standing;
use crate::store::neighbours::{Neighbour, nearest};
use crate::store::{Scope, assessments, structures};

#[derive(Args)]
pub(super) struct Arguments {
    /// FINESS number of the structure
    finess: FinessNumber,
    #[command(flatten)]
    when: When,
    /// One JSON object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// All of it, as machines read it.
#[derive(Serialize)]
struct Explained<'a> {
    finess: &'a FinessNumber,
    name: &'a str,
    month: String,
    grade: Grade,
    weight: i32,
    clock: &'a Clock,
    doctors: Option<&'a Outlook>,
    rules: Vec<Told<'a>>,
    consequence: &'a Consequence,
    /// Open ones, as the crow flies.
    nearest: Vec<Near<'a>>,
    levers: Vec<Way<'a>>,
    /// What was made of it beside the others; none when that month was not assessed.
    standing: Option<serde_json::Value>,
}

/// How many of the nearest structures are named.
const NEAREST: usize = 3;

#[derive(Serialize)]
struct Near<'a> {
    finess: &'a FinessNumber,
    name: &'a str,
    kilometres: f64,
}

impl<'a> Near<'a> {
    fn of(other: &'a Neighbour) -> Self {
        Self { finess: &other.finess, name: &other.name, kilometres: other.kilometres }
    }
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    theme: &'a str,
    weight: i32,
    fr: &'a str,
    en: &'a str,
    levers: &'a [String],
}

#[derive(Serialize)]
struct Way<'a> {
    lever: &'a str,
    fr: &'a str,
    en: &'a str,
    holder: &'a str,
}

pub(super) fn explain(app: &App, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let (month, known) = arguments.when.read(app)?;
    let conn = &mut *app.store.connection()?;
    let found = assess_one(conn, &app.catalog, &arguments.finess, month, known)?;
    let Some(found) = found else {
        return Err(wrong_use(format!(
            "FINESS does not show {} as a maison de santé open at the end of {month}",
            arguments.finess
        )));
    };
    let cost = consequence(&app.catalog, &found.record, month)?;
    let own = structures::of_numbers(conn, &[arguments.finess.as_str()], known)?;
    let near = own.first().map(|own| nearest(conn, own, Kind::Msp, month.last_day(), NEAREST, known));
    let near = near.transpose()?.unwrap_or_default();
    let standing = assessments::standing(conn, &Scope::operator(), &arguments.finess, Some(month), known)?;
    let model = &app.catalog.risk;
    let rules: Vec<(&Rule, &Finding)> = found
        .assessment
        .findings
        .iter()
        .filter_map(|finding| Some((model.rule(&finding.rule)?, finding)))
        .collect();
    let levers: Vec<&Lever> =
        found.assessment.levers(model).into_iter().filter_map(|lever| model.lever(lever)).collect();
    if arguments.format == Format::Json {
        let assessment = &found.assessment;
        let rules = rules.iter().map(|(rule, finding)| Told {
            finding,
            theme: &rule.theme,
            weight: rule.weight,
            fr: &rule.fr.name,
            en: &rule.en.name,
            levers: &rule.levers,
        });
        let levers = levers.iter().map(|lever| Way {
            lever: &lever.id,
            fr: &lever.fr.name,
            en: &lever.en.name,
            holder: &lever.fr.holder,
        });
        output::json(&Explained {
            finess: &assessment.finess,
            name: &found.name,
            month: month.to_string(),
            grade: assessment.grade,
            weight: assessment.weight,
            clock: &assessment.clock,
            doctors: assessment.outlook.as_ref(),
            rules: rules.collect(),
            consequence: &cost,
            nearest: near.iter().map(Near::of).collect(),
            levers: levers.collect(),
            standing: standing.as_ref().map(shown).transpose()?,
        })?;
        return Ok(ExitCode::SUCCESS);
    }
    text::head(&found)?;
    text::signals(&rules)?;
    if let Some(outlook) = &found.assessment.outlook {
        text::doctors(outlook)?;
    }
    text::standing(standing.as_ref(), model)?;
    text::departure(&cost, &near)?;
    text::ways(&levers)?;
    Ok(ExitCode::SUCCESS)
}

/// Without the score where the model has stepped back.
fn shown(standing: &Standing) -> serde_json::Result<serde_json::Value> {
    let mut told = serde_json::to_value(standing)?;
    if let (None, Some(parts)) = (standing.shown(), told.as_object_mut()) {
        parts.remove("score");
    }
    Ok(told)
}
