//! What one definition cannot know of another: every name must be defined, every formula complete.

use chrono::NaiveDate;

use super::{
    Breakdown, Catalog, ColumnKind, ContractState, Fault, Formula, Indicator, Interval, Key, Panel, Shape,
    Stated, Step, Term,
};
use crate::domain::finess::Kind;

impl Catalog {
    pub(super) fn cross_check(&self, faults: &mut Vec<Fault>) {
        faults.extend(self.plan_faults());
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
            let problems = problems.chain(source.layout_problems()).chain(self.comparison_problems(source));
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
        for (file, dashboard) in [
            ("dashboards/national.toml", &self.national),
            ("dashboards/territory.toml", &self.territory),
            ("dashboards/register.toml", &self.register),
        ] {
            let problems = dashboard.panels.iter().flat_map(|panel| self.panel_problems(panel));
            faults.extend(problems.map(|problem| Fault { file: file.into(), problem }));
        }
        faults.extend(self.theme_faults());
        faults.extend(self.risk.faults());
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
        if matches!(indicator.formula, Formula::Count | Formula::Median) == indicator.denominator.is_some() {
            problems
                .push("denominator: a count or a median has none, a ratio or a shortfall needs one".into());
        }
        if indicator.formula == Formula::Median
            && !matches!(
                indicator.numerator,
                Term::Members { distinct: false, .. } | Term::Sum(_) | Term::Aged(_)
            )
        {
            problems.push("formula: a median is taken of members, sum or aged".into());
        }
        if !(indicator.scale.is_finite() && indicator.scale > 0.0) {
            problems.push("scale: must be above zero".into());
        }
        for term in indicator.terms() {
            problems.extend(self.term_problems(indicator, term));
        }
        problems.extend(cut_problems(indicator));
        for (language, text) in [("fr", &indicator.fr), ("en", &indicator.en)] {
            for (key, value) in [("name", &text.name), ("definition", &text.definition), ("why", &text.why)] {
                if value.trim().is_empty() {
                    problems.push(format!("{language}.{key}: is empty"));
                }
            }
        }
        problems
    }

    fn term_problems(&self, indicator: &Indicator, term: &Term) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(months) = term.window().filter(|months| !(1..=60).contains(months)) {
            problems.push(format!("months: {months} is not between 1 and 60"));
        }
        for source in term.sources().into_iter().filter(|id| !indicator.source.iter().any(|s| s == id)) {
            // FINESS tells which structures are open: understood where another source is named.
            if source != "finess" {
                problems.push(format!("source: a term reads “{source}”, which is not listed"));
            }
        }
        match term {
            Term::Parameter { name } if self.parameters.named(name).next().is_none() => {
                problems.push(format!("no parameter is called “{name}”"));
            }
            Term::Structures { kind, zone, qpv, .. }
                if *kind != Kind::Msp && !(zone.is_empty() && qpv.is_none()) =>
            {
                problems.push("zone, qpv: for maisons de santé only".into());
            }
            Term::Contracts { state: ContractState::Active, months: Some(_) } => {
                problems.push("months: an active contract has no window".into());
            }
            _ => {}
        }
        if let Some(stated) = term.stated() {
            problems.extend(stated_problems(term, stated));
            problems.extend(self.column_problems(term, stated));
        }
        problems
    }

    /// What a term reads must stand in the layout of its source, and be of the kind that it asks for.
    fn column_problems(&self, term: &Term, stated: &Stated) -> Vec<String> {
        let mut problems = Vec::new();
        let is_number = |kind: ColumnKind| {
            kind.is_number() || (matches!(term, Term::Meeting(_)) && kind == ColumnKind::Flag)
        };
        let adds = matches!(term, Term::Sum(_)) || stated.months.is_some() || !stated.plus.is_empty();
        let compares = stated.at_least.is_some() || stated.at_most.is_some();
        for (source, column) in stated.sources() {
            let Some(source) = self.source(source) else { continue };
            let mut check = |name: &str, fits: &dyn Fn(ColumnKind) -> bool| match source.column(name) {
                None => problems.push(format!("column: {} has no column “{name}”", source.id)),
                Some(column) if !fits(column.kind) => {
                    problems.push(format!("column: “{name}” of {} holds something else", source.id));
                }
                Some(_) => {}
            };
            let is_list = matches!(term, Term::Aged(_));
            check(column, &|kind| match kind {
                ColumnKind::Years => is_list || !(adds || compares),
                _ if is_list => false,
                kind => !(adds || compares) || is_number(kind),
            });
            for name in &stated.plus {
                check(name, &is_number);
            }
            for also in &stated.also {
                check(&also.column, &|kind| {
                    also.is.is_empty() == is_number(kind) || kind == ColumnKind::Flag
                });
            }
            if stated.item.is_some() && source.keyed(Key::Item).next().is_none() {
                problems.push(format!("item: {} has none", source.id));
            }
            if stated.months.is_some() && source.keyed(Key::Period).any(|c| c.kind != ColumnKind::Month) {
                problems.push(format!("months: {} is not monthly", source.id));
            }
        }
        problems
    }

    /// Indicators whose review is overdue on `today`.
    pub(super) fn indicators_overdue(&self, today: NaiveDate) -> impl Iterator<Item = Fault> {
        let overdue = self.indicators.iter().filter(move |indicator| indicator.next_review < today);
        overdue.map(|indicator| Fault {
            file: format!("jobs/indicators/{}.toml", indicator.id),
            problem: format!("next_review: was due on {}; ask {}", indicator.next_review, indicator.owner),
        })
    }
}

fn stated_problems(term: &Term, stated: &Stated) -> Vec<String> {
    let mut problems = Vec::new();
    let (from, columns) = (stated.from.as_slice(), stated.column.as_slice());
    if from.is_empty() || columns.is_empty() || !(columns.len() == 1 || columns.len() == from.len()) {
        problems.push("from, column: name one column, or one for each source".into());
    }
    if from.len() > 1 && !(stated.plus.is_empty() && stated.also.is_empty()) {
        problems.push("plus, also: for one source only".into());
    }
    match term {
        Term::Meeting(_) if !stated.has_condition() => {
            problems.push("meeting: say what is met (is, is_not, at_least, at_most, filled or also)".into());
        }
        Term::Sum(_)
            if stated.filled
                || !(stated.is.is_empty() && stated.is_not.is_empty() && stated.also.is_empty())
                || stated.at_least.is_some()
                || stated.at_most.is_some() =>
        {
            problems.push("is, is_not, at_least, at_most, filled, also: a sum has no condition".into());
        }
        Term::Aged(_) if stated.months.is_some() || stated.item.is_some() || !stated.plus.is_empty() => {
            problems.push("aged: takes from, column and at_least only".into());
        }
        _ => {}
    }
    if stated.filled && (stated.months.is_some() || !stated.plus.is_empty()) {
        problems.push("filled: goes without months and plus".into());
    }
    if stated.months.is_some()
        && !(stated.is.is_empty() && stated.is_not.is_empty() && stated.also.is_empty())
    {
        problems.push("months: only numbers are added up over a window".into());
    }
    problems
}

fn cut_problems(indicator: &Indicator) -> Vec<String> {
    let mut problems = Vec::new();
    let by_group = indicator.breakdowns.contains(&Breakdown::Group);
    if by_group && !indicator.numerator.is_by_group() {
        problems.push(
            "breakdowns: only members, arrivals, departures and professionals without “of” have groups"
                .into(),
        );
    }
    if indicator.breakdowns.contains(&Breakdown::Size) && !indicator.terms().all(Term::is_by_structure) {
        problems.push("breakdowns: size needs terms that are counted structure by structure".into());
    }
    let has_zones = |term: &Term| {
        term.is_by_structure()
            || matches!(
                term,
                Term::Professionals { .. }
                    | Term::Population {}
                    | Term::Inhabitants { .. }
                    | Term::Parameter { .. }
            )
    };
    if indicator.zones && !indicator.terms().all(has_zones) {
        problems.push("zones: a term is not known by zone".into());
    }
    match indicator.interval {
        Some(Interval::Wilson | Interval::Poisson) if indicator.formula != Formula::Ratio => {
            problems.push("interval: for a ratio only".into());
        }
        _ => {}
    }
    problems
}
