//! Annotations that the catalog adds.
//!
//! In: where an entity was written, and where its repository is hosted. Out: its annotations.
//! Never: overwrites what an author wrote, save where Backstage does (`managed-by-*`).
//! Source: `AnnotateLocationEntityProcessor`, `AnnotateScmSlugEntityProcessor` (community).

use serde_json::{Map as JsonMap, Value as Json};

use super::Kind;
use crate::crawl::Repo;
use crate::forge::FilePage;

/// The annotation of the file that describes an entity.
pub(super) const LOCATION: &str = "backstage.io/managed-by-location";
/// The annotation of the location that was registered and led to an entity.
pub(super) const ORIGIN: &str = "backstage.io/managed-by-origin-location";

/// `<type>:<target>` of a file, as Backstage writes locations: its URL where the host is known, else its path
/// as users see it.
pub(super) fn location_of(repo: &Repo, path: &str) -> String {
    match repo.remote.as_ref().and_then(|remote| remote.url(FilePage::View, path)) {
        Some(url) => format!("url:{url}"),
        None => format!("file:{}", repo.root.display(path)),
    }
}

/// Adds the annotations to `metadata`.
pub(super) fn annotate(
    metadata: &mut JsonMap<String, Json>,
    kind: &Kind,
    repo: &Repo,
    path: &str,
    origin: &str,
) {
    let mut annotations = match metadata.remove("annotations") {
        Some(Json::Object(map)) => map,
        _ => JsonMap::new(),
    };
    annotations.insert(LOCATION.to_owned(), Json::from(location_of(repo, path)));
    annotations.insert(ORIGIN.to_owned(), Json::from(origin));
    if let Some(remote) = &repo.remote {
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value
                && !annotations.contains_key(key)
            {
                annotations.insert(key.to_owned(), Json::from(value));
            }
        };
        let folder = crate::path::folder(path);
        add("backstage.io/view-url", remote.url(FilePage::View, path));
        add("backstage.io/edit-url", remote.url(FilePage::Edit, path));
        add("backstage.io/source-location", remote.source_location(folder).map(|url| format!("url:{url}")));
        let slug = remote.forge().slug_annotation.filter(|_| kind.definition().has_project_slug);
        if let Some((key, _)) = slug {
            add(key, Some(remote.slug()));
        }
    }
    // A URL that runs code is taken out where the catalog is served, as Backstage's stitcher does.
    for key in ["backstage.io/view-url", "backstage.io/edit-url"] {
        if let Some(value) = annotations.get_mut(key)
            && value
                .as_str()
                .is_some_and(|url| matches!(crate::url::safe_url(url), crate::url::SafeUrl::Refused(_)))
        {
            *value = Json::from("https://backstage.io/annotation-rejected-for-security-reasons");
        }
    }
    let mut sorted: Vec<_> = annotations.into_iter().collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    metadata.insert("annotations".to_owned(), Json::Object(sorted.into_iter().collect()));
}
