//! Whether a text means something: addresses, placeholders, names of kinds.
//!
//! In: a text and what it should be. Out: what is wrong with it and what to write. Never: asks whether an address answers.

use crate::suggest::nearest;
use crate::url::{SafeUrl, safe_url, with_scheme};

/// What a text under a key has to be. Addresses that may not be used at all are [`addresses`](super::addresses)'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The absolute address of a web page.
    Web,
    /// Where a repository is hosted: a web page, or what git clones from.
    Repository,
    /// The same, with these placeholders.
    RepositoryPattern(&'static [&'static str]),
    /// An absolute address with these placeholders.
    Pattern(&'static [&'static str]),
    /// A path of the portal, or any address that may be followed.
    Link,
}

/// What is wrong with a text, and what to write.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: String,
}

/// What is wrong with `text`; `None` where it is as it should be.
pub(super) fn fault(text: &str, meaning: Meaning) -> Option<Fault> {
    // `git@host:path` has no scheme, and names a forge all the same.
    let is_clone = || text.split_once(':').is_some_and(|(host, _)| host.contains('@') && !host.contains('/'));
    match meaning {
        Meaning::Web => web(text),
        Meaning::Link => link(text),
        Meaning::Repository => web(text).filter(|_| !is_clone()),
        Meaning::RepositoryPattern(known) => {
            placeholder(text, known).or_else(|| web(text).filter(|_| !is_clone()))
        }
        Meaning::Pattern(known) => {
            // A pattern that begins with a placeholder is an address where the value is one.
            placeholder(text, known).or_else(|| web(text).filter(|_| !text.starts_with('{')))
        }
    }
}

/// What to write for an address of the web that is not absolute. Also what `--base-url` has to be.
pub(crate) fn web_fault(text: &str) -> Option<String> {
    let is_web = matches!(safe_url(text), SafeUrl::Web(_));
    web(text).map(|fault| fault.help).or_else(|| (!is_web).then(|| IN_FULL.to_owned()))
}

const IN_FULL: &str = "write it in full, beginning with `https://`";

fn web(text: &str) -> Option<Fault> {
    let is_absolute = match safe_url(text) {
        SafeUrl::Web(url) => {
            !url.starts_with(['/', '\\'])
                && url::Url::parse(&url.replace(['{', '}'], "x")).is_ok_and(|url| url.has_host())
        }
        SafeUrl::Relative(_) => false,
        SafeUrl::Other(_) | SafeUrl::Entity(_) | SafeUrl::Image(_) | SafeUrl::Refused(_) => true,
    };
    if is_absolute {
        return None;
    }
    let help = with_scheme(text).map_or_else(|| IN_FULL.to_owned(), |url| format!("write `{url}`"));
    Some(Fault { message: format!("`{text}` is not an absolute URL"), help })
}

fn link(text: &str) -> Option<Fault> {
    let url = with_scheme(text).filter(|_| matches!(safe_url(text), SafeUrl::Relative(_)))?;
    Some(Fault {
        message: format!(
            "`{text}` is an address without a scheme, and would be taken for a path of the portal"
        ),
        help: format!("write `{url}`, or `/{text}` for a path of the portal"),
    })
}

/// A placeholder that nothing fills.
fn placeholder(text: &str, known: &[&str]) -> Option<Fault> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        if !known.contains(&name) {
            let all = known.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
            let help = match nearest(name, known) {
                Some(near) => format!("did you mean `{{{near}}}`?"),
                None => format!("placeholders here are {all}"),
            };
            return Some(Fault { message: format!("nothing fills the placeholder `{{{name}}}`"), help });
        }
        rest = after;
    }
    None
}

/// What is wrong with the name of a kind of the organisation's own. Kinds are compared letter by letter, and all known ones begin with
/// a capital.
pub(super) fn kind_fault(name: &str) -> Option<Fault> {
    let mut letters = name.chars();
    let first = letters.next()?;
    let valid = first.is_ascii_alphabetic() && name.chars().all(|c| c.is_ascii_alphanumeric());
    if !valid {
        let kept: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        return Some(Fault {
            message: format!("`{name}` cannot be the name of a kind"),
            help: format!("use letters and digits, the first a capital: `{}`", capital(&kept)),
        });
    }
    first.is_ascii_lowercase().then(|| Fault {
        message: format!("no kind of Backstage begins with a small letter, as `{name}` does"),
        help: format!(
            "write `{}` here, as in `kind:` of the catalog files: kinds are compared letter by letter",
            capital(name)
        ),
    })
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        use Meaning::{Link, Pattern, Repository, Web};
        const VALUE: Meaning = Pattern(&["value", "name"]);
        for (text, meaning, help) in [
            ("https://acme.dev/portal/", Web, None),
            ("HTTP://localhost:8000", Web, None),
            ("acme.github.io/x", Web, Some("write `https://acme.github.io/x`")),
            ("//acme.dev", Web, Some("write `https://acme.dev`")),
            ("https:///", Web, Some("write it in full")),
            ("acme", Web, Some("write it in full")),
            ("git@github.com:acme/shop.git", Repository, None),
            ("github.com/acme/shop", Repository, Some("write `https://github.com/acme/shop`")),
            ("/docs/", Link, None),
            ("docs/default/component/a/", Link, None),
            ("mailto:a@b.c", Link, None),
            ("wiki.acme.dev/x", Link, Some("write `https://wiki.acme.dev/x`")),
            ("javascript:alert(1)", Link, None),
            ("https://g.io/{value}?n={name}", VALUE, None),
            ("{value}", VALUE, None),
            ("https://g.io/{vlaue}", VALUE, Some("did you mean `{value}`?")),
            ("https://g.io/{x-ray}", VALUE, Some("placeholders here are `{value}`, `{name}`")),
            ("g.io/{value}", VALUE, Some("write `https://g.io/{value}`")),
        ] {
            let found = fault(text, meaning);
            assert_eq!(found.is_some(), help.is_some(), "{text}: {found:?}");
            if let (Some(found), Some(help)) = (found, help) {
                assert!(found.help.starts_with(help), "{text}: {found:?}");
            }
        }
    }

    #[test]
    fn kinds() {
        assert_eq!(kind_fault("Vessel"), None);
        assert!(kind_fault("vessel").is_some_and(|fault| fault.help.contains("`Vessel`")));
        assert!(kind_fault("cargo-ship").is_some_and(|fault| fault.help.contains("`Cargoship`")));
    }
}
