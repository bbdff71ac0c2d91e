//! One line of the directory. Most columns stay empty, labels and streets among them: an edition is long enough.

use std::borrow::Cow;
use std::fmt::Write as _;

use rand::{Rng, RngExt};

use super::super::numbering::rpps;
use super::super::people::trades::{Kind, Trade};

/// The 56 columns, and the empty one that the last `|` makes.
pub(super) const HEADER: &str = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|\
    Code civilité d'exercice|Libellé civilité d'exercice|Code civilité|Libellé civilité|Nom d'exercice|\
    Prénom d'exercice|Code profession|Libellé profession|Code catégorie professionnelle|\
    Libellé catégorie professionnelle|Code type savoir-faire|Libellé type savoir-faire|Code savoir-faire|\
    Libellé savoir-faire|Code mode exercice|Libellé mode exercice|Numéro SIRET site|Numéro SIREN site|\
    Numéro FINESS site|Numéro FINESS établissement juridique|Identifiant technique de la structure|\
    Raison sociale site|Enseigne commerciale site|Complément destinataire (coord. structure)|\
    Complément point géographique (coord. structure)|Numéro Voie (coord. structure)|\
    Indice répétition voie (coord. structure)|Code type de voie (coord. structure)|\
    Libellé type de voie (coord. structure)|Libellé Voie (coord. structure)|\
    Mention distribution (coord. structure)|Bureau cedex (coord. structure)|Code postal (coord. structure)|\
    Code commune (coord. structure)|Libellé commune (coord. structure)|Code pays (coord. structure)|\
    Libellé pays (coord. structure)|Téléphone (coord. structure)|Téléphone 2 (coord. structure)|\
    Télécopie (coord. structure)|Adresse e-mail (coord. structure)|Code Département (structure)|\
    Libellé Département (structure)|Ancien identifiant de la structure|Autorité d'enregistrement|\
    Code secteur d'activité|Libellé secteur d'activité|Code section tableau pharmaciens|\
    Libellé section tableau pharmaciens|Code rôle|Libellé rôle|Code genre activité|Libellé genre activité|";

const SURNAMES: [&str; 24] = [
    "ALBEROLA",
    "BRUNEVAL",
    "CASTANET",
    "DORMOIS",
    "ESCURIAL",
    "FAUVERGE",
    "GRANDVAL",
    "HAUTERIVE",
    "ISLEMONT",
    "JONQUIERE",
    "KERGOAT",
    "LAUBESPIN",
    "MONTRACHET",
    "NAVARRIN",
    "OLIVEROT",
    "PEYREBRUNE",
    "QUERCYNOL",
    "ROCHEBELLE",
    "SAUVETERRE",
    "TOURNEMIRE",
    "URVALDE",
    "VALCROZE",
    "WIMEREUX",
    "YSSANDON",
];
const GIVEN: [(&str, bool); 16] = [
    ("ALICE", true),
    ("BRUNO", false),
    ("CLAIRE", true),
    ("DAVID", false),
    ("ELISE", true),
    ("FARID", false),
    ("HELENE", true),
    ("HUGO", false),
    ("INES", true),
    ("JULIEN", false),
    ("LEA", true),
    ("MARC", false),
    ("NADIA", true),
    ("PAUL", false),
    ("SOPHIE", true),
    ("YANN", false),
];

/// Somebody as the directory knows them: the same in every edition.
pub(super) struct Identity {
    /// Up to the profession and its know-how; the trailing `|` included.
    head: String,
}

impl Identity {
    pub(super) fn new(rng: &mut impl Rng, number: u32, trade: &Trade, born: i32) -> Self {
        let pick = |rng: &mut dyn FnMut() -> u32, length: usize| rng() as usize % length;
        let mut draw = || rng.random_range(0..1_000_000);
        let surname = SURNAMES.get(pick(&mut draw, SURNAMES.len())).copied().unwrap_or_default();
        let (given, is_woman) = GIVEN.get(pick(&mut draw, GIVEN.len())).copied().unwrap_or_default();
        let civility = if is_woman { "MME" } else { "M" };
        let (own, kind) = (rpps(number), if trade.code == "93" { '0' } else { '8' });
        // An ADELI number has nine characters.
        let own = if kind == '0' { own.chars().skip(2).collect() } else { own };
        let mut head = format!("{kind}|{own}|{kind}{own}|||{civility}||{surname}|{given}|");
        let _ = write!(head, "{}|{}|C||", trade.code, trade.label);
        match know_how(draw(), trade.kind, born) {
            Some(code) => {
                let _ = write!(head, "S||{code}||");
            }
            None => head.push_str("||||"),
        }
        Self { head }
    }
}

/// Older general practitioners were qualified, the younger have the diploma as specialists, some have the third; the
/// specialists are of cardiology, dermatology, ophthalmology, paediatrics and psychiatry.
fn know_how(draw: u32, kind: Kind, born: i32) -> Option<&'static str> {
    Some(match (kind, draw % 5) {
        (Kind::GeneralPractitioner, 0) => "SM54",
        (Kind::GeneralPractitioner, _) if born < 1970 => "SM26",
        (Kind::GeneralPractitioner, _) => "SM53",
        (Kind::Specialist, 0) => "SM04",
        (Kind::Specialist, 1) => "SM15",
        (Kind::Specialist, 2) => "SM38",
        (Kind::Specialist, 3) => "SM40",
        (Kind::Specialist, _) => "SM42",
        _ => return None,
    })
}

/// Where and how somebody works.
#[derive(Default)]
pub(super) struct Activity<'a> {
    pub is_employed: bool,
    pub siret: Option<&'a str>,
    pub site: Option<&'a str>,
    pub entity: Option<&'a str>,
    pub name: Option<Cow<'a, str>>,
    pub postcode: &'a str,
    pub insee: &'a str,
    pub city: &'a str,
    pub department: &'a str,
    /// Code and label of TRE_R02.
    pub sector: (&'a str, &'a str),
}

impl Activity<'_> {
    /// Appends the line of `who`.
    pub(super) fn put(&self, who: &Identity, line: &mut String) {
        line.push_str(&who.head);
        line.push_str(if self.is_employed { "S|Salarié|" } else { "L|Libéral|" });
        let siret = self.siret.unwrap_or_default();
        let site = self.site.unwrap_or_default();
        for part in [siret, "", site, self.entity.unwrap_or_default()] {
            line.push_str(part);
            line.push('|');
        }
        let technical = match (site, siret) {
            ("", "") => String::new(),
            ("", siret) => format!("C{siret}"),
            (site, _) => format!("F{site}"),
        };
        line.push_str(&technical);
        line.push('|');
        line.push_str(self.name.as_deref().unwrap_or_default());
        line.push_str("||||");
        line.push_str("||||||");
        let _ = write!(line, "|{}|{}|{}", self.postcode, self.insee, self.city);
        line.push_str("|||||||");
        let (code, label) = self.sector;
        let _ = writeln!(line, "{}||||{code}|{label}|||||||", self.department);
    }
}
