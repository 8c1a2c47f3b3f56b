//! The theme: templates, styles, scripts and pictures, ours unless the user's folder replaces a file.
//!
//! In: the embedded files, the folder `theme.dir`, colours of the configuration. Out: compiled templates and
//! the files that every page loads. Never: falls over a broken user template: the built-in one stands in.

mod bundle;
mod colours;
mod embedded;
mod failure;
mod integrity;
mod kinds;
mod names;
mod overrides;
mod piece;

pub(super) use failure::Failure;
pub(crate) use piece::Piece;

use std::borrow::Cow;
use std::collections::BTreeMap;

use failure::Places;
use overrides::Override;
use tera::Tera;
use xxhash_rust::xxh3::xxh3_64;

use crate::artifact::{Artifact, Content};
use crate::config::Config;
use crate::diag::codes::site::THEME_FILE;
use crate::diag::{Diagnostic, Diagnostics};

use crate::source::Files;
use crate::url::SitePath;

/// Compiled templates and the assets that go with them.
#[derive(Debug)]
pub(crate) struct Theme {
    tera: Tera,
    /// The built-in templates, where `tera` holds the user's.
    fallback: Option<Tera>,
    /// Files that are written as they are.
    pub assets: Vec<Artifact>,
    /// `site.css?v=…` and the like, by plain name.
    names: BTreeMap<String, String>,
    /// Files of the user's templates, by name.
    places: Places,
}

impl Theme {
    /// Loads the theme of this configuration.
    pub(crate) fn load(files: &Files, config: &Config) -> (Self, Diagnostics) {
        let mut findings = Diagnostics::new();
        let mut sources: BTreeMap<String, Cow<'static, [u8]>> =
            Piece::all().map(|piece| (piece.path.to_owned(), Cow::Borrowed(piece.shipped()))).collect();
        sources.insert(kinds::CSS.to_owned(), Cow::Owned(kinds::css().into_bytes()));
        sources.insert(kinds::JS.to_owned(), Cow::Owned(kinds::search_groups().into_bytes()));
        let own = compile(&sources);
        let mut overridden = false;
        let mut places = BTreeMap::new();
        for Override { name, bytes, file, skipped } in overrides::read(files, config, &mut findings) {
            if let Some(template) = name.strip_prefix("templates/") {
                overridden = true;
                places.insert(template.to_owned(), (file, skipped));
            }
            sources.insert(name, Cow::Owned(bytes));
        }
        names::check(&sources, config, &mut findings);
        // The built-in templates compile: a test says so.
        let own = own.unwrap_or_default();
        let (tera, fallback) = if overridden {
            match compile(&sources) {
                Ok(tera) => (tera, Some(own)),
                Err(error) => {
                    let failure = Failure::new(&error, &places);
                    let name = failure.template.as_deref().unwrap_or("a template");
                    let message = format!("`{name}` does not compile: {}", failure.message);
                    findings.push(
                        failure
                            .place(Diagnostic::new(&THEME_FILE, message))
                            .help("correct the template; the built-in theme is used until then"),
                    );
                    (own, None)
                }
            }
        } else {
            (own, None)
        };
        let assets = bundle::assets(&sources, &colours::css(config), &pictures(files, config, &mut findings));
        let names = assets.iter().map(|(name, bytes)| {
            let versioned = format!("{name}?v={:08x}", xxh3_64(bytes) as u32);
            (name.clone(), versioned)
        });
        let names = names.collect();
        let assets = assets
            .into_iter()
            .map(|(name, bytes)| Artifact::new(SitePath::ASSETS.join(name), bytes.into_owned()))
            .collect();
        (Self { tera, fallback, assets, names, places }, findings)
    }

    /// The name of an asset below `assets/`, with its version. An asset that does not exist has none.
    pub(super) fn asset(&self, name: &str) -> Option<&str> {
        self.names.get(name).map(String::as_str)
    }

    /// The stylesheet as a URL of its own, for the one page that does not know where it is shown.
    pub(super) fn style(&self) -> String {
        self.carried("site.css", "text/css").map(|(url, _)| url).unwrap_or_default()
    }

    /// A script as a URL of its own, and the hash by which the page's security policy lets it through.
    pub(super) fn script(&self, name: &str) -> Option<(String, String)> {
        self.carried(name, "text/javascript;charset=utf-8")
    }

    fn carried(&self, name: &str, kind: &str) -> Option<(String, String)> {
        const KEPT: &percent_encoding::AsciiSet =
            &percent_encoding::CONTROLS.add(b' ').add(b'"').add(b'#').add(b'%').add(b'<').add(b'>').add(b'&');
        let asset = self.assets.iter().find(|asset| asset.path.below(&SitePath::ASSETS) == Some(name))?;
        let Content::Bytes(bytes) = &asset.content else { return None };
        let url = format!("data:{kind},{}", percent_encoding::percent_encode(bytes, KEPT));
        Some((url, integrity::integrity(bytes)))
    }

    /// Renders a template. Where a user's template fails, the built-in one is used and the failure told.
    pub(super) fn render(
        &self,
        template: &str,
        context: &tera::Context,
    ) -> (Result<String, String>, Option<Failure>) {
        match (self.tera.render(template, context), &self.fallback) {
            (Ok(html), _) => (Ok(html), None),
            (Err(error), Some(fallback)) => (
                fallback.render(template, context).map_err(|error| error.to_string()),
                Some(Failure::new(&error, &self.places)),
            ),
            (Err(error), None) => (Err(error.to_string()), None),
        }
    }
}

/// Compiles every template of `sources`.
fn compile(sources: &BTreeMap<String, Cow<'static, [u8]>>) -> Result<Tera, tera::Error> {
    let mut tera = Tera::default();
    let templates = sources.iter().filter_map(|(name, bytes)| {
        let name = name.strip_prefix("templates/")?;
        Some((name.to_owned(), String::from_utf8_lossy(bytes).into_owned()))
    });
    tera.add_raw_templates(templates.collect::<Vec<_>>())?;
    Ok(tera)
}

/// Logo, favicon and stylesheet that the configuration names, by asset name.
fn pictures(files: &Files, config: &Config, findings: &mut Diagnostics) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let named = [
        (&config.theme.logo, "theme.logo", "logo"),
        (&config.theme.favicon, "theme.favicon", "favicon"),
        (&config.theme.css, "theme.css", "custom"),
    ];
    for (path, key, name) in named {
        let Some(path) = path else { continue };
        let extension =
            path.extension().map_or_else(String::new, |text| text.to_string_lossy().to_lowercase());
        let shown = path.display().to_string();
        match files.read_id(files.id_of_named(path, &shown)) {
            Ok(bytes) => found.push((format!("{name}.{extension}"), bytes)),
            Err(error) => {
                let found = Diagnostic::new(&THEME_FILE, format!("`{shown}` cannot be read: {error}"))
                    .help(format!("correct `{key}`: a path relative to the configuration file"));
                findings.push(config.place(key).map_or(found.clone(), |place| found.at(place)));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_templates_compile() {
        let sources =
            Piece::all().map(|piece| (piece.path.to_owned(), Cow::Borrowed(piece.shipped()))).collect();
        if let Err(error) = compile(&sources) {
            panic!("{error}");
        }
    }
}
