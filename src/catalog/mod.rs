//! The definitions that the house runs on (`jobs/`, `dashboards/*.toml`), read, cross-checked and given as types.
//! Every fault is listed at once; nothing here computes or stores anything.

mod check;
mod dashboard;
mod data_set;
mod definitions;
mod indicator;
mod job;
mod layout;
mod parameters;
pub mod plan;
mod risk_model;
mod source;
mod term;
mod themes;
mod wording;

pub use dashboard::{Dashboard, Panel};
pub use data_set::{DataSet, DataSetText, Licence, OWN_STORE, TargetText, Texts};
pub use definitions::{Definitions, Fault};
pub use indicator::{Breakdown, Direction, Formula, Indicator, Interval, Unit};
pub use job::{Job, Step};
pub use layout::{Column, ColumnKind, ColumnText, Comparison, Key, Quantity};
pub use parameters::{Mark, ParameterValue, Parameters, Shape};
pub use plan::Plan;
pub use risk_model::{
    Ages, Aim, Band, Base, Basis, Demotion, Experts, FEATURE_IDS, Feature, Grades, Hazards, Labels, Layer,
    Lever, LeverText, Levers, Limit, Limits, Lists, Marked, RULE_IDS, Rate, Ratio, Reference, Replacement,
    RiskModel, Rule, RuleText, Rules, Share, Thresholds, UnknownAge,
};
pub use source::{Download, Guard, Source, SourceClass};
pub use term::{Also, ContractState, FormFilter, Known, Near, OneOrMany, Qpv, Stated, Term};
pub use themes::{Theme, Themes};

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::domain::rights::Family;
pub use crate::domain::writing::Language;
use crate::domain::{deadline, legal_clock};

/// The parameter that the comparison of the register with FINESS cannot do without.
const REGISTER_GRACE: &str = "register_grace";

/// Months after which the content of a message is emptied.
const MESSAGES_KEPT: &str = "messages_kept_months";

/// All definitions, in the order of their ids.
#[derive(Debug)]
pub struct Catalog {
    pub sources: Vec<Source>,
    pub indicators: Vec<Indicator>,
    pub parameters: Parameters,
    pub jobs: Vec<Job>,
    pub national: Dashboard,
    pub territory: Dashboard,
    pub register: Dashboard,
    pub plan: Plan,
    pub themes: Themes,
    pub risk: RiskModel,
}

/// What a definition says to a reader, in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub name: String,
}

impl Catalog {
    /// Reads and cross-checks every definition.
    ///
    /// # Errors
    /// Every fault found, not the first only.
    pub fn load(definitions: &Definitions) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let sources = definitions.read_all("jobs/sources", &mut faults);
        let indicators = definitions.read_all("jobs/indicators", &mut faults);
        let parameters = Parameters::new(definitions.read_all("jobs/parameters", &mut faults));
        let jobs = definitions.read_all("jobs/schedule", &mut faults);
        let national = definitions.read_one("dashboards/national.toml", &mut faults);
        let territory = definitions.read_one("dashboards/territory.toml", &mut faults);
        let register = definitions.read_one("dashboards/register.toml", &mut faults);
        let plan = definitions.read_one(plan::FILE, &mut faults);
        let themes = definitions.read_one(themes::FILE, &mut faults);
        let (Some(national), Some(territory), Some(register)) = (national, territory, register) else {
            return Err(faults);
        };
        let risk = RiskModel::load(definitions, &mut faults);
        let (Some(plan), Some(themes), Some(risk)) = (plan, themes, risk) else { return Err(faults) };
        let catalog =
            Self { sources, indicators, parameters, jobs, national, territory, register, plan, themes, risk };
        catalog.cross_check(&mut faults);
        for name in [REGISTER_GRACE, MESSAGES_KEPT] {
            if catalog.parameters.named(name).next().is_none() {
                let problem = format!("no parameter is called “{name}”");
                faults.push(Fault { file: "jobs/parameters".into(), problem });
            }
        }
        if let Err(incomplete) = catalog.calendar(NaiveDate::MAX) {
            faults.push(Fault { file: "jobs/parameters".into(), problem: incomplete.to_string() });
        }
        if faults.is_empty() { Ok(catalog) } else { Err(faults) }
    }

    #[must_use]
    pub fn indicator(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.id == id)
    }

    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id == id)
    }

    /// The tables that speak of structures and not to everybody, with their families.
    #[must_use]
    pub fn tables_of_structures(&self) -> Vec<(&str, Family)> {
        let guarded = self.sources.iter().filter(|source| !source.columns.is_empty());
        let guarded = guarded.filter_map(|source| Some((source.id.as_str(), source.family?)));
        guarded.filter(|(_, family)| matches!(family, Family::Declared | Family::Aci)).collect()
    }

    /// Of each source, the family that what it tells of one structure belongs to: the RPPS is open, who is in which team is
    /// not.
    #[must_use]
    pub fn families(&self) -> HashMap<String, Family> {
        let family = |source: &Source| match source.id.as_str() {
            "finess" | "register" => Family::Facts,
            _ => source.family.unwrap_or(Family::Declared),
        };
        self.sources.iter().map(|source| (source.id.clone(), family(source))).collect()
    }

    /// Months that a registration may take before the register and FINESS contradict each other.
    #[must_use]
    pub fn register_grace(&self, day: NaiveDate) -> u32 {
        let values = self.parameters.named(REGISTER_GRACE);
        self.parameters
            .on(REGISTER_GRACE, day)
            .or_else(|| values.map(|value| value.value).next())
            .unwrap_or_default() as u32
    }

    /// Months for which the content of a message is kept.
    #[must_use]
    pub fn messages_kept(&self, day: NaiveDate) -> Option<u32> {
        self.parameters.on(MESSAGES_KEPT, day).map(|months| months as u32)
    }

    /// The dates that are set on a day.
    ///
    /// # Errors
    /// Some are not known.
    pub fn calendar(&self, day: NaiveDate) -> Result<deadline::Rules, deadline::Incomplete> {
        deadline::Rules::read(|name| self.parameters.on(name, day))
    }

    /// The law of the SISA as it stands on a day.
    ///
    /// # Errors
    /// Some of its figures are not known.
    pub fn legal_clock(&self, day: NaiveDate) -> Result<legal_clock::Rules, legal_clock::Incomplete> {
        let value = |name: &str| self.parameters.in_force(name, day).map(|value| (value.value, value.on));
        legal_clock::Rules::read(value)
    }

    #[must_use]
    pub fn job(&self, id: &str) -> Option<&Job> {
        self.jobs.iter().find(|job| job.id == id)
    }
}
