//! Builds over a site that stands already.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

struct Org(PathBuf);

impl Org {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("backlot-rebuild-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let org = Self(folder);
        org.write("shop/catalog-info.yaml", SHOP);
        org.write("shop/docs/index.md", "# Shop\n\n[lost](lost.md)\n");
        org
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join("org").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        // File systems count time in steps, and a build trusts no file that is younger than one.
        std::thread::sleep(Duration::from_millis(100));
    }

    /// Exit status and what was said.
    fn build(&self, flags: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_backlot"))
            .args(["build", "org", "-o", "site"])
            .args(flags)
            .current_dir(&self.0)
            .env("NO_COLOR", "1")
            .env_remove("GITHUB_ACTIONS")
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// Whether folders can remember here.
    #[cfg(target_os = "linux")]
    fn remembers(&self) -> bool {
        let flags = rustix::fs::XattrFlags::empty();
        rustix::fs::setxattr(&self.0, "user.backlot.test", b"1", flags).is_ok()
    }

    #[cfg(not(target_os = "linux"))]
    fn remembers(&self) -> bool {
        false
    }
}

impl Drop for Org {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const SHOP: &str = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: shop\n  annotations:\n    \
                    backstage.io/techdocs-ref: dir:.\nspec:\n  type: service\n  lifecycle: production\n  owner: nobody\n";

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn what_did_not_change_is_not_built() {
    let org = Org::new("same");
    let (first, said) = org.build(&["--strict"]);
    assert!(said.contains("Built "), "{said}");
    if !org.remembers() {
        return;
    }
    let (second, said) = org.build(&["--strict"]);
    assert!(said.starts_with("Nothing changed"), "{said}");
    assert_eq!(first, second, "what was found is found still");
    assert_eq!(org.build(&[]).0, i32::from(said.contains("error")), "and counts by this run's threshold");

    // Whoever reads findings as data gets them, and who doubts has it looked at.
    let (_, said) = org.build(&["--format", "json"]);
    assert!(said.contains("Built "), "{said}");
    let (_, said) = org.build(&["--no-cache"]);
    assert!(said.contains("Built "), "{said}");

    // A file, a folder, the configuration, a flag.
    org.write("shop/docs/index.md", "# Shop, renamed\n");
    assert!(org.build(&[]).1.contains("Built "));
    assert!(text(&org.0.join("site/docs/default/component/shop/index.html")).contains("renamed"));
    assert!(org.build(&[]).1.starts_with("Nothing changed"));
    org.write("team/catalog-info.yaml", &SHOP.replace("shop", "team"));
    assert!(org.build(&[]).1.contains("Built "));
    org.write("backlot.yaml", "title: Another\n");
    assert!(org.build(&[]).1.contains("Built "));
    assert!(org.build(&["--base-url", "https://dev.example.org"]).1.contains("Built "));
    std::fs::remove_dir_all(org.0.join("org/team")).unwrap();
    assert!(org.build(&[]).1.contains("Built "));
    // The same bytes under another stamp may have been others.
    let page = text(&org.0.join("org/shop/docs/index.md"));
    org.write("shop/docs/index.md", &page);
    assert!(org.build(&[]).1.contains("0 of "));
}

#[test]
fn a_site_that_is_gone_is_built_again() {
    let org = Org::new("gone");
    org.build(&[]);
    std::fs::remove_dir_all(org.0.join("site")).unwrap();
    assert!(org.build(&[]).1.contains("Built "));
    assert!(org.0.join("site/index.html").exists());
}

#[test]
fn the_same_bytes_by_any_number_of_threads_and_from_any_place() {
    let (one, other) = (Org::new("one"), Org::new("other-path"));
    one.build(&["--jobs", "1"]);
    other.build(&["--jobs", "8"]);
    let differences = Command::new("diff")
        .args(["-r", "site"])
        .arg(other.0.join("site"))
        .current_dir(&one.0)
        .output()
        .unwrap();
    assert!(differences.status.success(), "{}", String::from_utf8_lossy(&differences.stdout));
}

#[test]
fn stages_are_timed_when_asked() {
    let org = Org::new("timings");
    let (_, said) = org.build(&["--timings"]);
    assert!(said.contains(" s  Rendering Markdown\n"), "{said}");
    let (_, said) = org.build(&["--no-cache"]);
    assert!(!said.contains("Rendering Markdown"), "{said}");
}
