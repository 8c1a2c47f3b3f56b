//! PlantUML by the user's command, from the configuration to the page.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PAGE: &str = "# Ferries\n\n```plantuml\nPier -> Ferry: board\n```\n";

fn site(name: &str, command: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("backlot-plantuml-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("docs")).unwrap();
    fs::write(folder.join("mkdocs.yml"), "site_name: Ferries\n").unwrap();
    fs::write(folder.join("docs/index.md"), PAGE).unwrap();
    let command: Vec<_> =
        ["sh", "-c", command].iter().map(|part| serde_json::to_string(part).unwrap()).collect();
    let config = format!("docs: {{plantuml: {{command: [{}]}}}}\n", command.join(", "));
    fs::write(folder.join("backlot.yaml"), config).unwrap();
    folder
}

/// The page and what was told.
fn build(folder: &Path, more: &[&str]) -> (String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_backlot"))
        .args(["docs", ".", "-o", "site"])
        .args(more)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("NO_COLOR", "1")
        .env_remove("GITHUB_ACTIONS")
        .output()
        .unwrap();
    let page = fs::read_to_string(folder.join("site/index.html")).unwrap();
    (page, String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_named_configuration_draws_and_the_drawing_is_clean() {
    let drawing = "cat > seen; echo x >> runs; echo '<svg onload=\"alert(1)\"><script>alert(2)</script><rect style=\"fill:teal\"/></svg>'";
    let folder = site("named", drawing);
    let (page, told) = build(&folder, &["--config", "backlot.yaml"]);
    assert!(page.contains("<svg><rect fill=\"teal\"/></svg>"), "{page}");
    assert!(page.contains("Pier -&gt; Ferry: board"), "the source stays to be read");
    assert!(!page.contains("alert"), "{page}");
    assert!(!told.contains("warning") && !told.contains("note"), "{told}");
    assert_eq!(
        fs::read_to_string(folder.join("seen")).unwrap(),
        "@startuml\nPier -> Ferry: board\n@enduml\n"
    );
    let (again, _) = build(&folder, &["--config", "backlot.yaml"]);
    assert_eq!(again, page);
    assert_eq!(
        fs::read_to_string(folder.join("runs")).unwrap(),
        "x\n",
        "drawn once, kept for the second build"
    );
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn a_configuration_that_was_found_runs_nothing() {
    let folder = site("found", "touch ran; echo '<svg></svg>'");
    let (page, told) = build(&folder, &[]);
    assert!(!folder.join("ran").exists());
    assert!(told.contains("BL708") && told.contains("backlot.yaml:1:"), "{told}");
    assert!(page.contains("Pier -&gt; Ferry: board") && page.contains("PlantUML diagram"), "{page}");
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn what_cannot_be_drawn_is_told_and_shown() {
    let folder = site("fails", "echo 'Syntax Error? (line 1)' >&2; exit 200");
    let (page, told) = build(&folder, &["--config", "backlot.yaml"]);
    assert!(
        told.contains("docs/index.md:3:1") && told.contains("`sh` says: Syntax Error? (line 1)"),
        "{told}"
    );
    assert!(page.contains("Pier -&gt; Ferry: board"), "{page}");
    let _ = fs::remove_dir_all(folder);
}
