//! What is written to people, and how it leaves. Letters are facts; `Document` says them once, for text and HTML alike;
//! `Sender` makes the message that is stored; `Server` hands it over. Pure but for `server`.

mod bulletin;
mod critical;
mod dates;
mod digest;
mod document;
mod html;
mod letter;
pub mod lint;
mod overview;
pub mod reading;
mod reminder;
mod sender;
mod server;
#[cfg(test)]
mod tests;
mod text;

pub use bulletin::{Bulletin, Region};
pub use critical::{Critical, Reason};
pub use dates::{Dates, DueRow};
pub use digest::{Change, Digest, Due, Row};
pub use document::{Block, Document, Item, Picture};
pub use letter::{Letter, Writer};
pub use overview::{Fact, Overview, Seen};
pub use reminder::Reminder;
pub use sender::{Composed, Sender, Signature, To, Unfit};
pub use server::{Security, Server, Session, Trouble};

/// How an installation writes: who signs, and which server takes it. Without a sender letters wait for an address; without
/// a server messages wait in the outbox.
#[derive(Clone, Debug, Default)]
pub struct Post {
    pub sender: Option<Sender>,
    pub server: Option<Server>,
    pub alerts: Alerts,
}

/// Whether anybody is written to about a structure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Alerts {
    /// A shadow run: cases are made and may be judged, and nobody is written to.
    #[default]
    Shadow,
    Live,
}
