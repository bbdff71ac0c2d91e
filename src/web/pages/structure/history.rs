//! What FINESS showed of a structure from when to when, in words.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Shown, kind_word};
use crate::domain::establishment::Establishment;
use crate::domain::geography::france;
use crate::domain::legal_entity::LegalForm;
use crate::domain::life::Happening;
use crate::domain::timeline::FOREVER;

/// What happened, or was first seen, on one day.
pub(super) struct Entry {
    pub(super) day: String,
    pub(super) lines: Vec<String>,
}

impl Shown<'_> {
    /// The last day first.
    pub(super) fn history(&self) -> Vec<Entry> {
        let mut days: BTreeMap<NaiveDate, Vec<String>> = BTreeMap::new();
        for event in self.structure.life.events.iter().filter(|event| event.day <= self.day) {
            let key = match (event.happening, event.certain) {
                (Happening::Opening, _) => "history-opening",
                (Happening::Closure, true) => "history-closure",
                (Happening::Closure, false) => "history-closure-estimated",
                (Happening::Left, _) if self.structure.is_renumbering(event) => "history-renumbered",
                (Happening::Entered, _) if self.structure.is_renumbering(event) => "history-succeeds",
                // The change of category or of commune says it.
                (Happening::Left | Happening::Entered | Happening::MovedOut | Happening::MovedIn, _) => {
                    continue;
                }
            };
            days.entry(event.day).or_default().push(self.words.say(key));
        }
        let versions = &self.structure.versions;
        for (i, version) in versions.iter().enumerate() {
            let before = i.checked_sub(1).map(|before| &versions[before]);
            let lines = match before {
                None => vec![self.first(&version.content)],
                Some(before) if before.to != version.from => vec![self.words.say("history-back")],
                Some(before) => self.changes(&before.content, &version.content),
            };
            days.entry(version.from).or_default().extend(lines);
            let is_followed = versions.get(i + 1).is_some_and(|next| next.from == version.to);
            if version.to != FOREVER && !is_followed {
                days.entry(version.to).or_default().push(self.words.say("history-gone"));
            }
        }
        for pair in self.structure.entities.windows(2) {
            let (before, after) = (&pair[0], &pair[1]);
            if before.content.finess == after.content.finess && before.content.form() != after.content.form()
            {
                let lines = self.change(
                    "history-form",
                    Some(self.form(before.content.form())),
                    Some(self.form(after.content.form())),
                );
                days.entry(after.from).or_default().extend(lines);
            }
        }
        days.retain(|_, lines| !lines.is_empty());
        let entries = days.into_iter().rev();
        entries.map(|(day, lines)| Entry { day: self.words.language.day(day), lines }).collect()
    }

    fn first(&self, shown: &Establishment) -> String {
        let name = self.words.language.typeset(&shown.name);
        let commune = self.commune(shown).unwrap_or_else(|| self.words.say("commune-unknown"));
        self.words.with("history-first", &[("name", &name), ("place", &commune)])
    }

    fn changes(&self, before: &Establishment, after: &Establishment) -> Vec<String> {
        let text = |text: &str| self.words.language.typeset(text);
        let entity = |shown: &Establishment| {
            let number = shown.legal_entity.as_ref()?;
            let known = self.structure.entities.iter().rfind(|version| version.content.finess == *number);
            Some(known.map_or_else(|| number.to_string(), |version| text(&version.content.name)))
        };
        let kind = |shown: &Establishment| Some(kind_word(shown.kind, self.words));
        let number = |shown: &Establishment| shown.siret.clone();
        let declared = |shown: &Establishment| shown.opened_on.map(|day| self.words.language.day(day));
        [
            self.change("history-name", Some(text(&before.name)), Some(text(&after.name))),
            self.change("history-kind", kind(before), kind(after)),
            self.change("history-commune", self.commune(before), self.commune(after)),
            self.change(
                "history-address",
                before.address.as_deref().map(text),
                after.address.as_deref().map(text),
            ),
            self.change("history-entity", entity(before), entity(after)),
            self.change("history-siret", number(before), number(after)),
            self.change("history-declared", declared(before), declared(after)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Nothing when nothing changed; what was not said before is added, not changed.
    fn change(&self, key: &str, before: Option<String>, after: Option<String>) -> Option<String> {
        if before == after {
            return None;
        }
        let nothing = || self.words.say("fact-unknown");
        let (from, to) = (before.unwrap_or_else(nothing), after.unwrap_or_else(nothing));
        let what = self.words.say(key);
        Some(self.words.with("history-change", &[("what", &what), ("from", &from), ("to", &to)]))
    }

    fn commune(&self, shown: &Establishment) -> Option<String> {
        let commune = france().commune(shown.commune.as_deref()?)?;
        Some(self.words.language.typeset(commune.name))
    }

    fn form(&self, form: LegalForm) -> String {
        self.words.say(match form {
            LegalForm::Sisa => "form-sisa",
            LegalForm::Other => "form-other",
            LegalForm::Unknown => "form-unknown",
        })
    }
}
