//! Ranking: the script that a browser runs, under Node, over the example and its labelled queries.
//!
//! Left out where Node is not installed, unless `BACKLOT_BROWSER=required` says that it must run, as `.ci/run` does.

use std::process::Command;

use crate::support::{built_example, root};

/// Precision at 1 that the ranking keeps; `tests/search/README.md` has the table.
const LEAST: &str = "0.94";

#[test]
fn labelled_queries_find_what_they_mean() {
    let required = std::env::var("BACKLOT_BROWSER").is_ok_and(|value| value == "required");
    let has_node = Command::new("node").arg("--version").output().is_ok_and(|output| output.status.success());
    if !has_node && !required {
        println!("left out: there is no node");
        return;
    }
    let tests = root().join("tests/search");
    let output = Command::new("node")
        .arg(tests.join("evaluate.mjs"))
        .arg(built_example())
        .arg(tests.join("example-org.tsv"))
        .args(["--misses", "--least", LEAST])
        .output()
        .expect("node is installed");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
}
