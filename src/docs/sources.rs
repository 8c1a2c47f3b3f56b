//! Files that a page brings in: snippets and includes.
//!
//! In: paths as a page writes them. Out: paths below the repository's root, and text. Never: outside the root.

use super::mkdocs::Base;
use crate::path::folder;
use crate::source::{Files, LocateError, Root};
use crate::yaml;

/// What a page can read from.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) files: &'a Files,
    pub(super) root: &'a Root,
    /// The page, below the repository's root.
    pub(super) page: &'a str,
    /// Its docs folder, below the repository's root.
    pub(super) docs: &'a str,
}

/// Included texts beyond this are a mistake.
const LARGEST: usize = 4 * 1024 * 1024;

impl Sources<'_> {
    /// The file that `path` names, looked for in each base in order.
    pub(super) fn find(&self, bases: &[Base], path: &str) -> Result<String, String> {
        if path.contains("://") {
            return Err(format!("`{path}` is on the network, and nothing is fetched"));
        }
        let mut outside = false;
        for base in bases {
            let start = match base {
                Base::Folder(folder) => folder.as_str(),
                Base::Page => folder(self.page),
            };
            match self.files.locate(self.root, start, path.trim_start_matches('/')) {
                Ok(found) if self.files.is_file(self.root, &found) => return Ok(found),
                Err(LocateError::Outside) => outside = true,
                _ => {}
            }
        }
        Err(if outside { format!("`{path}` leaves the repository") } else { format!("there is no `{path}`") })
    }

    pub(super) fn read(&self, path: &str) -> Result<String, String> {
        let bytes =
            self.files.read(self.root, path).map_err(|error| format!("`{path}` cannot be read: {error}"))?;
        if bytes.len() > LARGEST {
            return Err(format!("`{path}` is too large to be included"));
        }
        let (text, _) = yaml::decode(&bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text.to_owned() })
    }
}
