//! What a forge keeps, and where: issues, changes, commits, repositories, people.
//!
//! In: a thing on a forge by its parts. Out: its address, and how it is named on a page whose repository is known.
//! Source: the templates of `pymdownx.magiclink`. Never: reads text (`shorthand`, `shorten` do).

use super::super::options::MagicLinks;

/// A forge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forge {
    GitHub,
    GitLab,
    Bitbucket,
}

/// What kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    Issue(&'t str),
    Pull(&'t str),
    Discussion(&'t str),
    Commit(&'t str),
    Compare(&'t str, &'t str),
    Repository,
    Person,
}

/// A thing on a forge.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing<'t> {
    pub forge: Forge,
    pub user: &'t str,
    /// Empty for a person.
    pub repo: &'t str,
    pub kind: Kind<'t>,
}

impl Forge {
    /// By the name that mkdocs.yml and `@github:name` use.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "github" => Self::GitHub,
            "gitlab" => Self::GitLab,
            "bitbucket" => Self::Bitbucket,
            _ => return None,
        })
    }

    /// Scheme and host.
    pub(super) fn home(self) -> &'static str {
        match self {
            Self::GitHub => "https://github.com",
            Self::GitLab => "https://gitlab.com",
            Self::Bitbucket => "https://bitbucket.org",
        }
    }

    /// Characters that are shown of a commit.
    fn short(self) -> usize {
        if self == Self::GitLab { 8 } else { 7 }
    }
}

impl Thing<'_> {
    /// Where it is.
    pub(super) fn href(&self) -> String {
        let base = format!("{}/{}", self.forge.home(), self.user);
        let repo = self.repo;
        match (self.forge, self.kind) {
            (_, Kind::Person) => base,
            (_, Kind::Repository) => format!("{base}/{repo}"),
            (Forge::GitLab, Kind::Issue(number)) => format!("{base}/{repo}/-/issues/{number}"),
            (_, Kind::Issue(number)) => format!("{base}/{repo}/issues/{number}"),
            (Forge::GitHub, Kind::Pull(number)) => format!("{base}/{repo}/pull/{number}"),
            (Forge::GitLab, Kind::Pull(number)) => format!("{base}/{repo}/-/merge_requests/{number}"),
            (Forge::Bitbucket, Kind::Pull(number)) => format!("{base}/{repo}/pull-requests/{number}"),
            (_, Kind::Discussion(number)) => format!("{base}/{repo}/discussions/{number}"),
            (Forge::GitHub, Kind::Commit(hash)) => format!("{base}/{repo}/commit/{hash}"),
            (Forge::GitLab, Kind::Commit(hash)) => format!("{base}/{repo}/-/commit/{hash}"),
            (Forge::Bitbucket, Kind::Commit(hash)) => format!("{base}/{repo}/commits/commit/{hash}"),
            (Forge::GitHub, Kind::Compare(old, new)) => format!("{base}/{repo}/compare/{old}...{new}"),
            (Forge::GitLab, Kind::Compare(old, new)) => format!("{base}/{repo}/-/compare/{old}...{new}"),
            (Forge::Bitbucket, Kind::Compare(old, new)) => {
                format!("{base}/{repo}/branches/commits/{old}..{new}#diff")
            }
        }
    }

    /// What is shown of it: as little as tells it from others on this site.
    pub(super) fn label(&self, links: &MagicLinks) -> String {
        let (user, repo) = (self.user, self.repo);
        let whole = |mark: &str, what: &str| {
            let mine = Forge::named(&links.provider) == Some(self.forge) && user == links.user;
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
        let cut = |hash: &str| hash.get(..self.forge.short()).unwrap_or(hash).to_owned();
        match self.kind {
            Kind::Person => format!("@{user}"),
            Kind::Repository => format!("{user}/{repo}"),
            Kind::Issue(number) => whole("#", number),
            Kind::Pull(number) => whole(mark("!"), number),
            Kind::Discussion(number) => whole(mark("?"), number),
            Kind::Commit(hash) => whole("@", &cut(hash)),
            Kind::Compare(old, new) => whole("@", &format!("{}...{}", cut(old), cut(new))),
        }
    }
}
