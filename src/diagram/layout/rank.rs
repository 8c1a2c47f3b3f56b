//! Assigns layers.
//!
//! In: edges without cycles and their least lengths. Out: a layer for each node, from 0.
//! Never: lets an edge run upwards.

/// Longest path from the sources, then each node is drawn to the side where most of its edges are, which
/// shortens edges nearly as much as network simplex does on graphs as shallow as these.
pub(super) fn layers(nodes: usize, edges: &[(usize, usize, usize)]) -> Vec<usize> {
    let mut outgoing = vec![Vec::new(); nodes];
    let mut incoming = vec![Vec::new(); nodes];
    for &(from, to, length) in edges {
        outgoing[from].push((to, length));
        incoming[to].push((from, length));
    }
    let mut waiting: Vec<usize> = incoming.iter().map(Vec::len).collect();
    let mut sorted: Vec<usize> = (0..nodes).filter(|&node| waiting[node] == 0).collect();
    let mut layer = vec![0_usize; nodes];
    let mut at = 0;
    while at < sorted.len() {
        let node = sorted[at];
        at += 1;
        for &(to, length) in &outgoing[node] {
            layer[to] = layer[to].max(layer[node] + length);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                sorted.push(to);
            }
        }
    }
    for _ in 0..4 {
        let mut changed = false;
        for &node in sorted.iter().rev() {
            if outgoing[node].is_empty() || outgoing[node].len() < incoming[node].len() {
                continue;
            }
            let limit = outgoing[node].iter().map(|&(to, length)| layer[to] - length).min();
            if let Some(limit) = limit
                && limit > layer[node]
            {
                layer[node] = limit;
                changed = true;
            }
        }
        for &node in &sorted {
            if incoming[node].len() <= outgoing[node].len() {
                continue;
            }
            let limit = incoming[node].iter().map(|&(from, length)| layer[from] + length).max();
            if let Some(limit) = limit
                && limit < layer[node]
            {
                layer[node] = limit;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let first = layer.iter().copied().min().unwrap_or(0);
    layer.iter().map(|value| value - first).collect()
}
