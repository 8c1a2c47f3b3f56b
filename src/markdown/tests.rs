//! The dialect from outside: Markdown in, HTML out.

use super::options::{Critic, MagicLinks};
use super::steps::Steps;
use super::{Address, Document, Host, Link, NoHost, Options, ProblemKind, Snippet, render, shaped};
use proptest::prelude::*;

mod commonmark;
mod pairs;

fn html(text: &str) -> String {
    render(text, &Options::default(), &NoHost)
        .body
        .as_written()
        .replace('\n', "")
        .replace(" tabindex=\"0\"", "")
}

/// A page holds what it should, and not what it should not.
fn check(text: &str, holds: &[&str], lacks: &[&str]) {
    let out = html(text);
    for piece in holds {
        assert!(out.contains(piece), "{text:?} lacks {piece:?}:\n{out}");
    }
    for piece in lacks {
        assert!(!out.contains(piece), "{text:?} holds {piece:?}:\n{out}");
    }
}

#[test]
fn containers() {
    check(
        "!!! note\n\n    text",
        &["<div class=\"admonition note\"><p class=\"admonition-title\">Note</p><p>text</p></div>"],
        &[],
    );
    check(
        "!!! tip \"\"\n    text",
        &["<div class=\"admonition tip\"><p>text</p></div>"],
        &["admonition-title"],
    );
    check(
        "- a\n\n    !!! note \"T `x`\"\n        b",
        &["<li><p>a</p><div class=\"admonition note\">", "T <code>x</code>", "<p>b</p>"],
        &["!!!"],
    );
    check("??? \"Only\"\n    b", &["<details><summary>Only</summary><p>b</p></details>"], &[]);
    check(
        "=== \"A\"\n    a\n\n=== \"B\"\n    b\n\nx\n\n=== \"C\"\n    c",
        &["data-tabs=\"1:2\"", "data-tabs=\"2:1\"", "<p>x</p>"],
        &[],
    );
    check("> [!WARNING]\n> b", &["<div class=\"admonition warning\">", "<p>b</p>"], &["blockquote"]);
    check("- x\n    > [!NOTE]\n    > b", &["<div class=\"admonition note\">"], &["[!NOTE]"]);
}

#[test]
fn lists_as_they_are_meant() {
    check("Text:\n- a\n- b", &["<p>Text:</p><ul><li>a</li><li>b</li></ul>"], &[]);
    check("- a\n    - b\n        - c", &["<li>a<ul><li>b<ul><li>c</li></ul></li></ul></li>"], &[]);
    check("*\n\ntext", &["<p>*</p><p>text</p>"], &["<ul>"]);
    check("*\n* b", &["<ul><li></li><li>b</li></ul>"], &[]);
    check("-\n  a", &["<ul><li>a</li></ul>"], &[]);
    check("* a\n    * b\n*\n* c", &["<ul><li>b*</li></ul></li><li>c</li>"], &["<li></li>"]);
    check("* a\n```\nx\n```\nb\n\nc", &["</div>b</li></ul><p>c</p>"], &[]);
    check("- a\n  ```\n  x\n  ```\nb", &["</div>b</li></ul>"], &[]);
    check("<!word> a", &["<p>&lt;!word&gt; a</p>"], &[]);
    check("<!doctype html>\n\na", &["<p>a</p>"], &["doctype"]);
    check("` #!python import x`", &["<code>#!python import x</code>"], &["language-"]);
    check("``#!zz `a` ``", &["<code>`a`</code>"], &["#!zz"]);
    check("# a {: id=\"\\*b\\*\" }", &["<h1 id=\"*b*\">"], &[]);
    check("1. a\n  - b\n2. c", &["<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"], &[]);
    check("1. a\n```sh\nx\n```\n2. b", &["<ol><li>", "</div></li><li>b</li></ol>"], &["<p>```"]);
    check(
        "- [ ] a\n- [x] b",
        &[
            "<input type=\"checkbox\" disabled aria-label=\"To do\">",
            "<input type=\"checkbox\" disabled aria-label=\"Done\" checked>",
        ],
        &["[x]"],
    );
}

#[test]
fn code() {
    check("```yaml some words\na: 1\n```", &["class=\"language-yaml\"", "a"], &["some words"]);
    check(
        "```py title=\"x.py\" hl_lines=\"2\"\na\nb\n```",
        &["<div class=\"filename\">x.py</div>", "class=\"line hll\""],
        &[],
    );
    check(
        "```sh tab=\"A\"\na\n```\n\n```py tab=\"\"\nb\n```\n\n```\nc\n```",
        &[
            "data-tabs=\"1:2\"",
            ">A</label>",
            ">py</label>",
            "</div></div></div><div class=\"highlight\"><pre><code>c",
        ],
        &["tab="],
    );
    let changed = "{--\n\n* a\n\n--}\n\n{~~\n\nb\n\n~>\n\n> c\n\n~~}";
    check(
        changed,
        &[
            "<del class=\"critic block\"><ul><li>a</li></ul></del>",
            "<del class=\"critic block\"><p>b</p></del><ins class=\"critic block\"><blockquote>",
        ],
        &["{", "~&gt;"],
    );
    let options = Options { critic: Critic::Accept, ..Options::default() };
    let accepted = render(changed, &options, &NoHost).body.as_written().replace('\n', "");
    assert_eq!(accepted, "<blockquote><p>c</p></blockquote>");
    check("a:  \n```sh\nx\n```", &["<p>a:<br></p>"], &[]);
    check("````\n```\n````", &["<code>```</code>"], &[]);
    check(
        "```mermaid\ngraph TD\n```",
        &["<figure class=\"diagram\" data-diagram=\"mermaid\">", "graph TD"],
        &[],
    );
    // What Mermaid's script would draw is no Markdown, blank lines or not.
    check(
        "<div class=\"mermaid\">\ngraph TD\nA[x<br/>y] --> B\n\nB --&gt; C\n</div>\n\nafter",
        &["<figure class=\"diagram\"", "A[x&lt;br/&gt;y] --&gt; BB --&gt; C</code>", "<p>after</p>"],
        &["class=\"mermaid\"", "→"],
    );
    check("`a|b`\n\n| a | b |\n|---|---|\n| `x|y` | z |", &["<td><code>x|y</code></td><td>z</td>"], &[]);
}

#[test]
fn inline_dialect() {
    check(
        "==m== ^^i^^ ~~d~~ H~2~O 2^nd^",
        &["<mark>m</mark>", "<ins>i</ins>", "<del>d</del>", "H<sub>2</sub>O", "2<sup>nd</sup>"],
        &[],
    );
    check("a*b*c 2*3*4", &["a*b*c 2*3*4"], &["<em>"]);
    check("{++a++} `{--b--}`", &["<ins class=\"critic\">a</ins>", "<code>{--b--}</code>"], &[]);
    check(
        "see https://a.b/c_d_e. and `http://x.y`",
        &["<a href=\"https://a.b/c_d_e\">https://a.b/c_d_e</a>.", "<code>http://x.y</code>"],
        &[],
    );
    check(
        "(c) 1/2 1/2/2024 --> 1st `(c)`",
        &["\u{a9} \u{bd} \u{bd}/2024 \u{2192} 1<sup>st</sup>", "<code>(c)</code>"],
        &[],
    );
    check("[t](a b.md) [u](x){ .c #i }", &["href=\"a%20b.md\"", "class=\"c\" id=\"i\""], &[]);
    check("HTML\n\n*[HTML]: Markup", &["<abbr title=\"Markup\">HTML</abbr>"], &[]);
    check("x[^1]\n\n[^1]: note", &["<sup id=\"fnref:1\">", "<li id=\"fn:1\"><p>note"], &[]);
}

#[test]
fn headings_and_toc() {
    let page = render("# A\n\n## B\n\n## B\n\n### C {#own}\n", &Options::default(), &NoHost);
    assert_eq!(page.title.as_deref(), Some("A"));
    let ids: Vec<_> = page.toc[0].children.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["b", "b_1"]);
    assert_eq!(page.toc[0].children[1].children[0].id, "own");
    assert_eq!(page.sections.iter().map(|section| section.level).collect::<Vec<_>>(), [1, 2, 2, 3]);
    let mut options = Options::default();
    (options.toc.anchorlink, options.toc.permalink) = (true, false);
    let linked = render("# A `b`\n\n# [C](#x)\n", &options, &NoHost).body.as_written();
    assert!(
        linked.contains("<h1 id=\"a-b\"><a class=\"toclink\" href=\"#a-b\">A <code>b</code></a></h1>"),
        "{linked}"
    );
    assert!(linked.contains("<h1 id=\"c\"><a href=\"#x\">C</a></h1>"), "{linked}");
    let hidden = render("<!-- c -->\n# A\n", &Options::default(), &NoHost);
    assert_eq!(hidden.title, None);
}

#[test]
fn nothing_on_a_page_runs() {
    for text in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>x</script></svg>",
        "<details open ontoggle=alert(1)>x</details>",
        "<iframe srcdoc='<script>x</script>'></iframe>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "[x](javascript:alert(1)){ onclick=alert(1) }",
        "[x](&#106;avascript:alert(1))",
        "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
        "<form action=javascript:x><input autofocus onfocus=x></form>",
        "<object data=javascript:x></object><embed src=x><base href=//e>",
        "<p style='background:url(javascript:x)' data-docs-body>x</p>",
        "```x\" onload=\"y\n```",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    ] {
        let out = html(text).to_lowercase();
        for bad in [
            "<script",
            " on",
            "javascript:",
            "<iframe",
            "<object",
            "<form",
            "<style",
            "style=",
            "<math",
            "<base",
            "data-docs-body",
        ] {
            let tags: String = out
                .split('<')
                .skip(1)
                .filter_map(|tag| tag.split('>').next())
                .fold(String::new(), |all, tag| all + "<" + tag + ">");
            let found = if bad.starts_with('<') {
                tags.contains(bad)
            } else {
                tags.contains(bad) && !tags.contains("class=\"language-")
            };
            assert!(!found, "{text:?} gives {bad:?}: {out}");
        }
    }
}

#[test]
fn addresses_of_repositories_are_shown_short_however_they_are_linked() {
    let links = MagicLinks { shorten: true, ..MagicLinks::default() };
    let options = Options { links: Some(links), ..Options::default() };
    let address = "https://github.com/a/b_c_d";
    let short = format!("<p><a href=\"{address}\">a/b_c_d</a></p>\n");
    for text in [address.to_owned(), format!("<{address}>"), format!("[{address}]({address})")] {
        assert_eq!(render(&text, &options, &NoHost).body.as_written(), short, "{text}");
    }
    let told = render(&format!("[b]({address})"), &options, &NoHost).body.as_written();
    assert!(told.contains(">b</a>"), "{told}");
}

#[test]
fn indented_code_names_its_language_for_codehilite() {
    let options = Options { headed_code: true, ..Options::default() };
    for (text, language, code) in [
        ("    :::python\n    a", "language-python", "a"),
        ("    #!python\n    a", "language-python", "a"),
        ("    #!/bin/sh\n    a", "", "#!/bin/sh"),
        ("    :a\n    a", "", ":a"),
    ] {
        let out = render(text, &options, &NoHost).body.as_written();
        assert!(out.contains(language) && out.contains(code) && !out.contains(":::"), "{text}: {out}");
        assert_eq!(out.contains("#!"), text.contains("/bin/sh"), "{out}");
        assert!(html(text).contains(text.split_whitespace().next().unwrap_or("")), "off: {text}");
    }
}

#[test]
fn tags_are_what_browsers_take_for_tags() {
    check("a <b href=x\">c</b>", &["<p>a <b>c</b></p>"], &["&lt;"]);
    check("a <a href=https://x.org/\">c</a>", &["<a href=\"https://x.org/%22\">c</a>"], &[]);
    check("a <host_name>, f<T & U>(g)", &["<p>a , f(g)</p>"], &["host"]);
    check("<https://a_b.org/?a&b_c>", &["<a href=\"https://a_b.org/?a&amp;b_c\">"], &[]);
    check(
        "<select>\n<option>A</option>\n<option>B</option>\n</select>",
        &["<p>AB</p>"],
        &["<select", "<option"],
    );
    check("<div>\n\na\n{% if b %}\n\n</div>", &["<p>a{% if b %}</p>"], &[]);
    check("| a |\n|---|\n| {x:y} |", &["<td>{x:y}</td>"], &[]);
    let out = render("<host_name>", &Options::default(), &NoHost);
    assert!(out.problems[0].message.contains("`<host_name>`"), "{}", out.problems[0].message);
}

#[test]
fn tag_soup_stays_in_its_page() {
    check("<div><b><p>a</div>\n\n# T\n", &["<h1 id=\"t\">"], &[]);
    check("</div></main>\n\ntext", &["<p>text</p>"], &["</main>"]);
    check(
        "<details>\n<summary>S</summary>\n\n**b**\n\n</details>\n\nafter",
        &["<details>", "<strong>b</strong>", "</details><p>after</p>"],
        &[],
    );
    check("<div markdown>\n*x*\n</div>", &["<div><p><em>x</em></p></div>"], &["markdown"]);
}

/// Files for snippets, and links that lead to pages.
struct Folder;

impl Host for Folder {
    fn snippet(&self, path: &str, _: Option<&str>) -> Result<Snippet, String> {
        let text = match path {
            "a" => "--8<-- \"b\"\n",
            "b" => "--8<-- \"a\"\nb\n",
            "code" => "# --8<-- [start:x]\nx = 1\n# --8<-- [end:x]\ny = 2\n",
            _ => return Err("missing".to_owned()),
        };
        Ok(Snippet { key: path.to_owned(), text: text.to_owned() })
    }
}

fn to(link: &Link) -> Address {
    Address { url: Some(format!("../{}", link.url.replace(".md", "/"))), ..Address::default() }
}

fn page(text: &str) -> Document {
    render(text, &Options::default(), &Folder)
}

#[test]
fn snippets_and_links() {
    let circle = page("--8<-- \"a\"\n\nend");
    let html = circle.body.as_written();
    assert!(html.contains("<p>b") && html.contains("end"), "{html}");
    assert!(circle.problems.iter().any(|finding| finding.kind == ProblemKind::SnippetCycle));
    let missing = page("text\n\n--8<-- \"nope\"\n");
    assert_eq!(missing.problems[0].kind, ProblemKind::Snippet);
    assert_eq!(missing.problems[0].span.start, 6);
    assert!(page("```\n--8<-- \"code:x\"\n```").body.as_written().contains("x = 1\n</code>"));
    let links = page("[a](b.md#c) <a href=\"d.md\">d</a>");
    let html = links.body.html(&mut |_, link| to(link), &[]);
    assert!(html.contains("../b/#c") && html.contains("../d/"), "{html}");
    assert_eq!(links.body.links[0].span, 4..10);
}

/// Kinds of pages that a step could take longer over than their length says.
fn monsters(count: usize) -> Vec<(&'static str, String)> {
    let many = |piece: &str| piece.repeat(count);
    let numbered = |piece: &str| (0..count).map(|n| piece.replace('N', &n.to_string())).collect::<String>();
    vec![
        ("quotes", many("> ") + "x"),
        ("markers", many("- ") + "x"),
        ("stars", many("*a **b ")),
        ("stars that close late", many("*a ") + &many("b* ")),
        ("stars within words", many("a*b *c* ")),
        ("underscores", many("_a __b ___c ")),
        ("carets", many("^a ^^b ^^^c")),
        ("brackets", many("[")),
        ("elements", many("<div>")),
        ("elements in lines", many("<div>\n\n")),
        ("images", many("![a](")),
        ("code", many("`a``b")),
        ("marks", many("==a ^^b ")),
        ("admonitions", many("!!! note\n    ")),
        ("cells", many("| a ")),
        ("letters", many("xxxxxxxxxx")),
        ("fence", "```\n".to_owned() + &many("code\n")),
        ("rows", "| a | b |\n|---|---|\n".to_owned() + &many("| 1 | 2 |\n")),
        ("headings", many("# h\n")),
        ("changes", many("{++ ")),
        ("changes that close", many("{++a++} {~~b~>c~~}")),
        ("changes in changes", many("{--") + &many("--}")),
        ("comments", many("<!-- ")),
        ("controls", many("\u{0}\u{1}\u{fffd}")),
        ("names", many("@x ")),
        ("addresses", many("http://a.b *c* ")),
        ("references", "[a]: /x\n\n".to_owned() + &many("[a] ")),
        ("footnotes", numbered("[^N]: n [^N]\n\n")),
        ("abbreviations", numbered("*[WN]: m\n") + "\n" + &numbered("WN ")),
    ]
}

fn steps_of(text: &str) -> u64 {
    let steps = Steps::default();
    shaped(text, &Options::default(), &NoHost, &steps, |_| {});
    steps.taken()
}

#[test]
fn the_work_grows_with_the_page_or_is_bounded() {
    for ((name, text), (_, double)) in monsters(200).into_iter().zip(monsters(400)) {
        let (one, two) = (steps_of(&text), steps_of(&double));
        let grows = two as f64 / one.max(1000) as f64;
        // Marks that find no partner are looked at against each other, and that is counted.
        let squared =
            ["stars", "stars that close late", "stars within words", "underscores", "carets", "marks"];
        let most = if squared.contains(&name) { 4.5 } else { 2.2 };
        assert!(grows <= most, "{name}: {one} steps, {two} for twice the length");
    }
}

/// Renders with few steps.
fn bounded(text: &str, most: u64) -> Document {
    shaped(text, &Options::default(), &NoHost, &Steps::up_to(most), |_| {})
}

#[test]
fn what_is_left_when_the_steps_are_spent_is_shown_as_it_is_written() {
    let row = "| 1 | *2* |\n";
    for (name, text) in [
        ("table", format!("| a | b |\n|---|---|\n{}\n*end*\n", row.repeat(100))),
        ("blocks", format!("{}*end*\n", "- *a*\n\n    b\n\n".repeat(100))),
        ("inline", format!("{}*end*\n", "*a* http://a.b [c](d) ".repeat(200))),
        ("marks", format!("{}\n\n*end*\n", "*a **b ".repeat(200))),
        ("changes", format!("{}\n\n*end*\n", "{++a++} ".repeat(200))),
        ("contents", "# a\n\n".repeat(5) + &"[TOC]\n\n".repeat(100) + "*end*\n"),
        ("meanings", format!("*[A]: {}\n\n{}\n\n*end*\n", "m".repeat(500), "A ".repeat(100))),
        ("addresses", format!("[a]: /{}\n\n{}\n\n*end*\n", "m".repeat(500), "[a] ".repeat(100))),
    ] {
        let page = bounded(&text, 10_000);
        let html = page.body.as_written();
        assert!(html.contains("*end*"), "{name}: {html}");
        let limits = page.problems.iter().filter(|problem| problem.kind == ProblemKind::Limit).count();
        assert_eq!(limits, 1, "{name}: {:?}", page.problems);
        assert!(html.len() < text.len() + 100_000, "{name}: {}", html.len());
        assert!(bounded(&text, 10_000_000).body.as_written().contains("<em>end</em>"), "{name}");
    }
}

/// Files that include the next one twice.
struct Doubling(std::sync::atomic::AtomicUsize);

impl Host for Doubling {
    fn snippet(&self, path: &str, _: Option<&str>) -> Result<Snippet, String> {
        self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let next = path.parse::<u32>().map_err(|error| error.to_string())? + 1;
        let text = format!("{path}\n--8<-- \"{next}\"\n--8<-- \"{next}\"\n");
        Ok(Snippet { key: path.to_owned(), text })
    }
}

#[test]
fn snippets_that_multiply_are_counted() {
    let host = Doubling(std::sync::atomic::AtomicUsize::new(0));
    let page = render("--8<-- \"1\"\n\n# After\n", &Options::default(), &host);
    assert!(host.0.into_inner() <= 2_000);
    assert!(page.body.as_written().contains("<h1 id=\"after\">"));
    let told = page.problems.iter().filter(|problem| problem.kind == ProblemKind::Limit);
    assert_eq!(told.map(|problem| (problem.span.start, problem.span.end)).collect::<Vec<_>>(), [(0, 10)]);
}

#[test]
fn a_page_ends_where_it_is_too_long() {
    let text = "# First\n\nword word word\n".to_owned() + &"word word word\n".repeat(600_000);
    let page = render(&text, &Options::default(), &NoHost);
    let told: Vec<_> = page.problems.iter().map(|problem| (problem.kind, problem.span.start)).collect();
    let [(ProblemKind::Limit, at)] = told[..] else { panic!("{told:?}") };
    assert!(text[..at].ends_with("word\n") && at > (8 << 20) - 20 && at <= 8 << 20, "{at}");
    assert!(page.body.as_written().contains("<h1 id=\"first\">"));
}

#[test]
fn an_authors_private_characters_survive() {
    let own = "\u{e000}\u{e001}0\u{e001}\u{e002}\u{e003}\u{e12a}x\u{e22a}\u{e25f}\u{e2ff}\u{f012a}";
    for text in [
        own.to_owned(),
        format!("*a* {own} \\* b"),
        format!("`{own}`"),
        format!("`` {own} ` ``"),
        format!("[x]({own})"),
        format!("[{own}](x \"{own}\")"),
        format!("![{own}](x)"),
        format!("<b title=\"{own}\">{own}</b>"),
        format!("**{own}**{{: title=\"{own}\"}}"),
        format!("[{own}]\n\n[{own}]: x"),
        format!("https://acme.example/{own} and *b*"),
        format!("# {own}"),
        format!("| a | {own} |\n|---|---|\n| {own} | *b* |"),
    ] {
        let html = html(&text);
        assert!(html.contains(own), "{text:?}: {html:?}");
    }
    // Entities are the same characters.
    let html = html("*a* &#xE000;&#57642;&#xe12a;");
    assert!(html.contains("\u{e000}\u{e12a}\u{e12a}"), "{html:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_renders_clean(text in "(?s)([ \\n#>*_`~=|<>/!\\[\\](){}:.\"'a-z0-9-]|<script>|onload=|</div>|<div markdown>|!!! note|=== \"A\"|    |\\^\\^|é|\u{200d}){0,80}") {
        let once = render(&text, &Options::default(), &NoHost);
        let html = once.body.as_written();
        prop_assert!(!html.to_lowercase().contains("<script"));
        let tags: String = html.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
        prop_assert!(!tags.contains(" onload="), "{html}");
        // What has been cleaned is clean: as HTML in another page nothing more is taken out.
        let block = format!("<div>{}</div>", html.replace("\n\n", "\n"));
        let twice = render(&block, &Options::default(), &NoHost);
        prop_assert!(!twice.problems.iter().any(|finding| finding.kind == ProblemKind::Unsafe), "{html}");
    }
}

#[test]
fn what_a_fence_says_beside_its_language() {
    // MyST's directives do nothing here, so they are shown.
    check("```{note} PEP 783\ntext\n```", &["<div class=\"filename\">{note} PEP 783</div>", "text"], &[]);
    // Options of plugins that run code; only braces set an id.
    check("# X\n\n```py exec=\"1\" id=\"x\"\na\n```", &["<h1 id=\"x\">", "language-py"], &["x_1"]);
    check("``` {.py #y .z}\na\n```", &["<div class=\"highlight z\" id=\"y\">", "language-py"], &[]);
}

/// Where a reader of real sites lost something that TechDocs shows.
#[test]
fn what_readers_would_miss() {
    // An indented `#word` goes on the text above it, and breaks no link.
    check("- See [the page\n  #part](https://a.example) now", &["<a href=\"https://a.example\">"], &["<h1"]);
    check("Words on\n  #part and more", &["#part and more"], &["<h1"]);
    check("- a\n\n  #Part", &["<h1"], &[]);
    // A fence that is indented like code goes on a paragraph, unless its code is indented as well.
    check("text\n    ```\n\n## Next\n\n```sh\nls\n```", &["<h2 id=\"next\"", "language-sh"], &[]);
    check("text\n    ```sh\n    ls\n    ```\n\n## Next", &["language-sh", "<h2 id=\"next\""], &[]);
    // A closing fence that repeats the language.
    check("```py\none\n```py\n\n## Next", &["language-py", "<h2 id=\"next\""], &[]);
    // HTML inside containers holds Markdown.
    for outer in ["!!! tip\n\n    ", "- item\n\n    ", "> quote\n>\n> "] {
        let inner = |line: &str| format!("{}{line}", if outer.starts_with('>') { "> " } else { "    " });
        for (open, close) in [("<center>", "</center>"), ("<div align=center>", "</div>"), ("<p>", "</p>")] {
            let text = format!("{outer}{open}\n{}\n{}", inner("![One](a.png)"), inner(close));
            check(&text, &["<img alt=\"One\""], &["![One]"]);
        }
    }
    check("!!! tip\n\n    <center>\n    text\n    </center>", &["align-center"], &[]);
    // Template statements are shown: as a row among rows, and between blocks.
    check("| a |\n|---|\n| 1 |\n{% if x %}\n| 2 |", &["<td>2</td>", "{% if x %}"], &["| 2 |"]);
    check("```sh\na\n```\n{% elif z == \"q\" %}\n```sh\nb\n```", &["{% elif z"], &[]);
    // What an author took out of a table stays out.
    check("| a |\n|---|\n| 1 |\n<!-- | secret | -->\n", &["<td>1</td>"], &["secret"]);
    check("1. CLI:\n   2. [a](x.md)\n   2. [b](y.md)", &["<ol start=\"2\"><li><a"], &[]);
    check("Founded in\n1986. A good year", &["1986. A good year"], &["<ol"]);
    check("<IMG src=\"https://e.example/a.png\" alt=\"a \"quoted\" word\"/>", &["<img src="], &["&lt;IMG"]);
    check("- ### Head\ntext", &["text</li>"], &[]);
    check("<mailto:a@b.example>", &["<a href=\"mailto:a@b.example\">a@b.example</a>"], &[]);
    check("*[KPI]:\nKey figure\n\nThe KPI", &["<abbr title=\"Key figure\">KPI</abbr>"], &["*[KPI]"]);
    check("*[x]:\n\ntext", &["*[x]:"], &[]);
    check("<p markdown=\"1\">_a_\n<p markdown=\"1\">_b_", &["<em>a</em>", "<em>b</em>"], &[]);
    check(":spy_tone1: :tone3:", &["🕵🏻", "🏽"], &[":tone3: "]);
    // Two blanks are enough where there is nothing at four.
    check(
        "=== \"A\"\n\n  ```sh\n  ls\n  ```\n\n=== \"B\"\n\n  text",
        &["language-sh", "data-tabs=\"1:2\""],
        &["```"],
    );
    check("!!! note\n  text", &["Note</p><p>text</p></div>"], &[]);
}

#[test]
fn tabs_are_named_after_every_heading() {
    let options = Options { tab_slug: Some(super::slug::Slug::Python), ..Options::default() };
    let out = render("=== \"Setup\"\n\n    x\n\n## Setup", &options, &NoHost).body.as_written();
    assert!(out.contains("<h2 id=\"setup\"") && out.contains("id=\"setup_1\""), "{out}");
}
