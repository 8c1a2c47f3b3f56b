//! Links that lead nowhere, for those who would follow them.
//!
//! In: a link for which neither a page nor a file was found. Out: where a portal's reader is led instead: to a search for what the
//! link names, or to a picture that says so. Never: hides that the link is broken.

use percent_encoding::percent_decode_str;

use crate::markdown::LinkKind;
use crate::path::stem;
use crate::url::SitePath;

/// Where a broken link leads from a page of the portal.
pub(super) fn instead(written: &str, kind: LinkKind, from: &SitePath) -> String {
    if kind.is_image() {
        return from.link_to(&SitePath::MISSING_PICTURE);
    }
    let path = written.split(['?', '#']).next().unwrap_or_default();
    let words = words(&percent_decode_str(path).decode_utf8_lossy());
    let query = if words.is_empty() { String::new() } else { format!("?query={words}") };
    format!("{}{query}", from.link_to(&SitePath::SEARCH))
}

/// What readers are told of a broken link.
pub(super) fn reason(message: &str) -> String {
    format!("Broken link: {}", message.replace('`', "\""))
}

/// What a path names, as words to search for: its last part that says something, without its ending.
fn words(path: &str) -> String {
    let says_something = |part: &&str| {
        !matches!(*part, "" | "." | "..")
            && !matches!(stem(part).to_ascii_lowercase().as_str(), "index" | "readme")
    };
    let name = path.rsplit('/').find(says_something).map_or("", stem);
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("+")
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_a_path_names() {
        for (path, expected) in [
            ("../reference/cli_settings.md", "cli+settings"),
            ("guide/index.md", "guide"),
            ("../", ""),
            ("{{ x.url }}", "x"),
            ("a/core-plugin-api.useapi.md", "core+plugin+api+useapi"),
        ] {
            assert_eq!(words(path), expected, "{path}");
        }
    }
}
