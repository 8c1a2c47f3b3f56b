//! `--catalog`: the organisation's catalog, from wherever the user says.
//!
//! In: a portal's address or folder, the address of a Backstage, or an `entities.json`. Out: what it holds. Never: goes on without
//! it: a check against nothing would tell lies.

use std::path::Path;

use super::outcome::Failure;
use crate::catalog::Published;
use crate::config::Config;
use crate::fetch::{Client, portal};
use crate::source::Files;

/// The environment variable of the token that the catalog's host is told.
const TOKEN: &str = "BACKLOT_CATALOG_TOKEN";

pub(super) fn read(files: &Files, source: &str, config: &Config) -> Result<Published, Failure> {
    let text = match url::Url::parse(source) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            let token = std::env::var(TOKEN).ok().filter(|token| !token.trim().is_empty());
            portal::catalog(&Client::new(), &url, token.as_deref().map(str::trim))
                .map_err(|error| Failure::new(format!("no catalog: {}", error.message)).hint(error.help))?
        }
        _ => from_disk(files, source)?,
    };
    Published::read(&text, config)
        .map_err(|error| Failure::new(format!("`{source}` is no catalog: {error}")).hint(HINT))
}

const HINT: &str = "name a portal's URL or folder, the URL of a Backstage, or an entities.json";

fn from_disk(files: &Files, source: &str) -> Result<String, Failure> {
    let path = Path::new(source);
    let inside = ["", portal::ENTITIES[0], "entities.json"];
    let mut error = None;
    for below in inside {
        let path = if below.is_empty() { path.to_path_buf() } else { path.join(below) };
        match files.read_id(files.id_of_named(&path, &path.display().to_string())) {
            Ok(bytes) => {
                return Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned());
            }
            Err(found) => error = error.or(Some(found)),
        }
    }
    let why = error
        .filter(|_| !path.is_dir())
        .map_or_else(|| format!("there is no `{}` in it", portal::ENTITIES[0]), |error| error.to_string());
    Err(Failure::new(format!("cannot read the catalog `{source}`: {why}")).hint(HINT))
}
