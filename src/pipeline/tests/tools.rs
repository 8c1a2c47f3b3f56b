//! Annotations as links to tools: the well-known ones, and any other by the configuration. Empty states.

use crate::config::{AnnotationLink, Config};

use super::{Site, between, holds, lacks};

const TREE: &[(&str, &str)] = &[(
    "org/a/catalog-info.yaml",
    "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: a
  annotations:
    pagerduty.com/service-id: P1
    sentry.io/project-slug: acme/web
    sonarqube.org/project-key: main/a:b
    argocd/app-name: a
    acme.example/board: \"../../x?y=<z>\"
    datadoghq.com/dashboard-url: \"javascript:alert(1)\"
    backstage.io/source-template: template:default/new
spec: {type: service, lifecycle: production, owner: red, system: gone}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: sys}
spec: {owner: red}
",
)];

#[test]
fn annotations_lead_to_their_tools() {
    let link = AnnotationLink {
        title: "Board".to_owned(),
        url: "https://board.acme.example/{kind}/{name}/{value}".to_owned(),
        icon: None,
    };
    let annotations = [("acme.example/board".to_owned(), link)].into_iter().collect();
    let site = Site::with(TREE, &Config { annotations, ..Config::default() });
    let page = site.text("catalog/default/component/a/");
    let tools = between(&page, "<h2>Tools</h2>", "</section>");
    for address in [
        "https://app.pagerduty.com/services/P1",
        "https://sentry.io/organizations/acme/projects/web/",
        "https://sonarcloud.io/project/overview?id=a%3Ab",
        "https://board.acme.example/component/a/x%3Fy%3D%3Cz%3E",
    ] {
        holds(tools, &format!("href=\"{address}\""));
    }
    // Where the tool is the organisation's own, the value stands there and says what is missing.
    holds(tools, "No address is configured for argocd/app-name");
    lacks(tools, "href=\"javascript");
    holds(between(&page, "<dt>Made from</dt>", "</dd>"), "template:default/new");
}

#[test]
fn empty_tables_say_what_to_paste() {
    let site = Site::of(TREE);
    let system = site.text("catalog/default/system/sys/");
    holds(&system, "No component is part of this system.");
    holds(&system, "# in the component\nspec:\n  system: sys");
    let component = site.text("catalog/default/component/a/");
    holds(&component, "providesApis: [my-api]");
    holds(&component, "backstage.io/techdocs-ref: dir:.");
    holds(between(&component, "<dt>System</dt>", "</dd>"), "gone<small>not found</small>");
}
