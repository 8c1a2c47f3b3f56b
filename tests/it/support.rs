//! What every feature's tests need: the binary, folders of their own, trees as maps, the one build of `example-org`.
//!
//! In: arguments, files. Out: what the program said, what it wrote. Never: looks inside the crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

/// The binary, away from what the machine that runs the tests would tell it.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backlot"));
    command.env_remove("GITHUB_ACTIONS").env_remove("GITHUB_STEP_SUMMARY").env("NO_COLOR", "1");
    command
}

pub(crate) fn backlot(arguments: &[&str]) -> Output {
    command().args(arguments).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Whether the goldens are to be written anew.
pub(crate) fn bless() -> bool {
    std::env::var_os("BACKLOT_BLESS").is_some()
}

/// The crate's own folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of the invented company.
pub(crate) fn example() -> PathBuf {
    root().join("example-org")
}

/// The site of `example-org`, built once for all tests that only read it.
pub(crate) fn built_example() -> &'static Path {
    static SITE: LazyLock<PathBuf> = LazyLock::new(|| {
        let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("example-site");
        let _ = fs::remove_dir_all(&site);
        let output = backlot(&["build", example().to_str().unwrap(), "-o", site.to_str().unwrap()]);
        // The mistakes in it are errors, and the site stands.
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        site
    });
    &SITE
}

/// A folder of a test's own, removed with it.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// `name` is unique among the tests.
    pub(crate) fn new<B: AsRef<[u8]>>(name: &str, files: &[(&str, B)]) -> Self {
        let folder = std::env::temp_dir().join(format!("backlot-it-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let folder = Self(folder);
        for (path, bytes) in files {
            folder.write(path, bytes.as_ref());
        }
        folder
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A path in it, as an argument.
    pub(crate) fn join(&self, below: &str) -> String {
        self.0.join(below).to_str().unwrap().to_owned()
    }

    /// Runs the binary in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        command().args(arguments).current_dir(&self.0).output().unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Path → bytes of every file of a tree.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// Whether a file of a tree is a page.
pub(crate) fn is_page(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "html")
}

/// The first line in which two texts differ, as the tests say it. `None`: they are the same.
pub(crate) fn first_difference(expected: &str, actual: &str) -> Option<String> {
    if expected == actual {
        return None;
    }
    let mut actual_lines = actual.lines();
    for (index, line) in expected.lines().enumerate() {
        let new = actual_lines.next();
        if new != Some(line) {
            return Some(format!("line {}:\n  - {line}\n  + {}", index + 1, new.unwrap_or("(end)")));
        }
    }
    Some(format!("line {}: more than the golden holds", expected.lines().count() + 1))
}
