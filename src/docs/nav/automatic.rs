//! Navigation by folders, for sites without a nav.
//!
//! In: pages in MkDocs' order. Out: drafts: the pages of a folder, then its folders as sections (`nest_paths`).
//! Never: sorts: the list is sorted.

use std::cmp::Ordering;

use super::{Draft, What};
use crate::docs::address::title_of_name;

/// Nests `paths` (relative to the mount) by folder. Folders whose titles are equal become one section, as in MkDocs.
pub(in crate::docs) fn automatic<'p>(paths: impl Iterator<Item = &'p str>, mount: usize) -> Vec<Draft> {
    let mut top = Vec::new();
    for path in paths {
        let mut level = &mut top;
        let mut rest = path;
        while let Some((folder, below)) = rest.split_once('/') {
            level = section(level, &title_of_name(folder));
            rest = below;
        }
        level.push(Draft { title: None, what: What::Path(path.to_owned(), mount), span: None });
    }
    top
}

/// The pages of an included site without a nav, as the monorepo plugin lists them: the folders of a folder before its
/// pages, each by name, the index where its name stands.
pub(in crate::docs) fn included(mut paths: Vec<&str>, mount: usize) -> Vec<Draft> {
    paths.sort_by(|a, b| folders_first(a, b));
    automatic(paths.into_iter(), mount)
}

fn folders_first(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (a.split_once('/'), b.split_once('/')) {
            (Some((first, rest)), Some((second, other))) if first == second => (a, b) = (rest, other),
            (Some((first, _)), Some((second, _))) => return first.cmp(second),
            (Some(_), None) => return Ordering::Less,
            (None, Some(_)) => return Ordering::Greater,
            (None, None) => return a.cmp(b),
        }
    }
}

/// The section of this title: nearly always the last.
fn section<'d>(level: &'d mut Vec<Draft>, title: &str) -> &'d mut Vec<Draft> {
    let is_it =
        |draft: &Draft| matches!(draft.what, What::Section(_)) && draft.title.as_deref() == Some(title);
    let at = level.iter().rposition(is_it).unwrap_or_else(|| {
        level.push(Draft { title: Some(title.to_owned()), what: What::Section(Vec::new()), span: None });
        level.len() - 1
    });
    let What::Section(children) = &mut level[at].what else { unreachable!("a section was looked for") };
    children
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_become_sections() {
        fn shown(drafts: &[Draft]) -> String {
            let one = |draft: &Draft| match &draft.what {
                What::Path(path, _) => path.clone(),
                What::Section(children) => {
                    format!("{}({})", draft.title.as_deref().unwrap_or(""), shown(children))
                }
                What::Everything(_) => String::new(),
            };
            drafts.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        let paths = ["index.md", "a-b/x.md", "a-b/c/y.md", "a_b/z.md"];
        let names = ["index.md", "z.md", "Ant.md", "b/x.md", "b/c/y.md"];
        assert_eq!(shown(&included(names.to_vec(), 0)), "B(C(b/c/y.md) b/x.md) Ant.md index.md z.md");
        assert_eq!(shown(&automatic(paths.into_iter(), 0)), "index.md A b(a-b/x.md C(a-b/c/y.md) a_b/z.md)");
    }
}
