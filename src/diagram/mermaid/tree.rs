//! Lines that mean a tree by their indentation: mind maps, boards, tree maps.
//!
//! In: lines. Out: items with their depth and parent. Never: recurses: a thousand levels are a list too.

use super::super::problem::Problem;
use super::source::Line;

/// A line in its tree.
pub(super) struct Item<'t> {
    pub(super) line: Line<'t>,
    /// From 0.
    pub(super) depth: usize,
    /// Index of the item around it.
    pub(super) parent: Option<usize>,
}

const ITEMS: usize = 500;
const DEPTH: usize = 40;

/// Items in their order.
pub(super) fn items<'t>(lines: impl Iterator<Item = Line<'t>>) -> Result<Vec<Item<'t>>, Problem> {
    let mut out: Vec<Item<'t>> = Vec::new();
    // Indentation and index of the items around a line.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        let indent = line.indent();
        while open.last().is_some_and(|(outer, _)| *outer >= indent) {
            open.pop();
        }
        if open.len() >= DEPTH {
            return Err(Problem::at(line.number, format!("the diagram is more than {DEPTH} levels deep")));
        }
        if out.len() >= ITEMS {
            return Err(Problem::new(format!("the diagram has more than {ITEMS} items")));
        }
        out.push(Item { line, depth: open.len(), parent: open.last().map(|(_, at)| *at) });
        open.push((indent, out.len() - 1));
    }
    Ok(out)
}
