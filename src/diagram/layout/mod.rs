//! Layered layout (Sugiyama): sizes and edges to rectangles and routes.
//!
//! In: node sizes, edges, label sizes, a direction. Out: integer rectangles and polylines.
//! Never: looks at text or fonts; depends on anything but its input: the same graph always lies the same way.
//! `themes/default/assets/graph.js` holds the same algorithm, step for step; `tests/it/fixtures/graph/layout.json`
//! keeps the two in agreement.
//!
//! Steps, each a module: [`acyclic`] turns back edges round, [`rank`] assigns layers, [`order`] reduces crossings,
//! [`place`] finds coordinates across the layers; [`assemble`] puts components together.
//! Inside, `u` runs along the layers and `v` across them, whatever the direction.

mod acyclic;
mod assemble;
mod order;
mod place;
mod rank;

pub(crate) use assemble::layout;

/// Where the edges flow to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Direction {
    /// Left to right.
    #[default]
    Right,
    /// Right to left.
    Left,
    /// Top to bottom.
    Down,
    /// Bottom to top.
    Up,
}

impl Direction {
    /// `LR`, `RL`, `TB`/`TD`, `BT`, as Backstage, DOT and Mermaid write it.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        Some(match text {
            "LR" => Self::Right,
            "RL" => Self::Left,
            "TB" | "TD" => Self::Down,
            "BT" => Self::Up,
            _ => return None,
        })
    }

    /// `LR`, `RL`, `TB`, `BT`.
    #[cfg(test)]
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Right => "LR",
            Self::Left => "RL",
            Self::Down => "TB",
            Self::Up => "BT",
        }
    }

    /// Whether layers are columns.
    pub(crate) fn is_horizontal(self) -> bool {
        matches!(self, Self::Right | Self::Left)
    }
}

/// Width and height in CSS pixels at 100 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Size {
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

/// An edge to route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Wire {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it enters.
    pub to: usize,
    /// Room its label needs; zero for none.
    pub label: Size,
    /// How many layers it spans at least; 0 is taken as 1.
    pub length: usize,
}

/// What is to be laid out.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spec {
    /// Sizes of the nodes.
    pub nodes: Vec<Size>,
    /// Edges between them; indices out of range are left out.
    pub edges: Vec<Wire>,
    /// Where the edges flow to.
    pub direction: Direction,
    /// Between two layers.
    pub rank_gap: i32,
    /// Between two nodes of a layer.
    pub node_gap: i32,
    /// Makes the nodes of a column equally wide (only where layers are columns).
    pub stretch: bool,
    /// Components are set side by side up to this width.
    pub row_width: i32,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle by its top left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rect {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Rect {
    /// Its middle.
    pub(crate) fn centre(&self) -> Point {
        Point { x: self.x + self.w / 2, y: self.y + self.h / 2 }
    }
}

/// The way of an edge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Route {
    /// From the first node's border to the second's; empty where the edge could not be routed.
    pub points: Vec<Point>,
    /// Middle of the label.
    pub label: Option<Point>,
    /// It runs against the flow, because it closes a cycle.
    pub reversed: bool,
}

/// The result, with its top left corner at 0, 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Layout {
    /// Width.
    pub width: i32,
    /// Height.
    pub height: i32,
    /// As the nodes were given.
    pub nodes: Vec<Rect>,
    /// As the edges were given.
    pub routes: Vec<Route>,
    /// Nodes in reading order: by layer, then across; what Tab follows.
    pub order: Vec<usize>,
}

/// Rounds as JavaScript's `Math.floor(x + 0.5)`.
fn round(value: f64) -> i32 {
    (value + 0.5).floor() as i32
}

#[cfg(test)]
mod tests;
