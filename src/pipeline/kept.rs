//! What one round of a preview hands to the next.
//!
//! In: texts and histories that were made before. Out: the same, by what they were made from. Never: decides what holds still:
//! whoever asks compares the key.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::texts::Text;
use crate::crawl::git::History;

/// Nothing, for a build; what was made before, for a preview.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// By [`Text::key`].
    pub(super) texts: HashMap<u128, Arc<Text>>,
    /// By the repository's root.
    pub(super) histories: Histories,
}

/// Repository's root → its history.
pub(super) type Histories = HashMap<Arc<Path>, KeptHistory>;

/// A history and what it was read at.
#[derive(Debug, Clone)]
pub(super) struct KeptHistory {
    /// Hash of what the repository's HEAD was; `None` where there is none to be read.
    pub(super) head: Option<u128>,
    /// What git said; `None` where it failed: there is no repository.
    pub(super) history: Option<Arc<History>>,
}
