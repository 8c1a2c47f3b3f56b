//! Hosts whose kind configuration names.
//!
//! In: `hosts` of `backlot.yaml` and `integrations` of `app-config.yaml`. Out: the [`Remote`] of a URL.
//! Never: a host of its own that two entries name: the later one counts.

use super::template::Match;
use super::{Address, Forge, Place, Remote};

/// Kinds of forges by host; hosts that are not here are known by their name, or not at all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Hosts(Vec<Known>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    host: String,
    authority: String,
    context: Vec<String>,
    forge: &'static Forge,
}

impl Hosts {
    /// Names the kind of a host: `git.acme.io`, with the web's port (`git.acme.io:8443`) and the folder it lives in
    /// (`tools.acme.io/bitbucket`) where it has them. Nothing happens for a text that is no host.
    pub(crate) fn insert(&mut self, host: &str, forge: &'static Forge) {
        let bare = host.split_once("://").map_or(host, |(_, bare)| bare);
        let Some(address) = Address::parse(&format!("https://{bare}")) else { return };
        self.add(&address.host, &address.authority, &address.path, forge);
    }

    pub(super) fn add(&mut self, host: &str, authority: &str, context: &[String], forge: &'static Forge) {
        self.0.retain(|known| known.host != host || known.context != context);
        self.0.push(Known {
            host: host.to_owned(),
            authority: authority.to_owned(),
            context: context.to_vec(),
            forge,
        });
    }

    /// The repository that a clone URL or a web URL names. `None` where it names none: a path, a host alone, a scheme that no
    /// forge speaks.
    pub(crate) fn remote(&self, url: &str) -> Option<Remote> {
        let (forge, _, place) = self.read(Address::parse(url)?)?;
        Some(Remote::new(forge, place))
    }

    /// The repository and the path that a page about a file or folder is of; the remote's branch is the page's, cut at its first
    /// slash where branch and path are joined. `None` for what is no such page.
    pub(crate) fn page(&self, url: &str) -> Option<(Remote, String)> {
        let (forge, address, place) = self.read(Address::parse(url)?)?;
        let found = forge.recognise(&place, &address)?;
        let mut remote = Remote::new(forge, place);
        let (branch, path) = match found {
            Match::Apart { reference, path } => (reference.unwrap_or_else(|| "HEAD".to_owned()), path),
            Match::Joined(mut parts) => (parts.remove(0), parts.join("/")),
        };
        remote.branch = branch;
        Some((remote, path))
    }

    /// The forges of a kind that are named here, and where each lives, without a slash at its end.
    pub(crate) fn homes(&self, names: &[&str]) -> Vec<(&'static Forge, String)> {
        let home = |known: &Known| {
            let address = Address::parse(&format!("https://{}", known.authority))?;
            Some((known.forge, address.base(&known.context)))
        };
        self.0.iter().filter(|known| names.contains(&known.forge.name)).filter_map(home).collect()
    }

    /// Whether a host of the organisation's own is named here.
    pub(crate) fn has_private(&self) -> bool {
        self.0.iter().any(|known| !known.forge.is_public(&known.host))
    }

    /// The forge of an address, the address as seen from where that lives, and the repository it names.
    pub(super) fn read(&self, address: Address) -> Option<(&'static Forge, Address, Place)> {
        let (forge, address) = self.known(address);
        let place = forge.place(&address)?;
        Some((forge, address, place))
    }

    /// The forge of an address, and the address as seen from the folder it lives in.
    pub(super) fn known(&self, address: Address) -> (&'static Forge, Address) {
        let below = |known: &&Known| {
            known.context.len() <= address.path.len()
                && known.context.iter().zip(&address.path).all(|(a, b)| a.eq_ignore_ascii_case(b))
        };
        let of_host = || self.0.iter().filter(|known| known.host == address.host);
        // An address of ssh does not say in which folder of the web the forge lives.
        let deepest = of_host().filter(below).max_by_key(|known| known.context.len());
        let is_web = address.scheme.starts_with("http");
        match deepest.or_else(|| of_host().next().filter(|_| !is_web || of_host().count() == 1)) {
            Some(known) if is_web && !below(&known) => (known.forge, address),
            Some(known) => (known.forge, address.below(&known.authority, &known.context)),
            None => (Forge::of(&address).unwrap_or(Forge::other()), address),
        }
    }
}
