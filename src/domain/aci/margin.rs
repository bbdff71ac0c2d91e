//! How far a structure is from each of the four prerequisites: one step from being paid nothing.

use std::collections::BTreeMap;

use super::Indicator;
use crate::domain::statement::{Cell, Statement};

/// What is known of the prerequisites of one structure. What is not known is none, never no.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evidence {
    /// By the last statement of the caisse.
    pub stated: BTreeMap<Indicator, bool>,
    /// Hours a day, from Monday to Friday.
    pub hours: Option<f64>,
    pub unscheduled_each_day: Option<bool>,
    pub crisis_plan: Option<bool>,
    pub coordinator: Option<bool>,
    pub shared_software: Option<bool>,
    pub labelled_software: Option<bool>,
}

/// One prerequisite: what the caisse last stated, what the structure declares since, what is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Margin {
    pub prerequisite: Indicator,
    pub stated: Option<bool>,
    /// None when one of the things that it needs is not declared, and none of those declared is missing.
    pub declared: Option<bool>,
    pub lacks: Vec<Lack>,
}

/// A thing that a prerequisite needs and that the declaration says is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Open at least eight hours a day.
    OpeningHours,
    UnscheduledCare,
    CrisisPlan,
    Coordinator,
    SharedSoftware,
    SoftwareLabel,
}

/// Below them the reduced opening hours of A01 are not paid any more.
const LEAST_HOURS: f64 = 8.0;

impl Evidence {
    /// Gathers the last statement of each kind: the year by the caisse with its lines by indicator, the monthly and the
    /// yearly declaration.
    #[must_use]
    pub fn gather(
        year: Option<&Statement>,
        lines: &[Statement],
        monthly: Option<&Statement>,
        yearly: Option<&Statement>,
    ) -> Self {
        let flag = |statement: Option<&Statement>, column| statement.and_then(|one| one.flag(column));
        let label = yearly.and_then(|one| one.text("logiciel_label"));
        Self {
            stated: stated(year, lines),
            hours: monthly.and_then(|one| one.number("amplitude_jour")),
            unscheduled_each_day: flag(monthly, "snp_chaque_jour"),
            crisis_plan: flag(yearly, "plan_crise"),
            coordinator: flag(monthly, "coordinateur_en_poste"),
            shared_software: flag(yearly, "logiciel_partage"),
            labelled_software: label.map(|label| label != "aucun"),
        }
    }

    #[must_use]
    pub fn margins(&self) -> [Margin; 4] {
        Indicator::PREREQUISITES.map(|prerequisite| {
            let needs = self.needs(prerequisite);
            let lacks = needs.iter().filter(|(_, is_there)| *is_there == Some(false)).map(|(lack, _)| *lack);
            let lacks: Vec<Lack> = lacks.collect();
            let declared = if lacks.is_empty() {
                needs.iter().all(|(_, is_there)| is_there.is_some()).then_some(true)
            } else {
                Some(false)
            };
            Margin { prerequisite, stated: self.stated.get(&prerequisite).copied(), declared, lacks }
        })
    }

    fn needs(&self, prerequisite: Indicator) -> Vec<(Lack, Option<bool>)> {
        match prerequisite {
            Indicator::A01 => vec![
                (Lack::OpeningHours, self.hours.map(|hours| hours >= LEAST_HOURS)),
                (Lack::UnscheduledCare, self.unscheduled_each_day),
            ],
            Indicator::A02 => vec![(Lack::CrisisPlan, self.crisis_plan)],
            Indicator::A09 => vec![(Lack::Coordinator, self.coordinator)],
            Indicator::A18 => vec![
                (Lack::SharedSoftware, self.shared_software),
                (Lack::SoftwareLabel, self.labelled_software),
            ],
            _ => Vec::new(),
        }
    }
}

impl Margin {
    /// Whether it is reached, by the newer word: the declaration speaks of now, the caisse of a year that is over.
    #[must_use]
    pub fn is_reached(&self) -> Option<bool> {
        self.declared.or(self.stated)
    }
}

/// The lines by indicator say it best; without them the list of what was missed does.
fn stated(year: Option<&Statement>, lines: &[Statement]) -> BTreeMap<Indicator, bool> {
    let mut stated = BTreeMap::new();
    if let Some(missed) = year.and_then(|year| year.cells.get("prerequis_manquants")) {
        let is_missed = |code: &str| match missed {
            Cell::Text(text) => text.split('|').any(|one| one.trim() == code),
            Cell::Texts(texts) => texts.iter().any(|one| one == code),
            _ => false,
        };
        for prerequisite in Indicator::PREREQUISITES {
            stated.insert(prerequisite, !is_missed(&prerequisite.to_string()));
        }
    }
    for line in lines {
        let code = line.item.split('/').next().unwrap_or_default().parse::<Indicator>();
        let reached = line.text("atteint").map(|text| text != "non");
        if let (Ok(code), Some(reached)) = (code, reached)
            && Indicator::PREREQUISITES.contains(&code)
        {
            stated.insert(code, reached);
        }
    }
    stated
}

#[cfg(test)]
mod tests;
