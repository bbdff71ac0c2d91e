//! The drawing of the 101 departments on one sheet: the metropole, five boxes for those overseas, and a box that
//! shows Paris and its inner ring larger. Units of the sheet, from the top left; y grows downwards.
//!
//! The metropole keeps the units of its drawing: about 1.8 km each at 48° north, 2 km at 43°.

mod border;
mod extent;

use std::sync::LazyLock;

use super::projection::mercator;
use super::surroundings::is_near;
use super::{france, table};

pub use extent::{Extent, Spot};

/// The departments of the sheet, in the order of their codes; what each is drawn with, and where.
#[derive(Debug)]
pub struct Sheet {
    pub outlines: Vec<Outline>,
    /// Between departments of different regions, as lines of points.
    pub region_borders: Vec<Vec<Spot>>,
    /// The boxes overseas, from west to east, then the one of Paris.
    pub insets: Vec<Inset>,
    /// Paris and its ring once more, in their box: the same departments as in the drawing of the metropole.
    pub enlarged: Vec<Outline>,
}

#[derive(Clone, Debug)]
pub struct Outline {
    pub department: &'static str,
    /// Closed, the first point not repeated; the largest first. A ring within another is a hole or an enclave.
    pub rings: Vec<Vec<Spot>>,
}

/// A box of the sheet that is not to the scale of the rest.
#[derive(Debug)]
pub struct Inset {
    pub departments: &'static [&'static str],
    pub frame: Extent,
}

/// The whole sheet.
pub const SHEET: Extent = Extent { left: 0.0, top: 0.0, right: 614.0, bottom: 646.0 };

/// Height left free for a name at the top of a box, and the margin on its other sides.
pub const INSET_NAME: f64 = 18.0;
const INSET_MARGIN: f64 = 7.0;

const INNER_RING: &[&str] = &["75", "92", "93", "94"];
const INNER_RING_FRAME: Extent = Extent { left: 0.0, top: 404.0, right: 126.0, bottom: 534.0 };

/// West, south, east and north in degrees of what each box overseas shows.
const OVERSEAS: [(&[&str], [f64; 4]); 5] = [
    (&["971"], [-61.82, 15.82, -60.99, 16.52]),
    (&["972"], [-61.24, 14.38, -60.8, 14.89]),
    (&["973"], [-54.62, 2.1, -51.62, 5.78]),
    (&["974"], [55.2, -21.4, 55.85, -20.86]),
    (&["976"], [45.03, -13.01, 45.3, -12.63]),
];

static FRANCE: LazyLock<Sheet> = LazyLock::new(Sheet::load);

/// The sheet of the vintage, laid out once.
#[must_use]
pub fn sheet() -> &'static Sheet {
    &FRANCE
}

/// Where a point in degrees east and north falls on the drawing of its department, to about a unit; none when it is
/// not in the surroundings of the department, or the department is not on the sheet.
#[must_use]
pub fn place(department: &str, longitude: f64, latitude: f64) -> Option<Spot> {
    if !is_near(department, longitude, latitude) {
        return None;
    }
    if let Some(number) = OVERSEAS.iter().position(|(codes, _)| codes.contains(&department)) {
        return Some(overseas(number, longitude, latitude));
    }
    (department.len() == 2).then(|| metropole(longitude, latitude))
}

/// The box around the drawings of these departments; none when none of them is on the sheet.
#[must_use]
pub fn extent(departments: &[&str]) -> Option<Extent> {
    let outlines = sheet().outlines.iter().filter(|outline| departments.contains(&outline.department));
    Extent::around(outlines.flat_map(|outline| outline.rings.iter().flatten().copied()))
}

impl Sheet {
    fn load() -> Self {
        let metropole = table(include_str!(concat!(env!("OUT_DIR"), "/metropole.tsv")));
        let degrees = table(include_str!(concat!(env!("OUT_DIR"), "/overseas.tsv")));
        let mut outlines: Vec<Outline> = Vec::new();
        let mut add = |department, ring| match outlines.iter_mut().find(|o| o.department == department) {
            Some(outline) => outline.rings.push(ring),
            None => outlines.push(Outline { department, rings: vec![ring] }),
        };
        for [department, ring] in metropole {
            add(department, spots(ring));
        }
        for [department, ring] in degrees {
            if let Some(number) = OVERSEAS.iter().position(|(codes, _)| codes.contains(&department)) {
                add(department, spots(ring).into_iter().map(|(x, y)| overseas(number, x, y)).collect());
            }
        }
        for outline in &mut outlines {
            outline.rings.sort_by(|a, b| extent::area(b).abs().total_cmp(&extent::area(a).abs()));
        }
        outlines.sort_by_key(|outline| outline.department);

        let boxes = (0..).zip(&OVERSEAS);
        let mut insets: Vec<Inset> =
            boxes.map(|(number, (departments, _))| Inset { departments, frame: frame(number) }).collect();
        insets.push(Inset { departments: INNER_RING, frame: INNER_RING_FRAME });
        Self {
            region_borders: border::between(&outlines, |code| france().region_of(code)),
            enlarged: enlarged(&outlines),
            insets,
            outlines,
        }
    }

    #[must_use]
    pub fn outline(&self, department: &str) -> Option<&Outline> {
        self.outlines.iter().find(|outline| outline.department == department)
    }
}

impl Outline {
    /// The centre of gravity of its largest ring: where its name may stand, and from where neighbours are near.
    #[must_use]
    pub fn centre(&self) -> Spot {
        self.rings.first().map(|ring| extent::centre(ring)).unwrap_or_default()
    }

    /// Whether the drawing holds the point.
    #[must_use]
    pub fn contains(&self, spot: Spot) -> bool {
        self.rings.iter().filter(|ring| extent::holds(ring, spot)).count() % 2 == 1
    }

    /// How far the point is from the drawing, in units; 0 inside.
    #[must_use]
    pub fn distance(&self, spot: Spot) -> f64 {
        if self.contains(spot) { 0.0 } else { self.to_edge(spot) }
    }

    fn to_edge(&self, (x, y): Spot) -> f64 {
        let to_side = |(a, b): (Spot, Spot)| {
            let length = (b.0 - a.0).powi(2) + (b.1 - a.1).powi(2);
            let along = ((x - a.0) * (b.0 - a.0) + (y - a.1) * (b.1 - a.1)) / length;
            let along = along.clamp(0.0, 1.0);
            (a.0 + along * (b.0 - a.0) - x).hypot(a.1 + along * (b.1 - a.1) - y)
        };
        let sides = self.rings.iter().flat_map(|ring| extent::sides(ring));
        sides.map(to_side).fold(f64::INFINITY, f64::min)
    }
}

/// Mercator, with the scale and the shift that lay the coasts of Natural Earth over the drawing (root mean square
/// 0.4 unit); the test below holds them to the prefectures.
fn metropole(longitude: f64, latitude: f64) -> Spot {
    let (x, y) = mercator(longitude, latitude);
    (215.32 + 41.54 * x, 2464.53 - 41.54 * y)
}

/// Plate carrée, true to scale in the middle of the box.
fn overseas(number: usize, longitude: f64, latitude: f64) -> Spot {
    let [west, south, east, north] = OVERSEAS[number].1;
    let flat =
        |longitude: f64, latitude: f64| (longitude * ((south + north) / 2.0).to_radians().cos(), -latitude);
    let (left, top) = flat(west, north);
    let (right, bottom) = flat(east, south);
    inner(frame(number)).fit(Extent { left, top, right, bottom }, flat(longitude, latitude))
}

/// The boxes overseas stand in a row below the Pyrenees, and leave the corner to Corsica.
fn frame(number: usize) -> Extent {
    let left = number as f64 * 112.0;
    Extent { left, top: 548.0, right: left + 106.0, bottom: SHEET.bottom }
}

fn inner(frame: Extent) -> Extent {
    Extent { top: frame.top + INSET_NAME - INSET_MARGIN, ..frame }.shrunk(INSET_MARGIN)
}

fn enlarged(outlines: &[Outline]) -> Vec<Outline> {
    let of_ring = || outlines.iter().filter(|outline| INNER_RING.contains(&outline.department));
    let Some(shown) = Extent::around(of_ring().flat_map(|outline| outline.rings.iter().flatten().copied()))
    else {
        return Vec::new();
    };
    let larger =
        |ring: &Vec<Spot>| ring.iter().map(|&spot| inner(INNER_RING_FRAME).fit(shown, spot)).collect();
    of_ring()
        .map(|outline| Outline { rings: outline.rings.iter().map(larger).collect(), ..outline.clone() })
        .collect()
}

fn spots(ring: &str) -> Vec<Spot> {
    let spot = |pair: &str| pair.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
    ring.split(' ').filter_map(spot).collect()
}

#[cfg(test)]
mod tests;
