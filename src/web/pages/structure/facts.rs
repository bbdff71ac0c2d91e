//! What a source says of a structure, as terms and values.

use super::super::address;
use super::{Shown, kind_word};
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::legal_entity::LegalForm;
use crate::domain::structure::Ending;

/// The facts of one source.
pub(super) struct Group {
    pub(super) id: String,
    pub(super) title: String,
    /// Where the facts come from, and of when.
    pub(super) source: String,
    pub(super) facts: Vec<Fact>,
}

pub(super) struct Fact {
    pub(super) term: String,
    pub(super) text: String,
    pub(super) page: Option<String>,
}

impl Shown<'_> {
    /// What FINESS says. A fact that it does not give is said to be unknown where a reader would look for it,
    /// and left out where he would not.
    pub(super) fn finess(&self) -> Group {
        let (words, own) = (self.words, self.structure.shown(self.day));
        let language = words.language;
        let typeset = |text: &str| language.typeset(text);
        let fact = |key: &str, text: String| Fact { term: words.say(key), text, page: None };
        let unknown = || words.say("fact-unknown");
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(unknown, |day| language.day(day));
        let commune = own.commune.as_deref().and_then(|code| france().commune(code));
        let entity = self.structure.entity(own, self.day);
        let form = match entity.map(|entity| entity.form()) {
            Some(LegalForm::Sisa) => "form-sisa-full",
            Some(LegalForm::Other) => "form-other",
            Some(LegalForm::Unknown) | None => "form-unknown",
        };
        let number = |number: &FinessNumber| number.as_str().to_owned();
        let mut facts = vec![
            fact("fact-finess", number(&self.structure.finess)),
            fact("fact-kind", kind_word(own.kind, words)),
            fact("fact-address", own.address.as_deref().map_or_else(unknown, typeset)),
            fact("fact-commune", commune.map_or_else(unknown, |it| typeset(it.name))),
            fact("fact-entity", entity.map_or_else(unknown, |it| typeset(&it.name))),
            fact("fact-form", words.say(form)),
        ];
        facts.extend(own.legal_entity.as_ref().map(|it| fact("fact-entity-finess", number(it))));
        facts.extend(entity.and_then(|it| it.siren.as_deref()).map(|it| fact("fact-siren", in_threes(it))));
        facts.extend(own.siret.as_deref().map(|it| fact("fact-siret", in_threes(it))));
        facts.push(fact("fact-opened", day(self.structure.opened(self.day))));
        facts.extend(own.opened_on.map(|it| fact("fact-declared", language.day(it))));
        match self.ending {
            Some(Ending::Closed { day, certain }) => {
                let doubt =
                    if certain { String::new() } else { format!(" ({})", words.say("event-estimated")) };
                facts.push(fact("fact-closed", format!("{}{doubt}", language.day(day))));
            }
            Some(Ending::Renumbered { day }) => facts.push(fact("fact-renumbered", language.day(day))),
            None | Some(Ending::Lost | Ending::Gone) => {}
        }
        facts.extend(self.heir.as_ref().map(|heir| Fact {
            term: words.say("fact-heir"),
            text: number(heir),
            page: Some(address(language, &format!("/structures/{heir}"))),
        }));
        facts.extend(own.main_site.as_ref().map(|main| Fact {
            term: words.say("fact-main"),
            text: number(main),
            page: Some(address(language, &format!("/structures/{main}"))),
        }));
        let source = words.with("source-of", &[("day", &language.day(self.day))]);
        Group { id: "finess".to_owned(), title: words.say("facts-finess"), source, facts }
    }
}

/// `123 456 789`, `123 456 789 00012`: as the numbers of firms are printed.
fn in_threes(number: &str) -> String {
    let part = |range: std::ops::Range<usize>| number.get(range);
    match (part(0..3), part(3..6), part(6..9)) {
        (Some(a), Some(b), Some(c)) => {
            let rest = number.get(9..).filter(|rest| !rest.is_empty());
            [Some(a), Some(b), Some(c), rest].into_iter().flatten().collect::<Vec<_>>().join("\u{a0}")
        }
        _ => number.to_owned(),
    }
}
