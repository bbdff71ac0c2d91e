//! What happens to a case.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::{Judgement, Outcome, Partner, State};
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::writing::ERASED;

/// Something done, by whom and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub at: NaiveDateTime,
    /// The e-mail address of an account; none for the observatory itself and for the structure.
    pub who: Option<String>,
    pub deed: Deed,
}

/// The first nine are told by assessments, clocks and the structure, the others are done by people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "snake_case")]
pub enum Deed {
    /// An assessment put the structure on the list of its desk.
    Raised {
        month: Month,
        level: Grade,
        /// The structure never had a case before.
        is_first: bool,
    },
    Worsened {
        month: Month,
        level: Grade,
        before: Grade,
    },
    Eased {
        month: Month,
        level: Grade,
        before: Grade,
    },
    LeftList {
        month: Month,
        why: Gone,
    },
    Returned {
        month: Month,
        level: Grade,
    },
    /// Nothing was done in time.
    Reminded {
        due: NaiveDate,
    },
    /// The structure answered.
    Replied {
        reply: i64,
        kind: String,
    },
    /// A letter was put into the outbox.
    Wrote {
        letter: String,
        key: String,
    },
    /// A letter that nobody can be written to waits in the queue.
    PutAside {
        letter: String,
        reason: String,
    },
    Acknowledged,
    Assigned {
        to: Option<String>,
    },
    Moved {
        to: State,
    },
    /// One of the levers, or `other`, was used.
    Acted {
        lever: String,
        on: NaiveDate,
        text: String,
    },
    Called {
        on: NaiveDate,
        whom: String,
        text: String,
    },
    Commented {
        text: String,
    },
    Judged {
        judgement: Judgement,
        text: String,
    },
    Shared {
        with: Partner,
    },
    Unshared {
        with: Partner,
    },
    Closed {
        outcome: Outcome,
        text: String,
    },
    /// By a person, or by an assessment that is worse than what the case was closed on.
    Reopened {
        month: Option<Month>,
        level: Option<Grade>,
        text: String,
    },
}

/// Why a structure is no longer on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gone {
    /// Its level fell.
    Better,
    /// Its level stands; others came before it.
    Crowded,
    /// It is no longer assessed: closed, or under another number.
    Unseen,
}

impl Gone {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Crowded => "crowded",
            Self::Unseen => "unseen",
        }
    }
}

impl Deed {
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Raised { .. } => "raised",
            Self::Worsened { .. } => "worsened",
            Self::Eased { .. } => "eased",
            Self::LeftList { .. } => "left_list",
            Self::Returned { .. } => "returned",
            Self::Reminded { .. } => "reminded",
            Self::Replied { .. } => "replied",
            Self::Wrote { .. } => "wrote",
            Self::PutAside { .. } => "put_aside",
            Self::Acknowledged => "acknowledged",
            Self::Assigned { .. } => "assigned",
            Self::Moved { .. } => "moved",
            Self::Acted { .. } => "acted",
            Self::Called { .. } => "called",
            Self::Commented { .. } => "commented",
            Self::Judged { .. } => "judged",
            Self::Shared { .. } => "shared",
            Self::Unshared { .. } => "unshared",
            Self::Closed { .. } => "closed",
            Self::Reopened { .. } => "reopened",
        }
    }

    /// What a person wrote, if that is asked for.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Acted { text, .. }
            | Self::Called { text, .. }
            | Self::Commented { text }
            | Self::Judged { text, .. }
            | Self::Closed { text, .. }
            | Self::Reopened { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The same without what a person wrote, or whom they called; nothing when there is nothing (left) to erase.
    #[must_use]
    pub fn erased(&self) -> Option<Self> {
        let mut erased = self.clone();
        match &mut erased {
            Self::Called { text, whom, .. } => {
                *text = ERASED.into();
                *whom = ERASED.into();
            }
            Self::Acted { text, .. }
            | Self::Commented { text }
            | Self::Judged { text, .. }
            | Self::Closed { text, .. }
            | Self::Reopened { text, .. } => *text = ERASED.into(),
            _ => {}
        }
        (erased != *self).then_some(erased)
    }

    /// Whether it only adds to the history, whatever others do at the same time.
    #[must_use]
    pub fn only_adds(&self) -> bool {
        matches!(self, Self::Acted { .. } | Self::Called { .. } | Self::Commented { .. })
    }
}
