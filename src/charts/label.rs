//! Labels that stand at the end of a line, and never on each other.

use super::Size;
use super::canvas::{Anchor, Font, Pen, Role, Spot};
use super::scale::Plot;

/// What is written at the last point of a series.
#[derive(Clone, Copy, Debug)]
pub(super) struct End<'a> {
    pub at: Spot,
    pub text: &'a str,
    /// A second line, where there is room for it.
    pub detail: &'a str,
    pub role: Role,
}

impl End<'_> {
    pub(super) fn width(&self, size: Size) -> f64 {
        let detail = if size == Size::Wide { DETAIL.width(self.detail) } else { 0.0 };
        TEXT.width(self.text).max(detail)
    }

    fn height(&self) -> f64 {
        if self.detail.is_empty() { 20.0 } else { 36.0 }
    }
}

const TEXT: Font = Font { size: 16.0, bold: true };
const DETAIL: Font = Font { size: 14.0, bold: false };
const NARROW: Font = Font { size: 16.0, bold: true };

/// In a margin at the right, each as near to its point as the others allow, with a thin line to it.
pub(super) fn in_margin(pen: &mut Pen<'_>, ends: &[End<'_>], plot: &Plot) {
    let mut ends: Vec<_> = ends.iter().collect();
    ends.sort_by(|a, b| a.at.1.total_cmp(&b.at.1));
    // The first line of a label is level with its point.
    let mut tops: Vec<f64> = ends.iter().map(|end| end.at.1 - 9.0).collect();
    spread(&mut tops, &ends.iter().map(|end| end.height()).collect::<Vec<_>>(), plot.bottom);

    let x = plot.right + 16.0;
    for (end, top) in ends.into_iter().zip(tops) {
        let middle = top + 9.0;
        if end.at.0 < plot.right - 4.0 || (middle - end.at.1).abs() > 4.0 {
            let elbow = (plot.right.max(end.at.0 + 7.0), end.at.1);
            pen.path(&[(end.at.0 + 7.0, end.at.1), elbow, (x - 4.0, middle)], 1.0, Role::Lead);
        }
        pen.text(end.text, (x, middle), TEXT, Anchor::Start, end.role);
        if !end.detail.is_empty() {
            pen.text(end.detail, (x, middle + 17.0), DETAIL, Anchor::Start, Role::Note);
        }
    }
}

/// Pushes tops (in ascending order) down until none overlaps the one before, then up from `floor`.
fn spread(tops: &mut [f64], heights: &[f64], floor: f64) {
    for i in 1..tops.len() {
        tops[i] = tops[i].max(tops[i - 1] + heights[i - 1]);
    }
    let mut limit = floor;
    for i in (0..tops.len()).rev() {
        tops[i] = tops[i].min(limit - heights[i]);
        limit = tops[i];
    }
}

/// Under the line, where it is a telephone: below all `spots` drawn over the width of the label.
pub(super) fn under(pen: &mut Pen<'_>, ends: &[End<'_>], spots: &[Spot], plot: &Plot) {
    let mut ends: Vec<_> = ends.iter().collect();
    ends.sort_by(|a, b| b.at.0.total_cmp(&a.at.0));
    let mut taken: Vec<(f64, f64)> = Vec::new(); // left end and lower edge of each label so far
    for end in ends {
        let width = NARROW.width(end.text);
        // The newest keeps to the edge, the others to their point: their thin lines pass beside.
        let right = if taken.is_empty() { plot.right + 12.0 } else { end.at.0 + 5.0 };
        let left = right - width;
        let lowest = spots
            .iter()
            .filter(|(x, _)| (left - 4.0..=right + 4.0).contains(x))
            .map(|(_, y)| *y)
            .fold(end.at.1, f64::max);
        let mut middle = lowest + 19.0;
        for (other_left, other_bottom) in &taken {
            if right + 6.0 > *other_left {
                middle = middle.max(other_bottom + 10.0);
            }
        }
        middle = middle.min(plot.bottom - 10.0);
        if middle - end.at.1 > 26.0 {
            pen.path(&[(end.at.0, end.at.1 + 7.0), (end.at.0, middle - 9.0)], 1.0, Role::Lead);
        }
        pen.text(end.text, (right, middle), NARROW, Anchor::End, end.role);
        taken.push((left, middle + 9.0));
    }
}

/// The goal is the highest point: its label stands over it.
pub(super) fn over(pen: &mut Pen<'_>, end: &End<'_>, plot: &Plot) {
    let x = (end.at.0 + NARROW.width(end.text) / 2.0).min(plot.right + 8.0);
    pen.text(end.text, (x, end.at.1 - 19.0), NARROW, Anchor::End, end.role);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_labels_apart_and_above_the_floor() {
        let mut tops = [10.0, 15.0, 90.0];
        spread(&mut tops, &[18.0, 18.0, 33.0], 100.0);
        assert_eq!(tops, [10.0, 28.0, 67.0]);
        spread(&mut tops, &[18.0, 18.0, 33.0], 80.0);
        assert_eq!(tops, [10.0, 28.0, 47.0]);
        spread(&mut [], &[], 0.0);
    }
}
