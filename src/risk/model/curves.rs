//! Features whose effect need not be a straight line: at a few knots the slope may change. Each change is small unless the
//! labels insist, so that what few labels leave is the straight line of the experts. Effects still add up.

use super::design::Design;

/// Knots stand at these quantiles of the training rows.
const QUANTILES: [f64; 5] = [0.05, 0.2, 0.5, 0.8, 0.95];

/// Columns of a design, each with a value below which its slope may differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    knots: Vec<(usize, f64)>,
}

impl Curves {
    /// Of some columns of the training rows. A knot at an end of the values would change nothing, and is left out.
    #[must_use]
    pub fn of(design: &Design, columns: impl Iterator<Item = usize>) -> Self {
        let knots = columns.flat_map(|column| {
            let mut values: Vec<f64> = (0..design.rows()).map(|row| design.row(row)[column]).collect();
            values.sort_by(f64::total_cmp);
            let mut knots = QUANTILES.map(|share| quantile(&values, share)).to_vec();
            knots.dedup();
            let (first, last) = (values.first().copied(), values.last().copied());
            knots.retain(|knot| first < Some(*knot) && Some(*knot) < last);
            knots.into_iter().map(move |knot| (column, knot))
        });
        Self { knots: knots.collect() }
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.knots.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.knots.is_empty()
    }

    /// The columns of the design, then one for each knot: how far the value falls short of it.
    #[must_use]
    pub fn bend(&self, design: &Design) -> Design {
        let mut bent = Design::new(design.rows(), design.columns() + self.len());
        let column = |column: usize| (0..design.rows()).map(move |row| design.row(row)[column]);
        for at in 0..design.columns() {
            bent.set(at, column(at));
        }
        for (at, (of, knot)) in self.knots.iter().enumerate() {
            bent.set(design.columns() + at, column(*of).map(|value| (value - knot).min(0.0)));
        }
        bent
    }
}

/// Of sorted values, between two of them in proportion; `NaN` of none.
fn quantile(values: &[f64], share: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return f64::NAN };
    let at = share * last as f64;
    let (below, above) = (values[at.floor() as usize], values[at.ceil() as usize]);
    below + (above - below) * at.fract()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_knot_adds_what_falls_short_of_it() {
        let mut design = Design::new(11, 3);
        design.set(0, (0..11).map(|_| 1.0));
        design.set(1, (0..11).map(f64::from));
        design.set(2, (0..11).map(|row| if row == 0 { 5.0 } else { 0.0 }));
        let curves = Curves::of(&design, 1..3);
        // Of the third column every knot is its least value, or its greatest.
        assert_eq!(curves.knots, [(1, 0.5), (1, 2.0), (1, 5.0), (1, 8.0), (1, 9.5), (2, 2.5)]);
        let bent = curves.bend(&design);
        assert_eq!(bent.row(4)[..9], [1.0, 4.0, 0.0, 0.0, 0.0, -1.0, -4.0, -5.5, -2.5]);
        assert!(Curves::of(&Design::new(0, 2), 1..2).is_empty());
    }
}
