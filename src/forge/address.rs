//! A clone URL or web URL, taken apart.
//!
//! In: the text of a URL. Out: an [`Address`] of decoded parts, and the [`Place`] in it where a repository's name ends.
//! Never: keeps a user's password.

/// A URL of a host that may be a forge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// `https`, `http`, `ssh`, …; the region of a `codecommit::region://` address.
    pub(super) scheme: String,
    /// The helper of git that the address is for: `codecommit`. The host may be a repository's name then.
    pub(super) helper: Option<String>,
    /// Who signs in; empty where nobody does.
    pub(super) user: String,
    /// In lower case, without its port.
    pub(super) host: String,
    /// Host, and the port of the web: what stands in a URL.
    pub(super) authority: String,
    /// The folder of the host that the forge lives in, as parts.
    pub(super) context: Vec<String>,
    /// What follows, as decoded parts; none is empty.
    pub(super) path: Vec<String>,
    /// Decoded pairs.
    pub(super) query: Vec<(String, String)>,
    /// Whether the path ends in a slash.
    pub(super) ends_in_slash: bool,
}

/// Where in an address a repository's name ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Where the forge lives: `https://github.com`, without a slash at its end.
    pub(super) base: String,
    /// The repository's name, as parts: `acme`, `shop`.
    pub(super) slug: Vec<String>,
    /// What follows the name.
    pub(super) rest: Vec<String>,
    /// Whether the host serves contents only.
    pub(super) is_content_host: bool,
}

impl Place {
    /// Whether an address ends with the repository's name: it is the repository itself.
    pub(super) fn rest_is_empty(&self, address: &Address) -> bool {
        self.rest.is_empty() && !address.query.iter().any(|(key, _)| key == "path")
    }
}

impl Address {
    /// `https://…`, `ssh://…`, `git@host:owner/name.git` and `codecommit::region://name`. `None` for paths and for schemes
    /// that no forge speaks.
    pub(super) fn parse(url: &str) -> Option<Self> {
        let url = url.trim();
        let (helper, url) = match url.split_once("::") {
            Some((helper, rest)) if super::Forge::of_helper(helper).is_some() => {
                (Some(helper.to_owned()), rest)
            }
            _ => (None, url),
        };
        let (url, query) = match url.split_once(['?', '#']) {
            Some((before, after)) if url[before.len()..].starts_with('?') => {
                (before, after.split('#').next().unwrap_or_default())
            }
            Some((before, _)) => (before, ""),
            None => (url, ""),
        };
        let (scheme, authority, path) = if let Some((scheme, rest)) = url.split_once("://") {
            let is_known = matches!(scheme, "https" | "http" | "ssh" | "git" | "git+ssh");
            if !is_known && helper.is_none() {
                return None;
            }
            let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
            (scheme, authority, path)
        } else {
            // scp form: `git@host:owner/name.git`; a colon before any slash.
            let (authority, path) =
                url.split_once(':').filter(|(host, _)| !host.contains('/') && host.len() > 1)?;
            ("ssh", authority, path)
        };
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        // A helper's address may have a name there, whose letters count.
        let host = if helper.is_some() { host.to_owned() } else { host.to_ascii_lowercase() };
        let (name, port) = host.split_once(':').unwrap_or((&host, ""));
        let name = name.strip_prefix("www.").unwrap_or(name);
        if name.is_empty() {
            return None;
        }
        // A port of ssh is not the web's.
        let has_port = scheme.starts_with("http") && !port.is_empty() && port != "443";
        Some(Self {
            authority: if has_port { format!("{name}:{port}") } else { name.to_owned() },
            scheme: scheme.to_owned(),
            helper,
            user: user.split(':').next().unwrap_or_default().to_owned(),
            host: name.to_owned(),
            context: Vec::new(),
            path: parts(path),
            query: query.split('&').filter_map(|pair| pair.split_once('=')).map(pair).collect(),
            ends_in_slash: path.ends_with('/'),
        })
    }

    /// The address on a forge that lives at `authority`, in the folder `context`.
    #[must_use]
    pub(super) fn below(mut self, authority: &str, context: &[String]) -> Self {
        if authority.contains(':') || !self.scheme.starts_with("http") {
            authority.clone_into(&mut self.authority);
        }
        if self.path.len() >= context.len()
            && self.path.iter().zip(context).all(|(part, of)| part.eq_ignore_ascii_case(of))
        {
            self.path.drain(..context.len());
        }
        self.context = context.to_vec();
        self
    }

    /// Where the forge lives; `folder` is what the address itself says of its folder.
    pub(super) fn base(&self, folder: &[String]) -> String {
        let is_public = super::Forge::of_public_host(&self.host).is_some();
        let scheme = if self.scheme == "http" && !is_public { "http" } else { "https" };
        let mut base = format!("{scheme}://{}", self.authority);
        for part in self.context.iter().chain(folder) {
            base.push('/');
            base.push_str(&super::template::encode(part, super::template::Within::Path));
        }
        base
    }

    /// The first `count` parts are the name. `None` where there are not as many.
    pub(super) fn split(&self, count: usize) -> Option<Place> {
        self.place(&[], self.path.get(..count)?, self.path.get(count..)?)
    }

    /// A repository of this host. `None` without a name.
    pub(super) fn place(&self, folder: &[String], slug: &[String], rest: &[String]) -> Option<Place> {
        let mut slug = slug.to_vec();
        let last = slug.last_mut()?;
        if let Some(bare) = last.strip_suffix(".git").filter(|bare| !bare.is_empty()) {
            *last = bare.to_owned();
        }
        Some(Place { base: self.base(folder), slug, rest: rest.to_vec(), is_content_host: false })
    }
}

fn parts(path: &str) -> Vec<String> {
    path.split('/').filter(|part| !part.is_empty()).map(decode).collect()
}

fn pair((key, value): (&str, &str)) -> (String, String) {
    (decode(key), decode(&value.replace('+', " ")))
}

fn decode(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
