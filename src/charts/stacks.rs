//! What a whole is made of, territory by territory: bars of one length, cut into parts.

use super::canvas::{Anchor, Font, Frame, Pen, Role, draw};
use super::{Size, Texts};

#[derive(Clone, Copy, Debug)]
pub struct Stack<'a> {
    pub label: &'a str,
    /// One number a part, in the order of the key; nothing where they are not known: the note says why.
    pub parts: Option<&'a [f64]>,
    pub note: &'a str,
    /// At the end of the bar.
    pub text: &'a str,
    /// Taller: what the others are compared with.
    pub is_whole: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Stacks<'a> {
    pub texts: Texts<'a>,
    /// Names of the parts, seven at most, then of what is hidden.
    pub key: &'a [&'a str],
    /// Above the texts at the end of the bars.
    pub text_name: &'a str,
    pub stacks: &'a [Stack<'a>],
}

const LABEL: Font = Font { size: 15.5, bold: false };
const BOLD: Font = Font { size: 15.5, bold: true };
const HEADING: Font = Font { size: 20.0, bold: true };
const CAPTION: Font = Font { size: 13.5, bold: false };
const SWATCH: f64 = 14.0;

#[must_use]
pub fn stacks(chart: &Stacks<'_>, size: Size) -> String {
    let texts = &chart.texts;
    let (name, class, width) = match size {
        Size::Wide => ("wide", "chart chart-wide", 1080.0),
        Size::Narrow => ("narrow", "chart chart-narrow", 360.0),
    };
    let heading = texts.heading.map_or(Vec::new(), |text| HEADING.wrap(text, width - 16.0));
    let caption = texts.caption.map_or(Vec::new(), |text| CAPTION.wrap(text, width - 16.0));
    let key = key(chart.key, width, heading.len() as f64 * 25.0 + 12.0);
    let widest =
        |texts: &mut dyn Iterator<Item = &str>| 1.1 * texts.map(|t| BOLD.width(t)).fold(0.0, f64::max);
    let label = widest(&mut chart.stacks.iter().map(|stack| stack.label)).min(300.0);
    let end = widest(&mut chart.stacks.iter().map(|stack| stack.text).chain([chart.text_name])).min(170.0);
    let (left, right) = match size {
        Size::Wide => (8.0 + label + 16.0, width - 8.0 - end - 14.0),
        Size::Narrow => (8.0, width - 8.0),
    };
    let top =
        key.last().map_or(0.0, |(_, (_, y))| *y) + 26.0 + if chart.text_name.is_empty() { 0.0 } else { 20.0 };
    let height = |stack: &Stack<'_>| match (size, stack.is_whole) {
        (Size::Wide, true) => 44.0,
        (Size::Wide, false) => 28.0,
        (Size::Narrow, true) => 58.0,
        (Size::Narrow, false) => 46.0,
    };
    let bottom = top + chart.stacks.iter().map(height).sum::<f64>();
    let id = format!("{}-{name}", texts.id);
    let frame = Frame {
        id: &id,
        class,
        title: texts.title,
        desc: texts.desc,
        width,
        height: bottom + 10.0 + if caption.is_empty() { 0.0 } else { 8.0 + caption.len() as f64 * 16.0 },
    };
    draw(&frame, |pen| {
        for (row, text) in heading.iter().enumerate() {
            pen.text(text, (8.0, 16.0 + row as f64 * 25.0), HEADING, Anchor::Start, Role::Heading);
        }
        for (row, text) in caption.iter().enumerate() {
            pen.text(text, (8.0, bottom + 18.0 + row as f64 * 16.0), CAPTION, Anchor::Start, Role::Note);
        }
        for ((text, (x, y)), role) in key.iter().zip(Role::PARTS.iter().cycle()) {
            pen.rect((*x, y - SWATCH / 2.0), (SWATCH, SWATCH), *role);
            pen.text(text, (x + SWATCH + 6.0, *y), LABEL, Anchor::Start, Role::Axis);
        }
        pen.text(chart.text_name, (width - 8.0, top - 12.0), CAPTION, Anchor::End, Role::Note);
        if chart.stacks.is_empty() {
            pen.text(texts.empty, (width / 2.0, top), LABEL, Anchor::Middle, Role::Note);
        }
        let mut line = top;
        for stack in chart.stacks {
            let row = height(stack);
            let thick = if stack.is_whole { 26.0 } else { 17.0 };
            let (name, middle) = match size {
                Size::Wide => (line + row / 2.0, line + row / 2.0),
                Size::Narrow => (line + 12.0, line + 26.0 + thick / 2.0),
            };
            let font = if stack.is_whole { BOLD } else { LABEL };
            let role = if stack.is_whole { Role::Label } else { Role::Axis };
            pen.text(stack.label, (8.0, name), font, Anchor::Start, role);
            pen.text(stack.text, (width - 8.0, name), BOLD, Anchor::End, Role::Label);
            bar(pen, stack, (left, right), middle, thick);
            line += row;
        }
    })
}

fn bar(pen: &mut Pen<'_>, stack: &Stack<'_>, (left, right): (f64, f64), middle: f64, thick: f64) {
    let parts = stack.parts.unwrap_or_default();
    let known = |part: &f64| if part.is_finite() { part.max(0.0) } else { 0.0 };
    let whole: f64 = parts.iter().map(known).sum();
    if whole <= 0.0 {
        pen.text(stack.note, (left, middle), LABEL, Anchor::Start, Role::Note);
        return;
    }
    let mut x = left;
    for (part, role) in parts.iter().map(known).zip(Role::PARTS.iter().cycle()) {
        let width = part / whole * (right - left);
        // A gap between parts: colour is never the only thing that parts them.
        pen.rect((x, middle - thick / 2.0), ((width - 1.6).max(width.min(0.6)), thick), *role);
        x += width;
    }
}

/// Each name with the place of its swatch, in as many lines as it takes.
fn key<'a>(names: &[&'a str], width: f64, top: f64) -> Vec<(&'a str, (f64, f64))> {
    let (mut x, mut y) = (8.0, top);
    names
        .iter()
        .map(|name| {
            let wide = SWATCH + 6.0 + LABEL.width(name);
            if x > 8.0 && x + wide > width - 6.0 {
                (x, y) = (8.0, y + 23.0);
            }
            let at = (x, y);
            x += wide + 18.0;
            (*name, at)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    fn chart<'a>(stacks: &'a [Stack<'a>]) -> Stacks<'a> {
        Stacks {
            texts: Texts {
                id: "professions",
                title: "Infirmiers et généralistes forment la moitié des équipes",
                desc: "Part de chaque profession",
                empty: "Aucune donnée",
                heading: None,
                caption: None,
            },
            key: &["Généralistes 40 %", "Infirmiers 60 %"],
            text_name: "par MSP",
            stacks,
        }
    }

    #[test]
    fn cuts_each_bar_as_its_parts_are() {
        let of = |label, parts, is_whole| Stack { label, parts, note: "non fourni", text: "13,4", is_whole };
        let rows = [
            of("France", Some(&[40.0, 60.0][..]), true),
            of("Corse & <co>", Some(&[1.0, 0.0]), false),
            of("Mayotte", None, false),
        ];
        let svg = stacks(&chart(&rows), Size::Wide);
        assert_sound(&svg);
        insta::assert_snapshot!(svg);
        assert_sound(&stacks(&chart(&rows), Size::Narrow));
    }

    #[test]
    fn says_so_when_there_is_nothing_to_draw() {
        let svg = stacks(&chart(&[]), Size::Narrow);
        assert_sound(&svg);
        assert!(svg.contains(">Aucune donnée</text>"));
    }
}
