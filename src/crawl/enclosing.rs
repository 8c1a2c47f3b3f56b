//! The repository around a folder that was named alone.
//!
//! In: a folder of the command line. Out: the root of its repository, and the folder's path below it. Never: goes up
//! to a folder that nothing marks as a repository: without a mark the folder itself is all there is.

use std::io;
use std::path::Path;

use super::Repo;
use super::discover::Globs;
use super::remote;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::forge;
use crate::source::{Files, Root};

/// Version control's own folder; in a worktree a file.
const VERSION_CONTROL: &[&str] = &[".git", ".hg", ".jj", ".svn"];
/// What a pipeline reads at the top alone, on whatever forge.
const PIPELINE: &str = ".circleci";
/// What an archive of a repository has at its top.
const LICENCE: &[&str] = &["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING", "PKG-INFO"];

/// What marks the top of a repository, the surest first.
fn marks() -> [Vec<&'static str>; 3] {
    [VERSION_CONTROL.to_vec(), forge::root_files().chain([PIPELINE]).collect(), LICENCE.to_vec()]
}

/// The repository that `folder` is a part of, and the folder's path below its root (empty for the root itself). Links
/// and includes of the folder's docs may lead anywhere in it, as they may in a checkout that TechDocs builds.
pub(crate) fn enclosing(files: &Files, folder: &Path, config: &Config) -> io::Result<(Repo, String)> {
    let own = files.root(folder, "")?;
    let top = top(files, own.path()).and_then(|top| files.root(top, "").ok()).unwrap_or_else(|| own.clone());
    let below = own.path().strip_prefix(top.path()).unwrap_or(Path::new(""));
    let below =
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let name = top.path().file_name().and_then(|name| name.to_str()).unwrap_or("docs").to_owned();
    let remote = remote::of(files, &top, &name, config);
    let trusted = Globs::new(config, &mut Diagnostics::new()).trusts(&name, "");
    Ok((
        Repo { name, root: top, remote, trusted, catalog_files: Vec::new(), mkdocs_files: Vec::new() },
        below,
    ))
}

fn top<'p>(files: &Files, folder: &'p Path) -> Option<&'p Path> {
    marks().iter().find_map(|marks| {
        // The file system's own top is nobody's repository.
        let candidates = folder.ancestors().filter(|candidate| candidate.parent().is_some());
        candidates.into_iter().find(|candidate| {
            let Ok(root) = files.root(candidate, "") else { return false };
            marks.iter().any(|mark| is_there(files, &root, mark))
        })
    })
}

fn is_there(files: &Files, root: &Root, name: &str) -> bool {
    files.is_file(root, name) || files.root_below(root, name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn the_surest_mark_wins() {
        let files = Files::memory(Memory::from([
            ("a/.git/HEAD", ""),
            ("a/pkg/LICENSE", ""),
            ("a/pkg/docs/index.md", ""),
            ("b/.gitlab-ci.yml", ""),
            ("b/x/y/mkdocs.yml", ""),
            ("c/x/mkdocs.yml", ""),
        ]));
        for (folder, root, below) in
            [("a/pkg/docs", "/a", "pkg/docs"), ("a", "/a", ""), ("b/x/y", "/b", "x/y"), ("c/x", "/c/x", "")]
        {
            let (repo, path) = enclosing(&files, Path::new(folder), &Config::default()).unwrap();
            assert_eq!((repo.root.path(), &*path), (Path::new(root), below), "{folder}");
        }
    }
}
