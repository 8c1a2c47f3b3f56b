//! Lint rules beyond Backstage: each on the smallest catalog that breaks it, and on one that does not.

use crate::config::Config;

use super::conformance::portal;

const HEAD: &str = "apiVersion: backstage.io/v1alpha1\n";

/// Names of the rules that a catalog breaks, each `name entity`.
fn broken(documents: &[&str]) -> Vec<String> {
    let text: Vec<String> = documents.iter().map(|document| format!("{HEAD}{document}\n")).collect();
    let (_, found) = portal([("org/shop/catalog-info.yaml", &text.join("---\n"))], &Config::default());
    let mut out: Vec<String> = found
        .iter()
        .filter(|finding| finding.code.id.starts_with("BL3"))
        .map(|finding| format!("{} {}", finding.code.name, finding.entity.as_deref().unwrap_or("-")))
        .collect();
    out.sort();
    out
}

const DOCS: &str = "annotations: {backstage.io/techdocs-ref: 'dir:.'}";

fn component(name: &str, rest: &str) -> String {
    format!(
        "kind: Component\nmetadata: {{name: {name}, {DOCS}}}\nspec: {{type: service, lifecycle: production, owner: a{rest}}}"
    )
}

#[test]
fn each_rule() {
    let check = |documents: &[&str], expected: &[&str]| assert_eq!(broken(documents), expected);
    let group = "kind: Group\nmetadata: {name: a}\nspec: {type: team, children: []}";
    let user = "kind: User\nmetadata: {name: ann}\nspec: {memberOf: [a]}";
    let idle = "kind: User\nmetadata: {name: ann}\nspec: {memberOf: []}";
    check(&[&component("x", "")], &[]);
    check(&[&component("x", ""), group], &[]);
    check(&[&component("x", ""), group, user], &[]);
    check(&[&component("x", ""), group, idle], &["owner-is-nobody group:default/a"]);
    check(
        &[&component("x", "").replace("owner: a", "owner: 'component:y'")],
        &["owner-is-nobody component:default/x"],
    );
    let api =
        "kind: API\nmetadata: {name: i}\nspec: {type: x, lifecycle: deprecated, owner: a, definition: x}";
    check(&[api], &["api-without-consumers api:default/i"]);
    check(&[api, &component("x", ", consumesApis: [i]")], &["deprecated-dependency component:default/x"]);
    check(
        &["kind: System\nmetadata: {name: s}\nspec: {owner: a}"],
        &["system-without-domain system:default/s"],
    );
    check(&[&component("x", ", system: 'domain:d'")], &["target-kind component:default/x"]);
    check(
        &[&component("x", "").replace("techdocs-ref", "techdoc-ref")],
        &["annotation-unread component:default/x"],
    );
    check(&[&component("x", ", <<: {k: v}")], &["merge-key component:default/x"]);
    let template =
        "kind: Template\nmetadata: {name: t}\nspec: {type: x, steps: []}".replace("kind", "\nkind");
    let text = format!("apiVersion: scaffolder.backstage.io/v1beta3{template}\n");
    let (_, found) = portal([("org/shop/catalog-info.yaml", &text)], &Config::default());
    assert_eq!(found.iter().map(|finding| finding.code.name).collect::<Vec<_>>(), ["no-owner"]);
}

#[test]
fn cycles_are_told_once() {
    let documents = [
        component("a", ", dependsOn: ['component:b']"),
        component("b", ", dependsOn: ['component:c', 'component:b']"),
        component("c", ", dependsOn: ['component:a']"),
        component("d", ", dependsOn: ['component:a']"),
        component("e", ", dependsOn: ['component:e']"),
    ];
    let text: Vec<String> = documents.iter().map(|document| format!("{HEAD}{document}\n")).collect();
    let (_, found) = portal([("org/shop/catalog-info.yaml", &text.join("---\n"))], &Config::default());
    let cycles: Vec<_> = found
        .iter()
        .filter(|finding| finding.code.name == "dependency-cycle")
        .map(|finding| &finding.message)
        .collect();
    assert_eq!(
        cycles,
        [
            "`component:default/a` depends on itself: component:default/a → component:default/b → component:default/c → \
             component:default/a",
            "`component:default/e` depends on itself: component:default/e → component:default/e",
        ]
    );
}
