//! A letter: the facts that somebody is told, frozen when it is raised, and whom it is for.

use serde::{Deserialize, Serialize};

use super::bulletin::Bulletin;
use super::critical::Critical;
use super::dates::Dates;
use super::digest::Digest;
use super::document::Document;
use super::overview::Overview;
use super::reminder::Reminder;
use crate::catalog::Catalog;
use crate::domain::contact::{Frequency, Kind};
use crate::domain::finess::FinessNumber;
use crate::domain::statement::Subject;
use crate::domain::territory::Territory;
use crate::domain::writing::Language;
use crate::words::Words;

/// One variant a kind of letter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "letter", rename_all = "lowercase")]
pub enum Letter {
    /// To the desk of an agency: a structure is critical.
    Critical(Critical),
    /// To the desk of an agency: what changed in the week.
    Digest(Digest),
    /// To a structure: « point de situation ».
    Overview(Overview),
    /// To the desk of an agency: a step of the legal clock of one structure.
    Reminder(Reminder),
    /// To a fund or a desk, once a month: what is late, and what is due soon.
    Dates(Dates),
    /// To the ministry, once a month: counts only.
    Bulletin(Bulletin),
}

/// Who writes letters: in which language, with which names, from which installation.
#[derive(Clone, Copy, Debug)]
pub struct Writer<'a> {
    pub language: Language,
    pub catalog: &'a Catalog,
    /// Of the dashboard, without a slash at its end.
    pub address: &'a str,
    pub is_simulated: bool,
}

impl Letter {
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Critical(_) => "critical",
            Self::Digest(_) => "digest",
            Self::Overview(_) => "overview",
            Self::Reminder(_) => "reminder",
            Self::Dates(_) => "dates",
            Self::Bulletin(_) => "bulletin",
        }
    }

    /// Of what it speaks, which is also for what its reader answers.
    #[must_use]
    pub fn about(&self) -> Subject {
        match self {
            Self::Critical(letter) => Subject::Structure(letter.finess.clone()),
            Self::Digest(letter) => Subject::Territory(letter.territory.clone()),
            Self::Overview(letter) => Subject::Structure(letter.finess.clone()),
            Self::Reminder(letter) => Subject::Structure(letter.finess.clone()),
            Self::Dates(letter) => Subject::Territory(letter.territory.clone()),
            Self::Bulletin(_) => Subject::Territory(Territory::France),
        }
    }

    /// Where FINESS places the structure that it speaks of.
    #[must_use]
    pub fn department(&self) -> Option<&str> {
        match self {
            Self::Critical(letter) => Some(&letter.department),
            Self::Reminder(letter) => Some(&letter.department),
            Self::Digest(_) | Self::Overview(_) | Self::Dates(_) | Self::Bulletin(_) => None,
        }
    }

    #[must_use]
    pub fn audience(&self) -> Kind {
        match self {
            Self::Critical(_) | Self::Digest(_) | Self::Reminder(_) => Kind::Ars,
            Self::Overview(_) => Kind::Msp,
            Self::Dates(letter) if letter.is_for_the_fund => Kind::CpamRoc,
            Self::Dates(_) => Kind::Ars,
            Self::Bulletin(_) => Kind::Dgos,
        }
    }

    /// How soon it must be read.
    #[must_use]
    pub fn rhythm(&self) -> Frequency {
        match self {
            Self::Critical(_) | Self::Overview(_) | Self::Reminder(_) => Frequency::Immediate,
            Self::Digest(_) => Frequency::Weekly,
            Self::Dates(_) | Self::Bulletin(_) => Frequency::Monthly,
        }
    }

    /// Whether one may ask not to get it any more: what comes at regular times, never what the law or a critical level
    /// asks to be read.
    #[must_use]
    pub fn can_be_refused(&self) -> bool {
        self.rhythm() > Frequency::Immediate
    }

    /// Whether it says anything of a single structure: the bulletin holds counts, of which small ones are left out.
    #[must_use]
    pub fn tells_of_structures(&self) -> bool {
        !matches!(self, Self::Bulletin(_))
    }

    /// What tells it from all others: one letter a structure and month, one a desk and week.
    #[must_use]
    pub fn key(&self) -> String {
        let of = match self {
            Self::Critical(letter) => letter.month.to_string(),
            Self::Digest(letter) => letter.until.format("%G-W%V").to_string(),
            Self::Overview(letter) => letter.month.to_string(),
            // Of one breach and step, whenever it is noticed.
            Self::Reminder(letter) => format!("{}+{}", letter.below_since, letter.months),
            Self::Dates(letter) => format!("{}/{}", self.audience().as_str(), letter.month),
            Self::Bulletin(letter) => letter.month.to_string(),
        };
        format!("{}/{}/{of}", self.name(), self.about())
    }

    #[must_use]
    pub fn write(&self, writer: Writer) -> Document {
        let mut document = match self {
            Self::Critical(letter) => letter.write(writer),
            Self::Digest(letter) => letter.write(writer),
            Self::Overview(letter) => letter.write(writer),
            Self::Reminder(letter) => letter.write(writer),
            Self::Dates(letter) => letter.write(writer),
            Self::Bulletin(letter) => letter.write(writer),
        };
        document.banner = writer.is_simulated.then(|| writer.words().say("mail-simulated"));
        document
    }
}

impl Writer<'_> {
    pub(super) fn words(&self) -> Words {
        Words::new(self.language)
    }

    /// The assessment of a structure, in the dashboard.
    pub(super) fn assessment(&self, structure: &FinessNumber) -> String {
        self.page(&format!("/structures/{structure}/assessment"))
    }

    /// Its case.
    pub(super) fn case(&self, structure: &FinessNumber) -> String {
        self.page(&format!("/suivi/{structure}"))
    }

    /// A page of the dashboard, in the language of the reader.
    #[must_use]
    pub fn page(&self, path: &str) -> String {
        let language = match self.language {
            Language::French => "",
            Language::English => "/en",
        };
        format!("{}{language}{path}", self.address)
    }

    /// What stands before the subject of a message of a simulated world.
    pub(super) fn mark(&self) -> String {
        if self.is_simulated { self.words().say("mail-simulated-mark") + " " } else { String::new() }
    }
}
