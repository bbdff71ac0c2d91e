//! A page: a list of panels, each of which names indicators and parameters.

use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dashboard {
    #[serde(rename = "panel")]
    pub panels: Vec<Panel>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Panel {
    /// A count set against the path to a goal.
    Goal {
        indicator: String,
        /// Known where a register is kept, so that the count can say where it comes from.
        registered: String,
        path: String,
    },
    Tiles {
        indicators: Vec<String>,
    },
    /// A count over time, with the path and the published figures of that code.
    Trajectory {
        indicator: String,
        published: String,
    },
    /// The departments, by what may be shown of them; `change` is the count whose change is shown.
    Map {
        density: String,
        number: String,
        change: String,
    },
    /// The same count by region, with what stands beside it.
    Regions {
        density: String,
        opened: String,
        closed: String,
        share: String,
    },
    /// What teams are made of: persons by family of professions, and the number by structure that stands beside them.
    Professions {
        indicator: String,
        beside: String,
    },
    /// Figures of one subject, a line each; the subject is named in the locales (`panel-…`).
    Figures {
        subject: String,
        indicators: Vec<String>,
    },
    /// The register by region: what it calls open beside FINESS, projects, the stages they passed.
    Register {
        registered: String,
        finess: String,
        projects: String,
        abandoned: String,
        delays: Vec<String>,
    },
}

impl Panel {
    #[must_use]
    pub fn indicators(&self) -> Vec<&str> {
        match self {
            Self::Goal { indicator, registered, .. } => vec![indicator, registered],
            Self::Trajectory { indicator, .. } => vec![indicator],
            Self::Professions { indicator, beside } => vec![indicator, beside],
            Self::Tiles { indicators } | Self::Figures { indicators, .. } => {
                indicators.iter().map(String::as_str).collect()
            }
            Self::Map { density, number, change } => vec![density, number, change],
            Self::Regions { density, opened, closed, share } => vec![density, opened, closed, share],
            Self::Register { registered, finess, projects, abandoned, delays } => {
                [registered, finess, projects, abandoned]
                    .into_iter()
                    .chain(delays)
                    .map(String::as_str)
                    .collect()
            }
        }
    }

    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Goal { path, .. } => Some(path),
            _ => None,
        }
    }
}
