//! The file system: a disk or a map in memory, and the table of files looked at.
//!
//! In: absolute paths or a [`Root`] with a path below it. Out: bytes and ids.
//! Never: writes; hands out a file of more than [`Files::LARGEST`] bytes.
#![allow(clippy::disallowed_methods, reason = "this module is the one way to the file system")]

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock, RwLock};

use super::FileId;
use super::failure::{self, SystemFailure};
use super::locate::is_below;
use super::trace::Trace;

/// A folder below which a repository's paths must stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    path: Arc<Path>,
    shown: Arc<str>,
}

impl Root {
    /// The folder, absolute and without symlinks.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The same, to be kept.
    pub(crate) fn shared_path(&self) -> Arc<Path> {
        Arc::clone(&self.path)
    }

    /// What stands before a path of this root where it is shown to a user: the repository's folder as seen
    /// from what was crawled, so that output does not depend on where the checkout lies. May be empty.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The same folder, shown under another name.
    #[must_use]
    pub fn shown_as(&self, shown: &str) -> Self {
        Self { path: Arc::clone(&self.path), shown: shown.into() }
    }

    /// `relative` as a user sees it.
    pub fn display(&self, relative: &str) -> String {
        match (self.shown.is_empty(), relative.is_empty()) {
            (true, _) => relative.to_owned(),
            (_, true) => self.shown.to_string(),
            _ => format!("{}/{relative}", self.shown),
        }
    }
}

/// A tree in memory: path → text. For tests and for standard input.
#[derive(Debug, Default, Clone)]
pub struct Memory(pub(super) BTreeMap<PathBuf, Arc<[u8]>>);

impl<const N: usize> From<[(&str, &str); N]> for Memory {
    fn from(files: [(&str, &str); N]) -> Self {
        files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
    }
}

impl FromIterator<(String, Vec<u8>)> for Memory {
    fn from_iter<T: IntoIterator<Item = (String, Vec<u8>)>>(files: T) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (Path::new("/").join(path), bytes.into())).collect())
    }
}

#[derive(Debug)]
pub(super) enum Backing {
    Disk,
    Memory(Memory),
}

#[derive(Debug, Default)]
struct Table {
    ids: HashMap<PathBuf, FileId>,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    shown: Arc<str>,
    /// The root it was first looked at through; `None` for a file that the user named.
    root: Option<Arc<Path>>,
}

/// The one way to read anything. A clone gives the same ids.
#[derive(Debug, Clone)]
pub struct Files {
    pub(super) backing: Arc<Backing>,
    table: Arc<RwLock<Table>>,
    /// The first call that failed because of the machine, not of the file.
    failure: Arc<OnceLock<SystemFailure>>,
    /// Notes what is read through this view.
    trace: Option<Arc<Trace>>,
}

impl Files {
    /// A larger file is refused with [`io::ErrorKind::FileTooLarge`]: offsets are 32 bits, and nobody
    /// writes documentation of this size by hand.
    pub const LARGEST: u64 = 64 * 1024 * 1024;

    /// The disk.
    pub fn disk() -> Self {
        Self::over(Backing::Disk)
    }

    /// A tree in memory; its paths are absolute from `/`.
    pub fn memory(tree: Memory) -> Self {
        Self::over(Backing::Memory(tree))
    }

    fn over(backing: Backing) -> Self {
        Self { backing: backing.into(), table: Arc::default(), failure: Arc::default(), trace: None }
    }

    /// The same files, and a note of everything that is read or looked for through this view.
    pub(crate) fn traced(&self) -> (Self, Arc<Trace>) {
        let trace = Arc::new(Trace::default());
        (Self { trace: Some(Arc::clone(&trace)), ..self.clone() }, trace)
    }

    fn note(&self, path: &Path, bytes: Option<&[u8]>) {
        if let Some(trace) = &self.trace {
            trace.note(path, bytes);
        }
    }

    /// The first read, listing or look-up that the operating system refused for want of something (file handles,
    /// memory, a working disk). What was read since cannot be trusted to be all there is. `None` as a rule.
    pub(crate) fn system_failure(&self) -> Option<&SystemFailure> {
        self.failure.get()
    }

    /// Remembers a failure of the machine; answers with what it was given.
    pub(super) fn noted<T>(&self, path: &Path, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && failure::is_of_the_system(error)
        {
            let _ = self.failure.set(SystemFailure { path: path.to_path_buf(), reason: error.to_string() });
        }
        result
    }

    /// Opens a folder that the user named (never one that a repository named) as a root, shown as `shown`.
    pub fn root(&self, folder: &Path, shown: &str) -> io::Result<Root> {
        let path = self.real_path(folder)?;
        if !self.is_folder(&path) {
            return Err(io::Error::new(io::ErrorKind::NotADirectory, "this is not a folder"));
        }
        Ok(Root { path: path.into(), shown: shown.into() })
    }

    /// A root further down. `relative` must have come from a listing or from [`Files::locate`].
    pub fn root_below(&self, root: &Root, relative: &str) -> io::Result<Root> {
        self.root(&root.path().join(relative), &root.display(relative))
    }

    /// The id of a file below `root`; the file need not exist.
    pub fn id(&self, root: &Root, relative: &str) -> FileId {
        let entry = || (root.display(relative).into(), Some(root.shared_path()));
        self.id_of(root.path().join(relative), entry)
    }

    /// The id of a file the user named, such as a configuration file outside every repository.
    pub fn id_of_named(&self, path: &Path, shown: &str) -> FileId {
        self.id_of(path.to_path_buf(), || (shown.into(), None))
    }

    fn id_of(&self, path: PathBuf, entry: impl FnOnce() -> (Arc<str>, Option<Arc<Path>>)) -> FileId {
        if let Some(&id) = self.read_table().ids.get(&path) {
            return id;
        }
        let mut table = self.table.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(&id) = table.ids.get(&path) {
            return id;
        }
        let id = FileId(table.entries.len() as u32);
        table.ids.insert(path.clone(), id);
        let (shown, root) = entry();
        table.entries.push(Entry { path, shown, root });
        id
    }

    /// The root that a file was first looked at through, and its path below that. `None` for a file that the user named.
    pub(crate) fn home(&self, file: FileId) -> Option<(Arc<Path>, String)> {
        let table = self.read_table();
        let entry = &table.entries[file.0 as usize];
        let root = entry.root.as_ref()?;
        let path = entry.path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/");
        Some((Arc::clone(root), path))
    }

    /// How a user sees the file: repository folder and path in it, `/` between the parts.
    pub fn display(&self, file: FileId) -> Arc<str> {
        Arc::clone(&self.read_table().entries[file.0 as usize].shown)
    }

    /// Where the file really is. For `serve`'s watcher and for copying; never shown in output.
    pub fn path(&self, file: FileId) -> PathBuf {
        self.read_table().entries[file.0 as usize].path.clone()
    }

    fn read_table(&self) -> std::sync::RwLockReadGuard<'_, Table> {
        self.table.read().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Reads a file below `root`. A symlink that leads outside is refused with
    /// [`io::ErrorKind::PermissionDenied`].
    pub fn read(&self, root: &Root, relative: &str) -> io::Result<Vec<u8>> {
        let path = root.path().join(relative);
        if let Backing::Disk = *self.backing
            && !is_below(&self.real_path(&path)?, root.path())
        {
            return Err(io::Error::new(
                io::ErrorKind::PermissionDenied,
                "the path leaves the repository through a symlink",
            ));
        }
        self.read_path(&path)
    }

    /// The first bytes of a file below `root`, at most `length`: enough to see what it is.
    pub fn read_start(&self, root: &Root, relative: &str, length: usize) -> io::Result<Vec<u8>> {
        let path = root.path().join(relative);
        match &*self.backing {
            Backing::Disk => {
                if !is_below(&self.real_path(&path)?, root.path()) {
                    return Err(io::Error::new(
                        io::ErrorKind::PermissionDenied,
                        "the path leaves the repository",
                    ));
                }
                let mut bytes = Vec::new();
                let file = self.noted(&path, std::fs::File::open(&path))?;
                let read = io::Read::read_to_end(&mut io::Read::take(file, length as u64), &mut bytes);
                self.noted(&path, read)?;
                self.note(&path, Some(&bytes));
                Ok(bytes)
            }
            Backing::Memory(_) => {
                let mut bytes = self.read_path(&path)?;
                bytes.truncate(length);
                Ok(bytes)
            }
        }
    }

    /// Reads a file that the user named on the command line or in the portal's own configuration, or one
    /// that was already read through a root: what a diagnostic shows.
    pub fn read_id(&self, file: FileId) -> io::Result<Vec<u8>> {
        self.read_path(&self.path(file))
    }

    /// Reads a file again that a trace noted.
    pub(crate) fn read_noted(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read_path(path)
    }

    /// The id of a file that was looked at; `None` for any other.
    pub(crate) fn known(&self, path: &Path) -> Option<FileId> {
        self.read_table().ids.get(path).copied()
    }

    fn read_path(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.bytes_of(path);
        self.note(path, bytes.as_deref().ok());
        bytes
    }

    fn bytes_of(&self, path: &Path) -> io::Result<Vec<u8>> {
        match &*self.backing {
            Backing::Disk => {
                let meta = self.noted(path, std::fs::metadata(path))?;
                if !meta.is_file() {
                    return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is not a file"));
                }
                if meta.len() > Self::LARGEST {
                    let message = format!("larger than {} MiB", Self::LARGEST >> 20);
                    return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
                }
                self.noted(path, std::fs::read(path))
            }
            Backing::Memory(tree) => tree
                .0
                .get(path)
                .map(|bytes| bytes.to_vec())
                .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, "there is no such file")),
        }
    }

    /// Whether there is a file at the normalised `relative` below `root` (symlinks that stay below the root
    /// are followed).
    pub fn is_file(&self, root: &Root, relative: &str) -> bool {
        let path = root.path().join(relative);
        self.note(&path, None);
        match &*self.backing {
            Backing::Disk => {
                self.noted(&path, std::fs::metadata(&path)).is_ok_and(|meta| meta.is_file())
                    && self.real_path(&path).is_ok_and(|real| is_below(&real, root.path()))
            }
            Backing::Memory(tree) => tree.0.contains_key(&path),
        }
    }

    pub(super) fn is_folder(&self, path: &Path) -> bool {
        match &*self.backing {
            Backing::Disk => path.is_dir(),
            Backing::Memory(tree) => {
                path == Path::new("/") || tree.0.keys().any(|file| file != path && file.starts_with(path))
            }
        }
    }

    pub(super) fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        self.note(path, None);
        match &*self.backing {
            Backing::Disk => {
                let real = self.noted(path, std::fs::canonicalize(path));
                if let Ok(real) = real.as_deref()
                    && real != path
                {
                    self.note(real, None);
                }
                real
            }
            Backing::Memory(tree) => {
                let path = by_words(path);
                if tree.0.contains_key(&path) || self.is_folder(&path) {
                    Ok(path)
                } else {
                    Err(io::Error::new(io::ErrorKind::NotFound, "there is no such file"))
                }
            }
        }
    }
}

/// `path` made absolute from `/`, with `.` and `..` resolved by their words.
fn by_words(path: &Path) -> PathBuf {
    let mut out = PathBuf::from("/");
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::Normal(part) => out.push(part),
            _ => {}
        }
    }
    out
}
