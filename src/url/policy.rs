//! What a portal's configuration lets through beyond the built-in policy: further schemes, hosts whose pages may be framed, hosts
//! that pictures of people may come from.
//!
//! In: words of the configuration; URLs of authors. Out: whether they are valid; URLs sorted by what they may be used for. Never: lets a
//! scheme through that runs code in the page.

use super::safe::{scheme, tidy};
use super::{SafeUrl, safe_url};

/// Schemes whose URLs run code or stand for a page of the author's own making. No configuration allows them.
const RUNS_CODE: &[&str] = &["javascript", "vbscript", "data", "blob", "filesystem"];

/// What configuration adds to the built-in policy. The default adds nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UrlPolicy {
    /// In small letters, without the colon.
    schemes: Vec<String>,
    /// Hosts whose pages may be framed.
    pub frames: HostList,
    /// Hosts that pictures of people and groups may come from.
    pub pictures: HostList,
}

impl UrlPolicy {
    /// Lets a scheme through, written `slack`, `slack:` or `slack://`. `false` for one that runs code, and for what is no scheme.
    pub(crate) fn allow_scheme(&mut self, written: &str) -> bool {
        let bare = written.trim().trim_end_matches('/').trim_end_matches(':');
        let Some(scheme) = scheme(&format!("{bare}:")) else { return false };
        if RUNS_CODE.contains(&scheme.as_str()) {
            return false;
        }
        if !self.schemes.contains(&scheme) {
            self.schemes.push(scheme);
        }
        true
    }

    /// Sorts a URL by what it may be used for.
    pub(crate) fn safe_url(&self, written: &str) -> SafeUrl {
        if !self.schemes.is_empty() {
            let url = tidy(written);
            if scheme(&url).is_some_and(|scheme| self.schemes.contains(&scheme)) {
                return SafeUrl::Other(url);
            }
        }
        safe_url(written)
    }

    /// A URL of an author that leads out of the portal, if it may be followed.
    pub(crate) fn outside(&self, url: &str) -> Option<String> {
        match self.safe_url(url) {
            SafeUrl::Web(url) | SafeUrl::Other(url) => Some(url),
            _ => None,
        }
    }
}

/// Hosts by name; `*.example.org` stands for every host below it. A port counts where it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HostList(Vec<String>);

impl HostList {
    /// Adds a host, written as a host or as its URL over https. `false` where it is neither.
    pub(crate) fn add(&mut self, written: &str) -> bool {
        let lower = written.trim().to_ascii_lowercase();
        let host = lower.strip_prefix("https://").unwrap_or(&lower).trim_end_matches('/');
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        let name = name.strip_prefix("*.").unwrap_or(name);
        let is_host = name.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        if !is_host || port.parse::<u16>().is_err() {
            return false;
        }
        self.0.push(host.strip_suffix(":443").unwrap_or(host).to_owned());
        true
    }

    /// Whether a URL is on one of the hosts, over https.
    pub(crate) fn allow(&self, url: &str) -> bool {
        // `//host/…` takes the scheme of the page.
        let absolute = if url.trim_start().starts_with("//") {
            format!("https:{}", url.trim_start())
        } else {
            url.to_owned()
        };
        let Ok(url) = url::Url::parse(&absolute) else { return false };
        let Some(name) = url.host_str().filter(|_| url.scheme() == "https") else { return false };
        let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        self.0.iter().any(|allowed| match allowed.strip_prefix('*') {
            Some(below) => host.len() > below.len() && host.ends_with(below),
            None => host == *allowed,
        })
    }

    /// The hosts as sources of a Content-Security-Policy; `'none'` where there are none.
    pub(crate) fn sources(&self) -> String {
        if self.0.is_empty() {
            return "'none'".to_owned();
        }
        self.0.iter().map(|host| format!("https://{host}")).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        let mut policy = UrlPolicy::default();
        for (written, allowed) in [
            ("slack", true),
            ("VSCode:", true),
            ("msteams://", true),
            ("javascript", false),
            ("Data:", false),
            ("a b", false),
            ("", false),
        ] {
            assert_eq!(policy.allow_scheme(written), allowed, "{written}");
        }
        assert_eq!(policy.outside("slack://x?y").as_deref(), Some("slack://x?y"));
        assert_eq!(policy.outside("vscode:settings/chat").as_deref(), Some("vscode:settings/chat"));
        assert_eq!(policy.outside("MSTeams:/l/chat").as_deref(), Some("MSTeams:/l/chat"));
        assert_eq!(policy.outside("zoommtg://x"), None);
        assert_eq!(policy.outside("java\nscript:alert(1)"), None);
        assert_eq!(UrlPolicy::default().outside("slack://x"), None);
    }

    #[test]
    fn hosts() {
        let mut hosts = HostList::default();
        for (written, valid) in [
            ("www.youtube.com", true),
            ("*.grafana.example", true),
            ("https://Figma.com/", true),
            ("maps.example:8443", true),
            ("a b", false),
            ("x;script-src", false),
            ("*", false),
            ("http://plain.example", false),
            ("host:port", false),
        ] {
            assert_eq!(hosts.add(written), valid, "{written}");
        }
        for (url, allowed) in [
            ("https://www.youtube.com/embed/a", true),
            ("//www.youtube.com/embed/a", true),
            ("HTTPS://WWW.YouTube.com:443/embed/a", true),
            ("http://www.youtube.com/embed/a", false),
            ("https://youtube.com/embed/a", false),
            ("https://www.youtube.com.evil.example/", false),
            ("https://www.youtube.com@evil.example/", false),
            ("https://evil.example\\@www.youtube.com/", false),
            ("https://www.youtube.com:444/", false),
            ("https://a.b.grafana.example/d", true),
            ("https://grafana.example/d", false),
            ("https://evilgrafana.example/d", false),
            ("https://figma.com/x", true),
            ("https://maps.example:8443/", true),
            ("https://maps.example/", false),
            ("javascript:alert(1)", false),
            ("/relative", false),
        ] {
            assert_eq!(hosts.allow(url), allowed, "{url}");
        }
        assert!(hosts.sources().starts_with("https://www.youtube.com https://*.grafana.example"));
        assert_eq!(HostList::default().sources(), "'none'");
    }
}
