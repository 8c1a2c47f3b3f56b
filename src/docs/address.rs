//! Where a page lands, and what it is called when nobody gave it a title.
//!
//! In: a path below the docs folder. Out: its address below the site, and a title made of its name, both by
//! MkDocs' rules (`File._get_url`, `Page._set_title`, `dirname_to_title`). Never: percent-encodes: that is done
//! where a link is written.

use crate::url::SitePath;

use crate::path::{folder, stem};

/// Endings of pages (`mkdocs.utils.markdown_extensions`).
const MARKDOWN: &[&str] = &[".md", ".markdown", ".mdown", ".mkdn", ".mkd"];

/// Whether a file is a page.
pub(super) fn is_markdown(path: &str) -> bool {
    MARKDOWN.iter().any(|end| path.ends_with(end))
}

/// Whether a page is the index of its folder: `index.md` or, exactly so written, `README.md`.
pub(super) fn is_index(path: &str) -> bool {
    matches!(stem(path), "index" | "README")
}

/// Address of a page in its site: `guide/install/`, the root for the home page; with `use_directory_urls: false`
/// `guide/install.html`.
pub(super) fn page_url(src: &str, directory_urls: bool) -> SitePath {
    let folder = folder(src);
    let base = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    SitePath::new(match (is_index(src), directory_urls) {
        (true, true) => base,
        (true, false) => return SitePath::new(base).file(),
        (false, true) => base + stem(src) + "/",
        (false, false) => base + stem(src) + ".html",
    })
}

/// Title of a file or folder name: `getting-started` → `Getting started`, `API-guide` → `API guide`.
pub(super) fn title_of_name(name: &str) -> String {
    let title = name.replace(['-', '_'], " ");
    if title.chars().any(char::is_uppercase) {
        return title;
    }
    let mut chars = title.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => title,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (src, expected, flat) in [
            ("index.md", "", "index.html"),
            ("README.md", "", "index.html"),
            ("readme.md", "readme/", "readme.html"),
            ("foo.md", "foo/", "foo.html"),
            ("a/b/index.md", "a/b/", "a/b/index.html"),
            ("a/README.md", "a/", "a/index.html"),
            ("a/z.tmp.md", "a/z.tmp/", "a/z.tmp.html"),
            ("x.markdown", "x/", "x.html"),
        ] {
            assert_eq!(page_url(src, true).as_str(), expected, "{src}");
            assert_eq!(page_url(src, false).as_str(), flat, "{src}");
        }
    }

    #[test]
    fn titles_of_names() {
        for (name, expected) in [
            ("no_title-page", "No title page"),
            ("API-guide", "API guide"),
            ("z.tmp", "Z.tmp"),
            ("10-x", "10 x"),
            ("über-uns", "Über uns"),
        ] {
            assert_eq!(title_of_name(name), expected);
        }
    }

    #[test]
    fn stems() {
        assert_eq!(stem(".nav.yml"), ".nav");
        assert_eq!(stem(".nav"), ".nav");
    }
}
