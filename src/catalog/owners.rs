//! CODEOWNERS: who owns what nobody claims in `spec.owner`.
//!
//! In: the path of a catalog file. Out: the owner that the repository's CODEOWNERS names, as a reference.
//! Never: overrides an owner that is written. Source: `CodeOwnersProcessor` (community), with its faults left out: files are
//! looked at in the host's own order, and a nested GitLab group gives its last part.

use super::placeholder::Place;
use crate::forge::{Forge, Remote};
use crate::gitignore::Pattern;

/// The annotation that says that an owner was not written but inferred; its value is the file that names them.
pub(super) const INFERRED: &str = "backlot/owner-inferred-from";

/// The owner of the file at `path`, and the file that says so.
pub(super) fn infer(place: &Place<'_>, path: &str) -> Option<(String, &'static str)> {
    let repo = place.inventory.repo(place.repo);
    let order = repo.remote.as_ref().map_or(Forge::other(), Remote::forge).codeowners;
    let (bytes, file) =
        order.iter().find_map(|file| Some((place.files.read(&repo.root, file).ok()?, *file)))?;
    let (text, _) = crate::source::decode(&bytes);
    Some((reference(owner_of(&text, path)?), file))
}

/// The first owner of the last rule that matches; a rule without owners means nobody.
fn owner_of<'t>(text: &'t str, path: &str) -> Option<&'t str> {
    text.lines().rev().find_map(|line| {
        let line = line.split_once(" #").map_or(line, |(rule, _)| rule).trim();
        // GitLab's sections begin with `[name]` or `^[name]`.
        if line.starts_with(['#', '[', '^', '!']) {
            return None;
        }
        let mut words = line.split_whitespace();
        matches(words.next()?, path).then(|| words.next())
    })?
}

/// The rules of `.gitignore`, but `docs/*` means the files right in `docs`.
fn matches(pattern: &str, path: &str) -> bool {
    let Some(Ok(compiled)) = Pattern::new(pattern) else { return false };
    if pattern.ends_with("/*") { compiled.matches_file(path) } else { compiled.matches(path) }
}

fn reference(owner: &str) -> String {
    match owner.strip_prefix('@') {
        Some(name) => match name.rsplit_once('/') {
            Some((_, team)) => team.to_owned(),
            None => format!("user:{name}"),
        },
        None => owner.split('@').next().unwrap_or(owner).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_rule_first_owner() {
        let text = "# all\n*  @acme/platform @ann\n/services/shop/ @acme/shop # the shop\n[Docs]\ndocs/* me@x.io\n/free/\n";
        for (path, expected) in [
            ("catalog-info.yaml", Some("platform")),
            ("services/shop/catalog-info.yaml", Some("shop")),
            ("docs/catalog-info.yaml", Some("me")),
            ("docs/deep/catalog-info.yaml", Some("platform")),
            ("free/catalog-info.yaml", None),
        ] {
            assert_eq!(owner_of(text, path).map(reference).as_deref(), expected, "{path}");
        }
        assert_eq!(reference("@ann"), "user:ann");
        assert_eq!(reference("@top/sub/team"), "team");
    }
}
