//! From scores to standings: the list of each desk, by the model or, where it has stepped back, by the doctor layer alone.

use std::collections::HashMap;

use super::Assessed;
use crate::catalog::{Catalog, Lists};
use crate::risk::assess::Grade;
use crate::risk::drift::Reason;
use crate::risk::levels::{Place, level, levels};
use crate::risk::model::logistic::logit;
use crate::risk::score::{Score, Subject, score};
use crate::risk::sheet::Standing;

/// What stood the last month assessed before, by number.
pub(super) type Before = HashMap<String, Standing>;

pub(super) fn scores(all: &[Assessed], before: &Before, catalog: &Catalog) -> Vec<Score> {
    let subjects: Vec<Subject> = all
        .iter()
        .map(|one| Subject {
            record: &one.record,
            outlook: one.assessment.outlook.as_ref(),
            before: stood(one, before).map(|stood| &stood.score),
        })
        .collect();
    score(&subjects, &catalog.risk)
}

/// Of each, in their order. Where the model has stepped back, for these reasons, no level falls.
pub(super) fn standings(
    all: &[Assessed],
    before: &Before,
    scores: Vec<Score>,
    steps_back: &[Reason],
    lists: &Lists,
) -> Vec<Standing> {
    let has_stepped_back = !steps_back.is_empty();
    let order = |one: &Assessed, score: &Score| {
        if has_stepped_back { by_doctors(one) } else { Some(score.log_odds) }
    };
    let listed = listed(all, before, &scores, order, lists);
    let each = all.iter().zip(scores).zip(listed).map(|((one, score), by_list)| {
        let assessment = &one.assessment;
        let stood = stood(one, before);
        let before = stood.map(|stood| stood.level);
        let stands = has_stepped_back || !score.lost.is_empty();
        let (level, is_held) = level(assessment.grade, by_list, before, stands);
        // Nobody leaves the list of the model because it has stepped back: who stays on it is seen when it returns.
        let kept = stood.filter(|_| has_stepped_back).map_or(Grade::None, |stood| stood.by_model);
        Standing {
            level,
            before,
            by_rules: assessment.grade,
            by_model: by_list.max(kept),
            is_held,
            weight: assessment.weight,
            outlook: assessment.outlook.clone(),
            score,
            steps_back: steps_back.to_vec(),
        }
    });
    each.collect()
}

/// Who is on the list of a desk; nobody of whom the order knows nothing.
fn listed(
    all: &[Assessed],
    before: &Before,
    scores: &[Score],
    order: impl Fn(&Assessed, &Score) -> Option<f64>,
    lists: &Lists,
) -> Vec<Grade> {
    let (mut ranked, mut places) = (Vec::new(), Vec::new());
    for (at, (one, score)) in all.iter().zip(scores).enumerate() {
        let Some(log_odds) = order(one, score) else { continue };
        // A number of patients that went missing is carried with the feature.
        let patients = one.record.patients.value.or_else(|| score.value("patients_log").map(f64::exp));
        ranked.push(at);
        places.push(Place {
            region: &one.region,
            size: patients.or_else(|| one.record.team.value.map(f64::from)),
            log_odds,
            before: stood(one, before).map_or(Grade::None, |stood| stood.by_model),
        });
    }
    let mut listed = vec![Grade::None; all.len()];
    for (at, level) in ranked.into_iter().zip(levels(&places, lists)) {
        listed[at] = level;
    }
    listed
}

/// How likely fewer than two doctors are within a year, by their ages and announced departures alone.
fn by_doctors(one: &Assessed) -> Option<f64> {
    let soon = one.assessment.outlook.as_ref()?.within(12)?;
    Some(logit(soon.below_minimum.clamp(1e-9, 1.0 - 1e-9)))
}

fn stood<'a>(one: &Assessed, before: &'a Before) -> Option<&'a Standing> {
    before.get(one.assessment.finess.as_str())
}
