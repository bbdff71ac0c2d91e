//! What a team declares every year, and what its accounts say beside the counts of that December.

use super::records::{Dossier, tell};
use super::told::{Cell, Told};
use crate::domain::month::Month;
use crate::domain::statement::Statement;
use crate::risk::record::Record;

pub(super) fn fill(record: &mut Record, dossier: &Dossier, month: Month) {
    let told = &dossier.yearly;
    let source = told.source();
    let years = |statement: &Statement, column: &str| -> Option<Vec<i32>> {
        Some(statement.numbers(column)?.iter().map(|year| *year as i32).collect())
    };
    tell(&mut record.gp_births, source, told.at(month, |it| years(it, "annees_naissance_mg")));
    // An empty cell beside the general practitioners: there is no other doctor.
    let others = |it: &Statement| {
        years(it, "annees_naissance_autres_medecins")
            .or_else(|| it.numbers("annees_naissance_mg").map(|_| Vec::new()))
    };
    tell(&mut record.other_births, source, told.at(month, others));
    tell(
        &mut record.gp_lists,
        source,
        told.at(month, |it| it.numbers("patientele_mt_par_mg").map(<[f64]>::to_vec)),
    );
    for (input, column) in [
        (&mut record.manager_is_coordinator, "gerant_est_coordinateur"),
        (&mut record.mediation, "mediation_demandee"),
        (&mut record.aci_dispute, "litige_repartition_aci"),
        (&mut record.in_cpts, "membre_cpts"),
    ] {
        tell(input, source, told.at(month, |it| it.flag(column)));
    }
    for (input, column) in [
        (&mut record.manager_files, "gerant_dossiers_aci"),
        (&mut record.supervisors, "msu_mg"),
        (&mut record.contested_meetings, "ag_contestees"),
        (&mut record.advanced_nurses, "ipa"),
    ] {
        tell(input, source, told.at(month, |it| it.number(column).map(|number| number as u32)));
    }
    for (input, column) in [
        (&mut record.fixed_charges, "charges_fixes"),
        (&mut record.monthly_charges, "charges_mensuelles"),
        (&mut record.cash, "tresorerie"),
        (&mut record.income, "produits"),
    ] {
        tell(input, source, told.at(month, |it| it.number(column)));
    }
    for (input, column) in [
        (&mut record.supervisors_until, "date_fin_agrement_msu"),
        (&mut record.software_label_until, "logiciel_label_fin"),
    ] {
        tell(input, source, told.at(month, |it| it.day(column)));
    }
    for (input, column) in
        [(&mut record.software_label, "logiciel_label"), (&mut record.university, "mspu_statut")]
    {
        tell(input, source, told.at(month, |it| it.text(column).map(str::to_owned)));
    }
    let aged = |it: &Statement| it.text("gerant_tranche_age").map(|class| class == "58_plus");
    tell(&mut record.manager_is_aged, source, told.at(month, aged));
    let since = |it: &Statement| it.text("gerant_depuis")?.parse::<Month>().ok().map(Month::first_day);
    tell(&mut record.manager_since, source, told.at(month, since));
    let label = |it: &Statement| it.text("logiciel_label").map(str::to_owned);
    tell(&mut record.software_label_before, source, told.year_before(month, label));
    let supervisors = |it: &Statement| it.number("msu_mg").map(|number| number as u32);
    tell(&mut record.supervisors_before, source, told.year_before(month, supervisors));
    accounts(record, dossier, month);
}

/// Fixed charges by associate of that December, the last year declared and the one before.
fn accounts(record: &mut Record, dossier: &Dossier, month: Month) {
    let told = &dossier.yearly;
    let Some(now) = by_associate(told, &dossier.monthly, month) else { return };
    let before =
        by_associate(told, &dossier.monthly, now.month - 12).filter(|before| before.month == now.month - 12);
    tell(&mut record.charges_by_associate, told.source(), Some(now));
    tell(&mut record.charges_by_associate_before, told.source(), before);
}

fn by_associate(yearly: &Told, monthly: &Told, month: Month) -> Option<Cell<f64>> {
    let charges = yearly.at(month, |it| it.number("charges_fixes"))?;
    let team = monthly.at(charges.month, |it| it.number("associes_total"))?.value;
    (team > 0.0).then(|| charges.map(|charges| charges / team))
}
