//! Runs of months over which one subject (a structure, a commune) stands in one place and belongs to the same parts of
//! it. All that is counted structure by structure is added up over these.

use super::months::Months;
use super::places::Places;
use super::zoning::Zoning;
use crate::domain::cut::{Class, Cut, Size, Zone};
use crate::domain::legal_entity::LegalForm;

#[derive(Clone)]
pub(super) struct Segment<'a> {
    /// Position among the subjects.
    pub(super) subject: usize,
    /// Positions of months, the second excluded.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) places: &'a [usize],
    pub(super) department: &'a str,
    pub(super) form: LegalForm,
    pub(super) zone: Option<Zone>,
    pub(super) size: Option<Size>,
    /// Whether it stands in a priority urban district, where the register says so.
    pub(super) is_priority: Option<bool>,
}

impl<'a> Segment<'a> {
    /// The months in one commune, by zone.
    pub(super) fn by_zone(self, commune: Option<&str>, zoning: &Zoning, months: Months) -> Vec<Self> {
        let mut cuts: Vec<(usize, Option<Zone>)> = vec![(0, None)];
        cuts.extend(zoning.changes(commune).map(|(month, zone)| (months.position(month), Some(zone))));
        self.split(&cuts, |segment, zone| segment.zone = zone)
    }

    /// The same, by number of members: one for each month, 0 where nobody is shown.
    pub(super) fn by_size(self, members: &[f64]) -> Vec<Self> {
        let mut cuts: Vec<(usize, Option<Size>)> = Vec::new();
        for (month, count) in members.iter().enumerate() {
            let size = (*count > 0.0).then(|| Size::of(*count as usize));
            if cuts.last().is_none_or(|(_, last)| *last != size) {
                cuts.push((month, size));
            }
        }
        self.split(&cuts, |segment, size| segment.size = size)
    }

    /// Where each value starts to hold, oldest first, the first of them from the beginning.
    fn split<T: Copy>(self, starts: &[(usize, T)], set: impl Fn(&mut Self, T)) -> Vec<Self> {
        let mut parts = Vec::with_capacity(starts.len());
        for (i, (start, value)) in starts.iter().enumerate() {
            let end = starts.get(i + 1).map_or(usize::MAX, |(end, _)| *end);
            let (from, to) = (self.from.max(*start), self.to.min(end));
            if from < to {
                let mut part = Self { from, to, ..self.clone() };
                set(&mut part, *value);
                parts.push(part);
            }
        }
        parts
    }

    /// The layers to which it belongs.
    pub(super) fn layers(&self, layers: Layers) -> impl Iterator<Item = usize> {
        let zone = self.zone.filter(|_| layers.zones).map(|zone| 1 + zone as usize);
        let first_size = layers.first_size();
        let size = self.size.filter(|_| layers.sizes).map(|size| first_size + size as usize);
        std::iter::once(0).chain(zone).chain(size)
    }

    /// Of its places, those that a layer has: all, or none but France, region and department.
    pub(super) fn places_in(&self, layer: usize, places: &Places) -> impl Iterator<Item = usize> + use<'a> {
        let count = places.in_layer(layer);
        self.places.iter().copied().filter(move |place| *place < count)
    }
}

/// The parts for which a number is computed: all structures, then by zone, then by size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Layers {
    pub(super) zones: bool,
    pub(super) sizes: bool,
}

impl Layers {
    fn first_size(self) -> usize {
        if self.zones { 1 + Zone::ALL.len() } else { 1 }
    }

    pub(super) fn cuts(self) -> Vec<Cut> {
        let zones = Zone::ALL.into_iter().filter(|_| self.zones);
        let zones = zones.map(|zone| Cut { zone: Some(zone), class: None });
        let sizes = Size::ALL.into_iter().filter(|_| self.sizes);
        let sizes = sizes.map(|size| Cut { zone: None, class: Some(Class::Size(size)) });
        std::iter::once(Cut::default()).chain(zones).chain(sizes).collect()
    }
}
