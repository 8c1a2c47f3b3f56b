//! One side of a difference.
//!
//! In: what the user named. Out: its entities, and the APIs whose definitions could be read. Never: fetches.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::revision::Unpacked;
use crate::api::{self, Api, Apis};
use crate::catalog::diff::Snapshot;
use crate::cli::arguments::{CrawlArguments, DiffArguments};
use crate::cli::outcome::Failure;
use crate::cli::session::Session;
use crate::config::Config;
use crate::crawl::{self, Inventory, RepoId};
use crate::diag::{Diagnostics, resolve};
use crate::pipeline;
use crate::source::Files;

/// A catalog, or a definition that stands alone.
pub(super) struct Side {
    pub(super) catalog: Snapshot,
    /// By the reference of the entity.
    pub(super) apis: BTreeMap<String, Api>,
    /// It is one definition and no catalog.
    pub(super) alone: bool,
}

/// Reads a definition of a text and a type.
type Read<'r> = dyn Fn(&str, &str) -> (Option<Api>, Diagnostics) + 'r;

/// What stands for the reference where a definition stands alone.
pub(super) const ALONE: &str = "definition";

impl Side {
    /// Reads what the user named.
    pub(super) fn read(side: &str, options: &DiffArguments) -> Result<Self, Failure> {
        let path = Path::new(side);
        if path.is_dir() {
            return Self::of_folder(path, options);
        }
        if path.is_file() {
            return Self::of_file(path);
        }
        Self::of_folder(Unpacked::revision(side)?.folder(), options)
    }

    fn of_folder(path: &Path, options: &DiffArguments) -> Result<Self, Failure> {
        let crawl = CrawlArguments { paths: vec![path.to_path_buf()], run: options.run.clone() };
        let session = Session::new(&crawl, Box::new(|_| {}))?;
        let request = session.request();
        let (portal, _) =
            pipeline::with_threads(options.run.jobs, || pipeline::read(&session.files, &request));
        session.everything_was_read()?;
        let catalog = Snapshot::of(&portal.catalog);
        let named = |id| portal.catalog.entity(id).reference.as_str().to_owned();
        let apis = Arc::into_inner(portal.apis)
            .into_iter()
            .flat_map(Apis::into_iter)
            .map(|(id, api)| (named(id), api))
            .collect();
        Ok(Self { catalog, apis, alone: false })
    }

    fn of_file(path: &Path) -> Result<Self, Failure> {
        let side = path.display();
        let files = Files::disk();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let unread = |error: std::io::Error| Failure::new(format!("cannot read `{side}`: {error}"));
        let bytes = std::fs::read(path).map_err(unread)?;
        let text = String::from_utf8_lossy(&bytes);
        let (repo, below) = crawl::enclosing(&files, folder, &Config::default()).map_err(unread)?;
        let inventory = Inventory::new(vec![repo]);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let below = if below.is_empty() { name.to_string() } else { format!("{below}/{name}") };
        let read =
            |text: &str, kind: &str| api::read_text(&files, &inventory, (text, kind), (RepoId(0), &below));
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        // A list of entities begins with `[`, or is Backstage's `{"items": […]}`.
        let entities = if matches!(ending.as_ref(), "graphql" | "graphqls" | "gql" | "proto") {
            Err(String::new())
        } else {
            Snapshot::read(&text)
        };
        let not_entities = match entities {
            Ok(catalog) => {
                let apis = of_entities(&catalog, &read);
                return Ok(Self { catalog, apis, alone: false });
            }
            Err(reason) => reason,
        };
        match read(&text, &ending) {
            (Some(api), _) => {
                let apis = BTreeMap::from([(ALONE.to_owned(), api)]);
                Ok(Self { catalog: Snapshot::default(), apis, alone: true })
            }
            (None, found) => {
                let reason = resolve(&found, &files).into_iter().next().map(|one| one.message);
                let reason = reason.unwrap_or(not_entities);
                Err(Failure::new(format!("`{side}`: {reason}"))
                    .hint("name a folder, a revision, an entities.json or the definition of an API"))
            }
        }
    }
}

/// Definitions that a list of entities holds; `read` takes a text and a type.
fn of_entities(catalog: &Snapshot, read: &Read<'_>) -> BTreeMap<String, Api> {
    let of_kind = catalog.references().filter(|reference| reference.starts_with("api:"));
    let apis = of_kind.filter_map(|reference| {
        let entity = catalog.entity(reference)?;
        let text = |pointer: &str| entity.pointer(pointer).and_then(serde_json::Value::as_str);
        let (api, _) = read(text("/spec/definition")?, text("/spec/type").unwrap_or_default());
        Some((reference.to_owned(), api?))
    });
    apis.collect()
}
