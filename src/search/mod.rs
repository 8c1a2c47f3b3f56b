//! Documents and entities to index shards.
//!
//! In: catalog, doc sites, rendered pages. Out: files of the index, named by their content, that a page loads
//! as scripts so that search works from `file://`. Never: reads HTML; depends on the order of threads.
//!
//! ```text
//! documents → tokens (each document alone) → Index::add (in order) → files
//! ```
//!
//! The other half is `themes/default/assets/search.js`: it splits a query by the same rules, loads the shards
//! of its words, ranks and shows. What both must agree on stands in [`encode`], [`words`] and [`stem`].

mod document;
mod encode;
mod index;
mod rows;
mod shards;
mod stem;
mod tokens;
mod words;

pub(crate) use document::{SearchDoc, documents};
pub(crate) use index::Index;
pub(crate) use shards::files;
pub(crate) use tokens::tokens;

#[cfg(test)]
use crate::artifact::Artifact;

/// All of it at once, without threads.
#[cfg(test)]
pub(crate) fn build(docs: &[SearchDoc<'_>]) -> Vec<Artifact> {
    let mut index = Index::default();
    for doc in docs {
        index.add(&tokens(doc));
    }
    files(docs, &index)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
