//! The clock of a SISA below its legal minimum (article L4041-4 of the public health code): at least two doctors, of any
//! specialty, and one auxiliaire médical among the associates. After a delay anybody concerned may ask the court to
//! dissolve the company, which it cannot do when the minimum is reached again on the day of its ruling.
//!
//! No figure of the law stands here: [`Rules`] are read from `jobs/parameters/legal-clock*.toml` for the day of the
//! evaluation.

mod court;
mod heads;
mod rules;

use chrono::{Months, NaiveDate};

pub use court::{Court, Ruling};
pub use heads::Heads;
pub use rules::{Incomplete, Rules};

/// In which a SISA stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// No SISA: this law does not concern it.
    NotConcerned,
    /// What is known of the associates does not tell.
    Unknown,
    Compliant,
    /// The minimum is not reached and the delay runs.
    BelowMinimum,
    /// The delay is over: the court may be asked.
    RequestPossible,
    CourtSeized,
    /// The court has granted time.
    CourtDelay,
    /// By a ruling that somebody recorded, never by itself.
    Dissolved,
}

/// What the clock shows on a day.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Clock {
    pub state: State,
    /// First day of the present run below the minimum; kept while what is known stops telling.
    pub breach_start: Option<NaiveDate>,
    /// From this day the court may be asked.
    pub request_possible: Option<NaiveDate>,
    /// Until then, while the delay runs.
    pub days_left: Option<i64>,
    /// The rule applied came into force on this day, after the breach began: whether it applies is not established.
    pub reformed_on: Option<NaiveDate>,
    /// What the court could grant, as things stand.
    pub extension: Option<Extension>,
    /// The case that the Plan (policy, not law) speaks of: one doctor left with at least two auxiliaires, after
    /// departures, for less than three years. None when what is known does not tell.
    pub plan: Option<bool>,
    /// The last reminder that is due, and the next one.
    pub reminder: Option<Reminder>,
    pub next_reminder: Option<Reminder>,
}

/// Months that the court may grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Extension {
    pub judge_months: u32,
    pub substitute_months: u32,
    /// Whether the company employs those whom it lacks, which buys `substitute_months` by right.
    pub by_right: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reminder {
    /// After the first day below the minimum.
    pub months: u32,
    pub due: NaiveDate,
}

/// What has happened until a day, read in its order.
#[derive(Default)]
struct Course {
    breach: Option<NaiveDate>,
    last: Option<Heads>,
    most_doctors: Option<u32>,
    /// A court was asked; until when it granted time, if it did.
    case: Option<Option<NaiveDate>>,
    is_dissolved: bool,
}

impl Clock {
    /// Of a company of another form.
    #[must_use]
    pub fn not_concerned() -> Self {
        Self {
            state: State::NotConcerned,
            breach_start: None,
            request_possible: None,
            days_left: None,
            reformed_on: None,
            extension: None,
            plan: None,
            reminder: None,
            next_reminder: None,
        }
    }

    /// Reads the clock on `day`. Each entry of `heads` holds from its day until the next one (what is too old is said by
    /// an entry without figures); both lists are in the order of their days.
    #[must_use]
    pub fn read(
        heads: &[(NaiveDate, Heads)],
        court: &[(NaiveDate, Court)],
        rules: &Rules,
        day: NaiveDate,
    ) -> Self {
        let mut course = Course::default();
        let mut court = court.iter().filter(|(on, _)| *on <= day).peekable();
        for (from, heads) in heads.iter().filter(|(from, _)| *from <= day) {
            while let Some((_, event)) = court.next_if(|(on, _)| on < from) {
                course.hear(*event, rules);
            }
            course.count(*from, *heads, rules);
        }
        court.for_each(|(_, event)| course.hear(*event, rules));
        course.clock(rules, day)
    }
}

impl Course {
    fn count(&mut self, from: NaiveDate, heads: Heads, rules: &Rules) {
        match heads.reach(rules) {
            // While the court is seized only its ruling ends the matter.
            Some(true) if self.case.is_none() => self.breach = None,
            Some(false) => {
                self.breach.get_or_insert(from);
            }
            _ => {}
        }
        self.most_doctors = self.most_doctors.max(self.last.and_then(|last| last.doctors));
        self.last = Some(heads);
    }

    fn is_compliant(&self, rules: &Rules) -> Option<bool> {
        self.last?.reach(rules)
    }

    fn hear(&mut self, event: Court, rules: &Rules) {
        match event {
            Court::Seized => self.case = Some(None),
            Court::Delay { until } => self.case = Some(Some(until)),
            Court::Ruled(ruling) => {
                self.case = None;
                if self.is_compliant(rules) == Some(true) {
                    self.breach = None;
                } else {
                    self.is_dissolved |= ruling == Ruling::Dissolved;
                }
            }
        }
    }

    fn clock(&self, rules: &Rules, day: NaiveDate) -> Clock {
        let after = |months: u32| self.breach?.checked_add_months(Months::new(months));
        let request_possible = after(rules.delay);
        let is_running = request_possible.is_some_and(|end| day < end);
        let state = match (self.is_dissolved, self.case, self.is_compliant(rules)) {
            (true, ..) => State::Dissolved,
            (_, Some(until), _) if until.is_some_and(|until| day <= until) => State::CourtDelay,
            (_, Some(_), _) => State::CourtSeized,
            (.., None) => State::Unknown,
            (.., Some(true)) => State::Compliant,
            (.., Some(false)) if is_running => State::BelowMinimum,
            (.., Some(false)) => State::RequestPossible,
        };
        // Of a shorter delay some reminders would come after its end.
        let reminders = rules.reminders.iter().filter(|months| **months < rules.delay);
        let reminders =
            reminders.filter_map(|months| Some(Reminder { months: *months, due: after(*months)? }));
        let (due, later): (Vec<_>, Vec<_>) = reminders.partition(|reminder| reminder.due <= day);
        Clock {
            state,
            breach_start: self.breach,
            request_possible,
            days_left: request_possible.filter(|_| is_running).map(|end| (end - day).num_days()),
            reformed_on: self.breach.filter(|start| *start < rules.since).map(|_| rules.since),
            extension: self.breach.and(self.last).map(|last| Extension {
                judge_months: rules.judge,
                substitute_months: rules.substitute,
                by_right: if rules.substitute == 0 { Some(false) } else { last.employs_the_missing(rules) },
            }),
            plan: self.plan(rules, day),
            reminder: due.last().copied(),
            next_reminder: later.first().copied(),
        }
    }

    fn plan(&self, rules: &Rules, day: NaiveDate) -> Option<bool> {
        let heads = self.last?;
        let is_in_time =
            self.breach.and_then(|start| start.checked_add_months(Months::new(rules.plan_months)));
        let conditions = [
            heads.doctors.map(|doctors| doctors == rules.plan_doctors),
            heads.auxiliaries.map(|auxiliaries| auxiliaries >= rules.plan_auxiliaries),
            self.most_doctors.map(|most| most > rules.plan_doctors),
            is_in_time.map(|end| day < end),
        ];
        if conditions.contains(&Some(false)) || self.breach.is_none() && heads.reach(rules).is_some() {
            return Some(false);
        }
        conditions.into_iter().try_fold(true, |all, one| Some(all & one?))
    }
}

#[cfg(test)]
mod tests;
