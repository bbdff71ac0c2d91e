//! What an area is filled with: five shades, one for losses, a hatch where nothing is known.

use super::super::canvas::id_of;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// 0 is the least, 4 the most.
    Step(u8),
    /// Below zero, where zero is a turn.
    Loss,
    Unknown,
}

impl Shade {
    /// The shade of class `class` of `classes`: few classes take shades far apart.
    #[must_use]
    pub fn of(class: usize, classes: usize) -> Self {
        let last = classes.saturating_sub(1).max(1);
        Self::Step((class.min(last) * 4 / last) as u8)
    }

    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Self::Step(0) => "q0",
            Self::Step(1) => "q1",
            Self::Step(2) => "q2",
            Self::Step(3) => "q3",
            Self::Step(_) => "q4",
            Self::Loss => "loss",
            Self::Unknown => "unknown",
        }
    }

    /// Class and, for a drawing without a page, the light colour.
    pub(super) fn attributes(self, id: &str) -> String {
        let fill = match self {
            Self::Step(0) => "#d5ece5",
            Self::Step(1) => "#9fd2c8",
            Self::Step(2) => "#5aada6",
            Self::Step(3) => "#287d85",
            Self::Step(_) => "#0b4556",
            Self::Loss => "#e08a4f",
            Self::Unknown => return format!("class=\"unknown\" fill=\"url(#{}-hatch)\"", id_of(id)),
        };
        format!("class=\"{}\" fill=\"{fill}\"", self.class())
    }
}

/// The hatch, in tenths of a unit.
pub(super) fn hatch(id: &str) -> String {
    format!(
        "<defs><pattern id=\"{}-hatch\" width=\"30\" height=\"30\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"30\" height=\"30\" fill=\"#edf1f0\"/>\
         <path class=\"hatch-line\" d=\"M0 0V30\" stroke=\"#53626a\" stroke-width=\"16\"/></pattern></defs>\n",
        id_of(id)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreads_few_classes_over_the_shades() {
        let shades =
            |classes| (0..classes).map(|class| Shade::of(class, classes).class()).collect::<Vec<_>>();
        assert_eq!(shades(5), ["q0", "q1", "q2", "q3", "q4"]);
        assert_eq!(shades(3), ["q0", "q2", "q4"]);
        assert_eq!(shades(2), ["q0", "q4"]);
        assert_eq!(shades(1), ["q0"]);
    }
}
