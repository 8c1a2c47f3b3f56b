//! Kinds that configuration lets in.

use super::{Site, holds, lacks};
use crate::config::{Config, KindConfig};

#[test]
fn the_plural_of_the_configuration_is_shown() {
    let entity = "apiVersion: acme.example/v1\nkind: Process\nmetadata: {name: billing}\nspec: {}\n";
    let mut config = Config::default();
    let plural = Some("Processes".to_owned());
    config.catalog.kinds.insert("Process".to_owned(), KindConfig { plural, ..KindConfig::default() });
    let site = Site::with(&[("org/a/catalog-info.yaml", entity)], &config);
    for path in ["index.html", "catalog/index.html", "catalog/kind/process/index.html"] {
        let page = site.text(path);
        holds(&page, if path == "index.html" { "Process" } else { "Processes" });
        lacks(&page, "Processs");
    }
    holds(&site.text("catalog/index.md"), "## Processes");
    holds(&site.text("catalog/default/process/billing/index.html"), "k-process\"");
}
