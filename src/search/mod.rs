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

pub use document::{Facts, SearchDoc, SearchSection, Subject, documents};
pub use index::Index;
pub use shards::files;
pub use tokens::{Tokens, tokens};
pub use words::{Mode, STOP_WORDS, Words};

use crate::output::OutFile;

/// All of it at once, for callers without threads.
pub fn build(docs: &[SearchDoc<'_>]) -> Vec<OutFile> {
    let mut index = Index::default();
    for doc in docs {
        index.add(&tokens(doc));
    }
    files(docs, &index)
}
