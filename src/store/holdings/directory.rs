//! What was typed and not yet sent, who is written to for the structure, and what was decided on its lines of the register.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde_json::{Value, json};

use super::super::backend::{Conn, Error};
use super::super::schema::{contacts as c, drafts as d, links as l, refusals as r, register_decisions as q};
use super::super::scope::Scope;
use super::is_own;
use crate::domain::finess::FinessNumber;

pub(super) fn drafts(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Vec<Value>, Error> {
    if !is_own(scope, structure) {
        return Ok(Vec::new());
    }
    let links = l::table.filter(l::structure.eq(structure.as_str())).select(l::id);
    let rows: Vec<(String, String, NaiveDateTime)> = d::table
        .filter(d::link.eq_any(links))
        .order((d::saved_at, d::source))
        .select((d::source, d::cells, d::saved_at))
        .load(conn)?;
    let draft = |(source, cells, saved): (String, String, NaiveDateTime)| {
        let cells: Value = serde_json::from_str(&cells)
            .map_err(|error| Error::Row { table: "drafts", problem: error.to_string() })?;
        Ok(json!({ "source": source, "cells": cells, "saved_at": saved }))
    };
    rows.into_iter().map(draft).collect()
}

/// Each with the letters that it refuses; a refusal outlives its contact.
pub(super) fn contacts(conn: &mut Conn, scope: &Scope, structure: &FinessNumber) -> Result<Value, Error> {
    if !is_own(scope, structure) {
        return Ok(json!({ "directory": [], "refusals": [] }));
    }
    type Row = (String, String, String, Option<String>, String, String, Option<chrono::NaiveDate>);
    let rows: Vec<Row> = c::table
        .filter(c::place.eq(structure.as_str()))
        .order(c::id)
        .select((c::kind, c::office, c::email, c::phone, c::language, c::frequency, c::verified_on))
        .load(conn)?;
    let contact = |(kind, office, email, phone, language, frequency, verified): Row| {
        json!({
            "kind": kind, "office": office, "email": email, "phone": phone, "language": language,
            "frequency": frequency, "verified_on": verified,
        })
    };
    let refused: Vec<(String, String, NaiveDateTime)> = r::table
        .filter(r::place.eq(structure.as_str()))
        .order((r::email, r::letter))
        .select((r::email, r::letter, r::refused_at))
        .load(conn)?;
    let refusal = |(email, letter, at): (String, String, NaiveDateTime)| json!({ "email": email, "letter": letter, "refused_at": at });
    Ok(json!({
        "directory": rows.into_iter().map(contact).collect::<Vec<_>>(),
        "refusals": refused.into_iter().map(refusal).collect::<Vec<_>>(),
    }))
}

/// Those whose facts name the structure; who decided is of those who work here.
pub(super) fn decisions(
    conn: &mut Conn,
    scope: &Scope,
    structure: &FinessNumber,
) -> Result<Vec<Value>, Error> {
    if !is_own(scope, structure) {
        return Ok(Vec::new());
    }
    let named = format!("%{structure}%");
    let rows: Vec<(String, String, Option<String>, NaiveDateTime)> = q::table
        .filter(q::subject.like(&named).or(q::evidence.like(&named)))
        .order(q::id)
        .select((q::subject, q::resolution, q::note, q::decided_at))
        .load(conn)?;
    let decision = |(subject, resolution, note, at): (String, String, Option<String>, NaiveDateTime)| json!({ "subject": subject, "resolution": resolution, "note": note, "decided_at": at });
    Ok(rows.into_iter().map(decision).collect())
}
