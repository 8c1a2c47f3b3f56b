//! What a graph diagram holds.
//!
//! In: made by the graph stage and by the DOT and Mermaid readers. Out: drawn by [`super::svg`].
//! Never: carries markup: every text is plain.

use super::layout::Direction;
use super::markup::About;
use super::style::Style;
use crate::url::{SiteLink, SitePath};

/// Nodes, edges, and what was left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Graph {
    /// What it shows, for those who do not see it: `Relations of Orders API`.
    pub label: String,
    /// The names that its author gave it, over [`Graph::label`].
    pub about: Option<About>,
    /// Where the edges flow to.
    pub direction: Direction,
    /// In the order that decides where there is a choice.
    pub nodes: Vec<Node>,
    /// Between [`Graph::nodes`] by index.
    pub edges: Vec<Edge>,
    /// Frames around nodes.
    pub clusters: Vec<Cluster>,
    /// What is not shown.
    pub hidden: Hidden,
}

/// What a graph leaves out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hidden {
    /// Relations among neighbours of the root that no line stands for.
    pub edges: usize,
    /// Relations both of whose ends one node stands for.
    pub within: usize,
    /// Relations one of whose ends no node of a roll-up stands for.
    pub apart: usize,
    /// Relations that are beyond the limits of a drawing: the weakest ones.
    pub weaker: usize,
    /// Nodes behind `+12 more`.
    pub nodes: usize,
}

/// A node.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// Its identity: an entity reference, or the author's name for it.
    pub key: String,
    /// Its text; `\n` breaks lines.
    pub label: String,
    /// More about it, as a tooltip; empty for none.
    pub title: String,
    /// Ends its class, `g-node--component`; letters, digits and `-` only, others are dropped.
    pub kind: String,
    /// Path data of its icon, on a canvas of 16 × 16.
    pub icon: Option<&'static str>,
    /// How it stands in the graph.
    pub state: State,
    /// Its outline.
    pub shape: Shape,
    /// Where it leads.
    pub link: Option<NodeLink>,
    /// The cluster it stands in.
    pub cluster: Option<usize>,
    /// The author's colours.
    pub style: Style,
}

/// How a node stands in its graph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum State {
    /// One of many.
    #[default]
    Plain,
    /// The one it is about.
    Root,
    /// Referred to, but not there.
    Missing,
    /// Stands for what is not shown: `+12 more`.
    Stub,
}

/// Outlines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(crate) enum Shape {
    /// Icon and one line: an entity.
    #[default]
    Card,
    Box,
    Rounded,
    Stadium,
    Subroutine,
    Cylinder,
    Circle,
    DoubleCircle,
    Ellipse,
    Diamond,
    Hexagon,
    LeanRight,
    LeanLeft,
    Trapezoid,
    TrapezoidDown,
    Flag,
    Note,
    /// Text without an outline.
    Text,
    /// A filled point: the start of a state diagram.
    Start,
    /// A point in a circle: its end.
    End,
    /// A bar: fork and join.
    Bar,
    /// Compartments, divided where a line is `--`: classes, entities of an ER diagram, DOT records.
    Table,
}

/// An edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edge {
    /// Index of the node it leaves.
    pub from: usize,
    /// Index of the node it enters.
    pub to: usize,
    /// Its text, one line; empty for none.
    pub label: String,
    /// More about it, as a tooltip; empty for none.
    pub title: String,
    /// How the line is drawn.
    pub line: Line,
    /// What stands at its end.
    pub head: Tip,
    /// What stands at its beginning.
    pub tail: Tip,
    /// Text at its two ends (cardinalities).
    pub ends: (String, String),
    /// How many layers it spans at least; 0 is taken as 1.
    pub length: usize,
    /// The author's colours.
    pub style: Style,
}

impl Default for Edge {
    /// A solid line with an arrow at its end.
    fn default() -> Self {
        Self {
            from: 0,
            to: 0,
            label: String::new(),
            title: String::new(),
            line: Line::Solid,
            head: Tip::Arrow,
            tail: Tip::None,
            ends: (String::new(), String::new()),
            length: 1,
            style: Style::default(),
        }
    }
}

/// How an edge's line is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(crate) enum Line {
    #[default]
    Solid,
    Dashed,
    Thick,
    /// Not drawn, but it takes part in the layout.
    Invisible,
}

/// What stands at an end of an edge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(crate) enum Tip {
    #[default]
    None,
    Arrow,
    /// A hollow triangle: inheritance.
    Triangle,
    /// A hollow diamond: aggregation.
    Diamond,
    /// A filled diamond: composition.
    FilledDiamond,
    Circle,
    Cross,
    /// Crow's feet: exactly one, none or one, none or more, one or more.
    One,
    ZeroOrOne,
    ZeroOrMore,
    OneOrMore,
}

/// Where a node or a frame leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NodeLink {
    /// A place of this site.
    Site(SiteLink),
    /// What an author wrote.
    Url(String),
}

impl NodeLink {
    /// The link as `page` writes it.
    pub(crate) fn href(&self, page: &SitePath) -> String {
        match self {
            Self::Site(link) => link.href(page),
            Self::Url(url) => url.clone(),
        }
    }
}

/// A frame around nodes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// Its text.
    pub label: String,
    /// More about it, as a tooltip; empty for none.
    pub title: String,
    /// Where its text leads, as [`Node::link`].
    pub link: Option<NodeLink>,
    /// The cluster it stands in; always one with a smaller index.
    pub parent: Option<usize>,
    /// Its own direction, where it has one.
    pub direction: Option<Direction>,
    /// The author's colours.
    pub style: Style,
}
