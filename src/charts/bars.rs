//! Horizontal bars by territory, each against the national value: the drawing of the table of regions.

use super::Texts;
use super::canvas::{Anchor, Font, Frame, Role, draw};

#[derive(Clone, Copy, Debug)]
pub struct Bar<'a> {
    pub label: &'a str,
    /// No bar where there is no number; the text says why.
    pub value: Option<f64>,
    pub text: &'a str,
}

/// The value all are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Reference<'a> {
    pub value: f64,
    pub text: &'a str,
}

const WIDTH: f64 = 820.0;
const ROW: f64 = 28.0;
const LABEL: Font = Font { size: 15.5, bold: false };
const VALUE: Font = Font { size: 15.5, bold: true };
const HEADING: Font = Font { size: 20.0, bold: true };
const CAPTION: Font = Font { size: 13.5, bold: false };

/// In the order given; as high as it has rows.
#[must_use]
pub fn bars(texts: &Texts<'_>, bars: &[Bar<'_>], reference: Option<Reference<'_>>) -> String {
    let heading = texts.heading.map_or(Vec::new(), |text| HEADING.wrap(text, WIDTH - 16.0));
    let caption = texts.caption.map_or(Vec::new(), |text| CAPTION.wrap(text, WIDTH - 16.0));
    let reference = reference.filter(|reference| reference.value.is_finite() && reference.value > 0.0);
    let drawn = |bar: &Bar<'_>| bar.value.filter(|value| value.is_finite()).map(|value| value.max(0.0));
    let most = bars.iter().filter_map(drawn).chain(reference.map(|r| r.value)).fold(0.0, f64::max);

    let widest = |font: Font, texts: &mut dyn Iterator<Item = &str>| {
        texts.map(|text| font.width(text)).fold(0.0, f64::max)
    };
    // A tenth more than measured: a file away from the page may have to do with a wider font.
    let label_width = 1.1 * widest(LABEL, &mut bars.iter().map(|bar| bar.label)).min(320.0);
    let value_width = widest(VALUE, &mut bars.iter().map(|bar| bar.text)).min(160.0);
    let left = 8.0 + label_width + 18.0 + value_width + 12.0;
    let full = WIDTH - 16.0 - left;

    let head = heading.len() as f64 * 25.0 + if heading.is_empty() { 0.0 } else { 6.0 };
    let top = head + if reference.is_some() { 28.0 } else { 8.0 };
    let bottom = top + bars.len().max(2) as f64 * ROW;
    let foot = if caption.is_empty() { 0.0 } else { 8.0 + caption.len() as f64 * 16.0 };
    let frame = Frame {
        id: texts.id,
        class: "chart",
        title: texts.title,
        desc: texts.desc,
        width: WIDTH,
        height: bottom + foot + 8.0,
    };
    draw(&frame, |pen| {
        for (row, text) in heading.iter().enumerate() {
            pen.text(text, (8.0, 16.0 + row as f64 * 25.0), HEADING, Anchor::Start, Role::Heading);
        }
        for (row, text) in caption.iter().enumerate() {
            pen.text(text, (8.0, bottom + 16.0 + row as f64 * 16.0), CAPTION, Anchor::Start, Role::Note);
        }
        if bars.is_empty() {
            pen.text(texts.empty, (WIDTH / 2.0, top + ROW), LABEL, Anchor::Middle, Role::Note);
            return;
        }
        for (row, bar) in bars.iter().enumerate() {
            let middle = top + (row as f64 + 0.5) * ROW;
            pen.text(bar.label, (8.0, middle), LABEL, Anchor::Start, Role::Axis);
            pen.text(bar.text, (left - 12.0, middle), VALUE, Anchor::End, Role::Label);
            pen.rect((left, middle - 5.0), (full, 10.0), Role::BarGround);
            if let Some(value) = drawn(bar).filter(|value| *value > 0.0) {
                pen.rect((left, middle - 5.0), (value / most * full, 10.0), Role::Bar);
            }
        }
        if let Some(reference) = reference {
            let x = left + reference.value / most * full;
            for row in 0..bars.len() {
                let middle = top + (row as f64 + 0.5) * ROW;
                pen.rect((x - 2.5, middle - 8.0), (5.0, 16.0), Role::Mask); // seen on the bar as beside it
                pen.rect((x - 1.0, middle - 8.0), (2.0, 16.0), Role::Reference);
            }
            // The text keeps within the drawing even where the mark is near its edge.
            let half = VALUE.width(reference.text) / 2.0;
            let x = x.clamp(half + 8.0, (WIDTH - 8.0 - half).max(half + 8.0));
            pen.text(reference.text, (x, top - 12.0), VALUE, Anchor::Middle, Role::GoalText);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    const TEXTS: Texts<'_> = Texts {
        id: "regions",
        title: "Corse : 7,0 MSP pour 100 000 habitants",
        desc: "Barres par région",
        empty: "Aucune donnée",
        heading: None,
        caption: None,
    };

    #[test]
    fn draws_a_bar_for_each_territory_and_the_mark_of_the_country() {
        let rows = [
            Bar { label: "Corse", value: Some(7.0), text: "7,0" },
            Bar { label: "Mayotte & <co>", value: None, text: "n. d." },
        ];
        insta::assert_snapshot!(bars(&TEXTS, &rows, Some(Reference { value: 4.0, text: "France : 4,0" })));
    }

    #[test]
    fn says_so_when_there_is_nothing_to_draw() {
        let svg = bars(&TEXTS, &[], None);
        assert_sound(&svg);
        assert!(svg.contains(">Aucune donnée</text>"));
        let row = [
            Bar { label: "a", value: Some(f64::NAN), text: "" },
            Bar { label: "b", value: Some(0.0), text: "0" },
        ];
        let svg = bars(&TEXTS, &row, Some(Reference { value: f64::NAN, text: "r" }));
        assert_sound(&svg);
        assert!(!svg.contains("ch-reference") && !svg.contains("class=\"ch-bar\""));
    }
}
