//! Which repository a URL belongs to, and which path in it.
//!
//! In: the remotes of all repositories, a URL. Out: candidates, the likeliest first: a branch may hold slashes, and only
//! the checkout knows which of the paths is there. Never: looks at files.

use std::collections::HashMap;

use super::template::Match;
use super::{Address, Forge, Hosts, Names, Place, Remote};

/// Most parts of a repository's or a branch's name; GitLab nests twenty groups.
const DEEPEST: usize = 32;

/// The remotes of repositories, by name.
#[derive(Debug, Default)]
pub(crate) struct Repositories {
    hosts: Hosts,
    by_key: HashMap<(&'static str, String, String), Vec<usize>>,
}

/// What a URL may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Which of the repositories.
    pub(crate) repository: usize,
    /// Path below the checkout's root; empty for the root.
    pub(crate) path: String,
    /// Whether the URL ends in a slash or names the repository itself.
    pub(crate) is_folder: bool,
}

impl Repositories {
    /// Numbers stand for the repositories of these remotes.
    pub(crate) fn new<'r>(remotes: impl Iterator<Item = (usize, &'r Remote)>) -> Self {
        let mut all = Self::default();
        for (number, remote) in remotes {
            let (host, authority, context) = remote.home();
            all.hosts.add(&host, &authority, &context, remote.forge());
            all.by_key.entry(remote.key()).or_default().push(number);
        }
        all
    }

    /// The forges of these repositories.
    pub(crate) fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// What a URL may mean among the repositories; empty where it belongs to none of them. `remote` gives the remote of a
    /// number.
    pub(crate) fn candidates<'r>(
        &self,
        url: &str,
        remote: impl Fn(usize) -> Option<&'r Remote>,
    ) -> Vec<Candidate> {
        let Some((numbers, found, is_folder)) = self.find(url) else { return Vec::new() };
        let mut likely = Vec::new();
        let mut others = Vec::new();
        for &number in numbers {
            let Some(remote) = remote(number) else { continue };
            let mut add = |is_own: bool, path: &str| {
                let Some(path) = below(path, &remote.folder) else { return };
                let path = path.to_owned();
                let candidate = Candidate { repository: number, path, is_folder };
                if is_own { likely.push(candidate) } else { others.push(candidate) }
            };
            match &found {
                None => add(true, &remote.folder),
                Some(Match::Apart { reference, path }) => {
                    add(reference.as_ref().is_none_or(|reference| *reference == remote.branch), path);
                }
                Some(Match::Joined(parts)) => {
                    let whole = parts.join("/");
                    if let Some(path) = below(&whole, &remote.branch) {
                        add(true, path);
                    }
                    for at in 1..parts.len().clamp(2, DEEPEST) {
                        add(false, &parts[at..].join("/"));
                    }
                }
            }
        }
        likely.append(&mut others);
        likely
    }

    /// The repositories of a URL, what it says of branch and path (`None`: the repository itself), and whether it ends in a
    /// slash.
    fn find(&self, url: &str) -> Option<(&[usize], Option<Match>, bool)> {
        let (forge, address) = self.hosts.known(Address::parse(url)?);
        let (numbers, place) = if let Names::Nested = forge.names {
            // Only those who know the repositories know where the name ends.
            (1..=address.path.len().min(DEEPEST)).rev().find_map(|count| {
                let place = address.split(count)?;
                Some((self.named(forge, &place)?, place))
            })?
        } else {
            let place = forge.place(&address)?;
            (self.named(forge, &place)?, place)
        };
        if place.rest_is_empty(&address) {
            return Some((numbers, None, true));
        }
        let found = forge.recognise(&place, &address)?;
        let is_folder = address.ends_in_slash
            || address.query.iter().any(|(key, value)| key == "path" && value.ends_with('/'));
        Some((numbers, Some(found), is_folder))
    }

    fn named(&self, forge: &'static Forge, place: &Place) -> Option<&[usize]> {
        let key = Remote::new(forge, place.clone()).key();
        self.by_key.get(&key).map(Vec::as_slice)
    }
}

/// `path` as seen from `folder`. `None` where it lies elsewhere.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    if folder.is_empty() {
        return Some(path);
    }
    let rest = path.strip_prefix(folder)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}
