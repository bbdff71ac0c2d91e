//! From scores to standings: the list of each desk, by the model or, where it has stepped back, by the doctor layer alone.

use std::collections::HashMap;

use super::Assessed;
use crate::catalog::{Catalog, Lists};
use crate::domain::grade::Grade;
use crate::risk::drift::Reason;
use crate::risk::levels::{Place, level, levels, listed};
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

/// Of each, in their order. Where the model has stepped back, for these reasons, no level falls and nobody leaves a list.
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
    let places = places(all, before, &scores, order);
    let by_list = by_list(&places, lists);
    let held = all.iter().zip(&scores).zip(&by_list).map(|((one, score), by_list)| {
        let before = stood(one, before).map(|stood| stood.level);
        level(one.assessment.grade, *by_list, before, has_stepped_back || !score.lost.is_empty())
    });
    let (levels, held): (Vec<Grade>, Vec<bool>) = held.unzip();
    let listed = listed(&places, &levels, lists);
    let each = all.iter().zip(scores).enumerate().map(|(at, (one, score))| {
        let stood = stood(one, before);
        // Who stays on a list of the model is seen when it returns.
        let kept = stood.filter(|_| has_stepped_back);
        Standing {
            level: levels[at],
            before: stood.map(|stood| stood.level),
            by_rules: one.assessment.grade,
            by_model: by_list[at].max(kept.map_or(Grade::None, |stood| stood.by_model)),
            is_listed: listed[at] || kept.is_some_and(|stood| stood.is_listed),
            was_listed: places[at].was_listed,
            is_held: held[at],
            weight: one.assessment.weight,
            outlook: one.assessment.outlook.clone(),
            score,
            steps_back: steps_back.to_vec(),
        }
    });
    each.collect()
}

/// Of whom the order knows nothing, last.
fn places<'a>(
    all: &'a [Assessed],
    before: &Before,
    scores: &[Score],
    order: impl Fn(&Assessed, &Score) -> Option<f64>,
) -> Vec<Place<'a>> {
    let each = all.iter().zip(scores).map(|(one, score)| {
        // A number of patients that went missing is carried with the feature.
        let patients = one.record.patients.value.or_else(|| score.value("patients_log").map(f64::exp));
        let stood = stood(one, before);
        Place {
            region: &one.region,
            size: patients.or_else(|| one.record.team.value.map(f64::from)),
            log_odds: order(one, score).unwrap_or(f64::NEG_INFINITY),
            before: stood.map_or(Grade::None, |stood| stood.by_model),
            was_listed: stood.is_some_and(|stood| stood.is_listed),
        }
    });
    each.collect()
}

/// The levels of the order; nobody of whom it knows nothing.
fn by_list(places: &[Place], lists: &Lists) -> Vec<Grade> {
    let levels = levels(places, lists);
    let is_known = |place: &Place| place.log_odds.is_finite();
    levels
        .into_iter()
        .zip(places)
        .map(|(level, place)| if is_known(place) { level } else { Grade::None })
        .collect()
}

/// How likely fewer than two doctors are within a year, by their ages and announced departures alone.
fn by_doctors(one: &Assessed) -> Option<f64> {
    let soon = one.assessment.outlook.as_ref()?.within(12)?;
    Some(logit(soon.below_minimum.clamp(1e-9, 1.0 - 1e-9)))
}

fn stood<'a>(one: &Assessed, before: &'a Before) -> Option<&'a Standing> {
    before.get(one.assessment.finess.as_str())
}
