//! What a publish leaves at its target: the files it put there, and their hashes.
//!
//! In: the files of a site; the bytes of a manifest. Out: the same back. Never: believes more of a manifest than that its paths
//! may be deleted: a path that leaves the target makes it unreadable.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::output::{SiteFile, checked};

/// Its name at the root of what was published.
pub(super) const MANIFEST: &str = "backlot-manifest.json";
/// What it calls itself. Raised when an older version could not read it.
const VERSION: u32 = 1;

/// The files of a published site by path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Hash of each file.
    pub(super) files: BTreeMap<String, u128>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    backlot: u32,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// That of a site.
    pub(super) fn of(files: &[SiteFile]) -> Self {
        Self { files: files.iter().map(|file| (file.path.clone(), file.hash)).collect() }
    }

    /// As it is written: a file a line, so that a commit shows what changed.
    pub(super) fn write(&self) -> Vec<u8> {
        let files = self.files.iter().map(|(path, hash)| (path.clone(), format!("{hash:032x}"))).collect();
        // A map of strings always serialises.
        let mut text = serde_json::to_vec_pretty(&Written { backlot: VERSION, files }).unwrap_or_default();
        text.push(b'\n');
        text
    }

    /// Reads one; the error says what is wrong with it.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, String> {
        let written: Written = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if written.backlot != VERSION {
            return Err(format!("version {} instead of {VERSION}", written.backlot));
        }
        let mut files = BTreeMap::new();
        for (path, hash) in written.files {
            checked(&path).map_err(|fault| format!("`{path}`: {fault}"))?;
            let hash = u128::from_str_radix(&hash, 16).map_err(|_| format!("`{path}` has no hash"))?;
            files.insert(path, hash);
        }
        Ok(Self { files })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let manifest =
            Manifest { files: [("a/index.html".to_owned(), 7), ("b".to_owned(), u128::MAX)].into() };
        assert_eq!(Manifest::read(&manifest.write()), Ok(manifest));
    }

    #[test]
    fn what_is_not_one_is_refused() {
        for text in [
            "",
            "[]",
            r#"{"backlot": 2, "files": {}}"#,
            r#"{"backlot": 1, "files": {"../x": "00"}}"#,
            r#"{"backlot": 1, "files": {"/x": "00"}}"#,
            r#"{"backlot": 1, "files": {"x": "zz"}}"#,
        ] {
            assert!(Manifest::read(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn cut_short_anywhere_it_is_refused() {
        let bytes = Manifest { files: [("a".to_owned(), 1), ("b/c".to_owned(), 2)].into() }.write();
        for end in 0..bytes.len() - 2 {
            assert!(Manifest::read(&bytes[..end]).is_err(), "{end}");
        }
    }
}
