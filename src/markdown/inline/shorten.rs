//! `https://github.com/org/repo/issues/1` shown as `org/repo#1`.
//!
//! In: an address that is its own text. Out: what is shown of it. Source: `pymdownx.magiclink`,
//! `repo_url_shortener`. Never: changes where a link leads; shortens an address it does not know whole.

use super::super::options::MagicLinks;
use super::super::tree::{Element, Node, Role};
use super::forge::{Forge, Kind, Thing};

/// First parts of a forge's addresses that are no people.
const NOBODY: [(Forge, &[&str]); 3] = [
    (Forge::GitHub, &["marketplace", "notifications", "issues", "pull", "sponsors", "settings", "support"]),
    (Forge::GitLab, &["dashboard", "-", "explore", "help", "projects"]),
    (Forge::Bitbucket, &["dashboard", "account", "plans", "support", "repo"]),
];

/// Shortens a link whose text is its address, however it is written.
pub(super) fn link(link: &mut Element<'_>, links: &MagicLinks) {
    if !links.shorten {
        return;
    }
    let [Node::Text(text, _)] = link.children.as_slice() else { return };
    let shown = super::restored(text);
    if link.get("href") != Some(&shown) {
        return;
    }
    let Some(label) = label(&shown, links) else { return };
    if let [Node::Text(text, _)] = link.children.as_mut_slice() {
        *text = label.into();
    }
    link.role = Role::Finished;
}

/// What is shown of an address; `None`: the address.
pub(super) fn label(url: &str, links: &MagicLinks) -> Option<String> {
    if !links.shorten {
        return None;
    }
    let forge = [Forge::GitHub, Forge::GitLab, Forge::Bitbucket]
        .into_iter()
        .find(|forge| path_on(*forge, url).is_some())?;
    let path = path_on(forge, url)?;
    let path = path.strip_suffix('/').unwrap_or(path);
    let mut parts = path.split('/');
    let user = parts.next().filter(|user| !user.is_empty())?;
    let nobody = NOBODY
        .iter()
        .any(|(of, names)| *of == forge && names.iter().any(|name| user.eq_ignore_ascii_case(name)));
    let is_user =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_') || c == '.' && forge == Forge::GitLab;
    if nobody || user.len() > 39 || !user.chars().all(is_user) {
        return None;
    }
    let Some(repo) = parts.next() else {
        return Some(Thing { forge, user, repo: "", kind: Kind::Person }.label(links));
    };
    let rest: Vec<&str> = parts.filter(|part| *part != "-" || forge != Forge::GitLab).collect();
    Some(Thing { forge, user, repo, kind: kind(forge, &rest)? }.label(links))
}

fn path_on(forge: Forge, url: &str) -> Option<&str> {
    let host = &forge.home()["https://".len()..];
    let rest = url.strip_prefix("https://")?;
    rest.strip_prefix("www.").unwrap_or(rest).strip_prefix(host)?.strip_prefix('/')
}

fn kind<'t>(forge: Forge, rest: &[&'t str]) -> Option<Kind<'t>> {
    let number = |text: &&str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let hash = |text: &str| {
        (7..=40).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    Some(match (forge, rest) {
        (_, []) => Kind::Repository,
        (_, ["issues", value]) if number(value) => Kind::Issue(value),
        (Forge::GitHub, ["pull", value])
        | (Forge::GitLab, ["merge_requests", value])
        | (Forge::Bitbucket, ["pull-requests", value])
            if number(value) =>
        {
            Kind::Pull(value)
        }
        (Forge::GitHub, ["discussions", value]) if number(value) => Kind::Discussion(value),
        (Forge::GitHub | Forge::GitLab, ["commit", value])
        | (Forge::Bitbucket, ["commits", "commit", value])
            if hash(value) =>
        {
            Kind::Commit(value)
        }
        (Forge::GitHub | Forge::GitLab, ["compare", range]) => {
            let (old, new) = range.split_once("...").filter(|(old, new)| hash(old) && hash(new))?;
            Kind::Compare(old, new)
        }
        _ => return None,
    })
}
