//! A map of points: outlines of territories, and one dot for each structure. What stands on it may lead somewhere,
//! which plotters cannot write: the text is made here.

use std::fmt::Write as _;

use super::Texts;
use super::canvas::{Font, escape};
use super::font::FAMILY;
use crate::domain::geography::outline::{Extent, Spot};

/// A territory: what it is drawn with, in units of the sheet, and the page behind it.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'a> {
    pub rings: &'a [Vec<Spot>],
    /// Drawn in its middle; none for the only one.
    pub name: Option<(&'a str, Spot)>,
    /// Address and full name of its page.
    pub page: Option<(&'a str, &'a str)>,
}

#[derive(Clone, Copy, Debug)]
pub struct Dot<'a> {
    pub at: Spot,
    /// A ring rather than a disc.
    pub is_new: bool,
    pub name: &'a str,
    pub page: Option<&'a str>,
}

#[derive(Clone, Copy, Debug)]
pub struct Dots<'a> {
    pub texts: Texts<'a>,
    /// Rings of what lies around, drawn faintly.
    pub around: &'a [&'a [Vec<Spot>]],
    pub shapes: &'a [Shape<'a>],
    pub dots: &'a [Dot<'a>],
    /// What a disc and a ring mean; drawn in a file that leaves the page, which has its own key.
    pub key: [&'a str; 2],
    /// The part of the sheet that is shown.
    pub shown: Extent,
    pub height: f64,
}

const WIDTH: f64 = 520.0;
const MARGIN: f64 = 10.0;
const RADIUS: f64 = 5.0;
const NAME: Font = Font { size: 13.0, bold: true };
const HEADING: Font = Font { size: 20.0, bold: true };
const CAPTION: Font = Font { size: 13.5, bold: false };

/// A file that leaves the page has heading, key and caption, and no links: it has no page to lead to.
#[must_use]
pub fn dots(chart: &Dots<'_>) -> String {
    let is_file = chart.texts.heading.is_some();
    let heading = chart.texts.heading.map_or(Vec::new(), |text| HEADING.wrap(text, WIDTH - 16.0));
    let caption = chart.texts.caption.map_or(Vec::new(), |text| CAPTION.wrap(text, WIDTH - 16.0));
    let top = heading.len() as f64 * 25.0;
    let bottom = top + chart.height;
    let foot = if is_file { 30.0 + caption.len() as f64 * 17.0 } else { 0.0 };
    let frame = Extent { left: MARGIN, top: top + MARGIN, right: WIDTH - MARGIN, bottom: bottom - MARGIN };
    let place = |spot: Spot| frame.fit(chart.shown, spot);
    let (id, title, desc) = (chart.texts.id, escape(chart.texts.title), escape(chart.texts.desc));
    let has_links = !is_file
        && (chart.shapes.iter().any(|shape| shape.page.is_some())
            || chart.dots.iter().any(|dot| dot.page.is_some()));
    let role = if has_links { "group" } else { "img" };
    let mut svg = String::new();
    write!(
        svg,
        "<svg class=\"chart dots\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {}\" \
         role=\"{role}\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{FAMILY}\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{desc}</desc>\n",
        bottom + foot,
    )
    .ok();
    for (row, text) in heading.iter().enumerate() {
        line(&mut svg, "ch-heading", "#14232a", HEADING, (8.0, 20.0 + row as f64 * 25.0), text);
    }
    for rings in chart.around {
        let d = outline(rings, place);
        writeln!(
            svg,
            "<path class=\"map-around\" fill=\"none\" stroke=\"#dce2e1\" stroke-linejoin=\"round\" d=\"{d}\"/>"
        )
        .ok();
    }
    for shape in chart.shapes {
        draw_shape(&mut svg, shape, is_file, place);
    }
    svg.push_str("<g aria-hidden=\"true\">\n");
    let radius = radius(chart.dots.len());
    let (new, old): (Vec<&Dot>, Vec<&Dot>) = chart.dots.iter().partition(|dot| dot.is_new);
    for dot in old.into_iter().chain(new) {
        draw_dot(&mut svg, dot, is_file, radius, place(dot.at));
    }
    // The names say nothing that a link does not say; where there is no room they are left out.
    for shape in chart.shapes {
        let Some((name, at)) = shape.name.filter(|(name, _)| has_room(shape, name, place)) else { continue };
        let (x, y) = place(at);
        let name = escape(name);
        let size = NAME.size;
        writeln!(
            svg,
            "<text class=\"map-name\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" font-weight=\"600\" \
             text-anchor=\"middle\" fill=\"#14232a\" stroke=\"#ffffff\" stroke-width=\"3\" \
             stroke-linejoin=\"round\" paint-order=\"stroke\">{name}</text>"
        )
        .ok();
    }
    svg.push_str("</g>\n");
    if is_file {
        draw_key(&mut svg, chart.key, bottom + 12.0);
        for (row, text) in caption.iter().enumerate() {
            line(&mut svg, "ch-note", "#53626a", CAPTION, (8.0, bottom + 38.0 + row as f64 * 17.0), text);
        }
    }
    svg.push_str("</svg>");
    svg
}

fn draw_shape(svg: &mut String, shape: &Shape<'_>, is_file: bool, place: impl Fn(Spot) -> Spot) {
    let d = outline(shape.rings, place);
    let path = format!(
        "<path class=\"map-land\" fill=\"#edf1f0\" stroke=\"#84939a\" stroke-width=\"1\" \
         stroke-linejoin=\"round\" fill-rule=\"evenodd\" d=\"{d}\"/>"
    );
    match shape.page.filter(|_| !is_file) {
        None => writeln!(svg, "{path}"),
        Some((page, name)) => {
            let (page, name) = (escape(page), escape(name));
            writeln!(svg, "<a href=\"{page}\" aria-label=\"{name}\"><title>{name}</title>{path}</a>")
        }
    }
    .ok();
}

/// Whether a name is no wider than its territory, or hardly so.
fn has_room(shape: &Shape<'_>, name: &str, place: impl Fn(Spot) -> Spot) -> bool {
    let drawn = Extent::around(shape.rings.iter().flatten().map(|spot| place(*spot)));
    drawn.is_some_and(|drawn| NAME.width(name) < 1.1 * drawn.width())
}

/// What stands in `d`, to a tenth of a unit.
fn outline(rings: &[Vec<Spot>], place: impl Fn(Spot) -> Spot) -> String {
    let mut d = String::new();
    for ring in rings {
        for (i, spot) in ring.iter().enumerate() {
            let (x, y) = place(*spot);
            write!(d, "{}{x:.1},{y:.1}", if i == 0 { 'M' } else { 'L' }).ok();
        }
        d.push('Z');
    }
    d
}

/// Hidden from assistive tools and from the keyboard: the list of the page holds the same links.
fn draw_dot(svg: &mut String, dot: &Dot<'_>, is_file: bool, radius: f64, (x, y): Spot) {
    let circle = mark(dot.is_new, radius, (x, y));
    let name = escape(dot.name);
    match dot.page.filter(|_| !is_file) {
        None => writeln!(svg, "<g><title>{name}</title>{circle}</g>"),
        Some(page) => {
            let page = escape(page);
            writeln!(svg, "<a href=\"{page}\" tabindex=\"-1\"><title>{name}</title>{circle}</a>")
        }
    }
    .ok();
}

/// One alone is easily overlooked, and many hide each other.
fn radius(dots: usize) -> f64 {
    match dots {
        0..=1 => 8.0,
        2..=150 => RADIUS,
        _ => RADIUS - 1.0,
    }
}

fn mark(is_new: bool, radius: f64, (x, y): Spot) -> String {
    if is_new {
        let radius = radius + 0.5;
        format!(
            "<circle class=\"dot-new\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"#ffffff\" \
             stroke=\"#b3450c\" stroke-width=\"3\"/>"
        )
    } else {
        format!(
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" fill=\"#0b5563\" \
             stroke=\"#ffffff\" stroke-width=\"1.2\"/>"
        )
    }
}

fn draw_key(svg: &mut String, key: [&str; 2], y: f64) {
    let mut x = 14.0;
    for (is_new, name) in [(false, key[0]), (true, key[1])] {
        writeln!(svg, "{}", mark(is_new, RADIUS, (x, y))).ok();
        line(svg, "ch-axis", "#53626a", CAPTION, (x + 12.0, y + 4.5), name);
        x += 40.0 + 1.1 * CAPTION.width(name);
    }
}

/// `y` is the foot of the letters.
fn line(svg: &mut String, class: &str, fill: &str, font: Font, (x, y): Spot, text: &str) {
    let (size, text) = (font.size, escape(text));
    let weight = if font.bold { " font-weight=\"600\"" } else { "" };
    writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} fill=\"{fill}\">{text}</text>"
    )
    .ok();
}

#[cfg(test)]
mod tests {
    use super::super::canvas::assert_sound;
    use super::*;

    const SHOWN: Extent = Extent { left: 0.0, top: 0.0, right: 50.0, bottom: 40.0 };

    fn chart(heading: Option<&'static str>, paint: impl Fn(&Dots) -> String) -> String {
        let rings = [vec![(0.0, 0.0), (25.0, 0.0), (25.0, 40.0)], vec![(5.0, 2.0), (9.0, 2.0), (9.0, 6.0)]];
        let shapes = [Shape {
            rings: &rings,
            name: Some(("Ain", (12.0, 15.0))),
            page: Some(("/territories/DEP-01", "Ain : 2 maisons de santé")),
        }];
        let dot = |at, is_new, name| Dot { at, is_new, name, page: Some("/structures/010000001") };
        paint(&Dots {
            texts: Texts {
                id: "map",
                title: "2 communes",
                desc: "Un point par maison de santé",
                heading,
                caption: heading.map(|_| "FINESS, 31 octobre 2026. Données simulées."),
                ..Texts::default()
            },
            around: &[&[vec![(-5.0, -5.0), (60.0, -5.0), (20.0, 50.0)]]],
            shapes: &shapes,
            dots: &[dot((20.0, 20.0), true, "MSP \"A\" & <B>"), dot((10.0, 10.0), false, "C")],
            key: ["Ouverte avant", "Ouverte depuis"],
            shown: SHOWN,
            height: 300.0,
        })
    }

    #[test]
    fn draws_a_link_for_each_structure_in_a_page() {
        let svg = chart(None, dots);
        insta::assert_snapshot!(svg);
        assert_sound(&svg);
        assert!(svg.contains("role=\"group\""));
    }

    #[test]
    fn draws_its_words_and_no_link_in_a_file() {
        let svg = chart(Some("2 communes ont une maison de santé"), dots);
        insta::assert_snapshot!(svg);
        assert_sound(&svg);
        assert!(!svg.contains("<a ") && svg.contains("Données simulées") && svg.contains("role=\"img\""));
    }
}
