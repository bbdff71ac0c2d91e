//! What one definition cannot know of another: every name must be defined, every formula complete.

use chrono::NaiveDate;

use super::{Catalog, Fault, Formula, Indicator, Panel, Shape, Step, Term};

impl Catalog {
    pub(super) fn cross_check(&self, faults: &mut Vec<Fault>) {
        for indicator in &self.indicators {
            let file = format!("jobs/indicators/{}.toml", indicator.id);
            let problems = self.indicator_problems(indicator);
            faults.extend(problems.into_iter().map(|problem| Fault { file: file.clone(), problem }));
        }
        for job in self.jobs.iter().filter(|job| job.steps.is_empty()) {
            let file = format!("jobs/schedule/{}.toml", job.id);
            faults.push(Fault { file, problem: "steps: a job needs at least one step".into() });
        }
        for source in &self.sources {
            let file = format!("jobs/sources/{}.toml", source.id);
            let problems = source.download.iter().flat_map(|download| download.problems());
            faults.extend(problems.map(|problem| Fault { file: file.clone(), problem }));
        }
        let downloads: f64 = self.sources.iter().flat_map(|s| &s.download).map(|d| d.minutes).sum();
        for job in self.jobs.iter().filter(|job| job.steps.contains(&Step::Download)) {
            if downloads > 0.0 && downloads >= f64::from(job.limit) {
                let file = format!("jobs/schedule/{}.toml", job.id);
                let problem = format!("limit: downloads alone may take {downloads} minutes");
                faults.push(Fault { file, problem });
            }
        }
        for job in self.jobs.iter().filter(|job| job.limit == 0) {
            let file = format!("jobs/schedule/{}.toml", job.id);
            faults.push(Fault { file, problem: "limit: a run needs at least one minute".into() });
        }
        for pair in self.parameters.all().windows(2) {
            if pair[0].name == pair[1].name && (pair[0].on == pair[1].on || pair[0].shape != pair[1].shape) {
                let problem = format!("{}: two values on {}, or two shapes", pair[0].name, pair[1].on);
                faults.push(Fault { file: "jobs/parameters".into(), problem });
            }
        }
        for (file, dashboard) in
            [("dashboards/national.toml", &self.national), ("dashboards/register.toml", &self.register)]
        {
            let problems = dashboard.panels.iter().flat_map(|panel| self.panel_problems(panel));
            faults.extend(problems.map(|problem| Fault { file: file.into(), problem }));
        }
        faults.extend(self.theme_faults());
    }

    fn panel_problems(&self, panel: &Panel) -> Vec<String> {
        let unknown = panel.indicators().into_iter().filter(|id| self.indicator(id).is_none());
        let no_path =
            panel.path().filter(|name| !self.parameters.named(name).any(|value| value.shape == Shape::Path));
        let unknown = unknown.map(|id| format!("no indicator is called “{id}”"));
        unknown.chain(no_path.map(|name| format!("no parameter of shape path is called “{name}”"))).collect()
    }

    fn indicator_problems(&self, indicator: &Indicator) -> Vec<String> {
        let mut problems = Vec::new();
        for id in indicator.source.iter().filter(|id| self.source(id).is_none()) {
            problems.push(format!("source: no source is called “{id}”"));
        }
        if indicator.source.is_empty() {
            problems.push("source: name at least one".into());
        }
        if indicator.levels.is_empty() {
            problems.push("levels: name at least one".into());
        }
        if (indicator.formula == Formula::Count) == indicator.denominator.is_some() {
            problems.push("denominator: a count has none, a ratio or a shortfall needs one".into());
        }
        if !(indicator.scale.is_finite() && indicator.scale > 0.0) {
            problems.push("scale: must be above zero".into());
        }
        for term in indicator.terms() {
            match term {
                Term::Parameter { name } if self.parameters.named(name).next().is_none() => {
                    problems.push(format!("no parameter is called “{name}”"));
                }
                Term::Openings { months, .. }
                | Term::Closures { months, .. }
                | Term::Transfers { months, .. }
                | Term::Abandoned { months }
                | Term::Passed { months, .. }
                | Term::Waited { months, .. }
                    if !(1..=60).contains(months) =>
                {
                    problems.push(format!("months: {months} is not between 1 and 60"));
                }
                _ => {}
            }
        }
        for (language, text) in [("fr", &indicator.fr), ("en", &indicator.en)] {
            for (key, value) in [("name", &text.name), ("definition", &text.definition), ("why", &text.why)] {
                if value.trim().is_empty() {
                    problems.push(format!("{language}.{key}: is empty"));
                }
            }
        }
        problems
    }

    /// Definitions whose review is overdue on `today`.
    #[must_use]
    pub fn overdue(&self, today: NaiveDate) -> Vec<Fault> {
        let overdue = self.indicators.iter().filter(|indicator| indicator.next_review < today);
        overdue
            .map(|indicator| Fault {
                file: format!("jobs/indicators/{}.toml", indicator.id),
                problem: format!(
                    "next_review: was due on {}; ask {}",
                    indicator.next_review, indicator.owner
                ),
            })
            .collect()
    }
}
