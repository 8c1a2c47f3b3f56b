//! Coordinates across the layers.
//!
//! In: ordered layers, sizes, segments. Out: the middle of each node across its layer.
//! Never: changes the order, or lets two nodes of a layer come closer than the gap.

use super::order::Links;

/// What has to be placed.
pub(super) struct Scene<'a> {
    pub(super) layers: &'a [Vec<usize>],
    pub(super) links: &'a Links,
    /// Size across the layer.
    pub(super) extent: &'a [f64],
    /// A node proper, and not a bend or a label of an edge.
    pub(super) real: &'a [bool],
    pub(super) gap: f64,
}

/// Sweeps over the layers. In each layer the squared distance to where the neighbours draw a node is made as
/// small as the order and the gaps allow, exactly, by pooling adjacent violators. Bends pull stronger than
/// nodes, so long edges become straight.
pub(super) fn coordinates(scene: &Scene<'_>) -> Vec<f64> {
    let mut centre = vec![0.0; scene.extent.len()];
    for layer in scene.layers {
        let offsets = scene.offsets(layer);
        let half = offsets.last().copied().unwrap_or(0.0) / 2.0;
        for (&node, offset) in layer.iter().zip(offsets) {
            centre[node] = offset - half;
        }
    }
    let count = scene.layers.len();
    for round in 0..10 {
        for step in 0..count {
            let downwards = round % 2 == 0;
            let at = if downwards { step } else { count - 1 - step };
            // The first rounds look one way to spread what is known, the last ones both ways to settle.
            let before = round >= 4 || downwards;
            let after = round >= 4 || !downwards;
            scene.settle(&scene.layers[at], before, after, &mut centre);
        }
    }
    centre
}

impl Scene<'_> {
    /// Least distance of each node of a layer from the first.
    fn offsets(&self, layer: &[usize]) -> Vec<f64> {
        let mut offsets = Vec::with_capacity(layer.len());
        let mut at = 0.0;
        for (index, &node) in layer.iter().enumerate() {
            if index > 0 {
                let last = layer[index - 1];
                let gap = if self.real[node] && self.real[last] { self.gap } else { self.gap * 0.6 };
                at += f64::midpoint(self.extent[last], self.extent[node]) + gap;
            }
            offsets.push(at);
        }
        offsets
    }

    fn settle(&self, layer: &[usize], before: bool, after: bool, centre: &mut [f64]) {
        let offsets = self.offsets(layer);
        // Blocks of nodes that touch: weighted sum of the wished places, weight, how many.
        let mut blocks: Vec<(f64, f64, usize)> = Vec::with_capacity(layer.len());
        for (&node, &offset) in layer.iter().zip(&offsets) {
            let (wish, weight) = self.wish(node, before, after, centre);
            blocks.push(((wish - offset) * weight, weight, 1));
            while blocks.len() > 1 {
                let last = blocks[blocks.len() - 1];
                let previous = blocks[blocks.len() - 2];
                if previous.0 / previous.1 <= last.0 / last.1 {
                    break;
                }
                blocks.pop();
                let at = blocks.len() - 1;
                blocks[at] = (previous.0 + last.0, previous.1 + last.1, previous.2 + last.2);
            }
        }
        let mut index = 0;
        for (sum, weight, count) in blocks {
            for _ in 0..count {
                centre[layer[index]] = sum / weight + offsets[index];
                index += 1;
            }
        }
    }

    fn wish(&self, node: usize, before: bool, after: bool, centre: &[f64]) -> (f64, f64) {
        let mut sum = 0.0;
        let mut weight = 0.0;
        let (above, below) = (&self.links.before, &self.links.after);
        for (wanted, side, back) in [(before, above, below), (after, below, above)] {
            if !wanted {
                continue;
            }
            for &other in &side[node] {
                let pull = match (self.real[node], self.real[other]) {
                    (true, true) => 1.0,
                    (false, false) => 8.0,
                    _ => 2.0,
                };
                // One of many pulls less: an edge is straight at its lonelier end.
                let pull = pull / back[other].len() as f64;
                sum += centre[other] * pull;
                weight += pull;
            }
        }
        if weight == 0.0 { (centre[node], 0.1) } else { (sum / weight, weight) }
    }
}
