//! A back-test for a person to read.

use super::super::output::line;
use crate::risk::model::bootstrap::Interval;
use crate::risk::model::persistence::Files;
use crate::risk::model::report::{Against, Intervals, Report};
use crate::risk::outcome::Tally;

pub(super) fn print(reports: &[Report]) -> anyhow::Result<()> {
    let Some(first) = reports.first() else { return Ok(()) };
    if first.simulated {
        line(
            "SIMULATED DATA: this tells whether the machinery works, and is no evidence about any structure\n",
        )?;
    }
    line(&format!(
        "{}: {} events among {}, each year foretold from all earlier ones",
        first.target, first.events, first.n
    ))?;
    for origin in &first.origins {
        line(&format!(
            "  {}: {} of {} ({:.2} %)",
            origin.origin,
            origin.events,
            origin.n,
            100.0 * origin.base_rate
        ))?;
    }
    labels(&first.labels)?;
    line("\nRanking: means of the years, 95 % by drawing units anew")?;
    line(&format!(
        "{:22} {:>19} {:>19} {:>6} {:>6} {:>6} {:>7} {:>7}",
        "", "AUC", "PR-AUC", "lift2", "lift5", "lift10", "prec5", "recall10"
    ))?;
    for report in reports {
        let mean = &report.mean;
        let interval = |of: fn(&Intervals) -> Option<Interval>| {
            report
                .intervals
                .as_ref()
                .and_then(of)
                .map_or(String::new(), |i| format!("{:.3}-{:.3}", i.low, i.high))
        };
        line(&format!(
            "{:22} {:>6.3} {:>12} {:>6.3} {:>12} {:>6.2} {:>6.2} {:>6.2} {:>7.3} {:>7.3}",
            report.model,
            mean.auc,
            interval(|i| i.auc),
            mean.pr_auc,
            interval(|i| i.pr_auc),
            mean.lift_2,
            mean.lift_5,
            mean.lift_10,
            mean.precision_5,
            mean.recall_10,
        ))?;
    }
    levels(reports)?;
    differences(reports)?;
    strata(reports)?;
    files(reports)
}

fn labels(labels: &[Tally]) -> anyhow::Result<()> {
    if labels.is_empty() {
        return Ok(());
    }
    line("\nOutcomes as known now: “unknown” is neither yes nor no, and is left out")?;
    line(&format!(
        "{:>8} {:>10} {:>8} {:>7} {:>11} {:>8} {:>8} {:>22} {:>8}",
        "",
        "structures",
        "happened",
        "did not",
        "not at risk",
        "unknown",
        "not over",
        "unknown: number ended",
        "merged"
    ))?;
    for of in labels {
        line(&format!(
            "{:>8} {:>10} {:>8} {:>7} {:>11} {:>8} {:>8} {:>22} {:>8}",
            of.origin,
            of.structures,
            of.happened,
            of.did_not,
            of.not_at_risk,
            of.silent,
            of.not_over,
            of.unclear,
            of.absorbed
        ))?;
    }
    Ok(())
}

fn levels(reports: &[Report]) -> anyhow::Result<()> {
    line("\nLevel of the probabilities: all years together")?;
    line(&format!(
        "{:22} {:>8} {:>7} {:>6} {:>9} {:>6} {:>8} {:>7}",
        "", "Brier", "skill", "slope", "intercept", "O/E", "log-loss", "ECE"
    ))?;
    for report in reports.iter().filter(|report| report.pooled.brier.is_some()) {
        let level = report.pooled;
        line(&format!(
            "{:22} {:>8} {:>7} {:>6} {:>9} {:>6} {:>8} {:>7}",
            report.model,
            number(level.brier, 5),
            number(level.brier_skill, 3),
            number(level.slope, 2),
            number(level.intercept, 2),
            number(level.oe, 2),
            number(level.log_loss, 4),
            number(level.ece, 4),
        ))?;
    }
    Ok(())
}

fn number(value: Option<f64>, digits: usize) -> String {
    value.map_or("–".to_owned(), |value| format!("{value:.digits$}"))
}

fn differences(reports: &[Report]) -> anyhow::Result<()> {
    line("\nBetter than a rule: differences of the means, paired 95 %")?;
    let told = |value: f64, interval: Option<Interval>| {
        let interval = interval.map_or(String::new(), |i| format!(" [{:+.3}, {:+.3}]", i.low, i.high));
        format!("{value:+.3}{interval}")
    };
    for report in reports.iter().filter(|report| report.pooled.brier.is_some()) {
        for Against { rule, auc, pr_auc, auc_interval, pr_auc_interval } in &report.against {
            let (auc, pr_auc) = (told(*auc, *auc_interval), told(*pr_auc, *pr_auc_interval));
            line(&format!("{:22} - {rule:24} AUC {auc:24} PR-AUC {pr_auc}", report.model))?;
        }
    }
    Ok(())
}

/// The parts of the panel, under the model that is the bar.
fn strata(reports: &[Report]) -> anyhow::Result<()> {
    let Some(bar) = reports.iter().find(|report| report.model == BAR) else { return Ok(()) };
    if bar.strata.is_empty() {
        return Ok(());
    }
    line(&format!(
        "\nParts of the panel under {BAR}: O/E, and recall among the first tenth of the whole list"
    ))?;
    for part in &bar.strata {
        let alarm = if part.alarm { "  out of 0.7-1.4" } else { "" };
        line(&format!(
            "{:>12} {:10} {:>6} rows {:>5} events  O/E {:>5}  recall {:>5}{alarm}",
            part.by,
            part.part,
            part.n,
            part.events,
            number(part.oe, 2),
            number(part.recall_10, 3),
        ))?;
    }
    Ok(())
}

const BAR: &str = "map";

fn files(reports: &[Report]) -> anyhow::Result<()> {
    let Some(bar) = reports.iter().find(|report| report.model == BAR) else { return Ok(()) };
    line(&format!("\nFiles a year under {BAR}"))?;
    let told = |name: &str, files: &Files| {
        line(&format!(
            "{name:22} {:>5.0} open, {:>4} new, {:>5} of the events, precision {}",
            files.active,
            number(files.new, 0),
            number(files.recall, 3),
            number(files.precision, 3)
        ))
    };
    told("first 5 %", &bar.alerts.plain)?;
    told("in at 5 %, out at 10 %", &bar.alerts.hysteresis)?;
    let lead: Vec<String> = bar.lead_time.iter().map(|share| number(*share, 2)).collect();
    line(&format!("events of the last year in the first tenth then, a year before …: {}", lead.join(", ")))
}
