//! How values are spread: how many territories stand in each class of one width, and where some of them stand.

use super::canvas::{Anchor, Font, Frame, Role, draw};
use super::whiskers::shown_ticks;
use super::{Size, Texts, scale};

/// A value named above the classes.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    pub value: f64,
    pub text: &'a str,
    /// The country; otherwise the territory that the reader chose.
    pub is_whole: bool,
}

const LABEL: Font = Font { size: 14.5, bold: false };
const COUNT: Font = Font { size: 14.5, bold: true };
const HEADING: Font = Font { size: 20.0, bold: true };
const CAPTION: Font = Font { size: 13.5, bold: false };

/// Classes of all values, each with how many it holds.
#[must_use]
pub fn classes(values: &[f64]) -> Vec<(f64, f64, usize)> {
    let values: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let bounds = scale::bins(&values);
    let count = |from: f64, to: f64| values.iter().filter(|value| (from..to).contains(*value)).count();
    bounds.windows(2).map(|pair| (pair[0], pair[1], count(pair[0], pair[1]))).collect()
}

/// `number` writes the values of the axis.
#[must_use]
pub fn histogram(
    texts: &Texts<'_>,
    values: &[f64],
    marks: &[Mark<'_>],
    number: &dyn Fn(f64) -> String,
    size: Size,
) -> String {
    let (name, class, width, figures) = match size {
        Size::Wide => ("wide", "chart chart-wide", 820.0, 190.0),
        Size::Narrow => ("narrow", "chart chart-narrow", 360.0, 170.0),
    };
    let classes = classes(values);
    let heading = texts.heading.map_or(Vec::new(), |text| HEADING.wrap(text, width - 16.0));
    let caption = texts.caption.map_or(Vec::new(), |text| CAPTION.wrap(text, width - 16.0));
    let above = heading.len() as f64 * 25.0;
    let top = above + 14.0 + marks.len() as f64 * 20.0 + 16.0;
    let bottom = top + figures;
    let id = format!("{}-{name}", texts.id);
    let frame = Frame {
        id: &id,
        class,
        title: texts.title,
        desc: texts.desc,
        width,
        height: bottom + 28.0 + caption.len() as f64 * 16.0,
    };
    draw(&frame, |pen| {
        for (row, text) in heading.iter().enumerate() {
            pen.text(text, (8.0, 16.0 + row as f64 * 25.0), HEADING, Anchor::Start, Role::Heading);
        }
        for (row, text) in caption.iter().enumerate() {
            pen.text(text, (8.0, bottom + 38.0 + row as f64 * 16.0), CAPTION, Anchor::Start, Role::Note);
        }
        let (Some((first, ..)), Some((_, last, _))) = (classes.first(), classes.last()) else {
            pen.text(texts.empty, (width / 2.0, (top + bottom) / 2.0), LABEL, Anchor::Middle, Role::Note);
            return;
        };
        let (left, right) = (16.0, width - 16.0);
        let x = |value: f64| left + (value - first) / (last - first) * (right - left);
        let most = classes.iter().map(|(.., count)| *count).max().unwrap_or(1).max(1) as f64;
        for (from, to, count) in classes.iter().filter(|(.., count)| *count > 0) {
            let height = *count as f64 / most * figures;
            pen.rect((x(*from) + 1.5, bottom - height), (x(*to) - x(*from) - 3.0, height), Role::Bar);
            let at = ((x(*from) + x(*to)) / 2.0, bottom - height - 10.0);
            pen.text(&count.to_string(), at, COUNT, Anchor::Middle, Role::Label);
        }
        pen.path(&[(left, bottom), (right, bottom)], 1.0, Role::Tick);
        let bounds: Vec<f64> = classes.iter().map(|(from, ..)| *from).chain([*last]).collect();
        for bound in shown_ticks(&bounds, number, right - left) {
            pen.text(&number(bound), (x(bound), bottom + 15.0), LABEL, Anchor::Middle, Role::Axis);
        }
        for (place, mark) in marks.iter().enumerate().filter(|(_, mark)| mark.value.is_finite()) {
            let at = x(mark.value.clamp(*first, *last));
            let y = above + 12.0 + place as f64 * 20.0;
            let (line, text) =
                if mark.is_whole { (Role::Reference, Role::GoalText) } else { (Role::Marked, Role::Label) };
            pen.rect((at - 2.5, y + 10.0), (5.0, bottom - y - 10.0), Role::Mask); // seen on the bars as beside them
            pen.rect((at - 1.0, y + 10.0), (2.0, bottom - y - 10.0), line);
            let half = COUNT.width(mark.text) / 2.0;
            pen.text(mark.text, (at.clamp(half + 8.0, width - 8.0 - half), y), COUNT, Anchor::Middle, text);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    const TEXTS: Texts<'_> = Texts {
        id: "spread",
        title: "La moitié des départements entre 4 et 6",
        desc: "Départements par valeur",
        empty: "Aucune donnée",
        heading: None,
        caption: None,
    };

    fn number(value: f64) -> String {
        format!("{value:.0}")
    }

    #[test]
    fn draws_a_bar_for_each_class_and_the_marks_above_them() {
        let values = [1.0, 2.5, 2.9, 4.0, 4.0, 7.0, f64::NAN];
        let marks = [
            Mark { value: 3.2, text: "France : 3,2", is_whole: true },
            Mark { value: 7.0, text: "Ain : 7,0", is_whole: false },
        ];
        insta::assert_snapshot!(histogram(&TEXTS, &values, &marks, &number, Size::Wide));
        assert_sound(&histogram(&TEXTS, &values, &marks, &number, Size::Narrow));
    }

    #[test]
    fn counts_every_value_once() {
        let values: Vec<f64> = (0..101).map(|n| f64::from(n * n % 37) / 3.0).collect();
        assert_eq!(classes(&values).iter().map(|(.., count)| count).sum::<usize>(), 101);
        assert_eq!(classes(&[0.0; 5]).iter().map(|(.., count)| count).sum::<usize>(), 5);
    }

    #[test]
    fn says_so_when_there_is_nothing_to_draw() {
        let svg = histogram(&TEXTS, &[], &[], &number, Size::Narrow);
        assert_sound(&svg);
        assert!(svg.contains(">Aucune donnée</text>"));
    }
}
