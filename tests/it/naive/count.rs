//! Each indicator once more, the slow way: for one territory, one cut and one month, loops over the rows of the world.

use std::collections::BTreeSet;

use observatoire::catalog::{
    Also, Catalog, ContractState, FormFilter, Formula, Indicator, Near, Qpv, Stated, Term,
};
use observatoire::domain::aci::{Done, Scale, Team};
use observatoire::domain::cut::{Class, Cut, Size, Zone};
use observatoire::domain::geography::{Commune, france};
use observatoire::domain::legal_entity::LegalForm;
use observatoire::domain::month::Month;
use observatoire::domain::point::State;
use observatoire::domain::profession::{Group, Profession};
use observatoire::domain::statement::Cell;
use observatoire::domain::territory::Territory;

use super::world::{Person, Row, World};

pub(super) struct Count<'a> {
    pub(super) world: &'a World,
    pub(super) catalog: &'a Catalog,
    pub(super) territory: &'a Territory,
    pub(super) cut: Cut,
    pub(super) month: Month,
}

#[derive(Debug, PartialEq)]
pub(super) struct Expected {
    pub(super) numerator: Option<f64>,
    pub(super) denominator: Option<f64>,
    pub(super) value: Option<f64>,
    pub(super) structures: i64,
    pub(super) coverage: Option<f64>,
    pub(super) state: State,
}

/// Terms that this test knows; those of the register and of flows have tests of their own (`series`, `registered`).
pub(super) fn is_told(term: &Term) -> bool {
    !matches!(
        term,
        Term::Openings { .. }
            | Term::Closures { .. }
            | Term::Transfers { .. }
            | Term::Registered {}
            | Term::Headline {}
            | Term::Projects {}
            | Term::Abandoned { .. }
            | Term::Passed { .. }
            | Term::Waited { .. }
    )
}

impl Count<'_> {
    /// Nothing when it is not supplied.
    pub(super) fn expect(&self, indicator: &Indicator) -> Option<Expected> {
        let (above, below) = (&indicator.numerator, indicator.denominator.as_ref());
        let open: Vec<usize> = (0..self.world.structures.len()).filter(|s| self.is_counted(*s)).collect();
        let by_structure: Vec<&Term> =
            [Some(above), below].into_iter().flatten().filter(|term| self.is_by_structure(term)).collect();
        let known: Vec<usize> = open
            .iter()
            .copied()
            .filter(|s| {
                let terms = if self.is_by_structure(above) { &by_structure[..] } else { &[] };
                terms.iter().all(|term| self.value(term, *s, self.month).is_some())
            })
            .collect();
        let state = self.state(indicator, &known, open.len());
        let is_partial = self.is_by_structure(above) && by_structure.iter().any(|term| may_be_unknown(term));
        let coverage = match (is_partial, open.len()) {
            (false, _) => Some(1.0),
            (true, 0) => None,
            (true, count) => Some(known.len() as f64 / count as f64),
        };
        if state == State::NotSupplied || coverage == Some(0.0) {
            return None;
        }
        let structures = open.len() as i64;
        if indicator.formula == Formula::Median {
            let mut values: Vec<f64> =
                known.iter().filter_map(|s| self.value(above, *s, self.month)).collect();
            values.sort_by(f64::total_cmp);
            let middle = values.len() / 2;
            let value = match values.len() {
                0 => None,
                n if n % 2 == 1 => Some(values[middle]),
                _ => Some((values[middle - 1] + values[middle]) / 2.0),
            };
            return Some(Expected { numerator: None, denominator: None, value, structures, coverage, state });
        }
        let numerator = self.sum(above, &known);
        let denominator = below.map(|below| self.sum(below, &known));
        let value = match (indicator.formula, denominator) {
            (Formula::Ratio, Some(denominator)) => {
                (denominator > 0.0).then(|| indicator.scale * numerator / denominator)
            }
            (Formula::Shortfall, Some(denominator)) => Some(denominator - numerator),
            _ => Some(numerator),
        };
        Some(Expected { numerator: Some(numerator), denominator, value, structures, coverage, state })
    }

    fn is_by_structure(&self, term: &Term) -> bool {
        !matches!(
            term,
            Term::Population {}
                | Term::Inhabitants { .. }
                | Term::Professionals { .. }
                | Term::Parameter { .. }
        )
    }

    fn commune(&self, structure: usize, month: Month) -> Option<(&'static Commune, LegalForm)> {
        let stays = &self.world.structures[structure].stays;
        let stay = stays.iter().find(|stay| stay.from <= month && stay.to.is_none_or(|to| month < to))?;
        Some((stay.commune, stay.form))
    }

    /// Open in the territory and in the part of it.
    fn is_counted(&self, structure: usize) -> bool {
        let Some((commune, _)) = self.commune(structure, self.month) else { return false };
        let size = match self.shown(structure, self.month).len() {
            0 => None,
            count => Some(Size::of(count)),
        };
        let is_of_class = match self.cut.class {
            Some(Class::Size(wanted)) => size == Some(wanted),
            _ => true,
        };
        self.holds(commune) && is_of_class
    }

    fn holds(&self, commune: &Commune) -> bool {
        let is_here = match self.territory {
            Territory::France => true,
            Territory::Region(code) => {
                france().department(commune.department).is_some_and(|it| it.region == code)
            }
            Territory::Department(code) => commune.department == code,
            Territory::Epci(code) => commune.epci == Some(code),
            Territory::Commune(code) => commune.code == code,
        };
        is_here && self.cut.zone.is_none_or(|zone| self.zone(commune, self.month) == Some(zone))
    }

    fn zone(&self, commune: &Commune, month: Month) -> Option<Zone> {
        let known = self.world.zoning.iter();
        let known = known.filter(|(of, day, _)| of.code == commune.code && *day <= month.last_day());
        known.max_by_key(|(_, day, _)| *day).map(|(_, _, zone)| *zone)
    }

    fn shown(&self, structure: usize, month: Month) -> Vec<&Person> {
        let day = month.last_day();
        let people = self.world.people.iter();
        people.filter(|it| it.structure == structure && it.from <= day && day < it.to).collect()
    }

    fn is_of(&self, person: &Person, of: &[Group]) -> bool {
        let group = person.code.parse::<Profession>().unwrap().group(person.is_gp);
        let is_of_class = match self.cut.class {
            Some(Class::Group(wanted)) if of.is_empty() => group == wanted,
            _ => true,
        };
        is_of_class && (of.is_empty() || of.contains(&group))
    }

    fn value(&self, term: &Term, structure: usize, month: Month) -> Option<f64> {
        let one = |is_true: bool| if is_true { 1.0 } else { 0.0 };
        match term {
            Term::Structures { form, zone, qpv, .. } => {
                let (commune, is_form) = self.commune(structure, month)?;
                let mut is_meant = true;
                if let Some(form) = form {
                    if is_form == LegalForm::Unknown {
                        return None;
                    }
                    is_meant &= *form == FormFilter::Known || is_form == LegalForm::Sisa;
                }
                if !zone.is_empty() {
                    is_meant &= zone.contains(&self.zone(commune, month)?);
                }
                if let Some(qpv) = qpv {
                    let is_priority = self.world.structures[structure].is_priority?;
                    is_meant &= match qpv {
                        Qpv::Is(wanted) => is_priority == *wanted,
                        Qpv::Known(_) => true,
                    };
                }
                Some(one(is_meant))
            }
            Term::Members { of, mode, .. } => {
                let shown = self.shown(structure, month);
                let is_meant = |it: &&&Person| self.is_of(it, of) && mode.is_none_or(|mode| mode == it.mode);
                (!shown.is_empty()).then(|| shown.iter().filter(is_meant).count() as f64)
            }
            Term::Arrivals { of, months } => {
                self.moved(structure, of, (month, month - *months), month - *months)
            }
            Term::Departures { of, months } => {
                self.moved(structure, of, (month - *months, month), month - *months)
            }
            Term::Contracts { state, months } => self.contract(structure, *state, *months, month),
            Term::Attainable { item } => self.attainable(structure, item.as_deref(), month),
            term => self.stated(term, term.stated().unwrap(), structure, month).map(|(value, _)| value),
        }
    }

    /// Persons who are there in one month and not in the other.
    fn moved(
        &self,
        structure: usize,
        of: &[Group],
        (here, not_there): (Month, Month),
        then: Month,
    ) -> Option<f64> {
        self.commune(structure, then)?;
        let (here, there) = (self.shown(structure, here), self.shown(structure, not_there));
        if here.is_empty() || there.is_empty() {
            return None;
        }
        let is_alone = |it: &&&Person| !there.iter().any(|other| other.key == it.key) && self.is_of(it, of);
        Some(here.iter().filter(is_alone).count() as f64)
    }

    fn contract(
        &self,
        structure: usize,
        state: ContractState,
        months: Option<i32>,
        month: Month,
    ) -> Option<f64> {
        let (commune, _) = self.commune(structure, month)?;
        let is_supplied = self.world.contracts.iter().any(|it| {
            self.world.structures[it.structure]
                .stays
                .iter()
                .any(|s| s.commune.department == commune.department)
        });
        let day = month.last_day();
        let is_recent =
            |on: chrono::NaiveDate| on <= day && months.is_none_or(|months| Month::of(on) > month - months);
        let own = self.world.contracts.iter().filter(|it| it.structure == structure);
        let mut fits = own.map(|it| {
            let is_over = matches!(it.status, "resilie" | "expire");
            let ended = it.ended.filter(|_| is_over);
            match state {
                ContractState::Signed => is_recent(it.signed),
                ContractState::Ended => ended.is_some_and(is_recent),
                ContractState::Active => {
                    let lasts =
                        if is_over { ended.is_some_and(|end| day < end) } else { it.status == "actif" };
                    it.signed <= day && lasts
                }
            }
        });
        is_supplied.then(|| if fits.any(|it| it) { 1.0 } else { 0.0 })
    }

    fn rows(&self, source: &str, structure: usize) -> impl Iterator<Item = &Row> {
        self.world.rows.get(source).into_iter().flat_map(move |rows| &rows[structure])
    }

    fn is_monthly(&self, source: &str) -> bool {
        self.world.rows.get(source).into_iter().flatten().flatten().any(|row| row.end.number() != 12)
    }

    /// The value, and the place of its source in the order.
    fn stated(&self, term: &Term, stated: &Stated, structure: usize, month: Month) -> Option<(f64, usize)> {
        for (place, (source, column)) in stated.sources().enumerate() {
            let at = |end: Month| -> Option<f64> {
                let rows: Vec<&Row> = self
                    .rows(source, structure)
                    .filter(|row| row.end == end)
                    .filter(|row| {
                        stated.item.as_deref().is_none_or(|item| row.item.split('/').next() == Some(item))
                    })
                    .collect();
                if rows.is_empty() { None } else { read(term, stated, column, &rows) }
            };
            let found = match stated.months {
                Some(months) => {
                    let said: Vec<f64> = Month::range(month - months + 1, month).filter_map(at).collect();
                    if (said.len() as f64) < 0.75 * f64::from(months) {
                        None
                    } else {
                        let whole = said.iter().sum::<f64>() * f64::from(months) / said.len() as f64;
                        Some(match term {
                            Term::Sum(_) => whole,
                            Term::Answered(_) => 1.0,
                            _ if is_within(whole, stated.at_least, stated.at_most) => 1.0,
                            _ => 0.0,
                        })
                    }
                }
                None => {
                    let age = if self.is_monthly(source) { 3 } else { 18 };
                    Month::range(month - age, month).rev().find_map(at)
                }
            };
            if let Some(value) = found {
                return Some((value, place));
            }
        }
        None
    }

    fn attainable(&self, structure: usize, item: Option<&str>, month: Month) -> Option<f64> {
        Month::range(month - 18, month).rev().find_map(|end| {
            let row = self.rows("aci_releves", structure).find(|row| row.end == end)?;
            let number = |name: &str| number(row.cells.get(name)?);
            let (patients, professionals) = (number("patientele_mt")?, number("ps_associes")?);
            let scale = Scale::read(|name| self.catalog.parameters.on(name, end.last_day())).ok()?;
            let done = Done::everything(scale.a10_most as u32, scale.a11_rate);
            let team =
                Team { patients, professionals: professionals as u32, months: 12, precarity: 0.0, done };
            let lines = scale.award(&team).lines;
            let wanted =
                lines.iter().filter(|line| item.is_none_or(|item| line.indicator.to_string() == item));
            Some(wanted.map(|line| line.points.sum()).sum())
        })
    }

    fn sum(&self, term: &Term, known: &[usize]) -> f64 {
        let communes = france().communes().iter().filter(|commune| self.holds(commune));
        let people = |commune: &Commune| commune.population.unwrap_or(0) as f64;
        match term {
            Term::Population {} => communes.map(people).sum(),
            Term::Inhabitants { near } => {
                let open: Vec<&Commune> = (0..self.world.structures.len())
                    .filter_map(|structure| Some(self.commune(structure, self.month)?.0))
                    .collect();
                let is_near = |commune: &&Commune| {
                    open.iter().any(|other| match near {
                        Near::Commune => other.code == commune.code,
                        Near::Epci => {
                            other.code == commune.code || (other.epci.is_some() && other.epci == commune.epci)
                        }
                    })
                };
                communes.filter(is_near).map(people).sum()
            }
            Term::Professionals { of } => {
                let is_meant = |group: Group| match self.cut.class {
                    Some(Class::Group(wanted)) if of.is_empty() => group == wanted,
                    _ => of.is_empty() || of.contains(&group),
                };
                let liberals = self.world.liberals.iter();
                let day = self.month.last_day();
                let shown = liberals.filter(|it| it.from <= day && day < it.to);
                let here = shown.filter(|it| self.holds(it.commune) && is_meant(it.group));
                here.map(|it| f64::from(it.count)).sum()
            }
            Term::Parameter { name } => self.catalog.parameters.on(name, self.month.last_day()).unwrap(),
            Term::Members { of, mode, distinct: true } => {
                let shown = known.iter().flat_map(|structure| self.shown(*structure, self.month));
                let meant = shown.filter(|it| self.is_of(it, of) && mode.is_none_or(|mode| mode == it.mode));
                meant.map(|it| it.key).collect::<BTreeSet<_>>().len() as f64
            }
            term => known.iter().filter_map(|structure| self.value(term, *structure, self.month)).sum(),
        }
    }

    fn state(&self, indicator: &Indicator, known: &[usize], open: usize) -> State {
        let mut worst = State::Observed;
        for term in indicator.terms() {
            match term.stated().filter(|stated| stated.sources().count() > 1) {
                None => {
                    for source in term.sources() {
                        worst = worst.max(self.supply(source));
                    }
                }
                Some(stated) => {
                    worst = worst.max(self.supply("finess"));
                    let read = known.iter().filter_map(|s| self.stated(term, stated, *s, self.month));
                    let places: BTreeSet<usize> = read.map(|(_, place)| place).collect();
                    let states: Vec<State> =
                        stated.sources().map(|(source, _)| self.supply(source)).collect();
                    if open == 0 || places.is_empty() {
                        worst = worst.max(states.into_iter().min().unwrap());
                        continue;
                    }
                    for place in places {
                        let state = if place == 0 { states[0] } else { states[place].max(State::Estimated) };
                        worst = worst.max(state);
                    }
                }
            }
            if matches!(term, Term::Population {} | Term::Inhabitants { .. }) && self.month.year() != 2026 {
                worst = worst.max(State::Estimated);
            }
        }
        worst
    }

    fn supply(&self, source: &str) -> State {
        let definition = self.catalog.source(source).unwrap();
        let days = self.world.editions.get(source).map_or(&[][..], Vec::as_slice);
        let is_by = |day: &&chrono::NaiveDate| **day <= self.month.last_day();
        let Some(last) = days.iter().filter(is_by).max() else {
            let tells_the_past = definition.is_retrospective && !days.is_empty();
            return if tells_the_past { State::Estimated } else { State::NotSupplied };
        };
        let Some(rhythm) = definition.rhythm else { return State::Observed };
        let age = self.month - Month::of(*last);
        if age < rhythm.every {
            State::Observed
        } else if days.iter().any(|day| day > last) {
            State::Estimated
        } else if age < rhythm.every + rhythm.patience {
            State::Late
        } else {
            State::NotSupplied
        }
    }
}

fn may_be_unknown(term: &Term) -> bool {
    match term {
        Term::Structures { form, zone, qpv, .. } => form.is_some() || !zone.is_empty() || qpv.is_some(),
        _ => true,
    }
}

fn is_within(value: f64, at_least: Option<f64>, at_most: Option<f64>) -> bool {
    at_least.is_none_or(|least| value >= least) && at_most.is_none_or(|most| value <= most)
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(number) => Some(*number),
        Cell::Flag(flag) => Some(if *flag { 1.0 } else { 0.0 }),
        _ => None,
    }
}

/// Out of the lines of one structure and period.
fn read(term: &Term, stated: &Stated, column: &str, rows: &[&Row]) -> Option<f64> {
    if let Term::Aged(_) = term {
        let Some(Cell::Numbers(born)) = rows[0].cells.get(column) else { return None };
        let year = f64::from(rows[0].end.year());
        return Some(
            born.iter().filter(|b| is_within(year - **b, stated.at_least, stated.at_most)).count() as f64
        );
    }
    let total = || {
        let mut total = 0.0;
        for row in rows {
            total += number(row.cells.get(column)?)?;
            for plus in &stated.plus {
                total += number(row.cells.get(plus)?)?;
            }
        }
        Some(total)
    };
    if matches!(term, Term::Sum(_)) || stated.months.is_some() {
        return total();
    }
    let is_compared = stated.at_least.is_some() || stated.at_most.is_some();
    let main = if stated.filled {
        rows.iter().any(|row| row.cells.contains_key(column))
    } else if is_compared || !stated.plus.is_empty() {
        is_within(total()?, stated.at_least, stated.at_most)
    } else {
        let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.cells.get(column)).collect();
        if cells.is_empty() {
            return None;
        }
        let says =
            |wanted: &[String]| cells.iter().any(|cell| words(cell).iter().any(|word| wanted.contains(word)));
        (stated.is.is_empty() || says(&stated.is)) && (stated.is_not.is_empty() || !says(&stated.is_not))
    };
    let mut is_met = main;
    for also in &stated.also {
        is_met &= holds(also, rows)?;
    }
    Some(match term {
        Term::Meeting(_) if !is_met => 0.0,
        _ => 1.0,
    })
}

fn holds(also: &Also, rows: &[&Row]) -> Option<bool> {
    let cell = rows[0].cells.get(&also.column)?;
    if also.is.is_empty() {
        return Some(is_within(number(cell)?, also.at_least, also.at_most));
    }
    Some(words(cell).iter().any(|word| also.is.contains(word)))
}

fn words(cell: &Cell) -> Vec<String> {
    match cell {
        Cell::Flag(flag) => vec![if *flag { "oui" } else { "non" }.to_owned()],
        Cell::Text(word) => vec![word.clone()],
        Cell::Texts(words) => words.clone(),
        _ => Vec::new(),
    }
}
