//! What a back-test tells of a model, in the shape that scripts rely on.

use serde::{Deserialize, Deserializer, Serialize};

use super::bootstrap::{Interval, interval};
use super::level::{Level, Tenth};
use super::persistence::Alerts;
use super::ranking::{Ranked, Top};
use super::spread::Spread;
use super::strata::Part;
use crate::risk::outcome::Tally;

/// One model over all tested years.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    pub target: String,
    pub model: String,
    /// Of a simulated world: no evidence.
    #[serde(default)]
    pub simulated: bool,
    pub n: usize,
    pub events: f64,
    pub origins: Vec<OfOrigin>,
    /// Means of the years' values.
    pub mean: Measures,
    /// Of all years together; nothing of a rule, which gives no probability.
    pub pooled: Level,
    /// Of all years together, from the least probable to the most; likewise.
    pub calibration: Vec<Tenth>,
    /// 95 %, by the bootstrap over units.
    pub intervals: Option<Intervals>,
    /// Against each rule: differences of the means.
    pub against: Vec<Against>,
    pub strata: Vec<Part>,
    /// Share of the events of the last year that stood in the first tenth then, a year before, two years before …
    pub lead_time: Vec<Option<f64>>,
    /// Of how many of these events that is a share: those of units that were tested in that year.
    pub lead_events: Vec<usize>,
    pub alerts: Alerts,
    /// Of our own store, how many structures each label has; of a panel, nothing.
    #[serde(default)]
    pub labels: Vec<Tally>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OfOrigin {
    pub origin: i32,
    pub n: usize,
    pub events: f64,
    /// Share of events: what a list by chance would find, and the area under its precision curve.
    #[serde(deserialize_with = "or_nan")]
    pub base_rate: f64,
    #[serde(flatten)]
    pub measures: Measures,
    #[serde(flatten)]
    pub level: Level,
}

/// Of a ranking. What cannot be told is `NaN`, written as null.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    #[serde(deserialize_with = "or_nan")]
    pub auc: f64,
    #[serde(deserialize_with = "or_nan")]
    pub pr_auc: f64,
    #[serde(deserialize_with = "or_nan")]
    pub lift_2: f64,
    #[serde(deserialize_with = "or_nan")]
    pub lift_5: f64,
    #[serde(deserialize_with = "or_nan")]
    pub lift_10: f64,
    #[serde(deserialize_with = "or_nan")]
    pub precision_2: f64,
    #[serde(deserialize_with = "or_nan")]
    pub precision_5: f64,
    #[serde(deserialize_with = "or_nan")]
    pub precision_10: f64,
    #[serde(deserialize_with = "or_nan")]
    pub recall_2: f64,
    #[serde(deserialize_with = "or_nan")]
    pub recall_5: f64,
    #[serde(deserialize_with = "or_nan")]
    pub recall_10: f64,
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct Intervals {
    pub auc: Option<Interval>,
    pub pr_auc: Option<Interval>,
    pub lift_2: Option<Interval>,
    pub lift_5: Option<Interval>,
    pub lift_10: Option<Interval>,
    pub precision_2: Option<Interval>,
    pub precision_5: Option<Interval>,
    pub precision_10: Option<Interval>,
    pub recall_2: Option<Interval>,
    pub recall_5: Option<Interval>,
    pub recall_10: Option<Interval>,
    pub brier: Option<Interval>,
    pub brier_skill: Option<Interval>,
    pub slope: Option<Interval>,
    pub oe: Option<Interval>,
    pub log_loss: Option<Interval>,
}

/// How much better than a rule, with the paired interval of the difference.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Against {
    pub rule: String,
    #[serde(deserialize_with = "or_nan")]
    pub auc: f64,
    #[serde(deserialize_with = "or_nan")]
    pub pr_auc: f64,
    pub auc_interval: Option<Interval>,
    pub pr_auc_interval: Option<Interval>,
}

impl From<Ranked> for Measures {
    fn from(ranked: Ranked) -> Self {
        let [two, five, ten] = ranked.top;
        Self {
            auc: ranked.auc,
            pr_auc: ranked.pr_auc,
            lift_2: two.lift,
            lift_5: five.lift,
            lift_10: ten.lift,
            precision_2: two.precision,
            precision_5: five.precision,
            precision_10: ten.precision,
            recall_2: two.recall,
            recall_5: five.recall,
            recall_10: ten.recall,
        }
    }
}

impl Intervals {
    /// From the draws of one model.
    pub(super) fn of(draws: &[Ranked], spread: &Spread) -> Self {
        let of = |measure: &dyn Fn(&Ranked) -> f64| interval(draws.iter().map(measure));
        let first = |at: usize, measure: fn(Top) -> f64| of(&|ranked| measure(ranked.top[at]));
        Self {
            auc: of(&|ranked| ranked.auc),
            pr_auc: of(&|ranked| ranked.pr_auc),
            lift_2: first(0, |top| top.lift),
            lift_5: first(1, |top| top.lift),
            lift_10: first(2, |top| top.lift),
            precision_2: first(0, |top| top.precision),
            precision_5: first(1, |top| top.precision),
            precision_10: first(2, |top| top.precision),
            recall_2: first(0, |top| top.recall),
            recall_5: first(1, |top| top.recall),
            recall_10: first(2, |top| top.recall),
            brier: spread.brier,
            brier_skill: spread.brier_skill,
            slope: spread.slope,
            oe: spread.oe,
            log_loss: spread.log_loss,
        }
    }
}

/// `NaN` is written as null.
fn or_nan<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or(f64::NAN))
}
