//! Structures as dots on the outline of their departments.

use super::super::super::words::Words;
use crate::charts::Texts;
use crate::charts::dots::{self, Dot, Dots, Shape};
use crate::domain::establishment::{Establishment, Quality};
use crate::domain::geography::outline::{Extent, Outline, Spot, extent, place, sheet};

/// A structure that may be placed on the map.
pub(crate) struct Placed {
    pub(crate) at: Spot,
    pub(crate) is_new: bool,
    pub(crate) name: String,
    pub(crate) page: Option<String>,
}

/// How far outside its department a point may fall, in units of the sheet: the drawing is as exact as that.
const TOLERANCE: f64 = 1.6;

/// The narrowest view, in units of the sheet: closer, the drawing would promise more than it knows.
const NARROWEST: f64 = 26.0;

/// Where an establishment falls on the sheet; none without coordinates that can be believed.
pub(crate) fn spot(shown: &Establishment) -> Option<Spot> {
    let location = shown.location.filter(|location| location.quality == Quality::Good)?;
    let spot = place(&shown.department, location.longitude, location.latitude)?;
    (sheet().outline(&shown.department)?.distance(spot) <= TOLERANCE).then_some(spot)
}

/// A department of the map; its page and what is said of it, when it leads somewhere.
pub(crate) struct Ground {
    pub(crate) department: &'static str,
    pub(crate) name: Option<String>,
    pub(crate) page: Option<(String, String)>,
}

/// The words of a map: the finding, what is drawn, and what a file adds.
pub(crate) struct Said<'a> {
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    pub(crate) heading: Option<&'a str>,
    pub(crate) caption: Option<&'a str>,
}

/// None when no department is on the sheet.
pub(crate) fn draw(grounds: &[Ground], placed: &[Placed], said: &Said, words: Words) -> Option<String> {
    let codes: Vec<&str> = grounds.iter().map(|ground| ground.department).collect();
    let own = extent(&codes)?;
    let shown = own.shrunk((own.width().max(own.height()) - NARROWEST).min(0.0) / 2.0);
    // A small department stands among its neighbours.
    let is_around = |outline: &&Outline| {
        !codes.contains(&outline.department)
            && outline.rings.iter().flatten().any(|spot| shown.contains(*spot))
    };
    let around: Vec<&[Vec<Spot>]> = sheet()
        .outlines
        .iter()
        .filter(|_| shown != own)
        .filter(is_around)
        .map(|outline| outline.rings.as_slice())
        .collect();
    let shapes: Vec<Shape> = grounds
        .iter()
        .filter_map(|ground| {
            let outline = sheet().outline(ground.department)?;
            Some(Shape {
                rings: &outline.rings,
                name: ground.name.as_deref().map(|name| (name, outline.centre())),
                page: ground.page.as_ref().map(|(page, name)| (page.as_str(), name.as_str())),
            })
        })
        .collect();
    let dots: Vec<Dot> = placed
        .iter()
        .map(|dot| Dot { at: dot.at, is_new: dot.is_new, name: &dot.name, page: dot.page.as_deref() })
        .collect();
    let key = [words.say("dots-old"), words.say("dots-new")];
    Some(dots::dots(&Dots {
        texts: Texts {
            id: "map",
            title: said.title,
            desc: said.desc,
            heading: said.heading,
            caption: said.caption,
            ..Texts::default()
        },
        around: &around,
        shapes: &shapes,
        dots: &dots,
        key: [&key[0], &key[1]],
        height: height(shown),
        shown,
    }))
}

/// As high as the ground is, within what a page can hold beside its other panels.
fn height(shown: Extent) -> f64 {
    (500.0 * shown.height() / shown.width()).clamp(240.0, 560.0).round() + 20.0
}
