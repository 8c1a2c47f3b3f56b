//! What a target is called.
//!
//! In: the word on the command line. Out: a folder, a branch or a bucket. Never: asks whether it is there.

use std::path::PathBuf;

/// Where a site goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A branch of a git repository.
    Branch(Branch),
    /// A bucket or container of an object store.
    Bucket(Bucket),
}

/// A branch, and a folder in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Branch {
    /// URL, path or name of a remote of the working folder's repository.
    pub remote: String,
    /// Its name.
    pub name: String,
    /// Folder in it, without slashes at its ends; empty for the root.
    pub folder: String,
}

/// A place in an object store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// Which kind of store.
    pub store: Store,
    /// Its name.
    pub name: String,
    /// Prefix of all keys, without slashes at its ends; may be empty.
    pub prefix: String,
}

/// A kind of object store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Store {
    /// Amazon S3, and what speaks its language.
    S3,
    /// Google Cloud Storage.
    Gcs,
    /// Azure Blob Storage.
    Azure,
}

impl Store {
    const fn scheme(self) -> &'static str {
        match self {
            Self::S3 => "s3",
            Self::Gcs => "gs",
            Self::Azure => "az",
        }
    }
}

/// Why a word names no target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is not a target: {reason}")]
pub(crate) struct TargetError {
    word: String,
    reason: &'static str,
}

impl Target {
    /// Reads a target.
    ///
    /// `s3://BUCKET/PREFIX`, `gs://…`, `az://CONTAINER/PREFIX` are object stores; `gh-pages` is the branch of that name of the
    /// remote `origin`; `git:REMOTE#BRANCH` and `git:REMOTE#BRANCH:FOLDER` are branches of any remote; everything else is a
    /// folder.
    pub(crate) fn parse(word: &str) -> Result<Self, TargetError> {
        let wrong = |reason| TargetError { word: word.to_owned(), reason };
        for store in [Store::S3, Store::Gcs, Store::Azure] {
            let rest = word.strip_prefix(store.scheme()).and_then(|rest| rest.strip_prefix("://"));
            if let Some(rest) = rest {
                let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
                if name.is_empty() {
                    return Err(wrong("it names no bucket"));
                }
                let prefix =
                    folder(prefix).ok_or_else(|| wrong("its prefix holds `..`, `.` or an empty part"))?;
                return Ok(Self::Bucket(Bucket { store, name: name.to_owned(), prefix }));
            }
        }
        if word == "gh-pages" {
            return Ok(Self::Branch(Branch {
                remote: "origin".to_owned(),
                name: word.to_owned(),
                folder: String::new(),
            }));
        }
        if let Some(rest) = word.strip_prefix("git:") {
            let (remote, branch) =
                rest.rsplit_once('#').ok_or_else(|| wrong("a branch is missing: `git:REMOTE#BRANCH`"))?;
            let (name, inner) = branch.split_once(':').unwrap_or((branch, ""));
            if remote.is_empty() || remote.starts_with('-') {
                return Err(wrong("a remote is missing: `git:REMOTE#BRANCH`"));
            }
            if !is_branch(name) {
                return Err(wrong("that is not a name a branch can have"));
            }
            let folder = folder(inner).ok_or_else(|| wrong("its folder holds `..`, `.` or an empty part"))?;
            return Ok(Self::Branch(Branch { remote: remote.to_owned(), name: name.to_owned(), folder }));
        }
        if word.contains("://") {
            return Err(wrong(
                "known are `s3://`, `gs://`, `az://`, `git:REMOTE#BRANCH`, `gh-pages` and folders",
            ));
        }
        if word.is_empty() {
            return Err(wrong("it is empty"));
        }
        Ok(Self::Folder(PathBuf::from(word)))
    }

    /// The same target with `below` appended to its folder or prefix.
    pub(crate) fn below(self, below: &str) -> Result<Self, TargetError> {
        let inner = folder(below).filter(|inner| !inner.is_empty()).ok_or_else(|| TargetError {
            word: below.to_owned(),
            reason: "a name of plain parts is needed",
        })?;
        Ok(match self {
            Self::Folder(path) => Self::Folder(path.join(inner)),
            Self::Branch(branch) => Self::Branch(Branch { folder: join(&branch.folder, &inner), ..branch }),
            Self::Bucket(bucket) => Self::Bucket(Bucket { prefix: join(&bucket.prefix, &inner), ..bucket }),
        })
    }
}

/// As people name it in messages; a password in a remote's URL is left out.
impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "{}", path.display()),
            Self::Branch(branch) => branch.fmt(f),
            Self::Bucket(bucket) => bucket.fmt(f),
        }
    }
}

impl std::fmt::Display for Branch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "git:{}#{}", without_credentials(&self.remote), self.name)?;
        if self.folder.is_empty() { Ok(()) } else { write!(f, ":{}", self.folder) }
    }
}

impl std::fmt::Display for Bucket {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", self.store.scheme(), self.name)?;
        if self.prefix.is_empty() { Ok(()) } else { write!(f, "/{}", self.prefix) }
    }
}

/// A URL without the user and password in it.
pub(super) fn without_credentials(remote: &str) -> String {
    match url::Url::parse(remote) {
        Ok(mut url) if url.password().is_some() || !url.username().is_empty() && url.scheme() != "ssh" => {
            let _ = url.set_password(None);
            let _ = url.set_username("");
            url.to_string()
        }
        _ => remote.to_owned(),
    }
}

/// A path of plain parts; `None` where one is not.
fn folder(path: &str) -> Option<String> {
    let path = path.trim_matches('/');
    let plain = |part: &str| !part.is_empty() && part != "." && part != ".." && !part.contains('\\');
    (path.is_empty() || path.split('/').all(plain)).then(|| path.to_owned())
}

fn join(folder: &str, inner: &str) -> String {
    if folder.is_empty() { inner.to_owned() } else { format!("{folder}/{inner}") }
}

/// Whether git takes a name for a branch (git-check-ref-format(1), the part that matters).
fn is_branch(name: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && !part.starts_with('.') && part.strip_suffix(".lock").is_none();
    !name.starts_with('-')
        && !name.ends_with('.')
        && !name.contains("..")
        && !name.contains("@{")
        && name.split('/').all(part)
        && !name.chars().any(|c| c.is_control() || " ~^:?*[\\".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        for (word, shown) in [
            ("s3://portal", "s3://portal"),
            ("s3://portal/a/b/", "s3://portal/a/b"),
            ("az://site", "az://site"),
            ("gh-pages", "git:origin#gh-pages"),
            ("git:origin#docs/site:portal", "git:origin#docs/site:portal"),
            ("git:https://me:secret@example.org/x.git#p", "git:https://example.org/x.git#p"),
            ("git:git@example.org:x/y.git#p", "git:git@example.org:x/y.git#p"),
            ("/var/www", "/var/www"),
        ] {
            assert_eq!(Target::parse(word).unwrap().to_string(), shown);
        }
        for word in [
            "",
            "s3://",
            "s3://b/../x",
            "git:origin",
            "git:#x",
            "git:o#-x",
            "git:o#a..b",
            "git:o#x:../y",
            "ftp://x",
        ] {
            assert!(Target::parse(word).is_err(), "{word}");
        }
    }

    #[test]
    fn previews_lie_below() {
        let below = |word: &str, name: &str| Target::parse(word).unwrap().below(name).unwrap().to_string();
        assert_eq!(below("gh-pages", "previews/12"), "git:origin#gh-pages:previews/12");
        assert_eq!(below("s3://b/x", "p"), "s3://b/x/p");
        assert!(Target::parse("gh-pages").unwrap().below("../x").is_err());
    }
}
