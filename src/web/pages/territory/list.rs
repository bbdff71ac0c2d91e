//! The list of structures: its filters, its lines, its pages.

use super::super::super::words::Words;
use super::super::address;
use super::super::panels::months::Choice;
use super::Shown;
use super::query::{FORMS, Order, Since, Standing, View};
use super::structures::{End, Line};
use crate::domain::legal_entity::LegalForm;
use crate::domain::structure::Ending;
use crate::domain::territory::Territory;

/// Lines of one page.
const LINES: usize = 50;

pub(super) struct List {
    pub(super) title: String,
    pub(super) caption: String,
    pub(super) search: String,
    pub(super) forms: Vec<Choice>,
    pub(super) standings: Vec<Choice>,
    pub(super) openings: Vec<Choice>,
    /// The state that the form keeps.
    pub(super) kept: Vec<(&'static str, String)>,
    /// The address without each filter, and what it filters.
    pub(super) chips: Vec<(String, String)>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) empty: String,
    pub(super) unfiltered: Option<String>,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
    pub(super) position: Option<String>,
}

pub(super) struct Column {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) sort: Option<String>,
    pub(super) is_sorted: Option<&'static str>,
}

pub(super) struct Row {
    pub(super) name: String,
    pub(super) page: String,
    pub(super) place: String,
    /// The code of its department, in the list of a region.
    pub(super) department: Option<String>,
    pub(super) form: String,
    pub(super) opened: String,
    /// How it ended: class of the badge and words; open says so.
    pub(super) end: (&'static str, String),
}

impl Shown {
    pub(super) fn list(&self) -> List {
        let (view, words) = (&self.view, self.words);
        let lines = self.structures.filtered(view);
        let pages = lines.len().div_ceil(LINES).max(1);
        // A page beyond the last is an old address of a list that has become shorter.
        let page = view.page.min(pages);
        let turned = |page: usize| self.address(&View { page, ..view.clone() }, "#structures");
        let is_region = matches!(view.territory, Territory::Region(_));
        let shown = lines.iter().skip((page - 1) * LINES).take(LINES);
        let position =
            || words.with("list-page", &[("page", &page.to_string()), ("pages", &pages.to_string())]);
        List {
            title: self.list_title(lines.len()),
            caption: words.with("list-caption", &[("month", &words.language.month(view.month))]),
            search: view.search.clone(),
            forms: self.forms(),
            standings: self.standings(),
            openings: self.openings(),
            kept: view.kept(&["q", "form", "state", "opened"]),
            chips: self.chips(),
            columns: self.columns(),
            rows: shown.map(|line| row(line, is_region, words)).collect(),
            empty: if view.is_filtered() {
                words.say("list-empty-filtered")
            } else {
                words.with("list-empty", &[("month", &words.language.month(view.month))])
            },
            unfiltered: view.is_filtered().then(|| self.address(&view.unfiltered(), "#structures")),
            before: (page > 1).then(|| turned(page - 1)),
            after: (page < pages).then(|| turned(page + 1)),
            position: (pages > 1).then(position),
        }
    }

    fn list_title(&self, found: usize) -> String {
        let key = match (self.view.is_filtered(), self.view.standing) {
            (false, _) => "list-title-open",
            (true, Standing::Open) => "list-title-open-found",
            (true, Standing::Ended) => "list-title-ended-found",
            (true, Standing::All) => "list-title-all-found",
        };
        self.words.counted(key, found as f64, &[])
    }

    fn forms(&self) -> Vec<Choice> {
        let any = Choice {
            value: String::new(),
            label: self.words.say("form-any"),
            is_chosen: self.view.form.is_none(),
        };
        let each = FORMS.iter().map(|(form, code, key)| Choice {
            value: (*code).to_owned(),
            label: self.words.say(key),
            is_chosen: self.view.form == Some(*form),
        });
        std::iter::once(any).chain(each).collect()
    }

    fn standings(&self) -> Vec<Choice> {
        let each = Standing::ALL.iter().map(|(standing, code, key)| Choice {
            value: (*code).to_owned(),
            label: self.words.say(key),
            is_chosen: self.view.standing == *standing,
        });
        each.collect()
    }

    fn openings(&self) -> Vec<Choice> {
        let year = self.view.month.year();
        let years = (self.numbers.first.year() + 1..=year).rev().map(Since::Year);
        let offered = std::iter::once(None).chain([Some(Since::LastTwelveMonths)]).chain(years.map(Some));
        offered
            .map(|since| Choice {
                value: since.map(Since::code).unwrap_or_default(),
                label: self.since_label(since),
                is_chosen: self.view.since == since,
            })
            .collect()
    }

    fn since_label(&self, since: Option<Since>) -> String {
        match since {
            None => self.words.say("opened-any"),
            Some(Since::LastTwelveMonths) => self.words.say("opened-12m"),
            Some(Since::Year(year)) => self.words.with("opened-year", &[("year", &year.to_string())]),
        }
    }

    fn chips(&self) -> Vec<(String, String)> {
        let (view, words) = (&self.view, self.words);
        let without = |view: View| self.address(&View { page: 1, ..view }, "#structures");
        let search = (!view.search.is_empty()).then(|| {
            let label = words.with("chip-search", &[("text", &view.search)]);
            (without(View { search: String::new(), ..view.clone() }), label)
        });
        let form =
            view.form.map(|form| (without(View { form: None, ..view.clone() }), form_word(form, words)));
        let standing = Standing::ALL.iter().find(|(known, ..)| *known == view.standing);
        let standing = standing
            .filter(|(known, ..)| *known != Standing::Open)
            .map(|(_, _, key)| (without(View { standing: Standing::Open, ..view.clone() }), words.say(key)));
        let since = view
            .since
            .map(|since| (without(View { since: None, ..view.clone() }), self.since_label(Some(since))));
        [search, form, standing, since].into_iter().flatten().collect()
    }

    fn columns(&self) -> Vec<Column> {
        let words = self.words;
        let column = |key: &str, order: Option<Order>| {
            let name = words.say(key);
            let label = match order {
                Some(_) => words.with("sort-by", &[("name", &name)]),
                None => name.clone(),
            };
            let target = |order| self.address(&View { order, page: 1, ..self.view.clone() }, "#structures");
            let is_sorted = order.filter(|order| *order == self.view.order);
            let is_sorted =
                is_sorted.map(|order| if order == Order::Opened { "descending" } else { "ascending" });
            Column { name, label, sort: order.map(target), is_sorted }
        };
        vec![
            column("col-structure", Some(Order::Name)),
            column("col-commune", Some(Order::Commune)),
            column("col-form", None),
            column("col-opened-on", Some(Order::Opened)),
            column("col-standing", None),
        ]
    }
}

fn row(line: &Line, is_region: bool, words: Words) -> Row {
    let language = words.language;
    Row {
        name: language.typeset(&line.shown.name),
        page: address(language, &format!("/structures/{}", line.structure.finess)),
        place: line.commune().map_or_else(|| words.say("commune-unknown"), |name| language.typeset(name)),
        department: is_region.then(|| line.shown.department.clone()),
        form: form_word(line.form, words),
        opened: line.opened.map_or_else(|| "–".to_owned(), |day| language.day(day)),
        end: end(line.end, words),
    }
}

pub(super) fn form_word(form: LegalForm, words: Words) -> String {
    words.say(match form {
        LegalForm::Sisa => "form-sisa",
        LegalForm::Other => "form-other",
        LegalForm::Unknown => "form-unknown",
    })
}

fn end(end: End, words: Words) -> (&'static str, String) {
    let on = |key: &str, day| words.with(key, &[("day", &words.language.day(day))]);
    match end {
        End::Open => ("ok", words.say("end-open")),
        End::Left { day } => ("mid", on("end-left", day)),
        End::Ended(Ending::Closed { day, certain: true }) => ("ko", on("end-closed", day)),
        End::Ended(Ending::Closed { day, certain: false }) => ("mid", on("end-closed-estimated", day)),
        End::Ended(Ending::Renumbered { day }) => ("mid", on("end-renumbered", day)),
        End::Ended(Ending::Lost) => ("mid", words.say("end-lost")),
        End::Ended(Ending::Gone) => ("mid", words.say("end-gone")),
    }
}
