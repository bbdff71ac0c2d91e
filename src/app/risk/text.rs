//! What is made of one structure, written for a person.

use super::super::output;
use super::report::percent;
use crate::catalog::{Lever, RiskModel, Rule};
use crate::domain::legal_clock::{Clock, State};
use crate::domain::statement::Cell;
use crate::domain::writing::Language;
use crate::jobs::assess::Assessed;
use crate::risk::consequence::{Consequence, Leaving};
use crate::risk::doctors::Outlook;
use crate::risk::sheet::Standing;
use crate::risk::{Finding, Verdict};
use crate::store::neighbours::Neighbour;

pub(super) fn head(found: &Assessed) -> anyhow::Result<()> {
    let assessment = &found.assessment;
    output::line(&format!(
        "{} {}, end of {}: {} (weight {})\nA signal, not a verdict.",
        assessment.finess,
        found.name,
        assessment.month,
        assessment.grade.as_str(),
        assessment.weight
    ))?;
    output::line(&format!("\nLegal clock: {}", clock(&assessment.clock)))
}

fn clock(clock: &Clock) -> String {
    let mut parts = vec![match clock.state {
        State::NotConcerned => "no SISA, this law does not concern it".to_owned(),
        State::Unknown => "not known, the heads are not declared".to_owned(),
        State::Compliant => "the minimum is reached".to_owned(),
        State::BelowMinimum => "minimum not reached, the legal delay runs".to_owned(),
        State::RequestPossible => "minimum not reached, the legal delay is over".to_owned(),
        State::CourtSeized => "the court is seized".to_owned(),
        State::CourtDelay => "the court has granted time".to_owned(),
        State::Dissolved => "dissolved by a ruling".to_owned(),
    }];
    parts.extend(clock.breach_start.map(|day| format!("since {day}")));
    parts.extend(clock.request_possible.map(|day| format!("until {day}")));
    parts.extend(clock.days_left.map(|days| format!("{days} days left")));
    parts.extend(clock.reformed_on.map(|day| {
        format!("begun before the law of {day}, of which it is not established whether it applies")
    }));
    parts.extend(
        clock.plan.filter(|is_it| *is_it).map(|_| "the case of the Plan: one doctor left".to_owned()),
    );
    let right =
        clock.extension.and_then(|extension| Some((extension.by_right?, extension.substitute_months)));
    parts.extend(
        right.filter(|(by_right, _)| *by_right).map(|(_, months)| {
            format!("{months} months more by right, since it employs those whom it lacks")
        }),
    );
    parts.extend(clock.next_reminder.map(|next| format!("next reminder on {}", next.due)));
    if clock.breach_start.is_some() {
        parts.push("whether the ACI is paid is to be confirmed with the CPAM".to_owned());
    }
    parts.join("; ")
}

pub(super) fn signals(rules: &[(&Rule, &Finding)]) -> anyhow::Result<()> {
    let of = |is: &dyn Fn(&Finding) -> bool| -> Vec<(&Rule, &Finding)> {
        rules.iter().filter(|(_, finding)| is(finding)).copied().collect()
    };
    for (title, protects) in [("What is seen", false), ("What protects", true)] {
        let fired =
            of(&|finding| finding.fires()).into_iter().filter(|(rule, _)| rule.protects() == protects);
        let fired: Vec<_> = fired.collect();
        output::line(&format!("\n{title}{}", if fired.is_empty() { ": nothing" } else { "" }))?;
        for (rule, finding) in fired {
            let mut marks = Vec::new();
            marks.extend((finding.verdict == Verdict::Critical).then(|| "critical".to_owned()));
            marks.extend(finding.to_confirm.then(|| "seen in the RPPS only, to be confirmed".to_owned()));
            marks.extend(
                finding.carried_from.map(|month| format!("seen in {month}, an input is missing since")),
            );
            let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
            output::line(&format!("  {} {}{marks}. {}", rule.id, rule.en.name, rule.en.sentence))?;
            for one in &finding.evidence {
                let from = if one.source.is_empty() {
                    "computed".to_owned()
                } else {
                    format!("{} {}, {}", one.source, one.period, one.state.as_str())
                };
                output::line(&format!(
                    "      {} = {} ({from})",
                    one.name,
                    one.value.as_ref().map_or_else(|| "withheld".to_owned(), cell)
                ))?;
            }
            if !finding.missing.is_empty() {
                output::line(&format!("      missing: {}", finding.missing.join(", ")))?;
            }
        }
    }
    let quiet = of(&|finding| finding.verdict == Verdict::NotFired);
    let quiet: Vec<&str> = quiet.iter().map(|(rule, _)| rule.id.as_str()).collect();
    output::line(&format!("\nNot seen: {}", quiet.join(", ")))?;
    for (rule, finding) in of(&|finding| finding.verdict == Verdict::CannotTell) {
        output::line(&format!(
            "Cannot tell: {} {}, missing: {}",
            rule.id,
            rule.en.name,
            finding.missing.join(", ")
        ))?;
    }
    Ok(())
}

fn cell(cell: &Cell) -> String {
    let number = |number: f64| Language::English.number(number, if number.fract() == 0.0 { 0 } else { 2 });
    match cell {
        Cell::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Cell::Number(value) => number(*value),
        Cell::Text(text) => text.clone(),
        // Years of birth and lists of patients: told apart from each other, not written as thousands.
        Cell::Numbers(values) => values.iter().map(f64::to_string).collect::<Vec<_>>().join(" "),
        Cell::Texts(texts) if texts.is_empty() => "none".to_owned(),
        Cell::Texts(texts) => texts.join(" "),
    }
}

pub(super) fn doctors(outlook: &Outlook) -> anyhow::Result<()> {
    let sure = match (outlook.is_sure, outlook.is_carried) {
        (_, true) => ", less sure: an input is missing since",
        (false, _) => ", less sure",
        (true, _) => "",
    };
    let count = |count: Option<u32>| count.map_or_else(|| "withheld".to_owned(), |count| count.to_string());
    output::line(&format!(
        "\nDoctors: {}, {} of an age that is not known, {} announced departures{sure} (not calibrated)",
        count(outlook.doctors),
        count(outlook.unknown_ages),
        count(outlook.announced)
    ))?;
    outlook.horizons.iter().try_for_each(|horizon| {
        output::line(&format!(
            "  within {} months: fewer than two {}, at least one leaves {}, expected departures {}",
            horizon.months,
            percent(horizon.below_minimum),
            percent(horizon.any_leaves),
            Language::English.number(horizon.expected_departures, 2)
        ))
    })
}

/// What the model makes of it, beside the others. No probability: there are no labels yet.
pub(super) fn standing(standing: Option<&Standing>, model: &RiskModel) -> anyhow::Result<()> {
    let Some(standing) = standing else {
        return output::line("\nThe model: that month is not assessed yet (`observatoire run monthly`)");
    };
    let (held, list) = match (standing.is_held, standing.shown()) {
        (true, Some(_)) => (", held: an input has gone missing since", "model"),
        (true, None) => (", held: the model has stepped back", "doctor layer"),
        (false, shown) => ("", if shown.is_some() { "model" } else { "doctor layer" }),
    };
    output::line(&format!(
        "\nThe model: level {}{held}; by rules {}, on the list by the {list} {}",
        standing.level.as_str(),
        standing.by_rules.as_str(),
        standing.by_model.as_str(),
    ))?;
    let Some(score) = standing.shown() else {
        output::line("  The model HAS STEPPED BACK to the published rules that month: no score, no rank")?;
        return standing.steps_back.iter().try_for_each(|reason| output::line(&format!("    {reason}")));
    };
    output::line(&format!(
        "  rank {} of {} (80 % band: {} to {}); log-odds {:+.2} = {:+.2}",
        score.rank.at, score.rank.of, score.rank.high, score.rank.low, score.log_odds, score.base,
    ))?;
    let name =
        |id: &str| model.experts.feature(id).map_or("Doctor layer", |feature| feature.en.name.as_str());
    for one in score.contributions.iter().filter(|one| one.log_odds != 0.0) {
        let carried = if one.is_carried { " (carried: missing since)" } else { "" };
        output::line(&format!("    {:+.2} {}: {}{carried}", one.log_odds, one.theme, name(&one.feature)))?;
    }
    if !score.missing.is_empty() {
        output::line(&format!("  missing: {}", score.missing.join(", ")))?;
    }
    Ok(())
}

pub(super) fn departure(cost: &Consequence, near: &[Neighbour]) -> anyhow::Result<()> {
    output::line("\nIf one general practitioner left")?;
    let euros = |euros: f64| format!("{} €", Language::English.number(euros, 0));
    let leaving = |who: &str, leaving: &Leaving| {
        let aci = leaving.aci.map_or_else(String::new, |loss| {
            format!(
                ", {} of the ACI a year (up to {} with all options), {} for one associate less",
                euros(loss.patients),
                euros(loss.patients_with_options),
                euros(loss.associate)
            )
        });
        let patients = Language::English.count(leaving.patients.round());
        output::line(&format!("  {who}: {patients} patients, {} of all{aci}", percent(leaving.share)))
    };
    cost.average.as_ref().map_or(Ok(()), |one| leaving("an average one", one))?;
    cost.heaviest.as_ref().map_or(Ok(()), |one| leaving("the one with most patients", one))?;
    if let Some((after, before)) = cost.charges_by_remaining.zip(cost.charges_by_associate) {
        output::line(&format!(
            "  fixed charges: {} a year for each who stays, {} today",
            euros(after),
            euros(before)
        ))?;
    }
    let minimum = match (cost.minimum_now, cost.minimum_after) {
        (_, Some(true)) => "still reached",
        (Some(false), Some(false)) => "not reached, as today",
        (_, Some(false)) => "lost",
        (_, None) => "not known",
    };
    output::line(&format!("  legal minimum: {minimum}"))?;
    near.iter().try_for_each(|other| {
        let kilometres = Language::English.number(other.kilometres, 1);
        output::line(&format!("  {kilometres} km in a straight line: {} {}", other.finess, other.name))
    })
}

pub(super) fn ways(levers: &[&Lever]) -> anyhow::Result<()> {
    if !levers.is_empty() {
        output::line("\nWhat may be done")?;
    }
    levers.iter().try_for_each(|lever| output::line(&format!("  {}: {}", lever.en.name, lever.en.holder)))
}
