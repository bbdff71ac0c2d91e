//! The monthly FINESS+ file: one gzip JSON document, written legal entity by legal entity, closed ones included.
//! The shape of one object is in `schema`, what fills it in `record`.

mod record;
mod schema;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::domain::month::Month;

use super::edition::Layout;
use super::world::World;
use record::Recorder;

pub(super) fn write(
    path: &Path,
    world: &World,
    month: Month,
    day: NaiveDate,
    layout: Layout,
) -> io::Result<()> {
    let gzip = GzEncoder::new(BufWriter::new(File::create(path)?), Compression::fast());
    let mut out = BufWriter::with_capacity(1 << 18, gzip);
    write!(
        out,
        "{{\"schemaVersion\":\"v1.0.0\",\"generatedAt\":\"{day}T03:12:45.123456789Z\",\"gco\":[],\"gcc\":[],\"pmej\":["
    )?;
    let mut borne: Vec<Vec<usize>> = vec![Vec::new(); world.entities.len()];
    for (index, establishment) in world.establishments.iter().enumerate().filter(|(_, e)| e.known(month)) {
        if let Some(list) = borne.get_mut(establishment.tenure.at(month).entity) {
            list.push(index);
        }
    }
    let recorder = Recorder { world, month, layout };
    let known = world.entities.iter().zip(&borne).filter(|(entity, _)| entity.known(month));
    for (rank, (entity, establishments)) in known.enumerate() {
        if rank > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut out, &recorder.legal_entity(rank, entity, establishments))?;
    }
    out.write_all(b"]}\n")?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.finish()?.flush()
}
