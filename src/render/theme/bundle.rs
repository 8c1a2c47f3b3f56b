//! One stylesheet and one script out of many small files.
//!
//! In: theme files. Out: what is written below `assets/`. Never: changes what the code means: comments and
//! indentation go, nothing else.

use std::borrow::Cow;
use std::collections::BTreeMap;

type Bytes = Cow<'static, [u8]>;

/// The assets: `site.css` out of every `assets/**.css` but `search.css` and `site.js` out of `assets/js/*.js`, each in the order
/// of names; `search-kinds.js` at the beginning and `search-page.js` at the end of `search.js`, `graph-canvas.js` and `graph-layout.js` at the beginning of `graph.js`; and every other file as it is.
pub(super) fn assets(
    sources: &BTreeMap<String, Bytes>,
    colours: &str,
    pictures: &[(String, Vec<u8>)],
) -> BTreeMap<String, Bytes> {
    let mut out = BTreeMap::new();
    let (mut css, mut js) = (String::new(), String::new());
    let (mut search_kinds, mut search_page, mut graph_parts) = (String::new(), String::new(), String::new());
    for (name, bytes) in sources {
        let Some(name) = name.strip_prefix("assets/") else { continue };
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        let text = || String::from_utf8_lossy(bytes);
        if name == "search.css" {
            // Loaded when search is opened.
            out.insert(name.to_owned(), Cow::Owned(smaller_css(&text()).into_bytes()));
        } else if end == "css" {
            css.push_str(&smaller_css(&text()));
        } else if name.starts_with("js/") {
            js.push_str(&smaller_js(&text()));
        } else if name == "search-kinds.js" {
            search_kinds = smaller_js(&text());
        } else if name == "search-page.js" {
            search_page = smaller_js(&text());
        } else if matches!(name, "graph-canvas.js" | "graph-layout.js") {
            graph_parts.push_str(&smaller_js(&text()));
        } else if end == "js" {
            out.insert(name.to_owned(), Cow::Owned(smaller_js(&text()).into_bytes()));
        } else {
            out.insert(name.to_owned(), bytes.clone());
        }
    }
    if let Some(search) = out.get_mut("search.js") {
        let whole = [search_kinds.as_bytes(), search, search_page.as_bytes()].concat();
        *search = Cow::Owned(whole);
    }
    if let Some(graph) = out.get_mut("graph.js") {
        let whole = [graph_parts.as_bytes(), graph].concat();
        *graph = Cow::Owned(whole);
    }
    css.push_str(colours);
    for (name, bytes) in pictures {
        if name == "custom.css" {
            css.push_str(&smaller_css(&String::from_utf8_lossy(bytes)));
        } else {
            // A favicon of the user's takes the place of ours, whatever its format.
            let stem = |name: &str| name.rsplit_once('.').map(|(stem, _)| stem.to_owned());
            out.retain(|other, _| stem(other) != stem(name));
            out.insert(name.clone(), Cow::Owned(bytes.clone()));
        }
    }
    out.insert("site.css".to_owned(), Cow::Owned(css.into_bytes()));
    out.insert("site.js".to_owned(), Cow::Owned(js.into_bytes()));
    out
}

/// Without comments and without the white space that nothing needs. Strings stay as they are.
fn smaller_css(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let (mut quote, mut escaped, mut gap) = (None, false, false);
    let mut rest = css;
    while let Some(c) = rest.chars().next() {
        if quote.is_none() && rest.starts_with("/*") {
            rest = rest[2..].find("*/").map_or("", |end| &rest[end + 4..]);
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if let Some(open) = quote {
            out.push(c);
            if c == open && !escaped {
                quote = None;
            }
            escaped = c == '\\' && !escaped;
            continue;
        }
        if c.is_ascii_whitespace() {
            gap = true;
            continue;
        }
        // A space before a colon parts two selectors; after it, it never means anything.
        if gap
            && !out.is_empty()
            && !out.ends_with(['{', '}', ';', ',', ':', '>', '~'])
            && !matches!(c, '{' | '}' | ';' | ',' | '>' | '~')
        {
            out.push(' ');
        }
        if c == '}' && out.ends_with(';') {
            out.pop();
        }
        gap = false;
        escaped = false;
        if matches!(c, '"' | '\'') {
            quote = Some(c);
        }
        out.push(c);
    }
    out
}

/// Without lines that are comments, and without indentation.
fn smaller_js(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    for line in js.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smaller_means_the_same() {
        for (css, expected) in [
            ("/* a */\na,\nb {\n  c: d;\n  e: f\n}\n", "a,b{c:d;e:f}"),
            ("a :is(b, c) > d ~ e + f { g: calc(1px + 2px); }", "a :is(b,c)>d~e + f{g:calc(1px + 2px)}"),
            ("a { content: \"; /* b */  \\\" c\"; } /* open", "a{content:\"; /* b */  \\\" c\"}"),
        ] {
            assert_eq!(smaller_css(css), expected);
        }
        assert_eq!(smaller_js("// x\nlet a = 1; // y\n\n  b();\n"), "let a = 1; // y\nb();\n");
    }
}
