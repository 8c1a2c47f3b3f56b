//! Facets over cards: the docs home and the gallery of templates.

use super::{Site, between, holds};
use crate::site::CARDS;

fn component(name: &str, owner: &str, tag: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: {name}
  tags: [{tag}]
  annotations: {{backstage.io/techdocs-ref: 'dir:.'}}
spec: {{type: service, lifecycle: production, owner: {owner}}}
"
    )
}

const GROUP: &str = "---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: red, title: Red team}
spec: {type: team, children: []}
";

#[test]
fn docs_home_counts_owners_kinds_types_and_tags() {
    let site = Site::of(&[
        ("org/a/catalog-info.yaml", &format!("{}{GROUP}", component("a", "red", "go"))),
        ("org/a/docs/index.md", "a"),
        ("org/a/mkdocs.yml", "site_name: A"),
        ("org/b/catalog-info.yaml", &component("b", "red", "c#")),
        ("org/b/docs/index.md", "b"),
        ("org/b/mkdocs.yml", "site_name: B"),
        ("org/c/docs/index.md", "without an entity"),
        ("org/c/mkdocs.yml", "site_name: \"<C>\""),
    ]);
    let page = site.text("docs/");
    holds(&page, "assets/catalog.js");
    let owner = between(&page, "data-facet=\"owner\"", "</section>");
    holds(owner, "data-value=\"group:default/red\"><span>Red team</span><span class=\"n\">2</span>");
    holds(between(&page, "data-facet=\"kind\"", "</section>"), "<span class=\"n\">2</span>");
    holds(between(&page, "data-facet=\"type\"", "</section>"), "data-value=\"service\"");
    holds(between(&page, "data-facet=\"tag\"", "</section>"), "data-value=\"c#\"");
    assert_eq!(page.matches("<li class=\"card link\">").count(), 3);
    // What the filter makes all pages' cards from: each, and what the entities are called that they name.
    let data = site.text("docs/data.js");
    holds(&data, "{\"r\":\"component:default/a\",\"k\":\"Component\",\"t\":\"A\"");
    holds(&data, "\"t\":\"<C>\",\"u\":\"docs/");
    holds(
        &data,
        "{\"component:default/a\":\"\",\"component:default/b\":\"\",\"group:default/red\":\"Red team\"}",
    );
    // The engine is the catalog's: it finds what it fills.
    for hook in ["data-browse", "data-query", "data-chips", "data-status", "data-total"] {
        holds(&page, hook);
        holds(&site.text("catalog/"), hook);
    }
}

#[test]
fn gallery_counts_categories_owners_and_tags() {
    let template = "apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: t, tags: [go]}
spec: {type: library, owner: red, steps: []}
";
    let site = Site::of(&[("org/a/template.yaml", &format!("{template}{GROUP}"))]);
    let page = site.text("create/");
    holds(between(&page, "data-facet=\"type\"", "</section>"), "<h2>Category</h2>");
    holds(between(&page, "data-facet=\"owner\"", "</section>"), "Red team");
    holds(between(&page, "data-facet=\"tag\"", "</section>"), "data-value=\"go\"");
    assert_eq!(page.matches("<li class=\"card link\">").count(), 1);
    holds(&site.text("create/data.js"), "\"g\":[\"go\"],\"w\":\"0 steps\"");
}

#[test]
fn more_cards_than_a_page_holds_go_on_the_next() {
    let sites = CARDS + 5;
    let names: Vec<_> =
        (0..sites).map(|n| (format!("org/r{n}/docs/index.md"), format!("org/r{n}/mkdocs.yml"))).collect();
    let configs: Vec<_> = (0..sites).map(|n| format!("site_name: Site {n:03}")).collect();
    let files = names.iter().zip(&configs);
    let files: Vec<_> = files
        .flat_map(|((page, config), text)| [(page.as_str(), "x"), (config.as_str(), text.as_str())])
        .collect();
    let site = Site::of(&files);
    let (first, second) = (site.text("docs/"), site.text("docs/page/2/"));
    for (page, cards, part, link) in [
        (
            &first,
            CARDS,
            format!("<p>1–{CARDS} of {sites}</p>"),
            "<a href=\"page/2/index.html\" rel=\"next\">",
        ),
        (
            &second,
            5,
            format!("<p>{}–{sites} of {sites}</p>", CARDS + 1),
            "<a href=\"../../index.html\" rel=\"prev\">",
        ),
    ] {
        assert_eq!(page.matches("<li class=\"card link\">").count(), cards);
        holds(page, &part);
        holds(page, link);
        holds(page, &format!("data-total>{sites}<"));
    }
    holds(&first, "data-src=\"data.js\"");
    holds(&second, "data-src=\"../../data.js\"");
    assert_eq!(site.text("docs/data.js").matches("{\"r\":").count(), sites);
}

#[test]
fn without_any_the_pages_say_what_to_paste() {
    let site = Site::of(&[("org/a/README.md", "nothing")]);
    holds(&site.text("docs/"), "backstage.io/techdocs-ref: dir:.");
    holds(&site.text("create/"), "kind: Template");
    holds(&site.text("teams/"), "kind: Group");
    holds(&site.text("api-docs/"), "kind: API");
    holds(&site.text("catalog-graph/"), "system: my-system");
    holds(&site.text("index.html"), "kind: Component");
}
