//! Names of files that mean something in a URL: every link to their pages leads there.

use percent_encoding::percent_decode_str;

use super::{Site, holds};
use crate::config::Config;
use crate::url::SitePath;

const TREE: &[(&str, &str)] = &[
    ("org/a/mkdocs.yml", "site_name: A\n"),
    ("org/a/docs/index.md", "# Start\n\n[all](<100% of it/c# (draft.md>)\n"),
    (
        "org/a/docs/100% of it/c# (draft.md",
        "# Draft\n\nA long enough text to be found by search, about zebras.\n",
    ),
    ("org/a/docs/b:c.md", "# Colon\n"),
    ("org/a/docs/why?.md", "# Why\n\n![x](pic?#.png)\n"),
    ("org/a/docs/pic?#.png", "x"),
    ("org/a/docs/grüße&<mehr>.md", "# Greetings\n"),
];

/// What a browser asks for when it follows `href` on the page at `from`; `None` for another site.
fn asked(from: &SitePath, href: &str) -> Option<String> {
    let path = href.split(['?', '#']).next().unwrap_or_default();
    if path.is_empty() {
        return None;
    }
    let scheme = path.split_once(':').map_or("", |(scheme, _)| scheme);
    if !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) {
        return None;
    }
    let mut parts: Vec<&str> = from.as_str().split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    Some(percent_decode_str(&parts.join("/")).decode_utf8().unwrap().into_owned())
}

#[test]
fn every_link_leads_to_a_file() {
    let site =
        Site::with(TREE, &Config { base_url: Some("https://e.org/p".to_owned()), ..Config::default() });
    let paths = site.tree.paths();
    let is_there = |path: &str| paths.iter().any(|one| one.as_str() == path);
    let mut followed = 0;
    for path in paths
        .iter()
        .filter(|path| path.as_str().rsplit('.').next() == Some("html") && **path != SitePath::NOT_FOUND)
    {
        let html = site.text(path.as_str());
        for (at, attribute) in html.match_indices(" href=\"").chain(html.match_indices(" src=\"")) {
            let written = html[at + attribute.len()..].split('"').next().unwrap().replace("&amp;", "&");
            let Some(target) = asked(path, &written) else { continue };
            assert!(is_there(&target), "{path}: {written} → {target}");
            followed += usize::from(target.contains("docs/default/site/a/"));
        }
    }
    assert!(followed > 40, "{followed}");
    for file in ["llms.txt", "docs/index.md"] {
        let text = site.text(file);
        for (at, _) in text.match_indices("](") {
            let written = text[at + 2..].split(')').next().unwrap();
            let Some(target) = asked(&SitePath::new(file.to_owned()), written) else { continue };
            assert!(is_there(&target), "{file}: {written} → {target}");
        }
    }
}

#[test]
fn addresses_for_machines_are_encoded() {
    let site =
        Site::with(TREE, &Config { base_url: Some("https://e.org/p".to_owned()), ..Config::default() });
    let sitemap = site.text("sitemap.xml");
    for page in ["100%25%20of%20it/c%23%20%28draft/", "b:c/", "why%3F/", "gr%C3%BC%C3%9Fe&amp;%3Cmehr%3E/"] {
        holds(&sitemap, &format!("<loc>https://e.org/p/docs/default/site/a/{page}</loc>"));
    }
    let page = site.text("docs/default/site/a/why?/");
    holds(&page, "<link rel=\"canonical\" href=\"https://e.org/p/docs/default/site/a/why%3F/\">");
    let row = |path: &&SitePath| path.as_str().starts_with("assets/search/r");
    let rows: String = site.tree.paths().iter().filter(row).map(|path| site.text(path.as_str())).collect();
    holds(&rows, "100%25%20of%20it/c%23%20%28draft/");
}
