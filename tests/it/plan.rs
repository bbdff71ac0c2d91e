//! The page of the Plan, from the file of actions to what a reader sees.

use crate::harness::{Installation, Served, on_both};

const ACTIONS: &str = "\
mesure;territoire;finess_et;annee;cible;realise;unite;euros_engages;euros_payes;source
coordinateur;FR;;2024;80;60;postes;2000000;;DGOS
coordinateur;FR;;2025;80;80;postes;2000000;1500000;DGOS
immobilier;REG-84;;2025;4;3;maisons;1200000;800000;ARS
immobilier;REG-53;;2025;2;2;maisons;600000;;ARS
immobilier;FR;;2025;50;41;maisons;14000000;;DGOS
ipa;;690000013;2025;;1;IPA;;12345;ARS
ipa;;690000021;2025;;1;IPA;;12345;ARS
france_sante;FR;;2025;;1240;structures;62000000;;Cnam
";

const TARGETS: &str = "\
territoire;annee;objectif_msp;hypothese;source
FR;2026;3600;non;Feuille de route
REG-84;2027;481;oui;Répartition proportionnelle
";

fn told(installation: &Installation) {
    let actions = installation.write("actions_plan_2025.csv", ACTIONS);
    let targets = installation.write("objectifs.csv", TARGETS);
    installation.ok(&["import", "actions_plan", actions.to_str().unwrap()]);
    installation.ok(&["import", "objectifs", targets.to_str().unwrap()]);
}

#[test]
fn what_was_not_reported_is_said_not_to_be() {
    on_both(|installation| {
        let page = Served::start(installation).get("/plan");
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Aucune action du Plan n’a encore été transmise"));
        assert!(page.body.contains("<p class=\"value\">–</p>"), "no euro known is not zero euros");
        assert!(page.body.contains("45 millions d’euros en trois ans") && page.body.contains("non transmis"));
    });
}

#[test]
fn every_measure_shows_its_target_what_was_done_and_who_says_so() {
    on_both(|installation| {
        told(installation);
        let site = Served::start(installation);
        let page = site.get("/plan").body;
        assert!(page.contains("Actions transmises pour les années 2024 à 2025"));
        // Two million twice, fourteen for premises; not what the regions say of the same, nor what is not of the Plan.
        assert!(page.contains("<p class=\"value\">18\u{a0}M€</p>"), "{page}");
        assert!(page.contains("<td class=\"number\">80\u{a0}postes</td><td class=\"done\">80\u{a0}postes"));
        assert!(page.contains("ARS\u{a0}: somme de 2 territoires") && page.contains("<td>DGOS</td>"));
        assert!(
            page.contains("Cible 2026\u{a0}: France") && !page.contains("481"),
            "a hypothesis is no target"
        );
        let english = site.get("/en/plan").body;
        assert!(english.contains("€18M") && english.contains("ARS: sum of 2 territories"));
    });
}

#[test]
fn no_structure_and_no_sum_of_few_leaves_the_page_or_its_file() {
    on_both(|installation| {
        told(installation);
        let site = Served::start(installation);
        let (page, file) = (site.get("/plan").body, site.get("/plan/actions.csv").body);
        for text in [&page, &file] {
            assert!(
                !["690000013", "690000021", "12345", "12\u{a0}345", "24690", "24\u{a0}690"]
                    .iter()
                    .any(|hidden| text.contains(hidden))
            );
        }
        assert!(page.contains("masqué"));
        let line = file.lines().find(|line| line.starts_with("ipa,FR,2025")).unwrap();
        assert!(line.contains("done|euros_paid"), "{line}");
        assert!(
            file.lines().any(|line| line.starts_with("immobilier,REG-84,2025,4,3,maisons,1200000,800000"))
        );
    });
}
