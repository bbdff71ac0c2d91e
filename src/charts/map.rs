//! The map of the 101 departments: each in the shade of its class, with the borders of regions and the insets.
//! In a page every department is a link; as a file the map stands alone, with its legend.

mod classes;
mod path;
mod shade;

use std::fmt::Write as _;

use super::Texts;
use super::canvas::{Anchor, Font, Frame, Group, Pen, Role, draw_around, escape};
use crate::domain::geography::outline::{Outline, SHEET, Sheet, sheet};

pub use classes::Classes;
pub use shade::Shade;

#[derive(Clone, Copy, Debug)]
pub struct Area<'a> {
    /// Code of the department.
    pub department: &'a str,
    pub shade: Shade,
    /// All there is to say of it: its name, its value, its rank.
    pub label: &'a str,
    /// Address of its page; a file has none.
    pub page: Option<&'a str>,
}

/// One line of the legend.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    pub shade: Shade,
    pub text: &'a str,
    /// How many departments it has.
    pub count: &'a str,
}

#[derive(Clone, Copy, Debug)]
pub struct Legend<'a> {
    /// What is measured.
    pub name: &'a str,
    pub entries: &'a [Entry<'a>],
    /// The value of the country.
    pub nation: &'a str,
    pub note: &'a str,
}

const INSET: Font = Font { size: 15.0, bold: false };
const LEGEND: Font = Font { size: 15.0, bold: false };
const LEGEND_NAME: Font = Font { size: 15.0, bold: true };
const HEADING: Font = Font { size: 20.0, bold: true };
const CAPTION: Font = Font { size: 13.5, bold: false };

const FILE_WIDTH: f64 = 880.0;
/// Where the legend of a file begins.
const LEGEND_LEFT: f64 = 654.0;

/// For a page, which writes heading, legend and source itself. `insets` names the boxes of the sheet, in its order.
#[must_use]
pub fn links(texts: &Texts<'_>, areas: &[Area<'_>], insets: &[&str]) -> String {
    let frame = Frame {
        id: texts.id,
        class: "map",
        title: texts.title,
        desc: texts.desc,
        width: SHEET.width(),
        height: SHEET.height(),
    };
    draw_around(&frame, Group::OfLinks, &country(texts.id, areas, (0.0, 0.0)), |pen| {
        name_insets(pen, insets, (0.0, 0.0));
    })
}

/// For a file that leaves the page.
#[must_use]
pub fn picture(texts: &Texts<'_>, areas: &[Area<'_>], insets: &[&str], legend: &Legend<'_>) -> String {
    // A seventh less than there is: away from the page the letters may be those of a wider font.
    let (whole, side) = (0.86 * (FILE_WIDTH - 16.0), 0.86 * (FILE_WIDTH - LEGEND_LEFT - 8.0));
    let heading = texts.heading.map_or(Vec::new(), |text| HEADING.wrap(text, whole));
    let caption = texts.caption.map_or(Vec::new(), |text| CAPTION.wrap(text, whole));
    let (note, name) = (CAPTION.wrap(legend.note, side), LEGEND_NAME.wrap(legend.name, side));
    let at = (8.0, heading.len() as f64 * 25.0 + 14.0);
    let foot = at.1 + SHEET.height() + 22.0;
    let frame = Frame {
        id: texts.id,
        class: "map",
        title: texts.title,
        desc: texts.desc,
        width: FILE_WIDTH,
        height: foot + caption.len() as f64 * 16.0,
    };
    let first_row = at.1 + 30.0 + name.len() as f64 * 20.0;
    let rows = || (0..).map(|row| first_row + f64::from(row) * 24.0);
    let mut inner = country(texts.id, areas, at);
    for (entry, y) in legend.entries.iter().zip(rows()) {
        let (x, y) = (LEGEND_LEFT * 10.0, (y - 8.0) * 10.0);
        writeln!(
            inner,
            "<rect x=\"{x:.0}\" y=\"{y:.0}\" width=\"260\" height=\"160\" rx=\"20\" {}/>",
            entry.shade.attributes(texts.id)
        )
        .ok();
    }
    draw_around(&frame, Group::Picture, &inner, |pen| {
        name_insets(pen, insets, at);
        let mut lines = |texts: &[String], (x, y): (f64, f64), step: f64, font, role| {
            for (text, row) in texts.iter().zip(0..) {
                pen.text(text, (x, y + f64::from(row) * step), font, Anchor::Start, role);
            }
        };
        lines(&heading, (8.0, 16.0), 25.0, HEADING, Role::Heading);
        lines(&caption, (8.0, foot), 16.0, CAPTION, Role::Note);
        lines(&name, (LEGEND_LEFT, at.1 + 16.0), 20.0, LEGEND_NAME, Role::Label);
        let last = first_row + legend.entries.len() as f64 * 24.0 + 12.0;
        lines(&[legend.nation.to_owned()], (LEGEND_LEFT, last), 20.0, LEGEND_NAME, Role::Label);
        lines(&note, (LEGEND_LEFT, last + 26.0), 17.0, CAPTION, Role::Note);
        for (entry, y) in legend.entries.iter().zip(rows()) {
            pen.text(entry.text, (LEGEND_LEFT + 36.0, y), LEGEND, Anchor::Start, Role::Axis);
            pen.text(entry.count, (FILE_WIDTH - 8.0, y), LEGEND, Anchor::End, Role::Note);
        }
    })
}

fn name_insets(pen: &mut Pen<'_>, names: &[&str], (left, top): (f64, f64)) {
    for (inset, name) in sheet().insets.iter().zip(names) {
        let frame = inset.frame;
        let [a, b, c, d] = [
            (frame.left, frame.top),
            (frame.right, frame.top),
            (frame.right, frame.bottom),
            (frame.left, frame.bottom),
        ]
        .map(|(x, y)| (x + left, y + top));
        pen.path(&[a, b, c, d, a], 1.0, Role::Grid);
        pen.text(name, (a.0 + 6.0, a.1 + 10.0), INSET, Anchor::Start, Role::Note);
    }
}

/// The departments from `at` on, in tenths of a unit.
fn country(id: &str, areas: &[Area<'_>], at: (f64, f64)) -> String {
    let Sheet { outlines, enlarged, region_borders, .. } = sheet();
    let mut svg = shade::hatch(id);
    let (scale, left, top) = (10.0 / path::GRID, at.0 * 10.0, at.1 * 10.0);
    writeln!(
        svg,
        "<g transform=\"translate({left:.0} {top:.0}) scale({scale})\" class=\"map-areas\" stroke=\"#ffffff\" \
         stroke-width=\"{:.1}\" stroke-linejoin=\"round\">",
        0.6 * path::GRID
    )
    .ok();
    let area = |outline: &Outline| areas.iter().find(|area| area.department == outline.department);
    // Those that the inset shows larger are drawn here too, for the eye and the mouse alone.
    let is_copy = |outline: &&Outline| enlarged.iter().any(|other| other.department == outline.department);
    svg.push_str("<g aria-hidden=\"true\">\n");
    for outline in outlines.iter().filter(is_copy) {
        department(&mut svg, id, outline, area(outline), true);
    }
    svg.push_str("</g>\n");
    for outline in outlines.iter().filter(|outline| !is_copy(outline)).chain(enlarged) {
        department(&mut svg, id, outline, area(outline), false);
    }
    let borders: String = region_borders.iter().map(|line| path::line(line)).collect();
    writeln!(
        svg,
        "<path class=\"map-borders\" fill=\"none\" stroke-width=\"{:.1}\" pointer-events=\"none\" d=\"{borders}\"/>\n</g>",
        1.7 * path::GRID
    )
    .ok();
    svg
}

fn department(svg: &mut String, id: &str, outline: &Outline, area: Option<&Area<'_>>, is_copy: bool) {
    let d = path::closed(&outline.rings);
    let shade = area.map_or(Shade::Unknown, |area| area.shade).attributes(id);
    let label = escape(area.map_or(outline.department, |area| area.label));
    match area.and_then(|area| area.page) {
        Some(page) if is_copy => {
            let page = escape(page);
            write!(svg, "<a href=\"{page}\" {shade} tabindex=\"-1\"><title>{label}</title><path d=\"{d}\"/></a>")
        }
        Some(page) => {
            let page = escape(page);
            write!(svg, "<a href=\"{page}\" {shade} aria-label=\"{label}\"><title>{label}</title><path d=\"{d}\"/></a>")
        }
        None => write!(svg, "<path {shade} d=\"{d}\"><title>{label}</title></path>"),
    }
    .ok();
    svg.push('\n');
}

#[cfg(test)]
mod tests;
