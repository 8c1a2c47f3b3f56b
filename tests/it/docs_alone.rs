//! `backlot docs`: one site alone, from outside.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Folder, backlot, is_page, stderr, tree};

/// Builds the site of a folder; what was said and where it stands.
fn site(folder: &Folder, of: &str) -> (String, PathBuf) {
    let out = folder.path().join("out");
    let output = backlot(&["docs", &folder.join(of), "-o", out.to_str().unwrap()]);
    (stderr(&output), out)
}

/// Relative links of all pages that lead to no file.
fn dead(site: &Path) -> Vec<String> {
    let mut dead = Vec::new();
    for (page, bytes) in tree(site).into_iter().filter(|(page, _)| is_page(page)) {
        let html = String::from_utf8(bytes).unwrap();
        for attribute in ["href=\"", "src=\"", "action=\""] {
            for part in html.split(attribute).skip(1) {
                let link = part.split('"').next().unwrap();
                let path = link.split(['#', '?']).next().unwrap();
                if path.is_empty() || link.contains(':') {
                    continue;
                }
                let target = site.join(&page).parent().unwrap().join(path);
                if !target.is_file() {
                    dead.push(format!("{page}: {link}"));
                }
            }
        }
    }
    dead
}

#[test]
fn links_and_includes_lead_anywhere_in_the_repository() {
    let folder = Folder::new(
        "docs-alone-root",
        &[
            (".git/HEAD", "ref: refs/heads/main\n"),
            (".git/config", "[remote \"origin\"]\n\turl = https://github.com/acme/shop.git\n"),
            ("LICENSE", "free\n"),
            (
                "a/mkdocs.yml",
                "site_name: A\nplugins: [monorepo]\nnav:\n  - Home: index.md\n  - B: '!include ../b/mkdocs.yml'\n",
            ),
            ("a/docs/index.md", "# A\n\n[licence](../../LICENSE)\n"),
            ("b/mkdocs.yml", "site_name: b\nnav:\n  - B: index.md\n"),
            ("b/docs/index.md", "# B\n"),
        ],
    );
    let (said, site) = site(&folder, "a");
    assert!(said.contains("Built 2 docs pages"), "{said}");
    assert!(!said.contains("error") && !said.contains("warning"), "{said}");
    let home = fs::read_to_string(site.join("index.html")).unwrap();
    assert!(home.contains("https://github.com/acme/shop/blob/main/LICENSE"), "{home}");
    assert!(site.join("b/index.html").is_file());
}

#[test]
fn a_site_alone_has_a_frame_of_its_own_and_no_dead_link() {
    let folder = Folder::new(
        "docs-alone-frame",
        &[
            (
                "mkdocs.yml",
                "site_name: The Shop\ncopyright: '&copy; 2026 <a href=\"/x\">Acme</a>'\nnav:\n  - Guide: guide/one.md\n  - Two: two.md\n",
            ),
            ("docs/guide/one.md", "# One\n\n[two](../two.md) $x^2$\n"),
            (
                "docs/two.md",
                "---\ntags: [a b, \"<c>\"]\nhide: [navigation, toc, footer]\nstatus: <new>\ndescription: Of two\n---\n# Two\n\n## More\n",
            ),
            // What the frame wants too: the author's page stays.
            ("docs/search.md", "# Searching\n"),
        ],
    );
    let (said, site) = site(&folder, "");
    assert!(said.contains("Built 3 docs pages"), "{said}");
    assert_eq!(dead(&site), Vec::<String>::new());
    for file in ["index.html", "404.html", "search-all/index.html", "llms.txt"] {
        assert!(site.join(file).is_file(), "{file}");
    }
    for absent in ["catalog", "catalog-graph", "api"] {
        assert!(!site.join(absent).exists(), "{absent}");
    }
    let page = fs::read_to_string(site.join("guide/one/index.html")).unwrap();
    assert!(page.contains("<title>Guide · The Shop</title>"), "{page}");
    assert!(page.contains("© 2026 Acme") && !page.contains("Catalog"), "{page}");
    let tagged = fs::read_to_string(site.join("two/index.html")).unwrap();
    assert!(tagged.contains("href=\"../search-all/index.html?query=a%20b\">a b</a>"), "{tagged}");
    assert!(tagged.contains("&lt;c&gt;"), "{tagged}");
    assert!(tagged.contains("class=\"doc bare no-nav") && !tagged.contains("<aside"), "{tagged}");
    assert!(tagged.contains("&lt;new&gt;") && tagged.contains("content=\"Of two\""), "{tagged}");
    assert!(page.contains("rel=\"next\"") && !tagged.contains("rel=\"prev\""), "{tagged}");
    assert!(fs::read_to_string(site.join("search/index.html")).unwrap().contains("Searching"));
}

#[test]
fn a_front_page_that_is_a_template_only_shows_the_ways_on() {
    let folder = Folder::new(
        "docs-alone-ways",
        &[
            (
                "mkdocs.yml",
                "site_name: Ways\nnav:\n  - Home: index.md\n  - Guide: [guide.md]\n  - More: more.md\n",
            ),
            ("docs/index.md", "---\ntemplate: home.html\nhide: [navigation]\n---\n"),
            ("docs/guide.md", "# Guide\n\nWords.\n"),
            ("docs/more.md", ""),
        ],
    );
    let (_, site) = site(&folder, "");
    let read = |file: &str| fs::read_to_string(site.join(file)).unwrap();
    let home = read("index.html");
    let ways = "<ul data-docs-chrome><li><a href=\"guide/index.html\">Guide</a></li><li><a href=\"more/index.html\">More</a></li></ul>";
    assert!(home.contains(ways) && !home.contains("no-nav"), "{home}");
    assert!(!read("more/index.html").contains("<ul data-docs-chrome>"), "only the front page");
}
