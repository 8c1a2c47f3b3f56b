//! A change rewrites the pages that show it, and no other: what a team that commits the portal sees in its pull requests.
//!
//! In: example-org, one thing changed. Out: which files differ. Never: counts files where their names can be compared.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Folder, backlot, built_example, example, is_page, stderr, tree};

/// Builds example-org with `change` applied, and answers with the paths that differ from the one built as it stands.
fn changed_by(name: &str, change: impl Fn(&Folder)) -> BTreeSet<String> {
    let folder = Folder::new::<&str>(name, &[]);
    for (path, bytes) in tree(&example()) {
        folder.write(&format!("org/{path}"), bytes);
    }
    change(&folder);
    let output = backlot(&["build", &folder.join("org"), "-o", &folder.join("site")]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let (before, after) = (tree(built_example()), tree(&folder.path().join("site")));
    let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != after.get(*path)).cloned().collect()
}

fn pages(changed: &BTreeSet<String>) -> Vec<&str> {
    changed.iter().map(String::as_str).filter(|path| is_page(path)).collect()
}

#[test]
fn an_edited_paragraph_changes_its_page() {
    let changed = changed_by("paragraph", |folder| {
        let path = "org/platform/docs/secrets.md";
        folder.write(path, folder.read(path) + "\nRotate the lighthouse keys quarterly.\n");
    });
    assert_eq!(pages(&changed), ["docs/default/component/skl/secrets/index.html"]);
}

#[test]
fn a_new_entity_changes_only_pages_that_list_or_count_it() {
    let changed = changed_by("entity", |folder| {
        let entity = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: tide-tables\nspec:\n  \
                      type: service\n  lifecycle: production\n  owner: bridge\n";
        folder.write("org/platform/tide-tables.yaml", entity);
    });
    let foreign: Vec<_> = pages(&changed)
        .into_iter()
        .filter(|path| path.starts_with("docs/") || path.starts_with("catalog/default/"))
        .filter(|path| {
            !path.contains("/tide-tables/") && !path.contains("/group/") && !path.contains("/user/")
        })
        .collect();
    assert!(foreign.is_empty(), "pages that do not show the new entity: {foreign:#?}");
}

#[test]
fn a_renamed_page_touches_no_other_site() {
    let changed = changed_by("rename", |folder| {
        let docs = folder.path().join("org/platform/docs");
        fs::rename(docs.join("secrets.md"), docs.join("secret-store.md")).unwrap();
        for file in ["org/platform/mkdocs.yml", "org/platform/docs/index.md"] {
            folder.write(file, folder.read(file).replace("secrets.md", "secret-store.md"));
        }
    });
    let others: Vec<_> = pages(&changed)
        .into_iter()
        .filter(|path| path.starts_with("docs/default/") && !path.starts_with("docs/default/component/skl/"))
        .collect();
    assert!(others.is_empty(), "{others:#?}");
    assert!(changed.contains("docs/default/component/skl/secret-store/index.html"), "{changed:#?}");
}
