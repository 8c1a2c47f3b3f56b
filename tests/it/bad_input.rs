//! Broken input, end to end: one finding each with file, line and column, and the site still stands.

use crate::support::{Folder, backlot, stderr, stdout};

const GOOD: &[u8] = b"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: good\n  annotations:\n    \
    backstage.io/techdocs-ref: dir:.\nspec:\n  type: service\n  lifecycle: production\n  owner: group:default/team\n---\n\
    apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team\nspec:\n  type: team\n  children: []\n";

const MKDOCS: &[u8] = b"site_name: Shop\nnav:\n  - index.md\n";

/// Findings of gravity error or warning, as `path:line:column name`.
fn found(folder: &Folder) -> (Vec<String>, Option<i32>) {
    let output = backlot(&["build", &folder.join("org"), "-o", &folder.join("site"), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output))
        .unwrap_or_else(|error| panic!("{error}: {}{}", stdout(&output), stderr(&output)));
    let list = report["diagnostics"].as_array().unwrap().iter();
    let graver = list.filter(|one| one["severity"] != "note");
    let shown = graver.map(|one| {
        let place = &one["place"];
        let path = place["path"].as_str().unwrap_or_default();
        let path = path.split_once("org/").map_or(path, |(_, below)| below);
        format!("{path}:{}:{} {}", place["line"], place["column"], one["name"].as_str().unwrap())
    });
    (shown.collect(), output.status.code())
}

/// The files of `shop` that are given, beside a good repository; what is expected of them.
fn check(name: &str, files: &[(&str, &[u8])], expected: &str, code: i32) {
    let mut all: Vec<(&str, &[u8])> = vec![
        ("org/good/catalog-info.yaml", GOOD),
        ("org/good/mkdocs.yml", MKDOCS),
        ("org/good/docs/index.md", b"# Good\n"),
    ];
    all.extend(files);
    let folder = Folder::new(name, &all);
    let (found, exit) = found(&folder);
    assert!(found.iter().any(|one| one == expected), "{name}: {expected} is not among {found:#?}");
    assert_eq!(found.len(), 1, "{name}: {found:#?}");
    assert_eq!(exit, Some(code), "{name}");
    for page in ["index.html", "catalog/default/component/good/index.html", "health/index.html"] {
        assert!(folder.path().join("site").join(page).is_file(), "{name}: {page} is missing");
    }
}

#[test]
fn a_broken_document() {
    check(
        "yaml",
        &[(
            "org/shop/catalog-info.yaml",
            b"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [\n",
        )],
        "shop/catalog-info.yaml:3:11 yaml-syntax",
        1,
    );
}

#[test]
fn a_page_that_is_not_utf8() {
    check(
        "utf8",
        &[("org/shop/mkdocs.yml", MKDOCS), ("org/shop/docs/index.md", b"# Shop\n\nGr\xFC\xDFe\n")],
        "shop/docs/index.md:3:3 not-utf8",
        1,
    );
}

#[test]
fn an_entry_of_the_nav_that_leads_nowhere() {
    check(
        "nav",
        &[
            ("org/shop/mkdocs.yml", b"site_name: Shop\nnav:\n  - index.md\n  - Gone: gone.md\n"),
            ("org/shop/docs/index.md", b"# Shop\n"),
        ],
        "shop/mkdocs.yml:4:11 nav-not-found",
        0,
    );
}

#[test]
fn a_link_that_leads_nowhere() {
    check(
        "link",
        &[("org/shop/mkdocs.yml", MKDOCS), ("org/shop/docs/index.md", b"# Shop\n\nSee [that](gone.md).\n")],
        "shop/docs/index.md:3:12 link-dead",
        0,
    );
}

#[test]
fn an_entity_defined_twice() {
    let again = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata:\n  name: team\nspec:\n  type: team\n  children: []\n";
    check(
        "twice",
        &[("org/shop/catalog-info.yaml", again.as_bytes())],
        "shop/catalog-info.yaml:4:9 duplicate-entity",
        0,
    );
}

/// A page as large as nobody writes one: its name, its text, what is found there, what it shows all the same.
type Monster = (&'static str, String, &'static [&'static str], &'static str);

fn monsters() -> Vec<Monster> {
    let row = "| a | `b` | *c* |\n";
    let lists: String = (0..5_000).map(|depth| "  ".repeat(depth) + "- item\n").collect();
    let counted = |count: u32, line: fn(u32) -> String| (0..count).map(line).collect::<Vec<_>>().concat();
    vec![
        ("table", "| x | y | z |\n|---|---|---|\n".to_owned() + &row.repeat(100_000), &[], "<em>c</em>"),
        ("quotes", "> ".repeat(10_000) + "deep", &["1:81 page-limit"], "deep"),
        // 25 MB of text: more than a page may hold.
        ("lists", lists, &["2894:1 page-limit", "40:81 page-limit"], "item"),
        ("markers", "- ".repeat(5_000) + "deep", &["1:81 page-limit"], "deep"),
        ("line", "word *em* ".repeat(100_000), &[], "<em>em</em>"),
        ("letters", "x".repeat(1_000_000), &[], "xxx"),
        (
            "fence",
            "# T\n\n```yaml\n".to_owned() + &"a: 1\n".repeat(100_000),
            &["3:1 fence-open"],
            "language-yaml",
        ),
        ("brackets", "[".repeat(100_000), &[], "[[["),
        ("links", "[a](".repeat(100_000), &[], "[a]([a]("),
        ("stars", "*".repeat(100_000) + "a", &[], "***"),
        ("emphasis", "**a*".repeat(50_000), &[], "a"),
        ("elements", "<div>".repeat(100_000) + "text", &[], "text"),
        ("comments", "<!-- ".repeat(100_000), &[], "&lt;!--"),
        ("ticks", "`a``b```c".repeat(30_000), &[], "a"),
        ("critic", "{++ {-- ".repeat(50_000), &[], "{++"),
        ("attributes", "`a`{".repeat(50_000), &[], "<code>a</code>{"),
        ("diagrams", "::uml::\n".repeat(50_000), &[], "::uml::"),
        ("notes", counted(20_000, |n| format!("[^{n}]: n [^{}]\n\n", n + 1)), &[], "footnote"),
        ("words", counted(5_000, |n| format!("*[W{n}]: m\n")) + &"\nW1 W2 ".repeat(50_000), &[], "<abbr"),
        (
            "circle",
            "before\n\n--8<-- \"docs/circle.md\"\n\nafter\n".to_owned(),
            &["3:1 snippet-cycle"],
            "after",
        ),
    ]
}

#[test]
fn pages_beyond_measure_are_shown_as_far_as_they_go() {
    let monsters = monsters();
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("org/good/catalog-info.yaml".to_owned(), GOOD.to_vec()),
        ("org/good/mkdocs.yml".to_owned(), b"site_name: Good\n".to_vec()),
        ("org/good/docs/index.md".to_owned(), b"# Good\n".to_vec()),
    ];
    for (name, text, ..) in &monsters {
        files.push((format!("org/good/docs/{name}.md"), text.as_bytes().to_vec()));
    }
    let files: Vec<_> = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let folder = Folder::new("monsters", &files);
    let (found, _) = found(&folder);
    let mut expected = Vec::new();
    for (name, _, said, holds) in &monsters {
        expected.extend(said.iter().map(|one| format!("good/docs/{name}.md:{one}")));
        let html = folder.read(&format!("site/docs/default/component/good/{name}/index.html"));
        let body = html.split_once("data-docs-body").map_or("", |(_, body)| body);
        assert!(body.contains(holds), "{name} lacks {holds}");
    }
    expected.sort();
    let mut found = found;
    found.sort();
    assert_eq!(found, expected);
}

/// An entity as large as nobody writes one: what is said of it, and what becomes of the rest.
#[test]
fn entities_that_hold_too_much_are_cut_and_reported() {
    let head = |name: &str| {
        format!("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n")
    };
    let spec = "spec: {type: service, lifecycle: production, owner: group:default/team}\n";
    let tags: Vec<String> = (0..100_000).map(|number| format!("t{number}")).collect();
    let tagged = format!("{}  tags: [{}]\n{spec}", head("tagged"), tags.join(", "));
    let told = format!("{}  description: {}END\n{spec}", head("told"), "word **bold** ".repeat(50_000));
    let long = format!("{}  annotations: {{x.example/a: {}}}\n{spec}", head("long"), "y".repeat(3 << 20));
    let folder = Folder::new(
        "too-much",
        &[
            ("org/good/catalog-info.yaml", GOOD),
            ("org/tagged/catalog-info.yaml", tagged.as_bytes()),
            ("org/told/catalog-info.yaml", told.as_bytes()),
            ("org/long/catalog-info.yaml", long.as_bytes()),
        ],
    );
    let (found, _) = found(&folder);
    for expected in [
        "tagged/catalog-info.yaml:5:3 entity-limit",
        "told/catalog-info.yaml:5:3 entity-limit",
        "long/catalog-info.yaml:5:17 entity-limit",
    ] {
        assert!(found.iter().any(|one| one == expected), "{expected} is not among {found:#?}");
    }
    let site = folder.path().join("site");
    assert_eq!(std::fs::read_dir(site.join("catalog/tag")).unwrap().count(), 500);
    for name in ["tagged", "told", "long"] {
        let pages = crate::support::tree(&site.join("catalog/default/component").join(name));
        for (path, bytes) in pages {
            assert!(bytes.len() < 2 << 20, "{name}/{path}: {} bytes", bytes.len());
        }
        let api = folder.read(&format!("site/api/catalog/entities/by-name/component/default/{name}.json"));
        assert!(api.len() < 3 << 20, "{name}: {} bytes", api.len());
        assert_eq!(api.contains("t99999"), name == "tagged", "what Backstage would answer keeps its tags");
    }
}

/// Many that lead to one: what a page costs must not grow with them all.
#[test]
fn an_entity_that_everything_depends_on() {
    let head = |kind: &str, name: &str| {
        format!("---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: {name}}}\n")
    };
    let mut text = head("Component", "hub") + "spec: {type: service, lifecycle: production, owner: g0}\n";
    for number in 0..400 {
        let name = format!("c{number}");
        text += &(head("Component", &name)
            + &format!(
                "spec: {{type: service, lifecycle: production, owner: g{number}, dependsOn: [component:hub, component:gone]}}\n"
            ));
        let parent = if number == 0 { String::new() } else { format!("parent: g{}, ", number - 1) };
        text += &(head("Group", &format!("g{number}"))
            + &format!("spec: {{type: team, {parent}children: []}}\n"));
    }
    let folder = Folder::new(
        "hub",
        &[("org/good/catalog-info.yaml", GOOD), ("org/hub/catalog-info.yaml", text.as_bytes())],
    );
    let (found, exit) = found(&folder);
    assert_eq!(exit, Some(1), "one is missing: {:#?}", &found[..found.len().min(9)]);
    let hub = folder.read("site/catalog/default/component/hub/index.html");
    assert!(hub.contains("+395 more") || hub.contains("more"), "{}", hub.len());
    let leaf = folder.read("site/catalog/default/component/c7/index.html");
    assert!(leaf.contains("hub") && leaf.contains("gone"));
    // The top of the chain owns all below it.
    let top = folder.read("site/catalog/default/group/g0/index.html");
    assert!(top.contains("401"), "what the groups below own is counted");
}
