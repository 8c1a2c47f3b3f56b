//! Links, images, snippets and includes of pages: where they lead and what is said of them.

use super::{Tree, gravities, html, render, render_files};

/// The page's links and images in order, and what is wrong.
pub(super) fn check(tree: Tree<'_>, page: &str, targets: &[&str], findings: &[&str]) {
    let (pages, found, site) = render(tree);
    let at = site.pages.iter().position(|one| one.src == page).unwrap();
    let html = &html(&pages[at], &site);
    let mut shown = Vec::new();
    for (start, _) in html.match_indices(" href=\"").chain(html.match_indices(" src=\"")) {
        let tag = html[..start].rfind('<').unwrap();
        let rest = html[start + 1..].split_once('"').unwrap().1;
        // Links of headings to themselves are not the author's.
        if !html[tag..].split('>').next().unwrap().contains("headerlink") {
            shown.push((start, rest.split('"').next().unwrap().replace("&amp;", "&")));
        }
    }
    shown.sort();
    let shown: Vec<String> = shown.into_iter().map(|(_, target)| target).collect();
    assert_eq!(shown, targets, "{html}");
    assert_eq!(found, findings);
}

const SITE: &[(&str, &str)] = &[
    (
        "r/mkdocs.yml",
        "site_name: S\nsite_url: https://e.org/base/\nrepo_url: https://github.com/o/r\nedit_uri: edit/dev/docs/\n",
    ),
    ("r/docs/index.md", "# Home\n"),
    ("r/docs/sub/guide.md", "# Guide\n\n## Usage notes\n"),
    ("r/docs/sub/README.md", "# Sub\n"),
    ("r/docs/sub/img.png", ""),
    ("r/docs/a b.md", "# Blank\n"),
    ("r/docs/files/data.json", "{}"),
    ("r/src/main.rs", ""),
    ("r/assets/logo.svg", "<svg width=\"20\" height=\"10\"/>"),
];

fn with(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut tree = SITE.to_vec();
    tree.push(("r/docs/sub/page.md", text));
    tree
}

#[test]
fn links_that_hold() {
    let text = "[a](../index.md) [b](guide.md#usage-notes) [c](./README.md?x=1#sub) [d](../a%20b.md) ![e](img.png) \
                [f](../files/data.json) [g](https://e.org/x) [h](mailto:a@b.c) [i](#here) [j](page.md)\n\n## Here\n";
    let targets = [
        "../../index.html",
        "../guide/index.html#usage-notes",
        "../index.html?x=1#sub",
        "../../a%20b/index.html",
        "../img.png",
        "../../files/data.json",
        "https://e.org/x",
        "mailto:a@b.c",
        "#here",
        "index.html",
    ];
    check(&with(text), "sub/page.md", &targets, &[]);
}

/// Signs at which a URL is cut, in the names of files.
#[test]
fn names_that_look_like_urls() {
    let tree = [
        ("r/mkdocs.yml", "site_name: S\n"),
        (
            "r/docs/index.md",
            "[a](why?.md) [b](c%23.md) [c](<c#.md>) [d](why?.md#part) [e](c#.md#part) ![f](a?b#c.png)\n",
        ),
        ("r/docs/why?.md", "# Why\n\n## Part\n"),
        ("r/docs/c#.md", "# C\n\n## Part\n"),
        ("r/docs/a?b#c.png", ""),
    ];
    let targets = [
        "why%3F/index.html",
        "c%23/index.html",
        "c%23/index.html",
        "why%3F/index.html#part",
        "c%23/index.html#part",
        "a%3Fb%23c.png",
    ];
    let said = [
        "docs/index.md:1 link-mended: `why?.md` is a file, but in a link `?` starts a query",
        "docs/index.md:1 link-mended: `c#.md` is a file, but in a link `#` starts an anchor",
        "docs/index.md:1 link-mended: `why?.md` is a file, but in a link `?` starts a query",
        "docs/index.md:1 link-mended: `c#.md` is a file, but in a link `#` starts an anchor",
        "docs/index.md:1 link-mended: `a?b#c.png` is a file, but in a link `?` starts a query",
    ];
    check(&tree, "index.md", &targets, &said);
}

#[test]
fn links_that_are_mended() {
    let text = "[a](guide)\n[b](../sub)\n[c](../guide/)\n[d](Guide.md)\n[e](guide.html)\n[f](/sub/guide/)\n\
                [g](/base/sub/)\n[h](/docs/sub/guide.md)\n";
    let guide = "../guide/index.html";
    check(
        &with(text),
        "sub/page.md",
        &[guide, "../index.html", guide, guide, guide, guide, "../index.html", guide],
        &[
            "docs/sub/page.md:1 link-mended: `guide` is not a file",
            "docs/sub/page.md:2 link-mended: `../sub` is not a file",
            "docs/sub/page.md:3 link-mended: `../guide/` is an address, not a file",
            "docs/sub/page.md:4 link-case: `Guide.md` differs from the file in case",
            "docs/sub/page.md:5 link-mended: `guide.html` is not a file",
            "docs/sub/page.md:6 link-absolute: `/sub/guide/` is absolute",
            "docs/sub/page.md:7 link-absolute: `/base/sub/` is absolute",
            "docs/sub/page.md:8 link-absolute: `/docs/sub/guide.md` is absolute",
        ],
    );
}

#[test]
fn links_that_lead_out_or_nowhere() {
    let text = "[a](../../src/main.rs) [b](../../src) ![c](../../assets/logo.svg)\n\n[d](none.md)\n[e](../../../x.md)\n\
                [f](guide.md#usage)\n[g](/elsewhere)\n[h](guid.md)\n";
    check(
        &with(text),
        "sub/page.md",
        &[
            "https://github.com/o/r/blob/dev/src/main.rs",
            "https://github.com/o/r/tree/dev/src",
            "../../_repository/assets/logo.svg",
            "none.md",
            "../../../x.md",
            "../guide/index.html#usage",
            "/elsewhere",
            "guid.md",
        ],
        &[
            "docs/sub/page.md:3 link-dead: `none.md` leads nowhere: there is no `docs/sub/none.md`",
            "docs/sub/page.md:4 link-dead: `../../../x.md` leaves the repository",
            "docs/sub/page.md:5 link-anchor: there is no `#usage` in `sub/guide.md`",
            "docs/sub/page.md:6 link-absolute: `/elsewhere` is absolute",
            "docs/sub/page.md:7 link-dead: `guid.md` leads nowhere: there is no `docs/sub/guid.md`",
        ],
    );
}

#[test]
fn raw_html() {
    // The first of each is written for MkDocs' address of the page, the second for the file.
    let text = "<a href=\"../guide/\">x</a> <a href=\"guide.md\">y</a> <img src=\"../img.png\"> <img src=\"img.png\">\n";
    let targets = ["../guide/index.html", "../guide/index.html", "../img.png", "../img.png"];
    let mended = [
        "docs/sub/page.md:1 markdown-mended: `guide.md` in raw HTML is dead in TechDocs, which leaves it as it is",
    ];
    check(&with(text), "sub/page.md", &targets, &mended);
}

#[test]
fn what_was_mended_is_said() {
    let text = "Text\n- list\n\n```py some words\n```\n\n```py title=\"x\" hl_lines='1'\n```\n\n- item\n  !!! note\n      in\n\nRun <name> and \
                `<x>`.\n\n- a\n    - b\n";
    let mended = [
        "docs/sub/page.md:2 markdown-mended: a list right below a paragraph is literal text in TechDocs",
        "docs/sub/page.md:4 markdown-mended: a code block with words after its language is literal text in TechDocs",
        "docs/sub/page.md:11 markdown-mended: an admonition right below the text of a list item is literal text in TechDocs",
        "docs/sub/page.md:14 placeholder-hidden: `<name>` is taken for an HTML element, and readers do not see it",
    ];
    check(&with(text), "sub/page.md", &[], &mended);
}

#[test]
fn validation_and_strict() {
    let dead = "[x](none.md)";
    for (config, page, expected) in [
        ("validation: {links: {not_found: ignore}}\n", dead, ""),
        ("validation: {not_found: info}\n", dead, "Note"),
        ("strict: true\n", dead, "Error"),
        ("", dead, "Warning"),
        // MkDocs only informs of these, so its strict mode passes them.
        ("strict: true\n", "[x](#none)", "Warning"),
        ("strict: true\nvalidation: {anchors: warn}\n", "[x](#none)", "Error"),
        ("strict: true\n", "[x](/none/)", "Note"),
        // A plugin may make the anchor.
        ("", "[x](#pkg.function)\n\n::: pkg\n    options: {}\n", "Note"),
    ] {
        let tree = [("r/mkdocs.yml", config), ("r/docs/index.md", page)];
        assert_eq!(gravities(&tree), expected, "{config}{page}");
    }
}

#[test]
fn snippets_and_includes() {
    let config =
        "plugins: [include-markdown, macros]\nextra: {v: '1.2'}\nmarkdown_extensions: [mdx_include]\n";
    let page = "# T\n\n--8<-- \"parts/a.md\"\n\n--8<-- \"../out.md\"\n\nVersion {{ v }}, {{ other }}\n\n\
                {% include-markdown \"sub/inc.md\" %}\n\n[dead](x.md)\n\n{!gone.md!}\n";
    let (pages, found, site) = render(&[
        ("r/mkdocs.yml", config),
        ("r/docs/index.md", page),
        ("r/docs/sub/inc.md", "Included [home](../index.md).\n"),
        ("r/parts/a.md", "From a snippet.\n"),
        ("out.md", "secret"),
    ]);
    let html = html(&pages[0], &site);
    for part in ["From a snippet.", "Version 1.2, {{ other }}", "Included <a href=\"index.html\">home</a>"] {
        assert!(html.contains(part), "{part}: {html}");
    }
    assert!(!html.contains("secret"));
    let found: Vec<_> = found.iter().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(
        found,
        ["docs/index.md:5 snippet-missing", "docs/index.md:11 link-dead", "docs/index.md:13 snippet-missing"]
    );
}

#[test]
fn titles() {
    let (pages, _, site) = render(&[
        ("r/mkdocs.yml", "nav: [Given: a.md, b.md, c.md, d-page.md, index.md]\n"),
        ("r/docs/index.md", "text\n"),
        ("r/docs/a.md", "# Heading\n"),
        ("r/docs/b.md", "---\ntitle: Meta\n---\n# Heading\n"),
        ("r/docs/c.md", "# Some *words* & `code`\n"),
        ("r/docs/d-page.md", "text first\n\n# Heading\n"),
    ]);
    let title = |src: &str| pages[site.pages.iter().position(|page| page.src == src).unwrap()].title.clone();
    for (src, expected) in [
        ("a.md", "Given"),
        ("b.md", "Meta"),
        ("c.md", "Some words & code"),
        ("d-page.md", "D page"),
        ("index.md", "Home"),
    ] {
        assert_eq!(title(src), expected, "{src}");
    }
}

#[test]
fn a_page_that_is_not_utf8_still_stands() {
    let tree = [("r/docs/index.md".to_owned(), b"# Caf\xe9\n\nText\n".to_vec())];
    let (pages, found) = render_files(&crate::source::Files::memory(tree.into_iter().collect()));
    assert!(pages[0].document.body.as_written().contains("Text"));
    assert_eq!(found, ["docs/index.md:1 not-utf8: this page is not UTF-8"]);
}
