//! Pictures of people and groups: `spec.profile.picture`.
//!
//! In: entities, and the hosts that the configuration lists. Out: the picture that a page shows; notes on those that it does not. Never: a picture
//! from a host that is not listed: its host would learn who reads which page.

use std::collections::BTreeMap;

use super::{Catalog, Entity};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::url::UrlPolicy;

impl Entity {
    /// The picture of a user or group that a page may show; `None` where there is none, or none that may be loaded.
    pub(crate) fn picture(&self, policy: &UrlPolicy) -> Option<&str> {
        self.written_picture().filter(|picture| is_shown(picture, policy))
    }

    fn written_picture(&self) -> Option<&str> {
        let picture = self.spec().get("profile")?.get("picture")?.as_str()?;
        (!picture.is_empty()).then_some(picture)
    }
}

fn is_shown(picture: &str, policy: &UrlPolicy) -> bool {
    picture.starts_with("data:image/") || policy.pictures.allow(picture)
}

/// The host of a picture as a configuration lists it; the whole address of what has none.
fn host_of(picture: &str) -> String {
    let url = url::Url::parse(picture).ok();
    let host = url.as_ref().and_then(|url| Some((url.host_str()?, url.port())));
    match host {
        Some((name, Some(port))) => format!("{name}:{port}"),
        Some((name, None)) => name.to_owned(),
        None => picture.to_owned(),
    }
}

/// Notes on pictures that are not shown: one a host, at the first of its pictures.
pub(super) fn check(catalog: &Catalog, policy: &UrlPolicy, found: &mut Diagnostics) {
    let mut by_host: BTreeMap<String, (&Entity, &str, usize)> = BTreeMap::new();
    for (_, entity) in catalog.iter() {
        if let Some(picture) = entity.written_picture().filter(|picture| !is_shown(picture, policy)) {
            by_host.entry(host_of(picture)).or_insert((entity, picture, 0)).2 += 1;
        }
    }
    for (host, (entity, picture, count)) in by_host {
        let what = if count == 1 {
            format!("the picture `{picture}` is not loaded")
        } else {
            format!("{count} pictures of `{host}` are not loaded")
        };
        let help = if picture.starts_with("https://") {
            format!(
                "list `{host}` under `catalog.pictureHosts` in the portal's configuration; until then initials are shown"
            )
        } else {
            "write a URL that starts with `https://`; initials are shown".to_owned()
        };
        found.push(
            Diagnostic::new(&codes::catalog::PICTURE_URL, what)
                .at(entity.origin.field(["spec", "profile", "picture"]))
                .entity(entity.reference.as_str())
                .help(help),
        );
    }
}
