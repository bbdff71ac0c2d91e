//! What one FINESS edition says of one establishment.

use chrono::NaiveDate;

use super::finess::{FinessNumber, Kind};

/// One establishment as one edition of FINESS describes it. Absent stays absent: never an empty text, never 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Establishment {
    pub finess: FinessNumber,
    pub legal_entity: Option<FinessNumber>,
    pub kind: Kind,
    pub name: String,
    pub complement: Option<String>,
    pub address: Option<String>,
    /// INSEE code of the department, `01` … `976`, `986`.
    pub department: String,
    /// INSEE code in today's geography; none when the edition's code is unknown.
    pub commune: Option<String>,
    pub siret: Option<String>,
    /// The opening date declared to FINESS; FINESS+ moved a third of them.
    pub opened_on: Option<NaiveDate>,
    /// Said by FINESS+ only; the CSV editions drop closed establishments instead.
    pub closed_on: Option<NaiveDate>,
    /// False when FINESS+ calls the establishment inactive (`etatObjet` "I").
    pub active: bool,
    pub location: Option<Location>,
    /// The main site, when this establishment is a secondary one (`roleEge`).
    pub main_site: Option<FinessNumber>,
}

/// A point in WGS84 degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    pub longitude: f64,
    pub latitude: f64,
    pub quality: Quality,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    Good,
    /// The point falls outside the surroundings of its department.
    Doubtful,
}

impl Location {
    /// Kilometres to another point as the crow flies: the great circle of a sphere of 6,371 km (haversine).
    #[must_use]
    pub fn kilometres_to(self, other: Self) -> f64 {
        let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
        let across = self.latitude.to_radians().cos() * other.latitude.to_radians().cos();
        let chord = half(self.latitude, other.latitude) + across * half(self.longitude, other.longitude);
        2.0 * 6371.0 * chord.sqrt().min(1.0).asin()
    }
}

impl Establishment {
    /// Where it stands, when that is beyond doubt.
    #[must_use]
    pub fn good_location(&self) -> Option<Location> {
        self.location.filter(|location| location.quality == Quality::Good)
    }

    /// Whether the edition of `snapshot` shows it open (architecture: "open at the end of a month").
    #[must_use]
    pub fn open_on(&self, snapshot: NaiveDate) -> bool {
        self.active && self.closed_on.is_none_or(|closed| closed > snapshot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_as_the_crow_flies() {
        let at = |longitude, latitude| Location { longitude, latitude, quality: Quality::Good };
        // Paris to Lyon: 392 km.
        let (paris, lyon) = (at(2.3522, 48.8566), at(4.8357, 45.764));
        assert!((paris.kilometres_to(lyon) - 391.5).abs() < 1.0);
        assert!(paris.kilometres_to(paris).abs() < 1e-9);
    }
}
