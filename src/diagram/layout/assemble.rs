//! The whole layout: components one by one, then side by side.
//!
//! In: a [`Spec`]. Out: a [`Layout`]. Never: fails; an edge that cannot be routed has no points.

use super::order::Links;
use super::place::Scene;
use super::{Direction, Layout, Point, Rect, Route, Size, Spec, Wire, acyclic, order, place, rank, round};

/// More bends than this are not made: what is left of the edges goes straight.
const BEND_LIMIT: usize = 6000;

/// Lays a graph out.
pub(crate) fn layout(spec: &Spec) -> Layout {
    let count = spec.nodes.len();
    let mut out = Layout {
        nodes: vec![Rect::default(); count],
        routes: vec![Route::default(); spec.edges.len()],
        ..Layout::default()
    };
    let components = components(spec);
    let (mut x, mut y, mut row_height) = (0, 0, 0);
    for component in &components {
        let piece = Piece::lay(spec, component);
        if x > 0 && x + piece.width > spec.row_width {
            x = 0;
            y += row_height + spec.node_gap * 2;
            row_height = 0;
        }
        for (&node, rect) in component.nodes.iter().zip(&piece.nodes) {
            out.nodes[node] = Rect { x: rect.x + x, y: rect.y + y, ..*rect };
        }
        for (&edge, route) in component.edges.iter().zip(piece.routes) {
            let shift = |point: Point| Point { x: point.x + x, y: point.y + y };
            out.routes[edge] = Route {
                points: route.points.into_iter().map(shift).collect(),
                label: route.label.map(shift),
                reversed: route.reversed,
            };
        }
        out.order.extend(piece.order.iter().map(|&local| component.nodes[local]));
        out.width = out.width.max(x + piece.width);
        out.height = out.height.max(y + piece.height);
        row_height = row_height.max(piece.height);
        x += piece.width + spec.node_gap * 2;
    }
    out
}

/// Nodes that hang together, and the edges between them.
#[derive(Default)]
struct Component {
    nodes: Vec<usize>,
    edges: Vec<usize>,
}

/// In the order of their first nodes; lone nodes last, so that they fill rows of their own.
fn components(spec: &Spec) -> Vec<Component> {
    let count = spec.nodes.len();
    let mut parent: Vec<usize> = (0..count).collect();
    fn find(parent: &mut [usize], mut node: usize) -> usize {
        while parent[node] != node {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        node
    }
    for edge in &spec.edges {
        if edge.from < count && edge.to < count {
            let (a, b) = (find(&mut parent, edge.from), find(&mut parent, edge.to));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut slot = vec![usize::MAX; count];
    let mut found: Vec<Component> = Vec::new();
    for node in 0..count {
        let root = find(&mut parent, node);
        if slot[root] == usize::MAX {
            slot[root] = found.len();
            found.push(Component::default());
        }
        found[slot[root]].nodes.push(node);
    }
    for (index, edge) in spec.edges.iter().enumerate() {
        if edge.from < count && edge.to < count {
            let root = find(&mut parent, edge.from);
            found[slot[root]].edges.push(index);
        }
    }
    let (mut joined, lone): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|component| component.nodes.len() > 1);
    joined.extend(lone);
    joined
}

/// One component, laid out at 0, 0.
struct Piece {
    width: i32,
    height: i32,
    nodes: Vec<Rect>,
    routes: Vec<Route>,
    order: Vec<usize>,
}

/// The way of one edge through the layers, from the lower one.
struct Chain {
    low: usize,
    high: usize,
    bends: Vec<usize>,
    label: Option<usize>,
    turned: bool,
    shift: f64,
}

impl Piece {
    fn lay(spec: &Spec, component: &Component) -> Self {
        let flat = spec.direction.is_horizontal();
        let along = |size: Size| f64::from(if flat { size.w } else { size.h });
        let across = |size: Size| f64::from(if flat { size.h } else { size.w });
        let real_count = component.nodes.len();
        let mut local = vec![0; spec.nodes.len()];
        for (index, &node) in component.nodes.iter().enumerate() {
            local[node] = index;
        }
        let wires: Vec<Wire> = component
            .edges
            .iter()
            .map(|&edge| {
                let wire = spec.edges[edge];
                Wire { from: local[wire.from], to: local[wire.to], ..wire }
            })
            .collect();
        let mut extent: Vec<f64> = component.nodes.iter().map(|&node| across(spec.nodes[node])).collect();
        let mut thickness: Vec<f64> = component.nodes.iter().map(|&node| along(spec.nodes[node])).collect();
        let body = extent.clone();
        for wire in wires.iter().filter(|wire| wire.from == wire.to) {
            extent[wire.from] = extent[wire.from].max(body[wire.from] + 2.0 * (LOOP + across(wire.label)));
        }

        // Layers.
        let labelled = wires.iter().any(|wire| wire.label.w > 0 && wire.from != wire.to);
        let scale = if labelled { 2 } else { 1 };
        let pairs: Vec<(usize, usize)> = wires.iter().map(|wire| (wire.from, wire.to)).collect();
        let straight: Vec<usize> = (0..wires.len()).filter(|&edge| pairs[edge].0 != pairs[edge].1).collect();
        let turned =
            acyclic::back_edges(real_count, &straight.iter().map(|&edge| pairs[edge]).collect::<Vec<_>>());
        let mut chains: Vec<Option<Chain>> = wires.iter().map(|_| None).collect();
        let mut oriented = Vec::with_capacity(straight.len());
        for (&edge, &turned) in straight.iter().zip(&turned) {
            let (from, to) = pairs[edge];
            let (low, high) = if turned { (to, from) } else { (from, to) };
            oriented.push((low, high, wires[edge].length.max(1) * scale));
            chains[edge] = Some(Chain { low, high, bends: Vec::new(), label: None, turned, shift: 0.0 });
        }
        let mut layer = rank::layers(real_count, &oriented);

        // Bends and labels.
        let mut real = vec![true; real_count];
        let mut links =
            Links { before: vec![Vec::new(); real_count], after: vec![Vec::new(); real_count], segments: 0 };
        for edge in 0..wires.len() {
            let Some(chain) = &mut chains[edge] else { continue };
            let (first, last) = (layer[chain.low], layer[chain.high]);
            if real.len() - real_count + last - first > BEND_LIMIT {
                continue;
            }
            let label = wires[edge].label;
            let mut previous = chain.low;
            for at in first + 1..last {
                let node = real.len();
                let here = label.w > 0 && at == usize::midpoint(first, last);
                real.push(false);
                layer.push(at);
                extent.push(if here { across(label) + 4.0 } else { 2.0 });
                thickness.push(if here { along(label) + 6.0 } else { 0.0 });
                links.before.push(vec![previous]);
                links.after.push(Vec::new());
                links.after[previous].push(node);
                links.segments += 1;
                if here {
                    chain.label = Some(node);
                }
                chain.bends.push(node);
                previous = node;
            }
            links.after[previous].push(chain.high);
            links.before[chain.high].push(previous);
            links.segments += 1;
        }
        spread_parallels(&mut chains);

        // Order and place.
        let mut layers = first_order(&layer, &links);
        order::reduce_crossings(&mut layers, &links);
        let scene = Scene {
            layers: &layers,
            links: &links,
            extent: &extent,
            real: &real,
            gap: f64::from(spec.node_gap),
        };
        let mut centre = place::coordinates(&scene);
        let low_edge =
            (0..centre.len()).map(|node| centre[node] - extent[node] / 2.0).fold(f64::INFINITY, f64::min);
        for value in &mut centre {
            *value -= low_edge;
        }
        let depth_across =
            (0..centre.len()).map(|node| centre[node] + extent[node] / 2.0).fold(0.0, f64::max);

        // Along the layers.
        let gap = f64::from(spec.rank_gap) / scale as f64;
        let mut spans = Vec::with_capacity(layers.len());
        let mut u = 0.0;
        for (at, nodes) in layers.iter().enumerate() {
            let thick = nodes.iter().map(|&node| thickness[node]).fold(0.0, f64::max);
            if at > 0 {
                u += gap;
            }
            spans.push((u, u + thick));
            u += thick;
        }

        // Back to x and y.
        let frame = Frame { direction: spec.direction, along: round(u), across: round(depth_across) };
        let stretch = spec.stretch && flat;
        let mut boxes = Vec::with_capacity(real_count);
        for node in 0..real_count {
            let (start, end) = spans[layer[node]];
            let thick = if stretch { end - start } else { thickness[node] };
            boxes.push((
                round(f64::midpoint(start, end) - thick / 2.0),
                round(centre[node] - body[node] / 2.0),
                round(thick),
                round(body[node]),
            ));
        }
        let ports = ports(&chains, &centre, spec.stretch.then_some(&body[..]));
        let nodes: Vec<Rect> = boxes.iter().map(|&(u, v, du, dv)| frame.rect(u, v, du, dv)).collect();
        let routes = wires
            .iter()
            .zip(chains.iter().zip(ports))
            .map(|(wire, (chain, (leaves, enters)))| {
                let Some(chain) = chain else {
                    return self_loop(boxes[wire.from], across(wire.label), &frame);
                };
                let mut points: Vec<(i32, i32)> = Vec::with_capacity(4 + 2 * chain.bends.len());
                let (low, high) = (boxes[chain.low], boxes[chain.high]);
                let v = round(centre[chain.low] + leaves);
                points.push((low.0 + low.2, v));
                points.push((round(spans[layer[chain.low]].1), v));
                for &bend in &chain.bends {
                    let (start, end) = spans[layer[bend]];
                    let v = round(centre[bend]);
                    points.push((round(start), v));
                    points.push((round(end), v));
                }
                let v = round(centre[chain.high] + enters);
                points.push((round(spans[layer[chain.high]].0), v));
                points.push((high.0, v));
                points.dedup();
                drop_needless(&mut points);
                if chain.turned {
                    points.reverse();
                }
                let label = chain.label.map(|node| {
                    let (start, end) = spans[layer[node]];
                    frame.point(round(f64::midpoint(start, end)), round(centre[node]))
                });
                let points = points.into_iter().map(|(u, v)| frame.point(u, v)).collect();
                Route { points, label, reversed: chain.turned }
            })
            .collect();
        let order = layers.iter().flatten().copied().filter(|&node| real[node]).collect();
        let (width, height) = if flat { (frame.along, frame.across) } else { (frame.across, frame.along) };
        Self { width, height, nodes, routes, order }
    }
}

/// How far an edge from a node to itself stands out.
const LOOP: f64 = 18.0;

/// The nodes of each layer, as a walk from the first layer's nodes meets them.
fn first_order(layer: &[usize], links: &Links) -> Vec<Vec<usize>> {
    let count = layer.iter().copied().max().map_or(0, |last| last + 1);
    let mut layers = vec![Vec::new(); count];
    let mut seen = vec![false; layer.len()];
    let mut stack = Vec::new();
    let starts = (0..layer.len()).filter(|&node| links.before[node].is_empty());
    for start in starts.chain(0..layer.len()) {
        if !seen[start] {
            stack.push(start);
        }
        while let Some(node) = stack.pop() {
            if seen[node] {
                continue;
            }
            seen[node] = true;
            layers[layer[node]].push(node);
            stack.extend(links.after[node].iter().rev().filter(|&&next| !seen[next]));
        }
    }
    layers
}

/// Sets edges apart that join the same two nodes without a bend between them.
fn spread_parallels(chains: &mut [Option<Chain>]) {
    let mut direct: Vec<(usize, usize, usize)> = chains
        .iter()
        .enumerate()
        .filter_map(|(index, chain)| {
            let chain = chain.as_ref().filter(|chain| chain.bends.is_empty())?;
            Some((chain.low, chain.high, index))
        })
        .collect();
    direct.sort_unstable();
    for same in direct.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        for (at, &(.., index)) in same.iter().enumerate() {
            if let Some(chain) = &mut chains[index] {
                chain.shift = (at as f64 - (same.len() - 1) as f64 / 2.0) * 12.0;
            }
        }
    }
}

/// Most room between two edges that meet a node on one side.
const PORT: f64 = 8.0;

/// Where each edge meets its two nodes, away from their middles. Cards (`body`: their sizes across the flow) take their
/// edges side by side, in the order of where these go, so that arrows that come are told from lines that leave.
fn ports(chains: &[Option<Chain>], centre: &[f64], body: Option<&[f64]>) -> Vec<(f64, f64)> {
    let shift = |chain: &Option<Chain>| chain.as_ref().map_or(0.0, |chain| chain.shift);
    let mut ports: Vec<(f64, f64)> = chains.iter().map(|chain| (shift(chain), shift(chain))).collect();
    let Some(body) = body else { return ports };
    let mut ends: Vec<(usize, bool, f64, usize)> = Vec::new();
    for (index, chain) in chains.iter().enumerate() {
        if let Some(chain) = chain {
            let next = chain.bends.first().unwrap_or(&chain.high);
            let last = chain.bends.last().unwrap_or(&chain.low);
            ends.push((chain.low, false, centre[*next], index));
            ends.push((chain.high, true, centre[*last], index));
        }
    }
    ends.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then(a.3.cmp(&b.3)));
    for side in ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let gaps = (side.len() - 1) as f64;
        let gap = PORT.min((body[side[0].0] - 12.0) / gaps.max(1.0));
        for (at, &(_, enters, _, index)) in side.iter().enumerate() {
            let port = (at as f64 - gaps / 2.0) * gap;
            *(if enters { &mut ports[index].1 } else { &mut ports[index].0 }) = port;
        }
    }
    ports
}

/// Takes out the middle one of three points in a line along the flow.
fn drop_needless(points: &mut Vec<(i32, i32)>) {
    let mut at = 1;
    while at + 1 < points.len() {
        if points[at - 1].1 == points[at].1 && points[at].1 == points[at + 1].1 {
            points.remove(at);
        } else {
            at += 1;
        }
    }
}

fn self_loop((u, v, du, dv): (i32, i32, i32, i32), label: f64, frame: &Frame) -> Route {
    let out = v + dv + LOOP as i32 - 4;
    let (near, far) = (u + du / 2 - 10, u + du / 2 + 10);
    let points = [(far, v + dv), (far, out), (near, out), (near, v + dv)];
    let label = (label > 0.0).then(|| frame.point(u + du / 2, out + 4 + round(label / 2.0)));
    Route { points: points.into_iter().map(|(u, v)| frame.point(u, v)).collect(), label, reversed: false }
}

/// From `u` and `v` to `x` and `y`.
struct Frame {
    direction: Direction,
    along: i32,
    across: i32,
}

impl Frame {
    fn point(&self, u: i32, v: i32) -> Point {
        match self.direction {
            Direction::Right => Point { x: u, y: v },
            Direction::Left => Point { x: self.along - u, y: v },
            Direction::Down => Point { x: v, y: u },
            Direction::Up => Point { x: v, y: self.along - u },
        }
    }

    fn rect(&self, u: i32, v: i32, du: i32, dv: i32) -> Rect {
        match self.direction {
            Direction::Right => Rect { x: u, y: v, w: du, h: dv },
            Direction::Left => Rect { x: self.along - u - du, y: v, w: du, h: dv },
            Direction::Down => Rect { x: v, y: u, w: dv, h: du },
            Direction::Up => Rect { x: v, y: self.along - u - du, w: dv, h: du },
        }
    }
}
