//! All structures of a month side by side: scores, lists of the desks, levels, and what is kept of them.

use std::collections::HashMap;

use chrono::NaiveDateTime;

use super::{Assessed, Failure, assess, consequence};
use crate::catalog::Catalog;
use crate::domain::month::Month;
use crate::risk::assess::Grade;
use crate::risk::levels::{Place, level, levels, listed};
use crate::risk::score::{Subject, score};
use crate::risk::sheet::{Sheet, Signals, Standing};
use crate::store::{Conn, Known, Scope, Store, assessments};

/// Every maison de santé that is open at the end of a month, with its sheet, by number. What stands of the months before is
/// read from what was stored of them by then.
///
/// # Errors
/// As [`assess`].
pub fn judge(
    conn: &mut Conn,
    catalog: &Catalog,
    month: Month,
    known: Known,
) -> Result<Vec<(Assessed, Sheet)>, Failure> {
    let all = assess(conn, catalog, month, known)?;
    let before = assessments::before(conn, &Scope::operator(), month, known)?;
    let standings = standings(&all, &before, catalog);
    let each = all.into_iter().zip(standings).map(|(one, standing)| {
        let cost = consequence(catalog, &one.record, month)?;
        let signals = Signals::of(&one.assessment, &one.record, cost);
        Ok((one, Sheet { signals, standing }))
    });
    each.collect()
}

fn standings(all: &[Assessed], before: &HashMap<String, Standing>, catalog: &Catalog) -> Vec<Standing> {
    let model = &catalog.risk;
    let stood = |one: &Assessed| before.get(one.assessment.finess.as_str());
    let subjects: Vec<Subject> = all
        .iter()
        .map(|one| Subject {
            record: &one.record,
            outlook: one.assessment.outlook.as_ref(),
            before: stood(one).map(|stood| &stood.score),
        })
        .collect();
    let scores = score(&subjects, model);
    let places: Vec<Place> = all
        .iter()
        .zip(&scores)
        .map(|(one, score)| Place {
            region: &one.region,
            size: one.record.patients.value.or_else(|| one.record.team.value.map(f64::from)),
            log_odds: score.log_odds,
            before: stood(one).map_or(Grade::None, |stood| stood.by_model),
            was_listed: stood(one).is_some_and(|stood| stood.is_listed),
        })
        .collect();
    let lists = &model.experts.lists;
    let by_model = levels(&places, lists);
    let held = all.iter().zip(&scores).zip(&by_model).map(|((one, score), by_model)| {
        let before = stood(one).map(|stood| stood.level);
        level(one.assessment.grade, *by_model, before, !score.lost.is_empty())
    });
    let (levels, held): (Vec<Grade>, Vec<bool>) = held.unzip();
    let listed = listed(&places, &levels, lists);
    let each = all.iter().zip(scores).enumerate().map(|(at, (one, score))| Standing {
        level: levels[at],
        before: stood(one).map(|stood| stood.level),
        by_rules: one.assessment.grade,
        by_model: by_model[at],
        is_listed: listed[at],
        was_listed: places[at].was_listed,
        is_held: held[at],
        weight: one.assessment.weight,
        outlook: one.assessment.outlook.clone(),
        score,
    });
    each.collect()
}

/// The step: assesses a month from what is known now and keeps it; gives the number of assessments that changed. An older
/// month is assessed again with what stood before it.
///
/// # Errors
/// As [`assess`].
pub fn store_assessments(
    store: &Store,
    catalog: &Catalog,
    month: Month,
    now: NaiveDateTime,
) -> Result<usize, Failure> {
    let found = judge(&mut *store.connection()?, catalog, month, Known::Now)?;
    let sheets: Vec<Sheet> = found.into_iter().map(|(_, sheet)| sheet).collect();
    Ok(store.write(|conn| assessments::replace(conn, month, &sheets, now))?)
}
