//! A README where there are no docs.
//!
//! In: a folder. Out: its README as the only page, with the images it shows. Never: takes the whole folder for
//! docs: what a README does not show is not copied.

use super::files::{Source, Standing};
use crate::path::{folder, join, normalise};
use crate::source::{Files, Root};
use crate::yaml;

/// The README of a folder.
pub(super) fn find(files: &Files, root: &Root, folder: &str) -> Option<String> {
    ["README.md", "readme.md", "Readme.md", "README.markdown"]
        .into_iter()
        .map(|name| join(folder, name))
        .find(|path| files.is_file(root, path))
}

/// The README as a site's files; empty where there is none.
pub(super) fn instead(files: &Files, root: &Root, site: &str) -> Vec<Source> {
    let Some(path) = find(files, root, site) else { return Vec::new() };
    let Ok(bytes) = files.read(root, &path) else { return Vec::new() };
    let (text, _) = yaml::decode(&bytes);
    let mut out = vec![Source {
        src: "README.md".to_owned(),
        path: path.clone(),
        standing: Standing::Included,
        mount: 0,
    }];
    for target in targets(&text) {
        let Some(full) = normalise(folder(&path), target) else { continue };
        let Some(src) = full.strip_prefix(site).map(|rest| rest.trim_start_matches('/')) else { continue };
        let known = out.iter().any(|source| source.path == full);
        if !known && is_image(src) && files.is_file(root, &full) {
            out.push(Source { src: src.to_owned(), path: full, standing: Standing::Included, mount: 0 });
        }
    }
    out
}

/// Endings of files that a page shows.
pub(super) fn is_image(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    matches!(
        ending.as_str(),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "bmp" | "ico" | "mp4" | "webm"
    )
}

/// Everything that may be the target of an image: after `](` and after `src=`.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let markdown = text.match_indices("](").map(|(at, mark)| &text[at + mark.len()..]);
    let html = text.match_indices("src=").map(|(at, mark)| &text[at + mark.len()..]);
    markdown.chain(html).filter_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', '<']);
        let end = rest.find([')', '"', '\'', '>', ' ', '\n', '#', '?'])?;
        let target = &rest[..end];
        (!target.contains("://") && !target.is_empty()).then_some(target)
    })
}
