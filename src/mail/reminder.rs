//! To the desk of an agency: a structure has been below its legal minimum for so many months. Never a penal word, and nobody
//! unsubscribes from it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::document::{Block, Document, subject};
use super::letter::Writer;
use crate::domain::finess::FinessNumber;
use crate::domain::month::Month;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reminder {
    pub finess: FinessNumber,
    pub name: String,
    /// Where FINESS places it.
    pub department: String,
    /// Of the assessment that tells it.
    pub month: Month,
    pub below_since: NaiveDate,
    /// The step: months since, and the day on which it was reached.
    pub months: u32,
    pub reached_on: NaiveDate,
    /// From this day the court may be asked.
    pub request_possible: Option<NaiveDate>,
    /// The delay is over.
    pub is_over: bool,
    /// The rule came into force after the breach began: whether it applies is not established.
    pub reformed_on: Option<NaiveDate>,
    pub next: Option<NaiveDate>,
}

impl Reminder {
    pub(super) fn write(&self, writer: Writer) -> Document {
        let words = writer.words();
        let name = words.language.typeset(&self.name);
        let lead = if self.is_over {
            words.say("mail-reminder-over")
        } else {
            words.counted("mail-reminder-lead", f64::from(self.months), &[])
        };
        let reformed = self
            .reformed_on
            .map(|on| Block::Text(words.with("mail-reminder-reformed", &[("day", &words.language.day(on))])));
        let mut blocks = vec![
            Block::Title(words.with("mail-reminder-title", &[("name", &name)])),
            Block::Text(lead.clone()),
            Block::Facts(self.facts(words)),
        ];
        blocks.extend(reformed);
        blocks.push(Block::Button {
            label: words.say("mail-open-assessment"),
            address: writer.assessment(&self.finess),
        });
        blocks.push(Block::Button {
            label: words.say("mail-open-calendar"),
            address: writer.page(&format!("/structures/{}/echeancier", self.finess)),
        });
        let say = |name: &str| {
            let months = f64::from(self.months);
            writer.mark() + &words.counted("mail-reminder-subject", months, &[("name", name)])
        };
        Document {
            language: words.language,
            subject: subject(&name, say),
            preview: lead,
            banner: None,
            blocks,
            leave: None,
            footer: vec![
                words.say("mail-reminder-law"),
                words.say("mail-signal-no-verdict"),
                words.say("mail-desk-why"),
            ],
        }
    }

    fn facts(&self, words: Words) -> Vec<(String, String)> {
        let day = |day: NaiveDate| words.language.day(day);
        let mut facts = vec![
            (words.say("mail-finess"), self.finess.to_string()),
            (words.say("mail-below-since"), day(self.below_since)),
        ];
        facts.extend(self.request_possible.map(|from| (words.say("mail-request-possible"), day(from))));
        facts.extend(self.next.map(|next| (words.say("mail-reminder-next"), day(next))));
        facts.push((words.say("mail-month"), words.language.month(self.month)));
        facts
    }
}
