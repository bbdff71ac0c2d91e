//! The fragility of a structure as of a month, by rules: what fires, how that combines, what stands of the month before.

use serde::Serialize;

use super::doctors::Outlook;
use super::look::{Finding, Look, Verdict};
use super::record::Record;
use super::rules;
use crate::catalog::{RiskModel, Rule};
use crate::domain::finess::FinessNumber;
use crate::domain::grade::Grade;
use crate::domain::legal_clock::{Clock, Rules};
use crate::domain::month::Month;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Assessment {
    pub finess: FinessNumber,
    pub month: Month,
    pub grade: Grade,
    /// Weights of all that fires, what protects taken off: an order among structures of one grade, no probability.
    pub weight: i32,
    pub clock: Clock,
    pub outlook: Option<Outlook>,
    /// One for each rule, in their order.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// Assesses what is known of a structure at the end of a month. What fired in the assessment `before` stands where
    /// an input has gone missing since: missing data never make a structure safer.
    #[must_use]
    pub fn of(record: &Record, month: Month, model: &RiskModel, law: &Rules, before: Option<&Self>) -> Self {
        let outlook = Outlook::of(record, &model.hazards, law.doctors);
        let outlook = match (outlook, before.and_then(|before| before.outlook.as_ref())) {
            (Some(now), Some(before)) => Some(now.carry(before)),
            (None, Some(before)) => Some(Outlook { is_carried: true, is_sure: false, ..before.clone() }),
            (now, None) => now,
        };
        let found = rules::find(|| Look::new(record, &model.thresholds, law, outlook.as_ref()));
        let findings = found.into_iter().map(|finding| {
            let protects = model.rule(&finding.rule).is_some_and(Rule::protects);
            let before = before.filter(|_| !protects).and_then(|before| {
                Some((before.findings.iter().find(|other| other.rule == finding.rule)?, before.month))
            });
            match before {
                Some((before, month)) => finding.carry(before, month, record),
                None => finding,
            }
        });
        let findings: Vec<Finding> = findings.collect();
        let fired = findings.iter().filter(|finding| finding.fires());
        Self {
            finess: record.finess.clone(),
            month,
            grade: grade(&findings, outlook.as_ref(), model),
            weight: fired.filter_map(|finding| model.rule(&finding.rule)).map(|rule| rule.weight).sum(),
            clock: if record.is_no_sisa() {
                Clock::not_concerned()
            } else {
                Clock::read(&record.heads, &record.court, law, record.day)
            },
            outlook,
            findings,
        }
    }

    /// What fires, the heaviest first.
    pub fn signals<'a>(&'a self, model: &'a RiskModel) -> Vec<(&'a Rule, &'a Finding)> {
        let fired = self.findings.iter().filter(|finding| finding.fires());
        let mut signals: Vec<_> =
            fired.filter_map(|finding| Some((model.rule(&finding.rule)?, finding))).collect();
        signals.sort_by_key(|(rule, _)| -rule.weight);
        signals
    }

    /// What may be done about what fires, the heaviest signals first, each once.
    #[must_use]
    pub fn levers<'a>(&'a self, model: &'a RiskModel) -> Vec<&'a str> {
        let mut levers: Vec<&str> = Vec::new();
        for (rule, _) in self.signals(model) {
            let new: Vec<&str> =
                rule.levers.iter().map(String::as_str).filter(|lever| !levers.contains(lever)).collect();
            levers.extend(new);
        }
        levers
    }
}

/// How signals combine. Critical: one rule in its grave form. Tension: two heavy signals of different themes of which one
/// is confirmed, or a loss of the minimum that is more likely than not. Vigilance: one heavy signal that makes a grade.
#[must_use]
pub fn grade(findings: &[Finding], outlook: Option<&Outlook>, model: &RiskModel) -> Grade {
    let grades = &model.rules.grades;
    let is_critical = |finding: &&Finding| finding.verdict == Verdict::Critical && !finding.to_confirm;
    if findings.iter().any(|finding| is_critical(&finding)) {
        return Grade::Critique;
    }
    let heavy = findings.iter().filter(|finding| finding.fires()).filter_map(|finding| {
        let rule = model.rule(&finding.rule)?;
        (rule.weight >= grades.heavy).then_some((rule, finding))
    });
    let heavy: Vec<(&Rule, &Finding)> = heavy.collect();
    let is_double = heavy
        .iter()
        .any(|(one, finding)| !finding.to_confirm && heavy.iter().any(|(other, _)| one.theme != other.theme));
    let is_likely = outlook.and_then(|outlook| outlook.within(24));
    if is_double || is_likely.is_some_and(|horizon| horizon.below_minimum >= grades.below_minimum) {
        return Grade::Tension;
    }
    if heavy.iter().any(|(rule, _)| rule.alone) { Grade::Vigilance } else { Grade::None }
}

/// The grade that one finding would give if nothing else were known.
#[must_use]
pub fn grade_alone(finding: &Finding, model: &RiskModel) -> Grade {
    grade(std::slice::from_ref(finding), None, model)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::{HOUSE, any_record, stood_in_for};
