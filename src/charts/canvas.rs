//! A thin layer over the SVG backend of plotters, which knows neither tenths of a unit, nor classes,
//! nor a title: it is asked to draw ten times too large, and what it wrote is then put right.

use std::fmt::Write as _;

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, ShapeStyle, TextStyle};

use super::font::FAMILY;
pub use super::font::Font;
pub use super::palette::Role;

/// plotters divides the size of a font by this before it writes it.
const PLOTTERS_FONT: f64 = 1.24;

pub type Spot = (f64, f64);

#[derive(Clone, Copy, Debug)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// What stands around the drawing in the SVG element.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Prefix of the ids; characters that no id should hold are left out.
    pub id: &'a str,
    pub class: &'a str,
    pub title: &'a str,
    pub desc: &'a str,
    pub width: f64,
    pub height: f64,
}

/// Draws in units of the frame, from the top left.
pub struct Pen<'a> {
    backend: SVGBackend<'a>,
}

/// Writing to a text cannot fail, and half a drawing is better than none: results are let go with `.ok()`.
impl Pen<'_> {
    pub fn path(&mut self, spots: &[Spot], width: f64, role: Role) {
        if spots.is_empty() {
            return;
        }
        self.backend.draw_path(spots.iter().copied().map(tenths), &stroke(role, width)).ok();
    }

    pub fn polygon(&mut self, spots: &[Spot], opacity: f64, role: Role) {
        self.backend.fill_polygon(spots.iter().copied().map(tenths), &role.key().mix(opacity).filled()).ok();
    }

    pub fn rect(&mut self, (x, y): Spot, (width, height): Spot, role: Role) {
        let corners = (tenths((x, y)), tenths((x + width, y + height)));
        self.backend.draw_rect(corners.0, corners.1, &role.key(), true).ok();
    }

    pub fn disc(&mut self, center: Spot, radius: f64, role: Role) {
        self.backend
            .draw_circle(tenths(center), tenth(radius).unsigned_abs(), &role.key().filled(), true)
            .ok();
    }

    pub fn ring(&mut self, center: Spot, radius: f64, width: f64, role: Role) {
        let radius = tenth(radius).unsigned_abs();
        self.backend.draw_circle(tenths(center), radius, &stroke(role, width), false).ok();
    }

    /// `y` is the middle of the letters.
    pub fn text(&mut self, text: &str, at: Spot, font: Font, anchor: Anchor, role: Role) {
        let horizontal = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let desc = FontDesc::new(FontFamily::Name(FAMILY), font.size * 10.0 * PLOTTERS_FONT, font.style());
        let key = role.key();
        let style = TextStyle::from(desc).color(&key).pos(Pos::new(horizontal, VPos::Center));
        // One element is one line of the backend: `restyle` counts on it.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.backend.draw_text(&text, &style, tenths(at)).ok();
    }
}

/// What a drawing is to those who cannot see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// One picture: nothing in it is heard.
    Picture,
    /// Links, each of which is heard.
    OfLinks,
}

/// The SVG text of what `paint` draws: valid inline in a page and as a file of its own.
pub fn draw(frame: &Frame<'_>, paint: impl FnOnce(&mut Pen<'_>)) -> String {
    draw_around(frame, Group::Picture, "", paint)
}

/// The same over `inner`, SVG text in tenths of a unit on the ground of the drawing.
pub(super) fn draw_around(
    frame: &Frame<'_>,
    group: Group,
    inner: &str,
    paint: impl FnOnce(&mut Pen<'_>),
) -> String {
    let mut raw = String::new();
    let size = (tenth(frame.width).unsigned_abs(), tenth(frame.height).unsigned_abs());
    let mut pen = Pen { backend: SVGBackend::with_string(&mut raw, size) };
    pen.rect((0.0, 0.0), (frame.width, frame.height), Role::Ground);
    paint(&mut pen);
    drop(pen); // which closes the element

    let id = id_of(frame.id);
    let role = if group == Group::Picture { "img" } else { "group" };
    let mut svg = String::with_capacity(raw.len() + inner.len() + 500);
    write!(
        svg,
        "<svg class=\"{}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" role=\"{role}\" \
         aria-labelledby=\"{id}-title {id}-desc\">\n<title id=\"{id}-title\">{}</title>\n\
         <desc id=\"{id}-desc\">{}</desc>\n<g transform=\"scale(0.1)\" font-family=\"{FAMILY}\">\n",
        escape(frame.class),
        frame.width,
        frame.height,
        escape(frame.title),
        escape(frame.desc),
    )
    .ok();
    let mut painted = String::with_capacity(raw.len());
    restyle(&raw, &mut painted);
    let (ground, painted) = painted.split_once('\n').unwrap_or_default();
    writeln!(svg, "{ground}").ok();
    svg.push_str(inner);
    svg.push_str(painted);
    svg.push_str("</g>\n</svg>");
    svg
}

/// Exchanges the reserved colours for classes, and drops what says nothing.
fn restyle(raw: &str, svg: &mut String) {
    let family = format!(" font-family=\"{}\"", FAMILY.replace('\'', "&apos;"));
    let body = raw.split_once('\n').map_or("", |(_header, body)| body).replace("\n</text>", "</text>");
    let mut in_text = false;
    for line in body.lines().filter(|line| *line != "</svg>") {
        if in_text {
            svg.push_str(line); // the words of a text, and its end
            svg.push('\n');
            in_text = false;
            continue;
        }
        let mut line = line
            .replace(&family, "")
            .replace(" opacity=\"1\"", "")
            .replace("font-weight=\"bold\"", "font-weight=\"600\"")
            .replace(" \"/>", "\"/>");
        for role in Role::ALL {
            let key = role.key();
            for paint in ["fill", "stroke"] {
                let reserved = format!("{paint}=\"#{:02X}{:02X}{:02X}\"", key.0, key.1, key.2);
                if line.contains(&reserved) {
                    let (class, light, extra) = (role.class(), role.light(), role.extra());
                    line = line.replace(&reserved, &format!("class=\"{class}\" {paint}=\"{light}\"{extra}"));
                }
            }
        }
        in_text = line.starts_with("<text");
        svg.push_str(&line);
        if !in_text {
            svg.push('\n');
        }
    }
}

/// Without the characters that no id should hold.
pub(super) fn id_of(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect()
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn stroke(role: Role, width: f64) -> ShapeStyle {
    role.key().stroke_width(tenth(width).unsigned_abs())
}

fn tenth(length: f64) -> i32 {
    (length * 10.0).round() as i32
}

fn tenths((x, y): Spot) -> (i32, i32) {
    (tenth(x), tenth(y))
}

/// What no drawing may hold: an attribute twice (no file then), a style, a colour left over, no number.
#[cfg(test)]
pub(super) fn assert_sound(svg: &str) {
    for tag in svg.split('<').filter_map(|piece| piece.split_once('>')).map(|(tag, _)| tag) {
        let names: Vec<&str> = tag
            .split("=\"")
            .filter_map(|piece| piece.rsplit([' ', '"']).next())
            .take(tag.matches("=\"").count())
            .collect();
        let twice = names.iter().find(|name| names.iter().filter(|other| other == name).count() > 1);
        assert_eq!(twice, None, "<{tag}>");
        for never in ["style=", "NaN", "inf", "#FE00"] {
            assert!(!tag.contains(never), "<{tag}>");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame<'_> =
        Frame { id: "t\" <1", class: "chart", title: "A < B & \"C\"", desc: "D", width: 20.0, height: 10.0 };

    #[test]
    fn writes_a_file_that_stands_alone_and_takes_the_colours_of_the_page() {
        let svg = draw(&FRAME, |pen| {
            pen.path(&[(0.0, 0.04), (1.25, 2.0)], 1.5, Role::Required);
            pen.ring((3.0, 4.0), 2.0, 1.0, Role::Published);
            pen.text("<4\u{a0}000> & \"5\"", (5.0, 5.0), Font::bold(12.5), Anchor::End, Role::Label);
        });
        insta::assert_snapshot!(svg);
        assert_sound(&svg);
    }

    #[test]
    fn gives_every_role_a_class_of_its_own_that_the_style_sheet_colours() {
        let sheet = include_str!("../../dashboards/static/observatoire.css");
        for (place, role) in Role::ALL.iter().enumerate() {
            assert_eq!(*role as usize, place);
            assert_eq!(Role::ALL.iter().filter(|other| other.class() == role.class()).count(), 1);
            let selector = format!(".{}", role.class());
            assert!(
                sheet.lines().any(|line| line.split([',', ' ']).any(|word| word == selector)),
                "{selector}"
            );
        }
    }

    #[test]
    fn keeps_a_text_that_looks_like_a_drawing_a_text() {
        let svg = draw(&FRAME, |pen| {
            let text = "a\n</text><script> fill=\"#FE0003\"";
            pen.text(text, (0.0, 0.0), Font::regular(10.0), Anchor::Start, Role::Axis);
        });
        assert!(svg.contains(">a &lt;/text&gt;&lt;script&gt; fill=&quot;#FE0003&quot;</text>"), "{svg}");
    }
}
