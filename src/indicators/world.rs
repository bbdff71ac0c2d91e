//! The facts laid out for evaluation: who is who, who is where in which months, who belongs to whom. Built once.

use std::collections::HashMap;

use super::contracts::Contracts;
use super::facts::Facts;
use super::months::Months;
use super::places::Places;
use super::register::Register;
use super::roster::{Roster, Wanted};
use super::segment::{Layers, Segment};
use super::sheet::Sheets;
use super::zoning::Zoning;
use crate::catalog::Parameters;
use crate::domain::finess::{FinessNumber, Kind};
use crate::domain::geography::france;
use crate::domain::legal_entity::LegalForm;

pub(super) struct World<'a> {
    pub(super) facts: &'a Facts,
    pub(super) places: &'a Places,
    pub(super) parameters: &'a Parameters,
    pub(super) months: Months,
    /// Positions in `facts.structures`.
    pub(super) structures: HashMap<&'a FinessNumber, usize>,
    /// By kind, in the order of their subjects.
    segments: HashMap<Kind, Vec<Segment<'a>>>,
    /// Of communes, as positions in the geography.
    pub(super) communes: Vec<Segment<'a>>,
    pub(super) roster: Roster,
    pub(super) contracts: Contracts<'a>,
    pub(super) register: Register<'a>,
    /// Share of the inhabitants of each place who live where a register is kept.
    pub(super) kept: Vec<f64>,
    /// Open structures of each kind, in every layer.
    open: HashMap<Kind, Sheets>,
}

const KINDS: [Kind; 3] = [Kind::Msp, Kind::Cpts, Kind::Cds];
const EVERY: Layers = Layers { zones: true, sizes: true };

impl<'a> World<'a> {
    pub(super) fn new(
        facts: &'a Facts,
        places: &'a Places,
        parameters: &'a Parameters,
        months: Months,
    ) -> Self {
        let structures: HashMap<&FinessNumber, usize> =
            facts.structures.iter().enumerate().map(|(i, (number, _))| (number, i)).collect();
        let statements = |source: &str| facts.statements.get(source).map_or(&[][..], Vec::as_slice);
        let zoning = Zoning::of(statements("zonage"));
        let register = Register::of(facts);
        let roster = Roster::of(&facts.members, &structures, months);
        let segments = segments(facts, places, months, &zoning, &roster, &register);
        let of_kind = |kind| segments.get(&kind).map_or(&[][..], Vec::as_slice);
        let contracts = Contracts::of(statements("aci_contrats"), &structures, of_kind(Kind::Msp));
        let ones = vec![1.0; months.len()];
        let open = KINDS.map(|kind| {
            let mut sheets = Sheets::new(EVERY, places, months.len());
            for segment in of_kind(kind) {
                sheets.add(segment, places, &ones);
            }
            (kind, sheets)
        });
        Self {
            facts,
            places,
            parameters,
            months,
            communes: communes(places, months, &zoning),
            kept: register.shares(places),
            structures,
            roster,
            contracts,
            register,
            open: open.into(),
            segments,
        }
    }

    pub(super) fn segments(&self, kind: Kind) -> &[Segment<'a>] {
        self.segments.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Open structures of a kind in a layer of those wanted.
    pub(super) fn open(&self, kind: Kind, layers: Layers, layer: usize, place: usize, month: usize) -> f64 {
        // Without zones, sizes come first.
        let layer = if layer > 0 && !layers.zones { layer + 3 } else { layer };
        self.open.get(&kind).map_or(0.0, |sheets| sheets.at(layer, place, month))
    }
}

fn segments<'a>(
    facts: &'a Facts,
    places: &'a Places,
    months: Months,
    zoning: &Zoning,
    roster: &Roster,
    register: &Register,
) -> HashMap<Kind, Vec<Segment<'a>>> {
    let districts = register.priority_districts();
    let mut segments: HashMap<Kind, Vec<Segment>> = HashMap::new();
    let mut members = vec![f64::NAN; months.len()];
    for (subject, (number, life)) in facts.structures.iter().enumerate() {
        roster.members(subject, &Wanted::all(), &mut members);
        for spell in &life.spells {
            let commune = spell.commune.as_deref();
            let segment = Segment {
                subject,
                from: months.position(spell.first),
                to: spell.end.map_or(months.len(), |end| months.position(end)),
                places: places.holding(commune, &spell.department),
                department: &spell.department,
                form: spell.form,
                zone: None,
                size: None,
                is_priority: districts.get(number).copied(),
            };
            let parts = segment.by_zone(commune, zoning, months).into_iter();
            let parts = parts.flat_map(|part| part.by_size(&members));
            segments.entry(spell.kind).or_default().extend(parts);
        }
    }
    segments
}

fn communes<'a>(places: &'a Places, months: Months, zoning: &Zoning) -> Vec<Segment<'a>> {
    let all = france().communes().iter().enumerate().flat_map(|(subject, commune)| {
        let segment = Segment {
            subject,
            from: 0,
            to: months.len(),
            places: places.holding(Some(commune.code), commune.department),
            department: commune.department,
            form: LegalForm::Unknown,
            zone: None,
            size: None,
            is_priority: None,
        };
        segment.by_zone(Some(commune.code), zoning, months)
    });
    all.collect()
}
