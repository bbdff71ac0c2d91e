//! How a column says what it takes: the same words in messages, templates and on the page that explains them.

use super::layout::billion;
use super::{Column, ColumnKind, Key, Language, Quantity};

use Language::{English, French};

fn choose<T>(language: Language, french: T, english: T) -> T {
    match language {
        French => french,
        English => english,
    }
}

impl ColumnKind {
    /// What a cell of that kind is: « un jour (AAAA-MM-JJ) », « l’un de ces codes : … ».
    #[must_use]
    pub fn form(self, values: &[String], language: Language) -> String {
        let (french, english) = match self {
            Self::Finess => (
                "un numéro FINESS (9 caractères ; un tableur a pu ôter le zéro initial)",
                "a FINESS number (9 characters; a spreadsheet may have dropped the leading zero)",
            ),
            Self::Insee => {
                ("le code INSEE d’une commune (5 caractères)", "the INSEE code of a commune (5 characters)")
            }
            Self::Territory => ("un territoire (FR, REG-84, DEP-53)", "a territory (FR, REG-84, DEP-53)"),
            Self::Integer => ("un nombre entier", "a whole number"),
            Self::Decimal => ("un nombre", "a number"),
            Self::Flag => ("oui ou non", "oui or non"),
            Self::Day => ("un jour (AAAA-MM-JJ)", "a day (AAAA-MM-JJ, as in 2025-03-31)"),
            Self::Month => ("un mois (AAAA-MM)", "a month (AAAA-MM, as in 2025-03)"),
            Self::Year => ("une année (AAAA)", "a year (AAAA, as in 2025)"),
            Self::Code | Self::Codes if !values.is_empty() => return one_of(values, language),
            Self::Code => (
                "un code (lettres, chiffres, - et _, sans espace)",
                "a code (letters, digits, - and _, without spaces)",
            ),
            Self::Codes => ("une liste de codes séparés par |", "a list of codes separated by |"),
            Self::Text => ("un texte", "a text"),
            Self::Years => ("une liste d’années séparées par |", "a list of years separated by |"),
            Self::Integers => {
                ("une liste de nombres entiers séparés par |", "a list of whole numbers separated by |")
            }
        };
        choose(language, french, english).to_owned()
    }
}

fn one_of(values: &[String], language: Language) -> String {
    let Some((last, others)) = values.split_last() else { return String::new() };
    let (before, or) = choose(language, ("l’un de ces codes : ", " ou "), ("one of these codes: ", " or "));
    if others.is_empty() { last.clone() } else { format!("{before}{}{or}{last}", others.join(", ")) }
}

impl Column {
    /// What it must agree with, each rule as a short sentence without its full stop.
    #[must_use]
    pub fn rules(&self, language: Language) -> Vec<String> {
        let say = |french: String, english: String| choose(language, french, english);
        let number = |value: f64| language.number(value, usize::from(value.fract() != 0.0));
        let mut rules = Vec::new();
        match self.key {
            Some(Key::Subject | Key::Period) => {
                rules.push(say("fait partie de la clé".into(), "part of the key".into()))
            }
            Some(Key::Item) => rules.push(match self.default.as_deref() {
                None => say("fait partie de la clé".into(), "part of the key".into()),
                Some("") => say(
                    "fait partie de la clé, peut être vide".into(),
                    "part of the key, may be empty".into(),
                ),
                Some(value) => say(
                    format!("fait partie de la clé ; vide veut dire {value}"),
                    format!("part of the key; empty means {value}"),
                ),
            }),
            None if self.needed => rules.push(say("nécessaire".into(), "needed".into())),
            None => {}
        }
        if self.kind.is_number() || self.kind == ColumnKind::Integers {
            let (low, high) = (number(self.minimum), number(self.maximum));
            let is_open = self.maximum >= billion();
            match (self.minimum <= -billion(), is_open) {
                (true, true) => rules.push(say("peut être négatif".into(), "may be negative".into())),
                (_, true) => {}
                _ => rules.push(say(format!("de {low} à {high}"), format!("{low} to {high}"))),
            }
        }
        if let Some(other) = &self.at_most {
            rules.push(say(format!("au plus {other}"), format!("at most {other}")));
        }
        if !self.sum_of.is_empty() {
            let parts = self.sum_of.join(" + ");
            let within = number(self.tolerance);
            rules.push(say(
                format!("somme de {parts}, à {within} près"),
                format!("sum of {parts}, within {within}"),
            ));
        }
        if let Some(other) = &self.length_of {
            rules.push(say(format!("autant d’éléments que {other}"), format!("as many items as {other}")));
        }
        if let Some(other) = &self.not_before {
            rules.push(say(format!("pas avant {other}"), format!("not before {other}")));
        }
        if self.restricted {
            rules.push(say("jamais publié".into(), "never published".into()));
        }
        rules
    }
}

impl Quantity {
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::Persons => ("personnes", "persons"),
            Self::Patients => ("patients", "patients"),
            Self::Students => ("étudiants", "students"),
            Self::Structures => ("structures", "structures"),
            Self::Meetings => ("réunions", "meetings"),
            Self::Rooms => ("salles", "rooms"),
            Self::Sites => ("sites", "sites"),
            Self::Hours => ("heures", "hours"),
            Self::HoursPerDay => ("heures par jour", "hours a day"),
            Self::HoursPerWeek => ("heures par semaine", "hours a week"),
            Self::HoursPerMonth => ("heures dans le mois", "hours in the month"),
            Self::Days => ("jours", "days"),
            Self::DaysPerWeek => ("jours par semaine", "days a week"),
            Self::Months => ("mois", "months"),
            Self::Semesters => ("semestres", "semesters"),
            Self::Points => ("points", "points"),
            Self::Euros => ("euros", "euros"),
            Self::Percent => ("%, de 0 à 100", "%, 0 to 100"),
            Self::Fte => ("équivalents temps plein", "full-time equivalents"),
            Self::Consultations => {
                ("consultations par an et par habitant", "consultations a year and inhabitant")
            }
            Self::Inhabitants => ("habitants", "inhabitants"),
        };
        match language {
            Language::French => french,
            Language::English => english,
        }
    }
}
