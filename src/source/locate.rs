//! Where a path that a repository wrote leads.
//!
//! In: a [`Root`], the folder of the file that holds the path, and the path as written.
//! Out: a normalised path below the root (`/` between the parts), or why there is none.
//! Never: answers with a path outside the root, whether by `..`, by an absolute path or by a symlink.

use std::path::Path;

use super::{Files, Root};
use crate::path::normalise;

/// Why a path leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LocateError {
    /// It leaves the root, by its words or through a symlink.
    #[error("the path leaves the repository")]
    Outside,
    /// There is nothing there.
    #[error("there is no such file")]
    Missing,
    /// It holds a NUL byte or another thing no path can hold.
    #[error("this is not a path")]
    NotAPath,
    /// The operating system refused.
    #[error("{0}")]
    Io(String),
}

impl Files {
    /// The file or folder that `path`, written in a file of `folder`, leads to: its normalised path below
    /// `root`. It exists and, symlinks followed, lies below the root.
    pub fn locate(&self, root: &Root, folder: &str, path: &str) -> Result<String, LocateError> {
        if path.contains('\0') {
            return Err(LocateError::NotAPath);
        }
        let relative = normalise(folder, &path.replace('\\', "/")).ok_or(LocateError::Outside)?;
        self.confirm(root, &relative)?;
        Ok(relative)
    }

    /// Whether a normalised path exists and really lies below the root.
    fn confirm(&self, root: &Root, relative: &str) -> Result<(), LocateError> {
        let full = root.path().join(relative);
        let real = self.real_path(&full).map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => LocateError::Missing,
            std::io::ErrorKind::InvalidInput => LocateError::NotAPath,
            _ => LocateError::Io(error.to_string()),
        })?;
        if is_below(&real, root.path()) { Ok(()) } else { Err(LocateError::Outside) }
    }
}

/// Whether `path` is `root` or below it, part by part (`/a/bc` is not below `/a/b`).
pub(super) fn is_below(path: &Path, root: &Path) -> bool {
    path.starts_with(root)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn outside_and_missing_are_told_apart() {
        let files = Files::memory(Memory::from([("repo/docs/a.md", "A"), ("other/secret", "S")]));
        let root = files.root(Path::new("repo"), "repo").unwrap();
        assert_eq!(files.locate(&root, "docs", "a.md").unwrap(), "docs/a.md");
        assert_eq!(files.locate(&root, "docs", "b.md"), Err(LocateError::Missing));
        assert_eq!(files.locate(&root, "docs", "../../other/secret"), Err(LocateError::Outside));
        assert_eq!(files.locate(&root, "docs", "a\0"), Err(LocateError::NotAPath));
    }
}
