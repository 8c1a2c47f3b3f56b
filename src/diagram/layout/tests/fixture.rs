//! The layout of the binary and the one of `graph.js` are one: both are held to the same vectors
//! (`tests/browser/graph-layout.test.mjs` reads the same file).

use crate::diagram::Direction;
use crate::diagram::layout::{Size, Spec, Wire, layout};
use serde_json::{Value as Json, json};

/// A graph from a number, the same on every machine.
fn spec(seed: u64) -> Spec {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) % below
    };
    let count = 2 + next(24) as usize;
    let nodes = (0..count).map(|_| Size { w: 60 + next(120) as i32, h: 32 }).collect();
    let edges = (0..=next(2 * count as u64))
        .map(|_| Wire {
            from: next(count as u64) as usize,
            to: next(count as u64) as usize,
            label: if seed.is_multiple_of(3) {
                Size::default()
            } else {
                Size { w: next(3) as i32 * 40, h: 14 }
            },
            length: 1 + next(2) as usize,
        })
        .collect();
    let direction = [Direction::Right, Direction::Left, Direction::Down, Direction::Up][seed as usize % 4];
    Spec {
        nodes,
        edges,
        direction,
        rank_gap: 56,
        node_gap: 12,
        stretch: seed.is_multiple_of(2),
        row_width: 960,
    }
}

fn vector(spec: &Spec) -> Json {
    let laid = layout(spec);
    let size = |size: &Size| json!({"w": size.w, "h": size.h});
    json!({
        "spec": {
            "nodes": spec.nodes.iter().map(size).collect::<Vec<_>>(),
            "edges": spec.edges.iter().map(|edge| json!({
                "from": edge.from, "to": edge.to, "label": size(&edge.label), "length": edge.length,
            })).collect::<Vec<_>>(),
            "direction": spec.direction.as_str(),
            "rankGap": spec.rank_gap, "nodeGap": spec.node_gap, "stretch": spec.stretch, "rowWidth": spec.row_width,
        },
        "laid": {
            "width": laid.width,
            "height": laid.height,
            "nodes": laid.nodes.iter().map(|rect| [rect.x, rect.y, rect.w, rect.h]).collect::<Vec<_>>(),
            "routes": laid.routes.iter().map(|route| json!({
                "points": route.points.iter().map(|point| [point.x, point.y]).collect::<Vec<_>>(),
                "label": route.label.map(|point| [point.x, point.y]),
                "reversed": route.reversed,
            })).collect::<Vec<_>>(),
            "order": laid.order,
        },
    })
}

#[test]
fn vectors_hold() {
    let found: Vec<Json> = (1..=16).map(|seed| vector(&spec(seed))).collect();
    let expected = include_str!("../../../../tests/it/fixtures/graph/layout.json");
    let expected: Vec<Json> = serde_json::from_str(expected).unwrap();
    let lines: Vec<String> = found.iter().map(Json::to_string).collect();
    assert_eq!(found.len(), expected.len(), "the vectors: [\n{}\n]", lines.join(",\n"));
    for (seed, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert_eq!(found, expected, "vector {seed}: after a change of the layout, write this one: {found}");
    }
}
