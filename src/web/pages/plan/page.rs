//! The page as its template wants it.

use askama::Template;
use chrono::Datelike;

use super::super::super::errors::WebError;
use super::super::super::reply::Content;
use super::super::super::words::Words;
use super::super::method::mark_key;
use super::super::panels::tiles::{Popover, popover};
use super::super::{Frame, address};
use super::actions::{Amount, Report, counted, total};
use super::measures::{Objective, euros};
use super::{PATH, Shown};
use crate::domain::measure::Period;
use crate::domain::statement::{Statement, Subject};
use crate::domain::territory::Territory;

#[derive(Template)]
#[template(path = "plan.html")]
struct Plan {
    frame: Frame,
    fresh: String,
    goal: Option<Goal>,
    tiles: Vec<Tile>,
    objectives: Vec<Objective>,
    figures: Vec<Figure>,
    note: String,
    /// Whether anything was reported at all.
    is_reported: bool,
}

/// The count set against the goal.
struct Goal {
    name: String,
    popover: Popover,
    value: String,
    aim: String,
    label: String,
    /// Widths out of 400.
    done: String,
    expected_at: Option<String>,
    share: String,
    source: String,
}

struct Tile {
    name: String,
    value: String,
    text: String,
    source: String,
}

/// A figure of the Plan, or a target.
struct Figure {
    name: String,
    value: String,
    source: String,
}

impl Shown {
    pub(super) fn page(self) -> Result<Content, WebError> {
        let words = self.words;
        let goal = self.goal();
        let title = match &goal {
            Some(goal) => words.with("plan-title", &[("count", &goal.value), ("share", &goal.share)]),
            None => words.say("plan-title-plain"),
        };
        let years = years(&self.reports.iter().collect::<Vec<_>>());
        let fresh = match years {
            Some((first, last)) if first == last => {
                words.with("plan-fresh-year", &[("year", &last.to_string())])
            }
            Some((first, last)) => {
                words.with("plan-fresh", &[("first", &first.to_string()), ("last", &last.to_string())])
            }
            None => words.say("plan-fresh-none"),
        };
        let page = Plan {
            frame: Frame::new(words, title, PATH, String::new(), self.is_simulated),
            fresh,
            tiles: self.tiles(),
            objectives: self.objectives(),
            figures: self.figures(),
            note: words.with("plan-note", &[("source", &words.language.typeset(&self.catalog.plan.source))]),
            is_reported: years.is_some(),
            goal,
        };
        Ok(Content::Html(page.render()?))
    }

    fn goal(&self) -> Option<Goal> {
        let (words, plan, numbers) = (self.words, &self.catalog.plan, self.numbers.as_ref()?);
        let headline = self.catalog.indicator(&plan.headline)?;
        let value = numbers.value(headline, &Territory::France, numbers.last)?;
        let end = self.catalog.parameters.named(&plan.path).next_back()?;
        let expected = self.catalog.parameters.on(&plan.path, numbers.last.last_day());
        let width = |share: f64| format!("{:.1}", 400.0 * share.clamp(0.0, 1.0));
        let share = words.language.share(value / end.value, 0);
        let (aim, year) = (words.language.count(end.value), end.on.year().to_string());
        Some(Goal {
            name: words.language.typeset(&headline.text(words.language).name),
            popover: popover(headline, words),
            value: words.language.count(value),
            aim: words.with("hero-goal", &[("goal", &aim), ("year", &year)]),
            label: words.with("hero-share", &[("share", &share)]),
            done: width(value / end.value),
            expected_at: expected.map(|expected| width(expected / end.value)),
            share,
            source: words.with("plan-month", &[("month", &words.language.month(numbers.last))]),
        })
    }

    /// Of the measures of the Plan itself.
    fn tiles(&self) -> Vec<Tile> {
        let (words, plan) = (self.words, &self.catalog.plan);
        let of_plan: Vec<&Report> =
            self.reports.iter().filter(|report| plan.counts(&report.measure)).collect();
        let source = match years(&of_plan) {
            Some((first, last)) => {
                words.with("plan-years", &[("first", &first.to_string()), ("last", &last.to_string())])
            }
            None => words.say("plan-not-reported"),
        };
        let money = |name: &str, text: String, amount: fn(&Report) -> Amount| {
            let sum = total(of_plan.iter().copied(), amount);
            let value = sum.map_or_else(|| "–".to_owned(), |sum| euros(sum, words));
            Tile { name: words.say(name), value, text, source: source.clone() }
        };
        let foreseen = words.with("plan-foreseen", &[("euros", &euros(plan.euros, words))]);
        let mut tiles = vec![
            money("plan-committed", foreseen, |report| report.committed),
            money("plan-paid", words.say("plan-paid-text"), |report| report.paid),
        ];
        let measures = plan.axes.iter().filter(|axis| !axis.beside).flat_map(|axis| &axis.measures);
        let is_reported = |code: &str| of_plan.iter().any(|report| report.measure == code);
        let (all, reported) = measures.fold((0, 0), |(all, reported), measure| {
            (all + 1, reported + usize::from(measure.code.as_deref().is_some_and(is_reported)))
        });
        let count = |n: usize| words.language.count(n as f64);
        tiles.push(Tile {
            name: words.say("plan-reported"),
            value: count(reported),
            text: words.with("plan-of-measures", &[("all", &count(all))]),
            source: source.clone(),
        });
        let aimed = counted(of_plan.iter().copied(), |report| report.share().is_some());
        let last = years(&aimed).map(|(_, last)| last);
        let of_last =
            || aimed.iter().filter(|report| Some(report.year) == last).filter_map(|one| one.share());
        let reached = of_last().filter(|share| *share >= 1.0).count();
        tiles.push(Tile {
            name: words.say("plan-reached"),
            value: last.map_or_else(|| "–".to_owned(), |_| count(reached)),
            text: words.with("plan-of-targets", &[("all", &count(of_last().count()))]),
            source: last.map_or(source, |last| words.with("plan-year", &[("year", &last.to_string())])),
        });
        tiles
    }

    /// The figures of the Plan, then the targets that somebody set.
    fn figures(&self) -> Vec<Figure> {
        let (words, plan) = (self.words, &self.catalog.plan);
        let mark = words.say(mark_key(plan.mark));
        let figures = plan.figures.iter().map(|figure| Figure {
            name: words.language.typeset(figure.name(words.language)),
            value: words.language.count(figure.value),
            source: format!("{} ({mark})", words.language.typeset(&plan.source)),
        });
        figures.chain(self.targets.iter().filter_map(|target| self.target(target, words))).collect()
    }

    /// A hypothesis of how to share the goal out is no target: it is not shown to the public.
    fn target(&self, statement: &Statement, words: Words) -> Option<Figure> {
        let Subject::Territory(territory) = &statement.subject else { return None };
        let Period::Year(year) = statement.period else { return None };
        let value =
            statement.number("objectif_msp").filter(|_| statement.flag("hypothese") == Some(false))?;
        let (place, year) = (words.territory(territory), year.to_string());
        Some(Figure {
            name: words.with("plan-target", &[("place", &place), ("year", &year)]),
            value: words.language.count(value),
            source: statement
                .text("source")
                .map_or_else(|| words.say("plan-no-source"), |source| words.language.typeset(source)),
        })
    }
}

/// First and last year of which anything was reported.
fn years(reports: &[&Report]) -> Option<(i32, i32)> {
    let years = || reports.iter().map(|report| report.year);
    years().min().zip(years().max())
}

impl Plan {
    fn file(&self) -> String {
        address(self.frame.words.language, "/plan/actions.csv")
    }

    fn caption(&self, objective: &Objective) -> String {
        self.frame.words.with("plan-caption", &[("name", &objective.name)])
    }

    fn every_year(&self, objective: &Objective) -> String {
        self.frame.words.with("plan-caption-years", &[("name", &objective.name)])
    }
}
