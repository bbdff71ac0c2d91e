//! What experts believe before any label, target by target, as a JSON file says it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::logistic::{Prior, logit};
use super::naive::Rule;
use super::standard::is_flag;

/// Log-odds for each standard deviation of a feature, or for a flag, with what is thought of their uncertainty.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priors {
    /// Share of events in a year, of an average unit.
    pub intercept_rate: f64,
    /// Of the intercept, in log-odds.
    pub sd_intercept: f64,
    /// Of a feature, and of a flag.
    pub sd: f64,
    pub sd_flag: f64,
    /// Of single features, where another than the two above.
    #[serde(default)]
    pub sd_of: BTreeMap<String, f64>,
    /// Means by feature, in the order of the file: the features of the model.
    #[serde(rename = "mean", deserialize_with = "in_order")]
    pub means: Vec<(String, f64)>,
    /// The simple rules to beat; by default those of [`super::naive::usual`].
    pub naive: Option<Vec<Rule>>,
}

#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("the priors are no JSON object of targets: {0}")]
    Json(serde_json::Error),
    #[error("there are no priors for {target} (there are for {})", .known.join(", "))]
    NoTarget { target: String, known: Vec<String> },
    #[error("priors of {target}: {problem}")]
    Wrong { target: String, problem: String },
}

/// The column `y_exit` is the target `exit`.
#[must_use]
pub fn target_of(column: &str) -> &str {
    column.strip_prefix("y_").unwrap_or(column)
}

/// In log-odds, of the effect of a region.
pub const REGION: f64 = 0.3;

/// So wide that it says nothing, in log-odds.
const FLAT: f64 = 10.0;

impl Priors {
    /// # Errors
    /// When the text is no such file, does not speak of the target, or says something that cannot be.
    pub fn read(json: &str, column: &str) -> Result<Self, Fault> {
        let target = target_of(column).to_owned();
        let all: BTreeMap<String, &RawValue> = serde_json::from_str(json).map_err(Fault::Json)?;
        let Some(one) = all.get(&target) else {
            let known = all.into_iter().filter(|(_, one)| one.get().starts_with('{'));
            return Err(Fault::NoTarget { target, known: known.map(|(target, _)| target).collect() });
        };
        let wrong = |problem: String| Fault::Wrong { target: target.clone(), problem };
        let priors: Self = serde_json::from_str(one.get()).map_err(|error| wrong(error.to_string()))?;
        priors.problem().map_or(Ok(priors), |problem| Err(wrong(problem)))
    }

    fn problem(&self) -> Option<String> {
        if !(self.intercept_rate > 0.0 && self.intercept_rate < 1.0) {
            return Some(format!("intercept_rate is {}, not within 0 and 1", self.intercept_rate));
        }
        let own = self.sd_of.iter().map(|(name, sd)| (name.as_str(), *sd));
        let named = [("sd", self.sd), ("sd_flag", self.sd_flag), ("sd_intercept", self.sd_intercept)];
        if let Some((name, sd)) = named.into_iter().chain(own).find(|(_, sd)| !(*sd > 0.0 && sd.is_finite()))
        {
            return Some(format!("{name} is {sd}; a standard deviation is above 0"));
        }
        let unknown = self.sd_of.keys().find(|name| !self.means.iter().any(|(feature, _)| feature == *name));
        unknown.map(|name| format!("sd_of names {name}, of which there is no mean"))
    }

    /// Without some of the features; a name that is not among them is given back.
    ///
    /// # Errors
    /// The name that is no feature.
    pub fn without(mut self, excluded: &[String]) -> Result<Self, String> {
        for name in excluded {
            let before = self.means.len();
            self.means.retain(|(feature, _)| feature != name);
            self.sd_of.remove(name);
            if self.means.len() == before {
                return Err(name.clone());
            }
        }
        Ok(self)
    }

    #[must_use]
    pub fn features(&self) -> Vec<String> {
        self.means.iter().map(|(feature, _)| feature.clone()).collect()
    }

    /// The intercept first, then the features, then the groups.
    #[must_use]
    pub fn prior(&self, groups: usize) -> Prior {
        let sd = |feature: &String| {
            let usual = if is_flag(feature) { self.sd_flag } else { self.sd };
            self.sd_of.get(feature).copied().unwrap_or(usual)
        };
        let mut prior = Prior { mean: vec![logit(self.intercept_rate)], sd: vec![self.sd_intercept] };
        prior.mean.extend(self.means.iter().map(|(_, mean)| *mean));
        prior.sd.extend(self.means.iter().map(|(feature, _)| sd(feature)));
        prior.mean.resize(prior.mean.len() + groups, 0.0);
        prior.sd.resize(prior.sd.len() + groups, REGION);
        prior
    }

    /// As if nobody knew anything, but the share of events.
    #[must_use]
    pub fn flat(&self) -> Prior {
        let mut prior = Prior { mean: vec![logit(self.intercept_rate)], sd: vec![self.sd_intercept] };
        prior.mean.resize(self.means.len() + 1, 0.0);
        prior.sd.resize(self.means.len() + 1, FLAT);
        prior
    }
}

/// The order of features is that of the file: a map would lose it, and a feature named twice would go unseen.
fn in_order<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(String, f64)>, D::Error> {
    struct InOrder;
    impl<'de> Visitor<'de> for InOrder {
        type Value = Vec<(String, f64)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object of features with their prior means")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let (mut means, mut seen) = (Vec::new(), BTreeSet::new());
            while let Some((feature, mean)) = map.next_entry::<String, f64>()? {
                if !seen.insert(feature.clone()) {
                    return Err(A::Error::custom(format!("{feature} stands there twice")));
                }
                means.push((feature, mean));
            }
            Ok(means)
        }
    }
    deserializer.deserialize_map(InOrder)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"note": "…", "exit": {"intercept_rate": 0.5, "sd": 0.35, "sd_flag": 0.5, "sd_intercept": 1.0,
        "sd_of": {"age": 0.2}, "mean": {"size": -0.6, "f_new": 0.5, "age": 0.1}}}"#;

    #[test]
    fn features_keep_the_order_of_the_file() {
        let priors = Priors::read(FILE, "y_exit").unwrap();
        assert_eq!(priors.features(), ["size", "f_new", "age"]);
        let prior = priors.prior(2);
        assert_eq!(prior.mean, [0.0, -0.6, 0.5, 0.1, 0.0, 0.0]);
        assert_eq!(prior.sd, [1.0, 0.35, 0.5, 0.2, 0.3, 0.3]);
        assert_eq!(priors.flat().sd, [1.0, 10.0, 10.0, 10.0]);
        assert_eq!(priors.clone().without(&["age".into()]).unwrap().features(), ["size", "f_new"]);
        assert_eq!(priors.without(&["agee".into()]).unwrap_err(), "agee");
    }

    #[test]
    fn what_is_wrong_is_said() {
        let said = |json: &str, column: &str| Priors::read(json, column).unwrap_err().to_string();
        assert_eq!(said(FILE, "y_below2"), "there are no priors for below2 (there are for exit)");
        assert!(said("[]", "y_exit").starts_with("the priors are no JSON object of targets"));
        assert!(
            said(&FILE.replace("0.35", "0"), "exit").contains("sd is 0; a standard deviation is above 0")
        );
        assert!(said(&FILE.replace("f_new", "size"), "exit").contains("size stands there twice"));
        assert!(said(&FILE.replace("\"sd_of\"", "\"sds\""), "exit").contains("unknown field `sds`"));
        assert!(said(&FILE.replace("{\"age\"", "{\"aged\""), "exit").contains("sd_of names aged"));
    }
}
