//! Whom to write to: a directory of services. Nobody is written to before somebody has verified the address.

use chrono::NaiveDate;

use super::account::Email;
use super::geography::france;
use super::statement::Subject;
use super::territory::Territory;
use super::writing::Language;

/// An address of the directory.
#[derive(Clone, Debug, PartialEq)]
pub struct Contact {
    pub kind: Kind,
    /// For what it answers.
    pub place: Subject,
    /// The service, not a person.
    pub office: String,
    pub email: Email,
    pub phone: Option<String>,
    pub language: Language,
    pub frequency: Frequency,
    /// The day on which somebody made sure that letters arrive where they should.
    pub verified_on: Option<NaiveDate>,
    /// Letters that it asked not to get any more.
    pub refused: Vec<String>,
}

/// What a contact answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The desk of a regional health agency.
    Ars,
    /// The delegation of the agency in a department.
    ArsDelegation,
    /// Référent d’organisation coordonnée of a health insurance fund.
    CpamRoc,
    Federation,
    /// The structure itself.
    Msp,
    Urps,
    /// The directorate of the ministry that follows the Plan.
    Dgos,
}

/// How often a contact is written to at most; also how soon a letter must be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    Immediate,
    Weekly,
    Monthly,
    Never,
}

/// Why nobody can be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unaddressed {
    NoContact,
    Unverified,
    /// Those who answer for the place are written to less often.
    Unwanted,
    /// They asked not to get that letter any more.
    Refused,
}

/// What is asked of a directory: who is written to, how soon it must be read, and which letter it is if it may be refused.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub kind: Kind,
    pub rhythm: Frequency,
    pub refusable: Option<&'a str>,
}

/// Those of a kind whom a letter goes to: all who answer for the nearest place that has any. Whoever is nearest and not
/// verified is not passed over for somebody further away, who would not know why.
///
/// # Errors
/// Why nobody can be written to.
pub fn addressees<'a>(
    contacts: &'a [Contact],
    places: &[Subject],
    wanted: Wanted,
) -> Result<Vec<&'a Contact>, Unaddressed> {
    let at = |place: &Subject| -> Vec<&'a Contact> {
        contacts.iter().filter(|contact| contact.kind == wanted.kind && contact.place == *place).collect()
    };
    let mut left = places.iter().map(at).find(|found| !found.is_empty()).ok_or(Unaddressed::NoContact)?;
    left.retain(|contact| contact.frequency <= wanted.rhythm);
    if left.is_empty() {
        return Err(Unaddressed::Unwanted);
    }
    let refuses = |contact: &Contact, letter: &str| contact.refused.iter().any(|refused| refused == letter);
    left.retain(|contact| wanted.refusable.is_none_or(|letter| !refuses(contact, letter)));
    if left.is_empty() {
        return Err(Unaddressed::Refused);
    }
    let verified: Vec<&Contact> = left.into_iter().filter(|contact| contact.verified_on.is_some()).collect();
    if verified.is_empty() { Err(Unaddressed::Unverified) } else { Ok(verified) }
}

/// A place and those that contain it, nearest first. A structure is in the department that FINESS names.
#[must_use]
pub fn around(place: &Subject, department: Option<&str>) -> Vec<Subject> {
    let region =
        |department: &str| france().region_of(department).map(|code| Territory::Region(code.to_owned()));
    let wider: Vec<Territory> = match (place, department) {
        (Subject::Territory(Territory::France), _) => Vec::new(),
        (Subject::Territory(Territory::Department(code)), _) => {
            region(code).into_iter().chain([Territory::France]).collect()
        }
        (Subject::Structure(_), Some(code)) => {
            let department = Territory::Department(code.to_owned());
            [department].into_iter().chain(region(code)).chain([Territory::France]).collect()
        }
        _ => vec![Territory::France],
    };
    std::iter::once(place.clone()).chain(wider.into_iter().map(Subject::Territory)).collect()
}

impl Kind {
    pub const ALL: [Self; 7] =
        [Self::Ars, Self::ArsDelegation, Self::CpamRoc, Self::Federation, Self::Msp, Self::Urps, Self::Dgos];

    /// As files and the store write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ars => "ars",
            Self::ArsDelegation => "ars_dd",
            Self::CpamRoc => "cpam_roc",
            Self::Federation => "federation",
            Self::Msp => "msp",
            Self::Urps => "urps",
            Self::Dgos => "dgos",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

impl Frequency {
    pub const ALL: [Self; 4] = [Self::Immediate, Self::Weekly, Self::Monthly, Self::Never];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Never => "never",
        }
    }

    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|frequency| frequency.as_str() == text)
    }
}

impl Unaddressed {
    /// For the queue, which operators read.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoContact => "no contact is known",
            Self::Unverified => "the contact is not verified",
            Self::Unwanted => "the contact is written to less often",
            Self::Refused => "the contact asked not to get this letter any more",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(place: &str, frequency: Frequency, is_verified: bool) -> Contact {
        Contact {
            kind: Kind::Ars,
            place: place.parse().unwrap(),
            office: "Service".into(),
            email: "service@ars.invalid".parse().unwrap(),
            phone: None,
            language: Language::French,
            frequency,
            verified_on: is_verified.then_some(NaiveDate::MIN),
            refused: Vec::new(),
        }
    }

    #[test]
    fn a_refusal_holds_for_one_letter_of_one_contact() {
        let places = around(&"REG-84".parse().unwrap(), None);
        let mut one = contact("REG-84", Frequency::Immediate, true);
        let wanted = |letter| Wanted { kind: Kind::Ars, rhythm: Frequency::Weekly, refusable: letter };
        one.refused = vec!["digest".into()];
        let directory = [one];
        let of = |letter| addressees(&directory, &places, wanted(letter)).map(|found| found.len());
        assert_eq!(of(Some("digest")), Err(Unaddressed::Refused));
        assert_eq!((of(Some("dates")), of(None)), (Ok(1), Ok(1)));
        let both = [directory[0].clone(), contact("REG-84", Frequency::Weekly, true)];
        let left = addressees(&both, &places, wanted(Some("digest"))).unwrap();
        assert!(left.len() == 1 && left[0].refused.is_empty());
    }

    #[test]
    fn the_nearest_answers_or_nobody() {
        let places = around(&"010009999".parse().unwrap(), Some("01"));
        assert_eq!(
            places.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["010009999", "DEP-01", "REG-84", "FR"]
        );
        let (region, country) =
            (contact("REG-84", Frequency::Weekly, true), contact("FR", Frequency::Immediate, true));
        let of = |contacts: &[Contact], rhythm| {
            let wanted = Wanted { kind: Kind::Ars, rhythm, refusable: None };
            addressees(contacts, &places, wanted).map(|found| found[0].place.to_string())
        };
        let both = [country.clone(), region.clone()];
        assert_eq!(of(&both, Frequency::Weekly), Ok("REG-84".to_owned()));
        assert_eq!(of(&both, Frequency::Immediate), Err(Unaddressed::Unwanted));
        assert_eq!(of(std::slice::from_ref(&country), Frequency::Immediate), Ok("FR".to_owned()));
        let unverified = contact("DEP-01", Frequency::Immediate, false);
        assert_eq!(of(&[unverified, country], Frequency::Immediate), Err(Unaddressed::Unverified));
        assert_eq!(
            of(&[contact("REG-11", Frequency::Weekly, true)], Frequency::Weekly),
            Err(Unaddressed::NoContact)
        );
    }
}
