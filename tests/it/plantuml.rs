//! PlantUML by the user's command, from the configuration to the page.
#![cfg(unix)]

use crate::support::{Folder, command, stderr};

const PAGE: &str = "# Ferries\n\n```plantuml\nPier -> Ferry: board\n```\n";

fn site(name: &str, script: &str) -> Folder {
    let command: Vec<_> =
        ["sh", "-c", script].iter().map(|part| serde_json::to_string(part).unwrap()).collect();
    let config = format!("docs: {{plantuml: {{command: [{}]}}}}\n", command.join(", "));
    let files =
        [("mkdocs.yml", "site_name: Ferries\n"), ("docs/index.md", PAGE), ("backlot.yaml", config.as_str())];
    Folder::new(&format!("plantuml-{name}"), &files)
}

/// The page and what was told.
fn build(folder: &Folder, more: &[&str]) -> (String, String) {
    let output = command()
        .args(["docs", ".", "-o", "site"])
        .args(more)
        .current_dir(folder.path())
        .env("XDG_CACHE_HOME", folder.path().join("cache"))
        .output()
        .unwrap();
    (folder.read("site/index.html"), stderr(&output))
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
    assert_eq!(folder.read("seen"), "@startuml\nPier -> Ferry: board\n@enduml\n");
    let (again, _) = build(&folder, &["--config", "backlot.yaml"]);
    assert_eq!(again, page);
    assert_eq!(folder.read("runs"), "x\n", "drawn once, kept for the second build");
}

#[test]
fn a_configuration_that_was_found_runs_nothing() {
    let folder = site("found", "touch ran; echo '<svg></svg>'");
    let (page, told) = build(&folder, &[]);
    assert!(!folder.path().join("ran").exists());
    assert!(told.contains("BL708") && told.contains("backlot.yaml:1:"), "{told}");
    assert!(page.contains("Pier -&gt; Ferry: board") && page.contains("PlantUML diagram"), "{page}");
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
}
