//! How numbers and dates are written for people, in French and in English: one function for pages, charts and
//! mails. French puts no-break spaces in thousands and before units, and a comma before decimals.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::month::Month;

/// The two languages of everything that a reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    French,
    English,
}

use Language::{English, French};

/// What stands in the place of words that were erased; the triggers of the store know it.
pub const ERASED: &str = "effacé à la demande";

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '\u{2212}';

const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            French => "fr",
            English => "en",
        }
    }

    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        [French, English].into_iter().find(|language| language.code() == code)
    }

    /// `2 758`, `4,4`; `2,758`, `4.4`.
    #[must_use]
    pub fn number(self, value: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", value.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let (thousands, point) = match self {
            French => (NO_BREAK, ','),
            English => (',', '.'),
        };
        let mut written = String::new();
        if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
            written.push(MINUS);
        }
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                written.push(thousands);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(point);
            written.push_str(fraction);
        }
        written
    }

    /// A whole number.
    #[must_use]
    pub fn count(self, value: f64) -> String {
        self.number(value, 0)
    }

    /// `69 %`; `69%`. The share runs from 0 to 1.
    #[must_use]
    pub fn share(self, share: f64, decimals: usize) -> String {
        let number = self.number(share * 100.0, decimals);
        match self {
            French => format!("{number}{NO_BREAK}%"),
            English => format!("{number}%"),
        }
    }

    /// A change, always with its sign; `=` when it rounds to nothing.
    #[must_use]
    pub fn change(self, value: f64, decimals: usize) -> String {
        let written = self.number(value, decimals);
        if written.bytes().all(|b| !(b'1'..=b'9').contains(&b)) {
            "=".to_owned()
        } else if value > 0.0 {
            format!("+{written}")
        } else {
            written
        }
    }

    /// `1er mars 2026`, `30 septembre 2026`; `30 September 2026`.
    #[must_use]
    pub fn day(self, day: NaiveDate) -> String {
        let number = match (self, day.day()) {
            (French, 1) => "1er".to_owned(),
            (_, number) => number.to_string(),
        };
        format!("{number}{NO_BREAK}{}", self.month(Month::of(day)))
    }

    /// `9 h 05`; `9:05`.
    #[must_use]
    pub fn hour(self, time: NaiveTime) -> String {
        match self {
            French => format!("{}{NO_BREAK}h{NO_BREAK}{:02}", time.hour(), time.minute()),
            English => format!("{}:{:02}", time.hour(), time.minute()),
        }
    }

    /// Puts French no-break spaces before `; : ? ! %` and inside guillemets, and a typographic apostrophe.
    #[must_use]
    pub fn typeset(self, text: &str) -> String {
        let text = text.replace('\'', "’");
        if self == English {
            return text;
        }
        let mut typeset = String::with_capacity(text.len());
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_bound = letter == ' '
                && (typeset.ends_with('«')
                    || matches!(letters.peek(), Some(';' | ':' | '?' | '!' | '%' | '»')));
            typeset.push(if is_bound { NO_BREAK } else { letter });
        }
        typeset
    }

    /// `octobre 2026`; `October 2026`.
    #[must_use]
    pub fn month(self, month: Month) -> String {
        let names = match self {
            French => MOIS,
            English => MONTHS,
        };
        format!("{} {}", names[month.number() as usize - 1], month.year())
    }
}

/// Bytes as they are written in hashes and tokens: two lower-case digits each.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text as it is searched and sorted: without capitals, accents or signs between words.
#[must_use]
pub fn plain(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let mut plain = String::with_capacity(text.len());
    for letter in letters {
        match letter {
            'à' | 'â' | 'ä' => plain.push('a'),
            'ç' => plain.push('c'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' => plain.push('i'),
            'ô' | 'ö' => plain.push('o'),
            'ù' | 'û' | 'ü' => plain.push('u'),
            'ÿ' => plain.push('y'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            '-' | '\'' | '’' | NO_BREAK => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_each_language_does() {
        assert_eq!(French.count(2758.0), "2\u{a0}758");
        assert_eq!(English.count(1_234_567.0), "1,234,567");
        assert_eq!(French.number(-0.62, 1), "\u{2212}0,6");
        assert_eq!(French.number(-0.04, 1), "0,0");
        assert_eq!(French.share(0.69, 0), "69\u{a0}%");
        assert_eq!(English.share(0.695, 1), "69.5%");
        assert_eq!((French.change(12.0, 0), French.change(-3.0, 0)), ("+12".into(), "\u{2212}3".into()));
        assert_eq!(French.change(0.02, 1), "=");
    }

    #[test]
    fn finds_a_name_however_it_is_typed() {
        assert_eq!(plain("L’Haÿ-les-Roses"), plain("L'HAY LES ROSES"));
        assert_eq!(plain("Cœuvres-et-Valsery"), "coeuvres et valsery");
        assert!(plain("Corrèze") < plain("Côte-d’Or"));
    }

    #[test]
    fn binds_french_punctuation() {
        assert_eq!(French.typeset("l'an : « oui » ?"), "l’an\u{a0}: «\u{a0}oui\u{a0}»\u{a0}?");
        assert_eq!(English.typeset("a : b's"), "a : b’s");
    }

    #[test]
    fn writes_dates_as_each_language_does() {
        let first = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        assert_eq!(French.day(first), "1er\u{a0}mars 2026");
        assert_eq!(English.day(first), "1\u{a0}March 2026");
        let early = NaiveTime::from_hms_opt(9, 5, 59).unwrap();
        assert_eq!((French.hour(early), English.hour(early)), ("9\u{a0}h\u{a0}05".into(), "9:05".into()));
    }
}
