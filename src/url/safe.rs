//! Which URLs may stand in `href` and `src`.
//!
//! In: what an author wrote. Out: the URL, or the scheme that was refused.
//! Never: decides by what the text looks like: it strips what browsers strip (tabs, line ends, control
//! characters, blanks in front) before it looks at the scheme.

/// Whether a URL may be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SafeUrl {
    /// No scheme: relative, absolute path, query or fragment.
    Relative(String),
    /// `//host/…`, `http:` or `https:`.
    Web(String),
    /// `mailto:`, `tel:` and the other harmless ones.
    Other(String),
    /// An entity reference, with its kind: `component:default/shop`, or that behind `entity:`.
    Entity(String),
    /// `data:image/…` of a raster kind, for `src` only.
    Image(String),
    /// Anything else, by its scheme.
    Refused(String),
}

/// Schemes that the TechDocs reader lets through (its DOMPurify configuration), less the ones nobody uses.
const HARMLESS: &[&str] = &["mailto", "tel", "sms", "ftp", "ftps", "matrix", "xmpp", "callto", "cid"];

const RASTER: &[&str] =
    &["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/avif"];

/// A URL as browsers read it before they look at its scheme.
pub(super) fn tidy(written: &str) -> String {
    written.trim_matches(|c: char| c <= ' ').chars().filter(|c| !c.is_control()).collect()
}

/// Sorts a URL by what it may be used for.
pub(crate) fn safe_url(written: &str) -> SafeUrl {
    let url = tidy(written);
    let Some(scheme) = scheme(&url) else {
        // Browsers read `\` as `/`: `/\host` leaves the site as `//host` does.
        let slashes = url.chars().take_while(|c| matches!(c, '/' | '\\')).count();
        return if slashes >= 2 { SafeUrl::Web(url) } else { SafeUrl::Relative(url) };
    };
    match scheme.as_str() {
        "http" | "https" => SafeUrl::Web(url),
        known if HARMLESS.contains(&known) => SafeUrl::Other(url),
        "entity" => SafeUrl::Entity(url["entity:".len()..].to_owned()),
        _ if is_full_reference(&url) => SafeUrl::Entity(url),
        "data" if RASTER.iter().any(|start| url.to_ascii_lowercase().starts_with(start)) => {
            SafeUrl::Image(url)
        }
        _ => SafeUrl::Refused(scheme),
    }
}

/// Whether a URL is `kind:namespace/name`. No browser follows one: whoever shows it has to say where it leads.
fn is_full_reference(url: &str) -> bool {
    let word = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    let parts = url.split_once(':').and_then(|(kind, rest)| Some((kind, rest.split_once('/')?)));
    parts.is_some_and(|(kind, (namespace, name))| word(kind) && word(namespace) && word(name))
}

/// The scheme of a URL in small letters; `None` for one that has none.
pub(super) fn scheme(url: &str) -> Option<String> {
    let end = url.find([':', '/', '?', '#', '\\'])?;
    if !url[end..].starts_with(':') {
        return None;
    }
    let scheme = &url[..end];
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    // `1:2` or `a b:c` is a relative path with a colon in it to a browser too.
    well_formed.then(|| scheme.to_ascii_lowercase())
}

/// A URL of an author, if it may be followed.
pub(crate) fn outside(url: &str) -> Option<String> {
    match safe_url(url) {
        SafeUrl::Web(url) | SafeUrl::Other(url) => Some(url),
        _ => None,
    }
}

/// What was meant by an address without its scheme: `acme.github.io/x` is `https://acme.github.io/x`. `None` for what looks like no
/// address.
pub(crate) fn with_scheme(written: &str) -> Option<String> {
    let written = written.trim().trim_start_matches("//");
    let host = written.split(['/', '?', '#']).next()?;
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let is_part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_host =
        name.contains('.') && name.split('.').all(is_part) && !written.contains(char::is_whitespace);
    // `app.yaml` alone is a file.
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_file = host == written && matches!(last, "yaml" | "yml" | "json" | "md" | "html");
    (is_host && !is_file).then(|| format!("https://{written}"))
}

/// The host of a URL, for people.
pub(crate) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        let kind = |url| match safe_url(url) {
            SafeUrl::Relative(_) => "relative",
            SafeUrl::Web(_) => "web",
            SafeUrl::Other(_) => "other",
            SafeUrl::Entity(_) => "entity",
            SafeUrl::Image(_) => "image",
            SafeUrl::Refused(_) => "refused",
        };
        for (url, expected) in [
            ("a.md", "relative"),
            ("#x", "relative"),
            ("/a?b=c:d", "relative"),
            ("1:2", "relative"),
            ("https://a.b/c", "web"),
            ("//a.b/c", "web"),
            ("/\\a.b/c", "web"),
            ("mailto:a@b.c", "other"),
            ("data:image/png;base64,AA", "image"),
            ("data:text/html,<script>", "refused"),
            ("data:image/svg+xml,<svg>", "refused"),
            ("javascript:alert(1)", "refused"),
            (" \u{1}JaVa\tscript\n:alert(1)", "refused"),
            ("vbscript:x", "refused"),
            ("vscode:x", "refused"),
            ("entity:component:default/a", "entity"),
            ("Component:default/a", "entity"),
            ("component:a", "refused"),
            ("javascript:alert(1)/x", "refused"),
        ] {
            assert_eq!(kind(url), expected, "{url:?}");
        }
    }
}
