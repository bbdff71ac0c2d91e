//! `observatoire case launch`: desk by desk, whether it is ready to be written to.

use serde::Serialize;

use super::{App, output};
use crate::domain::case::{Load, Verdict};
use crate::store::{Scope, cases};

/// Fields are added at the end only.
#[derive(Serialize)]
struct Line {
    desk: String,
    #[serde(flatten)]
    load: Load,
    verdict: Verdict,
}

pub(super) fn launch(app: &App, is_json: bool) -> anyhow::Result<()> {
    let gates = &app.catalog.risk.cases.launch;
    for (desk, load) in cases::by_desk(&mut *app.store.connection()?, &Scope::operator())? {
        let line = Line { desk: desk.to_string(), load, verdict: load.verdict(gates) };
        if is_json {
            output::json(&line)?;
        } else {
            let Load { open, judged, useful, .. } = load;
            let verdict = line.verdict.as_str();
            output::line(&format!(
                "{desk}  {open} open, {judged} judged, {useful} of them useful: {verdict}"
            ))?;
        }
    }
    Ok(())
}
