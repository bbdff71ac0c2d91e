//! What raises the risk and what lowers it, theme by theme: two drawings of bars.

use super::super::super::super::words::Words;
use crate::catalog::Catalog;
use crate::charts::Texts;
use crate::charts::bars::{Bar, bars};
use crate::risk::score::Score;

/// Below that many log-odds a theme says nothing.
const LEAST: f64 = 0.005;

/// One drawing; none when no theme stands on that side.
pub(super) fn side(score: &Score, raises: bool, catalog: &Catalog, words: Words) -> Option<String> {
    let themes = score.themes().into_iter();
    let mut themes: Vec<(&str, f64)> =
        themes.filter(|(_, sum)| sum.abs() >= LEAST && (*sum > 0.0) == raises).collect();
    themes.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let named = |id: &str| {
        let theme = catalog.risk.rules.themes.iter().find(|theme| theme.id == id);
        theme.map_or_else(|| id.to_owned(), |theme| words.language.typeset(theme.name(words.language)))
    };
    let rows: Vec<(String, f64, String)> =
        themes.into_iter().map(|(id, sum)| (named(id), sum.abs(), words.language.change(sum, 2))).collect();
    if rows.is_empty() {
        return None;
    }
    let title = words.say(if raises { "assessment-raises" } else { "assessment-lowers" });
    let desc = rows.iter().map(|(name, _, text)| format!("{name} {text}")).collect::<Vec<_>>().join(", ");
    let id = if raises { "raises" } else { "lowers" };
    let texts = Texts { id, title: &title, desc: &desc, ..Texts::default() };
    let drawn: Vec<Bar> =
        rows.iter().map(|(label, value, text)| Bar { label, value: Some(*value), text }).collect();
    Some(bars(&texts, &drawn, None))
}
