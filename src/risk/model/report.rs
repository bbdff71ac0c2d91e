//! What a back-test tells of a model, in the shape that scripts rely on.

use serde::Serialize;

use super::bootstrap::Interval;
use super::level::Level;
use super::persistence::Alerts;
use super::ranking::Ranked;
use super::strata::Part;
use crate::risk::outcome::Tally;

/// One model over all tested years.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    pub target: String,
    pub model: String,
    /// Of a simulated world: no evidence.
    pub simulated: bool,
    pub n: usize,
    pub events: f64,
    pub origins: Vec<OfOrigin>,
    /// Means of the years' values.
    pub mean: Measures,
    /// Of all years together; nothing of a rule, which gives no probability.
    pub pooled: Level,
    /// 95 %, by the bootstrap over units.
    pub intervals: Option<Intervals>,
    /// Against each rule: differences of the means.
    pub against: Vec<Against>,
    pub strata: Vec<Part>,
    /// Share of the events of the last year that stood in the first tenth then, a year before, two years before …
    pub lead_time: Vec<Option<f64>>,
    pub alerts: Alerts,
    /// Of our own store, how many structures each label has; of a panel, nothing.
    pub labels: Vec<Tally>,
}

#[derive(Clone, Debug, Serialize)]
pub struct OfOrigin {
    pub origin: i32,
    pub n: usize,
    pub events: f64,
    /// Share of events: what a list by chance would find, and the area under its precision curve.
    pub base_rate: f64,
    #[serde(flatten)]
    pub measures: Measures,
    #[serde(flatten)]
    pub level: Level,
}

/// Of a ranking. What cannot be told is `NaN`, written as null.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Measures {
    pub auc: f64,
    pub pr_auc: f64,
    pub lift_2: f64,
    pub lift_5: f64,
    pub lift_10: f64,
    pub precision_2: f64,
    pub precision_5: f64,
    pub precision_10: f64,
    pub recall_2: f64,
    pub recall_5: f64,
    pub recall_10: f64,
}

#[derive(Clone, Copy, Debug, Serialize)]
pub struct Intervals {
    pub auc: Option<Interval>,
    pub pr_auc: Option<Interval>,
    pub lift_5: Option<Interval>,
    pub lift_10: Option<Interval>,
}

/// How much better than a rule, with the paired interval of the difference.
#[derive(Clone, Debug, Serialize)]
pub struct Against {
    pub rule: String,
    pub auc: f64,
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
