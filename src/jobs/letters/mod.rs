//! Letters: raised in the transaction of whoever has something to say, written at once for each addressee, sent later.

pub mod bulletin;
pub mod critical;
pub mod dates;
pub mod deliver;
pub mod digest;
pub mod forget;
pub mod overview;
pub mod reminders;

use std::io;

use chrono::NaiveDateTime;

use crate::catalog::Catalog;
use crate::credentials::Token;
use crate::domain::contact::{Contact, Kind, Wanted, addressees, around};
use crate::domain::finess::unmarked;
use crate::domain::writing::Language;
use crate::mail::{Alerts, Document, Letter, Overview, Post, Sender, To, Unfit, Writer, lint};
use crate::store::outbox::unaddressed::{self, Aside};
use crate::store::outbox::{self, Reserved, Written};
use crate::store::{
    Conn, Error, Known, Scope, Store, contacts, imports, links, refusals, replies, structures,
};
use crate::words::Words;

/// What letters are raised with.
#[derive(Clone, Copy, Debug)]
pub struct Office<'a> {
    pub catalog: &'a Catalog,
    pub post: &'a Post,
    pub now: NaiveDateTime,
    /// Somebody asks for it on the command line; else a job raises what it finds.
    pub by_hand: bool,
}

/// What became of a letter that was raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raised {
    /// So many messages are in the outbox now; none when all were there before.
    Written(usize),
    /// It waits in the queue, for that reason.
    Aside(String),
    /// A job raised it in a shadow run: nothing is kept of it.
    Withheld,
}

impl Office<'_> {
    /// Writes a letter to all whom it goes to, once for each key and address, inside the transaction of whoever raises it.
    /// What can be addressed to nobody is put in the queue: nothing is dropped, but in a shadow run, where no job writes to
    /// anybody about a structure.
    ///
    /// # Errors
    /// The database fails.
    pub fn raise(&self, conn: &mut Conn, letter: &Letter) -> Result<Raised, Error> {
        if self.post.alerts == Alerts::Shadow && !self.by_hand && letter.tells_of_structures() {
            return Ok(Raised::Withheld);
        }
        let key = letter.key();
        let written = match self.addressees(conn, letter)? {
            Ok((sender, found)) => self.write(conn, letter, sender, &found)?,
            Err(reason) => Err(reason),
        };
        if letter.can_be_refused() {
            // Of last month's letter nobody wants to hear once this month's is there.
            unaddressed::supersede(
                conn,
                (letter.name(), letter.audience().as_str()),
                &letter.about().to_string(),
                (&key, self.now),
            )?;
        }
        match written {
            Ok(count) => {
                unaddressed::settle(conn, &key, self.now)?;
                Ok(Raised::Written(count))
            }
            Err(reason) => {
                self.put_aside(conn, letter, &reason)?;
                Ok(Raised::Aside(reason))
            }
        }
    }

    /// Tries again to address what waits in the queue; gives how many messages that made.
    ///
    /// # Errors
    /// The database fails.
    pub fn address_waiting(&self, store: &Store) -> Result<usize, Error> {
        let waiting = unaddressed::waiting(&mut *store.connection()?, &Scope::operator())?;
        let mut count = 0;
        for waiting in waiting {
            let letter = serde_json::from_str(&waiting.facts)
                .map_err(|error| Error::Row { table: "unaddressed", problem: error.to_string() })?;
            if let Raised::Written(written) = store.write(|conn| self.raise(conn, &letter))? {
                count += written;
            }
        }
        Ok(count)
    }

    /// A letter as somebody would read it; nothing of it is stored.
    ///
    /// # Errors
    /// The database fails.
    pub fn preview(&self, conn: &mut Conn, letter: &Letter, language: Language) -> Result<Document, Error> {
        let address = self.post.sender.as_ref().map_or("", Sender::address);
        let is_simulated = imports::any_simulated(conn)?;
        let letter = match letter {
            // Where the address of its reader will stand.
            Letter::Overview(overview) => Letter::Overview(Overview {
                reply: Some(format!("{address}/repondre/…")),
                ..overview.clone()
            }),
            other => other.clone(),
        };
        Ok(letter.write(Writer { language, catalog: self.catalog, address, is_simulated }))
    }

    /// Who is written to, and by whom; or why nobody is.
    fn addressees(
        &self,
        conn: &mut Conn,
        letter: &Letter,
    ) -> Result<Result<(&Sender, Vec<Contact>), String>, Error> {
        let Some(sender) = &self.post.sender else {
            return Ok(Err("mail is not set up: mail_from and public_address are needed".into()));
        };
        if let Letter::Overview(overview) = letter
            && let Some(until) = replies::pause(conn, &overview.finess, self.now)?
        {
            return Ok(Err(format!(
                "the structure has answered: nothing more is sent before {}",
                until.date()
            )));
        }
        let (kind, place) = (letter.audience(), letter.about());
        let places = if kind == Kind::Msp { vec![place] } else { around(&place, letter.department()) };
        let known = contacts::answering(conn, &Scope::operator(), kind, &places)?;
        let refusable = letter.can_be_refused().then(|| letter.name());
        let found = addressees(&known, &places, Wanted { kind, rhythm: letter.rhythm(), refusable });
        Ok(match found {
            Ok(found) => Ok((sender, found.into_iter().cloned().collect())),
            Err(why) => Err(why.as_str().to_owned()),
        })
    }

    fn write(
        &self,
        conn: &mut Conn,
        letter: &Letter,
        sender: &Sender,
        found: &[Contact],
    ) -> Result<Result<usize, String>, Error> {
        let is_simulated = imports::any_simulated(conn)?;
        let (key, about) = (letter.key(), letter.about().to_string());
        let mut count = 0;
        for contact in found {
            let language = contact.language;
            let writer = Writer { language, catalog: self.catalog, address: sender.address(), is_simulated };
            let (letter, token) = match answerable(letter, contact, sender.address()) {
                Ok(answerable) => answerable,
                Err(error) => return Ok(Err(format!("the system gives no chance: {error}"))),
            };
            let mut document = letter.write(writer);
            if let Some(reason) = unsayable(&letter, &document) {
                return Ok(Err(reason));
            }
            let key = format!("{key}/{}", contact.email);
            let reserved = Reserved {
                key: &key,
                letter: letter.name(),
                about: &about,
                audience: letter.audience().as_str(),
                recipient: contact.email.as_str(),
                office: &contact.office,
                is_simulated,
            };
            let Some(id) = outbox::reserve(conn, reserved, self.now)? else { continue };
            let link = match self.link(conn, &letter, contact, writer)? {
                Ok(link) => link,
                Err(reason) => {
                    outbox::release(conn, id)?;
                    return Ok(Err(reason));
                }
            };
            document.leave = link.clone().map(|address| (Words::new(language).say("mail-leave"), address));
            let to = To { office: &contact.office, email: &contact.email, unsubscribe: link.as_deref() };
            let composed = match sender.compose(&document, to, (id, &key), self.now) {
                Ok(composed) => composed,
                Err(unfit) => {
                    outbox::release(conn, id)?;
                    return Ok(Err(cannot(&unfit)));
                }
            };
            let written = Written {
                sender: &sender.envelope(),
                subject: &document.subject,
                message_id: &composed.message_id,
                content: &composed.content,
            };
            outbox::write(conn, id, written)?;
            if let (Letter::Overview(overview), Some(token)) = (&letter, &token) {
                let told = Overview { reply: None, ..overview.clone() };
                let told = serde_json::to_string(&told)
                    .map_err(|error| Error::Row { table: "links", problem: error.to_string() })?;
                let link = links::New { structure: &overview.finess, token, message: id, told: &told };
                links::make(conn, link, self.now)?;
            }
            count += 1;
        }
        Ok(Ok(count))
    }

    /// Where the reader of one message asks not to get such letters any more.
    fn link(
        &self,
        conn: &mut Conn,
        letter: &Letter,
        contact: &Contact,
        writer: Writer,
    ) -> Result<Result<Option<String>, String>, Error> {
        if !letter.can_be_refused() {
            return Ok(Ok(None));
        }
        let token = match Token::draw() {
            Ok(token) => token,
            Err(error) => return Ok(Err(format!("no link can be made: {error}"))),
        };
        refusals::link(conn, &token, contact, letter.name(), self.now)?;
        Ok(Ok(Some(writer.page(&format!("/courriers/desabonnement/{}", token.as_str())))))
    }

    fn put_aside(&self, conn: &mut Conn, letter: &Letter, reason: &str) -> Result<(), Error> {
        let facts = serde_json::to_string(letter)
            .map_err(|error| Error::Row { table: "unaddressed", problem: error.to_string() })?;
        let (key, place) = (letter.key(), letter.about().to_string());
        let aside = Aside {
            key: &key,
            letter: letter.name(),
            audience: letter.audience().as_str(),
            place: &place,
            facts: &facts,
            reason,
        };
        unaddressed::put(conn, aside, self.now)
    }
}

/// The letter as one addressee gets it: an overview with an address of theirs to answer under, whose token is in the message
/// and nowhere else.
fn answerable(letter: &Letter, contact: &Contact, address: &str) -> io::Result<(Letter, Option<Token>)> {
    let Letter::Overview(overview) = letter else { return Ok((letter.clone(), None)) };
    let token = Token::draw()?;
    let language = match contact.language {
        Language::French => "",
        Language::English => "/en",
    };
    let reply = Some(format!("{address}{language}/repondre/{}", token.as_str()));
    Ok((Letter::Overview(Overview { reply, ..overview.clone() }), Some(token)))
}

fn cannot(unfit: &Unfit) -> String {
    format!("it cannot be written: {unfit}")
}

/// Why a message to a structure is held back, whatever it was made of.
fn unsayable(letter: &Letter, document: &Document) -> Option<String> {
    let found = if letter.audience() == Kind::Msp { lint::unsayable(document) } else { Vec::new() };
    (!found.is_empty()).then(|| format!("it says what a structure is never told: {}", found.join(", ")))
}

/// The name of a structure as the last edition shows it, and its department.
fn shown(conn: &mut Conn, number: &str) -> Result<Option<(String, String)>, Error> {
    let structure = structures::of_numbers(conn, &[number], Known::Now)?.into_iter().next();
    let day = imports::calendar(conn, Known::Now)?.days().last();
    Ok(structure.zip(day).map(|(structure, day)| {
        let establishment = structure.shown(day);
        let name = unmarked(&establishment.name).to_owned();
        (name, establishment.department.clone())
    }))
}
