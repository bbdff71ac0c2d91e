//! What a message says, once, for its text and its HTML.

use crate::charts::picture;
use crate::domain::writing::Language;

/// Longer ones are cut on a telephone.
pub(super) const LONGEST_SUBJECT: usize = 69;

#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub language: Language,
    pub subject: String,
    /// What lists of messages show after the subject.
    pub preview: String,
    /// "Simulated data", above everything.
    pub banner: Option<String>,
    pub blocks: Vec<Block>,
    /// Why one gets it, and what it is not.
    pub footer: Vec<String>,
    /// Where one asks not to get it any more: what is said, and the address. Of a message that may be refused.
    pub leave: Option<(String, String)>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Title(String),
    Text(String),
    Heading(String),
    /// A label and what is said beside it.
    Facts(Vec<(String, String)>),
    Items(Vec<Item>),
    Button {
        label: String,
        address: String,
    },
    Picture(Picture),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub name: String,
    pub detail: String,
    pub address: Option<String>,
}

/// A drawing that travels inside the message. What it shows is also said, for whoever sees none.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub png: Vec<u8>,
    pub said: String,
}

impl Picture {
    pub(super) const WIDTH: u32 = picture::WIDTH;
    /// The name of the only picture of a message: it says nothing of what is drawn.
    pub(super) const CID: &'static str = "picture";
}

impl Document {
    pub(super) fn picture(&self) -> Option<&Picture> {
        self.blocks.iter().find_map(|block| match block {
            Block::Picture(picture) => Some(picture),
            _ => None,
        })
    }

    /// Every address that it links to.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Button { address, .. } => vec![address.as_str()],
            Block::Items(items) => items.iter().filter_map(|item| item.address.as_deref()).collect(),
            _ => Vec::new(),
        })
    }
}

/// A subject with a name in it, of which the end is left out when it would be too long.
pub(super) fn subject(name: &str, say: impl Fn(&str) -> String) -> String {
    let whole = say(name);
    let over = whole.chars().count().saturating_sub(LONGEST_SUBJECT);
    if over == 0 {
        return whole;
    }
    let kept = name.chars().count().saturating_sub(over + 1);
    let short: String = name.chars().take(kept).collect();
    say(&format!("{}…", short.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_and_the_rest_of_the_subject_is_not() {
        let say = |name: &str| format!("[simulation] Critique : {name} (octobre 2026)");
        let long = "MAISON DE SANTE PLURIPROFESSIONNELLE DES HAUTES VALLEES DE LA LOIRE";
        let cut = subject(long, say);
        assert_eq!(cut.chars().count(), LONGEST_SUBJECT);
        assert!(cut.ends_with("… (octobre 2026)"), "{cut}");
        assert_eq!(subject("MSP", say), say("MSP"));
    }
}
