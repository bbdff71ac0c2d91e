//! The five overseas departments, cut out of the map of the world (TopoJSON), in degrees east and north.

use serde::Deserialize;

use super::Spot;

pub(crate) const ATLAS: &str = "node_modules/world-atlas/countries-10m.json";

/// ISO 3166-1 numeric code of France.
const FRANCE: &str = "250";

/// West, south, east and north of a box that holds the department and nothing else of France.
const BOXES: [(&str, [f64; 4]); 5] = [
    ("971", [-62.0, 15.7, -60.9, 16.6]),
    ("972", [-61.4, 14.2, -60.6, 15.0]),
    ("973", [-55.0, 2.0, -51.0, 6.0]),
    ("974", [55.0, -21.6, 56.0, -20.7]),
    ("976", [44.8, -13.2, 45.5, -12.5]),
];

#[derive(Deserialize)]
pub(crate) struct Atlas {
    transform: Transform,
    objects: Objects,
    arcs: Vec<Vec<[f64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Countries,
}

#[derive(Deserialize)]
struct Countries {
    geometries: Vec<Country>,
}

#[derive(Deserialize)]
struct Country {
    id: Option<String>,
    arcs: serde_json::Value,
}

pub(crate) fn rings(atlas: &Atlas) -> Vec<(String, Vec<Spot>)> {
    let france = atlas.objects.countries.geometries.iter().find(|c| c.id.as_deref() == Some(FRANCE));
    let polygons: Vec<Vec<Vec<i64>>> = france
        .and_then(|france| serde_json::from_value(france.arcs.clone()).ok())
        .unwrap_or_else(|| panic!("{ATLAS}: no country {FRANCE}"));
    let rings: Vec<Vec<Spot>> = polygons.iter().flatten().map(|ring| atlas.ring(ring)).collect();
    let of_box = |(code, [west, south, east, north]): &(&str, [f64; 4])| {
        let is_in = |(x, y): &Spot| (west..=east).contains(&x) && (south..=north).contains(&y);
        let found: Vec<_> = rings
            .iter()
            .filter(|ring| ring.iter().all(is_in))
            .map(|ring| ((*code).to_owned(), ring.clone()))
            .collect();
        assert!(!found.is_empty(), "{ATLAS}: nothing in the box of {code}");
        found
    };
    BOXES.iter().flat_map(of_box).collect()
}

impl Atlas {
    /// The arcs of a ring end to end: each begins where the one before ended.
    fn ring(&self, arcs: &[i64]) -> Vec<Spot> {
        let mut ring = Vec::new();
        for &number in arcs {
            let backwards = number < 0;
            let place = usize::try_from(if backwards { !number } else { number }).unwrap_or(usize::MAX);
            let mut spots = self.arc(place);
            if backwards {
                spots.reverse();
            }
            ring.pop();
            ring.extend(spots);
        }
        ring.pop();
        ring
    }

    /// Arcs are written as steps of a grid.
    fn arc(&self, place: usize) -> Vec<Spot> {
        let steps = self.arcs.get(place).unwrap_or_else(|| panic!("{ATLAS}: no arc {place}"));
        let Transform { scale, translate } = &self.transform;
        let degrees = |(x, y): Spot| (x * scale[0] + translate[0], y * scale[1] + translate[1]);
        steps
            .iter()
            .scan((0.0, 0.0), |(x, y), [dx, dy]| {
                (*x, *y) = (*x + dx, *y + dy);
                Some(degrees((*x, *y)))
            })
            .collect()
    }
}
