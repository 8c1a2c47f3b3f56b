//! Links from one page of the site to another.
//!
//! In: two site paths. Out: the relative reference between them, so that the tree works under any prefix
//! and from `file://`. Never: a leading `/`.

/// The reference from the page at `from` to `to`. Site paths have no leading `/`; a page's path ends in `/`
/// (`catalog/default/component/a/`) and means the `index.html` in that folder; the empty path is the home
/// page. Links to pages name `index.html`, because `file://` shows a folder's listing for a bare folder.
/// `to` may carry a `?query` and a `#fragment`, which are kept.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let tail_at = to.find(['?', '#']).unwrap_or(to.len());
    let (path, tail) = to.split_at(tail_at);
    let from_folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
    let is_page = path.is_empty() || path.ends_with('/');
    let to_folder = &path[..path.rfind('/').map_or(0, |at| at + 1)];
    let file = if is_page { "index.html" } else { &path[to_folder.len()..] };
    // Folders that both share; a folder ends with its slash.
    let same = from_folder.bytes().zip(to_folder.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from_folder.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let up = from_folder[shared..].bytes().filter(|byte| *byte == b'/').count();
    let mut out = String::with_capacity(up * 3 + to.len() - shared + "index.html".len());
    for _ in 0..up {
        out.push_str("../");
    }
    out.push_str(&to_folder[shared..]);
    out.push_str(file);
    out.push_str(tail);
    out
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn between_pages() {
        for (from, to, expected) in [
            ("", "", "index.html"),
            ("", "catalog/", "catalog/index.html"),
            ("catalog/default/component/a/", "", "../../../../index.html"),
            ("catalog/default/component/a/", "catalog/default/component/b/", "../b/index.html"),
            ("docs/a/", "assets/site.css", "../../assets/site.css"),
            ("docs/a/", "docs/a/#usage", "index.html#usage"),
            ("404.html", "catalog/", "catalog/index.html"),
            ("catalog/", "catalog/?kind=api", "index.html?kind=api"),
        ] {
            assert_eq!(relative(from, to), expected, "{from} → {to}");
        }
    }
}
