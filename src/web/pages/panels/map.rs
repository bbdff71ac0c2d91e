//! The map of the 101 departments, whatever is shown of them: the drawing in a page, and as a file with its legend.

use super::super::super::words::Words;
use crate::charts::Texts;
use crate::charts::map::{Area, Classes, Entry, Legend, Shade, links, picture};
use crate::domain::geography::outline::sheet;
use crate::domain::territory::Territory;

/// One class of the legend.
pub(crate) struct Step {
    pub(crate) shade: Shade,
    pub(crate) text: String,
    pub(crate) count: String,
}

/// The names of the insets, in the order of the sheet.
fn insets(words: Words) -> Vec<String> {
    let name = |departments: &[&str]| match departments {
        [code] => words.territory(&Territory::Department((*code).to_owned())),
        _ => words.say("map-inset-paris"),
    };
    sheet().insets.iter().map(|inset| name(inset.departments)).collect()
}

/// In a page, where every department that has an address is a link.
pub(crate) fn inline(title: &str, desc: &str, areas: &[Area], words: Words) -> String {
    let insets = insets(words);
    let insets: Vec<&str> = insets.iter().map(String::as_str).collect();
    links(&Texts { id: "map-chart", title, desc, ..Texts::default() }, areas, &insets)
}

/// What a file says besides the map.
pub(crate) struct Around<'a> {
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    pub(crate) heading: &'a str,
    pub(crate) caption: &'a str,
    /// What is measured.
    pub(crate) name: &'a str,
    /// The value of the country.
    pub(crate) nation: &'a str,
}

/// As a file that leaves the page.
pub(crate) fn file(around: &Around, areas: &[Area], legend: &[Step], words: Words) -> String {
    let insets = insets(words);
    let insets: Vec<&str> = insets.iter().map(String::as_str).collect();
    let entries: Vec<Entry> =
        legend.iter().map(|step| Entry { shade: step.shade, text: &step.text, count: &step.count }).collect();
    let texts = Texts {
        id: "map-chart",
        title: around.title,
        desc: around.desc,
        heading: Some(around.heading),
        caption: Some(around.caption),
        ..Texts::default()
    };
    let note = words.say("map-insets");
    let legend = Legend { name: around.name, entries: &entries, nation: around.nation, note: &note };
    picture(&texts, areas, &insets, &legend)
}

/// How many of the areas wear a shade, in words.
pub(crate) fn counted(shade: Shade, areas: impl Iterator<Item = Shade>, words: Words) -> String {
    let count = areas.filter(|other| *other == shade).count();
    words.with("map-departments", &[("count", &count.to_string())])
}

/// What a class holds, in words: from its first number to its last, as `write` writes them with `decimals` digits.
pub(crate) fn bounds(
    classes: &Classes,
    class: usize,
    decimals: i32,
    write: impl Fn(f64) -> String,
    words: Words,
) -> String {
    let from = class.checked_sub(1).and_then(|below| classes.bounds.get(below)).copied();
    let to = classes.bounds.get(class).copied();
    match (from, to) {
        (None, Some(to)) => words.with("map-class-under", &[("to", &write(to))]),
        (Some(from), None) => words.with("map-class-over", &[("from", &write(from))]),
        (Some(from), Some(to)) => {
            let (from, last) = (write(from), write(to - 10f64.powi(-decimals)));
            if from == last { from } else { words.with("map-class-to", &[("from", &from), ("to", &last)]) }
        }
        (None, None) => words.say("map-class-all"),
    }
}
