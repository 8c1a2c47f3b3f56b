//! Who changed which file when.
//!
//! In: a repository, and a way to run git that the command line hands in. Out: for each file its first and last
//! change and its authors. Never: runs anything but one `git log`, with hooks, pagers and network off.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::Repo;

/// Runs git in a folder with these arguments and answers with what it wrote.
pub(crate) type Run<'r> = &'r (dyn Fn(&Path, &[&str]) -> io::Result<Vec<u8>> + Sync);

/// What git knows of a repository's files.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct History {
    /// By path relative to the repository.
    pub files: BTreeMap<String, FileHistory>,
    /// Only the latest commits are here (`git clone --depth`): dates and authors are not to be trusted.
    pub shallow: bool,
}

/// What git knows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileHistory {
    /// When it was last changed: author's date, ISO 8601 with its offset.
    pub updated: String,
    /// When it was first committed.
    pub created: String,
    /// Who changed it, most commits first.
    pub authors: Vec<Author>,
}

/// A person as `.mailmap` tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Author {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// How many commits of the file are theirs.
    pub commits: usize,
}

/// Options before the command: nothing that a checkout's own configuration could have git execute.
const HARDENED: &[&str] = &[
    "--no-pager",
    "--no-optional-locks",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "protocol.allow=never",
];

/// The history of a repository, by one `git log`.
pub(crate) fn history(repo: &Repo, run: Run<'_>) -> io::Result<History> {
    let folder = repo.root.path();
    let mut arguments = HARDENED.to_vec();
    arguments.extend(["rev-parse", "--is-shallow-repository"]);
    let shallow = run(folder, &arguments)?.starts_with(b"true");
    let mut arguments = HARDENED.to_vec();
    arguments.extend([
        "log",
        "--no-merges",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--no-color",
        "--use-mailmap",
        "--relative",
        "--name-only",
        "-z",
        "--format=%x01%aI%x02%aN%x02%aE",
        "--",
        ".",
    ]);
    let log = run(folder, &arguments)?;
    Ok(History { files: read(&String::from_utf8_lossy(&log)), shallow })
}

/// Reads `log`: newest commit first; headers start with U+0001, everything else is a path.
fn read(log: &str) -> BTreeMap<String, FileHistory> {
    let mut files: BTreeMap<String, FileHistory> = BTreeMap::new();
    let (mut date, mut name, mut email) = ("", "", "");
    for part in log.split('\0').map(|part| part.trim_start_matches('\n')).filter(|part| !part.is_empty()) {
        if let Some(header) = part.strip_prefix('\u{1}') {
            let mut fields = header.split('\u{2}').map(str::trim);
            date = fields.next().unwrap_or_default();
            name = fields.next().unwrap_or_default();
            email = fields.next().unwrap_or_default();
            continue;
        }
        let file = files.entry(part.to_owned()).or_insert_with(|| FileHistory {
            updated: date.to_owned(),
            created: date.to_owned(),
            authors: Vec::new(),
        });
        date.clone_into(&mut file.created);
        match file.authors.iter_mut().find(|author| author.email == email) {
            Some(author) => author.commits += 1,
            None => {
                file.authors.push(Author { name: name.to_owned(), email: email.to_owned(), commits: 1 });
            }
        }
    }
    for file in files.values_mut() {
        file.authors.sort_by(|a, b| b.commits.cmp(&a.commits).then_with(|| a.name.cmp(&b.name)));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log() {
        let log = "\u{1}2026-03-01T10:00:00+01:00\u{2}Ann\u{2}ann@x\0\ndocs/a b.md\0docs/ü.md\0\0\
                   \u{1}2025-01-01T09:00:00Z\u{2}Bob\u{2}bob@x\0\ndocs/a b.md\0\
                   \u{1}2024-01-01T09:00:00Z\u{2}Bob\u{2}bob@x\0\ndocs/a b.md\0";
        let files = read(log);
        let file = &files["docs/a b.md"];
        assert_eq!(file.updated, "2026-03-01T10:00:00+01:00");
        assert_eq!(file.created, "2024-01-01T09:00:00Z");
        let authors: Vec<_> = file.authors.iter().map(|author| (&*author.name, author.commits)).collect();
        assert_eq!(authors, [("Bob", 2), ("Ann", 1)]);
        assert_eq!(files.len(), 2);
    }
}
