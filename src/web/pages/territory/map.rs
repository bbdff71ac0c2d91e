//! One dot for each structure open at the end of the month.

use std::collections::{HashMap, HashSet};

use super::super::address;
use super::super::panels::dots::{Ground, Placed, Said, draw, spot};
use super::super::panels::page_of;
use super::Shown;
use super::structures::{Line, departments};
use crate::domain::geography::france;
use crate::domain::month::Month;
use crate::domain::territory::Territory;

pub(super) struct Map {
    pub(super) title: String,
    /// None for a territory that is not drawn.
    pub(super) drawing: Option<String>,
    /// What a disc and a ring mean, with how many there are.
    pub(super) key: [(String, String); 2],
    /// How many structures are not on the map, and why.
    pub(super) missing: Option<String>,
}

impl Shown {
    pub(super) fn map(&self) -> Map {
        let words = self.words;
        let open: Vec<Line> = self.structures.open().collect();
        let placed = self.placed(&open);
        let new = placed.iter().filter(|dot| dot.is_new).count();
        let missing = open.len() - placed.len();
        let title = self.map_title();
        let count = |number: usize| words.language.count(number as f64);
        let said = Said { title: &title, desc: &self.map_desc(), heading: None, caption: None };
        Map {
            drawing: draw(&self.grounds(&open), &placed, &said, words),
            key: [(words.say("dots-old"), count(placed.len() - new)), (words.say("dots-new"), count(new))],
            missing: (missing > 0).then(|| words.counted("dots-missing", missing as f64, &[])),
            title,
        }
    }

    pub(super) fn map_drawing(&self, caption: &str) -> Option<String> {
        let open: Vec<Line> = self.structures.open().collect();
        let (title, desc) = (self.map_title(), self.map_desc());
        let said = Said { title: &title, desc: &desc, heading: Some(&title), caption: Some(caption) };
        draw(&self.grounds(&open), &self.placed(&open), &said, self.words)
    }

    /// In how many communes there is at least one.
    fn map_title(&self) -> String {
        let open = self.structures.open();
        let communes: HashSet<&str> = open.filter_map(|line| line.shown.commune.as_deref()).collect();
        // Paris is one commune: to count it would say nothing.
        let codes = departments(&self.view.territory);
        let held = france().communes().iter().filter(|commune| codes.contains(&commune.department));
        if held.take(2).count() < 2 {
            return self.words.say("dots-title-plain");
        }
        self.words.counted("dots-title", communes.len() as f64, &[])
    }

    fn map_desc(&self) -> String {
        let name = self.words.territory(&self.view.territory);
        let month = self.words.language.month(self.view.month);
        self.words.with("dots-desc", &[("name", &name), ("month", &month)])
    }

    fn placed(&self, open: &[Line]) -> Vec<Placed> {
        let recent = self.view.month - 11;
        let dot = |line: &Line| {
            let name = self.words.language.typeset(&line.shown.name);
            Some(Placed {
                at: spot(line.shown)?,
                is_new: line.opened.is_some_and(|day| Month::of(day) >= recent),
                name: line.commune().map_or(name.clone(), |commune| format!("{name}, {commune}")),
                page: Some(address(self.words.language, &format!("/structures/{}", line.structure.finess))),
            })
        };
        open.iter().filter_map(dot).collect()
    }

    /// The departments of a region lead to their pages; a department is there already.
    fn grounds(&self, open: &[Line]) -> Vec<Ground> {
        let mut counts: HashMap<&str, f64> = HashMap::new();
        for line in open {
            *counts.entry(&line.shown.department).or_default() += 1.0;
        }
        let codes = departments(&self.view.territory);
        let leads = matches!(self.view.territory, Territory::Region(_));
        let ground = |code: &'static str| {
            let territory = Territory::Department(code.to_owned());
            let name = self.words.territory(&territory);
            let count = counts.get(code).copied().unwrap_or_default();
            let said = self.words.counted("dots-department", count, &[("name", &name)]);
            let page = page_of(&territory, &self.numbers, self.view.month, self.words);
            Ground {
                department: code,
                page: page.filter(|_| leads).map(|page| (page, said)),
                name: leads.then_some(name),
            }
        };
        codes.into_iter().map(ground).collect()
    }
}
