//! The design matrix, row after row in one piece of memory, and the three products that a logistic fit asks of it.

/// Columns are padded with zeros to whole blocks of so many, which the symmetric product is computed in.
const BLOCK: usize = 4;

/// Rows whose scaled copy stays in the nearest cache during the symmetric product.
const STRIP: usize = 64;

/// Rows × columns, and ways to group the rows (by region, by area): a group's effect is a further column that is 1 on its
/// rows and 0 elsewhere, and is never written out.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    rows: usize,
    columns: usize,
    stride: usize,
    values: Vec<f64>,
    groups: Vec<Groups>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// For each row, its group, below `count`.
    pub of: Vec<u32>,
    pub count: usize,
}

impl Design {
    #[must_use]
    pub fn new(rows: usize, columns: usize) -> Self {
        let stride = columns.next_multiple_of(BLOCK);
        Self { rows, columns, stride, values: vec![0.0; rows * stride], groups: Vec::new() }
    }

    #[must_use]
    pub fn grouped(mut self, groups: Groups) -> Self {
        assert_eq!(groups.of.len(), self.rows, "each row has its group");
        self.groups.push(groups);
        self
    }

    pub fn set(&mut self, column: usize, values: impl Iterator<Item = f64>) {
        for (row, value) in values.enumerate() {
            self.values[row * self.stride + column] = value;
        }
    }

    /// The columns of a row, then zeros up to a whole block.
    #[must_use]
    pub fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.stride..][..self.stride]
    }

    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns, then groups of each way: what a coefficient is fitted for.
    #[must_use]
    pub fn width(&self) -> usize {
        self.columns + self.groups.iter().map(|groups| groups.count).sum::<usize>()
    }

    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Each way to group, with the place of its first coefficient.
    fn ways(&self) -> impl Iterator<Item = (usize, &Groups)> {
        self.groups.iter().scan(self.columns, |next, groups| {
            let first = *next;
            *next += groups.count;
            Some((first, groups))
        })
    }

    /// Places of the coefficients of the groups of a row.
    pub fn groups(&self, row: usize) -> impl Iterator<Item = usize> {
        self.ways().map(move |(first, groups)| first + groups.of[row] as usize)
    }

    /// `X beta`.
    #[must_use]
    pub fn scores(&self, beta: &[f64]) -> Vec<f64> {
        let mut padded = vec![0.0; self.stride];
        padded[..self.columns].copy_from_slice(&beta[..self.columns]);
        let mut scores: Vec<f64> =
            self.values.chunks_exact(self.stride).map(|row| dot(row, &padded)).collect();
        for (first, groups) in self.ways() {
            for (score, group) in scores.iter_mut().zip(&groups.of) {
                *score += beta[first + *group as usize];
            }
        }
        scores
    }

    /// `X' r`.
    #[must_use]
    pub fn gradient(&self, residuals: &[f64]) -> Vec<f64> {
        let mut gradient = vec![0.0; self.stride];
        for (row, residual) in self.values.chunks_exact(self.stride).zip(residuals) {
            for (sum, value) in gradient.iter_mut().zip(row) {
                *sum += residual * value;
            }
        }
        gradient.truncate(self.columns);
        gradient.resize(self.width(), 0.0);
        for (first, groups) in self.ways() {
            for (group, residual) in groups.of.iter().zip(residuals) {
                gradient[first + *group as usize] += residual;
            }
        }
        gradient
    }

    /// The lower triangle of `X' W X` for weights `w`, `width` × `width`, row after row.
    #[must_use]
    pub fn curvature(&self, w: &[f64]) -> Vec<f64> {
        let mut square = vec![0.0; self.stride * self.stride];
        let mut scaled = vec![0.0; STRIP * self.stride];
        for (strip, weights) in self.values.chunks(STRIP * self.stride).zip(w.chunks(STRIP)) {
            let scaled = &mut scaled[..strip.len()];
            let rows = scaled.chunks_exact_mut(self.stride).zip(strip.chunks_exact(self.stride));
            for ((into, row), weight) in rows.zip(weights) {
                for (into, value) in into.iter_mut().zip(row) {
                    *into = weight * value;
                }
            }
            self.add_products(&mut square, scaled, strip);
        }
        let width = self.width();
        let mut lower = vec![0.0; width * width];
        for i in 0..self.columns {
            lower[i * width..][..=i].copy_from_slice(&square[i * self.stride..][..=i]);
        }
        for (way, (first, groups)) in self.ways().enumerate() {
            for (row, (group, weight)) in groups.of.iter().zip(w).enumerate() {
                let at = (first + *group as usize) * width;
                for (sum, value) in lower[at..][..self.columns].iter_mut().zip(self.row(row)) {
                    *sum += weight * value;
                }
                for other in self.groups(row).take(way + 1) {
                    lower[at + other] += weight;
                }
            }
        }
        lower
    }

    /// Adds `scaled' strip` to the lower triangle of a square, block by block: sixteen sums stay in registers while the
    /// rows of the strip go by.
    fn add_products(&self, square: &mut [f64], scaled: &[f64], strip: &[f64]) {
        for i in (0..self.stride).step_by(BLOCK) {
            for j in (0..=i).step_by(BLOCK) {
                let mut sums = [[0.0; BLOCK]; BLOCK];
                let rows = scaled.chunks_exact(self.stride).zip(strip.chunks_exact(self.stride));
                for (left, right) in rows {
                    let (Some(left), Some(right)) =
                        (left[i..].first_chunk::<BLOCK>(), right[j..].first_chunk::<BLOCK>())
                    else {
                        continue;
                    };
                    for (sums, left) in sums.iter_mut().zip(left) {
                        for (sum, right) in sums.iter_mut().zip(right) {
                            *sum += left * right;
                        }
                    }
                }
                for (k, sums) in sums.iter().enumerate() {
                    let into = &mut square[(i + k) * self.stride + j..][..BLOCK];
                    for (into, sum) in into.iter_mut().zip(sums) {
                        *into += sum;
                    }
                }
            }
        }
    }
}

/// Of two rows of whole blocks, in four sums that do not wait for each other.
fn dot(left: &[f64], right: &[f64]) -> f64 {
    let mut sums = [0.0; BLOCK];
    for (left, right) in left.as_chunks::<BLOCK>().0.iter().zip(right.as_chunks::<BLOCK>().0) {
        for (sum, (left, right)) in sums.iter_mut().zip(left.iter().zip(right)) {
            *sum += left * right;
        }
    }
    sums.iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn groups_are_columns_that_are_not_written_out(
            rows in proptest::collection::vec((proptest::array::uniform5(-3.0..3.0), 0_u32..3, 0.1..1.0), 1..150),
            beta in proptest::array::uniform10(-1.0..1.0),
        ) {
            let mut short = Design::new(rows.len(), 5);
            let mut long = Design::new(rows.len(), 10);
            for column in 0..5 {
                short.set(column, rows.iter().map(|(x, _, _)| x[column]));
                long.set(column, rows.iter().map(|(x, _, _)| x[column]));
            }
            for group in 0..3 {
                long.set(5 + group, rows.iter().map(|(_, g, _)| f64::from(u8::from(*g as usize == group))));
            }
            // A second way: even rows and odd ones.
            for group in 0..2 {
                long.set(8 + group, (0..rows.len()).map(|row| f64::from(u8::from(row % 2 == group))));
            }
            let of = (0..rows.len() as u32).map(|row| row % 2).collect();
            let short = short.grouped(Groups { of: rows.iter().map(|(_, g, _)| *g).collect(), count: 3 }).grouped(Groups { of, count: 2 });
            let w: Vec<f64> = rows.iter().map(|(_, _, w)| *w).collect();
            let near = |a: Vec<f64>, b: Vec<f64>| {
                a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() < 1e-9)
            };
            proptest::prop_assert!(near(short.scores(&beta), long.scores(&beta)));
            proptest::prop_assert!(near(short.gradient(&w), long.gradient(&w)));
            proptest::prop_assert!(near(short.curvature(&w), long.curvature(&w)));
        }
    }

    #[test]
    fn the_symmetric_product_is_the_sum_over_the_rows() {
        let mut design = Design::new(130, 6);
        for column in 0..6 {
            design.set(column, (0..130).map(|row| f64::from((row * (column as i32 + 3)) % 17) - 8.0));
        }
        let w: Vec<f64> = (0..130).map(|row| 1.0 / f64::from(row + 1)).collect();
        let square = design.curvature(&w);
        for i in 0..6 {
            for j in 0..=i {
                let sum: f64 = (0..130).map(|row| w[row] * design.row(row)[i] * design.row(row)[j]).sum();
                assert!((square[i * 6 + j] - sum).abs() < 1e-9);
            }
        }
    }
}
