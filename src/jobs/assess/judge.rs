//! All structures of a month side by side: scores, whether they are to be believed, lists of the desks, levels, and what is kept
//! of them.

use chrono::NaiveDateTime;

use super::standing::{scores, standings};
use super::{Assessed, Failure, assess, consequence, drift};
use crate::catalog::Catalog;
use crate::domain::month::Month;
use crate::risk::drift::Drift;
use crate::risk::sheet::{Sheet, Signals};
use crate::store::{self, Conn, Known, Scope, Store, assessments};

/// The structures of a month, and what the model is to be believed of them.
#[derive(Debug)]
pub struct Judged {
    pub all: Vec<(Assessed, Sheet)>,
    pub drift: Drift,
}

/// Every maison de santé that is open at the end of a month, with its sheet, by number. What stands of the months before is
/// read from what was stored of them by then.
///
/// # Errors
/// As [`assess`].
pub fn judge(conn: &mut Conn, catalog: &Catalog, month: Month, known: Known) -> Result<Judged, Failure> {
    let all = assess(conn, catalog, month, known)?;
    let before = assessments::before(conn, &Scope::operator(), month, known)?;
    let scores = scores(&all, &before, catalog);
    let drift = drift::watch(conn, catalog, &all, &scores, (month, known))?;
    let steps_back = drift.steps_back();
    let standings = standings(&all, &before, scores, &steps_back, &catalog.risk.experts.lists);
    let each = all.into_iter().zip(standings).map(|(one, standing)| {
        let cost = consequence(catalog, &one.record, month)?;
        let signals = Signals::of(&one.assessment, &one.record, cost);
        Ok((one, Sheet { signals, standing }))
    });
    Ok(Judged { all: each.collect::<Result<_, Failure>>()?, drift })
}

/// The step: assesses a month from what is known now and keeps it; gives the number of assessments that changed. An older
/// month is assessed again with what stood before it. That the model steps back is told once, when it is new.
///
/// # Errors
/// As [`assess`].
pub fn store_assessments(
    store: &Store,
    catalog: &Catalog,
    month: Month,
    now: NaiveDateTime,
) -> Result<usize, Failure> {
    let Judged { all, drift } = judge(&mut *store.connection()?, catalog, month, Known::Now)?;
    let sheets: Vec<Sheet> = all.into_iter().map(|(_, sheet)| sheet).collect();
    let (changed, is_news) = store.write(|conn| -> Result<(usize, bool), store::Error> {
        let is_news = store::drift::replace(conn, &drift, now)?;
        Ok((assessments::replace(conn, month, &sheets, now)?, is_news))
    })?;
    let reasons: Vec<String> = drift.steps_back().iter().map(ToString::to_string).collect();
    if is_news && !reasons.is_empty() {
        let reasons = reasons.join("; ");
        tracing::error!(%month, reasons, "the risk model has stepped back to the published rules");
    }
    Ok(changed)
}
