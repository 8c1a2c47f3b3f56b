//! No link of a built portal leads into nothing, whatever its authors wrote: what is missing is marked, and leads to a search.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use percent_encoding::percent_decode_str;

use crate::support::{backlot, built_example, is_page, stderr, tree};

/// Path → content of every page of a site, and the path of everything.
fn read(root: &Path) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let files = tree(root);
    let page = |(name, bytes): (&String, &Vec<u8>)| {
        is_page(name).then(|| (name.clone(), String::from_utf8(bytes.clone()).unwrap()))
    };
    (files.iter().filter_map(page).collect(), files.keys().cloned().collect())
}

/// Values of an attribute in a page.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let start = format!(" {attribute}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

/// The file that a relative link of `page` names, and the anchor.
fn target(page: &str, link: &str) -> (String, String) {
    let link = link.replace("&amp;", "&");
    let (rest, anchor) = link.split_once('#').unwrap_or((&link, ""));
    let path = rest.split('?').next().unwrap_or("");
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    if path.is_empty() {
        return (page.to_owned(), decode(anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leaves the portal"),
            _ => parts.push(part),
        }
    }
    (decode(&parts.join("/")), decode(anchor))
}

/// Every link that leads to no file or no anchor.
fn broken(site: &Path) -> Vec<String> {
    let (pages, files) = read(site);
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(name, html)| (name.as_str(), values(html, "id").into_iter().collect())).collect();
    let mut broken = Vec::new();
    for (page, html) in pages.iter().filter(|(name, _)| *name != "404.html") {
        for link in values(html, "href").into_iter().chain(values(html, "src")) {
            if link.contains("://") || link.starts_with("data:") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = target(page, link);
            let has_anchor = || {
                anchor.is_empty()
                    || anchor == "top"
                    || ids.get(file.as_str()).is_none_or(|ids| ids.contains(anchor.as_str()))
            };
            if !files.contains(&file) || !has_anchor() {
                broken.push(format!("{page}: {link}"));
            }
        }
    }
    broken
}

fn build(name: &str, org: &Path) -> std::path::PathBuf {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal-links").join(name);
    let output = backlot(&["build", org.to_str().unwrap(), "-o", site.to_str().unwrap(), "--format", "json"]);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", stderr(&output));
    site
}

#[test]
fn the_example_holds() {
    assert_eq!(broken(built_example()), Vec::<String>::new());
}

#[test]
fn what_is_missing_is_marked() {
    let org = Path::new(env!("CARGO_TARGET_TMPDIR")).join("portal-links/org");
    let docs = org.join("r/docs/deep");
    fs::create_dir_all(&docs).unwrap();
    fs::write(org.join("r/mkdocs.yml"), "site_name: S\nsite_url: https://e.org/s/\n").unwrap();
    fs::write(org.join("r/logo.png"), "").unwrap();
    fs::write(org.join("r/docs/index.md"), "# S\n\n## Getting started now\n").unwrap();
    let text = "# P\n\n[a](../cli_settings.md#x) [b](../index.md#getting-started) [c](#nowhere) [d](/blog/x) \
                ![e](no.png) ![g](../../logo.png) [f]({{ x }}) <a id=\"two\"></a><a id=\"two\"></a>\n";
    fs::write(docs.join("page.md"), text).unwrap();
    let site = build("missing", &org);
    assert_eq!(broken(&site), Vec::<String>::new());
    let (pages, _) = read(&site);
    let page = pages.iter().find(|(name, _)| name.ends_with("deep/page/index.html")).unwrap().1;
    for part in [
        "search/index.html?query=cli+settings\" class=\"broken\" title=\"Broken link: ",
        "index.html#getting-started\">b</a>",
        "<span id=\"nowhere\" data-docs-chrome></span>",
        "href=\"https://e.org/blog/x\"",
        "assets/missing.svg\"",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
    let index = pages.iter().find(|(name, _)| name.ends_with("/r/index.html")).map_or("", |(_, html)| html);
    let heading = "<h2 id=\"getting-started-now\"><span id=\"getting-started\" data-docs-chrome></span>";
    assert!(index.contains(heading), "{:?}", pages.keys().collect::<Vec<_>>());
}
