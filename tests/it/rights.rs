//! Rights: who reads which rows. The matrix is that of the architecture; every read of guarded rows asks it.

use std::collections::BTreeMap;

use observatoire::domain::measure::Period;
use observatoire::domain::rights::{Family, Reach, Role, reach};
use observatoire::domain::statement::{Cell, Statement, Subject};
use observatoire::store::statements::{self, Query};
use observatoire::store::{Known, Provenance, Scope, Store};

use crate::harness::{Someone, fixture, on_both};

/// Rows of the table, columns: public, MSP (itself), ARS, CPAM, federation, DGOS, administrator. What
/// is shared is one open case at a time.
pub(crate) const MATRIX: [(Family, [Reach; 7]); 10] = {
    use Reach::{Everything as Yes, Nothing as No, Own, Shared, Territories as Here};
    [
        (Family::Facts, [Yes, Yes, Yes, Yes, Yes, Yes, Yes]),
        (Family::Aggregates, [Yes, Yes, Yes, Yes, Yes, Yes, Yes]),
        (Family::Declared, [No, Own, Here, Shared, Shared, No, No]),
        (Family::Aci, [No, Own, Here, Here, No, No, No]),
        // Of assessments a structure sees its signals, and no score.
        (Family::Signals, [No, Own, Here, Shared, Shared, Shared, No]),
        (Family::Assessments, [No, No, Here, Shared, Shared, Shared, No]),
        (Family::Cases, [No, No, Here, Shared, Shared, Shared, No]),
        (Family::Tallies, [No, No, Yes, No, No, Yes, Yes]),
        (Family::Audit, [No, No, No, No, No, No, Yes]),
        (Family::Accounts, [No, No, No, No, No, No, Yes]),
    ]
};
pub(crate) const ROLES: [Role; 7] =
    [Role::Public, Role::Msp, Role::Ars, Role::Cpam, Role::Federation, Role::Dgos, Role::Administrator];

#[test]
fn the_matrix_is_that_of_the_architecture() {
    for (family, reaches) in MATRIX {
        for (role, expected) in ROLES.into_iter().zip(reaches) {
            assert_eq!(reach(role, family), expected, "{role:?} and {family:?}");
        }
        assert_eq!(reach(Role::Operator, family), Reach::Everything);
    }
}

#[test]
fn a_scope_reads_its_own_rows_and_no_others() {
    // In the Ain (Auvergne-Rhône-Alpes), in Corse-du-Sud, in Mayotte.
    let structures = ["010009999", "2A0009997", "980509993"];
    on_both(|installation| {
        installation.import(&[fixture("finess/507.csv")]);
        let store = Store::open(&installation.store_url()).unwrap();
        let lines: Vec<Statement> = structures
            .iter()
            .map(|number| Statement {
                subject: Subject::Structure(number.parse().unwrap()),
                period: Period::Year(2025),
                item: String::new(),
                cells: BTreeMap::from([("reunions".to_owned(), Cell::Number(7.0))]),
            })
            .collect();
        let known_from = "2026-06-01T00:00:00".parse().unwrap();
        let numbered: Vec<(i64, &Statement)> = (1..).zip(&lines).collect();
        let origin = Provenance { known_from, import: 1 };
        store.write(|conn| statements::change(conn, "stated", &[], &numbered, origin)).unwrap();
        let seen = |scope: &Scope, family: Family| -> Vec<String> {
            let conn = &mut store.connection().unwrap();
            let query = Query { source: "stated", family, subjects: None, known: Known::Now };
            let held = statements::load(conn, scope, query).unwrap();
            let all = statements::history(conn, scope, query).unwrap();
            assert_eq!(all.len(), held.len());
            held.iter().map(|held| held.statement.subject.to_string()).collect()
        };
        for family in [Family::Declared, Family::Aci] {
            let of = |role, territories: &[&str], structure| {
                seen(&Someone::new(&store, role, territories, structure).scope(&store, family), family)
            };
            assert_eq!(seen(&Scope::operator(), family), structures);
            assert!(seen(&Scope::public(), family).is_empty());
            assert_eq!(of(Role::Ars, &["REG-84"], None), [structures[0]]);
            assert_eq!(of(Role::Ars, &["DEP-2A"], None), [structures[1]]);
            assert!(of(Role::Ars, &["REG-11"], None).is_empty());
            assert_eq!(of(Role::Msp, &[], Some(structures[1])), [structures[1]]);
            assert!(of(Role::Federation, &["FR"], None).is_empty());
            assert!(of(Role::Dgos, &[], None).is_empty());
            assert!(of(Role::Administrator, &[], None).is_empty());
        }
        let cpam = Someone::new(&store, Role::Cpam, &["REG-84"], None);
        assert!(seen(&cpam.scope(&store, Family::Declared), Family::Declared).is_empty());
        assert_eq!(seen(&cpam.scope(&store, Family::Aci), Family::Aci), [structures[0]]);
        // A scope reaches what its line in the audit says, and no other family.
        assert!(seen(&cpam.scope(&store, Family::Aci), Family::Declared).is_empty());
        let ars = Someone::new(&store, Role::Ars, &["REG-84"], None);
        assert!(seen(&ars.scope(&store, Family::Declared), Family::Aci).is_empty());
    });
}
