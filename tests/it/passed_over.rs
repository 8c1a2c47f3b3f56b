//! What no build can read: symlinks that lead nowhere, round in a circle or away, pipes, workflows called as configurations are.
//!
//! In: repositories on a disk. Out: a diagnostic with the path of each, and none for what is none of our business. Never:
//! a build that waits for a pipe.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::process::Command;

use crate::support::{Folder, stderr, stdout};

#[test]
fn symlinks_and_pipes_are_told_with_their_paths() {
    let folder = Folder::new(
        "passed-over",
        &[
            ("org/shop/mkdocs.yml", "site_name: S\n"),
            ("org/shop/docs/index.md", "# Home\n"),
            ("org/shop/real.txt", "apiVersion: backstage.io/v1alpha1\n"),
            ("elsewhere/docs/index.md", "# Secret\n"),
            ("org/away/mkdocs.yml", "site_name: A\n"),
        ],
    );
    let at = |path: &str| folder.path().join(path);
    symlink("real.txt", at("org/shop/catalog-info.yaml")).unwrap();
    symlink("nowhere.md", at("org/shop/docs/gone.md")).unwrap();
    symlink("..", at("org/shop/docs/round")).unwrap();
    symlink("../../elsewhere/docs", at("org/away/docs")).unwrap();
    assert!(Command::new("mkfifo").arg(at("org/shop/docs/pipe.md")).status().unwrap().success());
    let output = folder.run(&["build", "org", "-o", "out", "--format", "human", "--max", "0"]);
    let said = stdout(&output) + &stderr(&output);
    for expected in [
        "`shop/catalog-info.yaml` is passed over: it is a symlink, and is not followed",
        "`shop/docs/gone.md` is passed over: the symlink to `nowhere.md` leads nowhere",
        "`shop/docs/round` is passed over: the symlink leads back to a folder above it",
        "`shop/docs/pipe.md` is passed over: it is neither a file nor a folder, and is not read",
        "`docs_dir: docs` leaves the repository",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    assert!(!folder.read("out/llms.txt").contains("Secret"));
}

#[test]
fn a_workflow_called_mkdocs_is_no_site() {
    let workflow = "name: MkDocs\non: push\njobs:\n  docs:\n    runs-on: ubuntu-latest\n    steps: [{run: mkdocs build}]\n";
    let folder = Folder::new(
        "workflow",
        &[
            ("org/shop/mkdocs.yml", "site_name: S\n"),
            ("org/shop/docs/index.md", "# Home\n"),
            ("org/shop/.github/workflows/mkdocs.yml", workflow),
            ("org/shop/ci/mkdocs.yaml", "stages: [docs]\nbuild docs:\n  script: mkdocs build\n"),
            ("org/shop/odd/mkdocs.yml", "site-name: Odd\n"),
        ],
    );
    let output = folder.run(&["check", "org", "--format", "human", "--max", "0"]);
    let said = stdout(&output) + &stderr(&output);
    assert!(!said.contains("workflows") && !said.contains("ci/"), "{said}");
    // A misspelt key is still one.
    assert!(said.contains("did you mean `site_name`?"), "{said}");
}
