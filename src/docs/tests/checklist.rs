//! The edge cases that renderers of TechDocs get wrong, one row each.
//!
//! What is expected was compared with MkDocs 1.6 and techdocs-core 1.7, whose output means the same unless a
//! row says otherwise; how departures are meant is in `docs/techdocs-departures.md`.

use crate::markdown::{NoHost, Options, render};

use super::check_nav;
use super::links as docs_links;

/// What is asked, Markdown, HTML without line ends and without links of headings to themselves.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "admonition with a blank first line",
        "!!! note\n\n    text\n",
        "<div class=\"admonition note\"><p class=\"admonition-title\">Note</p><p>text</p></div>",
    ),
    (
        "admonition with an empty title",
        "!!! note \"\"\n    text\n",
        "<div class=\"admonition note\"><p>text</p></div>",
    ),
    (
        "title with backticks",
        "!!! tip \"Use `x`\"\n    text\n",
        "<div class=\"admonition tip\"><p class=\"admonition-title\">Use <code>x</code></p><p>text</p></div>",
    ),
    (
        "admonition, tabs, fence, blank lines",
        "!!! note\n\n    === \"A\"\n\n        ```py\n        a\n\n        b\n        ```\n\n    === \"B\"\n\n        text\n",
        "<div class=\"admonition note\"><p class=\"admonition-title\">Note</p><div class=\"tabbed-set tabbed-alternate\" data-tabs=\"1:2\"><input checked id=\"__tabbed_1_1\" name=\"__tabbed_1\" type=\"radio\"><input id=\"__tabbed_1_2\" name=\"__tabbed_1\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_1_1\">A</label><label for=\"__tabbed_1_2\">B</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><div class=\"highlight\"><pre><code class=\"language-py\">ab</code></pre></div></div><div class=\"tabbed-block\"><p>text</p></div></div></div></div>",
    ),
    (
        "a fence of four backticks holds three",
        "````md\n```py\nx\n```\n````\n",
        "<div class=\"highlight\"><pre><code class=\"language-md\"><span class=\"hm\">```py</span><span class=\"hs\">x</span><span class=\"hm\">```</span></code></pre></div>",
    ),
    (
        "a fence in a quote",
        "> ```py\n> x\n> ```\n",
        "<blockquote><div class=\"highlight\"><pre><code class=\"language-py\">x</code></pre></div></blockquote>",
    ),
    (
        "an indented fence in indented code stays as written",
        "text\n\n        ```py\n        x\n        ```\n",
        "<p>text</p><div class=\"highlight\"><pre><code>    ```py    x    ```</code></pre></div>",
    ),
    (
        "a paragraph parts a tab set",
        "=== \"A\"\n    a\n\nbetween\n\n=== \"B\"\n    b\n",
        "<div class=\"tabbed-set tabbed-alternate\" data-tabs=\"1:1\"><input checked id=\"__tabbed_1_1\" name=\"__tabbed_1\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_1_1\">A</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><p>a</p></div></div></div><p>between</p><div class=\"tabbed-set tabbed-alternate\" data-tabs=\"2:1\"><input checked id=\"__tabbed_2_1\" name=\"__tabbed_2\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_2_1\">B</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><p>b</p></div></div></div>",
    ),
    (
        "`===!` begins a new set",
        "=== \"A\"\n    a\n\n===! \"B\"\n    b\n",
        "<div class=\"tabbed-set tabbed-alternate\" data-tabs=\"1:1\"><input checked id=\"__tabbed_1_1\" name=\"__tabbed_1\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_1_1\">A</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><p>a</p></div></div></div><div class=\"tabbed-set tabbed-alternate\" data-tabs=\"2:1\"><input checked id=\"__tabbed_2_1\" name=\"__tabbed_2\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_2_1\">B</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><p>b</p></div></div></div>",
    ),
    (
        "two sets are numbered",
        "=== \"A\"\n    a\n\ntext\n\n=== \"A\"\n    a\n\n=== \"B\"\n    b\n",
        "<div class=\"tabbed-set tabbed-alternate\" data-tabs=\"1:1\"><input checked id=\"__tabbed_1_1\" name=\"__tabbed_1\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_1_1\">A</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><p>a</p></div></div></div><p>text</p><div class=\"tabbed-set tabbed-alternate\" data-tabs=\"2:2\"><input checked id=\"__tabbed_2_1\" name=\"__tabbed_2\" type=\"radio\"><input id=\"__tabbed_2_2\" name=\"__tabbed_2\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_2_1\">A</label><label for=\"__tabbed_2_2\">B</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><p>a</p></div><div class=\"tabbed-block\"><p>b</p></div></div></div>",
    ),
    (
        "details without a type",
        "??? \"Title\"\n    text\n",
        "<details><summary>Title</summary><p>text</p></details>",
    ),
    ("an empty heading", "## \n\ntext\n", "<h2 id=\"_1\"></h2><p>text</p>"),
    (
        "equal headings in tabs",
        "=== \"A\"\n\n    ## Same\n\n=== \"B\"\n\n    ## Same\n",
        "<div class=\"tabbed-set tabbed-alternate\" data-tabs=\"1:2\"><input checked id=\"__tabbed_1_1\" name=\"__tabbed_1\" type=\"radio\"><input id=\"__tabbed_1_2\" name=\"__tabbed_1\" type=\"radio\"><div class=\"tabbed-labels\"><label for=\"__tabbed_1_1\">A</label><label for=\"__tabbed_1_2\">B</label></div><div class=\"tabbed-content\"><div class=\"tabbed-block\"><h2 id=\"same\">Same</h2></div><div class=\"tabbed-block\"><h2 id=\"same_1\">Same</h2></div></div></div>",
    ),
    (
        "heading with footnote, link, image, code, HTML",
        "## A[^1] [l](https://e.org) ![i](a.png) `c` <b>h</b>\n\n[^1]: n\n",
        "<h2 id=\"a-l-c-h\">A<sup id=\"fnref:1\"><a class=\"footnote-ref\" href=\"#fn:1\" role=\"doc-noteref\">1</a></sup> <a href=\"https://e.org\">l</a> <img alt=\"i\" src=\"a.png\" loading=\"lazy\"> <code>c</code> <b>h</b></h2><div class=\"footnote\"><hr><ol><li id=\"fn:1\"><p>n <a class=\"footnote-backref\" href=\"#fnref:1\" role=\"doc-backlink\" title=\"Jump back to footnote 1 in the text\">↩︎</a></p></li></ol></div>",
    ),
    (
        "an id of the author's that a heading would get",
        "## A {#b}\n\n## B\n",
        "<h2 id=\"b\">A</h2><h2 id=\"b_1\">B</h2>",
    ),
    ("setext after a list", "- a\n\nTitle\n=====\n", "<ul><li>a</li></ul><h1 id=\"title\">Title</h1>"),
    (
        "a table right after a paragraph",
        "text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "<p>text</p><div class=\"md-scroll\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>",
    ),
    // The reference shows the pipes.
    (
        "a table glued to a paragraph",
        "text\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "<p>text</p><div class=\"md-scroll\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>",
    ),
    (
        "a pipe in code in a table",
        "| a | b |\n|---|---|\n| `x|y` | z |\n",
        "<div class=\"md-scroll\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td><code>x|y</code></td><td>z</td></tr></tbody></table></div>",
    ),
    (
        "a table of a head alone",
        "| a | b |\n|---|---|\n",
        "<div class=\"md-scroll\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th>a</th><th>b</th></tr></thead></table></div>",
    ),
    (
        "a row with too many cells",
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n",
        "<div class=\"md-scroll\" role=\"group\" aria-label=\"Table\"><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table></div>",
    ),
    ("`[x] [ref]`", "[x] [ref]\n\n[ref]: https://e.org\n", "<p><a href=\"https://e.org\">x</a></p>"),
    ("a link with blanks", "[a](x y.png)\n", "<p><a href=\"x%20y.png\">a</a></p>"),
    ("a link with parentheses", "[a](https://e.org/x_(y))\n", "<p><a href=\"https://e.org/x_(y)\">a</a></p>"),
    ("a link in angle brackets", "[a](<x y.png>)\n", "<p><a href=\"x%20y.png\">a</a></p>"),
    ("a link with a title", "[a](x.png \"T\")\n", "<p><a href=\"x.png\" title=\"T\">a</a></p>"),
    (
        "an image with attributes",
        "![i](a.png){ width=\"300\" .c }\n",
        "<p><img alt=\"i\" src=\"a.png\" width=\"300\" class=\"c\" loading=\"lazy\"></p>",
    ),
    ("mailto", "[a](mailto:a@e.org)\n", "<p><a href=\"mailto:a@e.org\">a</a></p>"),
    ("`www.`", "see www.e.org now\n", "<p>see <a href=\"http://www.e.org\">www.e.org</a> now</p>"),
    (
        "an address before `)`",
        "(see https://e.org/x)\n",
        "<p>(see <a href=\"https://e.org/x\">https://e.org/x</a>)</p>",
    ),
    (
        "an address before a full stop and a comma",
        "https://e.org/x. https://e.org/y, z\n",
        "<p><a href=\"https://e.org/x\">https://e.org/x</a>. <a href=\"https://e.org/y\">https://e.org/y</a>, z</p>",
    ),
    ("an address in backticks", "`https://e.org`\n", "<p><code>https://e.org</code></p>"),
    (
        "an e-mail address",
        "write to a.b@e.org.\n",
        "<p>write to <a href=\"mailto:a.b@e.org\">a.b@e.org</a>.</p>",
    ),
    (
        "an emoji in code",
        "`:smile:` :smile:\n",
        "<p><code>:smile:</code> <span class=\"emoji\" title=\":smile:\">😄</span></p>",
    ),
    ("a date is no fraction", "1/2/2024 1/2\n", "<p>½/2024 ½</p>"),
    ("an arrow in a comment", "<!-- a --> b --> c\n", "<p>b → c</p>"),
    ("`(c)` in a list of letters", "(a) (b) (c)\n", "<p>(a) (b) ©</p>"),
    (
        "a word explained in a heading",
        "## The HTML\n\n*[HTML]: Hyper Text\n",
        "<h2 id=\"the-html\">The <abbr title=\"Hyper Text\">HTML</abbr></h2>",
    ),
    (
        "a footnote with code",
        "a[^1]\n\n[^1]: note\n\n    ```py\n    x\n    ```\n",
        "<p>a<sup id=\"fnref:1\"><a class=\"footnote-ref\" href=\"#fn:1\" role=\"doc-noteref\">1</a></sup></p><div class=\"footnote\"><hr><ol><li id=\"fn:1\"><p>note</p><div class=\"highlight\"><pre><code class=\"language-py\">x</code></pre></div> <a class=\"footnote-backref\" href=\"#fnref:1\" role=\"doc-backlink\" title=\"Jump back to footnote 1 in the text\">↩︎</a></li></ol></div>",
    ),
    (
        "a footnote nobody refers to",
        "a\n\n[^1]: note\n",
        "<p>a</p><div class=\"footnote\"><hr><ol><li id=\"fn:1\"><p>note</p></li></ol></div>",
    ),
    (
        "a definition list after a blank line",
        "term\n\n:   text\n",
        "<dl><dt>term</dt><dd><p>text</p></dd></dl>",
    ),
    (
        "a task list in a task list",
        "- [x] a\n  - [ ] b\n",
        "<ul class=\"task-list\"><li class=\"task-list-item\"><input type=\"checkbox\" disabled aria-label=\"Done\" checked> a<ul class=\"task-list\"><li class=\"task-list-item\"><input type=\"checkbox\" disabled aria-label=\"To do\"> b</li></ul></li></ul>",
    ),
    // The reference shows the stars.
    (
        "`<details>` with Markdown after a blank line",
        "<details>\n<summary>S</summary>\n\n**b**\n\n</details>\n",
        "<details><summary>S</summary><p><strong>b</strong></p></details>",
    ),
    (
        "`<div markdown>` in a list",
        "- a\n\n  <div markdown>\n  **b**\n  </div>\n",
        "<ul><li><p>a</p><div><p><strong>b</strong></p></div></li></ul>",
    ),
    ("a comment before the title", "<!-- c -->\n\n# Title\n", "<h1 id=\"title\">Title</h1>"),
];

#[test]
fn markdown() {
    for (name, text, expected) in ROWS {
        let mut html = render(text, &Options::default(), &NoHost)
            .body
            .as_written()
            .replace('\n', "")
            .replace(" tabindex=\"0\"", "");
        while let Some(from) = html.find("<a class=\"headerlink\"") {
            let length = html[from..].find("</a>").map_or(html.len() - from, |length| length + 4);
            html.replace_range(from..from + length, "");
        }
        assert_eq!(&html, expected, "{name}: {text:?}");
    }
}

#[test]
fn navigation() {
    let yml = "r/mkdocs.yml";
    check_nav(
        &[("r/docs/index.md", "# I\n"), ("r/docs/README.md", "# R\n"), (yml, "site_name: S\n")],
        "→index.md",
        &["docs/README.md:1 docs-same-address: `README.md` has the address of `index.md`: it is left out"],
    );
    // The reference makes a dead link of it.
    check_nav(
        &[
            ("r/docs/a.md", "# A\n"),
            ("r/docs/index.md", ""),
            (yml, "site_name: S\nnav:\n  - docs/a.md\n  - index.md\n"),
        ],
        "→a.md →index.md",
        &["mkdocs.yml:3 nav-mended: `docs/a.md` in nav starts with `docs/`, where nav starts"],
    );
    // The same.
    check_nav(
        &[("r/docs/index.md", "# I\n\n## Part\n"), (yml, "site_name: S\nnav:\n  - P: index.md#part\n")],
        "P→index.md#part",
        &["mkdocs.yml:3 nav-omitted: a page is not in nav: index.md"],
    );
    // A page outside of it is built all the same.
    check_nav(
        &[
            ("r/docs/a.md", "# A\n"),
            ("r/docs/index.md", "# I\n"),
            (yml, "site_name: S\nnav:\n  - index.md\n"),
        ],
        "→index.md",
        &["mkdocs.yml:3 nav-omitted: a page is not in nav: a.md"],
    );
}

#[test]
fn links() {
    const SITE: &[(&str, &str)] = &[
        ("r/mkdocs.yml", "site_name: S\nrepo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"),
        ("r/docs/index.md", "# Home\n"),
        ("r/docs/sub/index.md", "# Sub\n"),
        ("r/docs/a b.md", "# Blank\n"),
        ("r/Makefile", ""),
    ];
    for (text, target, said) in [
        ("[a](sub/)", "../sub/index.html", &["docs/page.md:1 link-mended: `sub/` is not a file"][..]),
        ("[a](a%20b.md)", "../a%20b/index.html", &[]),
        ("[a](./)", "index.html", &["docs/page.md:1 link-mended: `./` is an address, not a file"]),
        // Dead in the reference.
        ("[a](../Makefile)", "https://github.com/o/r/blob/main/Makefile", &[]),
    ] {
        let mut tree = SITE.to_vec();
        tree.push(("r/docs/page.md", text));
        docs_links::check(&tree, "page.md", &[target], said);
    }
}
