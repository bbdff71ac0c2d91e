//! A value for each territory with the interval around it, against the national value: a dot and its whiskers.

use super::bars::Reference;
use super::canvas::{Anchor, Font, Frame, Pen, Role, draw};
use super::{Size, Texts, scale};

#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    pub label: &'a str,
    /// No dot where there is no number; the text says why.
    pub value: Option<f64>,
    pub interval: Option<(f64, f64)>,
    pub text: &'a str,
    /// The one that the reader chose.
    pub is_marked: bool,
}

struct Look {
    name: &'static str,
    class: &'static str,
    width: f64,
    row: f64,
    label: Font,
    value: Font,
}

impl Look {
    fn of(size: Size) -> Self {
        let (regular, bold) = (Font::regular(15.5), Font::bold(15.5));
        match size {
            Size::Wide => Self {
                name: "wide",
                class: "chart chart-wide",
                width: 820.0,
                row: 27.0,
                label: regular,
                value: bold,
            },
            Size::Narrow => Self {
                name: "narrow",
                class: "chart chart-narrow",
                width: 360.0,
                row: 44.0,
                label: regular,
                value: bold,
            },
        }
    }
}

const AXIS: Font = Font { size: 14.0, bold: false };
const HEADING: Font = Font { size: 20.0, bold: true };
const CAPTION: Font = Font { size: 13.5, bold: false };

/// In the order given; as high as it has rows. `number` writes the values of the axis.
#[must_use]
pub fn whiskers(
    texts: &Texts<'_>,
    rows: &[Row<'_>],
    reference: Option<Reference<'_>>,
    number: &dyn Fn(f64) -> String,
    size: Size,
) -> String {
    let look = Look::of(size);
    let heading = texts.heading.map_or(Vec::new(), |text| HEADING.wrap(text, look.width - 16.0));
    let caption = texts.caption.map_or(Vec::new(), |text| CAPTION.wrap(text, look.width - 16.0));
    let reference = reference.filter(|reference| reference.value.is_finite());
    let known = |row: &Row<'_>| row.value.filter(|value| value.is_finite());
    let drawn = rows
        .iter()
        .flat_map(|row| [known(row), row.interval.map(|(low, _)| low), row.interval.map(|(_, high)| high)])
        .flatten()
        .chain(reference.map(|reference| reference.value))
        .filter(|value| value.is_finite());
    let (least, most) = drawn.fold((0.0, 0.0), |(least, most): (f64, f64), v| (least.min(v), most.max(v)));
    let ticks = scale::ticks_between(least, most);
    let (first, last) = (ticks[0], ticks[ticks.len() - 1]);

    // A tenth more than measured: a file away from the page may have to do with a wider font.
    let widest = |font: Font, texts: &mut dyn Iterator<Item = &str>| {
        1.1 * texts.map(|t| font.width(t)).fold(0.0, f64::max)
    };
    let beside = 8.0
        + widest(look.label, &mut rows.iter().map(|row| row.label)).min(330.0)
        + 14.0
        + widest(look.value, &mut rows.iter().map(|row| row.text)).min(170.0)
        + 16.0;
    let left = if size == Size::Wide { beside } else { 14.0 };
    let right = look.width - 22.0;
    let x = |value: f64| left + (value - first) / (last - first) * (right - left);

    let head = heading.len() as f64 * 25.0 + if heading.is_empty() { 0.0 } else { 6.0 };
    let top = head + if reference.is_some() { 30.0 } else { 10.0 };
    let is_empty = rows.iter().all(|row| known(row).is_none());
    let bottom = top + if is_empty { 2 } else { rows.len().max(2) } as f64 * look.row;
    let foot = 26.0 + if caption.is_empty() { 0.0 } else { 6.0 + caption.len() as f64 * 16.0 };
    let id = format!("{}-{}", texts.id, look.name);
    let frame = Frame {
        id: &id,
        class: look.class,
        title: texts.title,
        desc: texts.desc,
        width: look.width,
        height: bottom + foot,
    };
    draw(&frame, |pen| {
        for (row, text) in heading.iter().enumerate() {
            pen.text(text, (8.0, 16.0 + row as f64 * 25.0), HEADING, Anchor::Start, Role::Heading);
        }
        for (row, text) in caption.iter().enumerate() {
            pen.text(text, (8.0, bottom + 38.0 + row as f64 * 16.0), CAPTION, Anchor::Start, Role::Note);
        }
        if is_empty {
            pen.text(texts.empty, (look.width / 2.0, top + look.row), look.label, Anchor::Middle, Role::Note);
            return;
        }
        let shown = shown_ticks(&ticks, number, right - left);
        for tick in &shown {
            let role = if *tick == 0.0 { Role::Tick } else { Role::Grid };
            pen.path(&[(x(*tick), top), (x(*tick), bottom)], 1.0, role);
            pen.text(&number(*tick), (x(*tick), bottom + 14.0), AXIS, Anchor::Middle, Role::Axis);
        }
        if let Some(reference) = reference {
            let at = x(reference.value);
            pen.rect((at - 1.0, top - 6.0), (2.0, bottom - top + 6.0), Role::Reference);
            let half = look.value.width(reference.text) / 2.0;
            let at = at.clamp(half + 8.0, (look.width - 8.0 - half).max(half + 8.0));
            pen.text(reference.text, (at, top - 16.0), look.value, Anchor::Middle, Role::GoalText);
        }
        for (place, row) in rows.iter().enumerate() {
            let line = top + place as f64 * look.row;
            let (name, middle) = match size {
                Size::Wide => (line + look.row / 2.0, line + look.row / 2.0),
                Size::Narrow => (line + 13.0, line + 31.0),
            };
            let font = if row.is_marked { look.value } else { look.label };
            let role = if row.is_marked { Role::Label } else { Role::Axis };
            pen.text(row.label, (8.0, name), font, Anchor::Start, role);
            let end = if size == Size::Wide { left - 16.0 } else { look.width - 8.0 };
            pen.text(row.text, (end, name), look.value, Anchor::End, Role::Label);
            if let Some(value) = known(row) {
                let ends = row.interval.map(|(low, high)| (x(low.max(first)), x(high.min(last))));
                dot(pen, (x(value), middle), ends, row.is_marked);
            }
        }
    })
}

fn dot(pen: &mut Pen<'_>, (x, y): (f64, f64), interval: Option<(f64, f64)>, is_marked: bool) {
    if let Some((low, high)) = interval {
        pen.path(&[(low, y), (high, y)], 2.4, Role::Whisker);
        for end in [low, high] {
            pen.path(&[(end, y - 4.5), (end, y + 4.5)], 2.0, Role::Whisker);
        }
    }
    pen.disc((x, y), if is_marked { 7.5 } else { 6.0 }, Role::Mask);
    pen.disc((x, y), if is_marked { 6.0 } else { 4.6 }, if is_marked { Role::Marked } else { Role::Point });
}

/// As many values of the axis as stand beside each other; zero is one of them.
pub(super) fn shown_ticks(ticks: &[f64], number: &dyn Fn(f64) -> String, width: f64) -> Vec<f64> {
    let name = ticks.iter().map(|tick| AXIS.width(&number(*tick))).fold(0.0, f64::max) + 18.0;
    let each = width / ticks.len().saturating_sub(1).max(1) as f64;
    let step = (name / each).ceil().max(1.0) as usize;
    let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or_default();
    ticks
        .iter()
        .enumerate()
        .filter(|(place, _)| place.abs_diff(zero).is_multiple_of(step))
        .map(|(_, t)| *t)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    const TEXTS: Texts<'_> = Texts {
        id: "regions",
        title: "De 32 % en Corse à 71 % en Bretagne",
        desc: "Points et intervalles par région",
        empty: "Aucune donnée",
        heading: None,
        caption: None,
    };

    fn number(value: f64) -> String {
        format!("{:.0}\u{a0}%", value * 100.0)
    }

    #[test]
    fn draws_a_dot_between_its_whiskers_and_the_mark_of_the_country() {
        let rows = [
            Row {
                label: "Bretagne",
                value: Some(0.71),
                interval: Some((0.65, 0.77)),
                text: "71 %",
                is_marked: true,
            },
            Row { label: "Corse & <co>", value: Some(0.32), interval: None, text: "32 %", is_marked: false },
            Row { label: "Mayotte", value: None, interval: None, text: "non fourni", is_marked: false },
        ];
        let reference = Some(Reference { value: 0.6, text: "France : 60 %" });
        insta::assert_snapshot!(whiskers(&TEXTS, &rows, reference, &number, Size::Wide));
        assert_sound(&whiskers(&TEXTS, &rows, reference, &number, Size::Narrow));
    }

    #[test]
    fn says_so_when_there_is_nothing_to_draw() {
        let row = Row {
            label: "a",
            value: Some(f64::NAN),
            interval: Some((0.0, f64::INFINITY)),
            text: "",
            is_marked: false,
        };
        let svg = whiskers(&TEXTS, &[row], None, &number, Size::Narrow);
        assert_sound(&svg);
        assert!(svg.contains(">Aucune donnée</text>"));
        assert_sound(&whiskers(&TEXTS, &[], None, &number, Size::Wide));
    }
}
