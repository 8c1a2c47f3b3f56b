//! Links from docs and entities into the rest of the portal: every form leads there, and each is told where it leads nowhere.

use super::{Site, holds, lacks};
use crate::config::Config;

const ONE: &str = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: one
  description: See [the guide](/docs/default/component/two/guide/#set-up), [ours](docs/index.md) and `component:default/two`.
  annotations: {backstage.io/techdocs-ref: 'dir:.'}
  links:
    - {url: 'entity:component:default/two', title: Two}
    - {url: 'https://github.com/acme/two/blob/main/docs/guide.md', title: Guide}
    - {url: 'https://portal.example/base/docs/default/component/two/gone', title: Gone}
    - {url: 'https://elsewhere.example/docs/default/component/two', title: Elsewhere}
spec: {type: service, lifecycle: production, owner: team}
";

const TWO: &str = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: two, annotations: {backstage.io/techdocs-ref: 'dir:.'}}
spec: {type: service, lifecycle: production, owner: team}
";

/// The portal of two repositories; `page` is the first page of the docs of `one`.
fn site(page: &str) -> Site {
    let tree = [
        ("org/one/catalog-info.yaml", ONE),
        ("org/one/mkdocs.yml", "site_name: One\n"),
        ("org/one/README.md", "# Read me\n"),
        ("org/one/docs/index.md", page),
        ("org/one/docs/readme.md", "--8<-- \"README.md\"\n"),
        ("org/two/catalog-info.yaml", TWO),
        ("org/two/mkdocs.yml", "site_name: Two\n"),
        ("org/two/docs/index.md", "# Two\n"),
        ("org/two/docs/guide.md", "# Guide\n\n## Set up\n"),
        ("org/two/docs/plan.svg", "<svg width=\"2\" height=\"1\"/>"),
        ("org/two/src/main.rs", ""),
    ];
    let remote = Some("https://github.com/acme/{repo}".to_owned());
    let base_url = Some("https://portal.example/base/".to_owned());
    Site::with(&tree, &Config { base_url, remote, ..Config::default() })
}

const GUIDE: &str = "../two/guide/index.html";
const ENTITY: &str = "../../../../catalog/default/component/two/index.html";

#[test]
fn every_form_leads_to_its_place() {
    let forms = [
        ("/docs/default/component/two/guide/", GUIDE),
        ("/docs/default/Component/two/guide", GUIDE),
        ("/docs/default/component/two", "../two/index.html"),
        ("/docs/default/component/two/plan.svg", "../two/plan.svg"),
        ("/docs/default/component/two/guide/#set-up", "../two/guide/index.html#set-up"),
        ("/base/docs/default/component/two/guide/", GUIDE),
        ("https://portal.example/base/docs/default/component/two/guide/", GUIDE),
        ("/catalog/default/component/two", ENTITY),
        ("/catalog/default/component/two/ci-cd", ENTITY),
        ("https://portal.example/base/catalog/default/component/two/", ENTITY),
        ("/catalog?filters[kind]=component", "../../../../catalog/index.html?filters[kind]=component"),
        ("/api-docs", "../../../../api-docs/index.html"),
        ("entity:component:default/two", ENTITY),
        ("component:default/two", ENTITY),
        ("entity:Component:two", ENTITY),
        ("https://github.com/acme/two/blob/main/docs/guide.md", GUIDE),
        ("https://github.com/acme/two/blob/main/docs/guide.md#set-up", "../two/guide/index.html#set-up"),
        ("https://github.com/acme/two/edit/main/docs/guide.md", GUIDE),
        ("https://github.com/acme/two/raw/main/docs/guide.md", GUIDE),
        ("https://github.com/acme/two/tree/main/docs", "../two/index.html"),
        ("../../two/docs/guide.md", GUIDE),
        ("../../two/src/main.rs", "https://github.com/acme/two/blob/main/src/main.rs"),
        ("../README.md", "readme/index.html"),
        // What means something else stays what it is.
        ("https://github.com/acme/two", "https://github.com/acme/two"),
        ("https://github.com/acme/two/issues/1", "https://github.com/acme/two/issues/1"),
        (
            "https://github.com/acme/two/blob/main/docs/guide.md#L3",
            "https://github.com/acme/two/blob/main/docs/guide.md#L3",
        ),
        ("https://portal.example/other/", "https://portal.example/other/"),
    ];
    let links = forms.iter().enumerate().map(|(number, (written, _))| format!("\n[x{number}]({written})\n"));
    let site = site(&format!("# One\n{}", links.collect::<String>()));
    let page = site.text("docs/default/component/one/");
    for (number, (_, expected)) in forms.iter().enumerate() {
        holds(&page, &format!("<a href=\"{expected}\">x{number}</a>"));
    }
    lacks(&site.text("health/index.md"), "one/docs/index.md");
}

#[test]
fn code_that_names_an_entity_leads_to_it() {
    let site =
        site("# One\n\n`component:default/two`, `user:name`, `std:vec`, [`component:two`](readme.md)\n");
    let page = site.text("docs/default/component/one/");
    holds(
        &page,
        &format!("<a href=\"{ENTITY}\"><code>component:default/two</code></a>, <code>user:name</code>"),
    );
    holds(&page, "<code>std:vec</code>");
    holds(&page, "<a href=\"readme/index.html\"><code>component:two</code></a>");
    lacks(&site.text("health/index.md"), "one/docs/index.md");
}

#[test]
fn what_leads_nowhere_is_told() {
    let forms = [
        (
            "[x](/docs/default/component/two/gone/)",
            "the docs of \\`component:default/two\\` have no page \\`gone\\`",
        ),
        ("[x](/docs/default/component/none/)", "there is no entity \\`component:default/none\\`"),
        ("[x](/catalog/default/component/none)", "there is no entity \\`component:default/none\\`"),
        ("[x](entity:component:default/none)", "there is no entity \\`component:default/none\\`"),
        ("[x](../../two/docs/gone.md)", "there is no \\`docs/gone.md\\` in the repository \\`two\\`"),
        (
            "[x](https://github.com/acme/two/blob/main/docs/gone.md)",
            "there is no \\`docs/gone.md\\` in the repository \\`two\\`",
        ),
        ("[x](/docs/default/component/two/guide/#none)", "there is no \\`#none\\` in \\`guide.md\\`"),
        ("[x](../../../elsewhere/x.md)", "leaves the repository"),
        ("`component:default/none`", "there is no entity \\`component:default/none\\`"),
    ];
    let text = forms.map(|(written, _)| written).join("\n\n");
    let health = site(&format!("# One\n\n{text}\n")).text("health/index.md");
    for (number, (written, told)) in forms.iter().enumerate() {
        let place = format!(" one/docs/index.md:{}:", 3 + 2 * number);
        let line = health.lines().find(|line| line.contains(&place));
        let line = line.unwrap_or_else(|| panic!("{written} is not told:\n{health}"));
        holds(line, told);
        assert_eq!(line.starts_with("- note"), written.starts_with('`'), "{line}");
    }
}

#[test]
fn a_page_may_link_to_its_own_source() {
    let source = "https://github.com/acme/one/blob/main/docs/index.md";
    let page = site(&format!("# One\n\n## Part\n\n[source]({source}) [part]({source}#part)\n"))
        .text("docs/default/component/one/");
    holds(&page, &format!("<a href=\"{source}\">source</a>"));
    holds(&page, "<a href=\"#part\">part</a>");
}

#[test]
fn entities_link_too() {
    let site = site("# One\n");
    let page = site.text("catalog/default/component/one/");
    let guide = "../../../../docs/default/component/two/guide/index.html";
    holds(&page, &format!("<a href=\"{guide}#set-up\">the guide</a>"));
    holds(&page, "<a href=\"../../../../docs/default/component/one/index.html\">ours</a>");
    holds(&page, "<a href=\"../two/index.html\"><code>component:default/two</code></a>");
    holds(&page, "<a href=\"../two/index.html\" rel=\"noopener\">");
    holds(&page, &format!("<a href=\"{guide}\" rel=\"noopener\">"));
    holds(&page, "<a href=\"https://elsewhere.example/docs/default/component/two\" rel=\"noopener\">");
    let health = site.text("health/index.md");
    let told = "one/catalog-info.yaml:10:13: \\`https://portal.example/base/docs/default/component/two/gone\\` leads nowhere";
    assert!(health.contains(told), "{health}");
}
