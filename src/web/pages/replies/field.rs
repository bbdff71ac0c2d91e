//! A field of a form, with its label, its help, what was typed and what is wrong with it.

use super::super::super::words::Words;
use crate::catalog::{Column, ColumnKind, Key, Source};
use crate::domain::reply::{Fields, Kind};
use crate::mail::{Overview, lint};

/// A field as the template draws it.
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) problem: Option<String>,
    pub(super) input: Input,
    pub(super) value: String,
    pub(super) is_needed: bool,
    /// Where few are one or the other: that it may be left empty, or may not.
    pub(super) mark: Option<String>,
}

pub(super) enum Input {
    Text,
    Phone,
    Area,
    Number,
    Day,
    Month,
    /// What is sent, and its name.
    Choice(Vec<(String, String)>),
}

impl Field {
    /// What its input is described by.
    pub(super) fn described(&self) -> String {
        let help = (!self.help.is_empty()).then(|| format!("{}-help", self.id));
        let problem = self.problem.is_some().then(|| format!("{}-problem", self.id));
        help.into_iter().chain(problem).collect::<Vec<_>>().join(" ")
    }
}

/// The fields of a short form.
pub(super) fn short(
    kind: Kind,
    overview: &Overview,
    movements: Option<&Source>,
    typed: &Fields,
    words: Words,
) -> Vec<Field> {
    let field = |name: &&'static str| {
        let key = format!("reply-field-{}-{name}", kind.as_str());
        let label = words.find(&key).unwrap_or_else(|| words.say(&format!("reply-field-{name}")));
        let help = words.find(&format!("reply-help-{name}"));
        Field {
            id: format!("{}-{name}", kind.as_str()),
            name: (*name).to_owned(),
            label,
            help: help.unwrap_or_default(),
            problem: None,
            input: match *name {
                "fact" => Input::Choice(facts(overview, words)),
                "profession" => Input::Choice(professions(movements, words)),
                "from" | "until" => Input::Day,
                "value" => Input::Number,
                "phone" => Input::Phone,
                "words" => Input::Area,
                _ => Input::Text,
            },
            value: typed.get(*name).cloned().unwrap_or_default(),
            is_needed: kind.needs(name),
            mark: (!kind.needs(name)).then(|| words.say("reply-optional")),
        }
    };
    kind.fields().iter().map(field).collect()
}

fn facts(overview: &Overview, words: Words) -> Vec<(String, String)> {
    let told = overview.facts.iter().map(|fact| (fact.seen.as_str().to_owned(), words.say(fact.seen.key())));
    told.chain([("other".to_owned(), words.say("reply-fact-other"))]).collect()
}

fn professions(movements: Option<&Source>, words: Words) -> Vec<(String, String)> {
    let column = movements.and_then(|source| source.column(PROFESSION));
    let codes = column.map(|column| choices(column, words)).unwrap_or_default();
    codes.into_iter().filter(|(_, name)| is_sayable(name)).collect()
}

pub(super) const PROFESSION: &str = "code_profession";

fn choices(column: &Column, words: Words) -> Vec<(String, String)> {
    let name = |code: &String| words.find(&format!("code-{}-{code}", column.name));
    column.values.iter().map(|code| (code.clone(), name(code).unwrap_or_else(|| code.clone()))).collect()
}

/// What may stand on a page that a whole team opens, as in the message that leads to it.
fn is_sayable(text: &str) -> bool {
    lint::in_text(text).is_empty()
}

/// The columns of a table that are asked for behind a link: neither those that only some may see, nor those that a message
/// could not name. These are sent in the file, or by whoever signs in.
pub(super) fn asked(source: &Source) -> impl Iterator<Item = &Column> {
    source.columns.iter().filter(|column| {
        let texts = [&column.fr, &column.en].map(|text| format!("{} {}", text.label, text.help));
        column.key != Some(Key::Subject)
            && Some(&column.name) != source.dated_by.as_ref()
            && !column.restricted
            && !column.kind.is_list()
            && texts.iter().chain([&column.name]).chain(&column.values).all(|text| is_sayable(text))
    })
}

/// The fields of a table.
pub(super) fn of_table(source: &Source, typed: &Fields, words: Words) -> Vec<Field> {
    let flags =
        || [("oui", "yes"), ("non", "no")].map(|(code, key)| (code.to_owned(), words.say(key))).into();
    let field = |column: &Column| {
        let text = column.text(words.language);
        let unit = column.unit.map(|unit| format!(" ({})", unit.name(words.language))).unwrap_or_default();
        let form = match column.kind {
            ColumnKind::Month => Some(words.say("reply-help-month")),
            _ => None,
        };
        let help = form.unwrap_or_else(|| words.language.typeset(&text.help));
        Field {
            id: column.name.clone(),
            name: column.name.clone(),
            label: words.language.typeset(&format!("{}{unit}", text.label)),
            help,
            problem: None,
            input: match column.kind {
                ColumnKind::Integer | ColumnKind::Decimal | ColumnKind::Year => Input::Number,
                ColumnKind::Flag => Input::Choice(flags()),
                ColumnKind::Code => Input::Choice(choices(column, words)),
                ColumnKind::Day => Input::Day,
                ColumnKind::Month => Input::Month,
                _ => Input::Text,
            },
            value: typed.get(&column.name).cloned().unwrap_or_default(),
            is_needed: is_needed(column),
            mark: is_needed(column).then(|| words.say("reply-needed")),
        }
    };
    asked(source).map(field).collect()
}

pub(super) fn is_needed(column: &Column) -> bool {
    column.is_needed() || column.key == Some(Key::Period)
}
