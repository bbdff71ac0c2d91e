//! To the desk of an agency, at once: a structure has become critical, and by which rules. No age, no name of a person, no
//! figure of its declarations: those stand behind the link, for whoever signs in.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::document::{Block, Document, Item, Picture, subject};
use super::letter::Writer;
use crate::charts::picture::{Column, columns};
use crate::domain::finess::FinessNumber;
use crate::domain::grade::Grade;
use crate::domain::measure::Period;
use crate::domain::month::Month;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Critical {
    pub finess: FinessNumber,
    pub name: String,
    /// Where FINESS places it.
    pub department: String,
    pub month: Month,
    /// In the month assessed before.
    pub before: Option<Grade>,
    /// The heaviest first.
    pub reasons: Vec<Reason>,
    /// First day below the legal minimum, and the day from which the court may be asked.
    pub below_since: Option<NaiveDate>,
    pub request_possible: Option<NaiveDate>,
    /// Associated doctors as declared at the end of each month; none where nothing was declared.
    pub doctors: Vec<(Month, Option<f64>)>,
    pub levers: Vec<String>,
}

/// A rule that fires.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: String,
    /// Makes a structure critical by itself.
    pub is_grave: bool,
    /// The last period that its evidence speaks of.
    pub seen: Option<String>,
    /// It fired in that month, and an input is missing since.
    pub carried_from: Option<Month>,
    pub to_confirm: bool,
}

impl Critical {
    pub(super) fn write(&self, writer: Writer) -> Document {
        let words = writer.words();
        let month = words.language.month(self.month);
        let name = words.language.typeset(&self.name);
        let address = writer.assessment(&self.finess);
        let level = |grade: Grade| words.say(&format!("mail-level-{}", grade.as_str()));
        let before =
            self.before.map(|before| words.with("mail-critical-before", &[("level", &level(before))]));
        let lead = words.with("mail-critical-lead", &[("month", &month)]);
        let mut blocks = vec![
            Block::Title(words.with("mail-critical-title", &[("name", &name)])),
            Block::Text([Some(lead.clone()), before].into_iter().flatten().collect::<Vec<_>>().join(" ")),
            Block::Facts(self.facts(words)),
            Block::Heading(words.say("mail-reasons")),
            Block::Items(self.reasons.iter().filter_map(|reason| reason.item(writer)).collect()),
            Block::Button { label: words.say("mail-open-assessment"), address },
        ];
        blocks.extend(self.picture(words).map(Block::Picture));
        let levers: Vec<Item> = self.levers.iter().filter_map(|lever| way(lever, writer)).collect();
        if !levers.is_empty() {
            blocks.push(Block::Heading(words.say("mail-levers")));
            blocks.push(Block::Items(levers));
        }
        let say = |name: &str| {
            writer.mark() + &words.with("mail-critical-subject", &[("name", name), ("month", &month)])
        };
        Document {
            language: words.language,
            subject: subject(&name, say),
            preview: lead,
            banner: None,
            blocks,
            leave: None,
            footer: vec![words.say("mail-signal-no-verdict"), words.say("mail-desk-why")],
        }
    }

    fn facts(&self, words: Words) -> Vec<(String, String)> {
        let day = |day: NaiveDate| words.language.day(day);
        let mut facts = vec![
            (words.say("mail-finess"), self.finess.to_string()),
            (words.say("mail-month"), words.language.month(self.month)),
        ];
        facts.extend(self.below_since.map(|since| (words.say("mail-below-since"), day(since))));
        facts.extend(self.request_possible.map(|from| (words.say("mail-request-possible"), day(from))));
        facts
    }

    /// The doctors month by month, and the same as a sentence.
    fn picture(&self, words: Words) -> Option<Picture> {
        let known = || self.doctors.iter().filter_map(|(month, count)| Some((*month, (*count)?)));
        let ((first, then), (last, now)) = (known().next()?, known().next_back()?);
        let drawn: Vec<Column> = self
            .doctors
            .iter()
            .enumerate()
            .map(|(place, (month, count))| {
                let before = place.checked_sub(1).and_then(|before| self.doctors[before].1);
                let is_told = *month == last || place == 0 || *count != before;
                Column {
                    label: if place % 3 == 0 { label(*month) } else { String::new() },
                    value: *count,
                    text: count.filter(|_| is_told).map(|n| words.language.count(n)).unwrap_or_default(),
                    is_past: *month != last,
                }
            })
            .collect();
        let (then, now) = (words.language.count(then), words.language.count(now));
        let (first, last) = (words.language.month(first), words.language.month(last));
        let gaps = [("first", first.as_str()), ("then", &then), ("last", &last), ("now", &now)];
        let said = words.with("mail-doctors-said", &gaps);
        Some(Picture { png: columns(&words.say("mail-doctors"), &drawn)?, said })
    }
}

/// `10/25`: there is room for no more.
fn label(month: Month) -> String {
    format!("{:02}/{:02}", month.number(), month.year() % 100)
}

impl Reason {
    fn item(&self, writer: Writer) -> Option<Item> {
        let words = writer.words();
        let rule = writer.catalog.risk.rule(&self.rule)?;
        let mut details = Vec::new();
        details.extend(self.is_grave.then(|| words.say("mail-reason-grave")));
        let seen = self.seen.as_deref().and_then(Period::read).and_then(|period| named(period, words));
        details.extend(seen.map(|seen| words.with("mail-reason-seen", &[("period", &seen)])));
        details.extend(
            self.carried_from
                .map(|month| words.with("mail-reason-carried", &[("month", &words.language.month(month))])),
        );
        details.extend(self.to_confirm.then(|| words.say("mail-reason-to-confirm")));
        Some(Item {
            name: words.language.typeset(&rule.text(words.language).name),
            detail: details.join(" · "),
            address: None,
        })
    }
}

fn way(lever: &str, writer: Writer) -> Option<Item> {
    let text = writer.catalog.risk.lever(lever)?.text(writer.language);
    let typeset = |text: &str| writer.language.typeset(text);
    Some(Item { name: typeset(&text.name), detail: typeset(&text.holder), address: None })
}

/// A period as it is read; none when it has no date.
pub(super) fn named(period: Period, words: Words) -> Option<String> {
    match period {
        Period::Undated => None,
        Period::Year(year) => Some(year.to_string()),
        Period::Month(month) => Some(words.language.month(month)),
        Period::Day(day) => Some(words.language.day(day)),
    }
}
