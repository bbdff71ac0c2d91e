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
    /// A series, the path to the goal and the published figures of the same name.
    Trajectory {
        indicator: String,
        path: String,
        published: String,
    },
    /// One row a region.
    Regions {
        stock: String,
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
            Self::Goal { indicator, .. } | Self::Trajectory { indicator, .. } => vec![indicator],
            Self::Tiles { indicators } => indicators.iter().map(String::as_str).collect(),
            Self::Regions { stock, density, opened, closed, share } => {
                vec![stock, density, opened, closed, share]
            }
        }
    }

    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Self::Goal { path, .. } | Self::Trajectory { path, .. } => Some(path),
            Self::Tiles { .. } | Self::Regions { .. } => None,
        }
    }
}
