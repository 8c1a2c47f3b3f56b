//! What the stylesheet and the search script know of kinds, made from the table of kinds.
//!
//! In: [`kinds::ALL`]. Out: two files of the theme, which a user's theme may replace like any other. Never: a fact of its
//! own about a kind.

use std::fmt::Write as _;

use serde_json::json;

use crate::catalog::kinds;

/// Icons, and colours where a kind has one: `--component` and the like are tokens of the theme.
pub(super) const CSS: &str = "assets/css/31-kinds.css";
/// The groups of search results; it stands before the scripts of search.
pub(super) const JS: &str = "assets/search/00-kinds.js";

/// See [`CSS`].
pub(super) fn css() -> String {
    let mut tokens = format!("--i-box: {};", mask(kinds::CUSTOM.icon));
    let mut rules = String::new();
    for kind in kinds::ALL {
        let key = kind.key;
        let _ = writeln!(rules, ".k-{key}, .i-{key} {{ --i: {}; }}", mask(kind.icon));
        if let Some(colour) = kind.colour {
            let _ = write!(tokens, " --{key}: {colour};");
            let _ = writeln!(rules, ".k-{key} {{ --c: var(--{key}); }}");
            let _ = writeln!(rules, ".g-node--{key} {{ --k: var(--{key}); }}");
        }
    }
    format!(":root {{ {tokens} }}\n{rules}")
}

/// An icon as a mask.
fn mask(path: &str) -> String {
    format!(
        "url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16' fill='none' stroke='%23000' stroke-width='1.4' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='{path}'/%3E%3C/svg%3E\")"
    )
}

/// See [`JS`]: for each group its id, its title and the keys of its kinds.
pub(super) fn search_groups() -> String {
    let mut groups: Vec<(kinds::SearchGroup, Vec<&str>)> = Vec::new();
    for kind in kinds::ALL {
        let Some(group) = kind.search_group else { continue };
        match groups.iter_mut().find(|(other, _)| *other == group) {
            Some((_, keys)) => keys.push(kind.key),
            None => groups.push((group, vec![kind.key])),
        }
    }
    let groups: Vec<_> = groups.iter().map(|(group, keys)| json!([group.id, group.title, keys])).collect();
    format!("window.backlotKinds={};\n", serde_json::Value::from(groups))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_icon_and_colour() {
        let css = css();
        for kind in kinds::ALL {
            assert!(css.contains(&format!(".k-{}, .i-{} {{ --i: url(\"data:", kind.key, kind.key)));
            let coloured = css.contains(&format!(".g-node--{} {{ --k: var(--{});", kind.key, kind.key));
            assert_eq!(coloured, kind.colour.is_some(), "{}", kind.key);
        }
        let groups = search_groups();
        assert!(groups.contains(r#"["system","Systems",["system","domain"]]"#), "{groups}");
        assert!(groups.contains(r#"["team","Teams",["group","user"]]"#), "{groups}");
    }
}
