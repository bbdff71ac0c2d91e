//! Boxes and rings of points.

/// x and y in units of the sheet.
pub type Spot = (f64, f64);

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Extent {
    /// The smallest box that holds all the points; none without points.
    pub fn around(spots: impl IntoIterator<Item = Spot>) -> Option<Self> {
        spots.into_iter().fold(None, |extent: Option<Self>, (x, y)| match extent {
            None => Some(Self { left: x, top: y, right: x, bottom: y }),
            Some(extent) => Some(Self {
                left: extent.left.min(x),
                top: extent.top.min(y),
                right: extent.right.max(x),
                bottom: extent.bottom.max(y),
            }),
        })
    }

    #[must_use]
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    #[must_use]
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    #[must_use]
    pub fn contains(&self, (x, y): Spot) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Smaller by `margin` on each side; larger when it is below zero.
    #[must_use]
    pub fn shrunk(&self, margin: f64) -> Self {
        Self {
            left: self.left + margin,
            top: self.top + margin,
            right: self.right - margin,
            bottom: self.bottom - margin,
        }
    }

    /// Where a point of `shown` falls when that box is laid into this one: whole, centred, to one scale.
    #[must_use]
    pub fn fit(&self, shown: Self, (x, y): Spot) -> Spot {
        let scale = (self.width() / shown.width()).min(self.height() / shown.height());
        let middle = |low: f64, high: f64| (low + high) / 2.0;
        (
            middle(self.left, self.right) + (x - middle(shown.left, shown.right)) * scale,
            middle(self.top, self.bottom) + (y - middle(shown.top, shown.bottom)) * scale,
        )
    }
}

/// The sides of a ring, the closing one included.
pub(super) fn sides(ring: &[Spot]) -> impl Iterator<Item = (Spot, Spot)> {
    ring.iter().copied().zip(ring.iter().copied().cycle().skip(1))
}

/// Positive or negative with the sense of the ring.
pub(super) fn area(ring: &[Spot]) -> f64 {
    sides(ring).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
}

pub(super) fn centre(ring: &[Spot]) -> Spot {
    let (mut x, mut y) = (0.0, 0.0);
    for (a, b) in sides(ring) {
        let cross = a.0 * b.1 - b.0 * a.1;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
    }
    let six = 6.0 * area(ring);
    (x / six, y / six)
}

/// By the number of sides that a ray from the point to the right meets.
pub(super) fn holds(ring: &[Spot], (x, y): Spot) -> bool {
    let meets =
        |(a, b): &(Spot, Spot)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0;
    sides(ring).filter(meets).count() % 2 == 1
}
