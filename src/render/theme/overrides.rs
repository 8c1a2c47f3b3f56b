//! A user's theme folder: files that stand in for pieces of the built-in theme, and further ones.
//!
//! In: `theme.dir`. Out: files by the names that the built-in ones have; a finding for each that lies where nothing
//! looks, and for each that was taken from a piece that has changed since. Never: changes a file.

use super::piece::{Piece, base_of};
use crate::config::Config;
use crate::diag::codes::site::{THEME_BASE, THEME_FILE, THEME_STRAY};
use crate::diag::{Diagnostic, Diagnostics};
use crate::source::{FileId, Files, Span, WalkOptions};

/// A file that stands in for a built-in one, or a further one.
pub(super) struct Override {
    /// As the built-in one is called: `templates/docs.html`.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) file: FileId,
    /// How many bytes at its beginning are not a part of `bytes`.
    pub(super) skipped: usize,
}

/// The files.
pub(super) fn read(files: &Files, config: &Config, findings: &mut Diagnostics) -> Vec<Override> {
    let Some(folder) = &config.theme_dir else { return Vec::new() };
    let shown = folder.display().to_string();
    let root = match files.root(folder, &shown) {
        Ok(root) => root,
        Err(error) => {
            let message = format!("the theme folder `{shown}` cannot be read: {error}");
            let found = Diagnostic::new(&THEME_FILE, message).help("correct `theme.dir`");
            findings.push(config.place("theme.dir").map_or(found.clone(), |place| found.at(place)));
            return Vec::new();
        }
    };
    let walked = files.walk(&root, "", WalkOptions { prune: &|_| false, follow_links: false });
    let mut read = Vec::new();
    for name in walked.files {
        if !(name.starts_with("templates/") || name.starts_with("assets/")) {
            findings.extend(stray(&name).map(|found| found.at(Span::new(files.id(&root, &name), 0..0))));
            continue;
        }
        let Ok(bytes) = files.read(&root, &name) else { continue };
        let (base, text) = base_of(&bytes);
        if let (Some(base), Some(piece)) = (base, Piece::find(&name))
            && piece.base() != base
        {
            let line = (bytes.len() - text.len()).saturating_sub(1);
            findings.push(
                Diagnostic::new(
                    &THEME_BASE,
                    format!("the built-in `{name}` has changed since this was taken from it"),
                )
                .at(Span::new(files.id(&root, &name), 0..line))
                .help(format!(
                    "compare it with `backlot theme show {name}`, then write base {} into this line",
                    piece.base()
                )),
            );
        }
        let (file, skipped) = (files.id(&root, &name), bytes.len() - text.len());
        read.push(Override { bytes: text.to_vec(), name, file, skipped });
    }
    read
}

/// A file beside the folders that count, if it looks as if it was meant to.
fn stray(name: &str) -> Option<Diagnostic> {
    let place = match name.rsplit_once('.')?.1 {
        "html" => "templates/",
        "css" => "assets/css/",
        "js" => "assets/",
        _ => return None,
    };
    let file = crate::path::file_name(name);
    let meant = Piece::find(file).map_or_else(|| format!("{place}{file}"), |piece| piece.path.to_owned());
    let found = Diagnostic::new(&THEME_STRAY, format!("`{name}` in the theme folder is not used"));
    Some(found.help(format!("move it to `{meant}`")))
}
