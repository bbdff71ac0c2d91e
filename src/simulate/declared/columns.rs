//! The headers, in the order of the layouts.

pub(super) const MONTHLY: &str = "finess_et;mois;date_declaration;medecins_associes;mg_associes;auxiliaires_associes;\
    professions_paramedicales;pharmaciens_associes;dentistes_associes;sages_femmes_associees;associes_total;\
    medecins_salaries_sisa;auxiliaires_salaries_sisa;soignants_salaries_sisa;reunions_equipe;reunions_concertation;\
    reunions_sans_compte_rendu;patients_concertes;assemblees_generales;coordinateur_en_poste;coordinateur_change;\
    coordinateur_heures;amplitude_jour;heures_ouverture_semaine;ouvert_samedi_matin;jours_fermeture;\
    snp_chaque_jour;medecins_sas;vacations_externes;salles_total;salles_vides;salles_vides_6_mois;patientele_mt;\
    nouveaux_patients_refuses;entrees_medecins;sorties_medecins;entrees_autres;sorties_autres;\
    departs_annonces_medecins;departs_annonces_auxiliaires;departs_sans_successeur;date_prochain_depart_medecin;\
    internes;docteurs_juniors;externes_2e_cycle;etudiants_sses;autres_stagiaires;utilisateurs_logiciel_actifs";

pub(super) const YEARLY: &str = "finess_et;annee;sites;membre_cpts;date_maj_projet_sante;annees_naissance_mg;\
    annees_naissance_autres_medecins;patientele_mt_par_mg;msu_mg;msu_autres;date_fin_agrement_msu;\
    semestres_internes_offerts;semestres_internes_pourvus;internes_installes_24m;stages_aci;mspu_statut;\
    mspu_date_fin;agrement_lieu_stage;logiciel_partage;logiciel_label;logiciel_label_fin;protocoles_pluripro;\
    protocoles_ipa;protocoles_cooperation;missions_sante_publique;ipa;medecins_cstm;assistants_medicaux_etp;\
    usagers_niveau;qualite_niveau;coordination_externe;parcours_ic;parcours_surpoids;plan_crise;action_crise;\
    gerant_tranche_age;gerant_depuis;gerant_est_coordinateur;gerant_dossiers_aci;coordinateur_forme_pacte;\
    coordinateur_structures;coordinateur_statut;produits;charges_fixes;charges_mensuelles;tresorerie;\
    bail_unique_solidaire;clause_baisse_loyer;preavis_statuts;mediation_demandee;ag_contestees;\
    litige_repartition_aci";

pub(super) const MOVEMENTS: &str =
    "finess_et;sens;code_profession;associe;date_annonce;date_effet;motif;successeur";

/// Where a column of the monthly table stands.
pub(super) const MONTH: usize = 1;
pub(super) const DOCTORS: usize = 3;
pub(super) const GPS: usize = 4;
pub(super) const MEETINGS: usize = 14;
