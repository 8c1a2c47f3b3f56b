//! The files that a template starts from.
//!
//! In: the steps that fetch a folder or a file beside the template. Out: the files, with as much of their content as a
//! page may hold. Never: fetches anything; follows a path out of the repository; fills a placeholder in.

use serde::Serialize;
use serde_json::Value as Json;

use super::json::{list, text};
use crate::catalog::Entity;
use crate::forge::FilePage;
use crate::path::normalise;
use crate::render::links::Here;
use crate::render::source_view::coloured;
use crate::source::{WalkOptions, decode};

/// What one step fetches.
#[derive(Serialize)]
pub(super) struct Skeleton {
    /// As the step names it.
    url: String,
    files: Vec<SkeletonFile>,
    /// Files beyond those that are listed.
    more: usize,
}

/// A file of a skeleton.
#[derive(Serialize)]
struct SkeletonFile {
    /// Below the skeleton's folder.
    path: String,
    /// On the repository's web host; may be empty.
    href: String,
    size: String,
    /// Highlighted; empty where it is not shown here.
    lines: Vec<tera::Value>,
    /// Lines that are not shown.
    more: usize,
    binary: bool,
}

/// Files that are listed, lines of one file, lines of all, coloured pieces of all, and bytes of a file that is read.
const FILES: usize = 120;
const LINES: usize = 60;
const LINES_IN_ALL: usize = 360;
const PIECES: usize = 420;
const BYTES: usize = 96 << 10;

/// What is left of the page's room.
struct Room {
    files: usize,
    lines: usize,
    pieces: usize,
}

/// Every skeleton that lies in the template's own repository, each once.
pub(super) fn skeletons(here: Here<'_>, entity: &Entity) -> Vec<Skeleton> {
    let mut room = Room { files: FILES, lines: LINES_IN_ALL, pieces: PIECES };
    let mut seen: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for step in list(entity.spec().get("steps")) {
        let fetches =
            step.get("action").and_then(Json::as_str).is_some_and(|name| name.starts_with("fetch:"));
        let url = text(step.get("input").and_then(|input| input.get("url")));
        // Backstage resolves it against the template's own location; a URL with a scheme is somewhere else.
        let here_below = !url.is_empty() && !url.contains("://") && !url.contains("${{");
        let place = (fetches && here_below).then(|| normalise(entity.origin.folder(), &url)).flatten();
        let Some(place) = place.filter(|place| !seen.contains(place)) else { continue };
        let skeleton = skeleton(here, entity, &place, url, &mut room);
        seen.push(place);
        if !skeleton.files.is_empty() {
            out.push(skeleton);
        }
    }
    out
}

fn skeleton(here: Here<'_>, entity: &Entity, place: &str, url: String, room: &mut Room) -> Skeleton {
    let model = here.model;
    let root = &model.inventory.repo(entity.origin.repo).root;
    let paths = if model.files.is_file(root, place) {
        vec![place.to_owned()]
    } else {
        let prune = |path: &str| path.ends_with("/.git") || path.ends_with("/node_modules");
        model.files.walk(root, place, WalkOptions { prune: &prune, follow_links: false }).files
    };
    let listed = paths.len().min(room.files);
    room.files -= listed;
    let more = paths.len() - listed;
    let files = paths.into_iter().take(listed).map(|path| file(here, entity, place, &path, room)).collect();
    Skeleton { url, files, more }
}

fn file(here: Here<'_>, entity: &Entity, place: &str, path: &str, room: &mut Room) -> SkeletonFile {
    let model = here.model;
    let repo = model.inventory.repo(entity.origin.repo);
    let root = &repo.root;
    let shown_at = repo.remote.as_ref().and_then(|remote| remote.line_url(FilePage::View, path, 1));
    let name = path.strip_prefix(place).map_or(path, |rest| rest.trim_start_matches('/'));
    let bytes = model.files.read_start(root, path, BYTES).unwrap_or_default();
    let cut = bytes.len() >= BYTES;
    let binary = bytes.iter().take(2048).any(|byte| *byte == 0);
    let mut shown = SkeletonFile {
        path: if name.is_empty() { crate::path::file_name(path) } else { name }.to_owned(),
        href: shown_at.unwrap_or_default(),
        size: if cut { "large".to_owned() } else { crate::render::text::bytes(bytes.len()) },
        lines: Vec::new(),
        more: 0,
        binary,
    };
    let text = decode(&bytes).0;
    if !binary && !cut && !text.trim().is_empty() && text.len() / text.lines().count().max(1) < 400 {
        let total = text.lines().count();
        let most = LINES.min(room.lines);
        if most > 0 {
            let lines = coloured(language(path), &text, most, room.pieces);
            let pieces = |line: &tera::Value| line.as_str().map_or(0, |line| line.matches("<span").count());
            room.pieces = room.pieces.saturating_sub(lines.iter().map(pieces).sum());
            room.lines -= lines.len();
            shown.more = total - lines.len();
            shown.lines = lines;
        }
    }
    shown
}

/// The language of a file by its name; skeletons may end in a template engine's own extension.
fn language(path: &str) -> &str {
    let name = crate::path::file_name(path);
    let name = [".njk", ".jinja2", ".j2", ".tmpl", ".template"]
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(name);
    match name {
        "Dockerfile" => "docker",
        "Makefile" => "make",
        _ => name.rsplit_once('.').map_or("", |(_, end)| end),
    }
}
