//! Documents and entities to index shards.
//!
//! In: catalog, doc sites, rendered pages. Out: files of the index, named by their content, that a page loads
//! as scripts so that search works from `file://`. Never: reads HTML; depends on the order of threads.
//!
//! ```text
//! documents → tokens (each document alone) → Index::add (in order, by parts) → shards (by parts) → files
//! ```
//!
//! The other half is `themes/default/assets/search/`: it splits a query by the same rules, loads the shards of its
//! words, ranks and shows. What both must agree on stands in Rust and travels in the [`manifest`]: the numbers of [`encode`],
//! the columns of [`rows`], the words and letters of [`words`], the endings of [`stem`]. Scores are the script's alone
//! (`rank.js`); what the index decides is how much a mention weighs ([`tokens`]).

mod api;
mod document;
mod encode;
mod index;
mod manifest;
mod rows;
mod shards;
mod stem;
mod synonyms;
mod tokens;
mod words;

pub(crate) use api::api_documents;
pub(crate) use document::{SearchDoc, documents};
pub(crate) use index::Index;
pub(crate) use manifest::files;
pub(crate) use shards::{Input, Part, shards};
pub(crate) use tokens::tokens;

#[cfg(test)]
use crate::artifact::Artifact;
#[cfg(test)]
use crate::config::SearchConfig;

/// All of it at once, without threads.
#[cfg(test)]
pub(crate) fn build(docs: &[SearchDoc<'_>]) -> Vec<Artifact> {
    let mut parts = Index::parts();
    for doc in docs {
        let tokens = tokens(doc);
        for part in &mut parts {
            part.add(&tokens);
        }
    }
    let input = Input::new(docs, &parts);
    let made = Part::ALL.map(|part| shards(&input, part));
    files(&input, made.into(), &SearchConfig::default())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
