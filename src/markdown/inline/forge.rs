//! How a thing on a forge is named on a page whose repository is known.
//!
//! In: a thing on a forge. Out: what is shown of it. Source: `pymdownx.magiclink`. Never: reads text (`shorthand`, `shorten` do);
//! knows a URL (`forge` does).

use super::super::options::MagicLinks;
use crate::forge::{Forge, Thing, ThingKind};

/// What is shown of a thing: as little as tells it from others on this site.
pub(super) fn label(thing: &Thing<'_>, links: &MagicLinks) -> String {
    let (user, repo) = (thing.user, thing.repo);
    let whole = |mark: &str, what: &str| {
        let mine = Forge::of_provider(&links.provider) == Some(thing.forge) && user == links.user;
        if mine && repo == links.repo {
            // A commit of the site's own repository needs no mark before it.
            format!("{}{what}", if mark == "@" { "" } else { mark })
        } else if mine {
            format!("{repo}{mark}{what}")
        } else {
            format!("{user}/{repo}{mark}{what}")
        }
    };
    let mark = |own: &'static str| if links.normalize { "#" } else { own };
    let cut = |hash: &str| hash.get(..thing.forge.short_hash()).unwrap_or(hash).to_owned();
    match thing.kind {
        ThingKind::Person => format!("@{user}"),
        ThingKind::Repository => format!("{user}/{repo}"),
        ThingKind::Issue(number) => whole("#", number),
        ThingKind::Pull(number) => whole(mark("!"), number),
        ThingKind::Discussion(number) => whole(mark("?"), number),
        ThingKind::Commit(hash) => whole("@", &cut(hash)),
        ThingKind::Compare(old, new) => whole("@", &format!("{}...{}", cut(old), cut(new))),
    }
}
