//! The page of the Plan: its objectives, their measures, what each was meant to be and what follows it.

use serde::Deserialize;

use super::{Catalog, Fault, Language, Mark, Named, Shape};

pub(super) const FILE: &str = "dashboards/plan.toml";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Where its figures come from, and how sure they are, unless said beside one.
    pub source: String,
    pub mark: Mark,
    /// The indicator that is counted towards the goal, and the parameter that leads to it.
    pub headline: String,
    pub path: String,
    /// What the Plan foresaw to spend, in all.
    pub euros: f64,
    #[serde(rename = "figure")]
    pub figures: Vec<PlanFigure>,
    #[serde(rename = "axis")]
    pub axes: Vec<Axis>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanFigure {
    pub value: f64,
    pub fr: Named,
    pub en: Named,
}

/// An objective with its measures.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Axis {
    /// Followed with the Plan without being of it.
    #[serde(default)]
    pub beside: bool,
    pub fr: AxisText,
    pub en: AxisText,
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AxisText {
    pub name: String,
    pub aim: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Under which actions are reported; none when nobody reports on it.
    pub code: Option<String>,
    /// That follow it.
    #[serde(default)]
    pub indicators: Vec<String>,
    /// Of what was foreseen, where they are not those of the Plan.
    pub mark: Option<Mark>,
    pub source: Option<String>,
    pub fr: MeasureText,
    pub en: MeasureText,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureText {
    pub name: String,
    /// What the Plan says will be done; none when no figure is known.
    pub foreseen: Option<String>,
}

impl PlanFigure {
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr.name,
            Language::English => &self.en.name,
        }
    }
}

impl Axis {
    #[must_use]
    pub fn text(&self, language: Language) -> &AxisText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

impl Measure {
    #[must_use]
    pub fn text(&self, language: Language) -> &MeasureText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

impl Plan {
    pub fn measures(&self) -> impl Iterator<Item = &Measure> {
        self.axes.iter().flat_map(|axis| &axis.measures)
    }

    /// Whether money reported under that code counts in what the Plan spends.
    #[must_use]
    pub fn counts(&self, code: &str) -> bool {
        let of_plan = self.axes.iter().filter(|axis| !axis.beside).flat_map(|axis| &axis.measures);
        of_plan.into_iter().any(|measure| measure.code.as_deref() == Some(code))
    }
}

impl Catalog {
    pub(super) fn plan_faults(&self) -> Vec<Fault> {
        let mut problems = Vec::new();
        let followed = self.plan.measures().flat_map(|measure| &measure.indicators);
        for id in followed.chain([&self.plan.headline]).filter(|id| self.indicator(id).is_none()) {
            problems.push(format!("no indicator is called “{id}”"));
        }
        if !self.parameters.named(&self.plan.path).any(|value| value.shape == Shape::Path) {
            problems.push(format!("no parameter of shape path is called “{}”", self.plan.path));
        }
        let codes: Vec<&str> = self.plan.measures().filter_map(|measure| measure.code.as_deref()).collect();
        for (i, code) in codes.iter().enumerate().filter(|(i, code)| codes[..*i].contains(code)) {
            problems.push(format!("measure {}: “{code}” stands twice", i + 1));
        }
        problems.into_iter().map(|problem| Fault { file: FILE.into(), problem }).collect()
    }
}
