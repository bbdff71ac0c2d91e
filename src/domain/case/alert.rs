//! Alerts: what the change between two assessments means for the case of a structure. The same assessment again means nothing;
//! a case that was closed not long ago is left alone unless something is worse.

use super::{Case, Deed, Gone, Outcome, State, Terms};
use crate::domain::grade::Grade;
use crate::domain::month::Month;

/// A structure as assessed for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub level: Grade,
    /// On the list of its desk, which its capacity has cut.
    pub is_listed: bool,
}

/// The last case of a structure, when it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    pub outcome: Outcome,
    /// What it was closed on.
    pub level: Grade,
    pub closed: Month,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Alert {
    /// A case begins.
    Begin { is_first: bool },
    /// The closed case begins again.
    Reopen,
    /// Something is told to the open case.
    Tell(Deed),
    /// There would be one, but the last case was closed not long ago.
    Cooldown,
}

/// What follows from an assessment of `month`; `now` is none when the structure was not assessed. Of the last case: the open
/// one, or the one that was closed.
#[must_use]
pub fn alert(
    month: Month,
    now: Option<Seen>,
    open: Option<&Case>,
    past: Option<Past>,
    terms: &Terms,
) -> Option<Alert> {
    let seen = now.unwrap_or(Seen { level: Grade::None, is_listed: false });
    if let Some(case) = open.filter(|case| case.state != State::Closed) {
        return told(month, now, case).map(Alert::Tell);
    }
    if !seen.is_listed {
        return None;
    }
    let Some(past) = past else { return Some(Alert::Begin { is_first: true }) };
    if month >= past.closed + terms.cooldown.after(past.outcome) {
        return Some(Alert::Begin { is_first: false });
    }
    Some(if seen.level > past.level { Alert::Reopen } else { Alert::Cooldown })
}

fn told(month: Month, now: Option<Seen>, case: &Case) -> Option<Deed> {
    // An older month that is assessed again is no news.
    if month < case.month {
        return None;
    }
    let Some(seen) = now else {
        return case.is_listed.then_some(Deed::LeftList { month, why: Gone::Unseen });
    };
    let (level, before) = (seen.level, case.level);
    if seen.is_listed && level > before {
        return Some(Deed::Worsened { month, level, before });
    }
    match (case.is_listed, seen.is_listed) {
        (true, false) => {
            let why = if level < before { Gone::Better } else { Gone::Crowded };
            Some(Deed::LeftList { month, why })
        }
        (false, true) => Some(Deed::Returned { month, level }),
        (true, true) if level < before => Some(Deed::Eased { month, level, before }),
        _ => None,
    }
}
