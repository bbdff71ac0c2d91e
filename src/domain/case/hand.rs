//! Who may do what to a case that they are shown: its desk everything, those it is shared with a part.

use super::Deed;
use crate::domain::rights::Role;

/// The reach of the role into cases says which cases; this says what of them.
#[must_use]
pub fn may(role: Role, deed: &Deed) -> bool {
    match role {
        // What is told by assessments and structures is done by nobody.
        Role::Ars => !is_told(deed),
        Role::Cpam | Role::Federation => deed.only_adds(),
        Role::Dgos => matches!(deed, Deed::Commented { .. }),
        Role::Public | Role::Msp | Role::Administrator | Role::Operator => false,
    }
}

fn is_told(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Raised { .. }
            | Deed::Worsened { .. }
            | Deed::Eased { .. }
            | Deed::LeftList { .. }
            | Deed::Returned { .. }
            | Deed::Reminded { .. }
            | Deed::Replied { .. }
            | Deed::Wrote { .. }
            | Deed::PutAside { .. }
    )
}
