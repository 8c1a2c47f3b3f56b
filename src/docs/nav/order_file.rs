//! Order files of folders: awesome-pages' `.pages`, awesome-nav's `.nav.yml`.
//!
//! In: folders of a docs folder. Out: what their order files say. Never: knows which pages there are; stops at a file
//! that is not YAML.

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::docs::mkdocs::{first_document, scalar};
use crate::path::join;
use crate::source::{FileId, Files, Root};
use crate::yaml::{self, Node};

/// Which plugin's rules hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::docs) enum Style {
    /// awesome-pages; the name of its files.
    Pages(String),
    /// awesome-nav; the name of its files.
    Nav(String),
}

impl Style {
    fn file_name(&self) -> &str {
        match self {
            Self::Pages(name) | Self::Nav(name) => name,
        }
    }
}

/// What an order file says.
#[derive(Debug)]
pub(super) struct Order {
    /// The folder's title.
    pub(super) title: Option<String>,
    /// The folder is in no navigation.
    pub(super) hide: bool,
    /// What stands where; `None`: everything in the order below.
    pub(super) nav: Option<Vec<Node>>,
    /// From Z to A.
    pub(super) descending: bool,
    /// Digits compare as numbers.
    pub(super) natural: bool,
    /// A folder with one page is that page.
    pub(super) collapse: Option<bool>,
    /// What `nav` does not name follows it.
    pub(super) append_unmatched: bool,
    /// Folders before pages.
    pub(super) sections_first: bool,
    /// The file.
    pub(super) file: FileId,
}

/// The order files of `folders`, paths below the docs folder `docs`; by the folder's path.
pub(super) fn read(
    files: &Files,
    root: &Root,
    docs: &str,
    style: &Style,
    folders: Vec<String>,
    found: &mut Diagnostics,
) -> BTreeMap<String, Order> {
    let mut orders = BTreeMap::new();
    for path in folders {
        let file_path = join(docs, &join(&path, style.file_name()));
        let file_path = if files.is_file(root, &file_path) {
            file_path
        } else {
            match file_path.strip_suffix(".yml").map(|stem| format!("{stem}.yaml")) {
                Some(other) if files.is_file(root, &other) => other,
                _ => continue,
            }
        };
        let Ok(bytes) = files.read(root, &file_path) else { continue };
        let file = files.id(root, &file_path);
        let (text, _) = yaml::decode(&bytes);
        if let Some(root) = first_document(&text, file, "the folder has its own order", found) {
            orders.insert(path, Order::new(&root, file));
        }
    }
    orders
}

impl Order {
    fn new(root: &Node, file: FileId) -> Self {
        let flag = |key: &str| root.get(key).and_then(Node::as_bool);
        let sort = root.get("sort");
        let word = |node: Option<&Node>| node.and_then(Node::as_str).unwrap_or("").to_owned();
        let direction = word(root.get("order")) + &word(sort.and_then(|sort| sort.get("direction")));
        let kind = word(root.get("sort_type")) + &word(sort.and_then(|sort| sort.get("type")));
        let nav = root.get("nav").or_else(|| root.get("arrange"));
        Self {
            title: root.get("title").and_then(scalar),
            hide: flag("hide").unwrap_or(false),
            nav: nav.and_then(Node::as_seq).map(<[Node]>::to_vec),
            descending: direction == "desc",
            natural: kind == "natural",
            collapse: flag("collapse")
                .or_else(|| flag("collapse_single_pages"))
                .or_else(|| flag("flatten_single_child_sections")),
            append_unmatched: flag("append_unmatched").unwrap_or(false),
            sections_first: word(sort.and_then(|sort| sort.get("sections"))) == "first",
            file,
        }
    }
}
