//! To the ministry, once a month: counts only, none of them small, no name of a structure.

use serde::{Deserialize, Serialize};

use super::digest::as_code;
use super::document::{Block, Document, Item, Picture};
use super::letter::Writer;
use crate::charts::picture::{Column, lines};
use crate::domain::grade::Grade;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::words::Words;

/// A count is none where it is not known or may not be told: neither is zero.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bulletin {
    pub month: Month,
    /// Structures open, twelve months before, and where the path to the goal stands.
    pub open: Option<f64>,
    pub open_before: Option<f64>,
    pub expected: Option<f64>,
    pub goal: f64,
    pub goal_year: i32,
    pub projects: Option<f64>,
    /// Agreements in force.
    pub agreements: Option<f64>,
    pub france: Region,
    pub regions: Vec<Region>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    #[serde(with = "as_code")]
    pub territory: Territory,
    pub open: Option<f64>,
    /// Vigilance, tension, critique.
    pub levels: [Option<f64>; 3],
    /// On the lists of the desks.
    pub listed: Option<f64>,
}

const LEVELS: [Grade; 3] = [Grade::Vigilance, Grade::Tension, Grade::Critique];

impl Bulletin {
    pub(super) fn write(&self, writer: Writer) -> Document {
        let words = writer.words();
        let month = words.language.month(self.month);
        let goal = words.language.count(self.goal);
        let year = self.goal_year.to_string();
        let gaps = [("open", count(self.open, words)), ("goal", goal), ("year", year)];
        let lead =
            words.with("mail-bulletin-lead", &gaps.each_ref().map(|(name, gap)| (*name, gap.as_str())));
        let mut blocks = vec![
            Block::Title(words.with("mail-bulletin-title", &[("month", &month)])),
            Block::Text(lead.clone()),
            Block::Facts(self.facts(words)),
            Block::Heading(words.say("mail-bulletin-levels")),
            Block::Text(self.france.told(words)),
        ];
        blocks.extend(self.picture(words).map(Block::Picture));
        blocks.push(Block::Heading(words.say("mail-bulletin-regions")));
        let regions = self.regions.iter().map(|region| Item {
            name: words.territory(&region.territory),
            detail: format!("{} · {}", opened(region.open, words), region.told(words)),
            address: None,
        });
        blocks.push(Block::Items(regions.collect()));
        blocks.push(Block::Button { label: words.say("mail-bulletin-open"), address: writer.page("/") });
        Document {
            language: words.language,
            subject: writer.mark() + &words.with("mail-bulletin-subject", &[("month", &month)]),
            preview: lead,
            banner: None,
            blocks,
            leave: None,
            footer: vec![words.say("mail-bulletin-small"), words.say("mail-bulletin-why")],
        }
    }

    fn facts(&self, words: Words) -> Vec<(String, String)> {
        let change = self.open.zip(self.open_before).map(|(now, before)| now - before);
        let mut facts = Vec::new();
        facts.extend(
            change.map(|change| (words.say("mail-bulletin-change"), words.language.change(change, 0))),
        );
        facts.extend(self.expected.map(|path| (words.say("mail-bulletin-path"), words.language.count(path))));
        facts.push((words.say("mail-bulletin-projects"), count(self.projects, words)));
        facts.push((words.say("mail-bulletin-agreements"), count(self.agreements, words)));
        facts
    }

    fn picture(&self, words: Words) -> Option<Picture> {
        let drawn = self.regions.iter().map(|region| Column {
            label: words.territory(&region.territory),
            value: region.open,
            text: count(region.open, words),
            is_past: false,
        });
        let said: Vec<String> = self
            .regions
            .iter()
            .map(|region| format!("{} {}", words.territory(&region.territory), count(region.open, words)))
            .collect();
        let heading = words.say("mail-bulletin-picture");
        let png = lines(&heading, &drawn.collect::<Vec<_>>())?;
        Some(Picture { png, said: words.with("mail-bulletin-said", &[("regions", &said.join(", "))]) })
    }
}

impl Region {
    fn told(&self, words: Words) -> String {
        let levels = LEVELS.iter().zip(self.levels).map(|(level, number)| {
            format!("{} {}", words.say(&format!("mail-level-{}", level.as_str())), count(number, words))
        });
        let listed = words.with("mail-bulletin-listed", &[("count", &count(self.listed, words))]);
        levels.chain([listed]).collect::<Vec<_>>().join(" · ")
    }
}

fn opened(open: Option<f64>, words: Words) -> String {
    match open {
        Some(open) => words.counted("mail-bulletin-opened", open, &[]),
        None => words.say("mail-bulletin-unknown"),
    }
}

/// « – » where nothing may be told.
fn count(number: Option<f64>, words: Words) -> String {
    number.map_or_else(|| "–".to_owned(), |number| words.language.count(number))
}
