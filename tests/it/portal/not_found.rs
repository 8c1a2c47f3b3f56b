//! Addresses that are no page: the 404 page at any depth, redirects of old addresses.

use backlot::config::Config;

use super::{Site, holds};

const TREE: &[(&str, &str)] = &[(
    "org/a/catalog-info.yaml",
    "apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: BigName}
spec: {type: service, lifecycle: production, owner: red}
",
)];

/// GitHub Pages serves the one 404 page of the root at every depth, below the repository's folder.
#[test]
fn its_links_lead_from_any_depth() {
    for (base, root) in [
        ("https://acme.github.io/portal", "/portal/"),
        ("https://acme.github.io/portal/", "/portal/"),
        ("https://portal.acme.example", "/"),
    ] {
        let config = Config { base_url: Some(base.to_owned()), ..Config::default() };
        let page = Site::with(TREE, &config).text("404.html");
        holds(&page, &format!("data-root=\"{root}\""));
        holds(&page, &format!("src=\"{root}assets/missing.js"));
        holds(&page, &format!("data-near=\"{root}catalog/data.js\""));
        holds(&page, &format!("href=\"{root}catalog/index.html\""));
        for attribute in ["href=\"", "src=\""] {
            for address in page.split(attribute).skip(1) {
                let rooted = ["/", "#", "data:", "https:"].iter().any(|start| address.starts_with(start));
                assert!(rooted, "{}", &address[..40]);
            }
        }
    }
}

#[test]
fn the_written_case_of_a_name_leads_on() {
    if cfg!(any(windows, target_os = "macos")) {
        return;
    }
    let page = Site::of(TREE).text("catalog/default/component/BigName/");
    holds(&page, "url=../bigname/index.html");
}
