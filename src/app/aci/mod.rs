//! `observatoire aci`: what the agreement pays a team, indicator by indicator, and what a departure costs it.

mod structure;

use std::collections::BTreeSet;
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::{App, list, output, wrong_use};
use crate::catalog::{ParameterValue, Parameters};
use crate::config::Settings;
use crate::domain::aci::{Award, Class, Done, Indicator, Loss, Scale, Team};
use crate::domain::finess::FinessNumber;
use crate::domain::writing::Language;
use structure::Structure;

#[derive(Args)]
pub(super) struct Arguments {
    /// Patients whose médecin traitant is an associate of the SISA
    #[arg(long, required_unless_present = "structure", value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    patients: Option<u32>,
    /// Associates of the SISA
    #[arg(long, required_unless_present = "structure", value_parser = clap::value_parser!(u32).range(0..=10_000))]
    professionals: Option<u32>,
    /// FINESS number of a structure: its patients and associates, and how far it is from each prerequisite
    #[arg(long)]
    structure: Option<FinessNumber>,
    /// Care protocols of several professions
    #[arg(long, default_value_t = 8)]
    protocols: u32,
    /// Share of the patients spoken of in meetings, in %
    #[arg(long, default_value_t = 5.0, value_parser = percent)]
    rate: f64,
    /// Sum of the gaps of C2S and AME to the shares of the country, in points of %
    #[arg(long, default_value_t = 0.0, value_parser = percent)]
    precarity: f64,
    /// Months of the contract within the year
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=12))]
    months: u32,
    /// Patients of a general practitioner who leaves
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    leaving_patients: u32,
    /// The day whose scale is asked; today by default
    #[arg(long)]
    on: Option<NaiveDate>,
    /// One JSON object an indicator, then one for the whole
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    indicator: Indicator,
    class: Class,
    fixed: f64,
    variable: f64,
    socle_points: f64,
    all_points: f64,
    /// Day from which the values hold, the latest of them.
    on: NaiveDate,
    marks: String,
    #[serde(skip)]
    title: &'static str,
}

#[derive(Serialize)]
struct Whole {
    scale_on: NaiveDate,
    socle_points: f64,
    socle_euros: f64,
    advance_euros: f64,
    all_points: f64,
    all_euros: f64,
    leaving_patients: u32,
    loss: Loss,
}

/// Needs the definitions only; the store is opened for a structure alone.
pub(super) fn aci(settings: Settings, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let catalog = super::catalog(&settings)
        .map_err(|faults| wrong_use(format!("the definitions have faults:\n{}", list(&faults))))?;
    let day = arguments.on.unwrap_or_else(|| settings.clock().today());
    let found = arguments.structure.as_ref().map(|finess| Structure::load(&App::open(settings)?, finess));
    let found = found.transpose()?;
    let (patients, professionals) = arguments.team(found.as_ref())?;
    let parameters = &catalog.parameters;
    let scale = Scale::read(|name| parameters.on(name, day))
        .map_err(|incomplete| wrong_use(format!("on {day} {incomplete}: no amount is computed")))?;
    let team = |done| Team {
        patients,
        professionals,
        months: arguments.months,
        precarity: arguments.precarity / 100.0,
        done,
    };
    let rate = arguments.rate / 100.0;
    let socle = team(Done::socle(arguments.protocols, rate));
    let (paid, all) = (scale.award(&socle), scale.award(&team(Done::everything(arguments.protocols, rate))));
    let lines = lines(&paid, &all, parameters, day);
    let whole = Whole {
        scale_on: day,
        socle_points: paid.points(),
        socle_euros: paid.euros(),
        advance_euros: scale.advance(&socle),
        all_points: all.points(),
        all_euros: all.euros(),
        leaving_patients: arguments.leaving_patients,
        loss: scale.loss(&socle, f64::from(arguments.leaving_patients)),
    };
    if arguments.json {
        lines.iter().try_for_each(output::json)?;
        output::json(&whole)?;
    } else {
        table(&lines)?;
        summary(&whole)?;
    }
    if let Some(found) = found {
        found.print(arguments.json)?;
    }
    Ok(ExitCode::SUCCESS)
}

impl Arguments {
    /// Patients and associates: as asked, else as stated of the structure.
    fn team(&self, found: Option<&Structure>) -> anyhow::Result<(f64, u32)> {
        let patients = self.patients.map(f64::from).or_else(|| found?.patients());
        let professionals = self.professionals.or_else(|| found?.professionals().map(|number| number as u32));
        patients.zip(professionals).ok_or_else(|| {
            wrong_use("neither patients nor associates are stated of it: give --patients and --professionals")
        })
    }
}

fn percent(text: &str) -> Result<f64, String> {
    let share: f64 = text.replace(',', ".").parse().map_err(|_| "not a number".to_owned())?;
    if (0.0..=100.0).contains(&share) { Ok(share) } else { Err("not between 0 and 100".to_owned()) }
}

fn lines(paid: &Award, all: &Award, parameters: &Parameters, day: NaiveDate) -> Vec<Line> {
    let pairs = paid.lines.iter().zip(&all.lines);
    pairs
        .map(|(paid, all)| {
            let values = values(parameters, all.indicator, day);
            let marks: BTreeSet<&str> = values.iter().map(|value| value.mark.as_str()).collect();
            Line {
                indicator: all.indicator,
                class: all.indicator.class(),
                fixed: all.points.fixed,
                variable: all.points.variable,
                socle_points: paid.points.sum(),
                all_points: all.points.sum(),
                on: values.iter().map(|value| value.on).max().unwrap_or(day),
                marks: marks.into_iter().collect::<Vec<_>>().join(" "),
                title: title(all.indicator),
            }
        })
        .collect()
}

/// The values in force from which the points of one indicator are made.
fn values(parameters: &Parameters, indicator: Indicator, day: NaiveDate) -> Vec<&ParameterValue> {
    let start = format!("aci_{}_", indicator.to_string().to_lowercase());
    let names = Scale::NAMES.iter().filter(|name| name.starts_with(&start));
    names.filter_map(|name| parameters.in_force(name, day)).collect()
}

fn table(lines: &[Line]) -> anyhow::Result<()> {
    let number = |points: f64| Language::English.number(points, if points.fract() == 0.0 { 0 } else { 1 });
    output::line("     class       socle     all  (fixed, variable)  since       mark  indicator")?;
    for line in lines {
        let class = match line.class {
            Class::Prerequisite => "prérequis",
            Class::Socle => "socle",
            Class::Optional => "optionnel",
        };
        let parts = format!("({}, {})", number(line.fixed), number(line.variable));
        output::line(&format!(
            "{}  {class:9} {:>7} {:>7}  {parts:17}  {}  {:4}  {}",
            line.indicator,
            number(line.socle_points),
            number(line.all_points),
            line.on,
            line.marks,
            line.title
        ))?;
    }
    Ok(())
}

fn summary(whole: &Whole) -> anyhow::Result<()> {
    let euros = |euros: f64| format!("{} €", Language::English.number(euros, 2));
    let points = |points: f64| Language::English.number(points, 1);
    let Whole { scale_on, leaving_patients, loss, .. } = whole;
    output::line(&format!("\nscale in force on {scale_on}; marks: C several sources agree, 1 one source"))?;
    for (what, sum, worth) in [
        ("prerequisites and socle", whole.socle_points, whole.socle_euros),
        ("with all options", whole.all_points, whole.all_euros),
    ] {
        output::line(&format!("{what}: {} points, {}", points(sum), euros(worth)))?;
    }
    output::line(&format!("advance: {}", euros(whole.advance_euros)))?;
    output::line(&format!(
        "one general practitioner who leaves with {} patients: −{} a year on the socle, up to −{} with all options; \
         one associate less: −{}",
        Language::English.count(f64::from(*leaving_patients)),
        euros(loss.patients),
        euros(loss.patients_with_options),
        euros(loss.associate)
    ))
}

fn title(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::A01 => "opening hours and unscheduled care each working day",
        Indicator::A02 => "answer to grave health crises",
        Indicator::A03 => "diversity of professions",
        Indicator::A04 => "second-recourse consultations",
        Indicator::A05 => "doctor under a CSTM",
        Indicator::A06 => "public-health missions",
        Indicator::A07 => "users have a say",
        Indicator::A08 => "unscheduled care with the SAS",
        Indicator::A09 => "coordination",
        Indicator::A10 => "protocols of several professions",
        Indicator::A11 => "meetings on patient files",
        Indicator::A12 => "trainees",
        Indicator::A13 => "coordination outside",
        Indicator::A14 => "quality",
        Indicator::A15 => "national cooperation protocols",
        Indicator::A16 => "pathway: heart failure",
        Indicator::A17 => "pathway: overweight children",
        Indicator::A18 => "shared information system, standard",
        Indicator::A19 => "shared information system, advanced",
    }
}
