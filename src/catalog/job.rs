//! A job: ordered steps, run for one month.

use serde::Deserialize;

use super::definitions::Identified;
use super::{Language, Named};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    #[serde(skip)]
    pub id: String,
    pub steps: Vec<Step>,
    /// Minute, hour, day, month, weekday, in the time of Paris; read by the scheduler.
    pub cron: String,
    /// Minutes to wait before each further try.
    pub retry_after: Vec<u32>,
    /// Minutes that a run may take.
    pub limit: u32,
    /// What was missed while no worker ran is done once for each due time; else once for all of them.
    #[serde(default = "yes")]
    pub catch_up: bool,
    pub fr: Named,
    pub en: Named,
}

fn yes() -> bool {
    true
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// The newest file of every source that has an address, into its inbox folder.
    Download,
    /// Every file of the inbox folders.
    Import,
    /// The register against FINESS.
    Reconcile,
    /// Points of all indicators.
    Aggregate,
    /// The fragility of every structure.
    Assess,
    /// Cases, and the letters on critical structures, from what the last assessment changed; what is overdue.
    Notify,
    /// The weekly letter of each desk.
    Digest,
    /// Messages of the outbox that are due.
    Deliver,
    /// Accounts that nobody confirmed in time.
    Review,
    /// What is kept of people beyond its term.
    Retain,
    /// What structures stated in their replies, and the end of links and drafts.
    Replies,
    /// The steps of the legal clock that were reached, to the desks.
    Remind,
    /// What is late and due soon, to funds and desks.
    Dates,
    /// The counts of the month before, to the ministry.
    Bulletin,
    /// The content of old messages is emptied.
    Forget,
}

impl Step {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Download => "download",
            Self::Import => "import",
            Self::Reconcile => "reconcile",
            Self::Aggregate => "aggregate",
            Self::Assess => "assess",
            Self::Notify => "notify",
            Self::Digest => "digest",
            Self::Deliver => "deliver",
            Self::Review => "review",
            Self::Retain => "retain",
            Self::Replies => "replies",
            Self::Remind => "remind",
            Self::Dates => "dates",
            Self::Bulletin => "bulletin",
            Self::Forget => "forget",
        }
    }

    /// Whether the steps after it can do nothing without it. Without a download they work with yesterday's data.
    #[must_use]
    pub fn stops_the_run(self) -> bool {
        // Letters do not wait for each other.
        !matches!(self, Self::Download | Self::Remind | Self::Dates | Self::Bulletin)
    }
}

impl Job {
    #[must_use]
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr.name,
            Language::English => &self.en.name,
        }
    }
}

impl Identified for Job {
    fn identify(&mut self, id: &str) {
        id.clone_into(&mut self.id);
    }
}
