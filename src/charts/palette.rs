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
    Band,
    Whisker,
    Marked,
    C0,
    C1,
    C2,
    C3,
    C4,
    C5,
    C6,
}

impl Role {
    pub(super) const ALL: [Self; 31] = [
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
        Self::Band,
        Self::Whisker,
        Self::Marked,
        Self::C0,
        Self::C1,
        Self::C2,
        Self::C3,
        Self::C4,
        Self::C5,
        Self::C6,
    ];

    /// Of the parts of a whole, in their order; the last is what no family is told of.
    pub(super) const PARTS: [Self; 8] =
        [Self::C0, Self::C1, Self::C2, Self::C3, Self::C4, Self::C5, Self::C6, Self::BarGround];

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
            Self::Band => "ch-band",
            Self::Whisker => "ch-whisker",
            Self::Marked => "ch-marked",
            Self::C0 => "ch-c0",
            Self::C1 => "ch-c1",
            Self::C2 => "ch-c2",
            Self::C3 => "ch-c3",
            Self::C4 => "ch-c4",
            Self::C5 => "ch-c5",
            Self::C6 => "ch-c6",
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
            Self::Published | Self::Label | Self::Heading | Self::Marked => "#14232a",
            Self::Band => "#9fd2c8",
            Self::Whisker => "#5aada6",
            Self::C0 => "#0b5563",
            Self::C1 => "#3fa7a0",
            Self::C2 => "#e3a33a",
            Self::C3 => "#c4573a",
            Self::C4 => "#8467ad",
            Self::C5 => "#7d9a3f",
            Self::C6 => "#98a5ab",
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
