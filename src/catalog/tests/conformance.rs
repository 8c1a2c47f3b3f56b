//! The conformance table: what the real catalog backend makes of one entity each, row by row.
//!
//! In: an entity, made of a sound one and one change. Out: whether it is in the catalog, and the words of the refusal.

use std::path::PathBuf;

use crate::catalog::{Catalog, Found, assemble, read_file};
use crate::config::Config;
use crate::crawl::crawl;
use crate::diag::Diagnostics;
use crate::source::{Files, Memory};

/// Reads a tree of files as a portal would.
pub(super) fn portal<const N: usize>(tree: [(&str, &str); N], config: &Config) -> (Catalog, Diagnostics) {
    let files = Files::memory(Memory::from(tree));
    let (inventory, mut found) = crawl(&files, &[PathBuf::from("/org")], config, false);
    let read = inventory.iter().flat_map(|(id, repo)| repo.catalog_files.iter().map(move |file| (id, file)));
    let read = read
        .map(|(id, (path, file))| {
            read_file(&files, &inventory, id, path, *file, Found::by_name(path), config)
        })
        .collect();
    let (catalog, more) = assemble(&files, &inventory, read, config, None);
    found.append(more);
    assert_eq!(
        catalog.documents_read,
        catalog.entities.len() + catalog.refused.len() + catalog.duplicates,
        "no document is lost"
    );
    (catalog, found.sorted(&files))
}

fn alone(text: &str) -> (Catalog, Diagnostics) {
    portal([("org/shop/catalog-info.yaml", text)], &Config::default())
}

/// A configuration that says where the repositories are hosted.
fn hosted(remote: &str) -> Config {
    Config { remote: Some(remote.to_owned()), ..Config::default() }
}

/// A sound entity of a kind, with `{}` where `extra` goes.
fn entity(kind: &str, metadata: &str, spec: &str) -> String {
    let version =
        if kind == "Template" { "scaffolder.backstage.io/v1beta3" } else { "backstage.io/v1alpha1" };
    format!("apiVersion: {version}\nkind: {kind}\nmetadata: {{{metadata}}}\nspec: {{{spec}}}\n")
}

const SPEC: &str = "type: service, lifecycle: production, owner: team-a";

/// `expected` is empty for an accepted entity, else a part of the message that refuses it.
fn check(row: usize, text: &str, expected: &str) {
    let (catalog, found) = alone(text);
    let errors: Vec<_> = found
        .iter()
        .filter(|finding| finding.severity == crate::diag::Severity::Error)
        .map(|finding| finding.message.as_str())
        .collect();
    if expected.is_empty() {
        assert_eq!((catalog.entities.len(), errors.as_slice()), (1, &[][..]), "row {row}: {text}");
    } else {
        assert!(catalog.entities.is_empty(), "row {row} is refused: {text}");
        assert!(errors.iter().any(|error| error.contains(expected)), "row {row}: {errors:?} for {text}");
    }
}

fn metadata(row: usize, metadata: &str, expected: &str) {
    check(row, &entity("Component", metadata, SPEC), expected);
}

fn spec(row: usize, kind: &str, spec: &str, expected: &str) {
    check(row, &entity(kind, "name: a", spec), expected);
}

/// `type targetRef` of every relation of an entity.
fn relations(catalog: &Catalog, reference: &str) -> Vec<String> {
    let entity = catalog.entities.iter().find(|entity| entity.reference.as_str() == reference).unwrap();
    entity.relations.iter().map(|one| format!("{} {}", one.kind.as_str(), one.target)).collect()
}

#[test]
fn rows_1_to_15_metadata() {
    let name = |length: usize| format!("name: {}", "a".repeat(length));
    metadata(1, &name(63), "");
    metadata(1, &name(64), "`metadata.name` is not valid");
    metadata(2, "name: abc-", "`metadata.name` is not valid");
    metadata(2, "name: _a", "`metadata.name` is not valid");
    metadata(3, "name: a--b__c..d", "");
    let (catalog, _) = alone(&entity("Component", "name: MyComp", SPEC));
    assert_eq!(catalog.entities[0].reference.as_str(), "component:default/mycomp");
    assert_eq!(catalog.entities[0].metadata.name, "MyComp", "row 3: its case is kept for display");
    metadata(4, "name: 123", "`metadata.name` must be a string, this is a number");
    for namespace in ["Foo", "a_b", "''", "null"] {
        metadata(5, &format!("name: a, namespace: {namespace}"), "`metadata.namespace`");
    }
    metadata(6, "name: a, labels: {x: ''}", "");
    metadata(6, "name: a, labels: {x: 1}", "`metadata.labels.x` must be a string");
    metadata(6, "name: a, labels: {x: a b}", "the label `x` is not valid");
    metadata(7, "name: a, labels: {Foo.com/x: a}", "the label key `Foo.com/x` is not valid");
    metadata(7, "name: a, labels: {a.b/c/d: a}", "the label key `a.b/c/d` is not valid");
    metadata(8, "name: a, annotations: {x: true}", "`metadata.annotations.x` must be a string");
    metadata(8, "name: a, annotations: {x: null}", "`metadata.annotations.x` must be a string");
    metadata(8, "name: a, annotations: {x: ''}", "");
    metadata(9, "name: a, annotations: null", "");
    for tag in ["Java", "node.js", "a_b", "a--b"] {
        metadata(10, &format!("name: a, tags: [{tag}]"), &format!("the tag `{tag}` is not valid"));
    }
    metadata(10, "name: a, tags: [1]", "`metadata.tags.0` must be a string");
    metadata(11, "name: a, tags: [c++, 'c#', 'a:b', a-b]", "");
    metadata(12, "name: a, links: [{url: foo}]", "`foo` is not a URL");
    metadata(12, "name: a, links: [{url: /foo}]", "`/foo` is not a URL");
    metadata(13, "name: a, links: [{url: 'mailto:x@y'}, {url: 'javascript:x'}]", "");
    metadata(14, "name: a, links: [{url: 'https://a.b', title: ''}]", "`metadata.links.0.title`");
    metadata(14, "name: a, links: [{url: 'https://a.b', title: ' '}]", "`metadata.links.0.title`");
    metadata(15, "name: a, title: ''", "`metadata.title` must be");
    metadata(15, "name: a, title: 1", "`metadata.title` must be");
    metadata(15, "name: a, description: ''", "");
    metadata(15, "name: a, description: null", "`metadata.description` must be");
    metadata(15, "name: a, description: 5", "`metadata.description` must be");
    for field in ["labels", "tags", "links"] {
        metadata(15, &format!("name: a, {field}: null"), &format!("`metadata.{field}` must be"));
    }
}

#[test]
fn rows_16_to_20_root() {
    let sound = entity("Component", "name: a", SPEC);
    check(16, &format!("{sound}relations: []\n"), "unknown field `relations`");
    check(16, &format!("{sound}status: {{}}\n"), "unknown field `status`");
    check(17, &format!("{sound}foo: 1\n"), "an entity has no field `foo`");
    let head = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a}\n";
    check(18, head, "`spec` is missing");
    check(18, &format!("{head}spec:\n"), "`spec` must be a mapping, this is null");
    check(19, &sound.replace("v1alpha1", "v1beta1"), "");
    check(19, &sound.replace("v1alpha1", "v1"), "there is no Component in `backstage.io/v1`");
    check(20, &sound.replace("Component", "component"), "no kind is called `component`");
    check(20, &sound.replace("Component", "Api"), "no kind is called `Api`");
}

#[test]
fn rows_21_to_27_references() {
    let component = |rest: &str| format!("type: service, lifecycle: production, {rest}");
    spec(21, "Component", "type: service, lifecycle: production", "`spec.owner` is missing");
    for owner in ["''", "[a]", "{name: a}", "5"] {
        spec(21, "Component", &component(&format!("owner: {owner}")), "`spec.owner` must be a string");
    }
    for (owner, target) in [
        ("user:jdoe", "user:default/jdoe"),
        ("component:foo", "component:default/foo"),
        ("foo@bar.com", "group:default/foo@bar.com"),
        ("'@org/team'", "group:@org/team"),
        ("a/b/c", "group:a/b/c"),
    ] {
        let (catalog, _) = alone(&entity("Component", "name: a", &component(&format!("owner: {owner}"))));
        assert_eq!(relations(&catalog, "component:default/a"), [format!("ownedBy {target}")], "row 22");
    }
    spec(23, "Component", &format!("{SPEC}, system: ''"), "`spec.system` must be");
    spec(23, "Component", &format!("{SPEC}, system: null"), "`spec.system` must be");
    spec(24, "Component", &format!("{SPEC}, dependsOn: [foo]"), "`foo` is not a reference");
    spec(25, "Component", &format!("{SPEC}, dependsOn: []"), "");
    spec(25, "Component", &format!("{SPEC}, dependsOn: null"), "`spec.dependsOn` must be a list");
    spec(25, "Component", &format!("{SPEC}, dependsOn: 'component:b'"), "`spec.dependsOn` must be a list");
    let text = entity("Component", "name: a", &format!("{SPEC}, dependencyOf: 'component:b'"));
    let (catalog, _) = alone(&text);
    assert!(
        relations(&catalog, "component:default/a").contains(&"dependencyOf component:default/b".to_owned())
    );
    let (catalog, _) = alone(&entity("Component", "name: a, namespace: n1", &format!("{SPEC}, system: s")));
    assert!(relations(&catalog, "component:n1/a").contains(&"partOf system:n1/s".to_owned()), "row 27");
}

#[test]
fn rows_28_to_32_kinds() {
    spec(28, "User", "profile: {displayName: A}", "`spec.memberOf` is missing");
    spec(28, "User", "memberOf: []", "");
    spec(28, "User", "memberOf: null", "`spec.memberOf` must be a list");
    spec(29, "Group", "type: team", "`spec.children` is missing");
    let api = |definition: &str| format!("type: openapi, lifecycle: production, owner: a{definition}");
    spec(30, "API", &api(", definition: {openapi: x}"), "`spec.definition` must be a string");
    spec(30, "API", &api(", definition: ''"), "`spec.definition` must be a string");
    spec(30, "API", &api(""), "`spec.definition` is missing");
    spec(31, "Template", "type: service, steps: [{action: x}]", "");
    spec(31, "Template", "type: service", "`spec.steps` is missing");
    let template = entity("Template", "name: a", "type: service, steps: [{action: x}]");
    check(
        31,
        &template.replace("v1beta3", "v1beta2"),
        "there is no Template in `scaffolder.backstage.io/v1beta2`",
    );
    spec(32, "Location", "", "");
}

/// What Locations hold lies beside them, as in a checkout: rows 33 and 43 are the real backend's for `file:` locations,
/// whose paths it resolves against its own working folder. A portal built from checkouts reads them as URL locations.
#[test]
fn rows_33_to_37_locations() {
    let location = |spec: &str| entity("Location", "name: l", spec);
    let other = entity("Component", "name: a", SPEC);
    // Found by name only, so that what is read of the other file is read through the Location.
    let by_name = Config { discover: vec!["**/catalog-info.yaml".to_owned()], ..Config::default() };
    let tree = |text: &str| {
        portal([("org/shop/catalog-info.yaml", text), ("org/shop/sub/a.yaml", &other)], &by_name)
    };
    let (catalog, _) = tree(&location("target: sub/a.yaml"));
    assert_eq!(catalog.entities.len(), 2, "row 33, as from a URL");
    let refused = |row: usize, spec: &str, expected: &str| {
        let (_, found) = tree(&location(spec));
        assert!(
            found.iter().any(|finding| finding.message.contains(expected)),
            "row {row}: {:?}",
            found.iter().map(|finding| &finding.message).collect::<Vec<_>>()
        );
    };
    refused(33, "target: ./none.yaml", "the target `./none.yaml` leads to no file");
    refused(34, "target: ./sub/", "the target `./sub/` is a folder");
    refused(36, "presence: bad", "`spec.presence` must be");
    let (_, found) = tree(&location("target: ./none.yaml, presence: optional"));
    assert!(found.is_empty(), "a missing target that is optional is fine");
    let (catalog, _) = tree(&location("targets: ['./*/*.yaml', ./sub/a.yaml]"));
    assert_eq!(catalog.entities.len(), 2, "a glob, and the same file again");

    let both = format!("{other}---\nkind: [\n---\n{}", entity("Component", "name: b", SPEC));
    let (catalog, found) = alone(&both);
    assert_eq!((catalog.entities.len(), catalog.refused.len()), (2, 1), "row 37");
    let stops = |findings: &Diagnostics| findings.iter().any(|finding| finding.code.name == "location-stops");
    assert!(stops(&found), "row 37: said to stop the file in Backstage");
    let (_, found) = alone(&format!("{other}---\n{}", entity("Component", "name: b", "type: x")));
    assert!(!stops(&found), "an entity that is refused later stops no other");
}

/// Row 35: a URL location may hold no `file` one.
#[test]
fn row_35_file_in_url() {
    let config = hosted("https://github.com/acme/{repo}");
    let text = entity("Location", "name: l", "type: file, target: ./sub/a.yaml");
    let other = entity("Component", "name: a", SPEC);
    let (catalog, found) =
        portal([("org/shop/catalog-info.yaml", &text), ("org/shop/sub/a.yaml", &other)], &config);
    assert_eq!(catalog.entities.len(), 2, "the file is there, so it is read");
    assert!(
        found.iter().any(|finding| finding.code.name == "file-in-url"),
        "and Backstage's refusal is told"
    );
}

#[test]
fn rows_38_to_44_placeholders() {
    let api = |definition: &str| {
        entity("API", "name: a", &format!("type: openapi, lifecycle: production, owner: a, {definition}"))
    };
    let tree = |text: &str| {
        let tree = [
            ("org/shop/catalog-info.yaml", text),
            ("org/shop/api/open.yaml", "openapi: 3.0.0\n"),
            ("org/shop/two.yaml", "a: 1\n---\nb: 1\n"),
            ("org/shop/x.json", "{\"a\":\t[1]}"),
            ("org/other/x.yaml", "x"),
        ];
        let config = hosted("https://github.com/acme/{repo}");
        portal(tree, &config)
    };
    let merged = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a}\nspec:\n  x: &x {k: 1}\n  \
                  <<: *x\n  type: service\n  lifecycle: production\n  owner: a\n";
    let (catalog, _) = tree(merged);
    assert_eq!(catalog.entities[0].spec()["<<"]["k"], 1, "row 38");
    let (catalog, _) = tree(&api("definition: x, y: {$text: ./a, z: 1}, w: {$foo: {$text: ./a}}"));
    assert_eq!(catalog.entities[0].spec()["y"]["$text"], "./a", "row 39: with a sibling");
    assert_eq!(
        catalog.entities[0].spec()["w"]["$foo"]["$text"],
        "./a",
        "row 39: unknown, not descended into"
    );
    let (catalog, _) =
        tree(&api("definition: {$text: ./api/open.yaml}, j: {$json: x.json}, y: {$yaml: /api/open.yaml}"));
    let spec = catalog.entities[0].spec();
    assert_eq!(spec["definition"], "openapi: 3.0.0\n", "row 43: relative text is read from the checkout");
    assert_eq!((&spec["j"]["a"][0], &spec["y"]["openapi"]), (&1.into(), &"3.0.0".into()));
    for (row, definition, expected) in [
        (40, "{$text: 5}", "`$text` wants the path of a file"),
        (41, "{$yaml: ./two.yaml}", "holds 2 documents"),
        (42, "{$yaml: ./api/open.yaml}", "`spec.definition` must be a string"),
        (43, "{$text: ./none.yaml}", "there is no such file"),
        (43, "{$text: ../other/x.yaml}", "leaves the repository"),
        (44, "{$text: 'https://github.com/acme/other/blob/main/x.yaml'}", "another repository"),
        (44, "{$text: 'https://github.com/x/y/blob/main/x.yaml'}", "another repository"),
    ] {
        let (catalog, found) = tree(&api(&format!("definition: {definition}")));
        assert!(catalog.entities.is_empty(), "row {row}");
        let messages: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
        assert!(messages.iter().any(|message| message.contains(expected)), "row {row}: {messages:?}");
    }
    for url in [
        "https://raw.githubusercontent.com/acme/other/main/x.yaml",
        "https://github.com/acme/shop/blob/v1/x.json",
    ] {
        let (catalog, _) = tree(&api(&format!("definition: {{$text: '{url}'}}")));
        assert_eq!(catalog.entities.len(), 1, "row 44: {url}");
    }
}

#[test]
fn row_45_rules() {
    let mut config = Config::default();
    let allow = ["Component", "API", "Location"].map(|kind| (kind.to_owned(), None)).to_vec();
    config.catalog.rules = Some(vec![crate::config::AllowRule { allow, locations: Vec::new() }]);
    for (kind, spec, fits) in [
        ("System", "owner: a", false),
        ("Group", "type: team, children: []", false),
        ("Template", "type: service, steps: []", false),
        ("Component", SPEC, true),
    ] {
        let text = entity(kind, "name: a", spec);
        let (catalog, found) = portal([("org/shop/catalog-info.yaml", &text)], &config);
        assert_eq!(catalog.entities.len() == 1, fits, "{kind}");
        assert_eq!(found.iter().any(|finding| finding.code.name == "kind-not-allowed"), !fits, "{kind}");
    }
}

#[test]
fn rows_46_to_47_order() {
    let (catalog, _) =
        alone(&entity("Component", "name: a, tags: [zz, aa]", &format!("{SPEC}, providesApis: [b, a]")));
    let entity_a = &catalog.entities[0];
    assert_eq!(entity_a.spec()["providesApis"], serde_json::json!(["a", "b"]), "row 46");
    assert_eq!(entity_a.metadata.tags, ["zz", "aa"], "row 47");
    let (catalog, _) = alone(&entity("User", "name: a", "memberOf: [z, B, a]"));
    assert_eq!(catalog.entities[0].spec()["memberOf"], serde_json::json!(["B", "a", "z"]), "row 46");
}

#[test]
fn row_48_names_of_locations() {
    let config = hosted("https://github.com/o/{repo}");
    let text = entity("Component", "name: a", SPEC);
    let (catalog, _) = portal([("org/r/catalog-info.yaml", &text)], &config);
    let shown = crate::catalog::api::files(&catalog);
    let locations = shown.iter().find(|file| file.path.as_str() == "api/catalog/locations.json").unwrap();
    let crate::artifact::Content::Bytes(bytes) = &locations.content else { panic!("a file made here") };
    let text = String::from_utf8_lossy(bytes);
    assert!(text.contains("location:default/generated-7c55750a4675b0187bd394fa668346a2ab626ab7"), "{text}");
}
