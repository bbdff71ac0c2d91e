//! What a panel of the risk model is: a TOML beside it says so, since no figure made from it is shown without its name, its
//! licence and what the target means.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Language;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataSet {
    /// Letters, digits and `_`: a later back-test of the same data set and target takes the place of an earlier one.
    pub id: String,
    pub is_simulated: bool,
    /// Where a person finds it.
    pub page: Option<String>,
    pub licence: Licence,
    /// By target, without `y_`.
    pub targets: BTreeMap<String, Texts<TargetText>>,
    pub fr: DataSetText,
    pub en: DataSetText,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    pub name: String,
    /// What it asks to be said, word for word, in its own language.
    pub statement: String,
    pub language: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts<T> {
    pub fr: T,
    pub en: T,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataSetText {
    pub name: String,
    pub description: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetText {
    pub name: String,
    pub definition: String,
}

/// What this installation itself knows.
pub const OWN_STORE: &str = "store";

impl DataSet {
    /// # Errors
    /// What a person must mend in the file.
    pub fn read(text: &str, target: &str) -> Result<Self, String> {
        let data: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if data.id.is_empty() || !data.id.chars().all(is_name) || data.id == OWN_STORE {
            return Err(format!("id: “{}” is not letters, digits and _, or is `{OWN_STORE}`", data.id));
        }
        if data.licence.statement.trim().is_empty() {
            return Err("licence.statement: is empty; figures are not shown without it".into());
        }
        if !data.targets.contains_key(target) {
            return Err(format!("targets.{target}: is missing; it says what the target means"));
        }
        Ok(data)
    }

    #[must_use]
    pub fn text(&self, language: Language) -> &DataSetText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }

    #[must_use]
    pub fn target(&self, target: &str, language: Language) -> Option<&TargetText> {
        let texts = self.targets.get(target)?;
        Some(match language {
            Language::French => &texts.fr,
            Language::English => &texts.en,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRACTICES: &str = include_str!("../../jobs/risk/panels/english_practices.toml");

    #[test]
    fn the_english_practices_bear_their_licence() {
        for target in ["exit", "below2", "loss1"] {
            let data = DataSet::read(PRACTICES, target).unwrap();
            assert!(data.licence.statement.starts_with("Contains public sector information"));
            assert!(!data.is_simulated && data.target(target, Language::English).is_some());
        }
    }

    #[test]
    fn what_is_missing_is_said() {
        let said = |text: &str| DataSet::read(text, "exit").unwrap_err();
        assert!(DataSet::read(PRACTICES, "merger").unwrap_err().starts_with("targets.merger: is missing"));
        assert!(said(&PRACTICES.replace("english_practices", "store")).contains("or is `store`"));
        assert!(said(&PRACTICES.replace("[licence]", "[licences]")).contains("unknown field `licences`"));
        let silent = PRACTICES.replace(
            "Contains public sector information licensed under the Open Government Licence v3.0.",
            " ",
        );
        assert!(said(&silent).starts_with("licence.statement: is empty"));
    }
}
