//! The figures inside the frame of the trajectory: axes, series, key and labels.

use chrono::NaiveDate;

use super::super::canvas::{Anchor, Pen, Role, Spot};
use super::super::label::{self, End};
use super::super::scale::{self, Plot};
use super::{Look, Observed, Range, Size, Trajectory};

/// What can be drawn of the input: figures that are no number are left out.
pub(super) struct Figures {
    observed: Vec<Observed>,
    ranges: Vec<Range>,
    published: Vec<(NaiveDate, f64)>,
    required: Vec<(NaiveDate, f64)>,
}

impl Figures {
    pub(super) fn of(chart: &Trajectory<'_>) -> Self {
        let finite = |points: &[(NaiveDate, f64)]| {
            points.iter().copied().filter(|(_, value)| value.is_finite()).collect()
        };
        Self {
            observed: chart.observed.iter().copied().filter(|point| point.value.is_finite()).collect(),
            ranges: chart
                .ranges
                .iter()
                .copied()
                .filter(|range| range.low.is_finite() && range.high.is_finite())
                .collect(),
            published: finite(chart.published),
            required: finite(chart.required),
        }
    }

    fn points(&self) -> impl Iterator<Item = (NaiveDate, f64)> {
        let observed = self.observed.iter().map(|point| (point.date, point.value));
        observed.chain(self.published.iter().copied()).chain(self.required.iter().copied())
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let ranges = self.ranges.iter().flat_map(|range| [range.low, range.high]);
        self.points().map(|(_, value)| value).chain(ranges)
    }

    pub(super) fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        self.points().map(|(date, _)| date)
    }

    pub(super) fn draw(
        &self,
        pen: &mut Pen<'_>,
        chart: &Trajectory<'_>,
        look: &Look,
        (first, last): (NaiveDate, NaiveDate),
        (above, floor): (f64, f64),
    ) {
        let key_rows = self.draw_key(pen, chart, look, above);
        let (least, most) = (self.values().fold(0.0, f64::min), self.values().fold(0.0, f64::max));
        let ticks = scale::ticks_between(least, most);
        let names: Vec<String> = ticks.iter().map(|tick| (chart.number)(*tick)).collect();
        let widest = names.iter().map(|name| look.axis.width(name)).fold(0.0, f64::max);
        let ends = |plot: &Plot| self.ends(chart, plot);
        let mut plot = Plot {
            left: widest + 16.0,
            right: look.width - 14.0,
            top: above + key_rows * 23.0 + if look.size == Size::Wide { 14.0 } else { 32.0 },
            bottom: floor - 26.0,
            first,
            last,
            least: ticks.first().copied().unwrap_or_default(),
            most: ticks.last().copied().unwrap_or(1.0),
        };
        if look.size == Size::Wide {
            // A tenth more than measured: a file away from the page may have to do with a wider font.
            let margin = 1.1 * ends(&plot).iter().map(|end| end.width(look.size)).fold(0.0, f64::max);
            plot.right = look.width - (margin + 20.0).min(230.0);
        }
        draw_axes(pen, look, &plot, &ticks, &names);
        self.draw_series(pen, look, &plot);

        let ends = ends(&plot);
        match look.size {
            Size::Wide => label::in_margin(pen, &ends, &plot),
            Size::Narrow => {
                let observed = self.observed.iter().map(|point| (point.date, point.value));
                let drawn = observed.chain(self.published.iter().copied());
                let spots: Vec<Spot> = drawn.map(|(date, value)| (plot.x(date), plot.y(value))).collect();
                let (goal, others): (Vec<_>, Vec<_>) =
                    ends.into_iter().partition(|e| e.role == Role::GoalText);
                label::under(pen, &others, &spots, &plot);
                goal.iter().for_each(|end| label::over(pen, end, &plot));
            }
        }
    }

    fn ends<'a>(&self, chart: &Trajectory<'a>, plot: &Plot) -> Vec<End<'a>> {
        let observed = self.observed.last().map(|point| (point.date, point.value));
        [
            (observed, chart.observed_words, Role::LineText),
            (self.published.last().copied(), chart.published_words, Role::Label),
            (self.required.last().copied(), chart.required_words, Role::GoalText),
        ]
        .into_iter()
        .filter(|(_, words, _)| !words.end.is_empty())
        .filter_map(|(point, words, role)| {
            let (date, value) = point?;
            Some(End { at: (plot.x(date), plot.y(value)), text: words.end, detail: words.detail, role })
        })
        .collect()
    }

    fn draw_series(&self, pen: &mut Pen<'_>, look: &Look, plot: &Plot) {
        let spot = |(date, value): &(NaiveDate, f64)| (plot.x(*date), plot.y(*value));
        let line: Vec<Spot> = self.observed.iter().map(|point| spot(&(point.date, point.value))).collect();
        let ground = plot.y(0.0);
        let mut start = 0;
        for piece in self.observed.chunk_by(|_, next| !next.is_after_gap) {
            let end = start + piece.len();
            if let [first, .., last] = line[start..end] {
                let floor = [(last.0, ground), (first.0, ground)];
                pen.polygon(&[&line[start..end], &floor].concat(), 0.08, Role::Area);
            }
            start = end;
        }
        // Months apart make no band: of the time between nothing is known.
        for piece in self.ranges.chunk_by(|a, b| (b.date - a.date).num_days() < 40) {
            let edge =
                |bound: fn(&Range) -> f64| piece.iter().map(move |r| (plot.x(r.date), plot.y(bound(r))));
            let band: Vec<Spot> = edge(|r| r.high).chain(edge(|r| r.low).rev()).collect();
            pen.polygon(&band, 0.35, Role::Band);
        }
        let required: Vec<Spot> = self.required.iter().map(spot).collect();
        pen.path(&required, 2.0, Role::Required);

        let mut start = 0;
        for piece in self.observed.chunk_by(|_, next| !next.is_after_gap) {
            let first = start;
            for run in piece[1..].chunk_by(|a, b| a.estimated == b.estimated) {
                let end = start + run.len();
                let role = if run[0].estimated { Role::Estimate } else { Role::Line };
                pen.path(&line[start..=end], look.stroke, role);
                start = end;
            }
            if piece.len() == 1 {
                pen.disc(line[first], look.stroke, Role::Point); // alone between two gaps
            }
            start = first + piece.len();
        }

        // Masks first, then rings: of two figures at nearly one place, both rings are whole.
        let published: Vec<Spot> = self.published.iter().map(spot).collect();
        published.iter().for_each(|at| pen.disc(*at, 4.5, Role::Mask));
        published.iter().for_each(|at| pen.ring(*at, 4.5, 1.8, Role::Published));
        if let Some(at) = line.last() {
            pen.disc(*at, 6.5, Role::Mask);
            pen.disc(*at, 5.0, Role::Point);
        }
        if let Some((x, y)) = required.last() {
            let diamond = [(*x, y - 8.0), (x + 8.0, *y), (*x, y + 8.0), (x - 8.0, *y)];
            pen.polygon(&diamond, 1.0, Role::GoalMark);
        }
    }

    /// Names each series beside a piece of it; answers the number of rows this took.
    fn draw_key(&self, pen: &mut Pen<'_>, chart: &Trajectory<'_>, look: &Look, above: f64) -> f64 {
        let estimated = self.observed.iter().any(|point| point.estimated);
        let entries = [
            (chart.observed_words.name, Role::Line, !self.observed.is_empty()),
            (chart.estimated_name, Role::Estimate, estimated),
            (chart.ranges_name, Role::Band, !self.ranges.is_empty()),
            (chart.published_words.name, Role::Published, !self.published.is_empty()),
            (chart.required_words.name, Role::Required, !self.required.is_empty()),
        ];
        let (mut x, mut row) = (8.0, 0.0);
        for (name, role, _) in entries.into_iter().filter(|(name, _, drawn)| *drawn && !name.is_empty()) {
            let swatch = if role == Role::Published { 11.0 } else { 24.0 };
            let width = swatch + 7.0 + look.key.width(name);
            if x > 8.0 && x + width > look.width - 4.0 {
                (x, row) = (8.0, row + 1.0);
            }
            let y = above + 12.0 + row * 23.0;
            match role {
                Role::Published => pen.ring((x + 5.5, y), 4.5, 1.8, role),
                Role::Band => pen.rect((x + 1.0, y - 6.0), (22.0, 12.0), role),
                _ => pen.path(&[(x + 1.0, y), (x + 23.0, y)], 2.4, role),
            }
            pen.text(name, (x + swatch + 7.0, y), look.key, Anchor::Start, Role::Axis);
            x += width + 20.0;
        }
        if x > 8.0 { row + 1.0 } else { 0.0 }
    }
}

fn draw_axes(pen: &mut Pen<'_>, look: &Look, plot: &Plot, ticks: &[f64], names: &[String]) {
    for (tick, name) in ticks.iter().zip(names) {
        let y = plot.y(*tick);
        pen.path(&[(plot.left, y), (plot.right, y)], 1.0, if *tick == 0.0 { Role::Tick } else { Role::Grid });
        pen.text(name, (plot.left - 8.0, y), look.axis, Anchor::End, Role::Axis);
    }
    for edge in scale::new_years(plot) {
        pen.path(&[(edge, plot.bottom), (edge, plot.bottom + 5.0)], 1.0, Role::Tick);
    }
    for (year, x) in scale::years(plot, look.axis.width("2000") + 10.0) {
        pen.text(&year.to_string(), (x, plot.bottom + 16.0), look.axis, Anchor::Middle, Role::Axis);
    }
}
