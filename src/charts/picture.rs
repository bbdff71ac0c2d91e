//! Columns as a PNG, for messages, where SVG is not read: on a white ground with a margin, so that it stands in a dark
//! message as well, and twice as large as shown, for fine screens.

use plotters::backend::DrawingBackend;
use plotters::prelude::BitMapBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color as _, FontDesc, FontFamily, RGBColor, TextStyle, WHITE};

use super::font::{FAMILY, Font};

/// Shown at this size; it has twice the pixels.
pub const WIDTH: u32 = 560;
pub const HEIGHT: u32 = 210;
const SCALE: f64 = 2.0;
/// What plotters calls the size of a font, in ems of the file.
const EM: f64 = 1.424;

const INK: RGBColor = RGBColor(0x14, 0x23, 0x2a);
const QUIET: RGBColor = RGBColor(0x53, 0x62, 0x6a);
const BAR: RGBColor = RGBColor(0x0b, 0x55, 0x63);
const PAST: RGBColor = RGBColor(0xb6, 0xc6, 0xc9);
const LINE: RGBColor = RGBColor(0xdc, 0xe2, 0xe1);

/// One column; none where there is no number, which is not zero.
#[derive(Clone, Debug)]
pub struct Column {
    /// Below; empty to leave room for the others.
    pub label: String,
    pub value: Option<f64>,
    /// Above; empty for none.
    pub text: String,
    /// Of days gone by, drawn paler.
    pub is_past: bool,
}

/// A PNG of these columns from zero; none when nothing can be drawn.
#[must_use]
pub fn columns(heading: &str, columns: &[Column]) -> Option<Vec<u8>> {
    let (width, height) = (2 * WIDTH, 2 * HEIGHT);
    let most = columns.iter().filter_map(|column| column.value).fold(0.0, f64::max);
    if columns.is_empty() || most <= 0.0 {
        return None;
    }
    let mut pixels = vec![0; width as usize * height as usize * 3];
    let mut pen = Pen { backend: BitMapBackend::with_buffer(&mut pixels, (width, height)) };
    pen.rect((0.0, 0.0), (f64::from(WIDTH), f64::from(HEIGHT)), WHITE);
    pen.text(heading, (16.0, 22.0), Font::bold(17.0), Start::Left, INK);
    let (left, right) = (16.0, f64::from(WIDTH) - 16.0);
    let (top, bottom) = (66.0, f64::from(HEIGHT) - 34.0);
    let step = (right - left) / columns.len() as f64;
    let bar = (step * 0.72).min(64.0);
    pen.rect((left, bottom), (right, bottom + 1.0), LINE);
    for (place, column) in columns.iter().enumerate() {
        let middle = left + (place as f64 + 0.5) * step;
        pen.text(&column.label, (middle, bottom + 17.0), Font::regular(15.0), Start::Middle, QUIET);
        let Some(value) = column.value else {
            pen.text("–", (middle, bottom - 9.0), Font::regular(15.0), Start::Middle, QUIET);
            continue;
        };
        let up = bottom - (value.max(0.0) / most) * (bottom - top);
        let colour = if column.is_past { PAST } else { BAR };
        pen.rect((middle - bar / 2.0, up), (middle + bar / 2.0, bottom), colour);
        pen.text(&column.text, (middle, up - 12.0), Font::bold(16.0), Start::Middle, INK);
    }
    drop(pen);
    encode(&pixels, width, height)
}

/// Units of the picture that one line takes.
const LINE_HEIGHT: u32 = 21;

/// A PNG of one bar a line, with its whole name; as high as it needs to be. None when nothing can be drawn.
#[must_use]
pub fn lines(heading: &str, lines: &[Column]) -> Option<Vec<u8>> {
    let most = lines.iter().filter_map(|line| line.value).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let high = 52 + LINE_HEIGHT * u32::try_from(lines.len()).ok()?;
    let (width, height) = (2 * WIDTH, 2 * high);
    let mut pixels = vec![0; width as usize * height as usize * 3];
    let mut pen = Pen { backend: BitMapBackend::with_buffer(&mut pixels, (width, height)) };
    pen.rect((0.0, 0.0), (f64::from(WIDTH), f64::from(high)), WHITE);
    pen.text(heading, (16.0, 22.0), Font::bold(17.0), Start::Left, INK);
    let font = Font::regular(15.0);
    let name = lines.iter().map(|line| font.width(&line.label)).fold(0.0, f64::max);
    let (left, right) = (16.0 + name + 10.0, f64::from(WIDTH) - 64.0);
    for (place, line) in lines.iter().enumerate() {
        let middle = 44.0 + (place as f64 + 0.5) * f64::from(LINE_HEIGHT);
        pen.text(&line.label, (16.0, middle), Font::regular(15.0), Start::Left, QUIET);
        let end = left + line.value.unwrap_or(0.0).max(0.0) / most * (right - left);
        let colour = if line.is_past { PAST } else { BAR };
        pen.rect((left, middle - 7.0), (end, middle + 7.0), colour);
        pen.text(&line.text, (end + 6.0, middle), Font::bold(15.0), Start::Left, INK);
    }
    drop(pen);
    encode(&pixels, width, height)
}

/// Draws in units of the picture as shown; a drawing that lacks a stroke is better than none.
struct Pen<'a> {
    backend: BitMapBackend<'a>,
}

impl Pen<'_> {
    fn rect(&mut self, from: (f64, f64), to: (f64, f64), colour: RGBColor) {
        self.backend.draw_rect(pixel(from), pixel(to), &colour.to_rgba(), true).ok();
    }

    /// Word by word: the backend forgets the room that letters leave on their left, and so eats the spaces.
    fn text(&mut self, text: &str, (x, y): (f64, f64), font: Font, start: Start, colour: RGBColor) {
        // Measuring registers the font, which must be there before it is named.
        let width = font.width(text);
        let left = if start == Start::Middle { x - width / 2.0 } else { x };
        let desc = FontDesc::new(FontFamily::Name(FAMILY), font.size * SCALE * EM, font.style());
        let style = TextStyle::from(desc).color(&colour).pos(Pos::new(HPos::Left, VPos::Center));
        let mut before = 0;
        for word in text.split_inclusive([' ', '\u{a0}']) {
            let at = (left + font.width(&text[..before]), y);
            self.backend.draw_text(word.trim_end(), &style, pixel(at)).ok();
            before += word.len();
        }
    }
}

/// Where a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Left,
    Middle,
}

fn pixel((x, y): (f64, f64)) -> (i32, i32) {
    ((x * SCALE).round() as i32, (y * SCALE).round() as i32)
}

fn encode(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(pixels).ok()?;
    writer.finish().ok()?;
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(value: Option<f64>) -> Column {
        Column { label: "1".into(), value, text: "4".into(), is_past: false }
    }

    #[test]
    fn draws_a_png_of_its_size_with_letters_and_nothing_without_numbers() {
        let file = columns("Médecins", &[column(Some(4.0)), column(None), column(Some(1.0))]).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (2 * WIDTH, 2 * HEIGHT));
        let heading = &pixels[..2 * WIDTH as usize * 60 * 3];
        assert!(heading.chunks(3).filter(|rgb| rgb[0] < 100).count() > 200, "the heading is written");
        assert!(file.len() < 60_000, "{}", file.len());
        assert_eq!(columns("Médecins", &[column(None)]), None);
    }
}
