//! Forges: where a repository is hosted, and which URL shows which file of it.
//!
//! In: clone URLs and web URLs, hosts that configuration names. Out: a [`Remote`] that makes clone, view, raw, edit,
//! blame and line URLs; [`Repositories`], which recognises any of those as a path of a crawled repository.
//! Never: asks the network; guesses the shape of a host that nobody named.
//!
//! A forge is one file with one [`Forge`] in it, named in [`FORGES`]. Everything else reads that table.

mod address;
mod azure;
mod bitbucket_cloud;
mod bitbucket_server;
mod codecommit;
mod gerrit;
mod gitea;
mod gitee;
mod github;
mod gitiles;
mod gitlab;
mod hosts;
mod other;
mod references;
mod remote;
mod repositories;
mod sourcehut;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use hosts::Hosts;
pub(crate) use references::{Thing, ThingKind};
pub(crate) use remote::Remote;
pub(crate) use repositories::{Candidate, Repositories};

use address::{Address, Place};
use references::References;

/// Every forge, in the order in which a host's name is looked at.
const FORGES: &[&Forge] = &[
    &github::GITHUB,
    &gitlab::GITLAB,
    &bitbucket_cloud::BITBUCKET_CLOUD,
    &bitbucket_server::BITBUCKET_SERVER,
    &azure::AZURE,
    &gitea::GITEA,
    &gerrit::GERRIT,
    &gitiles::GITILES,
    &gitee::GITEE,
    &sourcehut::SOURCEHUT,
    &codecommit::CODECOMMIT,
    &other::OTHER,
];

/// What `hosts` of the configuration may say.
pub(crate) const NAMES: [&str; FORGES.len()] = {
    let mut names = [""; FORGES.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = FORGES[at].name;
        at += 1;
    }
    names
};

/// The forge of each key of Backstage's `integrations`.
pub(crate) fn integrations() -> impl Iterator<Item = (&'static str, &'static Forge)> {
    FORGES.iter().flat_map(|forge| forge.integrations.iter().map(|key| (*key, *forge)))
}

/// Files and folders that mark the top of a repository: some forge, or its pipelines, reads them there alone.
pub(crate) fn root_files() -> impl Iterator<Item = &'static str> {
    FORGES.iter().flat_map(|forge| forge.root_files.iter().copied())
}

/// Whether a URL is a forge's page about a file or folder of a repository, as `git-url-parse` would say. Hosts that serve
/// nothing but contents (`raw.githubusercontent.com`) have no such pages.
pub(crate) fn is_page_of_repository(url: &str) -> bool {
    let Some(address) = Address::parse(url) else { return false };
    let Some(forge) = Forge::of(&address) else { return false };
    forge.place(&address).is_some_and(|place| {
        !place.is_content_host
            && !place.rest_is_empty(&address)
            && forge.recognise(&place, &address).is_some()
    })
}

/// A kind of page about a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilePage {
    /// Shows a file.
    View,
    /// Lists a folder.
    Folder,
    /// Gives a file's bytes.
    Raw,
    /// Edits a file in the browser.
    Edit,
    /// Says of each line who wrote it.
    Blame,
}

impl FilePage {
    const ALL: [Self; 5] = [Self::View, Self::Folder, Self::Raw, Self::Edit, Self::Blame];
}

/// Templates of a forge's pages, `None` where it has no such page. A template continues the repository's web URL after a
/// slash (or is a query), unless it begins with `{base}`. See [`template`] for what may stand in it.
struct Pages {
    view: Option<&'static str>,
    /// `None`: as `view`.
    folder: Option<&'static str>,
    raw: Option<&'static str>,
    edit: Option<&'static str>,
    blame: Option<&'static str>,
    /// The folder as `backstage.io/source-location` writes it. `None`: as `folder`.
    source_location: Option<&'static str>,
}

/// How a URL's path names a repository.
enum Names {
    /// `owner/name`.
    Two,
    /// Groups in groups: all parts before the first word of a page.
    Nested,
    /// By the forge's own rules.
    Own(fn(&Address) -> Option<Place>),
}

/// One kind of forge: all that is known of it.
pub(crate) struct Forge {
    /// What `hosts` of the configuration calls it.
    pub(crate) name: &'static str,
    /// Keys of Backstage's `integrations` whose hosts are of this kind.
    integrations: &'static [&'static str],
    /// Its public hosts; `.example.org` stands for every host below.
    public: &'static [&'static str],
    /// The helper of git that reads addresses of this forge alone: `name::…`.
    helper: Option<&'static str>,
    /// A host whose name holds one of these is taken for one.
    words: &'static [&'static str],
    names: Names,
    /// Whether `Acme/Shop` and `acme/shop` are two repositories.
    case_sensitive: bool,
    /// The repository's own page.
    web: &'static str,
    /// Where git clones from.
    clone: &'static str,
    pages: Pages,
    /// Templates of further pages that are recognised, but never written: older shapes, tags, commits.
    also: &'static [&'static str],
    /// Follows the URL of a page to point at a line.
    line: &'static str,
    /// Stands before `line` for files that the forge shows rendered, so that there are lines.
    rendered: &'static str,
    /// A form for a new issue.
    issue: Option<&'static str>,
    /// Files and folders that it, or its pipelines, reads at the top of a repository alone.
    root_files: &'static [&'static str],
    /// What pymdownx.magiclink knows of it.
    references: Option<References>,
    /// MkDocs' own `edit_uri` for its public host.
    pub(crate) mkdocs_edit_uri: Option<&'static str>,
    /// The annotation of a Component's repository, and how many leading parts of the slug it leaves out.
    pub(crate) slug_annotation: Option<(&'static str, usize)>,
    /// Where it looks for CODEOWNERS, first come first served.
    pub(crate) codeowners: &'static [&'static str],
}

impl Forge {
    /// What a forge has unless its file says otherwise.
    const PLAIN: Self = Self {
        name: "",
        integrations: &[],
        public: &[],
        helper: None,
        words: &[],
        names: Names::Two,
        case_sensitive: false,
        web: "{base}/{slug}",
        clone: "{base}/{slug}.git",
        pages: Pages { view: None, folder: None, raw: None, edit: None, blame: None, source_location: None },
        also: &[],
        line: "#L{line}",
        rendered: "",
        issue: None,
        root_files: &[],
        references: None,
        mkdocs_edit_uri: None,
        slug_annotation: None,
        codeowners: &[".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
    };

    /// The forge that configuration calls by this name.
    pub(crate) fn of_name(name: &str) -> Option<&'static Self> {
        FORGES.iter().copied().find(|forge| forge.name == name)
    }

    /// The forge that a public host is. `None` for other hosts.
    pub(crate) fn of_public_host(host: &str) -> Option<&'static Self> {
        FORGES.iter().copied().find(|forge| forge.is_public(host))
    }

    /// The forge that git reads addresses of by this helper.
    fn of_helper(helper: &str) -> Option<&'static Self> {
        FORGES.iter().copied().find(|forge| forge.helper == Some(helper))
    }

    /// The forge of an address by itself: a helper's, a public one, or one whose host's name says what runs there.
    fn of(address: &Address) -> Option<&'static Self> {
        let says = |forge: &&Self| forge.words.iter().any(|word| address.host.contains(word));
        match &address.helper {
            Some(helper) => Self::of_helper(helper),
            None => Self::of_public_host(&address.host).or_else(|| FORGES.iter().copied().find(says)),
        }
    }

    /// Whether a host is one of its public ones.
    fn is_public(&self, host: &str) -> bool {
        self.public.iter().any(|public| match public.strip_prefix('.') {
            Some(_) => host.ends_with(public),
            None => host == *public,
        })
    }

    /// The page of a repository of the forge that lives at `base`, by what its annotation says. `None` where that is not all of
    /// its name.
    pub(crate) fn repository_url(&'static self, base: &str, name: &str) -> Option<String> {
        if self.slug_annotation.is_some_and(|(_, skipped)| skipped > 0) {
            return None;
        }
        let slug = name.split('/').map(str::to_owned).collect();
        let place = Place { base: base.to_owned(), slug, rest: Vec::new(), is_content_host: false };
        Some(Remote::new(self, place).web())
    }

    /// Where the public service of this kind lives. `None` where there is none.
    pub(crate) fn public_home(&self) -> Option<String> {
        self.public.first().map(|host| format!("https://{host}"))
    }

    /// What configuration does not name: a host of no known kind.
    pub(crate) fn other() -> &'static Self {
        &other::OTHER
    }

    fn template(&self, page: FilePage) -> Option<&'static str> {
        match page {
            FilePage::View => self.pages.view,
            FilePage::Folder => self.pages.folder.or(self.pages.view),
            FilePage::Raw => self.pages.raw,
            FilePage::Edit => self.pages.edit,
            FilePage::Blame => self.pages.blame,
        }
    }

    /// Every template that is recognised.
    fn templates(&self) -> impl Iterator<Item = &'static str> {
        FilePage::ALL.into_iter().filter_map(|page| self.template(page)).chain(self.also.iter().copied())
    }

    /// Which repository an address names, and what follows it.
    fn place(&self, address: &Address) -> Option<Place> {
        match self.names {
            Names::Two => address.split(2),
            Names::Nested => {
                let is_page = |part: &String| self.templates().any(|page| template::first_word(page) == part);
                let end = address.path.iter().skip(2).position(is_page);
                address.split(end.map_or(address.path.len(), |end| end + 2))
            }
            Names::Own(read) => read(address),
        }
    }

    /// The page that stands behind a repository's name.
    fn recognise(&self, place: &Place, address: &Address) -> Option<template::Match> {
        self.templates().find_map(|page| template::recognise(page, &place.rest, &address.query))
    }

    /// A repository's name, so that two spellings of one name are equal.
    fn fold(&self, slug: &[String]) -> String {
        let slug = slug.join("/");
        if self.case_sensitive { slug } else { slug.to_lowercase() }
    }
}

impl std::fmt::Debug for Forge {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

impl PartialEq for Forge {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Forge {}
