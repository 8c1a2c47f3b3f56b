//! Links to forges: where docs are edited, where an entity is declared, which Location is which repository.

use crate::config::{Config, RepoConfig};
use crate::forge::Forge;

use super::{Site, between, holds, lacks};

const ENTITY: &str = "# The cart.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: cart, annotations: {backstage.io/techdocs-ref: dir:.}}
spec: {type: service, lifecycle: production, owner: team}
";

/// A repository `cart` whose `origin` is `remote`, and a portal of it.
fn hosted(remote: &str, more: &[(&str, &str)], config: &Config) -> Site {
    let git = format!("[remote \"origin\"]\n\turl = {remote}\n");
    let mut tree = vec![
        ("org/cart/.git/config", git.as_str()),
        ("org/cart/.git/HEAD", "ref: refs/heads/main\n"),
        ("org/cart/catalog-info.yaml", ENTITY),
        ("org/cart/mkdocs.yml", "site_name: Cart\n"),
        ("org/cart/docs/index.md", "# Cart\n\nSee [the code](../src/lib.rs).\n"),
        ("org/cart/src/lib.rs", ""),
    ];
    tree.extend_from_slice(more);
    Site::with(&tree, config)
}

fn hosts(entries: &[(&str, &str)]) -> Config {
    let mut config = Config::default();
    for (host, forge) in entries {
        config.hosts.insert(host, Forge::of_name(forge).unwrap());
    }
    config
}

#[test]
fn docs_are_edited_where_they_are_hosted() {
    for (remote, config, edit, code) in [
        (
            "https://north.visualstudio.com/DefaultCollection/Wares/_git/cart",
            Config::default(),
            "https://dev.azure.com/north/Wares/_git/cart?path=/docs/index.md&amp;version=GBmain",
            "https://dev.azure.com/north/Wares/_git/cart?path=/src/lib.rs&amp;version=GBmain",
        ),
        (
            "https://north.visualstudio.com/Wares/_git/cart",
            Config::default(),
            "https://dev.azure.com/north/Wares/_git/cart?path=/docs/index.md&amp;version=GBmain",
            "https://dev.azure.com/north/Wares/_git/cart?path=/src/lib.rs&amp;version=GBmain",
        ),
        (
            "https://intra.north.example/stash/scm/wares/cart.git",
            hosts(&[("intra.north.example", "bitbucket-server")]),
            "https://intra.north.example/stash/projects/wares/repos/cart/browse/docs/index.md",
            "https://intra.north.example/stash/projects/wares/repos/cart/browse/src/lib.rs?at=main",
        ),
        (
            "ssh://git@intra.north.example:7999/wares/cart.git",
            hosts(&[("intra.north.example/stash", "bitbucket-server")]),
            "https://intra.north.example/stash/projects/wares/repos/cart/browse/docs/index.md",
            "https://intra.north.example/stash/projects/wares/repos/cart/browse/src/lib.rs?at=main",
        ),
    ] {
        let page = hosted(remote, &[], &config).text("docs/default/component/cart/");
        holds(&page, &format!("href=\"{edit}\""));
        holds(&page, &format!("href=\"{code}\""));
    }
}

#[test]
fn a_location_names_a_repository_in_any_of_its_spellings() {
    let lamp = "apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: lamp}
spec: {type: lamp, owner: team}
";
    for (remote, target) in [
        (
            "https://stash.bitbucket.north.example/scm/wares/cart.git",
            "https://stash.bitbucket.north.example/projects/WARES/repos/cart/browse/parts/lamp.txt?at=refs%2Fheads%2Fmain",
        ),
        (
            "git@ssh.dev.azure.com:v3/north/Wares/cart",
            "https://north.visualstudio.com/Wares/_git/cart?path=%2Fparts%2Flamp.txt&version=GBmain",
        ),
        ("https://github.com/North/Cart.git", "https://github.com/north/cart/blob/topic/one/parts/lamp.txt"),
        (
            "git@gitlab.com:north/wares/cart.git",
            "https://gitlab.com/north/wares/cart/-/raw/main/parts/lamp.txt",
        ),
        (
            "https://codeberg.org/north/cart",
            "https://codeberg.org/north/cart/src/commit/0a1b2c3/parts/lamp.txt",
        ),
    ] {
        let location = format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {{name: parts}}\nspec: {{target: '{target}'}}\n"
        );
        let more = [("org/cart/parts.yaml", location.as_str()), ("org/cart/parts/lamp.txt", lamp)];
        let site = hosted(remote, &more, &Config::default());
        holds(&site.text("catalog/default/resource/lamp/"), "resource:default/lamp");
    }
}

#[test]
fn declared_in_leads_to_the_line_whatever_the_source_location_says() {
    let elsewhere = "apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: first}
spec: {owner: team}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: second, annotations: {backstage.io/source-location: 'url:https://elsewhere.example/x/'}}
spec: {owner: team}
";
    let known = RepoConfig { url: Some("https://github.com/north/cart".to_owned()), ..RepoConfig::default() };
    let config = Config { repos: [("cart".to_owned(), known)].into(), ..Config::default() };
    let tree = [("org/cart/deep/systems.yaml", elsewhere)];
    let page = Site::with(&tree, &config).text("catalog/default/system/second/");
    let declared = between(&page, "Declared in", "</p>");
    holds(declared, "href=\"https://github.com/north/cart/blob/main/deep/systems.yaml#L6\"");
    holds(declared, "cart/deep/systems.yaml:6");
    // "Source" is still what the author says.
    holds(&page, "href=\"https://elsewhere.example/x/\"");
    // Where nobody knows the host, the place is text.
    let page = Site::with(&tree, &Config::default()).text("catalog/default/system/second/");
    lacks(between(&page, "Declared in", "</p>"), "href=");
}
