//! To the fund of a department or the desk of an agency, once a month: what is late, and what is due in the next days. To a
//! fund it tells of agreements and of nothing else.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::critical::named;
use super::digest::as_code;
use super::document::{Block, Document, Item, subject};
use super::letter::Writer;
use crate::domain::deadline::Kind;
use crate::domain::finess::FinessNumber;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::words::Words;

/// Rows of one heading; the others are counted.
const SHOWN: usize = 15;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dates {
    pub is_for_the_fund: bool,
    #[serde(with = "as_code")]
    pub territory: Territory,
    /// The month in which it is written.
    pub month: Month,
    /// Until when it looks ahead.
    pub until: NaiveDate,
    /// Late ones first, then by day.
    pub rows: Vec<DueRow>,
}

/// One date of one structure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DueRow {
    pub finess: FinessNumber,
    pub name: String,
    /// As [`Kind`] writes it, of what, and when: the codes of periods.
    pub kind: String,
    pub of: String,
    pub due: String,
    pub is_late: bool,
    pub is_unpaid: bool,
}

impl Dates {
    pub(super) fn write(&self, writer: Writer) -> Document {
        let words = writer.words();
        let territory = words.territory(&self.territory);
        let month = words.language.month(self.month);
        let late = self.rows.iter().filter(|row| row.is_late).count();
        let soon = self.rows.len() - late;
        let until = words.language.day(self.until);
        let preview = [
            words.counted("mail-dates-late", late as f64, &[]),
            words.counted("mail-dates-soon", soon as f64, &[("until", &until)]),
        ]
        .join(" ");
        let key = if self.is_for_the_fund { "mail-dates-fund" } else { "mail-dates-desk" };
        let gaps = [("territory", territory.as_str()), ("month", &month)];
        let mut blocks = vec![
            Block::Title(words.with(&format!("{key}-title"), &gaps)),
            Block::Text(preview.clone()),
            Block::Button { label: words.say("mail-open-calendar"), address: writer.page("/echeancier") },
        ];
        for kind in Kind::ALL {
            let of: Vec<&DueRow> = self.rows.iter().filter(|row| row.kind == kind.as_str()).collect();
            if of.is_empty() {
                continue;
            }
            blocks.push(Block::Heading(words.say(&format!("deadline-{}", kind.as_str()))));
            blocks.push(Block::Items(of.iter().take(SHOWN).map(|row| row.item(writer)).collect()));
            let more = of.len().saturating_sub(SHOWN);
            if more > 0 {
                blocks.push(Block::Text(words.counted("mail-digest-more", more as f64, &[])));
            }
        }
        let say = |name: &str| {
            let gaps = [("territory", name), ("month", month.as_str())];
            writer.mark() + &words.with(&format!("{key}-subject"), &gaps)
        };
        Document {
            language: words.language,
            subject: subject(&territory, say),
            preview,
            banner: None,
            blocks,
            leave: None,
            footer: vec![
                words.say("mail-dates-basis"),
                words.with("mail-dates-why", &[("territory", &territory)]),
            ],
        }
    }
}

impl DueRow {
    fn item(&self, writer: Writer) -> Item {
        let words = writer.words();
        let of = Period::read(&self.of).filter(|of| matches!(of, Period::Year(_)));
        let of = of.and_then(|of| named(of, words));
        let mut detail: Vec<String> = of.into_iter().collect();
        detail.extend(Period::read(&self.due).map(|due| when(due, self.is_late, words)));
        detail.extend(self.is_unpaid.then(|| words.say("deadline-unpaid")));
        Item {
            name: words.language.typeset(&self.name),
            detail: detail.join(" · "),
            address: Some(writer.page(&format!("/structures/{}/echeancier", self.finess))),
        }
    }
}

/// « en retard depuis le … », « le … », « au plus tard en … ».
fn when(due: Period, is_late: bool, words: Words) -> String {
    let (key, gap) = match due {
        Period::Day(day) if is_late => ("mail-dates-since", words.language.day(day)),
        Period::Day(day) => ("mail-dates-on", words.language.day(day)),
        Period::Month(month) => ("mail-dates-in", words.language.month(month)),
        Period::Year(_) => return words.say("mail-dates-in-year"),
        Period::Undated => return words.say("deadline-no-date"),
    };
    words.with(key, &[("day", &gap)])
}
