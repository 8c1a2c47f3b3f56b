//! The tests that need a browser: `tests/browser`, run by Node's own test runner.
//!
//! They are left out where Node, its packages or Chromium are not installed (`npm ci --prefix tests/browser`),
//! unless `BACKLOT_BROWSER=required` says that they must run, as `.ci/run` does.

use std::path::Path;
use std::process::Command;

#[test]
fn what_only_a_browser_shows() {
    let required = std::env::var("BACKLOT_BROWSER").is_ok_and(|value| value == "required");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let ready = folder.join("node_modules/playwright-core").is_dir();
    if !ready && !required {
        println!("left out: run `npm ci --prefix tests/browser` to have them");
        return;
    }
    assert!(ready, "run `npm ci --prefix tests/browser` first");
    let site = crate::support::built_example();
    let status = Command::new("node")
        .arg("--test")
        .current_dir(&folder)
        .env("BACKLOT", env!("CARGO_BIN_EXE_backlot"))
        .env("BACKLOT_SITE", site)
        .status()
        .expect("node is installed");
    assert!(status.success(), "see above");
}
