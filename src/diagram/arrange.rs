//! Places of nodes, frames and edges of a [`Graph`].
//!
//! In: a graph and the sizes of its nodes. Out: rectangles and routes on one canvas.
//! Never: draws.
//!
//! Frames are laid out from the inside: each becomes one node of the frame around it, so frames never overlap.

use super::graph::Graph;
use super::layout::{Direction, Point, Rect, Route, Size, Spec, Wire, layout};

/// Gaps of a diagram.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gaps {
    /// Between layers.
    pub rank: i32,
    /// Between nodes of a layer.
    pub node: i32,
    /// Makes columns of equally wide nodes.
    pub stretch: bool,
}

/// A graph with its places.
#[derive(Debug, Default)]
pub(super) struct Arranged {
    /// Width of the canvas without a margin.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Places of the nodes.
    pub nodes: Vec<Rect>,
    /// Places of the frames.
    pub clusters: Vec<Rect>,
    /// Ways of the edges, each with the direction it flows in.
    pub routes: Vec<(Route, Direction)>,
    /// Nodes in reading order.
    pub order: Vec<usize>,
}

/// Room of a frame around its content: at the sides, and at the top for its text.
const FRAME: i32 = 14;
const FRAME_TOP: i32 = 30;

/// Arranges a graph; `sizes` and `labels` go with its nodes and edges.
pub(super) fn arrange(graph: &Graph, sizes: &[Size], labels: &[Size], gaps: Gaps) -> Arranged {
    let nodes = graph.nodes.len();
    // The way from the canvas to each item (a node, or a frame at `nodes` + its index).
    let path = |item: usize| {
        let mut way = vec![item];
        let mut at = if item < nodes {
            graph.nodes[item].cluster
        } else {
            graph.clusters.get(item - nodes).and_then(|cluster| cluster.parent)
        };
        while let Some(cluster) = at.filter(|_| way.len() <= graph.clusters.len()) {
            way.push(nodes + cluster);
            at = graph.clusters[cluster].parent.filter(|&parent| parent < cluster);
        }
        way.reverse();
        way
    };
    let paths: Vec<Vec<usize>> = (0..nodes + graph.clusters.len()).map(path).collect();
    let mut level = Level { graph, sizes, labels, gaps, paths: &paths, out: Arranged::default() };
    level.out.nodes = vec![Rect::default(); nodes];
    level.out.clusters = vec![Rect::default(); graph.clusters.len()];
    level.out.routes = vec![(Route::default(), graph.direction); graph.edges.len()];
    let size = level.lay(None, 0, graph.direction);
    let mut out = level.out;
    out.width = size.w;
    out.height = size.h;
    connect_inner_ends(graph, &paths, &mut out);
    out
}

struct Level<'a> {
    graph: &'a Graph,
    sizes: &'a [Size],
    labels: &'a [Size],
    gaps: Gaps,
    paths: &'a [Vec<usize>],
    out: Arranged,
}

impl Level<'_> {
    /// Lays out what stands directly in `frame`, at 0, 0, and returns the size it takes.
    fn lay(&mut self, frame: Option<usize>, depth: usize, direction: Direction) -> Size {
        let nodes = self.graph.nodes.len();
        let items: Vec<usize> = (0..self.paths.len())
            .filter(|&item| {
                let way = &self.paths[item];
                way.len() == depth + 1 && frame.is_none_or(|cluster| way[depth - 1] == nodes + cluster)
            })
            .collect();
        let mut slot = vec![usize::MAX; self.paths.len()];
        let mut sizes = Vec::with_capacity(items.len());
        let mut inner_orders: Vec<Vec<usize>> = Vec::with_capacity(items.len());
        for (index, &item) in items.iter().enumerate() {
            slot[item] = index;
            if item < nodes {
                sizes.push(self.sizes[item]);
                inner_orders.push(vec![item]);
            } else {
                let cluster = item - nodes;
                let own = self.graph.clusters[cluster].direction.unwrap_or(direction);
                let before = std::mem::take(&mut self.out.order);
                let inner = self.lay(Some(cluster), depth + 1, own);
                inner_orders.push(std::mem::replace(&mut self.out.order, before));
                let title = super::text::width(&self.graph.clusters[cluster].label, 12) + 2 * FRAME;
                sizes.push(Size { w: (inner.w + 2 * FRAME).max(title), h: inner.h + FRAME + FRAME_TOP });
            }
        }
        let mut wires = Vec::new();
        let mut wired = Vec::new();
        for (index, edge) in self.graph.edges.iter().enumerate() {
            let (Some(from), Some(to)) = (self.paths.get(edge.from), self.paths.get(edge.to)) else {
                continue;
            };
            let (Some(&a), Some(&b)) = (from.get(depth), to.get(depth)) else { continue };
            let (a, b) = (slot[a], slot[b]);
            if a == usize::MAX || b == usize::MAX {
                continue;
            }
            // Both ends in one frame: its own affair, unless the edge ends at this very node.
            if a == b && (from.len() > depth + 1 || to.len() > depth + 1) {
                continue;
            }
            wires.push(Wire { from: a, to: b, label: self.labels[index], length: edge.length });
            wired.push(index);
        }
        let spec = Spec {
            nodes: sizes,
            edges: wires,
            direction,
            rank_gap: self.gaps.rank,
            node_gap: self.gaps.node,
            stretch: self.gaps.stretch,
            // Across the flow around it: what a frame holds must not stand in its own edges' way.
            row_width: if frame.is_some() && self.graph.direction.is_horizontal() { 0 } else { 960 },
        };
        let laid = layout(&spec);
        for (&item, &rect) in items.iter().zip(&laid.nodes) {
            if item < nodes {
                self.out.nodes[item] = rect;
            } else {
                self.out.clusters[item - nodes] = rect;
                self.shift_inside(item, rect.x + FRAME, rect.y + FRAME_TOP);
            }
        }
        for (edge, route) in wired.into_iter().zip(laid.routes) {
            self.out.routes[edge] = (route, direction);
        }
        for index in laid.order {
            self.out.order.append(&mut inner_orders[index]);
        }
        Size { w: laid.width, h: laid.height }
    }

    /// Moves what stands inside a frame to where the frame stands.
    fn shift_inside(&mut self, frame: usize, dx: i32, dy: i32) {
        let nodes = self.graph.nodes.len();
        let inside = |item: usize| item != frame && self.paths[item].contains(&frame);
        for item in (0..self.paths.len()).filter(|&item| inside(item)) {
            let rect =
                if item < nodes { &mut self.out.nodes[item] } else { &mut self.out.clusters[item - nodes] };
            rect.x += dx;
            rect.y += dy;
        }
        for (edge, (route, _)) in self.graph.edges.iter().zip(&mut self.out.routes) {
            let both = [edge.from, edge.to]
                .iter()
                .all(|&end| self.paths.get(end).is_some_and(|way| way.contains(&frame)) && end != frame);
            if both {
                for point in route.points.iter_mut().chain(&mut route.label) {
                    point.x += dx;
                    point.y += dy;
                }
            }
        }
    }
}

/// Leads edges that the layout ended at a frame on to the node inside it.
fn connect_inner_ends(graph: &Graph, paths: &[Vec<usize>], out: &mut Arranged) {
    let nodes = graph.nodes.len();
    for (index, edge) in graph.edges.iter().enumerate() {
        let (Some(from), Some(to)) = (paths.get(edge.from), paths.get(edge.to)) else { continue };
        let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count();
        let (route, direction) = &mut out.routes[index];
        if route.points.len() < 2 {
            continue;
        }
        let forwards = !route.reversed;
        if edge.from < nodes && from.len() > shared + 1 {
            route.points[0] = port(out.nodes[edge.from], *direction, forwards);
        }
        if edge.to < nodes && to.len() > shared + 1 {
            let last = route.points.len() - 1;
            route.points[last] = port(out.nodes[edge.to], *direction, !forwards);
        }
    }
}

/// Middle of the side that edges leave by (`out`) or enter by.
fn port(rect: Rect, direction: Direction, out: bool) -> Point {
    let centre = rect.centre();
    let far = out == matches!(direction, Direction::Right | Direction::Down);
    if direction.is_horizontal() {
        Point { x: if far { rect.x + rect.w } else { rect.x }, y: centre.y }
    } else {
        Point { x: centre.x, y: if far { rect.y + rect.h } else { rect.y } }
    }
}
