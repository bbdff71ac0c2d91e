//! To the desk of an agency, once a week: what changed on its list, and nothing of other territories.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::document::{Block, Document, Item, Picture, subject};
use super::letter::Writer;
use crate::charts::picture::{Column, columns};
use crate::domain::finess::FinessNumber;
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::words::Words;

/// Rows of one heading; the others are counted.
const SHOWN: usize = 20;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    #[serde(with = "as_code")]
    pub territory: Territory,
    /// The month last assessed.
    pub month: Month,
    /// What was known on the first day is compared with what is known on the last.
    pub since: NaiveDate,
    pub until: NaiveDate,
    /// Structures of the desk that were assessed.
    pub assessed: usize,
    /// Vigilance, tension, critique: on the first day and on the last.
    pub before: [usize; 3],
    pub now: [usize; 3],
    /// Only those that changed, the worst first.
    pub rows: Vec<Row>,
    /// Cases of which something was expected by now.
    #[serde(default)]
    pub due: Vec<Due>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Due {
    pub finess: FinessNumber,
    pub name: String,
    pub level: Grade,
    pub day: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub finess: FinessNumber,
    pub name: String,
    pub change: Change,
    pub level: Grade,
    pub before: Grade,
    /// The rules that fire, the heaviest first.
    pub reasons: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    Entered,
    Worse,
    /// The level stands because data have gone missing.
    Held,
    Left,
}

impl Change {
    const ALL: [Self; 4] = [Self::Entered, Self::Worse, Self::Held, Self::Left];

    fn key(self) -> &'static str {
        match self {
            Self::Entered => "mail-digest-entered",
            Self::Worse => "mail-digest-worse",
            Self::Held => "mail-digest-held",
            Self::Left => "mail-digest-left",
        }
    }

    /// What became of a structure between two assessments; none when nothing did.
    #[must_use]
    pub fn between(before: Grade, now: Grade, is_newly_held: bool) -> Option<Self> {
        match (before, now) {
            (Grade::None, Grade::None) => None,
            (Grade::None, _) => Some(Self::Entered),
            (_, Grade::None) => Some(Self::Left),
            _ if now > before => Some(Self::Worse),
            _ => is_newly_held.then_some(Self::Held),
        }
    }
}

impl Digest {
    /// Whether there is anything to read.
    #[must_use]
    pub fn is_news(&self) -> bool {
        !(self.rows.is_empty() && self.due.is_empty())
    }

    pub(super) fn write(&self, writer: Writer) -> Document {
        let words = writer.words();
        let territory = words.territory(&self.territory);
        let (since, until) = (words.language.day(self.since), words.language.day(self.until));
        let of = |change: Change| self.rows.iter().filter(move |row| row.change == change);
        let counted = |change: Change| {
            let count = of(change).count();
            (count > 0).then(|| words.counted(&format!("{}-count", change.key()), count as f64, &[]))
        };
        let changes: Vec<String> = Change::ALL.into_iter().filter_map(counted).collect();
        let preview =
            if changes.is_empty() { words.say("mail-digest-nothing") } else { changes.join(", ") + "." };
        let listed: usize = self.now.iter().sum();
        let gaps = [("since", since.as_str()), ("until", &until), ("territory", &territory)];
        let assessed = words.counted("mail-digest-assessed", self.assessed as f64, &[]);
        let on_list = words.counted("mail-digest-listed", listed as f64, &[]);
        let mut blocks = vec![
            Block::Title(words.with("mail-digest-title", &gaps)),
            Block::Text(preview.clone()),
            Block::Facts(vec![
                (words.say("mail-digest-period"), words.with("mail-digest-period-text", &gaps)),
                (words.say("mail-month"), words.language.month(self.month)),
                (words.say("mail-digest-list"), format!("{on_list} {assessed}")),
            ]),
        ];
        for change in Change::ALL {
            if of(change).next().is_none() {
                continue;
            }
            blocks.push(Block::Heading(words.say(change.key())));
            blocks.push(Block::Items(of(change).take(SHOWN).map(|row| row.item(writer)).collect()));
            let more = of(change).count().saturating_sub(SHOWN);
            if more > 0 {
                blocks.push(Block::Text(words.counted("mail-digest-more", more as f64, &[])));
            }
        }
        if !self.due.is_empty() {
            blocks.push(Block::Heading(words.say("mail-digest-due")));
            blocks.push(Block::Items(self.due.iter().take(SHOWN).map(|due| due.item(writer)).collect()));
            let more = self.due.len().saturating_sub(SHOWN);
            if more > 0 {
                blocks.push(Block::Text(words.counted("mail-digest-more", more as f64, &[])));
            }
        }
        blocks.extend(self.picture(words).map(Block::Picture));
        let say = |name: &str| {
            writer.mark() + &words.with("mail-digest-subject", &[("since", &since), ("territory", name)])
        };
        Document {
            language: words.language,
            subject: subject(&territory, say),
            preview,
            banner: None,
            blocks,
            leave: None,
            footer: vec![
                words.say("mail-signal-no-verdict"),
                words.with("mail-digest-why", &[("territory", &territory)]),
                words.say("mail-digest-unsubscribe"),
            ],
        }
    }

    fn picture(&self, words: Words) -> Option<Picture> {
        let levels = [Grade::Vigilance, Grade::Tension, Grade::Critique];
        let name = |grade: Grade| words.say(&format!("mail-level-{}", grade.as_str()));
        let change = |place: usize| self.now[place] as f64 - self.before[place] as f64;
        let count = |place: usize| words.language.count(self.now[place] as f64);
        let written =
            |place: usize| format!("{} ({})", count(place), words.language.change(change(place), 0));
        let drawn = [0, 1, 2].map(|place| Column {
            label: name(levels[place]),
            value: Some(self.now[place] as f64),
            text: written(place),
            is_past: false,
        });
        let said: Vec<String> =
            [0, 1, 2].map(|place| format!("{} {}", name(levels[place]), written(place))).into();
        let since = words.language.day(self.since);
        let gaps = [("levels", said.join(", ")), ("since", since)];
        let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
        let heading = words.with("mail-digest-levels", &[gaps[1]]);
        Some(Picture { png: columns(&heading, &drawn)?, said: words.with("mail-digest-levels-said", &gaps) })
    }
}

impl Due {
    fn item(&self, writer: Writer) -> Item {
        let words = writer.words();
        let day = words.with("mail-digest-due-on", &[("day", &words.language.day(self.day))]);
        let level = words.say(&format!("mail-level-{}", self.level.as_str()));
        Item {
            name: words.language.typeset(&self.name),
            detail: format!("{level} · {day}"),
            address: Some(writer.case(&self.finess)),
        }
    }
}

impl Row {
    fn item(&self, writer: Writer) -> Item {
        let words = writer.words();
        let level = |grade: Grade| words.say(&format!("mail-level-{}", grade.as_str()));
        let rules = self.reasons.iter().filter_map(|rule| {
            let rule = writer.catalog.risk.rule(rule)?;
            Some(words.language.typeset(&rule.text(words.language).name))
        });
        let moved = match (self.before, self.level) {
            (Grade::None, now) => level(now),
            (before, now) if before == now => level(now),
            (before, now) => {
                words.with("mail-digest-moved", &[("before", &level(before)), ("now", &level(now))])
            }
        };
        Item {
            name: words.language.typeset(&self.name),
            detail: std::iter::once(moved).chain(rules.take(4)).collect::<Vec<_>>().join(" · "),
            address: Some(writer.assessment(&self.finess)),
        }
    }
}

/// Names of territories in the reader's language are for [`Words`]; stored is the code.
pub(super) mod as_code {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use super::Territory;

    pub(in super::super) fn serialize<S: Serializer>(
        territory: &Territory,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_str(territory)
    }

    pub(in super::super) fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Territory, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
