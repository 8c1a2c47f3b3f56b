mod fixture;

use super::*;

fn spec(nodes: usize, edges: &[(usize, usize)], direction: Direction) -> Spec {
    Spec {
        nodes: vec![Size { w: 120, h: 32 }; nodes],
        edges: edges.iter().map(|&(from, to)| Wire { from, to, ..Wire::default() }).collect(),
        direction,
        rank_gap: 48,
        node_gap: 14,
        stretch: false,
        row_width: 960,
    }
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

#[test]
fn flows_in_every_direction() {
    for (direction, expected) in [
        (Direction::Right, "0,0 168,0"),
        (Direction::Left, "168,0 0,0"),
        (Direction::Down, "0,0 0,80"),
        (Direction::Up, "0,80 0,0"),
    ] {
        let laid = layout(&spec(2, &[(0, 1)], direction));
        let found: Vec<String> = laid.nodes.iter().map(|rect| format!("{},{}", rect.x, rect.y)).collect();
        assert_eq!(found.join(" "), expected, "{direction:?}");
        assert_eq!(laid.routes[0].points.len(), 2);
    }
}

#[test]
fn nothing_overlaps_and_everything_is_routed() {
    // Cycles, self-loops, parallels, two components, a lone node.
    let edges = [
        (0, 1),
        (1, 2),
        (2, 0),
        (0, 2),
        (2, 2),
        (0, 1),
        (1, 0),
        (3, 4),
        (4, 5),
        (3, 5),
        (5, 6),
        (6, 3),
        (2, 7),
        (7, 8),
        (0, 8),
    ];
    for direction in [Direction::Right, Direction::Left, Direction::Down, Direction::Up] {
        let mut spec = spec(10, &edges, direction);
        spec.edges[1].label = Size { w: 60, h: 14 };
        let laid = layout(&spec);
        for a in 0..10 {
            for b in 0..a {
                assert!(!overlap(&laid.nodes[a], &laid.nodes[b]), "{direction:?}: {a} over {b}");
            }
        }
        for (route, wire) in laid.routes.iter().zip(&spec.edges) {
            let (first, last) = (route.points[0], route.points[route.points.len() - 1]);
            let touches = |rect: &Rect, at: Point| {
                at.x >= rect.x && at.x <= rect.x + rect.w && at.y >= rect.y && at.y <= rect.y + rect.h
            };
            assert!(
                touches(&laid.nodes[wire.from], first) && touches(&laid.nodes[wire.to], last),
                "{wire:?}"
            );
        }
        for rect in &laid.nodes {
            assert!(
                rect.x >= 0 && rect.y >= 0 && rect.x + rect.w <= laid.width && rect.y + rect.h <= laid.height
            );
        }
        assert!(laid.routes[1].label.is_some());
        let mut order = laid.order.clone();
        order.sort_unstable();
        assert_eq!(order, (0..10).collect::<Vec<_>>());
    }
}

#[test]
fn few_crossings() {
    // A ladder drawn twisted: the order can untwist it.
    let laid = layout(&spec(6, &[(0, 3), (1, 2), (2, 5), (3, 4)], Direction::Right));
    let y = |node: usize| laid.nodes[node].centre().y;
    assert_eq!((y(0) < y(1), y(3) < y(2), y(4) < y(5)), (y(0) < y(1), y(0) < y(1), y(0) < y(1)));
}

#[test]
fn bad_indices_and_nothing_at_all() {
    assert_eq!(layout(&Spec::default()), Layout::default());
    let laid = layout(&spec(1, &[(0, 7)], Direction::Right));
    assert!(laid.routes[0].points.is_empty());
}
