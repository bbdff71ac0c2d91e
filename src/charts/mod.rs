//! Drawings: figures and words in, SVG text out (PNG for messages). Pure: no file, no clock, no language of its own.
//! What a figure means, and how it reads in French or English, is the caller's business.

pub mod balance;
pub mod bars;
pub mod calibration;
pub mod canvas;
pub mod dots;
mod font;
pub mod histogram;
mod label;
pub mod line;
pub mod map;
mod palette;
pub mod picture;
mod scale;
pub mod spark;
pub mod stacks;
pub mod whiskers;

/// A page holds both sizes of a chart and its style sheet shows one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 820 units wide: a desktop card, a printed page, a download.
    Wide,
    /// 360 units wide: a telephone.
    Narrow,
}

/// The words around a drawing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Texts<'a> {
    /// Prefix of the ids of the drawing, unique in the page.
    pub id: &'a str,
    /// The finding, for those who cannot see the drawing.
    pub title: &'a str,
    /// What is drawn, from when to when, and the last value.
    pub desc: &'a str,
    /// Drawn in the place of the figures when there are none.
    pub empty: &'a str,
    /// Drawn above, in a file that leaves the page; a page has its own heading.
    pub heading: Option<&'a str>,
    /// Drawn below: source, date, "simulated data".
    pub caption: Option<&'a str>,
}
