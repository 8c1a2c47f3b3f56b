//! A graph under construction, by names.
//!
//! In: names of nodes and frames as statements mention them. Out: a [`Graph`].
//! Never: minds whether a name turns out to be a frame's only after it was used.

use std::collections::HashMap;

use super::super::graph::{Cluster, Edge, Graph, Node, Shape};

/// Nodes and frames so far; ends of [`Build::edges`] are slots of nodes.
#[derive(Default)]
pub(super) struct Build {
    pub(super) graph: Graph,
    pub(super) edges: Vec<Edge>,
    slots: HashMap<String, usize>,
    frames: HashMap<String, usize>,
    open: Vec<usize>,
}

impl Build {
    /// The node of a name; a new one has this outline. It stands in the first frame that mentions it.
    pub(super) fn slot(&mut self, name: &str, shape: Shape) -> usize {
        let frame = self.open.last().copied();
        if let Some(&slot) = self.slots.get(name) {
            let node = &mut self.graph.nodes[slot];
            node.cluster = node.cluster.or(frame);
            return slot;
        }
        let slot = self.graph.nodes.len();
        self.slots.insert(name.to_owned(), slot);
        self.graph.nodes.push(Node {
            key: name.to_owned(),
            label: name.to_owned(),
            shape,
            cluster: frame,
            ..Node::default()
        });
        slot
    }

    /// Opens a frame.
    pub(super) fn open(&mut self, name: String, label: String) {
        let frame = self.graph.clusters.len();
        let parent = self.open.last().copied();
        self.graph.clusters.push(Cluster { label, parent, ..Cluster::default() });
        self.frames.insert(name, frame);
        self.open.push(frame);
    }

    /// The innermost open frame.
    pub(super) fn current(&self) -> Option<usize> {
        self.open.last().copied()
    }

    /// Closes the innermost frame; `false` where none is open.
    pub(super) fn close(&mut self) -> bool {
        self.open.pop().is_some()
    }

    /// Whether there is too much to draw.
    pub(super) fn is_full(&self) -> bool {
        self.graph.nodes.len() > super::NODES || self.edges.len() > super::EDGES
    }

    /// The graph; names that turned out to be frames' lead to the frames.
    pub(super) fn finish(self, what: &str) -> Graph {
        let mut graph = self.graph;
        let frame_of: Vec<Option<usize>> =
            graph.nodes.iter().map(|node| self.frames.get(&node.key).copied()).collect();
        let kept = frame_of.iter().filter(|frame| frame.is_none()).count();
        let mut target = Vec::with_capacity(frame_of.len());
        let mut nodes = Vec::with_capacity(kept);
        for (node, frame) in graph.nodes.into_iter().zip(frame_of) {
            if let Some(frame) = frame {
                target.push(kept + frame);
                let cluster = &mut graph.clusters[frame];
                if node.label != node.key {
                    cluster.label = node.label;
                }
            } else {
                target.push(nodes.len());
                nodes.push(node);
            }
        }
        graph.nodes = nodes;
        graph.edges = self
            .edges
            .into_iter()
            .map(|edge| Edge { from: target[edge.from], to: target[edge.to], ..edge })
            .collect();
        graph.label = format!("{what} with {} nodes", graph.nodes.len());
        graph
    }
}
