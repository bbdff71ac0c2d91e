//! The small line of a tile or of a row, without axis: its shape is all it says.

use std::fmt::Write as _;

/// The `viewBox` is `0 0 84 22`.
const LEFT: f64 = 2.0;
const WIDTH: f64 = 78.0;
const TOP: f64 = 3.0;
const HEIGHT: f64 = 16.0;

/// What a template writes in `<path d>` and `<circle cx cy>`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spark {
    pub d: String,
    /// The last known value, to a tenth of a unit.
    pub end: Option<(f64, f64)>,
}

/// A gap (`None`, or no number) breaks the line; a value alone between two gaps stays, as a dot.
#[must_use]
pub fn spark(values: &[Option<f64>]) -> Spark {
    let known = |value: &Option<f64>| value.filter(|value| value.is_finite());
    let (least, most) = values
        .iter()
        .filter_map(known)
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)));
    let last = values.len().saturating_sub(1).max(1) as f64;

    let mut spark = Spark::default();
    let mut drawing = false;
    for (place, value) in values.iter().enumerate() {
        let Some(value) = known(value) else {
            drawing = false;
            continue;
        };
        let height = if most > least { (value - least) / (most - least) } else { 0.5 };
        // One value alone is the newest: it stands at the right.
        let along = if values.len() == 1 { 1.0 } else { place as f64 / last };
        let (x, y) = (tenth(LEFT + along * WIDTH), tenth(TOP + (1.0 - height) * HEIGHT));
        if drawing {
            write!(spark.d, "L{x:.1},{y:.1}").ok();
        } else if values.get(place + 1).is_some_and(|next| known(next).is_some()) {
            write!(spark.d, "M{x:.1},{y:.1}").ok();
        } else {
            write!(spark.d, "M{x:.1},{y:.1}h0").ok();
        }
        drawing = true;
        spark.end = Some((x, y));
    }
    spark
}

fn tenth(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn climbs_from_left_to_right() {
        let spark = spark(&[Some(1.0), Some(2.0), Some(3.0)]);
        assert_eq!(spark, Spark { d: "M2.0,19.0L41.0,11.0L80.0,3.0".to_owned(), end: Some((80.0, 3.0)) });
    }

    #[test]
    fn breaks_where_nothing_is_known() {
        let line = spark(&[Some(1.0), Some(1.0), None, Some(1.0), Some(f64::NAN)]);
        assert_eq!(line.d, "M2.0,11.0L21.5,11.0M60.5,11.0h0");
        assert_eq!(line.end, Some((60.5, 11.0)));
    }

    #[test]
    fn draws_nothing_of_nothing() {
        assert_eq!(spark(&[]), Spark::default());
        assert_eq!(spark(&[None, None]), Spark::default());
        assert_eq!(spark(&[Some(7.0)]).end, Some((80.0, 11.0)));
    }
}
