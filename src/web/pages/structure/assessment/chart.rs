//! What raises the fragility and what lowers it, theme by theme, on one scale.

use super::super::super::super::words::Words;
use crate::catalog::Catalog;
use crate::charts::balance::{Part, balance};
use crate::charts::{Size, Texts};
use crate::risk::score::Score;

/// Below that many log-odds a theme says nothing.
const LEAST: f64 = 0.005;

/// The heaviest first, for a desktop and for a telephone.
pub(super) fn drawing(score: &Score, catalog: &Catalog, words: Words) -> String {
    let mut themes = score.themes();
    themes.retain(|(_, sum)| sum.abs() >= LEAST);
    themes.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let named = |id: &str| {
        let theme = catalog.risk.rules.themes.iter().find(|theme| theme.id == id);
        theme.map_or_else(|| id.to_owned(), |theme| words.language.typeset(theme.name(words.language)))
    };
    let rows: Vec<(String, f64, String)> =
        themes.into_iter().map(|(id, sum)| (named(id), sum, words.language.change(sum, 2))).collect();
    let (title, empty) = (words.say("assessment-reasons"), words.say("assessment-no-difference"));
    let desc = rows.iter().map(|(name, _, text)| format!("{name} {text}")).collect::<Vec<_>>().join(", ");
    let texts = Texts { id: "parts", title: &title, desc: &desc, empty: &empty, ..Texts::default() };
    let parts: Vec<Part> =
        rows.iter().map(|(label, value, text)| Part { label, value: *value, text }).collect();
    [Size::Wide, Size::Narrow].map(|size| balance(&texts, &parts, size)).concat()
}
