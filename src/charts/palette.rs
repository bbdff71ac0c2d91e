//! What each stroke is for. A role has a class, so that the page's theme colours it, and the light
//! colour of that theme, so that the drawing is right without a page (download, e-mail, PDF).

use plotters::style::RGBColor;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Ground,
    Grid,
    Tick,
    Axis,
    Area,
    Line,
    Estimate,
    Required,
    GoalMark,
    GoalText,
    Point,
    Mask,
    Published,
    Label,
    LineText,
    Note,
    Lead,
    Heading,
    Bar,
    BarGround,
    Reference,
}

impl Role {
    pub(super) const ALL: [Self; 21] = [
        Self::Ground,
        Self::Grid,
        Self::Tick,
        Self::Axis,
        Self::Area,
        Self::Line,
        Self::Estimate,
        Self::Required,
        Self::GoalMark,
        Self::GoalText,
        Self::Point,
        Self::Mask,
        Self::Published,
        Self::Label,
        Self::LineText,
        Self::Note,
        Self::Lead,
        Self::Heading,
        Self::Bar,
        Self::BarGround,
        Self::Reference,
    ];

    /// The colour this role is drawn with, reserved so that it can be found again in the drawing:
    /// no two roles share it, though several share what the reader sees.
    pub(super) fn key(self) -> RGBColor {
        RGBColor(254, 0, self as u8)
    }

    pub fn class(self) -> &'static str {
        match self {
            Self::Ground => "ch-ground",
            Self::Grid => "ch-grid",
            Self::Tick => "ch-tick",
            Self::Axis => "ch-axis",
            Self::Area => "ch-area",
            Self::Line => "ch-line",
            Self::Estimate => "ch-estimate",
            Self::Required => "ch-required",
            Self::GoalMark => "ch-goal-mark",
            Self::GoalText => "ch-goal-text",
            Self::Point => "ch-point",
            Self::Mask => "ch-mask",
            Self::Published => "ch-published",
            Self::Label => "ch-label",
            Self::LineText => "ch-line-text",
            Self::Note => "ch-note",
            Self::Lead => "ch-lead",
            Self::Heading => "ch-heading",
            Self::Bar => "ch-bar",
            Self::BarGround => "ch-bar-ground",
            Self::Reference => "ch-reference",
        }
    }

    pub(super) fn light(self) -> &'static str {
        match self {
            Self::Ground | Self::Mask => "#ffffff",
            Self::Grid => "#dce2e1",
            Self::BarGround => "#edf1f0",
            Self::Tick | Self::Lead => "#84939a",
            Self::Axis | Self::Note => "#53626a",
            Self::Area | Self::Line | Self::Estimate | Self::Point | Self::LineText | Self::Bar => "#0b5563",
            Self::Required | Self::GoalMark | Self::GoalText | Self::Reference => "#b3450c",
            Self::Published | Self::Label | Self::Heading => "#14232a",
        }
    }

    /// Attributes plotters cannot write. Lengths are in tenths, as everything inside the drawing.
    /// A text that may cross a line wears a halo of the ground.
    pub(super) fn extra(self) -> &'static str {
        match self {
            Self::Line => r#" stroke-linejoin="round" stroke-linecap="round""#,
            Self::Estimate => r#" stroke-linejoin="round" stroke-dasharray="60 45""#,
            Self::Required => r#" stroke-linecap="round" stroke-dasharray="10 50""#,
            Self::Lead => r#" stroke-dasharray="20 25""#,
            Self::Label | Self::LineText | Self::GoalText => {
                r##" paint-order="stroke" stroke="#ffffff" stroke-width="45" stroke-linejoin="round""##
            }
            Self::Bar | Self::BarGround => r#" rx="30""#,
            _ => "",
        }
    }
}
