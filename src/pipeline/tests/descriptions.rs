//! Markdown in descriptions: shown on the entity's pages, plain everywhere else.

use super::{Site, between, holds, lacks};

const SHOP: &str = "apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
  description: |
    Sells **fish** with [care](./docs/care.md).

    - <script>alert(1)</script>`fresh`
    - [bad](javascript:alert(1))
spec: {type: service, lifecycle: production, owner: team}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: plain, description: \"1 < 2 & *3*\"}
spec: {type: service, lifecycle: production, owner: team}
";

#[test]
fn markdown_is_rendered_and_clean() {
    let site = Site::of(&[("org/shop/catalog-info.yaml", SHOP)]);
    let page = site.text("catalog/default/component/shop/");
    let lede = between(&page, "<div class=\"lede brief\">", "</div>");
    holds(lede, "Sells <strong>fish</strong>");
    holds(lede, "href=\"https://github.com/acme/shop/blob/main/docs/care.md\"");
    holds(lede, "<code>fresh</code>");
    holds(lede, "bad");
    lacks(lede, "script");
    holds(&site.text("catalog/default/component/plain/"), "<p class=\"lede\">1 &lt; 2 &amp; <em>3</em></p>");
}

#[test]
fn tables_data_previews_and_search_show_plain_text() {
    let site = Site::of(&[("org/shop/catalog-info.yaml", SHOP)]);
    let page = site.text("catalog/default/component/shop/");
    holds(&page, "<meta name=\"description\" content=\"Sells fish with care.\">");
    holds(&site.text("catalog/"), "<p>Sells fish with care.</p>");
    holds(&site.text("catalog/data.js"), "\"d\":\"Sells fish with care.\"");
    holds(&site.text("llms.txt"), ": Sells fish with care.");
}
