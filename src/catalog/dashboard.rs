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
        path: String,
    },
    Tiles {
        indicators: Vec<String>,
    },
    /// The same count over time, with the path and the published figures of that code.
    Trajectory {
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
}

impl Panel {
    #[must_use]
    pub fn indicators(&self) -> Vec<&str> {
        match self {
            Self::Goal { indicator, .. } => vec![indicator],
            Self::Trajectory { .. } => Vec::new(),
            Self::Tiles { indicators } => indicators.iter().map(String::as_str).collect(),
            Self::Map { density, number, change } => vec![density, number, change],
            Self::Regions { density, opened, closed, share } => vec![density, opened, closed, share],
        }
    }

    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Goal { path, .. } => Some(path),
            Self::Tiles { .. } | Self::Trajectory { .. } | Self::Map { .. } | Self::Regions { .. } => None,
        }
    }
}
