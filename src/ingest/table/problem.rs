//! What is wrong with a cell, a line or a whole table, and how it is said in both languages. The readers know no
//! locales, and the same sentences serve the command line, its JSON and the store.

use crate::catalog::ColumnKind;
use crate::domain::writing::Language;

/// Why a line is rejected.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    Empty,
    /// A cell that cannot be read as its kind.
    Not {
        kind: ColumnKind,
        text: String,
        /// What the column may hold, of a closed list.
        values: Vec<String>,
    },
    /// A spreadsheet shows an error in that cell.
    BrokenFormula,
    TooLong(usize),
    Below {
        text: String,
        minimum: f64,
    },
    Above {
        text: String,
        maximum: f64,
    },
    NotAscending(String),
    MoreThan {
        own: f64,
        other: String,
        limit: f64,
    },
    NotTheSum {
        own: f64,
        sum: f64,
        parts: Vec<String>,
    },
    NotAsLong {
        own: usize,
        other: String,
        expected: usize,
    },
    Before {
        own: String,
        other: String,
        limit: String,
    },
    /// Of several columns that may name the subject, none or more than one is filled.
    OneOf {
        columns: Vec<String>,
        filled: usize,
    },
    /// Nobody can tell which of the lines of one key is right.
    SameKey {
        key: String,
        lines: Vec<u64>,
    },
    Fields {
        found: usize,
        expected: usize,
    },
    /// The number, from 1, of the field whose quote is not closed on its line.
    OpenQuote(usize),
    Nul,
}

/// Why a whole table is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.say(Language::English))]
pub enum Refused {
    NoHeader,
    /// Line of the header, columns that are not there.
    Missing(u64, Vec<String>),
    Twice(u64, String),
    /// A column that names people.
    Names(u64, String),
    NoWorkbook(String),
    /// A name of the sheets that are looked for.
    NoSheet(String),
    NoColumns {
        sheet: String,
        columns: String,
    },
    /// More megabytes than a workbook may have.
    TooLarge(usize),
}

use Language::{English, French};

impl Problem {
    /// The sentence without its column, which stands before it.
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match language {
            French => French.typeset(&self.french()),
            English => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Empty => "est vide, or cette colonne est nécessaire".into(),
            Self::Not { kind, text, values } => {
                format!("« {text} » n’est pas {}", kind.form(values, French))
            }
            Self::BrokenFormula => "la formule de la cellule donne une erreur".into(),
            Self::TooLong(most) => format!("dépasse {most} caractères"),
            Self::Below { text, minimum } => {
                format!("« {text} » est inférieur à {}", number(*minimum, French))
            }
            Self::Above { text, maximum } => {
                format!("« {text} » est supérieur à {}", number(*maximum, French))
            }
            Self::NotAscending(text) => format!("« {text} » : les années vont dans l’ordre croissant"),
            Self::MoreThan { own, other, limit } => {
                format!("{} dépasse {other}, qui vaut {}", number(*own, French), number(*limit, French))
            }
            Self::NotTheSum { own, sum, parts } => format!(
                "{} n’est pas la somme de {}, qui fait {}",
                number(*own, French),
                parts.join(" + "),
                number(*sum, French)
            ),
            Self::NotAsLong { own, other, expected } => {
                format!("la liste compte {own} éléments, or {other} en annonce {expected}")
            }
            Self::Before { own, other, limit } => format!("{own} précède {other}, le {limit}"),
            Self::OneOf { columns, filled: 0 } => format!("remplissez {}", columns.join(" ou ")),
            Self::OneOf { columns, .. } => format!("remplissez {}, pas les deux", columns.join(" ou ")),
            Self::SameKey { key, lines } => {
                let (word, lines) = (if lines.len() == 1 { "à la ligne" } else { "aux lignes" }, join(lines));
                format!("« {key} » se trouve aussi {word} {lines} ; gardez la bonne ligne")
            }
            Self::Fields { found, expected } => format!("{found} champs, or l’en-tête en a {expected}"),
            Self::OpenQuote(field) => format!("le guillemet du champ {field} n’est pas fermé sur sa ligne"),
            Self::Nul => "la ligne contient un caractère nul".into(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Empty => "is empty, and this column is needed".into(),
            Self::Not { kind, text, values } => {
                format!("“{text}” is not {}", kind.form(values, English))
            }
            Self::BrokenFormula => "the formula of the cell gives an error".into(),
            Self::TooLong(most) => format!("is over {most} characters long"),
            Self::Below { text, minimum } => format!("“{text}” is below {}", number(*minimum, English)),
            Self::Above { text, maximum } => format!("“{text}” is above {}", number(*maximum, English)),
            Self::NotAscending(text) => format!("“{text}”: years stand in ascending order"),
            Self::MoreThan { own, other, limit } => {
                format!("{} exceeds {other}, which is {}", number(*own, English), number(*limit, English))
            }
            Self::NotTheSum { own, sum, parts } => format!(
                "{} is not the sum of {}, which makes {}",
                number(*own, English),
                parts.join(" + "),
                number(*sum, English)
            ),
            Self::NotAsLong { own, other, expected } => {
                format!("the list has {own} items where {other} says {expected}")
            }
            Self::Before { own, other, limit } => format!("{own} is before {other}, {limit}"),
            Self::OneOf { columns, filled: 0 } => format!("fill in {}", columns.join(" or ")),
            Self::OneOf { columns, .. } => format!("fill in {}, not both", columns.join(" or ")),
            Self::SameKey { key, lines } => {
                let (word, lines) = (if lines.len() == 1 { "line" } else { "lines" }, join(lines));
                format!("“{key}” also stands on {word} {lines}; keep the line that is right")
            }
            Self::Fields { found, expected } => format!("{found} fields where the header has {expected}"),
            Self::OpenQuote(field) => format!("the quote of field {field} is not closed on its line"),
            Self::Nul => "the line holds a NUL character".into(),
        }
    }
}

impl Refused {
    #[must_use]
    pub fn say(&self, language: Language) -> String {
        match language {
            French => French.typeset(&self.french()),
            English => self.english(),
        }
    }

    fn french(&self) -> String {
        match self {
            Self::NoHeader => "le fichier n’a pas d’en-tête : aucune ligne ne nomme les colonnes".into(),
            Self::Missing(line, columns) if columns.len() == 1 => {
                format!("ligne {line} : la colonne « {} » manque ; partez du modèle", columns[0])
            }
            Self::Missing(line, columns) => {
                format!(
                    "ligne {line} : les colonnes « {} » manquent ; partez du modèle",
                    columns.join(" », « ")
                )
            }
            Self::Twice(line, column) => {
                format!("ligne {line} : la colonne « {column} » s’y trouve deux fois")
            }
            Self::Names(line, column) => format!(
                "ligne {line} : la colonne « {column} » semble désigner des personnes. L’observatoire ne lit ni ne \
                 garde aucun nom ni numéro de professionnel : ôtez cette colonne et renvoyez le fichier"
            ),
            Self::NoWorkbook(error) => format!("le classeur ne peut pas être lu : {error}"),
            Self::NoSheet(name) => format!("aucune feuille ne s’appelle comme « {name} »"),
            Self::NoColumns { sheet, columns } => {
                format!("feuille {sheet} : aucune ligne ne nomme les colonnes attendues ({columns})")
            }
            Self::TooLarge(most) => format!("le classeur dépasse {most} Mo ; envoyez la table en CSV"),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NoHeader => "the file has no header: no line names the columns".into(),
            Self::Missing(line, columns) if columns.len() == 1 => {
                format!("line {line}: the column “{}” is missing; start from the template", columns[0])
            }
            Self::Missing(line, columns) => {
                format!(
                    "line {line}: the columns “{}” are missing; start from the template",
                    columns.join("”, “")
                )
            }
            Self::Twice(line, column) => format!("line {line}: the column “{column}” stands there twice"),
            Self::Names(line, column) => format!(
                "line {line}: the column “{column}” seems to name people. The observatory neither reads nor keeps \
                 any name or number of a professional: take the column out and send the file again"
            ),
            Self::NoWorkbook(error) => format!("the workbook cannot be read: {error}"),
            Self::NoSheet(name) => format!("no sheet has a name like “{name}”"),
            Self::NoColumns { sheet, columns } => {
                format!("sheet {sheet}: no line names the columns expected ({columns})")
            }
            Self::TooLarge(most) => format!("the workbook is over {most} MB; send the table as CSV"),
        }
    }
}

/// Without decimals that say nothing.
fn number(value: f64, language: Language) -> String {
    let plain = value.to_string();
    let decimals = plain.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(6));
    language.number(value, decimals)
}

fn join(lines: &[u64]) -> String {
    lines.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}
