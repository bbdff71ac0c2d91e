//! `A = L L'` of a symmetric positive definite matrix of some tens of rows, and what is solved with it.

/// The lower triangle `L`, row after row; above it nothing is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Cholesky {
    size: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// Of the matrix whose lower triangle is given; nothing when it is not positive definite.
    #[must_use]
    pub fn of(mut lower: Vec<f64>, size: usize) -> Option<Self> {
        for i in 0..size {
            for j in 0..=i {
                let (row, above) = (&lower[i * size..][..j], &lower[j * size..][..j]);
                let sum: f64 = row.iter().zip(above).map(|(a, b)| a * b).sum();
                let left = lower[i * size + j] - sum;
                if i > j {
                    lower[i * size + j] = left / lower[j * size + j];
                } else if left > 0.0 {
                    lower[i * size + i] = left.sqrt();
                } else {
                    return None;
                }
            }
        }
        Some(Self { size, lower })
    }

    /// `L z = b`.
    fn forward(&self, mut b: Vec<f64>) -> Vec<f64> {
        for i in 0..self.size {
            let row = &self.lower[i * self.size..][..=i];
            let sum: f64 = row[..i].iter().zip(&b).map(|(a, b)| a * b).sum();
            b[i] = (b[i] - sum) / row[i];
        }
        b
    }

    /// The solution of `A x = b`.
    #[must_use]
    pub fn solve(&self, b: Vec<f64>) -> Vec<f64> {
        let mut x = self.forward(b);
        for i in (0..self.size).rev() {
            x[i] /= self.lower[i * self.size + i];
            for j in 0..i {
                x[j] -= self.lower[i * self.size + j] * x[i];
            }
        }
        x
    }

    /// `b' A^-1 b`: the variance of `b' x` where `A^-1` is the covariance of `x`.
    #[must_use]
    pub fn variance(&self, b: &[f64]) -> f64 {
        self.forward(b.to_vec()).iter().map(|z| z * z).sum()
    }

    /// The logarithm of the determinant of `A`.
    #[must_use]
    pub fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size).map(|i| self.lower[i * self.size + i].ln()).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_what_it_was_made_of() {
        let matrix = [4.0, 0.0, 0.0, 2.0, 5.0, 0.0, -1.0, 0.5, 3.0];
        let cholesky = Cholesky::of(matrix.to_vec(), 3).unwrap();
        let x = cholesky.solve(vec![1.0, -2.0, 0.5]);
        let product = [
            4.0 * x[0] + 2.0 * x[1] - x[2],
            2.0 * x[0] + 5.0 * x[1] + 0.5 * x[2],
            -x[0] + 0.5 * x[1] + 3.0 * x[2],
        ];
        for (product, b) in product.iter().zip([1.0, -2.0, 0.5]) {
            assert!((product - b).abs() < 1e-12);
        }
        assert!((cholesky.log_determinant() - 40.0_f64.ln()).abs() < 1e-12);
        let variance: f64 =
            cholesky.solve(vec![1.0, 2.0, 3.0]).iter().zip([1.0, 2.0, 3.0]).map(|(a, b)| a * b).sum();
        assert!((cholesky.variance(&[1.0, 2.0, 3.0]) - variance).abs() < 1e-12);
    }

    #[test]
    fn refuses_what_is_not_positive_definite() {
        assert_eq!(Cholesky::of(vec![1.0, 0.0, 2.0, 1.0], 2), None);
        assert_eq!(Cholesky::of(vec![f64::NAN], 1), None);
    }
}
