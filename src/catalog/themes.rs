//! The shelves of the catalogue of indicators.

use serde::Deserialize;

use super::{Catalog, Fault, Indicator, Language, Named};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Themes {
    #[serde(rename = "theme")]
    pub all: Vec<Theme>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub id: String,
    pub indicators: Vec<String>,
    pub fr: Named,
    pub en: Named,
}

pub(super) const FILE: &str = "dashboards/indicators.toml";

impl Theme {
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr.name,
            Language::English => &self.en.name,
        }
    }
}

impl Catalog {
    /// The indicators of a theme, in its order.
    pub fn of_theme<'a>(&'a self, theme: &'a Theme) -> impl Iterator<Item = &'a Indicator> {
        theme.indicators.iter().filter_map(|id| self.indicator(id))
    }

    /// The theme under which an indicator stands.
    #[must_use]
    pub fn theme_of(&self, indicator: &str) -> Option<&Theme> {
        self.themes.all.iter().find(|theme| theme.indicators.iter().any(|id| id == indicator))
    }

    /// Every indicator stands under exactly one theme, and nothing else does.
    pub(super) fn theme_faults(&self) -> Vec<Fault> {
        let named = || self.themes.all.iter().flat_map(|theme| &theme.indicators);
        let unknown = named()
            .filter(|id| self.indicator(id).is_none())
            .map(|id| format!("no indicator is called “{id}”"));
        let misplaced = self.indicators.iter().filter_map(|indicator| {
            match named().filter(|id| **id == indicator.id).count() {
                1 => None,
                0 => Some(format!("“{}” stands under no theme", indicator.id)),
                _ => Some(format!("“{}” stands twice", indicator.id)),
            }
        });
        unknown.chain(misplaced).map(|problem| Fault { file: FILE.into(), problem }).collect()
    }
}
