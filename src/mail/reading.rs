//! A message that is stored, as somebody may look at it: headers, text, HTML with its picture. What would let the reader
//! act in the place of whom it was written to is left out: the keys in its links.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use mail_parser::{MessageParser, MimeHeaders as _};

use super::document::Picture;

/// Longer parts of an address are no words.
const LONGEST_WORD: usize = 16;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Those that people ask about, in the order in which they stand.
    pub headers: Vec<(String, String)>,
    pub text: String,
    pub html: String,
}

const HEADERS: [&str; 9] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// None when it cannot be read.
#[must_use]
pub fn shown(content: &str) -> Option<Shown> {
    let message = MessageParser::default().parse(content)?;
    let headers = message
        .headers_raw()
        .filter(|(name, _)| HEADERS.iter().any(|shown| shown.eq_ignore_ascii_case(name)));
    let subject = message.subject().unwrap_or_default();
    let headers = headers.map(|(name, value)| {
        let value = match name {
            "Subject" => subject.to_owned(),
            _ => masked(&value.split_whitespace().collect::<Vec<_>>().join(" ")),
        };
        (name.to_owned(), value)
    });
    let picture = message.attachments().find(|part| part.content_id() == Some(Picture::CID));
    let html = masked(&message.body_html(0)?);
    let html = match picture {
        Some(picture) => {
            let data = format!("data:image/png;base64,{}", BASE64_STANDARD.encode(picture.contents()));
            html.replace(&format!("cid:{}", Picture::CID), &data)
        }
        None => html,
    };
    Some(Shown { headers: headers.collect(), text: masked(&message.body_text(0)?), html })
}

/// The same text, in whose addresses everything that may be a key is « … ».
#[must_use]
pub fn masked(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("http") {
        let (before, address) = rest.split_at(start);
        let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>');
        let (address, after) = address.split_at(address.find(is_end).unwrap_or(address.len()));
        shown.push_str(before);
        mask(address, &mut shown);
        rest = after;
    }
    shown + rest
}

/// The host is no key, however long its name.
fn mask(address: &str, shown: &mut String) {
    let host = address.find("://").map_or(0, |at| at + 3);
    let path = address[host..].find(['/', '?', '#']).map_or(address.len(), |at| host + at);
    shown.push_str(&address[..path]);
    for part in address[path..].split_inclusive(['/', '?', '&', '=', '#', ';']) {
        let word = part.trim_end_matches(['/', '?', '&', '=', '#', ';']);
        if word.len() >= LONGEST_WORD {
            shown.push('…');
            shown.push_str(&part[word.len()..]);
        } else {
            shown.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_keep_their_addresses_and_keys_do_not() {
        let key = "0123456789abcdef0123456789abcdef";
        let text = format!(
            "<a href=\"https://observatoire-des-maisons-de-sante.example.org/structures/010009999/assessment\">a</a> \
             https://x.org/courriers/desabonnement/{key} https://x.org/repondre?cle={key}&langue=fr."
        );
        let shown = masked(&text);
        assert!(shown.contains("sante.example.org/structures/010009999/assessment\""), "{shown}");
        assert!(shown.contains("/desabonnement/… ") && shown.contains("?cle=…&langue=fr."), "{shown}");
        assert!(!shown.contains(key));
    }

    proptest! {
        #[test]
        fn no_key_is_left_in_an_address(key in "[A-Za-z0-9_.-]{16,80}", path in "[a-z]{1,12}") {
            let shown = masked(&format!("<https://x.org/{path}/{key}>, https://x.org/?a={key}"));
            prop_assert!(!shown.contains(&key));
        }

        #[test]
        fn nothing_else_changes(text in "[^h]{0,200}") {
            prop_assert_eq!(masked(&text), text);
        }
    }
}
