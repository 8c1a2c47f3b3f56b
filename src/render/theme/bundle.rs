//! One stylesheet and one script out of many small files.
//!
//! In: theme files, ours minified, a user's as written. Out: what is written below `assets/`. Never: changes a file: they are
//! put one behind the other, nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;

type Bytes = Cow<'static, [u8]>;

/// Files that are made of others, put together in this order.
const TOGETHER: &[(&str, &[&str])] = &[("graph.js", &["graph-canvas.js", "graph-layout.js", "graph.js"])];

/// Folders of scripts that are one file each, put together in the order of names.
const FOLDERS: &[(&str, &str)] = &[("js/", "site.js"), ("search/", "search.js")];

/// The assets: `site.css` out of every `assets/**.css` but `search.css` and the scripts of [`FOLDERS`], each in the order
/// of names; those of [`TOGETHER`]; and every other file as it is.
pub(super) fn assets(
    sources: &BTreeMap<String, Bytes>,
    colours: &str,
    pictures: &[(String, Vec<u8>)],
) -> BTreeMap<String, Bytes> {
    let mut out = BTreeMap::new();
    let mut css = Vec::new();
    let mut scripts: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (name, bytes) in sources {
        let Some(name) = name.strip_prefix("assets/") else { continue };
        let is_style = name.rsplit_once('.').is_some_and(|(_, end)| end == "css");
        // The style of search is loaded when search is opened.
        if is_style && name != "search.css" {
            append(&mut css, bytes, b"");
        } else if let Some((_, whole)) = FOLDERS.iter().find(|(folder, _)| name.starts_with(folder)) {
            append(scripts.entry(whole).or_default(), bytes, b";");
        } else {
            out.insert(name.to_owned(), bytes.clone());
        }
    }
    for (name, parts) in TOGETHER {
        let mut whole = Vec::new();
        for part in parts.iter().filter_map(|part| out.remove(*part)) {
            append(&mut whole, &part, b";");
        }
        out.insert((*name).to_owned(), Cow::Owned(whole));
    }
    css.extend_from_slice(colours.as_bytes());
    for (name, bytes) in pictures {
        if name == "custom.css" {
            append(&mut css, bytes, b"");
        } else {
            // A favicon of the user's takes the place of ours, whatever its format.
            let stem = |name: &str| name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
            out.retain(|other, _| stem(other) != stem(name));
            out.insert(name.clone(), Cow::Owned(bytes.clone()));
        }
    }
    out.insert("site.css".to_owned(), Cow::Owned(css));
    out.extend(scripts.into_iter().map(|(name, bytes)| (name.to_owned(), Cow::Owned(bytes))));
    out
}

/// Puts a file behind others, on a line of its own: the last line of what stands before may be a comment, or a statement
/// that goes on unless `end` ends it.
fn append(out: &mut Vec<u8>, file: &[u8], end: &[u8]) {
    if !out.is_empty() && !file.is_empty() {
        if !out.ends_with(b"\n") {
            out.push(b'\n');
        }
        out.extend_from_slice(end);
    }
    out.extend_from_slice(file);
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn files_do_not_run_into_each_other() {
        for (files, end, expected) in [
            (&["a {}", "b {}"][..], "", "a {}\nb {}"),
            (&["f() // x;", "(g)()"], ";", "f() // x;\n;(g)()"),
            (&["f()\n", "(g)()\n"], ";", "f()\n;(g)()\n"),
            (&["", "f()", ""], ";", "f()"),
        ] {
            let mut out = Vec::new();
            for file in files {
                append(&mut out, file.as_bytes(), end.as_bytes());
            }
            assert_eq!(String::from_utf8(out).as_deref(), Ok(expected), "{files:?}");
        }
    }
}
