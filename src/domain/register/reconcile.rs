//! Where the register and FINESS contradict each other: one queue, each item with the facts of both sides and a
//! proposed resolution. Regions whose ARS keeps no register contradict nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{Months, NaiveDate};

use super::discrepancy::{Discrepancy, FinessSide, Kind, RegisterSide};
use super::entry::{Entry, Status};
use super::likeness::is_alike;
use super::resolution::Resolution;
use super::seen::Seen;
use crate::domain::finess::FinessNumber;
use crate::domain::geography::france;
use crate::domain::legal_entity::LegalForm;

/// The regions whose ARS keeps a register: those where it calls open at least half of what FINESS shows open, or all
/// but one. A stray line from elsewhere makes no register. `finess`: departments of the open numbers, one each.
#[must_use]
pub fn keeping<'a>(entries: &[Entry], finess: impl Iterator<Item = &'a str>) -> BTreeSet<&'static str> {
    let region = |department: &str| france().region_of(department);
    let mut regions: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for entry in entries {
        if let Some(region) = region(&entry.department) {
            let is_counted = entry.status == Status::Open && !entry.is_antenna();
            regions.entry(region).or_default().0 += usize::from(is_counted);
        }
    }
    for shown in finess.filter_map(region) {
        if let Some((_, finess)) = regions.get_mut(shown) {
            *finess += 1;
        }
    }
    let is_kept = |(open, finess): (usize, usize)| 2 * open >= finess || finess <= open + 1;
    regions.into_iter().filter(|(_, counts)| is_kept(*counts)).map(|(region, _)| region).collect()
}

/// Compares both sides as of `day`, the last edition of FINESS; a delay of up to `grace` months on either side is
/// no contradiction.
#[must_use]
pub fn reconcile(entries: &[Entry], seen: &[Seen], day: NaiveDate, grace: u32) -> Vec<Discrepancy> {
    let settled = day.checked_sub_months(Months::new(grace)).unwrap_or(day);
    Comparison::new(entries, seen, settled).run()
}

struct Comparison<'a> {
    entries: &'a [Entry],
    seen: &'a [Seen],
    by_number: HashMap<&'a FinessNumber, &'a Seen>,
    /// Open numbers by commune.
    nearby: HashMap<&'a str, Vec<&'a Seen>>,
    bearing: BTreeMap<&'a FinessNumber, Vec<&'a Entry>>,
    /// What is older than this is no mere delay.
    settled: NaiveDate,
    /// Numbers that another discrepancy already speaks of.
    told: HashSet<&'a FinessNumber>,
    found: Vec<Discrepancy>,
}

impl<'a> Comparison<'a> {
    fn new(entries: &'a [Entry], seen: &'a [Seen], settled: NaiveDate) -> Self {
        let mut bearing: BTreeMap<&FinessNumber, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            if let Some(number) = &entry.finess {
                bearing.entry(number).or_default().push(entry);
            }
        }
        let mut nearby: HashMap<&str, Vec<&Seen>> = HashMap::new();
        for open in seen.iter().filter(|seen| seen.closed_on.is_none()) {
            if let Some(commune) = &open.commune {
                nearby.entry(commune).or_default().push(open);
            }
        }
        Self {
            entries,
            seen,
            by_number: seen.iter().map(|seen| (&seen.finess, seen)).collect(),
            nearby,
            bearing,
            settled,
            told: HashSet::new(),
            found: Vec::new(),
        }
    }

    fn run(mut self) -> Vec<Discrepancy> {
        self.twins();
        let mut others = HashSet::new();
        for (number, entries) in self.bearing.clone() {
            if let Some((kept, other)) = duplicates(entries) {
                let seen = self.by_number.get(number).copied();
                others.insert(&other.id);
                self.report(
                    Kind::Duplicate,
                    number.as_str(),
                    &[kept, other],
                    seen.as_slice(),
                    Resolution::Withdraw,
                );
            }
        }
        for entry in self.entries.iter().filter(|entry| !others.contains(&entry.id) && !entry.is_antenna()) {
            self.one_entry(entry);
        }
        self.missing_in_register();
        self.found.sort_by(|a, b| (&a.department, &a.key).cmp(&(&b.department, &b.key)));
        self.found
    }

    fn one_entry(&mut self, entry: &'a Entry) {
        let seen = entry.finess.as_ref().and_then(|number| self.by_number.get(number).copied());
        let is_settled = |day: Option<NaiveDate>| day.is_some_and(|day| day < self.settled);
        match (entry.status, seen) {
            (Status::Open, None) if is_settled(entry.open_from()) => {
                let found = self.same_team(entry);
                let proposal = found.map_or(Resolution::AwaitFiness, |_| Resolution::LinkNumber);
                self.report(Kind::MissingInFiness, &entry.id, &[entry], found.as_slice(), proposal);
            }
            (Status::Open, Some(seen)) if is_settled(seen.closed_on) => {
                let renumbered = self.same_team(entry);
                let proposal = renumbered.map_or(Resolution::CloseEntry, |_| Resolution::LinkNumber);
                let sides: Vec<&Seen> = std::iter::once(seen).chain(renumbered).collect();
                self.report(Kind::ClosedInFiness, &entry.id, &[entry], &sides, proposal);
            }
            (Status::Closed | Status::Merged, Some(seen))
                if seen.closed_on.is_none() && is_settled(entry.ended_on) =>
            {
                self.report(Kind::ClosedInRegister, &entry.id, &[entry], &[seen], Resolution::AskClosure);
            }
            (Status::Open, Some(seen))
                if seen.closed_on.is_none() && seen.commune.as_ref().is_some_and(|c| *c != entry.commune) =>
            {
                self.report(Kind::Moved, &entry.id, &[entry], &[seen], Resolution::TakeCommune);
            }
            _ => {}
        }
    }

    /// An open number of the same commune and name that the register does not know.
    fn same_team(&self, entry: &Entry) -> Option<&'a Seen> {
        let nearby = self.nearby.get(entry.commune.as_str())?;
        let free = nearby.iter().filter(|seen| {
            !self.bearing.contains_key(&seen.finess)
                && !self.told.contains(&seen.finess)
                && seen.main_site.is_none()
        });
        free.copied().find(|seen| is_alike(&seen.name, &entry.name))
    }

    /// Two open numbers of one team, the newer one that of its SISA, of which the register knows one at most.
    fn twins(&mut self) {
        let communes: BTreeMap<&str, Vec<&Seen>> =
            self.nearby.iter().map(|(c, seen)| (*c, seen.clone())).collect();
        for seen in communes.values() {
            for sisa in seen.iter().filter(|seen| seen.form == LegalForm::Sisa && seen.main_site.is_none()) {
                let older = seen.iter().find(|older| {
                    older.form == LegalForm::Other
                        && older.opened_on < sisa.opened_on
                        && older.main_site.is_none()
                        && is_alike(&older.name, &sisa.name)
                });
                let Some(older) = older else { continue };
                let entries: Vec<&Entry> = [older, sisa]
                    .iter()
                    .flat_map(|seen| self.bearing.get(&seen.finess).into_iter().flatten().copied())
                    .collect();
                let [known] = entries[..] else { continue };
                let has_taken = known.finess.as_ref() == Some(&sisa.finess);
                let proposal = if has_taken { Resolution::AskClosure } else { Resolution::TakeSisaNumber };
                let number = sisa.finess.as_str();
                self.report(Kind::SisaTwin, number, &[known], &[older, sisa], proposal);
            }
        }
    }

    fn missing_in_register(&mut self) {
        let open = self.seen.iter().filter(|seen| seen.closed_on.is_none());
        let keeping = keeping(self.entries, open.map(|seen| seen.department.as_str()));
        let is_kept =
            |department: &str| france().region_of(department).is_some_and(|region| keeping.contains(region));
        for seen in self.seen {
            let is_missing = seen.closed_on.is_none()
                && seen.opened_on < self.settled
                && seen.main_site.is_none()
                && is_kept(&seen.department)
                && !self.bearing.contains_key(&seen.finess);
            if !is_missing || self.told.contains(&seen.finess) {
                continue;
            }
            let project = self.entries.iter().find(|entry| {
                matches!(entry.status, Status::Project | Status::Recognised)
                    && entry.finess.is_none()
                    && Some(&entry.commune) == seen.commune.as_ref()
                    && is_alike(&entry.name, &seen.name)
            });
            let proposal = project.map_or(Resolution::AddEntry, |_| Resolution::LinkNumber);
            let number = seen.finess.as_str();
            self.report(Kind::MissingInRegister, number, project.as_slice(), &[seen], proposal);
        }
    }

    fn report(
        &mut self,
        kind: Kind,
        about: &str,
        entries: &[&'a Entry],
        seen: &[&'a Seen],
        proposal: Resolution,
    ) {
        self.told.extend(seen.iter().map(|seen| &seen.finess));
        let department =
            entries.first().map(|entry| &entry.department).or(seen.first().map(|s| &s.department));
        self.found.push(Discrepancy {
            key: format!("{}:{about}", kind.as_str()),
            kind,
            department: department.cloned().unwrap_or_default(),
            register: entries.iter().map(|entry| RegisterSide::of(entry)).collect(),
            finess: seen.iter().map(|seen| FinessSide::of(seen)).collect(),
            proposal,
        });
    }
}

/// Of several entries under one number: the one confirmed last, and another. Entries that are over give way.
fn duplicates(mut entries: Vec<&Entry>) -> Option<(&Entry, &Entry)> {
    entries.retain(|entry| !entry.status.is_over());
    entries.sort_by_key(|entry| (std::cmp::Reverse(entry.confirmed_on), entry.id.clone()));
    match entries[..] {
        [kept, other, ..] => Some((kept, other)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(id: u32, commune: &str) -> Entry {
        Entry {
            id: id.to_string(),
            finess: None,
            name: "MSP".into(),
            commune: commune.into(),
            department: commune[..2].into(),
            status: Status::Open,
            imagined_on: None,
            filed_on: None,
            recognised_on: None,
            opened_on: None,
            ended_on: None,
            form: None,
            is_university: None,
            parent: None,
            is_priority_district: None,
            succeeds: None,
            confirmed_on: None,
        }
    }

    #[test]
    fn a_stray_line_makes_no_register() {
        let finess = || ["59"; 12].into_iter().chain(["01"; 4]).chain(["2A"]);
        let mut entries = vec![open(1, "01053"), open(2, "01053"), open(3, "59350")];
        assert_eq!(keeping(&entries, finess()), ["84"].into());
        entries.extend((4..9).map(|id| open(id, "59350")));
        assert_eq!(keeping(&entries, finess()), ["32", "84"].into(), "half of what FINESS shows");
        assert_eq!(keeping(&[], finess()), [].into());
    }
}
