//! The text of a definition and where it was written.
//!
//! In: an entity. Out: the text, the file that holds it, and for a range of the text its place in that file. Never: reads a file
//! that the catalog stage has not let through.

use std::ops::Range;

use crate::catalog::Entity;
use crate::crawl::{Inventory, RepoId};
use crate::source::{FileId, Files, Span, decode};
use crate::yaml::Style;

/// A definition as it was written.
#[derive(Debug)]
pub(crate) struct Definition<'a> {
    /// The text, without a byte order mark.
    pub text: &'a str,
    /// The repository of the file that holds it.
    pub repo: RepoId,
    /// Path of that file below the repository's root: what its references are relative to.
    pub path: String,
    pub(super) place: Place,
}

/// How ranges of a text are found in a file.
#[derive(Debug, Clone)]
pub(super) enum Place {
    /// The text is the file, after so many bytes.
    File(FileId, u32),
    /// The text is a block scalar: for each of its lines where it begins in the text and in the file.
    Block(FileId, Vec<(u32, u32)>),
    /// The text is a field whose parts cannot be told apart.
    Field(Span),
}

impl Place {
    /// The place of a range of the text.
    pub(super) fn span(&self, range: Range<u32>) -> Span {
        match self {
            Self::File(file, offset) => {
                Span { file: *file, start: range.start + offset, end: range.end + offset }
            }
            Self::Block(file, lines) => {
                let at = |offset: u32| {
                    let line = lines.partition_point(|(text, _)| *text <= offset).saturating_sub(1);
                    lines.get(line).map_or(0, |(text, file)| file + (offset - text))
                };
                Span { file: *file, start: at(range.start), end: at(range.end) }
            }
            Self::Field(span) => *span,
        }
    }
}

/// The definition of an API; `None` where it has none.
pub(crate) fn definition<'a>(
    files: &Files,
    inventory: &Inventory,
    entity: &'a Entity,
) -> Option<Definition<'a>> {
    let text = entity.spec_text("definition").filter(|text| !text.trim().is_empty())?;
    let origin = &entity.origin;
    let node = origin.node.at(["spec", "definition"]);
    let target = ["$text", "$openapi", "$asyncapi"].iter().find_map(|key| node?.get(key)?.as_str());
    if let Some(target) = target
        && let Some((repo, path)) = file_of(files, inventory, entity, target)
    {
        let root = &inventory.repo(repo).root;
        let file = files.id(root, &path);
        let mark = files.read_start(root, &path, 3).is_ok_and(|bytes| bytes == b"\xef\xbb\xbf");
        return Some(Definition { text, repo, path, place: Place::File(file, if mark { 3 } else { 0 }) });
    }
    let place = match node {
        Some(node) if node.style == Style::Block => block(files, origin.file, text, node.span.start as usize),
        _ => None,
    };
    let place = place.unwrap_or_else(|| Place::Field(origin.field(["spec", "definition"])));
    Some(Definition { text, repo: origin.repo, path: origin.path.clone(), place })
}

/// The file that a placeholder names.
fn file_of(files: &Files, inventory: &Inventory, entity: &Entity, target: &str) -> Option<(RepoId, String)> {
    if target.contains("://") {
        return inventory.find_url(files, target).map(|hit| (hit.repo, hit.path));
    }
    let origin = &entity.origin;
    let path = files.locate(&inventory.repo(origin.repo).root, origin.folder(), target).ok()?;
    Some((origin.repo, path))
}

/// The lines of a literal block scalar that begins at `start`; `None` where the file does not hold the text line by line.
fn block(files: &Files, file: FileId, text: &str, start: usize) -> Option<Place> {
    let bytes = files.read_id(file).ok()?;
    let whole = decode(&bytes).0;
    let mut at = start + whole.get(start..)?.find('\n')? + 1;
    let (mut lines, mut offset) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let end = whole.get(at..)?.find('\n').map_or(whole.len(), |end| at + end + 1);
        let written = whole.get(at..end)?;
        let bare = line.trim_end();
        let indent = written.len() - written.trim_start_matches(' ').len();
        let found =
            if bare.is_empty() { Some(0) } else { written.get(..)?.find(bare).filter(|&at| at <= indent) };
        lines.push((offset, (at + found?) as u32));
        offset += line.len() as u32;
        at = end;
    }
    Some(Place::Block(file, lines))
}
