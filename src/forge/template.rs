//! Templates of URLs, in both directions, and the one encoder.
//!
//! In: a template and values, or a template and the parts of a URL. Out: a URL, or the values. Never: leaves a character
//! in a URL that would end its part: what is put in comes out again.
//!
//! `{name}` stands for a value, percent-encoded for where it stands, its slashes kept; `{name%}` encodes slashes too.
//! `[…]` is left out where a value in it is missing. Of the names, `{ref}` and `{path}` are read back.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::url::URI_PATH;

/// What a value of a query cannot hold besides.
const QUERY: &AsciiSet = &URI_PATH.add(b'&').add(b'+').add(b';');

const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Where a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Path,
    Query,
    /// On its own: nothing but letters, digits and `-._~` stays.
    Component,
}

/// A value for its place in a URL.
pub(super) fn encode(text: &str, within: Within) -> String {
    let set = match within {
        Within::Path => URI_PATH,
        Within::Query => QUERY,
        Within::Component => COMPONENT,
    };
    utf8_percent_encode(text, set).to_string()
}

/// The template with its values. `None` where one is missing that stands outside of brackets. `{base}` is a URL already.
pub(super) fn fill(template: &str, value: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    // Where the group that is open began in `out`.
    let mut group = None;
    while let Some(at) = rest.find(['{', '[', ']']) {
        out.push_str(&rest[..at]);
        let mark = rest.as_bytes()[at];
        rest = &rest[at + 1..];
        match mark {
            b'[' => group = Some(out.len()),
            b']' => group = None,
            _ => {
                let (name, behind) = rest.split_once('}')?;
                rest = behind;
                let (name, whole) = name.strip_suffix('%').map_or((name, false), |name| (name, true));
                match (value(name), group) {
                    (Some(text), _) if name == "base" => out.push_str(&text),
                    (Some(text), _) => {
                        let within = match (whole, out.contains('?')) {
                            (true, _) => Within::Component,
                            (_, true) => Within::Query,
                            _ => Within::Path,
                        };
                        out.push_str(&encode(&text, within));
                    }
                    (None, Some(from)) => {
                        out.truncate(from);
                        rest = rest.split_once(']')?.1;
                        group = None;
                    }
                    (None, None) => return None,
                }
            }
        }
    }
    out.push_str(rest);
    Some(out)
}

/// What a URL says: where in the history, and where in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Match {
    /// Both are told apart by the URL.
    Apart { reference: Option<String>, path: String },
    /// Branch and path stand one behind the other: both may hold slashes.
    Joined(Vec<String>),
}

/// Reads `{ref}` and `{path}` of a template back from the parts that follow a repository's name. `None` where they are not
/// made of it. Templates of other hosts and of other folders of the host (`{base}…`) never are.
pub(super) fn recognise(template: &str, rest: &[String], query: &[(String, String)]) -> Option<Match> {
    if template.starts_with("{base}") {
        return None;
    }
    let template = template.replace(['[', ']'], "");
    let (path, pattern) = template.split_once('?').unwrap_or((&template, ""));
    let mut found = read_path(path, rest)?;
    for (key, value) in pattern.split('&').filter_map(|pair| pair.split_once('=')) {
        let Some((before, name)) = value.split_once('{') else { continue };
        let written = query.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
        match name.trim_end_matches(['%', '}']) {
            "path" => {
                let path = written?.trim_matches('/');
                if let Match::Apart { path: slot, .. } = &mut found {
                    path.clone_into(slot);
                }
            }
            "ref" => {
                if let (Match::Apart { reference, .. }, Some(written)) = (&mut found, written) {
                    let name = written.strip_prefix(before).unwrap_or(written);
                    *reference = Some(short(name).to_owned());
                }
            }
            _ => {}
        }
    }
    Some(found)
}

fn read_path(template: &str, rest: &[String]) -> Option<Match> {
    let words: Vec<&str> = template.split('/').filter(|word| !word.is_empty()).collect();
    let (mut reference, mut path) = (None, String::new());
    let mut at = 0;
    for (number, word) in words.iter().enumerate() {
        match *word {
            "{path}" => {
                path = rest.get(at..)?.join("/");
                at = rest.len();
            }
            "{ref}" | "{ref%}" => {
                let left = without_refs(rest.get(at..)?);
                if left.is_empty() {
                    return None;
                }
                // A word behind the branch tells it from the path; without one nothing does.
                let next = words.get(number + 1);
                let Some(length) = next.and_then(|next| left.iter().position(|part| part == next)) else {
                    return Some(Match::Joined(left.to_vec()));
                };
                reference = Some(left[..length].join("/"));
                at = rest.len() - left.len() + length;
            }
            word => {
                if !rest.get(at)?.eq_ignore_ascii_case(word) {
                    return None;
                }
                at += 1;
            }
        }
    }
    (at >= rest.len()).then_some(Match::Apart { reference, path })
}

/// `refs/heads/main` is `main`.
fn short(reference: &str) -> &str {
    ["refs/heads/", "refs/tags/"].iter().find_map(|full| reference.strip_prefix(full)).unwrap_or(reference)
}

fn without_refs(parts: &[String]) -> &[String] {
    match parts {
        [refs, kind, rest @ ..] if refs == "refs" && matches!(kind.as_str(), "heads" | "tags") => rest,
        parts => parts,
    }
}

/// The word that a page's URL begins with behind the repository's name.
pub(super) fn first_word(template: &str) -> &str {
    template.split(['/', '?', '[']).next().unwrap_or_default()
}
