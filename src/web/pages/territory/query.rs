//! The state of the page of a territory, all of it in the address.

use chrono::NaiveDate;
use serde::Deserialize;

use super::super::super::errors::WebError;
use super::super::super::known_on::KnownOn;
use super::super::super::words::Words;
use super::super::encoded;
use super::super::panels::months;
use super::super::panels::numbers::Numbers;
use super::super::panels::table::Sort;
use crate::domain::legal_entity::LegalForm;
use crate::domain::month::Month;
use crate::domain::territory::Territory;
use crate::domain::writing::plain;

#[derive(Clone, Debug, Default, Deserialize)]
pub(in super::super::super) struct Query {
    month: Option<String>,
    sort: Option<String>,
    q: Option<String>,
    form: Option<String>,
    state: Option<String>,
    opened: Option<String>,
    order: Option<String>,
    page: Option<String>,
    #[serde(flatten)]
    pub(super) known_on: KnownOn,
}

/// Which structures are listed, by whether they are open at the end of the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    #[default]
    Open,
    Ended,
    All,
}

/// By what the structures are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Name,
    Commune,
    /// The last opened first.
    Opened,
}

/// Since when a listed structure has been open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Since {
    LastTwelveMonths,
    Year(i32),
}

impl Standing {
    pub(super) const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Open, "", "state-open"),
        (Self::Ended, "ended", "state-ended"),
        (Self::All, "all", "state-all"),
    ];
}

impl Order {
    pub(super) const ALL: [(Self, &'static str); 3] =
        [(Self::Name, ""), (Self::Commune, "commune"), (Self::Opened, "opened")];
}

pub(super) const FORMS: [(LegalForm, &str, &str); 2] =
    [(LegalForm::Sisa, "sisa", "form-sisa"), (LegalForm::Other, "other", "form-other")];

/// What a reader types is searched, not stored.
const LONGEST_SEARCH: usize = 80;

/// The state, understood: what the address leaves out is the latest month, open structures, by name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct View {
    pub(super) territory: Territory,
    pub(super) month: Month,
    pub(super) is_latest: bool,
    pub(super) sort: Sort,
    pub(super) search: String,
    pub(super) form: Option<LegalForm>,
    pub(super) standing: Standing,
    pub(super) since: Option<Since>,
    pub(super) order: Order,
    /// From 1.
    pub(super) page: usize,
    /// The day whose knowledge is shown, when it is not today.
    pub(super) known_on: Option<NaiveDate>,
}

impl View {
    /// # Errors
    /// A value that the page does not know, said in the reader's language.
    pub(super) fn read(
        territory: Territory,
        query: &Query,
        known_on: Option<NaiveDate>,
        numbers: &Numbers,
        words: Words,
    ) -> Result<Self, WebError> {
        let unknown = || WebError::Wrong(words.say("error-text-400"));
        let month = months::read(query.month.as_deref(), numbers, words)?;
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        let (form, state, order) = (given(&query.form), given(&query.state), given(&query.order));
        let found = FORMS.iter().find(|(_, code, _)| *code == form);
        let standing = Standing::ALL.iter().find(|(_, code, _)| *code == state);
        let order = Order::ALL.iter().find(|(_, code)| *code == order);
        Ok(Self {
            territory,
            month,
            is_latest: month == numbers.last,
            sort: Sort::read(query.sort.as_deref()).ok_or_else(unknown)?,
            search: given(&query.q).trim().chars().take(LONGEST_SEARCH).collect(),
            form: if form.is_empty() { None } else { Some(found.ok_or_else(unknown)?.0) },
            standing: standing.ok_or_else(unknown)?.0,
            since: match given(&query.opened).as_str() {
                "" => None,
                text => Some(Since::read(text, numbers.first, month).ok_or_else(unknown)?),
            },
            order: order.ok_or_else(unknown)?.0,
            page: match given(&query.page).as_str() {
                "" => 1,
                text => text.parse().ok().filter(|page| *page > 0).ok_or_else(unknown)?,
            },
            known_on,
        })
    }

    /// The words searched for, as names are compared.
    pub(super) fn searched(&self) -> Vec<String> {
        plain(&self.search).split_whitespace().map(str::to_owned).collect()
    }

    pub(super) fn is_filtered(&self) -> bool {
        self.search != String::new()
            || self.form.is_some()
            || self.standing != Standing::Open
            || self.since.is_some()
    }

    /// The same place and month with every structure that is open.
    pub(super) fn unfiltered(&self) -> Self {
        Self {
            search: String::new(),
            form: None,
            standing: Standing::Open,
            since: None,
            page: 1,
            ..self.clone()
        }
    }

    /// The shortest query of this state.
    pub(super) fn query(&self) -> String {
        self.pairs()
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect::<Vec<_>>()
            .join("&")
    }

    /// What a form must keep, besides the fields that it shows.
    pub(super) fn kept(&self, shown: &[&str]) -> Vec<(&'static str, String)> {
        let mut pairs = self.pairs();
        pairs.retain(|(name, _)| !shown.contains(name) && *name != "page");
        pairs
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let code = |found: Option<&'static str>| found.unwrap_or_default().to_owned();
        let form = self.form.and_then(|form| FORMS.iter().find(|(known, ..)| *known == form));
        let standing = Standing::ALL.iter().find(|(known, ..)| *known == self.standing);
        let order = Order::ALL.iter().find(|(known, _)| *known == self.order);
        let mut pairs = vec![
            ("month", if self.is_latest { String::new() } else { self.month.to_string() }),
            ("sort", if self.sort == Sort::Density { String::new() } else { self.sort.code().to_owned() }),
            ("q", self.search.clone()),
            ("form", code(form.map(|(_, code, _)| *code))),
            ("state", code(standing.map(|(_, code, _)| *code))),
            ("opened", self.since.map(Since::code).unwrap_or_default()),
            ("order", code(order.map(|(_, code)| *code))),
            ("known_on", self.known_on.map(|day| day.to_string()).unwrap_or_default()),
            ("page", if self.page == 1 { String::new() } else { self.page.to_string() }),
        ];
        pairs.retain(|(_, value)| !value.is_empty());
        pairs
    }
}

impl Since {
    fn read(text: &str, first: Month, last: Month) -> Option<Self> {
        match text {
            "12m" => Some(Self::LastTwelveMonths),
            year => year
                .parse()
                .ok()
                .filter(|year| (first.year()..=last.year().max(first.year())).contains(year))
                .map(Self::Year),
        }
    }

    pub(super) fn code(self) -> String {
        match self {
            Self::LastTwelveMonths => "12m".to_owned(),
            Self::Year(year) => year.to_string(),
        }
    }

    /// The first month at which a structure may have opened.
    pub(super) fn first(self, shown: Month) -> Month {
        match self {
            Self::LastTwelveMonths => shown - 11,
            Self::Year(year) => Month::new(year, 1).unwrap_or(shown),
        }
    }
}
