//! Health: whose findings they are, and where all of them can be read.

use super::{Site, between, holds};

fn site() -> Site {
    let dead = (0..70).map(|n| format!("[x](gone{n}.md)\n")).collect::<Vec<_>>().join("\n");
    Site::of(&[
        (
            "org/shop/catalog-info.yaml",
            "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
  annotations: {backstage.io/techdocs-ref: 'dir:.'}
spec: {type: service, lifecycle: production, owner: team, dependsOn: [component:gone]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team}
spec: {type: team, children: []}
",
        ),
        ("org/shop/mkdocs.yml", "site_name: Shop\nnav: [index.md, none.md]\n"),
        ("org/shop/docs/index.md", &dead),
    ])
}

#[test]
fn findings_in_docs_are_their_entitys() {
    let site = site();
    let health = site.text("catalog/default/component/shop/health/");
    holds(&health, "gone0.md");
    holds(&health, "<a href=\"page/2/index.html\" rel=\"next\">");
    holds(&site.text("catalog/default/component/shop/health/page/2/"), "none.md");
    holds(&health, "shop/docs/index.md:1:");
    let row = site.text("catalog/kind/component/");
    // 70 dead links, a missing page in nav, a reference to nothing.
    holds(between(&row, "<tbody>", "</tr>"), "title=\"72 problems\"");
}

#[test]
fn every_finding_is_on_a_list() {
    let site = site();
    let health = site.text("health/");
    holds(&health, "<a href=\"repository/shop/index.html\">");
    holds(&health, "<a href=\"owner/group/default/team/index.html\">");
    holds(&health, "<a href=\"rule/link-dead/index.html\">View all 70</a>");
    for list in ["health/rule/link-dead/", "health/repository/shop/", "health/owner/group/default/team/"] {
        let (first, second) = (site.text(list), site.text(&format!("{list}page/2/")));
        assert_eq!(first.matches("<article class=\"finding").count(), 50, "{list}");
        assert!(second.matches("<article class=\"finding").count() >= 20, "{list}");
        holds(&first, "rel=\"next\"");
        holds(&second, "rel=\"prev\"");
    }
}

#[test]
fn missing_targets_say_where_they_were_declared() {
    let site = site();
    let declared = "declared at <a href=\"https://github.com/acme/shop/blob/main/catalog-info.yaml#L6\" rel=\"noopener\">shop/catalog-info.yaml:6:";
    for tab in ["", "relations/", "dependencies/"] {
        holds(&site.text(&format!("catalog/default/component/shop/{tab}")), declared);
    }
    holds(
        &site.text("catalog/default/component/shop/"),
        "component:default/gone · not found, declared at shop/catalog-info.yaml:6:",
    );
}
