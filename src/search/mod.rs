//! Documents and entities to index shards.
//!
//! In: [`SearchDoc`]s, in site order. Out: files of the index, named by their content, that a page loads as
//! scripts so that search works from `file://`. Never: reads HTML; depends on the order of threads.

/// One thing that search can find.
#[derive(Debug, Clone)]
pub struct SearchDoc {
    /// Site path with anchor: `docs/default/component/a/guide/#usage`.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// Where it belongs: page title, site name, or the entity's reference.
    pub context: String,
    /// Body text.
    pub text: String,
    /// Other names: tags, owner, reference.
    pub keywords: Vec<String>,
    /// `entity`, `page`, `section`, `api`.
    pub group: &'static str,
    /// Entity kind for entities, empty otherwise.
    pub kind: String,
}
