//! What a total is made of: signed parts on one scale, left of the axis what lowers it, right what raises it.

use super::canvas::{Anchor, Font, Frame, Role, draw};
use super::{Size, Texts};

#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    pub label: &'a str,
    pub value: f64,
    /// The value as it is read, with its sign.
    pub text: &'a str,
}

struct Look {
    name: &'static str,
    class: &'static str,
    width: f64,
    row: f64,
    /// Where the bars begin; above them, where they do not fit beside their label.
    left: f64,
}

impl Look {
    fn of(size: Size) -> Self {
        match size {
            Size::Wide => {
                Self { name: "wide", class: "chart chart-wide", width: 820.0, row: 30.0, left: 300.0 }
            }
            Size::Narrow => {
                Self { name: "narrow", class: "chart chart-narrow", width: 360.0, row: 50.0, left: 8.0 }
            }
        }
    }
}

const LABEL: Font = Font { size: 15.5, bold: false };
const VALUE: Font = Font { size: 15.5, bold: true };
/// Half the height of a bar.
const HALF: f64 = 6.0;
/// Between the longest bar and the edge: there its value is written.
const ROOM: f64 = 62.0;

/// In the order given; as high as it has rows. A value that is not finite has no bar.
#[must_use]
pub fn balance(texts: &Texts<'_>, parts: &[Part<'_>], size: Size) -> String {
    let look = Look::of(size);
    let id = format!("{}-{}", texts.id, look.name);
    let height = 16.0 + parts.len().max(2) as f64 * look.row;
    let frame =
        Frame { id: &id, class: look.class, title: texts.title, desc: texts.desc, width: look.width, height };
    let most =
        parts.iter().map(|part| part.value.abs()).filter(|value| value.is_finite()).fold(0.0, f64::max);
    let axis = f64::midpoint(look.left, look.width - 8.0);
    let full = axis - look.left - ROOM;
    draw(&frame, |pen| {
        if parts.is_empty() {
            pen.text(texts.empty, (look.width / 2.0, 8.0 + look.row), LABEL, Anchor::Middle, Role::Note);
            return;
        }
        pen.rect((axis - 0.5, 8.0), (1.0, height - 16.0), Role::Reference);
        for (row, part) in parts.iter().enumerate() {
            let top = 8.0 + row as f64 * look.row;
            let middle = match size {
                Size::Wide => top + look.row / 2.0,
                Size::Narrow => top + look.row - 14.0,
            };
            let written = if size == Size::Wide { middle } else { top + 12.0 };
            pen.text(part.label, (8.0, written), LABEL, Anchor::Start, Role::Axis);
            let length =
                if most > 0.0 && part.value.is_finite() { part.value.abs() / most * full } else { 0.0 };
            let (start, role) =
                if part.value < 0.0 { (axis - length, Role::Bar) } else { (axis, Role::Reference) };
            if length > 0.0 {
                pen.rect((start, middle - HALF), (length, 2.0 * HALF), role);
            }
            let (x, anchor) = if part.value < 0.0 {
                (axis - length - 8.0, Anchor::End)
            } else {
                (axis + length + 8.0, Anchor::Start)
            };
            pen.text(part.text, (x, middle), VALUE, anchor, Role::Label);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    const TEXTS: Texts<'_> = Texts {
        id: "parts",
        title: "Ce qui pèse",
        desc: "Médecins +1,20, équipe −0,40",
        empty: "Rien",
        heading: None,
        caption: None,
    };

    #[test]
    fn what_raises_stands_right_of_the_axis_and_what_lowers_left() {
        let parts = [
            Part { label: "Médecins & <co>", value: 1.2, text: "+1,20" },
            Part { label: "Équipe", value: -0.4, text: "−0,40" },
        ];
        let (wide, narrow) = (balance(&TEXTS, &parts, Size::Wide), balance(&TEXTS, &parts, Size::Narrow));
        assert_sound(&wide);
        assert_sound(&narrow);
        insta::assert_snapshot!(wide);
    }

    #[test]
    fn draws_no_bar_of_nothing() {
        let parts =
            [Part { label: "a", value: f64::NAN, text: "?" }, Part { label: "b", value: 0.0, text: "0" }];
        let svg = balance(&TEXTS, &parts, Size::Narrow);
        assert_sound(&svg);
        assert!(!svg.contains("class=\"ch-bar\""));
        assert!(balance(&TEXTS, &[], Size::Wide).contains(">Rien</text>"));
    }
}
