//! All that is held on one structure, for whoever has a right to it: the team itself (RGPD, article 15), or the installation that
//! answers for it. What is made of it, level and score, is no part of that; nor is who of the others read it.

mod directory;

use std::collections::HashMap;

use diesel::prelude::*;
use serde_json::{Value, json};

use super::backend::{Conn, Error};
use super::schema::{audit as a, links as l, outbox as o};
use super::scope::{Rows, Scope};
use super::statements::{self, Query};
use super::versions::Known;
use super::{assessments, members, replies, structures};
use crate::domain::finess::FinessNumber;
use crate::domain::member::Member;
use crate::domain::rights::Family;
use crate::domain::timeline::{FOREVER, Version};

/// For each family of data, the right to read it of that structure.
#[derive(Clone, Copy, Debug)]
pub struct Rights<'a> {
    pub declared: &'a Scope,
    pub aci: &'a Scope,
    pub signals: &'a Scope,
}

/// What the rights reach, as JSON; none when no edition has shown the structure.
///
/// # Errors
/// The database fails, or a row holds what it may not hold.
pub fn of(
    conn: &mut Conn,
    rights: Rights,
    structure: &FinessNumber,
    tables: &[(&str, Family)],
) -> Result<Option<Value>, Error> {
    let Some(known) = structures::of_numbers(conn, &[structure.as_str()], Known::Now)?.into_iter().next()
    else {
        return Ok(None);
    };
    let facts: Vec<Value> = known
        .versions
        .iter()
        .map(|version| {
            let own = &version.content;
            json!({
                "from": version.from, "to": ended(version.to),
                "category": own.kind.as_str(), "name": own.name, "complement": own.complement,
                "address": own.address, "department": own.department, "commune": own.commune, "siret": own.siret,
                "legal_entity": own.legal_entity.as_ref().map(FinessNumber::as_str),
                "opened_on": own.opened_on, "closed_on": own.closed_on, "active": own.active,
            })
        })
        .collect();
    let mut stated = serde_json::Map::new();
    for (source, family) in tables {
        let scope = if *family == Family::Aci { rights.aci } else { rights.declared };
        let lines = lines(conn, scope, structure, (source, *family))?;
        stated.insert((*source).to_owned(), Value::Array(lines));
    }
    let team = members::of(conn, rights.declared, std::slice::from_ref(structure), Known::Now)?;
    let replies = replies::of_structure(conn, rights.signals, structure)?;
    let replies: Vec<Value> = replies
        .into_iter()
        .map(|reply| {
            json!({
                "at": reply.at, "kind": reply.kind.as_str(), "said": reply.said, "stated": reply.stated,
                "file": reply.stated.as_ref().map(|_| reply.file()),
            })
        })
        .collect();
    Ok(Some(json!({
        "structure": structure.as_str(),
        "finess": facts,
        "register": super::register::entries::bearing(conn, structure.as_str())?
            .into_iter().map(|held| json!(held.entry)).collect::<Vec<_>>(),
        "members": numbered(&team.into_iter().map(|row| row.version).collect::<Vec<_>>()),
        "tables": stated,
        "signals": assessments::all_signals(conn, rights.signals, structure)?,
        "messages": messages(conn, rights.signals, structure)?,
        "links": links(conn, rights.signals, structure)?,
        "replies": replies,
        "drafts": directory::drafts(conn, rights.signals, structure)?,
        "contacts": directory::contacts(conn, rights.signals, structure)?,
        "register_decisions": directory::decisions(conn, rights.signals, structure)?,
        "audit": lines_of_audit(conn, rights.signals, structure)?,
    })))
}

/// The open end of a range is none.
fn ended(to: chrono::NaiveDate) -> Option<chrono::NaiveDate> {
    Some(to).filter(|to| *to < FOREVER)
}

/// The keys of persons stay here, for they would follow somebody from one structure to another: in one export each person has a
/// number, in the order in which they came.
fn numbered(team: &[Version<Member>]) -> Vec<Value> {
    let mut numbers = HashMap::new();
    let member = |Version { from, to, content }: &Version<Member>| {
        let next = numbers.len() + 1;
        let person = *numbers.entry(content.person.clone()).or_insert(next);
        json!({
            "person": person, "profession": content.profession.to_string(), "is_gp": content.is_gp,
            "mode": content.mode.as_str(), "from": from, "to": ended(*to),
        })
    };
    let mut team: Vec<_> = team.iter().collect();
    team.sort_by_key(|version| (version.from, version.to));
    team.into_iter().map(member).collect()
}

/// Corrections included, each with when it was known.
fn lines(
    conn: &mut Conn,
    scope: &Scope,
    structure: &FinessNumber,
    (source, family): (&str, Family),
) -> Result<Vec<Value>, Error> {
    let subjects = [structure.to_string()];
    let query = Query { source, family, subjects: Some(&subjects), known: Known::Now };
    let held = statements::history(conn, scope, query)?;
    let line = |(held, until): (statements::Held, Option<chrono::NaiveDateTime>)| {
        let (period, item) = (held.statement.period.to_string(), &held.statement.item);
        json!({
            "period": period, "item": item, "cells": held.statement.cells,
            "known_from": held.known_from, "known_to": until,
        })
    };
    Ok(held.into_iter().map(line).collect())
}

/// Whether the rights are those of the structure itself, or of the installation.
fn is_own(scope: &Scope, structure: &FinessNumber) -> bool {
    match scope.rows(Family::Signals) {
        Rows::All => true,
        Rows::Structures(numbers) => numbers == [structure.to_string()],
        Rows::None | Rows::Departments(_) => false,
    }
}

/// What was sent to the structure; not what was sent to others about it.
fn messages(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Vec<Value>, Error> {
    if !is_own(scope, structure) {
        return Ok(Vec::new());
    }
    type Row = (chrono::NaiveDateTime, String, String, String, Option<chrono::NaiveDateTime>);
    let rows: Vec<Row> = o::table
        .filter(o::about.eq(structure.as_str()).and(o::letter.eq("overview")))
        .order(o::id)
        .select((o::raised_at, o::recipient, o::subject, o::status, o::settled_at))
        .load(conn)?;
    let message = |(at, to, subject, status, settled): Row| json!({ "raised_at": at, "to": to, "subject": subject, "status": status, "settled_at": settled });
    Ok(rows.into_iter().map(message).collect())
}

/// What each message told, and how long it may be answered; the tokens are in the messages.
fn links(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Vec<Value>, Error> {
    if !is_own(scope, structure) {
        return Ok(Vec::new());
    }
    type Row = (String, chrono::NaiveDateTime, chrono::NaiveDateTime, Option<chrono::NaiveDateTime>);
    let rows: Vec<Row> = l::table
        .filter(l::structure.eq(structure.as_str()))
        .order(l::id)
        .select((l::told, l::made_at, l::expires_at, l::revoked_at))
        .load(conn)?;
    let link = |(told, made, expires, revoked): Row| {
        let told: Value = serde_json::from_str(&told)
            .map_err(|error| Error::Row { table: "links", problem: error.to_string() })?;
        Ok(json!({ "told": told, "made_at": made, "expires_at": expires, "revoked_at": revoked }))
    };
    rows.into_iter().map(link).collect()
}

/// When what was read or done; by whom is of those who read.
fn lines_of_audit(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Vec<Value>, Error> {
    if !is_own(scope, structure) {
        return Ok(Vec::new());
    }
    type Row = (chrono::NaiveDateTime, String, Option<String>);
    let rows: Vec<Row> = a::table
        .filter(a::subject.eq(structure.as_str()))
        .order(a::id)
        .select((a::at, a::action, a::family))
        .load(conn)?;
    let line = |(at, action, family): Row| json!({ "at": at, "action": action, "family": family });
    Ok(rows.into_iter().map(line).collect())
}
