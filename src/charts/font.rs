//! The width of a text in Source Sans 3, the one family of page, drawing and PDF. It is measured
//! from the font file, since a server has no browser to ask.

use std::sync::LazyLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

/// The page's own name of the family comes first, then the installed one.
pub(super) const FAMILY: &str = "'Source Sans 3 Variable', 'Source Sans 3', sans-serif";

/// Ascender plus descender of the font file, in ems: what plotters calls the size of a font.
const HEIGHT: f64 = 1.424;

static REGISTERED: LazyLock<bool> = LazyLock::new(|| {
    let regular = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/node_modules/@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf"
    ));
    let semibold = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/node_modules/@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf"
    ));
    register_font(FAMILY, FontStyle::Normal, regular).is_ok()
        && register_font(FAMILY, FontStyle::Bold, semibold).is_ok()
});

#[derive(Clone, Copy, Debug)]
pub struct Font {
    pub size: f64,
    pub bold: bool,
}

impl Font {
    pub fn regular(size: f64) -> Self {
        Self { size, bold: false }
    }

    pub fn bold(size: f64) -> Self {
        Self { size, bold: true }
    }

    pub(super) fn style(self) -> FontStyle {
        if self.bold { FontStyle::Bold } else { FontStyle::Normal }
    }

    /// In units of the drawing.
    pub fn width(self, text: &str) -> f64 {
        // Measured at 100 units: plotters answers in whole ones.
        let wide = REGISTERED
            .then(|| FontDesc::new(FontFamily::Name(FAMILY), 100.0 * HEIGHT, self.style()))
            .and_then(|font| font.box_size(text).ok());
        match wide {
            Some((width, _)) => f64::from(width) / 100.0 * self.size,
            None => text.chars().count() as f64 * 0.55 * self.size,
        }
    }

    /// Cut at plain spaces only: a no-break space holds. A word wider than the line stays whole.
    pub fn wrap(self, text: &str, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            match lines.last_mut() {
                Some(line) if self.width(&format!("{line} {word}")) <= width => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_with_the_font_and_not_by_guess() {
        let font = Font::regular(10.0);
        assert!(font.width("iiii") < font.width("MMMM") / 2.0);
        assert!(font.width("4 000") < Font::bold(10.0).width("4 000"));
        assert_eq!(font.width(""), 0.0);
    }

    #[test]
    fn never_breaks_a_number_from_its_unit() {
        let font = Font::regular(10.0);
        assert_eq!(font.wrap("au moins 4\u{a0}000\u{a0}MSP", 60.0), ["au moins", "4\u{a0}000\u{a0}MSP"]);
        assert!(font.wrap("  ", 60.0).is_empty());
    }
}
