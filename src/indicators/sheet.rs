//! Numbers by layer, place and month.

use super::places::Places;
use super::segment::{Layers, Segment};

/// One number for each place and month of each layer, all of them 0 at first.
#[derive(Clone)]
pub(super) struct Sheets {
    months: usize,
    layers: Layers,
    cells: Vec<Vec<f64>>,
}

impl Sheets {
    pub(super) fn new(layers: Layers, places: &Places, months: usize) -> Self {
        let count = layers.cuts().len();
        let cells = (0..count).map(|layer| vec![0.0; places.in_layer(layer) * months]).collect();
        Self { months, layers, cells }
    }

    pub(super) fn at(&self, layer: usize, place: usize, month: usize) -> f64 {
        self.cells[layer][place * self.months + month]
    }

    /// Adds the months of a segment, out of a row of all months, to every place and layer that it belongs to.
    pub(super) fn add(&mut self, segment: &Segment, places: &Places, row: &[f64]) {
        let row = &row[segment.from..segment.to];
        for layer in segment.layers(self.layers) {
            for place in segment.places_in(layer, places) {
                let start = place * self.months;
                let cells = &mut self.cells[layer][start + segment.from..start + segment.to];
                for (cell, value) in cells.iter_mut().zip(row) {
                    *cell += value;
                }
            }
        }
    }

    /// Takes `less` off some months of one place.
    pub(super) fn take(&mut self, layer: usize, place: usize, (from, to): (usize, usize), less: f64) {
        let start = place * self.months;
        for cell in &mut self.cells[layer][start + from..start + to] {
            *cell -= less;
        }
    }

    pub(super) fn set(&mut self, layer: usize, place: usize, month: usize, value: f64) {
        self.cells[layer][place * self.months + month] = value;
    }
}
