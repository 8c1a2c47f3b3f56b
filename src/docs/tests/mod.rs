//! The docs stage from configuration to diagnostics, on trees in memory.

mod checklist;
mod links;

use std::path::{Path, PathBuf};

use crate::catalog::{self, Catalog, Found};
use crate::config::Config;
use crate::crawl::{self, Inventory};
use crate::diag::Diagnostics;
use crate::docs::{self, DocSite, NavItem, NavTarget, PageId, RedirectTarget, RenderedPage, SiteId};
use crate::source::{Files, LineIndex, Memory};
use crate::url::SitePath;

/// Paths and texts.
type Tree<'t> = &'t [(&'t str, &'t str)];

fn memory(tree: Tree<'_>) -> Files {
    Files::memory(
        tree.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect::<Memory>(),
    )
}

/// The body of a page of a site that stands alone.
pub(super) fn html(page: &RenderedPage, site: &DocSite) -> String {
    page.html(docs::Viewpoint {
        sites: std::slice::from_ref(site),
        catalog: &Catalog::default(),
        path: &site.page_path(page.page),
        page: Some((page.site, page.page)),
        alone: true,
    })
}

/// Plans the one site of `r`.
fn plan(tree: Tree<'_>, config: &Config) -> (Files, docs::Standalone) {
    let files = memory(tree);
    let (repo, folder) = crawl::enclosing(&files, Path::new("r"), config).unwrap();
    let planned = docs::standalone(&files, repo, &folder, true, config);
    (files, planned)
}

/// `path:line name: message`, a line each, in order.
fn shown(files: &Files, found: Diagnostics) -> Vec<String> {
    let line = |span: crate::source::Span| {
        let text = files.read_id(span.file).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let text = text.unwrap_or_default();
        LineIndex::new(&text).line_column(&text, span.start as usize).line
    };
    found
        .sorted(files)
        .iter()
        .map(|one| match &one.primary {
            Some(label) => {
                format!(
                    "{}:{} {}: {}",
                    files.display(label.span.file),
                    line(label.span),
                    one.code.name,
                    one.message
                )
            }
            None => format!("{}: {}", one.code.name, one.message),
        })
        .collect()
}

fn nav(items: &[NavItem], site: &DocSite) -> String {
    let one = |item: &NavItem| {
        let target = match &item.target {
            NavTarget::Section => String::new(),
            NavTarget::Page(id, anchor) => {
                let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
                format!("→{}{anchor}", site.page(*id).src)
            }
            NavTarget::Asset(url) => format!("→{url}"),
            NavTarget::Url(url) => format!("→{url}"),
        };
        let below =
            if item.children.is_empty() { String::new() } else { format!("({})", nav(&item.children, site)) };
        format!("{}{target}{below}", item.title)
    };
    items.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn check_nav(tree: Tree<'_>, expected: &str, findings: &[&str]) {
    let (files, planned) = plan(tree, &Config::default());
    assert_eq!(nav(&planned.site.nav, &planned.site), expected);
    assert_eq!(shown(&files, planned.found), findings);
}

#[test]
fn nav_forms() {
    let pages =
        [("r/docs/index.md", ""), ("r/docs/a.md", ""), ("r/docs/sub/README.md", ""), ("r/docs/raw.html", "")];
    let with = |config: &'static str| {
        let mut tree = pages.to_vec();
        tree.push(("r/mkdocs.yml", config));
        tree
    };
    check_nav(
        &with(
            "site_name: S\nnav:\n  - index.md\n  - A: a.md\n  - Sub:\n    - sub/README.md\n  - Raw: raw.html\n  - W: https://e.org\n  - M: mailto:a@b.c\n  - 2024: a.md\n",
        ),
        "→index.md A→a.md Sub(→sub/README.md) Raw→raw.html W→https://e.org M→mailto:a@b.c A→a.md",
        &[],
    );
    check_nav(
        &with(
            "nav:\n  - H: docs/index.md\n  - X: a.md#part\n  - F: sub/\n  - C: A.md\n  - B: a\n  - N: none.md\n  - Abs: /a.md\n",
        ),
        "H→index.md X→a.md#part F→sub/README.md C→a.md C→a.md C→a.md",
        &[
            "mkdocs.yml:2 nav-mended: `docs/index.md` in nav starts with `docs/`, where nav starts",
            "mkdocs.yml:4 nav-mended: `sub/` in nav is a folder",
            "mkdocs.yml:5 nav-mended: `A.md` in nav differs from the file in case",
            "mkdocs.yml:6 nav-mended: `a` in nav is not a file",
            "mkdocs.yml:7 nav-not-found: `none.md` in nav is not among the docs",
            "mkdocs.yml:8 nav-mended: `/a.md` in nav is absolute",
        ],
    );
    check_nav(
        &with("nav:\n  - H: index.md\n    A: a.md\n  - Later:\n  -\n  - Sub:\n      S: sub/README.md\n"),
        "H→index.md A→a.md Sub(S→sub/README.md)",
        &[
            "mkdocs.yml:2 nav-shape: an entry of nav has one title, this has 2",
            "mkdocs.yml:4 nav-shape: `Later` in nav leads nowhere",
            "mkdocs.yml:5 nav-shape: an entry of nav is empty",
            "mkdocs.yml:7 nav-shape: nav is a list, this is a mapping",
        ],
    );
    // A nav of nothing is no nav.
    check_nav(
        &with("nav: none\n"),
        "→index.md →a.md Sub(→sub/README.md)",
        &["mkdocs.yml:1 nav-shape: nav is a list, this is a string"],
    );
    check_nav(
        &with("nav: [index.md, a.md]\n"),
        "→index.md →a.md",
        &["mkdocs.yml:1 nav-omitted: a page is not in nav: sub/README.md"],
    );
    check_nav(&with("nav: [index.md, a.md]\nnot_in_nav: sub/\n"), "→index.md →a.md", &[]);
    check_nav(
        &with("nav: [index.md, a.md]\nstrict: true\nvalidation: {nav: {omitted_files: ignore}}\n"),
        "→index.md →a.md",
        &[],
    );
}

#[test]
fn automatic_nav_and_exclusions() {
    check_nav(
        &[
            ("r/mkdocs.yml", "exclude_docs: |\n  drafts/\n  *.tmp.md\nnot_in_nav: /b.md\n"),
            ("r/docs/z.md", ""),
            ("r/docs/index.md", ""),
            ("r/docs/README.md", ""),
            ("r/docs/b.md", ""),
            ("r/docs/x.tmp.md", ""),
            ("r/docs/drafts/d.md", ""),
            ("r/docs/.hidden/h.md", ""),
            ("r/docs/getting-started/two.md", ""),
            ("r/docs/getting-started/index.md", ""),
        ],
        "→index.md →z.md Getting started(→getting-started/index.md →getting-started/two.md)",
        &["docs/README.md:1 docs-same-address: `README.md` has the address of `index.md`: it is left out"],
    );
}

#[test]
fn configuration() {
    // INHERIT merges mappings deeply and replaces lists; `!ENV` reads what was handed down.
    let tree = [
        (
            "r/mkdocs.yml",
            "INHERIT: base/b.yml\nsite_name: !ENV [NAME, Default]\ntheme: {features: [navigation.top]}\nextra: {b: 2}\n",
        ),
        (
            "r/base/b.yml",
            "INHERIT: ../mkdocs.yml\nsite_name: Base\nsite_description: D\nextra: {a: 1}\nrepo_url: https://github.com/o/r\n",
        ),
        ("r/docs/index.md", ""),
    ];
    let (files, planned) = plan(&tree, &Config::default());
    let site = &planned.site;
    assert_eq!((site.name.as_str(), site.description.as_deref()), ("Default", Some("D")));
    assert!(site.has_feature("navigation.top") && !site.has_feature("navigation.tabs"));
    assert_eq!(
        site.page(PageId(0)).edit_url.as_deref(),
        Some("https://github.com/o/r/edit/master/docs/index.md")
    );
    assert_eq!(
        shown(&files, planned.found),
        ["base/b.yml:1 docs-inherit: `INHERIT` comes round in a circle"]
    );
    let mkdocs_env = [("NAME".to_owned(), "Told".to_owned())].into();
    let config = Config { mkdocs_env, ..Config::default() };
    assert_eq!(plan(&tree, &config).1.site.name, "Told");
}

#[test]
fn configuration_that_is_wrong() {
    for (config, expected) in [
        ("nav: [\n", "mkdocs.yml:1 docs-config-yaml: this is not YAML"),
        ("- a\n", "mkdocs.yml:1 docs-config-yaml: an mkdocs.yml is a mapping, this is a list"),
        ("INHERIT: ../../x.yml\n", "mkdocs.yml:1 docs-inherit: `INHERIT: ../../x.yml` leaves the repository"),
        ("INHERIT: x.yml\n", "mkdocs.yml:1 docs-inherit: `INHERIT: x.yml` names no file"),
        ("docs_dir: ../other\n", "mkdocs.yml:1 docs-missing: `docs_dir: ../other` leaves the repository"),
        ("docs_dir: /etc\n", "mkdocs.yml:1 docs-missing: `docs_dir: /etc` leaves the repository"),
        ("docs_dir: none\n", "mkdocs.yml:1 docs-missing: the docs folder `none` is not there"),
        ("hooks: [a.py]\n", "mkdocs.yml:1 docs-not-run: `hooks` is not taken over: hooks are Python"),
        ("plugins: [search, fancy]\n", "mkdocs.yml:1 docs-unknown-plugin: the plugin `fancy` is not known"),
        ("navigation: []\n", "mkdocs.yml:1 docs-config-value: `navigation` is no key of mkdocs.yml"),
        (
            "site_name: S\nmarkdown_extension: [toc]\n",
            "mkdocs.yml:2 docs-config-value: `markdown_extension` is no key of mkdocs.yml",
        ),
        ("docs-dir: docs\n", "mkdocs.yml:1 docs-config-value: `docs-dir` is no key of mkdocs.yml"),
        (
            "use_directory_urls: \"nope\"\n",
            "mkdocs.yml:1 docs-config-value: `use_directory_urls` is a string, not a boolean",
        ),
        ("exclude_docs: [a.md]\n", "mkdocs.yml:1 docs-config-value: `exclude_docs` is a list, not a text"),
        ("site_name:\n  - a\n", "mkdocs.yml:2 docs-config-value: `site_name` is a list, not a text"),
        ("theme: materail\n", "mkdocs.yml:1 docs-config-value: there is no theme `materail`"),
        ("theme:\n  name: mkdosc\n", "mkdocs.yml:2 docs-config-value: there is no theme `mkdosc`"),
        (
            "site_name: S\ndocs_dir: ~\n",
            "mkdocs.yml:2 docs-config-value: `docs_dir` is empty; `docs` is used",
        ),
        (
            "plugins:\n  - search\n  - awesome-page\n",
            "mkdocs.yml:3 docs-unknown-plugin: the plugin `awesome-page` is not known",
        ),
        (
            "plugins:\n  - d2:\n      theme: 4\n",
            "mkdocs.yml:2 docs-unknown-plugin: the plugin `d2` is not known",
        ),
        ("plugins: [blog]\n", "mkdocs.yml:1 docs-unknown-plugin: the plugin `blog` is not built in"),
        (
            "markdown_extensions:\n  - toc\n  - admonitions\n",
            "mkdocs.yml:3 docs-unknown-extension: the Markdown extension `admonitions` is not known",
        ),
        (
            "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: ../../x\n",
            "mkdocs.yml:3 docs-config-value: `base_path: ../../x` leaves the repository",
        ),
        (
            "nav:\n  - index.md\n  - X: 'javascript:alert(1)'\n",
            "mkdocs.yml:3 nav-not-found: a link to `javascript:` is not let through",
        ),
        ("exclude_docs: 'a['\n", "mkdocs.yml:1 docs-config-value: `a[` in `exclude_docs` is not a pattern"),
        (
            "markdown_extensions:\n  - toc:\n      slugify: !!python/name:os.system\n",
            "mkdocs.yml:3 docs-python-tag: `os.system` is Python and is not run",
        ),
        (
            "plugins:\n  - redirects:\n      redirect_maps:\n        index.md: a.md\n",
            "mkdocs.yml:4 docs-redirect: `index.md` is redirected, but it is still there",
        ),
    ] {
        let (files, planned) = plan(
            &[("r/mkdocs.yml", config), ("r/docs/index.md", ""), ("other/x.md", "")],
            &Config::default(),
        );
        let found = shown(&files, planned.found);
        assert!(found.len() == 1 && found[0].starts_with(expected), "{config}: {found:?}");
    }
}

#[test]
fn help_says_what_to_write() {
    let help = |config: &str| {
        let (files, planned) = plan(&[("r/mkdocs.yml", config), ("r/docs/index.md", "")], &Config::default());
        let found = planned.found.sorted(&files);
        found.iter().filter_map(|one| one.help.clone()).collect::<Vec<_>>().join(" | ")
    };
    for (config, expected) in [
        ("navigation: []\n", "did you mean `nav`?"),
        ("markdown_extension: [toc]\n", "did you mean `markdown_extensions`?"),
        ("docs-dir: docs\n", "did you mean `docs_dir`?"),
        ("theme: materail\n", "did you mean `material`?"),
        ("plugins: [awesome-page]\n", "did you mean `awesome-pages`?"),
        ("markdown_extensions: [admonitions]\n", "did you mean `admonition`?"),
        ("exclude_docs: [a.md]\n", "write one text; a pattern a line, behind `|`"),
        ("use_directory_urls: nope\n", "write `true` or `false`"),
    ] {
        assert_eq!(help(config), expected, "{config}");
    }
}

#[test]
fn folders_templates_and_backslashes_in_nav() {
    check_nav(
        &[
            (
                "r/mkdocs.yml",
                "nav:\n  - index.md\n  - docs/arch/\n  - templates/a.md\n  - 'guide\\a.md'\n  - arch/x.md\n",
            ),
            ("r/docs/index.md", ""),
            ("r/docs/arch/x.md", ""),
            ("r/docs/templates/a.md", ""),
            ("r/docs/guide/a.md", ""),
        ],
        "→index.md →guide/a.md →arch/x.md",
        &[
            "mkdocs.yml:3 nav-not-found: `docs/arch/` in nav is a folder without an index",
            "mkdocs.yml:4 nav-excluded: `templates/a.md` in nav is excluded from the site",
            "mkdocs.yml:5 nav-mended: `guide\\a.md` in nav is written with `\\`",
        ],
    );
}

#[test]
fn monorepo() {
    check_nav(
        &[
            (
                "r/mkdocs.yml",
                "nav:\n  - Home: index.md\n  - API: '!include ./api/mkdocs.yml'\n  - All: '*include ./packages/*/mkdocs.yml'\n  - Out: '!include ../../x/mkdocs.yml'\n  - Gone: !include gone/mkdocs.yml\n",
            ),
            ("r/docs/index.md", ""),
            (
                "r/api/mkdocs.yml",
                "site_name: The API\nnav:\n  - Start: index.md\n  - Self: '!include ./mkdocs.yml'\n  - Deep: '!include ./v2/mkdocs.yml'\n",
            ),
            ("r/api/docs/index.md", ""),
            ("r/api/v2/mkdocs.yml", "site_name: api/v2\n"),
            ("r/api/v2/docs/README.md", ""),
            ("r/packages/a/mkdocs.yml", "site_name: a\n"),
            ("r/packages/a/docs/index.md", ""),
            ("r/packages/b/mkdocs.yml", "site_name: a\ndocs_dir: here\n"),
            ("r/packages/b/here/index.md", ""),
            ("r/packages/c/mkdocs.yml", "site_name: c\n"),
        ],
        "Home→index.md API(Start→the-api/index.md Deep(→api/v2/README.md)) All(a(→a/index.md) a(→a-2/index.md))",
        &[
            "api/mkdocs.yml:4 docs-include: including `api/mkdocs.yml` comes round in a circle",
            "mkdocs.yml:4 docs-include: `packages/c/mkdocs.yml` is included, but its docs folder `packages/c/docs` is not there",
            "mkdocs.yml:4 docs-include: another included site is called `a` too",
            "mkdocs.yml:5 docs-include: `!include ../../x/mkdocs.yml` leaves the repository",
            "mkdocs.yml:6 docs-include: `!include gone/mkdocs.yml` names no file",
        ],
    );
}

/// MkDocs asks for a file of the whole text before it looks for a URL or an anchor in it.
#[test]
fn names_in_nav_that_look_like_urls() {
    let pages = [("r/docs/c#.md", ""), ("r/docs/http:.md", ""), ("r/docs/why?.md", ""), ("r/docs/a.md", "")];
    check_nav(&pages, "→a.md →c#.md →http:.md →why?.md", &[]);
    let mut tree = pages.to_vec();
    tree.push(("r/mkdocs.yml", "nav: ['c#.md', X: 'http:.md', Y: 'a.md#b', Z: 'why?.md']\n"));
    check_nav(
        &tree,
        "→c#.md X→http:.md Y→a.md#b Z→why?.md",
        &["mkdocs.yml:1 nav-omitted: a page is not in nav: a.md"],
    );
}

#[test]
fn addresses_and_redirects() {
    let tree = [
        (
            "r/mkdocs.yml",
            "use_directory_urls: false\nplugins:\n  - redirects:\n      redirect_maps:\n        old.md: a.md#x\n        older.md: https://e.org\n",
        ),
        ("r/docs/index.md", ""),
        ("r/docs/a.md", ""),
    ];
    let (_, planned) = plan(&tree, &Config::default());
    let urls: Vec<_> = planned.site.pages.iter().map(|page| page.url.as_str()).collect();
    assert_eq!(urls, ["index.html", "a.html"]);
    let redirects: Vec<_> =
        planned.site.redirects.iter().map(|one| (one.from.as_str(), one.to.clone())).collect();
    let (moved, gone) = (planned.site.base.join("a.html").with_fragment("x"), "https://e.org".to_owned());
    assert_eq!(
        redirects,
        [("old.html", RedirectTarget::Site(moved)), ("older.html", RedirectTarget::Web(gone))]
    );
    // Two files of one address both stand.
    let (_, planned) = plan(&[("r/docs/a.md", ""), ("r/docs/a/index.md", "")], &Config::default());
    let urls: Vec<_> = planned.site.pages.iter().map(|page| (page.src.as_str(), page.url.as_str())).collect();
    assert_eq!(urls, [("a.md", "a-1/"), ("a/index.md", "a/")]);
}

#[test]
fn readme_instead_of_docs() {
    let tree = [
        ("r/README.md", "![x](img/x.png) [y](img/y.png)"),
        ("r/img/x.png", ""),
        ("r/img/z.png", ""),
        ("r/src/a.rs", ""),
    ];
    let (files, planned) = plan(&tree, &Config::default());
    assert_eq!(planned.site.pages.len(), 1);
    assert!(planned.site.page(PageId(0)).url.is_root());
    assert_eq!(planned.site.assets.iter().map(|asset| asset.url.as_str()).collect::<Vec<_>>(), ["img/x.png"]);
    assert!(shown(&files, planned.found).is_empty());
}

/// A crawled organisation with its catalog and doc sites.
fn organisation(tree: Tree<'_>, config: &Config) -> (Files, Inventory, Catalog, Vec<DocSite>, Vec<String>) {
    let files = memory(tree);
    let (inventory, _) = crawl::crawl(&files, &[PathBuf::from("/org")], config, false);
    let mut read = Vec::new();
    for (id, repo) in inventory.iter() {
        for (path, file) in &repo.catalog_files {
            read.push(catalog::read_file(&files, &inventory, id, path, *file, Found::by_name(path), config));
        }
    }
    let (catalog, _) = catalog::assemble(&files, &inventory, read, config, None);
    let (seeds, mut found) = docs::discover(&files, &inventory, &catalog);
    let sites: Vec<DocSite> = seeds
        .iter()
        .map(|seed| {
            let (site, more) = docs::plan(&files, &inventory, &catalog, seed, config);
            found.append(more);
            site
        })
        .collect();
    found.append(docs::entity_docs(&catalog, &sites).1);
    let found = shown(&files, found);
    (files, inventory, catalog, sites, found)
}

fn entity(name: &str, annotations: &str) -> String {
    format!(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n  annotations:\n{annotations}spec: {{type: service, lifecycle: production, owner: x}}\n"
    )
}

#[test]
fn references_of_entities() {
    let catalog_file = [
        entity("own", "    backstage.io/techdocs-ref: dir:.\n"),
        entity("shares", "    backstage.io/techdocs-ref: dir:./\n"),
        entity("by-url", "    backstage.io/techdocs-ref: url:https://github.com/acme/b/tree/main/sub\n"),
        entity("far", "    backstage.io/techdocs-ref: url:https://github.com/other/far\n"),
        entity("bare", "    backstage.io/techdocs-ref: https://github.com/acme/b\n"),
        entity("wrong", "    backstage.io/techdocs-ref: ./docs\n"),
        entity("gone", "    backstage.io/techdocs-ref: dir:./gone\n"),
        entity("out", "    backstage.io/techdocs-ref: dir:../../x\n"),
        entity("source", "    backstage.io/techdocs-ref: dir:.\n    backstage.io/source-location: url:https://github.com/acme/b/tree/main/sub/\n"),
        entity("other", "    backstage.io/techdocs-entity: component:default/own\n    backstage.io/techdocs-entity-path: /guide#part\n"),
        entity("lost", "    backstage.io/techdocs-entity: component:default/own\n    backstage.io/techdocs-entity-path: /none/\n"),
        entity("nobody", "    backstage.io/techdocs-entity: component:default/none\n"),
    ]
    .join("---\n");
    let remote = Some("https://github.com/acme/{repo}".to_owned());
    let config = Config { remote, ..Config::default() };
    let (_, _, catalog, sites, found) = organisation(
        &[
            ("org/a/catalog-info.yaml", &catalog_file),
            ("org/a/docs/index.md", ""),
            ("org/a/docs/guide.md", ""),
            ("org/b/mkdocs.yml", "site_name: B\nnav: [index.md, S: '!include inner/mkdocs.yml']\n"),
            ("org/b/docs/index.md", ""),
            ("org/b/inner/mkdocs.yml", "site_name: Inner\n"),
            ("org/b/inner/docs/index.md", ""),
            ("org/b/sub/README.md", "sub"),
            ("org/c/mkdocs.yml", "site_name: C\n"),
            ("org/c/docs/index.md", ""),
            ("org/d/catalog-info.yaml", &entity("plain", "    a.b/c: d\n")),
            ("org/d/README.md", "all there is"),
            ("org/d/docs/x.md", "not asked for"),
            ("org/c/more/mkdocs.yml", "site_name: More\n"),
            ("org/c/more/docs/index.md", ""),
        ],
        &config,
    );
    let shown = |site: &DocSite| {
        let aliases: Vec<_> = site.aliases.iter().map(SitePath::as_str).collect();
        format!("{} {} {aliases:?}", site.base, site.name)
    };
    let places: Vec<_> = sites.iter().map(shown).collect();
    assert_eq!(
        places,
        [
            "docs/default/component/bare/ B []",
            "docs/default/component/by-url/ by-url [\"docs/default/component/source/\"]",
            "docs/default/component/own/ own [\"docs/default/component/shares/\"]",
            "docs/default/component/plain/ plain []",
            "docs/default/site/c/ C []",
            "docs/default/site/c-more/ More []",
        ]
    );
    let (entity_docs, _) = docs::entity_docs(&catalog, &sites);
    let by_name = |name: &str| {
        let (id, _) = catalog.iter().find(|(_, entity)| entity.metadata.name == name).unwrap();
        entity_docs.of(id).map(|docs| (docs.path.to_string(), docs.named))
    };
    assert_eq!(by_name("own"), Some(("docs/default/component/own/".to_owned(), false)));
    assert_eq!(by_name("shares"), Some(("docs/default/component/own/".to_owned(), false)));
    assert_eq!(by_name("other"), Some(("docs/default/component/own/guide/#part".to_owned(), true)));
    assert_eq!(by_name("lost"), Some(("docs/default/component/own/".to_owned(), true)));
    assert_eq!(by_name("nobody"), None);
    assert_eq!(by_name("gone"), None);
    let found: Vec<_> = found.iter().map(|line| line.split_once(' ').unwrap().1).collect();
    assert_eq!(
        found,
        [
            "docs-ref-elsewhere: the docs at `https://github.com/other/far` are not among the crawled repositories",
            "docs-ref: `https://github.com/acme/b` has no type",
            "docs-ref: `./docs` is neither `dir:` nor `url:`",
            "docs-ref: `dir:./gone` names a folder that is not there",
            "docs-ref: `dir:../../x` leaves the repository",
            "docs-entity: the docs `own` have no page at `/none/`",
            "docs-entity: there is no entity `component:default/none`",
        ]
    );
}

/// Renders every page of the one site of `r` and shows what is wrong, anchors included.
fn render(tree: Tree<'_>) -> (Vec<RenderedPage>, Vec<String>, DocSite) {
    let files = memory(tree);
    let (pages, found, site) = rendered(&files);
    (pages, shown(&files, found), site)
}

/// The same for files that are not all text.
fn render_files(files: &Files) -> (Vec<RenderedPage>, Vec<String>) {
    let (pages, found, _) = rendered(files);
    (pages, shown(files, found))
}

/// How grave the findings of a tree are.
fn gravities(tree: Tree<'_>) -> String {
    let files = memory(tree);
    let (_, found, _) = rendered(&files);
    found.iter().map(|one| format!("{:?}", one.severity)).collect::<Vec<_>>().join(" ")
}

fn rendered(files: &Files) -> (Vec<RenderedPage>, Diagnostics, DocSite) {
    let config = Config::default();
    let (repo, folder) = crawl::enclosing(files, Path::new("r"), &config).unwrap();
    let planned = docs::standalone(files, repo, &folder, true, &config);
    let sites = [planned.site];
    let mut found = planned.found;
    let mut pages = Vec::new();
    for number in 0..sites[0].pages.len() {
        let (page, more) =
            docs::render_page(files, &planned.inventory, &sites, SiteId(0), PageId(number), None);
        found.append(more);
        pages.push(page);
    }
    let (catalog, entity_docs) = (Catalog::default(), docs::EntityDocs::default());
    let places = docs::Places::new(files, &planned.inventory, &catalog, &sites, &entity_docs, &pages, None);
    for page in &mut pages {
        let (links, more) = docs::resolve_links(&places, page);
        links.settle(page);
        found.append(more);
    }
    found.append(docs::check_anchors(&places, &mut pages));
    let [site] = sites;
    (pages, found, site)
}
