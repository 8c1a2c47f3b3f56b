//! `#12`, `repo#12`, `org/repo!12`, a commit's hash, `@name`, `@org/repo`, `@github:name`.
//!
//! In: a text and the place of the mark in it. Out: the range and where it leads. Source: `pymdownx.magiclink`,
//! `repo_url_shorthand` and `social_url_shorthand`. Never: within a link or code; a reference without a
//! repository that the text or mkdocs.yml names.

use super::super::options::MagicLinks;
use super::forge::label;
use crate::forge::{Forge, Thing, ThingKind};

/// A reference found.
pub(super) struct Reference {
    pub from: usize,
    pub to: usize,
    pub href: String,
    pub label: String,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_user(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn is_repo(byte: u8) -> bool {
    is_user(byte) || byte == b'.'
}

/// Length of the longest name at the front that ends a word.
fn name(text: &str, most: usize, fits: impl Fn(u8) -> bool) -> usize {
    let run = text.bytes().take(most).take_while(|byte| fits(*byte)).count();
    let bytes = text.as_bytes();
    (1..=run)
        .rev()
        .find(|end| {
            bytes[end - 1].is_ascii_alphanumeric() && !text[*end..].chars().next().is_some_and(is_word)
        })
        .unwrap_or(0)
}

/// Length of the 40 characters of a commit's hash.
fn hash(text: &str) -> Option<&str> {
    let found = text.get(..40)?;
    found.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).then_some(found)
}

/// `hash` or `hash...hash` at the front, as a word.
fn commits(text: &str) -> Option<(ThingKind<'_>, usize)> {
    let old = hash(text)?;
    let (kind, length) = match text[40..].strip_prefix("...").and_then(hash) {
        Some(new) => (ThingKind::Compare(old, new), 83),
        None => (ThingKind::Commit(old), 40),
    };
    (!text[length..].chars().next().is_some_and(is_word)).then_some((kind, length))
}

/// Owner and repository that end right before a mark: where they begin, forge, owner, repository.
fn owner<'t>(
    text: &'t str,
    mark: usize,
    links: &'t MagicLinks,
) -> Option<(usize, &'static Forge, &'t str, &'t str)> {
    let bytes = text.as_bytes();
    let back = |to: usize, most: usize, fits: &dyn Fn(u8) -> bool| {
        to - bytes[..to].iter().rev().take(most).take_while(|byte| fits(**byte)).count()
    };
    if mark == 0 || !bytes[mark - 1].is_ascii_alphanumeric() {
        return None;
    }
    let repo = back(mark, 100, &is_repo);
    let default = Forge::of_provider(&links.provider);
    if repo > 0 && bytes[repo - 1] == b'/' {
        let user = back(repo - 1, 39, &is_user);
        if user < repo - 1 {
            let forge = Forge::providers()
                .find(|forge| text[..user].strip_suffix(':').is_some_and(|head| head.ends_with(forge)));
            let from = user - forge.map_or(0, |forge| forge.len() + 1);
            let free = from == 0
                || !matches!(bytes[from - 1], b'@' | b'/') && !is_word(text[..from].chars().next_back()?);
            let forge = forge.map_or(default, Forge::of_provider)?;
            return free.then_some((from, forge, &text[user..repo - 1], &text[repo..mark]));
        }
    }
    let free = repo == 0 || !matches!(bytes[repo - 1], b'@' | b'/');
    (free && !links.user.is_empty()).then_some((repo, default?, links.user.as_str(), &text[repo..mark]))
}

fn reference(from: usize, to: usize, thing: &Thing<'_>, links: &MagicLinks) -> Option<Reference> {
    Some(Reference { from, to, href: thing.url()?, label: label(thing, links) })
}

/// The site's own repository.
fn own(links: &MagicLinks) -> Option<(&'static Forge, &str, &str)> {
    let named = !links.user.is_empty() && !links.repo.is_empty();
    Some((Forge::of_provider(&links.provider).filter(|_| named)?, &links.user, &links.repo))
}

/// What a `#`, `!` or `?` at a place refers to.
pub(super) fn numbered(text: &str, at: usize, links: &MagicLinks) -> Option<Reference> {
    let rest = &text[at + 1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let to = at + 1 + digits;
    if digits == 0 || digits > 9 || rest.starts_with('0') || text[to..].chars().next().is_some_and(is_word) {
        return None;
    }
    let number = &rest[..digits];
    let kind = match text.as_bytes()[at] {
        b'#' => ThingKind::Issue(number),
        b'!' => ThingKind::Pull(number),
        _ => ThingKind::Discussion(number),
    };
    let (from, forge, user, repo) = if let Some(found) = owner(text, at, links) {
        found
    } else {
        if at > 0 && text.as_bytes()[at - 1].is_ascii_alphabetic() {
            return None;
        }
        let (forge, user, repo) = own(links)?;
        (at, forge, user, repo)
    };
    if matches!(kind, ThingKind::Discussion(_)) && !forge.has_discussions() {
        return None;
    }
    reference(from, to, &Thing { forge, user, repo, kind }, links)
}

/// A commit of the site's repository that begins at a place.
pub(super) fn commit(text: &str, at: usize, links: &MagicLinks) -> Option<Reference> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| is_word(c) || matches!(c, '@' | '/')) {
        return None;
    }
    let (kind, length) = commits(&text[at..])?;
    let (forge, user, repo) = own(links)?;
    reference(at, at + length, &Thing { forge, user, repo, kind }, links)
}

/// What an `@` at a place refers to: a commit of a repository before it, or a person or repository behind it.
pub(super) fn at_sign(text: &str, at: usize, links: &MagicLinks) -> Option<Reference> {
    if links.shorthand
        && let Some((kind, length)) = commits(&text[at + 1..])
        && let Some((from, forge, user, repo)) = owner(text, at, links)
    {
        return reference(from, at + 1 + length, &Thing { forge, user, repo, kind }, links);
    }
    if at > 0 && text.as_bytes()[at - 1].is_ascii_alphabetic() {
        return None;
    }
    let rest = &text[at + 1..];
    let social = ["x:", "twitter:"].into_iter().find(|prefix| rest.starts_with(prefix));
    if let Some(prefix) = social.filter(|_| links.social) {
        let length = name(&rest[prefix.len()..], 15, |byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let person = &rest[prefix.len()..prefix.len() + length];
        let host = if prefix == "x:" { "https://x.com" } else { "https://twitter.com" };
        return (length > 0).then(|| Reference {
            from: at,
            to: at + 1 + prefix.len() + length,
            href: format!("{host}/{person}"),
            label: format!("@{person}"),
        });
    }
    if !links.shorthand {
        return None;
    }
    let named =
        rest.split_once(':').and_then(|(forge, _)| Some((Forge::of_provider(forge)?, forge.len() + 1)));
    let (forge, skip) = match named {
        Some(named) => named,
        None => (Forge::of_provider(&links.provider)?, 0),
    };
    let length = name(&rest[skip..], 39, is_user);
    if length == 0 {
        return None;
    }
    let user = &rest[skip..skip + length];
    let behind = &rest[skip + length..];
    if let Some(path) = behind.strip_prefix('/') {
        let more = name(path, 100, is_repo);
        if more > 0 {
            let thing = Thing { forge, user, repo: &path[..more], kind: ThingKind::Repository };
            return reference(at, at + 2 + skip + length + more, &thing, links);
        }
    }
    let thing = Thing { forge, user, repo: "", kind: ThingKind::Person };
    reference(at, at + 1 + skip + length, &thing, links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        let links = MagicLinks {
            shorthand: true,
            social: true,
            provider: "github".to_owned(),
            user: "org".to_owned(),
            repo: "app".to_owned(),
            ..MagicLinks::default()
        };
        let hash = "0123456789abcdef0123456789abcdef01234567";
        for (text, mark, expected) in [
            ("see #12.", '#', Some(("#12", "https://github.com/org/app/issues/12"))),
            ("see a#12", '#', Some(("a#12", "https://github.com/org/a/issues/12"))),
            ("see b/a!12", '!', Some(("b/a!12", "https://github.com/b/a/pull/12"))),
            ("gitlab:b/a!12", '!', Some(("b/a!12", "https://gitlab.com/b/a/-/merge_requests/12"))),
            ("?58", '?', Some(("?58", "https://github.com/org/app/discussions/58"))),
            ("#012", '#', None),
            ("#12a", '#', None),
            ("@ann, hi", '@', Some(("@ann", "https://github.com/ann"))),
            ("@ann/x.y.", '@', Some(("ann/x.y", "https://github.com/ann/x.y"))),
            ("@x:ann", '@', Some(("@ann", "https://x.com/ann"))),
            ("@gitlab:ann", '@', Some(("@ann", "https://gitlab.com/ann"))),
            ("mail@ann", '@', None),
            ("@_", '@', None),
        ] {
            let at = text.find(mark).unwrap_or(0);
            let found = if mark == '@' { at_sign(text, at, &links) } else { numbered(text, at, &links) };
            let found = found.map(|found| (found.label, found.href));
            let expected = expected.map(|(label, href)| (label.to_owned(), href.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
        let found = commit(&format!("in {hash}."), 3, &links).map(|found| (found.label, found.to));
        assert_eq!(found, Some(("0123456".to_owned(), 43)));
        let found = at_sign(&format!("b/a@{hash}"), 3, &links).map(|found| (found.label, found.from));
        assert_eq!(found, Some(("b/a@0123456".to_owned(), 0)));
    }
}
