//! Orders the nodes of each layer so that few edges cross.
//!
//! In: layers and the segments between neighbouring ones. Out: the layers, reordered. Never: moves a node to
//! another layer.

/// Beyond so many segments neighbours are not swapped one by one any more.
const SWAP_LIMIT: usize = 600;

/// The two sides of every node: who stands in the layer before, who in the layer after.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) before: Vec<Vec<usize>>,
    pub(super) after: Vec<Vec<usize>>,
    pub(super) segments: usize,
}

/// Barycentre sweeps down and up with swaps of neighbours; the arrangement with the fewest crossings wins.
pub(super) fn reduce_crossings(layers: &mut Vec<Vec<usize>>, links: &Links) {
    let nodes = links.before.len();
    let mut position = vec![0_usize; nodes];
    for layer in layers.iter() {
        for (at, &node) in layer.iter().enumerate() {
            position[node] = at;
        }
    }
    let mut best = layers.clone();
    let mut fewest = crossings(layers, links, &position);
    let rounds = if links.segments > SWAP_LIMIT { 4 } else { 12 };
    let mut idle = 0;
    for round in 0..rounds {
        if fewest == 0 || idle == 4 {
            break;
        }
        let count = layers.len();
        for step in 0..count {
            let at = if round % 2 == 0 { step } else { count - 1 - step };
            let side = if round % 2 == 0 { &links.before } else { &links.after };
            sort_layer(&mut layers[at], side, &mut position);
        }
        if links.segments <= SWAP_LIMIT {
            for layer in layers.iter_mut() {
                swap_neighbours(layer, links, &mut position);
            }
        }
        let now = crossings(layers, links, &position);
        if now < fewest {
            fewest = now;
            best.clone_from(layers);
            idle = 0;
        } else {
            idle += 1;
        }
    }
    *layers = best;
}

fn sort_layer(layer: &mut [usize], side: &[Vec<usize>], position: &mut [usize]) {
    let mut keyed: Vec<(f64, usize)> = layer
        .iter()
        .map(|&node| {
            let linked = &side[node];
            let sum: usize = linked.iter().map(|&other| position[other]).sum();
            let key =
                if linked.is_empty() { position[node] as f64 } else { sum as f64 / linked.len() as f64 };
            (key, node)
        })
        .collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (at, (_, node)) in keyed.into_iter().enumerate() {
        layer[at] = node;
        position[node] = at;
    }
}

fn swap_neighbours(layer: &mut [usize], links: &Links, position: &mut [usize]) {
    for _ in 0..2 {
        let mut changed = false;
        for at in 1..layer.len() {
            let (a, b) = (layer[at - 1], layer[at]);
            let mut kept = 0;
            let mut swapped = 0;
            for side in [&links.before, &links.after] {
                for &x in &side[a] {
                    for &y in &side[b] {
                        kept += usize::from(position[x] > position[y]);
                        swapped += usize::from(position[x] < position[y]);
                    }
                }
            }
            if swapped < kept {
                layer.swap(at - 1, at);
                position[b] = at - 1;
                position[a] = at;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
}

/// How many pairs of segments cross, by the counting tree of Barth, Jünger and Mutzel.
fn crossings(layers: &[Vec<usize>], links: &Links, position: &[usize]) -> usize {
    let mut total = 0;
    for pair in layers.windows(2) {
        let mut size = 1;
        while size < pair[1].len() {
            size *= 2;
        }
        let mut tree = vec![0_usize; 2 * size];
        for &node in &pair[0] {
            let mut ends: Vec<usize> = links.after[node].iter().map(|&other| position[other]).collect();
            ends.sort_unstable();
            for &end in &ends {
                let mut at = size + end;
                while at > 1 {
                    if at % 2 == 0 {
                        total += tree[at + 1];
                    }
                    at /= 2;
                }
            }
            for &end in &ends {
                let mut at = size + end;
                while at > 0 {
                    tree[at] += 1;
                    at /= 2;
                }
            }
        }
    }
    total
}
