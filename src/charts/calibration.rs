//! Probabilities beside what happened: a dot for each group of rows, from the least probable to the most, with the interval
//! around it. Rare events need a logarithmic scale, or nine dots in ten would stand in a corner.

use super::canvas::{Anchor, Font, Frame, Pen, Role, draw};
use super::{Size, Texts};

#[derive(Clone, Copy, Debug)]
pub struct Group {
    pub predicted: f64,
    pub observed: f64,
    pub interval: (f64, f64),
}

#[derive(Clone, Copy, Debug)]
pub struct Axes<'a> {
    /// Below, and above on the left.
    pub predicted: &'a str,
    pub observed: &'a str,
    /// Of the diagonal, where both are the same.
    pub same: &'a str,
}

const AXIS: Font = Font { size: 14.0, bold: false };
const NAME: Font = Font { size: 15.0, bold: true };

/// From a round number to a round number, the same on both axes.
struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    /// None where no group can be drawn.
    fn of(groups: &[Group]) -> Option<Self> {
        let drawn = groups.iter().flat_map(|group| [group.predicted, group.observed]);
        let least = drawn.filter(|share| *share > 0.0 && share.is_finite()).fold(f64::INFINITY, f64::min);
        let highs = groups.iter().flat_map(|group| [group.predicted, group.interval.1]);
        let most = highs.filter(|share| share.is_finite()).fold(0.0, f64::max);
        let below = |share: f64| rounds().rev().find(|round| *round < share * 0.9);
        let above = |share: f64| rounds().find(|round| *round > share * 1.1);
        (least.is_finite() && most > 0.0).then_some(())?;
        Some(Self { least: below(least)?, most: above(most).unwrap_or(1.0) })
    }

    /// 0 at the least, 1 at the most; what is below stands at the edge.
    fn place(&self, share: f64) -> f64 {
        (share.max(self.least) / self.least).ln() / (self.most / self.least).ln()
    }
}

/// 1, 2 and 5 of each power of ten.
fn rounds() -> impl DoubleEndedIterator<Item = f64> {
    (-6..=0).flat_map(|power| [1.0, 2.0, 5.0].map(|digit| digit * 10_f64.powi(power)))
}

/// `number` writes the values of the axes.
#[must_use]
pub fn calibration(
    texts: &Texts<'_>,
    groups: &[Group],
    axes: &Axes<'_>,
    number: &dyn Fn(f64) -> String,
    size: Size,
) -> String {
    let (name, class, width, height) = match size {
        Size::Wide => ("wide", "chart chart-wide", 820.0, 400.0),
        Size::Narrow => ("narrow", "chart chart-narrow", 360.0, 330.0),
    };
    let id = format!("{}-{name}", texts.id);
    let frame = Frame { id: &id, class, title: texts.title, desc: texts.desc, width, height };
    draw(&frame, |pen| {
        let Some(scale) = Scale::of(groups) else {
            pen.text(texts.empty, (width / 2.0, height / 2.0), AXIS, Anchor::Middle, Role::Note);
            return;
        };
        let ticks: Vec<f64> =
            rounds().filter(|round| (scale.least * 0.99..=scale.most * 1.01).contains(round)).collect();
        let widest = ticks.iter().map(|tick| AXIS.width(&number(*tick))).fold(0.0, f64::max);
        let (left, right, top, bottom) = (widest + 20.0, width - 26.0, 40.0, height - 54.0);
        let x = |share: f64| left + scale.place(share) * (right - left);
        let y = |share: f64| bottom - scale.place(share) * (bottom - top);

        pen.text(axes.observed, (8.0, 14.0), NAME, Anchor::Start, Role::Axis);
        pen.text(axes.predicted, (right + 18.0, height - 12.0), NAME, Anchor::End, Role::Axis);
        for tick in apart(&ticks, |tick| -y(tick), 20.0) {
            pen.path(&[(left, y(tick)), (right, y(tick))], 1.0, Role::Grid);
            pen.text(&number(tick), (left - 10.0, y(tick)), AXIS, Anchor::End, Role::Axis);
        }
        for tick in apart(&ticks, x, widest + 14.0) {
            pen.path(&[(x(tick), bottom), (x(tick), bottom + 5.0)], 1.0, Role::Tick);
            pen.text(&number(tick), (x(tick), bottom + 18.0), AXIS, Anchor::Middle, Role::Axis);
        }
        pen.path(&[(left, bottom), (right, bottom)], 1.0, Role::Tick);
        pen.path(&[(left, bottom), (right, top)], 2.0, Role::Required);
        pen.text(axes.same, (right - 6.0, top - 14.0), AXIS, Anchor::End, Role::GoalText);
        for group in groups.iter().filter(|group| group.predicted > 0.0) {
            let ends = (y(group.interval.0), y(group.interval.1));
            dot(pen, (x(group.predicted), y(group.observed)), ends, group.observed > 0.0);
        }
    })
}

/// Where nothing happened the dot is empty: it stands at the edge for want of a logarithm.
fn dot(pen: &mut Pen<'_>, (x, y): (f64, f64), (low, high): (f64, f64), has_events: bool) {
    pen.path(&[(x, low), (x, high)], 2.4, Role::Whisker);
    pen.path(&[(x - 4.5, high), (x + 4.5, high)], 2.0, Role::Whisker);
    if has_events {
        pen.path(&[(x - 4.5, low), (x + 4.5, low)], 2.0, Role::Whisker);
    }
    pen.disc((x, y), 6.6, Role::Mask);
    if has_events { pen.disc((x, y), 5.2, Role::Point) } else { pen.ring((x, y), 5.0, 2.0, Role::Published) }
}

/// The values whose names stand apart; `place` grows with the value.
fn apart(ticks: &[f64], place: impl Fn(f64) -> f64, room: f64) -> Vec<f64> {
    let mut kept: Vec<f64> = Vec::new();
    for tick in ticks {
        if kept.last().is_none_or(|last| place(*tick) - place(*last) >= room) {
            kept.push(*tick);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    const TEXTS: Texts<'_> = Texts {
        id: "calibration",
        title: "Autant d’événements qu’annoncé",
        desc: "Part observée par dixième",
        empty: "Aucune donnée",
        heading: None,
        caption: None,
    };
    const AXES: Axes<'_> = Axes { predicted: "Annoncé", observed: "Observé", same: "Autant qu’annoncé" };

    fn number(value: f64) -> String {
        format!("{}\u{a0}%", value * 100.0)
    }

    #[test]
    fn draws_a_dot_for_each_group_and_an_empty_one_where_nothing_happened() {
        let group = |predicted, observed, low, high| Group { predicted, observed, interval: (low, high) };
        let groups =
            [group(0.002, 0.0, 0.0, 0.004), group(0.01, 0.012, 0.008, 0.018), group(0.09, 0.11, 0.09, 0.14)];
        insta::assert_snapshot!(calibration(&TEXTS, &groups, &AXES, &number, Size::Wide));
        assert_sound(&calibration(&TEXTS, &groups, &AXES, &number, Size::Narrow));
    }

    #[test]
    fn says_so_when_there_is_nothing_to_draw() {
        for groups in [&[][..], &[Group { predicted: 0.0, observed: 0.0, interval: (0.0, 1.0) }]] {
            let svg = calibration(&TEXTS, groups, &AXES, &number, Size::Narrow);
            assert_sound(&svg);
            assert!(svg.contains(">Aucune donnée</text>"));
        }
        let group = Group { predicted: f64::NAN, observed: f64::NAN, interval: (f64::NAN, f64::INFINITY) };
        assert_sound(&calibration(&TEXTS, &[group], &AXES, &number, Size::Wide));
    }
}
