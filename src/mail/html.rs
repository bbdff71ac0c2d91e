//! A document as HTML that mail programs read: tables, styles on each element, no script, nothing fetched. The style sheet
//! of the head only says what a dark screen changes; whoever drops it loses nothing.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::document::{Block, Document, Item, Picture};

const FONT: &str = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

const DARK: &str = "\
@media (prefers-color-scheme:dark){\
.ground{background:#10191d!important}.card{background:#18242a!important}\
.ink{color:#e8eeef!important}.quiet{color:#a9b8be!important}.rule{border-color:#33454d!important}\
.link{color:#7fd1c8!important}.banner{background:#5a3a00!important;color:#ffe3ad!important}}\
@media (max-width:480px){.pad{padding-left:18px!important;padding-right:18px!important}}";

impl Document {
    #[must_use]
    pub fn html(&self) -> String {
        let mut html = String::with_capacity(8_000);
        let _ = write!(
            html,
            "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <meta name=\"supported-color-schemes\" content=\"light dark\">\
             <title>{subject}</title><style>:root{{color-scheme:light dark}}{DARK}</style></head>\
             <body class=\"ground\" style=\"margin:0;padding:0;background:#eef2f2\">\
             <div style=\"display:none;max-height:0;overflow:hidden\">{preview}</div>\
             <table role=\"presentation\" class=\"ground\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" \
             style=\"background:#eef2f2\"><tr><td align=\"center\" style=\"padding:20px 8px\">\
             <table role=\"presentation\" class=\"card\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" \
             style=\"max-width:640px;background:#ffffff;border-radius:8px\">",
            language = self.language.code(),
            subject = escape(&self.subject),
            preview = escape(&self.preview),
        );
        if let Some(banner) = &self.banner {
            let _ = write!(
                html,
                "<tr><td class=\"banner pad\" style=\"{FONT};padding:12px 32px;background:#ffe3ad;color:#4a2f00;\
                 font-size:14px;line-height:1.4;font-weight:600;border-radius:8px 8px 0 0\">{}</td></tr>",
                escape(banner)
            );
        }
        html.push_str("<tr><td class=\"pad\" style=\"padding:24px 32px 8px\">");
        for block in &self.blocks {
            block.html(&mut html);
        }
        let _ = write!(
            html,
            "</td></tr><tr><td class=\"pad quiet\" style=\"{FONT};padding:8px 32px 24px;color:#53626a;font-size:13px;\
             line-height:1.5\">"
        );
        for line in &self.footer {
            let _ = write!(
                html,
                "<p class=\"quiet\" style=\"margin:0 0 6px;color:#53626a\">{}</p>",
                escape(line)
            );
        }
        if let Some((label, address)) = &self.leave {
            let _ = write!(
                html,
                "<p style=\"margin:0 0 6px\"><a class=\"link\" href=\"{}\" style=\"color:#0b5563\">{}</a></p>",
                escape(address),
                escape(label)
            );
        }
        html.push_str("</td></tr></table></td></tr></table></body></html>");
        html
    }
}

impl Document {
    /// The same for a browser, which has no message to take the picture from.
    #[must_use]
    pub fn html_alone(&self) -> String {
        let html = self.html();
        match self.picture() {
            Some(picture) => {
                let data = format!("data:image/png;base64,{}", BASE64_STANDARD.encode(&picture.png));
                html.replace(&format!("cid:{}", Picture::CID), &data)
            }
            None => html,
        }
    }
}

impl Block {
    fn html(&self, html: &mut String) {
        let _ = match self {
            Self::Title(text) => write!(
                html,
                "<h1 class=\"ink\" style=\"{FONT};margin:0 0 12px;color:#14232a;font-size:22px;line-height:1.25\">{}</h1>",
                escape(text)
            ),
            Self::Heading(text) => write!(
                html,
                "<h2 class=\"ink\" style=\"{FONT};margin:24px 0 8px;color:#14232a;font-size:16px;line-height:1.3\">{}</h2>",
                escape(text)
            ),
            Self::Text(text) => write!(
                html,
                "<p class=\"ink\" style=\"{FONT};margin:0 0 12px;color:#14232a;font-size:16px;line-height:1.5\">{}</p>",
                escape(text)
            ),
            Self::Facts(facts) => table(html, facts.iter(), |html, (label, said)| {
                let _ = write!(
                    html,
                    "<span class=\"quiet\" style=\"color:#53626a;font-size:14px\">{}</span><br>{}",
                    escape(label),
                    escape(said)
                );
            }),
            Self::Items(items) => table(html, items.iter(), Item::html),
            Self::Button { label, address } => write!(
                html,
                "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:16px 0 20px\"><tr>\
                 <td style=\"background:#0b5563;border-radius:6px\"><a href=\"{}\" style=\"{FONT};display:inline-block;\
                 padding:12px 20px;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none\">{}</a></td></tr></table>",
                escape(address),
                escape(label)
            ),
            Self::Picture(picture) => write!(
                html,
                "<img src=\"cid:{}\" width=\"{}\" alt=\"{}\" class=\"ink\" style=\"{FONT};display:block;\
                 width:100%;max-width:{}px;height:auto;margin:16px 0;border:0;border-radius:6px;color:#14232a;\
                 font-size:14px;line-height:1.5\">",
                Picture::CID,
                Picture::WIDTH,
                escape(&picture.said),
                Picture::WIDTH
            ),
        };
    }
}

/// One row for each thing, with a line between them.
fn table<T>(
    html: &mut String,
    rows: impl Iterator<Item = T>,
    cell: impl Fn(&mut String, T),
) -> std::fmt::Result {
    html.push_str(
        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:0 0 12px\">",
    );
    for row in rows {
        write!(
            html,
            "<tr><td class=\"ink rule\" style=\"{FONT};padding:8px 0;border-top:1px solid #dce2e1;color:#14232a;\
             font-size:16px;line-height:1.4\">"
        )?;
        cell(html, row);
        html.push_str("</td></tr>");
    }
    html.push_str("</table>");
    Ok(())
}

impl Item {
    fn html(html: &mut String, item: &Self) {
        let name = escape(&item.name);
        let _ = match &item.address {
            Some(address) => write!(
                html,
                "<a class=\"link\" href=\"{}\" style=\"color:#0b5563;font-weight:600\">{name}</a>",
                escape(address)
            ),
            None => write!(html, "<strong>{name}</strong>"),
        };
        if !item.detail.is_empty() {
            let _ = write!(
                html,
                "<br><span class=\"quiet\" style=\"color:#53626a;font-size:14px\">{}</span>",
                escape(&item.detail)
            );
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
