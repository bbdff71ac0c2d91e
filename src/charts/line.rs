//! The trajectory: what was observed, what was published, and the path still required to the goal.

mod figures;

use chrono::NaiveDate;

use super::canvas::{Anchor, Font, Frame, Role, draw};
use super::{Size, Texts, scale};
use figures::Figures;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Observed {
    pub date: NaiveDate,
    pub value: f64,
    /// Drawn dashed, from the point before.
    pub estimated: bool,
    /// Not joined to the point before: of the time between nothing is known.
    pub is_after_gap: bool,
}

/// How far chance alone may carry a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    pub date: NaiveDate,
    pub low: f64,
    pub high: f64,
}

/// The words of a series; an empty one is not drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words<'a> {
    /// In the key above the figures.
    pub name: &'a str,
    /// At the last point.
    pub end: &'a str,
    /// Under `end`, in the wide size only.
    pub detail: &'a str,
}

#[derive(Clone, Copy)]
pub struct Trajectory<'a> {
    pub texts: Texts<'a>,
    /// In the order of their dates.
    pub observed: &'a [Observed],
    /// Behind the line, in the order of their dates.
    pub ranges: &'a [Range],
    pub published: &'a [(NaiveDate, f64)],
    /// From where the goal was set to the goal, the last point.
    pub required: &'a [(NaiveDate, f64)],
    pub observed_words: Words<'a>,
    /// Name in the key of the part of `observed` that is estimated.
    pub estimated_name: &'a str,
    pub published_words: Words<'a>,
    pub required_words: Words<'a>,
    /// Name in the key of the ranges.
    pub ranges_name: &'a str,
    /// How a value reads on the axis.
    pub number: &'a dyn Fn(f64) -> String,
}

/// The drawing at one size; ids and class say which, so that a page may hold both.
#[must_use]
pub fn trajectory(chart: &Trajectory<'_>, size: Size) -> String {
    let look = Look::of(size);
    let heading = chart.texts.heading.map_or(Vec::new(), |text| look.heading.wrap(text, look.width - 16.0));
    let caption = chart.texts.caption.map_or(Vec::new(), |text| look.caption.wrap(text, look.width - 8.0));
    let above = heading.len() as f64 * 25.0;
    let height = look.height + above + caption.len().saturating_sub(1) as f64 * 16.0;
    let id = format!("{}-{}", chart.texts.id, look.name);
    let frame = Frame {
        id: &id,
        class: look.class,
        title: chart.texts.title,
        desc: chart.texts.desc,
        width: look.width,
        height,
    };
    draw(&frame, |pen| {
        for (row, text) in heading.iter().enumerate() {
            let at = (8.0, 16.0 + row as f64 * 25.0);
            pen.text(text, at, look.heading, Anchor::Start, Role::Heading);
        }
        for (row, text) in caption.iter().rev().enumerate() {
            let at = (8.0, height - 9.0 - row as f64 * 16.0);
            pen.text(text, at, look.caption, Anchor::Start, Role::Note);
        }
        let floor = height - if caption.is_empty() { 0.0 } else { 12.0 + caption.len() as f64 * 16.0 };
        let figures = Figures::of(chart);
        match scale::span(figures.dates()) {
            Some(span) => figures.draw(pen, chart, &look, span, (above, floor)),
            None => {
                let at = (look.width / 2.0, (above + floor) / 2.0);
                pen.text(chart.texts.empty, at, look.key, Anchor::Middle, Role::Note);
            }
        }
    })
}

struct Look {
    size: Size,
    name: &'static str,
    class: &'static str,
    width: f64,
    height: f64,
    axis: Font,
    key: Font,
    caption: Font,
    heading: Font,
    stroke: f64,
}

impl Look {
    fn of(size: Size) -> Self {
        let wide = Self {
            size,
            name: "wide",
            class: "chart chart-wide",
            width: 820.0,
            height: 340.0,
            axis: Font::regular(14.0),
            key: Font::regular(15.0),
            caption: Font::regular(13.5),
            heading: Font::bold(20.0),
            stroke: 2.8,
        };
        match size {
            Size::Wide => wide,
            Size::Narrow => Self {
                name: "narrow",
                class: "chart chart-narrow",
                width: 360.0,
                height: 300.0,
                axis: Font::regular(14.5),
                key: Font::regular(15.5),
                caption: Font::regular(14.0),
                stroke: 2.6,
                ..wide
            },
        }
    }
}

#[cfg(test)]
mod tests;
