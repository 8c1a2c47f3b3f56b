//! In which order files are sent, and what readers' browsers and caches are told of each.
//!
//! In: a path of the site. Out: its turn, its `Cache-Control`. Never: a page before what it loads.

/// When a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Turn {
    /// What pages load: styles, scripts, pictures, data.
    Asset,
    /// Pages.
    Page,
    /// The front page: whoever comes in by it finds the rest.
    Front,
}

impl Turn {
    /// The turn of a file.
    pub(super) fn of(path: &str) -> Self {
        if path == "index.html" {
            Self::Front
        } else if path.strip_suffix(".html").is_some() {
            Self::Page
        } else {
            Self::Asset
        }
    }
}

/// What caches are told. Pages ask for the theme's files with a version behind `?`, so a browser may keep them for ever; a cache
/// between may leave the query out of its key (CloudFront's default does), so it asks anew, as for everything else.
pub(super) fn cache_control(path: &str) -> &'static str {
    let is_versioned = path.strip_prefix("assets/").is_some_and(|name| {
        !name.contains('/') && [".css", ".js"].iter().any(|ending| name.ends_with(ending))
    });
    if is_versioned { "public, max-age=31536000, s-maxage=0" } else { "public, max-age=0, must-revalidate" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_load_goes_first() {
        let mut paths = ["index.html", "docs/a/index.html", "assets/site.css", "catalog/data.js"];
        paths.sort_by_key(|path| Turn::of(path));
        assert_eq!(paths, ["assets/site.css", "catalog/data.js", "docs/a/index.html", "index.html"]);
    }

    #[test]
    fn only_versioned_files_are_kept() {
        for (path, kept) in [
            ("assets/site.css", true),
            ("assets/search/index.js", false),
            ("assets/favicon.svg", false),
            ("docs/default/component/a/assets/x.css", false),
            ("index.html", false),
        ] {
            assert_eq!(cache_control(path).contains("31536000"), kept, "{path}");
        }
    }
}
