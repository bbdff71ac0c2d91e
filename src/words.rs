//! The sentences of `dashboards/locales`, in the reader's language and typography.

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};

use crate::domain::geography::{Geography, france};
use crate::domain::territory::Territory;
use crate::domain::writing::Language;

static_loader! {
    static LOCALES = {
        locales: "./dashboards/locales",
        fallback_language: "fr",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// Says things in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    pub language: Language,
}

impl Words {
    pub fn new(language: Language) -> Self {
        Self { language }
    }

    /// The sentence of that key.
    pub fn say(&self, key: &str) -> String {
        self.language.typeset(&LOCALES.lookup(&self.identifier(), key))
    }

    /// The sentence of that key with its gaps filled.
    pub fn with(&self, key: &str, gaps: &[(&'static str, &str)]) -> String {
        let gaps: HashMap<Cow<'static, str>, FluentValue> = gaps
            .iter()
            .map(|(name, value)| ((*name).into(), FluentValue::from((*value).to_owned())))
            .collect();
        self.language.typeset(&LOCALES.lookup_with_args(&self.identifier(), key, &gaps))
    }

    /// The sentence of that key, if there is one.
    pub fn find(&self, key: &str) -> Option<String> {
        LOCALES.try_lookup(&self.identifier(), key).map(|text| self.language.typeset(&text))
    }

    /// The name of a territory, in the reader's typography.
    pub fn territory(&self, territory: &Territory) -> String {
        let name = Geography::name(france(), territory).unwrap_or_default();
        self.language.typeset(name)
    }

    /// A territory after a word of place, `in` or `than`: « en Bretagne », « qu’en Bretagne ».
    pub fn place(&self, territory: &Territory, relation: &str) -> Option<String> {
        let key = territory.to_string().to_lowercase();
        self.find(&format!("{key}-{relation}"))
    }

    /// The sentence of that key for a number of things: `$n` chooses singular or plural, `$count` is how it is
    /// written.
    pub fn counted(&self, key: &str, number: f64, gaps: &[(&'static str, &str)]) -> String {
        let written = self.language.count(number);
        let mut filled: HashMap<Cow<'static, str>, FluentValue> =
            [("n".into(), FluentValue::from(number)), ("count".into(), FluentValue::from(written))].into();
        filled.extend(gaps.iter().map(|(name, value)| ((*name).into(), (*value).to_owned().into())));
        self.language.typeset(&LOCALES.lookup_with_args(&self.identifier(), key, &filled))
    }

    fn identifier(&self) -> LanguageIdentifier {
        match self.language {
            Language::French => fluent_templates::langid!("fr"),
            Language::English => fluent_templates::langid!("en"),
        }
    }
}
