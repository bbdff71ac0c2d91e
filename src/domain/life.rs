//! The life of one establishment, read from its versions: when it was open, when it opened and closed.

use chrono::NaiveDate;

use super::edition::Calendar;
use super::establishment::Establishment;
use super::finess::Kind;
use super::legal_entity::{LegalEntity, LegalForm};
use super::month::Month;
use super::timeline::{FOREVER, Version};

/// Months at whose end an establishment was open, in one place and under one legal form.
#[derive(Clone, Debug, PartialEq)]
pub struct Spell {
    pub kind: Kind,
    pub department: String,
    pub commune: Option<String>,
    pub form: LegalForm,
    pub first: Month,
    /// First month at whose end this no longer holds; none while it still does.
    pub end: Option<Month>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    Opening,
    Closure,
    /// From now on it bears another category: no closure.
    Left,
    /// It bore another category until now: no opening.
    Entered,
    /// From now on it stands in another commune or department.
    MovedOut,
    /// It stood in another commune or department until now.
    MovedIn,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub kind: Kind,
    pub department: String,
    pub commune: Option<String>,
    pub happening: Happening,
    pub day: NaiveDate,
    /// False until a second edition confirms a disappearance.
    pub certain: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Life {
    pub spells: Vec<Spell>,
    pub events: Vec<Event>,
}

/// The days `[start, end)` on which one version counts as open.
struct Opened<'a> {
    version: &'a Version<Establishment>,
    start: NaiveDate,
    end: NaiveDate,
    /// FINESS itself gave the closing day.
    explicit_end: bool,
}

/// Reads the life of one establishment from its versions (sorted) and those of its legal entities.
pub fn life<'a>(
    versions: &[Version<Establishment>],
    calendar: &Calendar,
    entity: impl Fn(&str) -> &'a [Version<LegalEntity>],
) -> Life {
    let opened: Vec<Opened> = versions
        .iter()
        .enumerate()
        .filter_map(|(i, version)| {
            opened(version, i.checked_sub(1).map(|p| &versions[p]), versions.get(i + 1), calendar)
        })
        .collect();
    let mut life = Life::default();
    for (i, this) in opened.iter().enumerate() {
        spell(this, &entity, &mut life.spells);
        let before = i.checked_sub(1).map(|p| &opened[p]);
        if before.is_none_or(|before| before.end != this.start) {
            begin(this, calendar, &mut life.events);
        } else if let Some((out, into)) = before.and_then(|before| passage(before, this)) {
            life.events.extend(before.map(|before| event(before, out, this.start, true)));
            life.events.push(event(this, into, this.start, true));
        }
        if opened.get(i + 1).is_none_or(|next| next.start != this.end) {
            finish(this, calendar, versions, &mut life.events);
        }
    }
    life
}

fn opened<'a>(
    version: &'a Version<Establishment>,
    previous: Option<&Version<Establishment>>,
    next: Option<&Version<Establishment>>,
    calendar: &Calendar,
) -> Option<Opened<'a>> {
    let content = &version.content;
    if !content.open_on(version.from) {
        return None;
    }
    let is_first_sight = previous.is_none_or(|p| p.to != version.from);
    let start = match (content.opened_on, calendar.before(version.from)) {
        // Between annual stocks the declared opening date decides.
        (Some(declared), Some(last))
            if is_first_sight
                && calendar.is_annual(version.from)
                && last < declared
                && declared < version.from =>
        {
            declared
        }
        _ => version.from,
    };
    // A closing day said later replaces the first edition without the structure, but never contradicts an
    // edition that still showed it open.
    let last_seen = calendar.before(version.to).unwrap_or(version.from);
    let said = content.closed_on.or_else(|| next.and_then(|n| n.content.closed_on));
    let explicit = said.filter(|day| {
        let floor = if content.closed_on.is_some() { version.from } else { last_seen };
        floor < *day && *day <= version.to
    });
    Some(Opened { version, start, end: explicit.unwrap_or(version.to), explicit_end: explicit.is_some() })
}

fn spell<'a>(this: &Opened, entity: &impl Fn(&str) -> &'a [Version<LegalEntity>], spells: &mut Vec<Spell>) {
    let content = &this.version.content;
    let forms = content.legal_entity.as_ref().map_or(&[][..], |number| entity(number.as_str()));
    let mut push = |from: NaiveDate, to: NaiveDate, form| {
        let (first, end) = (Month::of(from), (to != FOREVER).then(|| Month::of(to)));
        if from < to && end.is_none_or(|end| first < end) {
            let commune = content.commune.clone();
            let department = content.department.clone();
            spells.push(Spell { kind: content.kind, department, commune, form, first, end });
        }
    };
    let mut day = this.start;
    for known in forms {
        let (from, to) = (known.from.max(day), known.to.min(this.end));
        if from >= to {
            continue;
        }
        push(day, from, LegalForm::Unknown);
        push(from, to, known.content.form());
        day = to;
    }
    push(day, this.end, LegalForm::Unknown);
}

fn begin(this: &Opened, calendar: &Calendar, events: &mut Vec<Event>) {
    // What the very first edition shows was already there.
    if calendar.before(this.version.from).is_some() {
        events.push(event(this, Happening::Opening, this.start, true));
    }
}

fn finish(this: &Opened, calendar: &Calendar, versions: &[Version<Establishment>], events: &mut Vec<Event>) {
    if this.end == FOREVER {
        return;
    }
    let shown = |day| super::timeline::at(versions, day);
    if this.explicit_end {
        events.push(event(this, Happening::Closure, this.end, true));
    } else if shown(this.end).is_some() {
        // Still listed, inactive and without a date: FINESS+ says closed.
        events.push(event(this, Happening::Closure, this.end, true));
    } else if !calendar.is_first_plus(this.end) {
        let confirmed =
            calendar.after(this.end).is_some_and(|second| shown(second).is_none_or(|c| !c.open_on(second)));
        events.push(event(this, Happening::Closure, this.end, confirmed));
    }
}

/// What makes an establishment that stays open count elsewhere from now on.
fn passage(before: &Opened, this: &Opened) -> Option<(Happening, Happening)> {
    let (before, this) = (&before.version.content, &this.version.content);
    if before.kind != this.kind {
        Some((Happening::Left, Happening::Entered))
    } else if (&before.department, &before.commune) != (&this.department, &this.commune) {
        Some((Happening::MovedOut, Happening::MovedIn))
    } else {
        None
    }
}

fn event(this: &Opened, happening: Happening, day: NaiveDate, certain: bool) -> Event {
    let content = &this.version.content;
    Event {
        kind: content.kind,
        department: content.department.clone(),
        commune: content.commune.clone(),
        happening,
        day,
        certain,
    }
}

#[cfg(test)]
mod tests;
