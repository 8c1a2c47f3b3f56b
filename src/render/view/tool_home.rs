//! Where the tool of an annotation lives: the organisation's own host, or a service for everybody.
//!
//! In: the entity, the remote of its repository, the hosts that configuration names. Out: the address of the tool, if it is
//! known. Never: a public host for a name that may be internal.

use crate::catalog::Entity;
use crate::catalog::annotations::Home;
use crate::forge::{Forge, Hosts, Remote};

/// What tells where a tool lives.
pub(super) struct Place<'a> {
    pub(super) entity: &'a Entity,
    /// Of the repository that the entity is written in.
    pub(super) remote: Option<&'a Remote>,
    pub(super) hosts: &'a Hosts,
}

impl Place<'_> {
    /// `template` with `{home}` and `{repository}` in their places. `None` where nobody said where the tool lives.
    pub(super) fn url(&self, home: &Home, template: &str, value: &str) -> Option<String> {
        match home {
            Home::Fixed => Some(template.to_owned()),
            Home::Service(public) => Some(template.replace("{home}", self.is_public().then_some(public)?)),
            Home::Forge(kinds) => {
                // A `..` would climb out of the path it is put into.
                let name: Vec<&str> =
                    value.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
                let (home, repository) = self.forge(kinds, &name.join("/"))?;
                let url = template.replace("{home}", &home);
                if !url.contains("{repository}") {
                    return Some(url);
                }
                // The address is filled once more: a brace of the value is no placeholder.
                Some(url.replace("{repository}", &repository?.replace(['{', '}'], "")))
            }
        }
    }

    /// Whether nothing says that the organisation hosts its code itself.
    fn is_public(&self) -> bool {
        self.remote.map_or(!self.hosts.has_private(), Remote::is_public)
    }

    /// Where the forge lives, and the page of the repository `name`: on the forge of the entity's own repository if that is of the
    /// kind, else on the only one of the kind that configuration names, else on the public one.
    fn forge(&self, kinds: &[&str], name: &str) -> Option<(String, Option<String>)> {
        let page = |forge: &'static Forge, base: String| {
            let repository = forge.repository_url(&base, name);
            Some((base, repository))
        };
        if let Some(remote) = self.remote.filter(|remote| kinds.contains(&remote.forge().name)) {
            return Some((remote.base().to_owned(), Some(remote.sibling(name).web())));
        }
        let forge = Forge::of_name(kinds.first()?)?;
        if let Some(host) = self.instance(forge) {
            return page(forge, host);
        }
        // A host of no known kind: it is of this one if the annotation names the very repository.
        let unknown = self.remote.filter(|remote| remote.forge() == Forge::other());
        if let Some(remote) = unknown.filter(|remote| remote.slug() == name) {
            return page(forge, remote.base().to_owned());
        }
        match self.hosts.homes(kinds).as_slice() {
            [] if unknown.is_none() => page(forge, forge.public_home()?),
            [(forge, home)] => page(forge, home.clone()),
            _ => None,
        }
    }

    /// The host that `gitlab.com/instance` names.
    fn instance(&self, forge: &Forge) -> Option<String> {
        let host = self.entity.annotation("gitlab.com/instance").filter(|_| forge.name == "gitlab")?;
        let is_host = !host.is_empty()
            && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
        is_host.then(|| format!("https://{host}"))
    }
}
