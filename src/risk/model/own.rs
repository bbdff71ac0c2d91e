//! What is expected on the data of our own store: the doctor layer and the features of the record, with the priors of
//! `jobs/risk/model.toml`, and the simple rules to beat.

use super::naive::{Rule, Term};
use super::priors::Priors;
use crate::catalog::Experts;
use crate::risk::outcome::Target;

/// Columns besides the features: log-odds, by the doctor layer, of fewer doctors than the minimum in twelve months, and
/// of one at least leaving until then; doctors counted; the region.
pub const BELOW: &str = "logit_doctors";
pub const LEAVES: &str = "logit_leaves";
pub const DOCTORS: &str = "doctors";
pub const REGION: &str = "region";

/// Every feature has a deviation of its own: these are not asked.
const SD: f64 = 0.35;
const SD_FLAG: f64 = 0.5;

/// Nothing for a target that nobody foretells.
#[must_use]
pub fn priors(experts: &Experts, target: Target) -> Option<Priors> {
    let (rate, has_experts) = match target {
        Target::BelowMinimum => (experts.base.rate, true),
        Target::Absorbed => return None,
        _ => {
            let aim = experts.targets.iter().find(|aim| aim.id == target.name())?;
            (aim.rate, aim.has_experts)
        }
    };
    let layer = layer(target);
    let mean = |expected: f64| if has_experts { expected } else { 0.0 };
    let features = || experts.features.iter().map(|feature| (feature.id.clone(), feature));
    let means = features().map(|(id, feature)| (id, mean(feature.mean)));
    let sds = features().map(|(id, feature)| (id, feature.sd));
    Some(Priors {
        intercept_rate: rate,
        sd_intercept: experts.base.sd,
        sd: SD,
        sd_flag: SD_FLAG,
        sd_of: sds.chain([(layer.to_owned(), experts.doctors.sd)]).collect(),
        means: std::iter::once((layer.to_owned(), experts.doctors.mean)).chain(means).collect(),
        naive: Some(rules(target)),
    })
}

fn layer(target: Target) -> &'static str {
    if target == Target::DoctorLost { LEAVES } else { BELOW }
}

/// Fewest patients; fewest doctors, then most patients for each; the doctor layer alone; most doctors, where the more
/// there are the more can leave.
fn rules(target: Target) -> Vec<Rule> {
    let term = |column: &str, weight, missing, exp| Term { column: column.to_owned(), weight, missing, exp };
    let rule = |name: &str, terms| Rule::Sum { name: name.to_owned(), terms };
    let mut rules = vec![
        rule("fewest_patients", vec![term("patients_log", -1.0, 8.0, false)]),
        rule(
            "fewest_doctors",
            vec![term(DOCTORS, -1.0, 3.0, false), term("patients_per_gp_log", 1e-4, 7.0, true)],
        ),
        rule("doctor_layer", vec![term(layer(target), 1.0, -3.0, false)]),
    ];
    if target == Target::DoctorLost {
        rules.push(rule("most_doctors", vec![term(DOCTORS, 1.0, 3.0, false)]));
    }
    rules
}
