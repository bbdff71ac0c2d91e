//! Who was a member of which structure, in which months.

use std::collections::HashMap;

use super::months::Months;
use super::places::Places;
use super::segment::{Layers, Segment};
use super::sheet::Sheets;
use crate::domain::finess::FinessNumber;
use crate::domain::member::{Member, Mode};
use crate::domain::month::Month;
use crate::domain::profession::Group;
use crate::domain::timeline::{FOREVER, Version};

/// One person in one structure at the end of the months `[from, to)`, as positions.
#[derive(Clone, Copy)]
struct Membership {
    person: u32,
    from: usize,
    to: usize,
    group: Group,
    mode: Mode,
}

/// By structure, then person, then month.
pub(super) struct Roster {
    of_structure: Vec<Vec<Membership>>,
    months: usize,
    /// Persons who were members of several structures.
    spread: Vec<Vec<usize>>,
}

/// Which members are meant: of these families (of any when there are none), in that mode.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) of: Vec<Group>,
    pub(super) mode: Option<Mode>,
}

impl Wanted {
    pub(super) fn all() -> Self {
        Self { of: Vec::new(), mode: None }
    }

    fn admits(&self, membership: &Membership) -> bool {
        (self.of.is_empty() || self.of.contains(&membership.group))
            && self.mode.is_none_or(|mode| mode == membership.mode)
    }
}

impl Roster {
    /// Months that an edition shows by its last day. Memberships of unknown structures are nobody's.
    pub(super) fn of(
        members: &[Version<Member>],
        structures: &HashMap<&FinessNumber, usize>,
        months: Months,
    ) -> Self {
        let mut of_structure: Vec<Vec<Membership>> = vec![Vec::new(); structures.len()];
        let mut persons: HashMap<&str, u32> = HashMap::new();
        let mut seen: Vec<Vec<usize>> = Vec::new();
        for version in members {
            let member = &version.content;
            let Some(structure) = structures.get(&member.structure).copied() else { continue };
            let from = months.position(Month::of(version.from));
            let to =
                if version.to == FOREVER { months.len() } else { months.position(Month::of(version.to)) };
            if from >= to {
                continue;
            }
            let person = *persons.entry(&member.person.0).or_insert_with(|| {
                seen.push(Vec::new());
                seen.len() as u32 - 1
            });
            if !seen[person as usize].contains(&structure) {
                seen[person as usize].push(structure);
            }
            let (group, mode) = (member.group(), member.mode);
            of_structure[structure].push(Membership { person, from, to, group, mode });
        }
        for memberships in &mut of_structure {
            memberships.sort_by_key(|it| (it.person, it.from));
        }
        let spread = (0..seen.len()).filter(|person| seen[*person].len() > 1);
        let spread: Vec<usize> = spread.collect();
        let mut several = Vec::with_capacity(spread.len());
        for person in spread {
            let mut entry = vec![person];
            entry.append(&mut seen[person]);
            several.push(entry);
        }
        Self { of_structure, months: months.len(), spread: several }
    }

    /// Members of a structure, month by month; NaN where the RPPS shows nobody at all.
    pub(super) fn members(&self, structure: usize, wanted: &Wanted, row: &mut [f64]) {
        row.fill(f64::NAN);
        for membership in &self.of_structure[structure] {
            let weight = f64::from(u8::from(wanted.admits(membership)));
            for cell in &mut row[membership.from..membership.to] {
                *cell = if cell.is_nan() { weight } else { *cell + weight };
            }
        }
    }

    /// Persons who are members in a month and were not `window` months before, or were and are no more; NaN unless the
    /// structure is open and shown in both months.
    pub(super) fn moves(
        &self,
        structure: usize,
        wanted: &Wanted,
        window: usize,
        are_arrivals: bool,
        is_open: &[bool],
        row: &mut [f64],
    ) {
        let mut shown = vec![false; self.months];
        for it in &self.of_structure[structure] {
            shown[it.from..it.to].fill(true);
        }
        for (month, cell) in row.iter_mut().enumerate() {
            let then = month.checked_sub(window);
            let is_known = then.is_some_and(|then| shown[then] && is_open[then]) && shown[month];
            *cell = if is_known { 0.0 } else { f64::NAN };
        }
        let later = |it: &Membership| (it.from + window, (it.to + window).min(self.months));
        let now = |it: &Membership| (it.from, it.to);
        for person in self.of_structure[structure].chunk_by(|a, b| a.person == b.person) {
            // Where the person counts, and where what is in the other month takes it away.
            let counted = person.iter().filter(|it| wanted.admits(it));
            let (counted, against): (Vec<_>, Vec<_>) = if are_arrivals {
                (counted.map(now).collect(), person.iter().map(later).collect())
            } else {
                (counted.map(later).collect(), person.iter().map(now).collect())
            };
            for (from, to) in counted {
                let mut from = from;
                for (start, end) in &against {
                    count(row, from, to.min(*start));
                    from = from.max(*end);
                }
                count(row, from, to);
            }
        }
    }

    /// Takes off what a sum of memberships counts twice: each person counts once in a place and month.
    pub(super) fn once(
        &self,
        sheets: &mut Sheets,
        wanted: &Wanted,
        segments: &[Segment],
        layers: Layers,
        places: &Places,
    ) {
        for entry in &self.spread {
            let (person, structures) = (entry[0] as u32, &entry[1..]);
            let mut stays: Vec<(&Segment, usize, usize)> = Vec::new();
            for structure in structures {
                let memberships = &self.of_structure[*structure];
                let first = memberships.partition_point(|it| it.person < person);
                let own = memberships[first..].iter().take_while(|it| it.person == person);
                for membership in own.filter(|it| wanted.admits(it)) {
                    for segment in of_subject(segments, *structure) {
                        let (from, to) = (membership.from.max(segment.from), membership.to.min(segment.to));
                        if from < to {
                            stays.push((segment, from, to));
                        }
                    }
                }
            }
            let mut bounds: Vec<usize> = stays.iter().flat_map(|(_, from, to)| [*from, *to]).collect();
            bounds.sort_unstable();
            bounds.dedup();
            for range in bounds.windows(2) {
                let mut counted: HashMap<(usize, usize), usize> = HashMap::new();
                for (segment, _, _) in
                    stays.iter().filter(|(_, from, to)| *from <= range[0] && range[1] <= *to)
                {
                    for layer in segment.layers(layers) {
                        for place in segment.places_in(layer, places) {
                            *counted.entry((layer, place)).or_default() += 1;
                        }
                    }
                }
                for ((layer, place), times) in counted.into_iter().filter(|(_, times)| *times > 1) {
                    sheets.take(layer, place, (range[0], range[1]), (times - 1) as f64);
                }
            }
        }
    }
}

/// One more in the months that are known.
fn count(row: &mut [f64], from: usize, to: usize) {
    if from < to {
        for cell in &mut row[from..to] {
            *cell += 1.0;
        }
    }
}

/// The segments of one subject, out of all in the order of their subjects.
pub(super) fn of_subject<'s, 'a>(segments: &'s [Segment<'a>], subject: usize) -> &'s [Segment<'a>] {
    let start = segments.partition_point(|segment| segment.subject < subject);
    let count = segments[start..].partition_point(|segment| segment.subject == subject);
    &segments[start..start + count]
}
