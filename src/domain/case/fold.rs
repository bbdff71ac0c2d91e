//! What the events of a case come to, and what may be done next.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Deed, Event, Judgement, Outcome, Partner, State, Terms};
use crate::domain::grade::Grade;
use crate::domain::month::Month;

#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub state: State,
    /// Of a closed case.
    pub outcome: Option<Outcome>,
    /// As alerted last.
    pub level: Grade,
    /// The assessment that told it.
    pub month: Month,
    pub is_listed: bool,
    pub is_first: bool,
    /// It got worse, and nobody has done anything since.
    pub is_worse: bool,
    /// The structure answered, and nobody has done anything since.
    pub has_reply: bool,
    /// The e-mail address of an account.
    pub assignee: Option<String>,
    pub opened: NaiveDateTime,
    /// When a person last did something.
    pub touched: Option<NaiveDateTime>,
    /// By when something is expected; none when it is closed.
    pub due: Option<NaiveDate>,
    pub closed: Option<NaiveDateTime>,
    pub judged: Option<Judgement>,
    pub shared: BTreeSet<Partner>,
    /// Number of its events: whoever acts on what has changed since is told so.
    pub events: i32,
}

/// Why something cannot be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A closed case is reopened first.
    Closed,
    /// Only a closed case is reopened.
    Open,
    /// It is so already.
    Already,
    /// New is no state that one goes back to; closing says why.
    NoWay,
    /// Somebody has to say something.
    Empty,
    /// Nothing is done on a day to come.
    Future,
}

impl Refusal {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::Already => "already",
            Self::NoWay => "no-way",
            Self::Empty => "empty",
            Self::Future => "future",
        }
    }
}

impl Case {
    /// What an alert begins.
    #[must_use]
    pub fn begun(at: NaiveDateTime, (month, level, is_first): (Month, Grade, bool), terms: &Terms) -> Self {
        Self {
            state: State::New,
            outcome: None,
            level,
            month,
            is_listed: true,
            is_first,
            is_worse: false,
            has_reply: false,
            assignee: None,
            opened: at,
            touched: None,
            due: terms.next(State::New, level, at.date()),
            closed: None,
            judged: None,
            shared: BTreeSet::new(),
            events: 1,
        }
    }

    /// The case that a list of events comes to; none unless the first one is an alert.
    #[must_use]
    pub fn of(events: &[Event], terms: &Terms) -> Option<Self> {
        let (first, others) = events.split_first()?;
        let Deed::Raised { month, level, is_first } = first.deed else { return None };
        let mut case = Self::begun(first.at, (month, level, is_first), terms);
        others.iter().for_each(|event| case.apply(event, terms));
        Some(case)
    }

    /// Whether a deed can be done on a day.
    ///
    /// # Errors
    /// Why not.
    pub fn allows(&self, deed: &Deed, today: NaiveDate) -> Result<(), Refusal> {
        let is_closed = self.state == State::Closed;
        let says_nothing = |text: &str| text.trim().is_empty();
        let refused = |refusal: Refusal, when: bool| if when { Err(refusal) } else { Ok(()) };
        match deed {
            Deed::Reopened { .. } => refused(Refusal::Open, !is_closed)?,
            // What is thought of an alert may be said when all is over; a remark is always welcome.
            Deed::Judged { .. } | Deed::Commented { .. } | Deed::Unshared { .. } => {}
            _ => refused(Refusal::Closed, is_closed)?,
        }
        match deed {
            Deed::Acknowledged => refused(Refusal::Already, self.state != State::New),
            Deed::Assigned { to } => refused(Refusal::Already, *to == self.assignee),
            Deed::Moved { to } => {
                refused(Refusal::Already, *to == self.state)?;
                refused(Refusal::NoWay, matches!(to, State::New | State::Closed))
            }
            Deed::Shared { with } => refused(Refusal::Already, self.shared.contains(with)),
            Deed::Unshared { with } => refused(Refusal::Already, !self.shared.contains(with)),
            Deed::Commented { text } | Deed::Closed { text, .. } | Deed::Reopened { text, .. } => {
                refused(Refusal::Empty, says_nothing(text))
            }
            Deed::Acted { on, text, .. } => {
                refused(Refusal::Empty, says_nothing(text))?;
                refused(Refusal::Future, *on > today)
            }
            Deed::Called { on, whom, .. } => {
                refused(Refusal::Empty, says_nothing(whom))?;
                refused(Refusal::Future, *on > today)
            }
            _ => Ok(()),
        }
    }

    /// Events are never refused once they are written: this follows whatever happened.
    pub fn apply(&mut self, event: &Event, terms: &Terms) {
        self.events += 1;
        let day = event.at.date();
        match &event.deed {
            Deed::Raised { month, level, .. } | Deed::Returned { month, level } => {
                (self.month, self.level, self.is_listed) = (*month, *level, true);
            }
            Deed::Worsened { month, level, .. } => {
                (self.month, self.level, self.is_worse, self.is_listed) = (*month, *level, true, true);
                // What is more urgent may be expected sooner, never later.
                self.due = self.due.map(|due| due.min(terms.acknowledge.from(day, *level)));
            }
            Deed::Eased { month, level, .. } => (self.month, self.level) = (*month, *level),
            Deed::LeftList { month, .. } => (self.month, self.is_listed) = (*month, false),
            Deed::Replied { .. } => {
                self.has_reply = true;
                let read_by = day + chrono::Days::new(terms.reply_days);
                self.due = self.due.map(|due| due.min(read_by));
            }
            Deed::Reminded { .. } | Deed::Wrote { .. } | Deed::PutAside { .. } => {}
            Deed::Acknowledged => self.state = State::Acknowledged,
            Deed::Assigned { to } => {
                self.assignee.clone_from(to);
                if self.state == State::New && to.is_some() && *to == event.who {
                    self.state = State::Acknowledged;
                }
            }
            Deed::Moved { to } => self.state = *to,
            Deed::Acted { .. } | Deed::Called { .. } => {
                if self.state == State::New {
                    self.state = State::Acknowledged;
                }
            }
            Deed::Commented { .. } => {}
            Deed::Judged { judgement, .. } => self.judged = Some(*judgement),
            Deed::Shared { with } => {
                self.shared.insert(*with);
            }
            Deed::Unshared { with } => {
                self.shared.remove(with);
            }
            Deed::Closed { outcome, .. } => {
                (self.state, self.outcome, self.closed) = (State::Closed, Some(*outcome), Some(event.at));
            }
            Deed::Reopened { month, level, .. } => {
                (self.state, self.outcome, self.closed) = (State::New, None, None);
                self.month = month.unwrap_or(self.month);
                self.level = level.unwrap_or(self.level);
                self.is_listed = true;
                self.due = terms.next(State::New, self.level, day);
            }
        }
        if event.who.is_some() {
            self.touched = Some(event.at);
            (self.is_worse, self.has_reply) = (false, false);
            self.due = terms.next(self.state, self.level, day);
        }
    }

    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}
