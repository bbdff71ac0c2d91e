//! To a structure, once an officer has released it: « point de situation ». Facts seen, an offer of support, whom to call.
//! What it may never say is refused by [`super::lint`], for the whole message.

use serde::{Deserialize, Serialize};

use super::critical::named;
use super::document::{Block, Document, Item, subject};
use super::letter::Writer;
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Overview {
    pub finess: FinessNumber,
    pub name: String,
    pub month: Month,
    pub facts: Vec<Fact>,
    /// Who offers support: service, address, telephone.
    pub office: String,
    pub email: String,
    pub phone: Option<String>,
    /// Where one answers without signing in; made when the message is written, for one addressee.
    pub reply: Option<String>,
}

/// One thing seen, that the whole team knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    pub seen: Seen,
    pub value: f64,
    pub period: String,
}

/// The closed list of what a team is told of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    TeamMeetings,
    CoordinationHours,
    Students,
    VacantRooms,
    Professionals,
    MonthsSinceDeclaration,
}

impl Seen {
    pub const ALL: [Self; 6] = [
        Self::TeamMeetings,
        Self::CoordinationHours,
        Self::Students,
        Self::VacantRooms,
        Self::Professionals,
        Self::MonthsSinceDeclaration,
    ];

    /// As it is stored, and as a form names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TeamMeetings => "team_meetings",
            Self::CoordinationHours => "coordination_hours",
            Self::Students => "students",
            Self::VacantRooms => "vacant_rooms",
            Self::Professionals => "professionals",
            Self::MonthsSinceDeclaration => "months_since_declaration",
        }
    }

    /// The column of the monthly declaration that says the same; none where several do, or none.
    #[must_use]
    pub fn column(self) -> Option<&'static str> {
        match self {
            Self::TeamMeetings => Some("reunions_equipe"),
            Self::CoordinationHours => Some("coordinateur_heures"),
            Self::VacantRooms => Some("salles_vides"),
            Self::Professionals => Some("associes_total"),
            Self::Students | Self::MonthsSinceDeclaration => None,
        }
    }

    /// What it is called.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::TeamMeetings => "mail-seen-team-meetings",
            Self::CoordinationHours => "mail-seen-coordination-hours",
            Self::Students => "mail-seen-students",
            Self::VacantRooms => "mail-seen-vacant-rooms",
            Self::Professionals => "mail-seen-professionals",
            Self::MonthsSinceDeclaration => "mail-seen-months-since-declaration",
        }
    }
}

impl Fact {
    /// What it is called, and what was seen, when.
    #[must_use]
    pub fn said(&self, words: Words) -> (String, String) {
        let decimals = if self.value.fract() == 0.0 { 0 } else { 1 };
        let value = words.language.number(self.value, decimals);
        let period = Period::read(&self.period).and_then(|period| named(period, words));
        let value = match period {
            Some(period) => words.with("mail-seen-when", &[("value", &value), ("period", &period)]),
            None => value,
        };
        (words.say(self.seen.key()), value)
    }
}

impl Overview {
    pub(super) fn write(&self, writer: Writer) -> Document {
        let words = writer.words();
        let name = words.language.typeset(&self.name);
        let month = words.language.month(self.month);
        let lead = words.say("mail-overview-lead");
        let facts: Vec<_> = self.facts.iter().map(|fact| fact.said(words)).collect();
        let facts = if facts.is_empty() {
            Block::Text(words.say("mail-overview-nothing"))
        } else {
            Block::Facts(facts)
        };
        let reach: Vec<&str> =
            [Some(self.email.as_str()), self.phone.as_deref()].into_iter().flatten().collect();
        let office = words.language.typeset(&self.office);
        let mut blocks = vec![
            Block::Title(words.with("mail-overview-title", &[("name", &name)])),
            Block::Text(words.say("mail-overview-hello")),
            Block::Text(lead.clone()),
            Block::Heading(words.say("mail-overview-seen")),
            facts,
            Block::Text(words.say("mail-overview-correct")),
            Block::Heading(words.say("mail-overview-contact")),
            Block::Items(vec![Item { name: office, detail: reach.join(" · "), address: None }]),
        ];
        blocks.extend(
            self.reply
                .clone()
                .map(|address| Block::Button { label: words.say("mail-overview-reply"), address }),
        );
        let say = |name: &str| {
            writer.mark() + &words.with("mail-overview-subject", &[("name", name), ("month", &month)])
        };
        Document {
            language: words.language,
            subject: subject(&name, say),
            preview: lead,
            banner: None,
            blocks,
            leave: None,
            footer: vec![words.say("mail-overview-why")],
        }
    }
}
