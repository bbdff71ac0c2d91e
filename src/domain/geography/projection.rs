//! The legal projections of France that FINESS uses, on GRS80, both ways.
//!
//! Lambert conformal conic with two parallels: IGN, NTG 71. Transverse Mercator: Krüger's series to the third
//! order in n (millimetres within a zone). EPSG definitions 2154, 2971-2975, 4467, 4471 and 4559.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4};

const A: f64 = 6_378_137.0;
const F: f64 = 1.0 / 298.257_222_101;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Projection {
    Lambert93,
    Utm { zone: u8, south: bool },
}

impl Projection {
    /// The projection FINESS uses in a department; none is known for Wallis-et-Futuna (986).
    #[must_use]
    pub fn of_department(code: &str) -> Option<Self> {
        match code {
            "971" | "972" | "977" | "978" => Some(Self::Utm { zone: 20, south: false }),
            "973" => Some(Self::Utm { zone: 22, south: false }),
            "974" => Some(Self::Utm { zone: 40, south: true }),
            "975" => Some(Self::Utm { zone: 21, south: false }),
            "976" => Some(Self::Utm { zone: 38, south: true }),
            _ if code.len() == 2 => Some(Self::Lambert93),
            _ => None,
        }
    }

    /// The last word of FINESS's `sourcecoordet`: `LAMBERT_93`, `UTM_N20`, `UTM_S40` …
    #[must_use]
    pub fn from_finess(name: &str) -> Option<Self> {
        if name == "LAMBERT_93" {
            return Some(Self::Lambert93);
        }
        let zone = name.strip_prefix("UTM_")?;
        let south = zone.starts_with('S');
        let zone = zone.strip_prefix(['N', 'S'])?.parse().ok()?;
        (1..=60).contains(&zone).then_some(Self::Utm { zone, south })
    }

    /// Degrees east and north to metres.
    #[must_use]
    pub fn project(self, longitude: f64, latitude: f64) -> (f64, f64) {
        let (lambda, phi) = (longitude.to_radians(), latitude.to_radians());
        match self {
            Self::Lambert93 => {
                let cone = Cone::lambert_93();
                let rho = cone.rho(phi);
                let theta = cone.n * (lambda - 3f64.to_radians());
                (700_000.0 + rho * theta.sin(), 6_600_000.0 + cone.rho0 - rho * theta.cos())
            }
            Self::Utm { zone, south } => utm(zone, south, lambda, phi),
        }
    }

    /// Metres to degrees east and north.
    #[must_use]
    pub fn unproject(self, x: f64, y: f64) -> (f64, f64) {
        let (lambda, phi) = match self {
            Self::Lambert93 => {
                let cone = Cone::lambert_93();
                let (dx, dy) = (x - 700_000.0, cone.rho0 - (y - 6_600_000.0));
                let isometric = (cone.c / dx.hypot(dy)).ln() / cone.n;
                (dx.atan2(dy) / cone.n + 3f64.to_radians(), latitude_of(isometric))
            }
            Self::Utm { zone, south } => inverse_utm(zone, south, x, y),
        };
        (lambda.to_degrees(), phi.to_degrees())
    }
}

/// Mercator's projection, degrees east and north to degrees of the equator: the drawing of the metropole uses it.
#[must_use]
pub fn mercator(longitude: f64, latitude: f64) -> (f64, f64) {
    (longitude, isometric(latitude.to_radians()).to_degrees())
}

fn eccentricity() -> f64 {
    (F * (2.0 - F)).sqrt()
}

/// Isometric latitude on the ellipsoid.
fn isometric(phi: f64) -> f64 {
    let e = eccentricity();
    (phi / 2.0 + FRAC_PI_4).tan().ln() - e * (e * phi.sin()).atanh()
}

/// Inverse of [`isometric`] by fixed point; the eccentricity is small, five rounds reach machine precision.
fn latitude_of(isometric: f64) -> f64 {
    let e = eccentricity();
    (0..10).fold(2.0 * isometric.exp().atan() - FRAC_PI_2, |phi, _| {
        2.0 * (isometric + e * (e * phi.sin()).atanh()).exp().atan() - FRAC_PI_2
    })
}

struct Cone {
    n: f64,
    c: f64,
    rho0: f64,
}

impl Cone {
    fn lambert_93() -> Self {
        let [phi0, phi1, phi2] = [46.5f64, 44.0, 49.0].map(f64::to_radians);
        // Radius of the parallel on the ellipsoid.
        let radius = |phi: f64| {
            let e2 = F * (2.0 - F);
            A * phi.cos() / (1.0 - e2 * phi.sin().powi(2)).sqrt()
        };
        let n = (radius(phi1) / radius(phi2)).ln() / (isometric(phi2) - isometric(phi1));
        let c = radius(phi1) * (n * isometric(phi1)).exp() / n;
        Self { n, c, rho0: c * (-n * isometric(phi0)).exp() }
    }

    fn rho(&self, phi: f64) -> f64 {
        self.c * (-self.n * isometric(phi)).exp()
    }
}

const SCALE: f64 = 0.9996;

/// Third flattening, rectifying radius.
fn rectifying() -> (f64, f64) {
    let n = F / (2.0 - F);
    (n, A / (1.0 + n) * (1.0 + n * n / 4.0 + n.powi(4) / 64.0))
}

fn central_meridian(zone: u8) -> f64 {
    (f64::from(zone) * 6.0 - 183.0).to_radians()
}

fn false_northing(south: bool) -> f64 {
    if south { 10_000_000.0 } else { 0.0 }
}

fn utm(zone: u8, south: bool, lambda: f64, phi: f64) -> (f64, f64) {
    let (n, radius) = rectifying();
    let t = isometric(phi).sinh();
    let d = lambda - central_meridian(zone);
    let (xi, eta) = (t.atan2(d.cos()), (d.sin() / t.hypot(d.cos())).asinh());
    let alpha = [
        n / 2.0 - 2.0 / 3.0 * n * n + 5.0 / 16.0 * n.powi(3),
        13.0 / 48.0 * n * n - 3.0 / 5.0 * n.powi(3),
        61.0 / 240.0 * n.powi(3),
    ];
    let (mut x, mut y) = (eta, xi);
    for (j, a) in (1..).zip(alpha) {
        let j = 2.0 * f64::from(j);
        x += a * (j * xi).cos() * (j * eta).sinh();
        y += a * (j * xi).sin() * (j * eta).cosh();
    }
    (500_000.0 + SCALE * radius * x, false_northing(south) + SCALE * radius * y)
}

fn inverse_utm(zone: u8, south: bool, x: f64, y: f64) -> (f64, f64) {
    let (n, radius) = rectifying();
    let xi = (y - false_northing(south)) / (SCALE * radius);
    let eta = (x - 500_000.0) / (SCALE * radius);
    let beta = [
        n / 2.0 - 2.0 / 3.0 * n * n + 37.0 / 96.0 * n.powi(3),
        n * n / 48.0 + n.powi(3) / 15.0,
        17.0 / 480.0 * n.powi(3),
    ];
    let (mut xi0, mut eta0) = (xi, eta);
    for (j, b) in (1..).zip(beta) {
        let j = 2.0 * f64::from(j);
        xi0 -= b * (j * xi).sin() * (j * eta).cosh();
        eta0 -= b * (j * xi).cos() * (j * eta).sinh();
    }
    let conformal = (xi0.sin() / eta0.cosh()).asin();
    let phi = latitude_of((conformal / 2.0 + FRAC_PI_4).tan().ln());
    (central_meridian(zone) + eta0.sinh().atan2(xi0.cos()), phi)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Check points of the EPSG definitions: longitude, latitude, x, y.
    const POINTS: [(&str, f64, f64, f64, f64); 6] = [
        ("LAMBERT_93", 2.3522, 48.8566, 652_469.02, 6_862_035.26),
        ("UTM_N20", -61.0, 14.6, 715_447.88, 1_615_033.12),
        ("UTM_S40", 55.45, -20.9, 338_788.53, 7_688_141.54),
        ("UTM_N22", -52.33, 4.93, 352_535.04, 545_073.72),
        ("UTM_S38", 45.23, -12.78, 524_963.36, 8_587_181.96),
        ("UTM_N21", -56.18, 46.78, 562_596.27, 5_181_043.21),
    ];

    #[test]
    fn meets_the_published_check_points_to_the_centimetre() {
        for (name, longitude, latitude, x, y) in POINTS {
            let projection = Projection::from_finess(name).unwrap();
            let (px, py) = projection.project(longitude, latitude);
            assert!((px - x).abs() < 0.006 && (py - y).abs() < 0.006, "{name}: {px:.3} {py:.3}");
        }
    }

    #[test]
    fn comes_back_from_metres_to_degrees() {
        for (name, longitude, latitude, x, y) in POINTS {
            let (lon, lat) = Projection::from_finess(name).unwrap().unproject(x, y);
            assert!((lon - longitude).abs() < 1e-7 && (lat - latitude).abs() < 1e-7, "{name}: {lon} {lat}");
        }
    }
}
