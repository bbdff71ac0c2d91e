//! A document as plain text, which some read alone.

use super::document::{Block, Document};

const WIDTH: usize = 72;

impl Document {
    #[must_use]
    pub fn text(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(self.banner.as_ref().map(|banner| format!("*** {banner} ***")));
        parts.extend(self.blocks.iter().map(Block::text).filter(|part| !part.is_empty()));
        let mut footer: Vec<String> = self.footer.iter().map(|line| wrap(line, "")).collect();
        footer.extend(self.leave.as_ref().map(|(label, address)| format!("{label}\n{address}")));
        parts.push(format!("-- \n{}", footer.join("\n")));
        parts.join("\n\n") + "\n"
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Title(text) => {
                let title = wrap(text, "");
                let width = title.lines().map(|line| line.chars().count()).max().unwrap_or(0);
                format!("{title}\n{}", "=".repeat(width))
            }
            Self::Heading(text) => format!("{text}\n{}", "-".repeat(text.chars().count().min(WIDTH))),
            Self::Text(text) => wrap(text, ""),
            Self::Facts(facts) => {
                let lines = facts.iter().map(|(label, said)| wrap(&format!("{label} – {said}"), "  "));
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Items(items) => {
                let lines = items.iter().map(|item| {
                    let address = item.address.as_ref().map(|address| format!("\n  {address}"));
                    let detail =
                        if item.detail.is_empty() { String::new() } else { format!(" – {}", item.detail) };
                    format!(
                        "{}{}",
                        wrap(&format!("- {}{detail}", item.name), "  "),
                        address.unwrap_or_default()
                    )
                });
                lines.collect::<Vec<_>>().join("\n")
            }
            Self::Button { label, address } => format!("{label}\n{address}"),
            Self::Picture(picture) => wrap(&picture.said, ""),
        }
    }
}

/// Cut at plain spaces; lines after the first begin with `indent`.
fn wrap(text: &str, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
            Some(_) => lines.push(format!("{indent}{word}")),
        }
    }
    lines.join("\n")
}
