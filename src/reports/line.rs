//! One line of a table that people fill in, as a file of its own: what is typed into a form goes the way of what is sent.

use crate::catalog::{Key, Source};
use crate::domain::finess::FinessNumber;
use crate::domain::reply::Fields;

/// Its comment says whence it comes; its columns are those that are filled, since a file says nothing of the others.
#[must_use]
pub fn csv(
    heading: &str,
    is_simulated: bool,
    source: &Source,
    structure: &FinessNumber,
    cells: &Fields,
) -> String {
    let subject = source.keyed(Key::Subject).next().map_or("", |column| column.name.as_str());
    let filled =
        source.columns.iter().filter_map(|column| Some((column.name.as_str(), cells.get(&column.name)?)));
    let filled = filled.filter(|(name, _)| *name != subject);
    let (names, texts): (Vec<&str>, Vec<String>) = std::iter::once((subject, structure.to_string()))
        .chain(filled.map(|(name, text)| (name, quoted(text))))
        .unzip();
    let mark = if is_simulated { ", données simulées" } else { "" };
    format!("# {heading}{mark}\n{}\n{}\n", names.join(";"), texts.join(";"))
}

/// A field of RFC 4180, on one line.
fn quoted(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if line.contains([';', '"']) { format!("\"{}\"", line.replace('"', "\"\"")) } else { line }
}
