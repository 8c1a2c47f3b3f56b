//! Addresses that are no page: the 404 page at any depth, redirects of old addresses.

use crate::config::Config;

use super::{Site, between, holds, lacks};

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
    for base in ["https://acme.github.io/portal", "https://acme.github.io/portal/"] {
        let config = Config { base_url: Some(base.to_owned()), ..Config::default() };
        let page = Site::with(TREE, &config).text("404.html");
        holds(&page, "data-root=\"https://acme.github.io/portal/\"");
        holds(&page, "href=\"https://acme.github.io/portal/catalog/index.html\"");
        // Style and scripts need no address.
        holds(&page, "<link rel=\"stylesheet\" href=\"data:text/css,");
        assert_eq!(page.matches("<script src=\"data:text/javascript").count(), 2);
        assert_eq!(page.matches("<script").count(), 2);
    }
}

/// A script that travels with its page runs only by its hash.
#[test]
fn its_policy_names_its_scripts() {
    let page = Site::of(TREE).text("404.html");
    let policy = between(&page, "script-src ", ";");
    lacks(policy, "data:");
    lacks(policy, "unsafe");
    for script in page.split("integrity=\"").skip(1) {
        holds(policy, &format!("'{}'", script.split('"').next().unwrap()));
    }
    lacks(between(&Site::of(TREE).text("index.html"), "script-src ", ";"), "sha256");
}

#[test]
fn the_written_case_of_a_name_leads_on() {
    if cfg!(any(windows, target_os = "macos")) {
        return;
    }
    let page = Site::of(TREE).text("catalog/default/component/BigName/");
    holds(&page, "url=../bigname/index.html");
}
