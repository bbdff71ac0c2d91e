//! What is wrong in the definitions of weak signals, all at once.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::Fault;
use super::{CASES, Grades, LEVERS, RULE_IDS, RULES, RiskModel, Rule, Thresholds, hazards, limits, priors};

impl RiskModel {
    pub(in super::super) fn faults(&self) -> Vec<Fault> {
        let of = |file: &'static str| move |problem| Fault { file: file.into(), problem };
        let rules = self
            .table_problems()
            .into_iter()
            .chain(self.rules.all.iter().flat_map(|rule| self.problems(rule)));
        let mut faults: Vec<Fault> = rules.map(of(RULES)).collect();
        let texts = self.levers.all.iter().flat_map(|lever| {
            let texts = [&lever.fr.name, &lever.fr.holder, &lever.en.name, &lever.en.holder, &lever.source];
            texts
                .into_iter()
                .filter(|text| text.trim().is_empty())
                .map(|_| format!("{}: a text is empty", lever.id))
        });
        faults.extend(
            texts.chain(twice(self.levers.all.iter().map(|lever| lever.id.as_str()))).map(of(LEVERS)),
        );
        faults.extend(self.hazards.faults());
        faults.extend(self.experts.faults(self));
        faults.extend(self.limits.faults());
        faults.extend(self.cases.problems().into_iter().map(of(CASES)));
        faults
    }

    fn table_problems(&self) -> Vec<String> {
        let written = || self.rules.all.iter().map(|rule| rule.id.as_str());
        let mut problems: Vec<String> = twice(written());
        let unknown = written().filter(|id| !RULE_IDS.contains(id));
        problems.extend(unknown.map(|id| format!("no rule is called “{id}”")));
        let missing = RULE_IDS.into_iter().filter(|id| !written().any(|written| written == *id));
        problems.extend(missing.map(|id| format!("{id}: is missing")));
        problems.extend(twice(self.rules.themes.iter().map(|theme| theme.id.as_str())));
        let Grades { below_minimum, common, .. } = self.rules.grades;
        if ![below_minimum, common].iter().all(|share| (0.0..=1.0).contains(share)) {
            problems.push("grades: below_minimum and common are shares from 0 to 1".into());
        }
        problems
    }

    fn problems(&self, rule: &Rule) -> Vec<String> {
        let id = &rule.id;
        let mut problems = Vec::new();
        if !self.rules.themes.iter().any(|theme| theme.id == rule.theme) {
            problems.push(format!("{id}: no theme is called “{}”", rule.theme));
        }
        let unknown = rule.levers.iter().filter(|lever| self.lever(lever).is_none());
        problems.extend(unknown.map(|lever| format!("{id}: no lever is called “{lever}”")));
        let protects = id.starts_with('P');
        let range = if protects { -3..=-1 } else { 0..=5 };
        if !range.contains(&rule.weight) {
            problems.push(format!(
                "{id}: weight {} is not between {} and {}",
                rule.weight,
                range.start(),
                range.end()
            ));
        }
        if rule.levers.is_empty() && !protects {
            problems.push(format!("{id}: levers: name at least one"));
        }
        if rule.lead.is_some_and(|[from, to]| to < from) {
            problems.push(format!("{id}: lead: ends before it begins"));
        }
        if let Some(demoted) =
            rule.demoted.as_ref().filter(|it| it.from <= rule.weight || it.reason.trim().is_empty())
        {
            problems.push(format!(
                "{id}: demoted: from {} to {}, or without a reason",
                demoted.from, rule.weight
            ));
        }
        let start = format!("{}_", id.to_lowercase());
        let known: Vec<&str> =
            Thresholds::NAMES.iter().filter_map(|name| name.strip_prefix(&start)).collect();
        let given = rule.thresholds.iter();
        let strange = given.clone().filter(|(name, _)| !known.contains(&name.as_str()));
        problems.extend(strange.map(|(name, _)| format!("{id}: no threshold is called “{name}”")));
        let wrong = given.filter(|(_, value)| !(value.is_finite() && **value >= 0.0));
        problems
            .extend(wrong.map(|(name, value)| format!("{id}: {name}: {value} is not a number from 0 on")));
        let missing = known.iter().filter(|name| !rule.thresholds.contains_key(**name));
        problems.extend(missing.map(|name| format!("{id}: the threshold “{name}” is missing")));
        let texts = [&rule.fr.name, &rule.fr.sentence, &rule.en.name, &rule.en.sentence];
        if texts.into_iter().any(|text| text.trim().is_empty()) {
            problems.push(format!("{id}: a text is empty"));
        }
        problems
    }

    /// Files whose review is overdue.
    pub(in super::super) fn overdue(&self, today: NaiveDate) -> impl Iterator<Item = Fault> {
        let files = [
            (RULES, self.rules.next_review, &self.rules.owner),
            (hazards::FILE, self.hazards.next_review, &self.hazards.owner),
            (priors::FILE, self.experts.next_review, &self.experts.owner),
            (limits::FILE, self.limits.next_review, &self.limits.owner),
            (CASES, self.cases.next_review, &self.cases.owner),
        ];
        files.into_iter().filter(move |(_, review, _)| *review < today).map(|(file, review, owner)| Fault {
            file: file.into(),
            problem: format!("next_review: was due on {review}; ask {owner}"),
        })
    }
}

fn twice<'a>(ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !seen.insert(*id)).map(|id| format!("“{id}” stands twice")).collect()
}
