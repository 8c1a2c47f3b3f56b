//! An entity that shows another's docs: `backstage.io/techdocs-entity` and `backstage.io/techdocs-entity-path`.

use std::path::PathBuf;

use super::{Site, between, holds, lacks};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::{pipeline, search};

const PAGE: &str = "docs/default/component/probe/sub/index.html";

fn built(annotations: &str) -> Site {
    let other = format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: other\n  annotations: {{{annotations}}}\nspec: {{type: library, lifecycle: production, owner: team-a}}\n"
    );
    let probe = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: probe, annotations: {backstage.io/techdocs-ref: dir:.}}\nspec: {type: service, lifecycle: production, owner: team-a}\n";
    Site::of(&[
        ("org/shop/catalog-info.yaml", &format!("{probe}---\n{other}")),
        ("org/shop/mkdocs.yml", "site_name: Probe\n"),
        ("org/shop/docs/index.md", "# Probe\n"),
        ("org/shop/docs/sub.md", "# Library\n\nHow to use it.\n"),
    ])
}

#[test]
fn the_page_that_is_named_is_opened() {
    let site = built(
        "backstage.io/techdocs-entity: component:default/probe, backstage.io/techdocs-entity-path: /sub",
    );
    let page = site.text("catalog/default/component/other/index.html");
    let link = format!("href=\"../../../../{PAGE}\"");
    holds(&page, &format!("{link}>Docs</a>"));
    holds(&page, &format!("class=\"btn\" {link}"));
    holds(&page, &format!("<li><a {link}><span>Library</span></a></li>"));
    let tab = site.text("catalog/default/component/other/yaml/index.html");
    holds(&tab, &format!("href=\"../../../../../{PAGE}\">Docs</a>"));
    // Backstage's two addresses of these docs lead there.
    for (redirect, target) in [
        ("docs/default/component/other/index.html", "url=../probe/sub/index.html"),
        (
            "catalog/default/component/other/docs/index.html",
            "url=../../../../../docs/default/component/probe/sub/index.html",
        ),
    ] {
        holds(&site.text(redirect), target);
    }
    holds(
        &site.text("catalog/default/component/other/index.md"),
        "docs/default/component/probe/sub/index.md",
    );
    // The filter of the catalog's list knows that there are docs.
    let data = site.text("catalog/data.js");
    let datum = data.lines().find(|line| line.contains("component:default/other")).unwrap();
    holds(datum, "\"h\":1");
}

#[test]
fn without_a_path_the_docs_are_opened_at_their_beginning() {
    let site = built("backstage.io/techdocs-entity: component:default/probe");
    let page = site.text("catalog/default/component/other/index.html");
    holds(&page, "href=\"../../../../docs/default/component/probe/index.html\">Docs</a>");
    let nobody = built("backstage.io/techdocs-entity: component:default/nobody");
    let page = nobody.text("catalog/default/component/other/index.html");
    lacks(between(&page, "class=\"tabs\"", "</nav>"), ">Docs<");
    holds(&page, "there is no entity <code>component:default/nobody</code>");
}

/// Who searches for the docs of `other` finds the page that it names.
#[test]
fn search_finds_the_page_by_the_entity_that_names_it() {
    let site = built(
        "backstage.io/techdocs-entity: component:default/probe, backstage.io/techdocs-entity-path: /sub",
    );
    let config = Config::default();
    let request = pipeline::Request {
        paths: &[PathBuf::from("org")],
        config: &config,
        found: &Diagnostics::new(),
        scope: pipeline::Scope::Organisation,
        tools: pipeline::Tools::default(),
    };
    let (portal, _) = pipeline::read(&site.files, &request);
    let documents =
        search::documents(&portal.catalog, &portal.sites, &portal.entity_docs, &portal.pages, "en");
    let by_name: Vec<_> = documents
        .iter()
        .filter(|one| one.title == "other" || one.keywords.iter().any(|(word, _)| word == "other"))
        .map(|one| one.path.as_str())
        .collect();
    assert_eq!(by_name, ["catalog/default/component/other/", "docs/default/component/probe/sub/"]);
}
