//! What a forge keeps beside files, and where: issues, changes, commits, repositories, people.
//!
//! In: a thing by its parts, or a URL. Out: its URL, or its parts. Source: the templates of `pymdownx.magiclink`, which knows
//! the public services alone. Never: reads text (`markdown` does).

use super::template::fill;
use super::{FORGES, Forge};

/// Where a forge keeps things, relative to the repository's page. `{number}`, `{hash}`, `{old}` and `{new}` stand for what the
/// reference names.
pub(crate) struct References {
    /// What mkdocs.yml and `@github:name` call the forge.
    pub(crate) provider: &'static str,
    pub(super) issue: &'static str,
    pub(super) pull: &'static str,
    /// `None` where it has none.
    pub(super) discussion: Option<&'static str>,
    pub(super) commit: &'static str,
    pub(super) compare: &'static str,
    /// Characters that are shown of a commit.
    pub(crate) short_hash: usize,
    /// First parts of paths that are no people, in small letters.
    pub(super) reserved: &'static [&'static str],
    /// Whether names of people hold dots.
    pub(super) dotted_names: bool,
}

/// A thing on a forge.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Thing<'t> {
    pub(crate) forge: &'static Forge,
    pub(crate) user: &'t str,
    /// Empty for a person.
    pub(crate) repo: &'t str,
    pub(crate) kind: ThingKind<'t>,
}

/// What kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ThingKind<'t> {
    Issue(&'t str),
    Pull(&'t str),
    Discussion(&'t str),
    Commit(&'t str),
    Compare(&'t str, &'t str),
    Repository,
    Person,
}

impl Forge {
    /// The forge that mkdocs.yml calls by this name. `None` for names that magiclink does not know.
    pub(crate) fn of_provider(name: &str) -> Option<&'static Self> {
        FORGES
            .iter()
            .copied()
            .find(|forge| forge.references.as_ref().is_some_and(|references| references.provider == name))
    }

    /// What mkdocs.yml calls the forges that it knows.
    pub(crate) fn providers() -> impl Iterator<Item = &'static str> {
        FORGES.iter().filter_map(|forge| forge.references.as_ref()).map(|references| references.provider)
    }

    /// Whether it has discussions beside issues.
    pub(crate) fn has_discussions(&self) -> bool {
        self.references.as_ref().is_some_and(|references| references.discussion.is_some())
    }

    /// Characters that are shown of a commit.
    pub(crate) fn short_hash(&self) -> usize {
        self.references.as_ref().map_or(7, |references| references.short_hash)
    }
}

impl<'t> Thing<'t> {
    /// Where it is. `None` where the forge has no such thing.
    pub(crate) fn url(&self) -> Option<String> {
        let references = self.forge.references.as_ref()?;
        let base = format!("{}/{}", self.forge.public_home()?, self.user);
        let template = match self.kind {
            ThingKind::Person => return Some(base),
            ThingKind::Repository => return Some(format!("{base}/{}", self.repo)),
            ThingKind::Issue(_) => references.issue,
            ThingKind::Pull(_) => references.pull,
            ThingKind::Discussion(_) => references.discussion?,
            ThingKind::Commit(_) => references.commit,
            ThingKind::Compare(..) => references.compare,
        };
        let below = fill(template, &|name| match (name, self.kind) {
            ("number", ThingKind::Issue(value) | ThingKind::Pull(value) | ThingKind::Discussion(value))
            | ("hash", ThingKind::Commit(value))
            | ("old", ThingKind::Compare(value, _))
            | ("new", ThingKind::Compare(_, value)) => Some(value.to_owned()),
            _ => None,
        })?;
        Some(format!("{base}/{}/{below}", self.repo))
    }

    /// The thing that a URL of a public forge leads to. `None` where it is not known whole.
    pub(crate) fn of_url(url: &'t str) -> Option<Self> {
        let rest = url.strip_prefix("https://")?;
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        let (forge, references, path) = FORGES.iter().copied().find_map(|forge| {
            let references = forge.references.as_ref()?;
            let path = rest.strip_prefix(*forge.public.first()?)?.strip_prefix('/')?;
            Some((forge, references, path))
        })?;
        let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
        let user = parts.next().filter(|user| !user.is_empty())?;
        let is_name = |c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || c == '.' && references.dotted_names
        };
        let is_reserved = references.reserved.iter().any(|name| user.eq_ignore_ascii_case(name));
        if is_reserved || user.len() > 39 || !user.chars().all(is_name) {
            return None;
        }
        let Some(repo) = parts.next() else {
            return Some(Self { forge, user, repo: "", kind: ThingKind::Person });
        };
        let rest: Vec<&str> = parts.collect();
        let kind = if rest.is_empty() { ThingKind::Repository } else { references.read(&rest)? };
        Some(Self { forge, user, repo, kind })
    }
}

impl References {
    fn read<'t>(&self, rest: &[&'t str]) -> Option<ThingKind<'t>> {
        let number = |template: &str, kind: fn(&'t str) -> ThingKind<'t>| {
            let value = value(template, rest)?;
            let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| kind(value))
        };
        let is_hash = |text: &str| {
            (7..=40).contains(&text.len())
                && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let commit = || value(self.commit, rest).filter(|hash| is_hash(hash)).map(ThingKind::Commit);
        let compare = || {
            let (old, new) = value(self.compare, rest)?.split_once("...")?;
            (is_hash(old) && is_hash(new)).then_some(ThingKind::Compare(old, new))
        };
        number(self.issue, ThingKind::Issue)
            .or_else(|| number(self.pull, ThingKind::Pull))
            .or_else(|| number(self.discussion?, ThingKind::Discussion))
            .or_else(commit)
            .or_else(compare)
    }
}

/// The last part of a URL that is made of a template; GitLab's `-` may be left out.
fn value<'t>(template: &str, rest: &[&'t str]) -> Option<&'t str> {
    let mut words = template.split('/').filter(|word| *word != "-");
    let mut parts = rest.iter().copied();
    if template.starts_with("-/") && rest.first() == Some(&"-") {
        parts.next();
    }
    loop {
        let (word, part) = (words.next()?, parts.next()?);
        if word.starts_with('{') {
            return parts.next().is_none().then_some(part);
        }
        if word != part {
            return None;
        }
    }
}
