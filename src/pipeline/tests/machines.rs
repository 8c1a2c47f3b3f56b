//! What machines read: a Markdown alternate of every page, llms.txt, the sitemap, previews.

use crate::config::Config;
use crate::url::SitePath;

use super::{Site, between, holds};

const TREE: &[(&str, &str)] = &[
    (
        "org/a/catalog-info.yaml",
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: a, title: The A, tags: [go]}
spec: {type: service, lifecycle: production, owner: red, dependsOn: [component:gone], providesApis: [x]}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: x}
spec: {type: openapi, lifecycle: production, owner: red, definition: 'openapi: 3.0.0'}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: red}
spec: {type: team, children: []}
",
    ),
    ("org/a/mkdocs.yml", "site_name: A"),
    ("org/a/docs/index.md", "# Hello"),
];

#[test]
fn every_page_leads_to_an_alternate_that_is_there() {
    let site = Site::of(TREE);
    let paths = site.tree.paths();
    for page in paths.iter().map(SitePath::as_str).filter(|path| path.strip_suffix(".html").is_some()) {
        let html = site.text(page);
        if html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let Some((_, rest)) = html.split_once("type=\"text/markdown\" href=\"") else {
            let without = [
                "404.html",
                "search/",
                "catalog-graph/",
                "health/",
                "docs/",
                "catalog/kind/",
                "catalog/owner/",
                "catalog/tag/",
            ];
            assert!(without.iter().any(|start| page.starts_with(start)), "{page} has no alternate");
            continue;
        };
        let href = rest.split('"').next().unwrap();
        let mut folder: Vec<&str> = page.split('/').collect();
        folder.pop();
        for part in href.split('/') {
            match part {
                ".." => drop(folder.pop()),
                part => folder.push(part),
            }
        }
        let alternate = folder.join("/");
        assert!(!site.text(&alternate).is_empty(), "{alternate}");
    }
}

#[test]
fn the_alternate_of_an_entity_is_whole() {
    let site = Site::of(TREE);
    let alternate = site.text("catalog/default/component/a/index.md");
    holds(&alternate, "# The A");
    holds(&alternate, "- component:default/gone (not found, declared at a/catalog-info.yaml:4:");
    holds(&alternate, "## Dependencies: 1, 1 direct");
    holds(&alternate, "## Health");
    holds(&site.text("catalog/default/api/x/index.md"), "[openapi.yaml](api/openapi.yaml)");
    holds(&site.text("catalog/index.md"), "- [The A](default/component/a/index.md)");
    holds(&site.text("api-docs/index.md"), "  - provided by The A");
    holds(&site.text("health/index.md"), "dangling-reference");
    holds(&site.text("teams/index.md"), "- [red](../catalog/default/group/red/index.md): 0 members, owns 2");
}

#[test]
fn sitemap_and_previews_know_the_address() {
    let config = Config { base_url: Some("https://acme.example/portal/".to_owned()), ..Config::default() };
    let site = Site::with(TREE, &config);
    let map = site.text("sitemap.xml");
    holds(&map, "<loc>https://acme.example/portal/catalog/default/component/a/</loc>");
    assert!(!map.contains("404"), "{map}");
    let page = site.text("catalog/default/component/a/");
    let head = between(&page, "<head>", "</head>");
    holds(head, "<meta property=\"og:title\" content=\"The A\">");
    holds(
        head,
        "<meta property=\"og:url\" content=\"https://acme.example/portal/catalog/default/component/a/\">",
    );
    holds(head, "<link rel=\"icon\"");
    holds(&site.text("llms.txt"), "[Health: problems and how to fix them](health/index.md)");
}
