use chrono::{NaiveDateTime, TimeDelta};

use super::*;
use crate::domain::rights::{Family, Reach, reach};

fn email() -> Email {
    "Claire.Martin@ars.invalid ".parse().unwrap()
}

fn account(role: Role, territories: &[&str], structure: Option<&str>) -> Result<Account, Unfit> {
    let territories = territories.iter().map(|code| code.parse().unwrap()).collect();
    let structure = structure.map(|number| number.parse().unwrap());
    Account::new(email(), "Claire Martin", role, territories, structure)
}

#[test]
fn an_address_is_written_in_one_way() {
    assert_eq!(email().as_str(), "claire.martin@ars.invalid");
    for wrong in ["", "claire", "@ars.fr", "claire@", "claire@ars", "a b@ars.fr", "a@b@ars.fr", "a@.fr"] {
        assert!(wrong.parse::<Email>().is_err(), "{wrong}");
    }
}

#[test]
fn a_role_has_the_place_that_the_matrix_measures_it_by() {
    let one = Some("010009999");
    assert_eq!(account(Role::Msp, &[], None), Err(Unfit::NoStructure("msp")));
    assert_eq!(account(Role::Msp, &["REG-84"], one), Err(Unfit::Territories("msp")));
    assert_eq!(account(Role::Ars, &[], None), Err(Unfit::NoTerritory("ars")));
    assert_eq!(account(Role::Ars, &["REG-84"], one), Err(Unfit::Structure("ars")));
    assert_eq!(account(Role::Ars, &["FR"], None), Err(Unfit::Level(Territory::France, "ars")));
    assert!(matches!(account(Role::Ars, &["COM-01004"], None), Err(Unfit::Level(..))));
    assert!(matches!(account(Role::Ars, &["REG-85"], None), Err(Unfit::Unknown(_))));
    assert_eq!(account(Role::Dgos, &["FR"], None), Err(Unfit::Territories("dgos")));
    assert_eq!(account(Role::Public, &[], None), Err(Unfit::Role("public")));
    assert_eq!(account(Role::Operator, &[], None), Err(Unfit::Role("operator")));
    assert!(account(Role::Cpam, &["FR"], None).is_ok() && account(Role::Dgos, &[], None).is_ok());
    let two = account(Role::Ars, &["REG-84", "DEP-2A", "REG-84"], None).unwrap();
    assert_eq!(two.territories.len(), 2);
}

#[test]
fn whatever_the_matrix_gives_by_place_has_one() {
    for role in Role::OF_ACCOUNTS {
        for family in [Family::Facts, Family::Aggregates, Family::Declared, Family::Aci] {
            match reach(role, family) {
                Reach::Own => assert_eq!(outlook(role), Some(Outlook::Structure)),
                Reach::Territories => assert!(matches!(
                    outlook(role),
                    Some(Outlook::Territories | Outlook::TerritoriesOrFrance)
                )),
                Reach::Nothing | Reach::Shared | Reach::Everything => {}
            }
        }
        assert_eq!(Role::read(role.as_str()), Some(role));
    }
    assert_eq!(Role::read("operator"), None);
}

#[test]
fn a_password_is_long_and_not_what_is_tried_first() {
    let judged = |text: &str| Password::new(text.to_owned(), &email()).err();
    assert_eq!(judged("onze lettre"), Some(Weak::Short));
    assert_eq!(judged("douze lettre"), None);
    assert_eq!(judged("éàçùéàçùéàç"), Some(Weak::Short), "characters count, not bytes");
    assert_eq!(judged(&"ab".repeat(101)), Some(Weak::Long));
    assert_eq!(judged("CLAIRE.MARTIN@ARS.INVALID"), Some(Weak::Login));
    assert_eq!(judged("claire.martin"), Some(Weak::Login));
    for common in [
        "motdepasse123",
        "Mot-de-passé-2026",
        "Azertyuiop12!",
        "password-2026",
        "aaaaaaaaaaaa",
        "123456789012",
        "210987654321",
    ] {
        assert_eq!(judged(common), Some(Weak::Common), "{common}");
    }
    assert_eq!(judged("trois petits chats"), None);
    assert_eq!(format!("{:?}", Password::new("trois petits chats".into(), &email()).unwrap()), "Password(…)");
}

#[test]
fn each_failure_beyond_the_free_ones_doubles_the_wait() {
    let start: NaiveDateTime = "2026-11-21T09:00:00".parse().unwrap();
    let minutes = |count: i64| TimeDelta::minutes(count);
    let failures =
        |count: i64| -> Vec<NaiveDateTime> { (0..count).map(|i| start + TimeDelta::seconds(i)).collect() };
    let wait = |count: i64| {
        let failures = failures(count);
        let last = *failures.last().unwrap();
        Lockout::OF_LOGIN.until(&failures, last).map(|until| until - last)
    };
    assert_eq!((wait(1), wait(4)), (None, None));
    assert_eq!((wait(5), wait(6), wait(8)), (Some(minutes(1)), Some(minutes(2)), Some(minutes(8))));
    assert_eq!((wait(12), wait(60)), (Some(minutes(60)), Some(minutes(60))), "never longer");
    let five = failures(5);
    let last = five[4];
    assert_eq!(Lockout::OF_LOGIN.until(&five, last + minutes(1)), None, "then it opens");
    assert_eq!(Lockout::OF_LOGIN.until(&five, last + TimeDelta::hours(24)), None);
    assert_eq!(Lockout::OF_LOGIN.until(&five, start - minutes(1)), None, "what is to come does not count");
    assert_eq!(Lockout::OF_ADDRESS.until(&five, last), None);
    assert!(Lockout::OF_ADDRESS.until(&failures(20), start + minutes(1)).is_some());
    assert_eq!(Lockout::OF_LOGIN.until(&[], start), None);
}
