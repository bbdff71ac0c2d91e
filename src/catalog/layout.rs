//! The columns of a table that people fill in: what a cell may hold, what tells its lines apart, what must agree with
//! what. The reader, the templates and the page that explains them all follow the same layout.

use std::collections::HashSet;

use serde::Deserialize;

use super::{Catalog, Language, Source};

/// A column as the file `jobs/sources/<id>.toml` describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub name: String,
    pub kind: ColumnKind,
    /// What it says of the key of a line; nothing for a cell.
    pub key: Option<Key>,
    /// A line without it is rejected; a part of the key always is, unless it has a default.
    #[serde(default)]
    pub needed: bool,
    /// What an empty cell of the key stands for.
    pub default: Option<String>,
    /// Of a `code` or `codes`; any word when there are none.
    #[serde(default)]
    pub values: Vec<String>,
    pub unit: Option<Quantity>,
    /// Of a number, 0 unless said: nothing that is counted here goes below.
    #[serde(default)]
    pub minimum: f64,
    #[serde(default = "billion")]
    pub maximum: f64,
    /// Shown to those who may see the structure's own data, never in a public view.
    #[serde(default)]
    pub restricted: bool,
    /// A column that it may not exceed.
    pub at_most: Option<String>,
    /// Columns that add up to it, give or take `tolerance`.
    #[serde(default)]
    pub sum_of: Vec<String>,
    #[serde(default)]
    pub tolerance: f64,
    /// A list with as many items as this column has, or as it says.
    pub length_of: Option<String>,
    /// A day before which it cannot be.
    pub not_before: Option<String>,
    /// What another table says of the same: a line that says otherwise is kept, and told.
    pub compared_with: Option<Comparison>,
    pub fr: ColumnText,
    pub en: ColumnText,
}

/// A column of a monthly table, in the last month of the year that the line speaks of.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    pub source: String,
    pub column: String,
    /// Share of the other value, 0 to 1, by which the two may differ.
    #[serde(default)]
    pub tolerance: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnText {
    pub label: String,
    #[serde(default)]
    pub help: String,
}

/// What a cell holds, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ColumnKind {
    /// A FINESS number, nine characters.
    Finess,
    /// The INSEE code of a commune, five characters.
    Insee,
    /// `FR`, `REG-84`, `DEP-53`.
    Territory,
    Integer,
    Decimal,
    /// `oui` or `non`.
    Flag,
    /// `2025-03-31`
    Day,
    /// `2025-03`
    Month,
    Year,
    /// A word of a closed list.
    Code,
    Text,
    /// Years in ascending order, separated by `|`.
    Years,
    Integers,
    Codes,
}

/// What a column says of the key of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Key {
    /// Of whom or where it speaks; of two such columns exactly one is filled.
    Subject,
    /// When it holds; of two such columns the first that is filled counts.
    Period,
    /// What tells lines of one subject and period apart.
    Item,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    Persons,
    Patients,
    Students,
    Structures,
    Meetings,
    Rooms,
    Sites,
    Hours,
    HoursPerDay,
    HoursPerWeek,
    HoursPerMonth,
    Days,
    DaysPerWeek,
    Months,
    Semesters,
    Points,
    Euros,
    Percent,
    Fte,
    Consultations,
    Inhabitants,
}

/// A spreadsheet holds numbers this large whole, and the store gives them back as they were.
pub(super) fn billion() -> f64 {
    1e9
}

impl ColumnKind {
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal)
    }

    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Years | Self::Integers | Self::Codes)
    }

    fn fits(self, key: Key) -> bool {
        match key {
            Key::Subject => matches!(self, Self::Finess | Self::Insee | Self::Territory),
            Key::Period => matches!(self, Self::Day | Self::Month | Self::Year),
            Key::Item => matches!(self, Self::Code | Self::Text | Self::Integer),
        }
    }
}

impl Column {
    #[must_use]
    pub fn text(&self, language: Language) -> &ColumnText {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }

    /// Whether a line without it says nothing.
    #[must_use]
    pub fn is_needed(&self) -> bool {
        self.needed || (self.key == Some(Key::Item) && self.default.is_none())
    }

    /// The columns that it is checked against.
    fn others(&self) -> impl Iterator<Item = (&'static str, &String)> {
        let one =
            [("at_most", &self.at_most), ("length_of", &self.length_of), ("not_before", &self.not_before)];
        let one = one.into_iter().filter_map(|(check, other)| Some((check, other.as_ref()?)));
        one.chain(self.sum_of.iter().map(|part| ("sum_of", part)))
    }
}

impl Catalog {
    /// Comparisons of a table with what is no column of numbers of another one.
    pub(super) fn comparison_problems(&self, source: &Source) -> Vec<String> {
        let compared =
            source.columns.iter().filter_map(|column| Some((column, column.compared_with.as_ref()?)));
        let is_sound = |column: &Column, with: &Comparison| {
            let other = self.source(&with.source).and_then(|source| source.column(&with.column));
            (column.kind.is_number() || column.kind.is_list())
                && other.is_some_and(|other| other.kind.is_number())
                && (0.0..=1.0).contains(&with.tolerance)
        };
        let unsound = compared.filter(|(column, with)| !is_sound(column, with));
        let told = |column: &Column, with: &Comparison| {
            let Comparison { source, column: other, .. } = with;
            format!("column {}: compared_with: “{source}.{other}” cannot be compared with it", column.name)
        };
        unsound.map(|(column, with)| told(column, with)).collect()
    }
}

impl Source {
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns of one part of the key, in their order.
    pub fn keyed(&self, key: Key) -> impl Iterator<Item = &Column> {
        self.columns.iter().filter(move |column| column.key == Some(key))
    }

    /// What is wrong with the layout; a source of another kind has none.
    pub(super) fn layout_problems(&self) -> Vec<String> {
        if self.columns.is_empty() {
            let is_bare = self.dated_by.is_none() && !self.repeats;
            return if is_bare { Vec::new() } else { vec!["column: a table needs columns".into()] };
        }
        let mut problems = Vec::new();
        if self.family.is_none() {
            problems.push("family: a table needs the family of rights that its lines belong to".into());
        }
        for key in [Key::Subject, Key::Period] {
            if self.keyed(key).next().is_none() {
                problems.push(format!("column: none is the {key:?} of a line").to_lowercase());
            }
        }
        let named = |name: &str| self.column(name).map(|column| column.kind);
        match self.dated_by.as_deref().map(|name| (name, named(name))) {
            None | Some((_, Some(ColumnKind::Day))) => {}
            Some((name, _)) => problems.push(format!("dated_by: no column “{name}” holds days")),
        }
        let mut seen = HashSet::new();
        for column in &self.columns {
            let told = if seen.insert(&column.name) { None } else { Some("stands there twice".to_owned()) };
            let told = told.into_iter().chain(column.problems(&named));
            problems.extend(told.map(|problem| format!("column {}: {problem}", column.name)));
        }
        problems
    }
}

impl Column {
    fn problems(&self, kind_of: &impl Fn(&str) -> Option<ColumnKind>) -> Vec<String> {
        let mut problems = Vec::new();
        let mut problem = |is_one: bool, said: String| {
            if is_one {
                problems.push(said);
            }
        };
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        problem(self.name.is_empty() || !self.name.chars().all(is_name), "name: a-z, 0-9 and _ only".into());
        if let Some(key) = self.key {
            problem(!self.kind.fits(key), format!("key: {:?} cannot be the {key:?} of a line", self.kind));
        }
        problem(
            self.default.is_some() && self.key != Some(Key::Item),
            "default: an empty cell is unknown; only an item of the key has a default".into(),
        );
        let is_code = matches!(self.kind, ColumnKind::Code | ColumnKind::Codes);
        problem(!self.values.is_empty() && !is_code, "values: only a code has them".into());
        let counts = self.kind.is_number() || self.kind == ColumnKind::Integers;
        let is_bounded = self.minimum != 0.0 || self.maximum != billion();
        problem((is_bounded || self.unit.is_some()) && !counts, "unit, minimum, maximum: of numbers".into());
        problem(
            !(self.minimum <= self.maximum && self.minimum.abs() <= 1e9 && self.maximum.abs() <= 1e9),
            "minimum, maximum: from -1e9 to 1e9, in that order".into(),
        );
        for (check, other) in self.others() {
            let Some(kind) = kind_of(other) else {
                problem(true, format!("{check}: no column is called “{other}”"));
                continue;
            };
            let fits = match check {
                "length_of" => self.kind.is_list() && (kind.is_list() || kind == ColumnKind::Integer),
                "not_before" => self.kind == ColumnKind::Day && kind == ColumnKind::Day,
                _ => self.kind.is_number() && kind.is_number(),
            };
            problem(!fits || *other == self.name, format!("{check}: “{other}” cannot be compared with it"));
        }
        for (language, text) in [("fr", &self.fr), ("en", &self.en)] {
            problem(text.label.trim().is_empty(), format!("{language}.label: is empty"));
        }
        problems
    }
}

#[cfg(test)]
mod tests;
