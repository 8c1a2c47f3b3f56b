//! An entity whose document was refused is not merely "not found": it is said to be refused, and why.

use super::{Site, between, holds, lacks};

const SHOP: &str = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: service, lifecycle: production, owner: team, dependsOn: ['component:cart', 'component:gone']}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart}
spec: {type: service, owner: team}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team}
spec: {type: team, children: []}
";

fn site() -> Site {
    Site::of(&[("org/a/catalog-info.yaml", SHOP)])
}

#[test]
fn a_relation_to_it_leads_to_its_diagnostic() {
    let site = site();
    let page = site.text("catalog/default/component/shop/relations/");
    let link = between(&page, "<dt>depends on", "</dl>");
    let href = link.split("class=\"e gone\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    holds(link, "cart<small>invalid</small></a>");
    holds(link, "gone<small>not found</small></span>");
    let (list, anchor) = href.split_once('#').unwrap();
    let list = site.text(list.trim_start_matches("../"));
    let finding = between(&list, &format!("id=\"{anchor}\""), "</article>");
    holds(finding, "lifecycle");
    holds(finding, "a/catalog-info.yaml:9:");
    // Its own finding does not say that there is no such entity either.
    holds(finding, "cart<small>invalid</small></a>");
    assert_eq!(list.matches(&format!("id=\"{anchor}\"")).count(), 1);
}

#[test]
fn graphs_twins_and_findings_say_so_too() {
    let site = site();
    let overview = site.text("catalog/default/component/shop/");
    holds(&overview, "component:default/cart · invalid, declared at a/catalog-info.yaml:4:");
    holds(&overview, "component:default/gone · not found, declared at a/catalog-info.yaml:4:");
    let alternate = site.text("catalog/default/component/shop/index.md");
    holds(&alternate, "component:default/cart (invalid, declared at a/catalog-info.yaml:4:");
    let data = site.text("catalog-graph/data.js");
    let row = between(&data, "\"default/cart\"", "]");
    holds(row, "/index.html#refused-1\"");
    lacks(between(&data, "\"default/gone\"", "]"), "refused");
    let health = site.text("health/rule/dangling-reference/");
    holds(&health, "there is no entity <code>component:default/cart</code>: its document was refused");
    holds(&health, "Also at a/catalog-info.yaml:6:");
    holds(&health, "correct the document that describes it");
}
