//! What is not public of a structure: its members, as the RPPS shows them, and what it declares and is paid. For those
//! whom the matrix lets see it; each reading is in the audit.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::super::super::errors::WebError;
use super::super::super::reader::{OfStructures, Reader};
use super::super::super::reply::{Content, answer};
use super::super::super::words::Words;
use super::super::{Frame, address};
use super::declared::{Table, table};
use super::known;
use crate::domain::finess::FinessNumber;
use crate::domain::member::{Member, Mode};
use crate::domain::profession::Group;
use crate::domain::rights::{Family, Reach, reach};
use crate::domain::timeline::FOREVER;
use crate::domain::writing::Language;
use crate::store::audit::Subject;
use crate::store::statements::{self, Query};
use crate::store::{Conn, Known, Scope, imports, members};

#[derive(Template)]
#[template(path = "members.html")]
struct Page {
    frame: Frame,
    name: String,
    page: String,
    /// Nothing when the role sees no members.
    team: Option<Team>,
    tables: Vec<Table>,
    /// All that is held on it, for the structure itself.
    file: Option<String>,
}

/// Members by family of professions.
struct Team {
    title: String,
    rows: Vec<TeamRow>,
}

struct TeamRow {
    name: String,
    /// All, liberal, employed, other.
    counts: [String; 4],
}

pub(in super::super::super) async fn members(
    request: HttpRequest,
    reader: Reader<OfStructures>,
    language: web::Data<Language>,
    number: web::Path<String>,
) -> HttpResponse {
    answer(&request, **language, move |words| restricted(&reader, &number, words)).await
}

fn restricted(reader: &Reader<OfStructures>, number: &str, words: Words) -> Result<Content, WebError> {
    let conn = &mut *reader.store.connection()?;
    let (structure, _, day) = known(conn, number, words)?;
    let finess = structure.finess.clone();
    let name = words.language.typeset(&structure.shown(day).name);
    let (mut team, mut tables, mut is_read) = (None, Vec::new(), false);
    for family in [Family::Declared, Family::Aci] {
        let reach = reach(reader.account().role, family);
        if reach == Reach::Nothing {
            continue;
        }
        let scope = match reader.scope(conn, family, Subject::Structure(&finess), words) {
            // No case of it is shared: the other family may be read all the same.
            Err(WebError::Forbidden(_)) if reach == Reach::Shared => continue,
            scope => scope?,
        };
        is_read = true;
        if family == Family::Declared {
            team = Some(Team::of(conn, &scope, &finess, words)?);
        }
        tables.extend(stated(conn, reader, (&scope, family), &finess, words)?);
    }
    if !is_read {
        return Err(WebError::Forbidden(words.say("error-text-403")));
    }
    let is_own = reach(reader.account().role, Family::Signals) == Reach::Own;
    let title = words.with("members-title", &[("name", &name)]);
    let path = format!("/structures/{finess}");
    let frame =
        Frame::new(words, title, format!("{path}/members"), String::new(), imports::any_simulated(conn)?);
    let page = address(words.language, &path);
    let file = is_own.then(|| format!("{page}/holdings.json"));
    Ok(Content::Html(Page { frame, name, page, team, tables, file }.render()?))
}

/// The last period of each table of the family.
fn stated(
    conn: &mut Conn,
    reader: &Reader<OfStructures>,
    (scope, family): (&Scope, Family),
    finess: &FinessNumber,
    words: Words,
) -> Result<Vec<Table>, WebError> {
    let subjects = [finess.to_string()];
    let mut tables = Vec::new();
    for source in reader.catalog.sources.iter().filter(|source| source.family == Some(family)) {
        let query = Query { source: &source.id, family, subjects: Some(&subjects), known: Known::Now };
        let held = statements::load(conn, scope, query)?;
        let lines = held.into_iter().map(|held| held.statement).collect();
        tables.push(table(source, lines, reader.clock.today(), words));
    }
    Ok(tables)
}

impl Team {
    fn of(conn: &mut Conn, scope: &Scope, finess: &FinessNumber, words: Words) -> Result<Self, WebError> {
        let rows = members::of(conn, scope, std::slice::from_ref(finess), Known::Now)?;
        let present = rows.into_iter().map(|row| row.version).filter(|version| version.to == FOREVER);
        let present: Vec<Member> = present.map(|version| version.content).collect();
        let mut counts: BTreeMap<Group, [u32; 4]> = BTreeMap::new();
        for member in &present {
            let counts = counts.entry(member.group()).or_default();
            counts[0] += 1;
            counts[match member.mode {
                Mode::Liberal => 1,
                Mode::Employed => 2,
                Mode::Other => 3,
            }] += 1;
        }
        let written = |counts: [u32; 4]| counts.map(|count| words.language.count(f64::from(count)));
        let rows = Group::ALL.into_iter().filter_map(|group| {
            let name = words.find(&format!("group-{}", group.as_str())).unwrap_or_default();
            counts.get(&group).map(|counts| TeamRow { name, counts: written(*counts) })
        });
        let title = words.counted("members-team", present.len() as f64, &[]);
        Ok(Self { title, rows: rows.collect() })
    }
}
