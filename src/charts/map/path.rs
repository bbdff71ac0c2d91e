//! Points as the shortest path: whole numbers of a fine grid, each step from the point before.

use std::fmt::Write as _;

/// Steps of the grid in a unit: what is lost is a tenth of a unit.
pub(super) const GRID: f64 = 5.0;

type Spot = (f64, f64);

pub(super) fn closed(rings: &[Vec<Spot>]) -> String {
    rings.iter().map(|ring| line(ring) + "z").collect()
}

pub(super) fn line(spots: &[Spot]) -> String {
    let on_grid = |(x, y): Spot| ((x * GRID).round() as i64, (y * GRID).round() as i64);
    let mut d = String::new();
    let mut spots = spots.iter().copied().map(on_grid);
    let Some(mut at) = spots.next() else { return d };
    write!(d, "M{} {}l", at.0, at.1).ok();
    for spot in spots {
        for step in [spot.0 - at.0, spot.1 - at.1] {
            if step >= 0 && !d.ends_with('l') {
                d.push(' '); // a minus parts numbers as well
            }
            write!(d, "{step}").ok();
        }
        at = spot;
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_from_point_to_point_without_drifting() {
        let ring = vec![(0.1, 0.0), (1.0, 0.0), (1.0, 1.04), (0.0, -1.0)];
        assert_eq!(line(&ring), "M1 0l4 0 0 5-5-10");
        assert_eq!(closed(&[ring, vec![(2.0, 2.0), (3.0, 2.0)]]), "M1 0l4 0 0 5-5-10zM10 10l5 0z");
        assert_eq!(line(&[]), "");
    }
}
