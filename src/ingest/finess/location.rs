//! From what FINESS calls coordinates to a point, or to none.

use crate::domain::establishment::{Location, Quality};
use crate::domain::geography::is_near;
use crate::domain::geography::projection::Projection;

/// Easting and northing of a `geolocalisation` line; 0 means none.
pub(super) fn projected(x: f64, y: f64, projection: Projection, department: &str) -> Option<Location> {
    if x == 0.0 || y == 0.0 || !x.is_finite() || !y.is_finite() {
        return None;
    }
    let (longitude, latitude) = projection.unproject(x, y);
    point(longitude, latitude, department)
}

/// FINESS+ has put longitude, latitude, easting and northing under each other's names, in two ways. The values
/// tell: up to 180 are degrees, larger are metres, and the department says which is which.
pub(super) fn by_value(pairs: [Option<(f64, f64)>; 2], department: &str) -> Option<Location> {
    let degrees = |(a, b): &(f64, f64)| a.abs() <= 180.0 && b.abs() <= 180.0;
    let given = || pairs.iter().flatten().filter(|(a, b)| *a != 0.0 && *b != 0.0);
    let angles = given().filter(|pair| degrees(pair)).flat_map(|&(a, b)| [(a, b), (b, a)]);
    let projection = Projection::of_department(department);
    let metres = given().filter(|pair| !degrees(pair)).flat_map(|&(a, b)| {
        let unproject = move |(x, y)| projection.map(|projection| projection.unproject(x, y));
        [unproject((a, b)), unproject((b, a))].into_iter().flatten()
    });
    let candidates: Vec<Location> = angles
        .chain(metres)
        .filter_map(|(longitude, latitude)| point(longitude, latitude, department))
        .collect();
    candidates.iter().find(|location| location.quality == Quality::Good).or(candidates.first()).copied()
}

fn point(longitude: f64, latitude: f64, department: &str) -> Option<Location> {
    // A millionth of a degree is a tenth of a metre, more than FINESS knows.
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    let is_on_earth = longitude.abs() <= 180.0 && latitude.abs() <= 90.0;
    let quality = if is_near(department, longitude, latitude) { Quality::Good } else { Quality::Doubtful };
    is_on_earth.then(|| Location { longitude: round(longitude), latitude: round(latitude), quality })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts_of_finess_plus_give_the_same_point() {
        // The sample file: northing and easting in X and Y, degrees where they belong.
        let sample = by_value([Some((6_862_035.26, 652_469.02)), Some((2.3522, 48.8566))], "75").unwrap();
        // Since September 2026: degrees in X and Y, northing and easting as latitude and longitude.
        let autumn = by_value([Some((2.3522, 48.8566)), Some((652_469.02, 6_862_035.26))], "75").unwrap();
        let metres_only = by_value([Some((6_862_035.26, 652_469.02)), None], "75").unwrap();
        for location in [sample, autumn, metres_only] {
            assert!((location.longitude - 2.3522).abs() < 1e-6 && (location.latitude - 48.8566).abs() < 1e-6);
            assert_eq!(location.quality, Quality::Good);
        }
    }

    #[test]
    fn the_department_tells_longitude_from_latitude() {
        let location = by_value([Some((-20.9, 55.45)), None], "974").unwrap();
        assert_eq!((location.longitude, location.latitude), (55.45, -20.9));
        let guyane = by_value([Some((545_073.72, 352_535.04)), None], "973").unwrap();
        assert!((guyane.longitude + 52.33).abs() < 1e-6 && (guyane.latitude - 4.93).abs() < 1e-6);
    }

    #[test]
    fn a_point_elsewhere_is_kept_as_doubtful() {
        let location = by_value([Some((5.2, 46.2)), None], "75").unwrap();
        assert_eq!(location.quality, Quality::Doubtful);
        assert_eq!(by_value([None, Some((0.0, 0.0))], "75"), None);
    }
}
