//! The first and the last departments, and the table of all.

use super::super::super::super::words::Words;
use super::Measure;
use super::lines::{Line, Lines};
use crate::charts::map::Shade;

/// How many are shown at each end.
const ENDS: usize = 7;

pub(in super::super) struct Ranking {
    pub(in super::super) subtitle: String,
    pub(in super::super) top: Vec<Row>,
    /// What stands between the two ends.
    pub(in super::super) cut: Option<String>,
    pub(in super::super) bottom: Vec<Row>,
    /// The column that the order follows.
    pub(in super::super) sorted: Measure,
}

pub(in super::super) struct Row {
    pub(in super::super) rank: String,
    pub(in super::super) name: String,
    pub(in super::super) code: &'static str,
    pub(in super::super) page: Option<String>,
    pub(in super::super) number: String,
    pub(in super::super) density: String,
    pub(in super::super) change: (&'static str, String),
    pub(in super::super) shade: Shade,
}

impl Ranking {
    pub(in super::super) fn is_sorted(&self, code: &str) -> bool {
        self.sorted.code() == code
    }
}

pub(super) fn ranking(lines: &Lines, words: Words) -> Ranking {
    let known: Vec<&Line> = lines.all.iter().filter(|line| line.rank.is_some()).collect();
    let row = |line: &&Line| row(line, lines, words);
    let last = known.len().saturating_sub(ENDS).max(ENDS);
    let between = last.saturating_sub(ENDS).min(known.len());
    let median = lines.write(lines.median(), words);
    let gaps = [("nation", lines.write(lines.nation, words)), ("median", median)];
    let gaps = gaps.each_ref().map(|(name, text)| (*name, text.as_str()));
    let key = match lines.measure {
        Measure::Density => "ranking-density",
        Measure::Number => "ranking-number",
        Measure::Change => "ranking-change",
    };
    Ranking {
        subtitle: words.with(key, &[("ends", &ENDS.to_string())]),
        top: known.iter().take(ENDS).map(row).collect(),
        cut: (known.len() > 2 * ENDS).then(|| words.counted("ranking-cut", between as f64, &gaps)),
        bottom: known.iter().skip(last).map(row).collect(),
        sorted: lines.measure,
    }
}

/// All departments, those without a figure last.
pub(super) fn rows(lines: &Lines, words: Words) -> Vec<Row> {
    lines.all.iter().map(|line| row(line, lines, words)).collect()
}

fn row(line: &Line, lines: &Lines, words: Words) -> Row {
    let nothing = || "–".to_owned();
    Row {
        rank: line.rank.map_or_else(nothing, |rank| rank.to_string()),
        name: line.name.clone(),
        code: line.code,
        page: line.page.clone(),
        number: line.number.map_or_else(nothing, |number| words.language.count(number)),
        density: line.density.clone().unwrap_or_else(nothing),
        change: line.change.clone().unwrap_or_else(|| ("flat", nothing())),
        shade: lines.shade(line),
    }
}
