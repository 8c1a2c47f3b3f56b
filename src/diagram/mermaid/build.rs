//! A graph under construction, by names.
//!
//! In: names of nodes and frames as statements mention them. Out: a [`Graph`].
//! Never: minds whether a name turns out to be a frame's only after it was used; grows beyond what is drawn.

use std::collections::HashMap;

use super::super::graph::{Cluster, Edge, Graph, Node, Shape};
use super::super::markup::About;
use super::super::problem::{Notes, Problem};
use super::label;
use super::looks::Looks;

/// Nodes and frames so far; ends of [`Build::edges`] are slots of nodes.
#[derive(Default)]
pub(super) struct Build {
    pub(super) graph: Graph,
    pub(super) edges: Vec<Edge>,
    pub(super) looks: Looks,
    pub(super) notes: Notes,
    slots: HashMap<String, usize>,
    frames: HashMap<String, usize>,
    open: Vec<usize>,
    /// Frames that are regions of the ones around them.
    regions: Vec<usize>,
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
            label: label::decoded(name),
            shape,
            cluster: frame,
            ..Node::default()
        });
        slot
    }

    /// The node of a name, which the open frames do not hold because of it.
    pub(super) fn mention(&mut self, name: &str, shape: Shape) -> usize {
        let open = std::mem::take(&mut self.open);
        let slot = self.slot(name, shape);
        self.open = open;
        slot
    }

    /// Opens a frame; a name that was opened before goes on.
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

    /// Closes the innermost frame, and the region of it that is open; `false` where none is open.
    pub(super) fn close(&mut self) -> bool {
        if self.open.last().is_some_and(|frame| self.regions.contains(frame)) {
            self.open.pop();
        }
        self.open.pop().is_some()
    }

    /// Begins another region of the innermost frame; what stands in it so far becomes its first.
    pub(super) fn divide(&mut self) -> bool {
        let Some(&inner) = self.open.last() else { return false };
        let region = |parent: usize| Cluster { parent: Some(parent), ..Cluster::default() };
        if self.regions.contains(&inner) {
            self.open.pop();
            let Some(&frame) = self.open.last() else { return false };
            self.regions.push(self.graph.clusters.len());
            self.open.push(self.graph.clusters.len());
            self.graph.clusters.push(region(frame));
            return true;
        }
        let first = self.graph.clusters.len();
        for node in self.graph.nodes.iter_mut().filter(|node| node.cluster == Some(inner)) {
            node.cluster = Some(first);
        }
        self.graph.clusters.push(region(inner));
        self.graph.clusters.push(region(inner));
        self.regions.extend([first, first + 1]);
        self.open.push(first + 1);
        true
    }

    /// A problem once there is more than is drawn; asked after every statement, and before edges are multiplied.
    pub(super) fn check(&self, more_edges: usize) -> Result<(), Problem> {
        if self.graph.nodes.len() > super::NODES
            || self.graph.clusters.len() > super::NODES
            || self.edges.len().saturating_add(more_edges) > super::EDGES
        {
            return Err(super::too_large());
        }
        if self.open.len() > super::DEPTH {
            return Err(Problem::new(format!("the diagram nests more than {} frames", super::DEPTH)));
        }
        Ok(())
    }

    /// The graph; names that turned out to be frames' lead to the frames.
    pub(super) fn finish(self, about: About) -> (Graph, Notes) {
        let mut graph = self.graph;
        let frame_of: Vec<Option<usize>> =
            graph.nodes.iter().map(|node| self.frames.get(&node.key).copied()).collect();
        let kept = frame_of.iter().filter(|frame| frame.is_none()).count();
        let mut target = Vec::with_capacity(frame_of.len());
        let mut nodes = Vec::with_capacity(kept);
        for (slot, (mut node, frame)) in graph.nodes.into_iter().zip(frame_of).enumerate() {
            if let Some(frame) = frame {
                target.push(kept + frame);
                let cluster = &mut graph.clusters[frame];
                if node.label != node.key {
                    cluster.label = node.label;
                }
                cluster.link = cluster.link.take().or(node.link);
                cluster.style = self.looks.of_frame(slot);
            } else {
                target.push(nodes.len());
                node.style = match node.shape {
                    Shape::Note | Shape::Start | Shape::End | Shape::Bar => self.looks.of_frame(slot),
                    _ => self.looks.of_node(slot),
                };
                nodes.push(node);
            }
        }
        graph.nodes = nodes;
        let edges = self.edges.into_iter().enumerate();
        graph.edges = edges
            .map(|(number, edge)| Edge {
                from: target[edge.from],
                to: target[edge.to],
                style: self.looks.of_link(number),
                ..edge
            })
            .collect();
        graph.label = format!("{} with {} nodes", about.name, graph.nodes.len());
        graph.about = Some(About {
            name: if about.has_own_name || !about.title.is_empty() {
                about.name
            } else {
                graph.label.clone()
            },
            ..about
        });
        (graph, self.notes)
    }
}
