//! Formats of names, keys and values.
//!
//! In: text. Out: whether it fits. Never: trims or folds case. The source of every rule is
//! `KubernetesValidatorFunctions` and `CommonValidatorFunctions` of `@backstage/catalog-model`.

/// What Backstage says of a name that does not fit.
pub(super) const NAME: &str =
    "a string that is sequences of [a-zA-Z0-9] separated by any of [-_.], at most 63 characters in total";
/// What Backstage says of a namespace that does not fit.
pub(super) const NAMESPACE: &str =
    "a string that is sequences of [a-z0-9] separated by [-], at most 63 characters in total";
/// What a tag must be; Backstage's own text forgets the colon.
pub(super) const TAG: &str =
    "a string that is sequences of [a-z0-9+#:] separated by [-], at most 63 characters in total";
/// What a key of a label or annotation must be.
pub(super) const KEY: &str =
    "[<DNS subdomain>/]<name>, the name of [a-zA-Z0-9] separated by any of [-_.], at most 63 characters";

/// `^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`, 1 to 63.
pub(super) fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 1..=63)
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
        && bytes[0].is_ascii_alphanumeric()
        && bytes[bytes.len() - 1].is_ascii_alphanumeric()
}

/// `^[a-z0-9]+(?:\-+[a-z0-9]+)*$`, 1 to 63: a DNS label, and so a namespace.
pub(super) fn is_dns_label(text: &str) -> bool {
    let bytes = text.as_bytes();
    matches!(bytes.len(), 1..=63)
        && bytes.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-')
        && bytes[0] != b'-'
        && bytes[bytes.len() - 1] != b'-'
}

/// DNS labels joined by dots, at most 253.
pub(super) fn is_dns_subdomain(text: &str) -> bool {
    text.len() <= 253 && !text.is_empty() && text.split('.').all(is_dns_label)
}

/// Key of a label or an annotation: `[prefix/]name`.
pub(super) fn is_key(text: &str) -> bool {
    match text.split_once('/') {
        None => is_name(text),
        Some((prefix, name)) => is_dns_subdomain(prefix) && is_name(name),
    }
}

/// Value of a label.
pub(super) fn is_label_value(text: &str) -> bool {
    text.is_empty() || is_name(text)
}

/// `^[a-z0-9:+#]+(\-[a-z0-9:+#]+)*$`, 1 to 63.
pub(super) fn is_tag(text: &str) -> bool {
    matches!(text.len(), 1..=63)
        && text.split('-').all(|part| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b":+#".contains(&byte))
        })
}

/// `^[a-zA-Z][a-z0-9A-Z]*$`, 1 to 63.
pub(super) fn is_kind(text: &str) -> bool {
    matches!(text.len(), 1..=63)
        && text.as_bytes()[0].is_ascii_alphabetic()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `[prefix/]version`.
pub(super) fn is_api_version(text: &str) -> bool {
    let is_version =
        |text: &str| matches!(text.len(), 1..=63) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match text.split_once('/') {
        None => is_version(text),
        Some((prefix, version)) => is_dns_subdomain(prefix) && is_version(version),
    }
}

/// Whether WHATWG's `new URL(text)` reads it.
pub(super) fn is_url(text: &str) -> bool {
    url::Url::parse(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let long = "a".repeat(63);
        let longer = "a".repeat(64);
        for (check, good, bad) in [
            (
                is_name as fn(&str) -> bool,
                vec!["a", "a--b__c..d", "MyComp", long.as_str()],
                vec!["", "abc-", "_a", "a b", "ä", longer.as_str()],
            ),
            (is_dns_label, vec!["a", "a--b", "0"], vec!["", "Foo", "a_b", "-a", "a-", "a.b"]),
            (
                is_key,
                vec!["a", "a.b/c", "backstage.io/techdocs-ref"],
                vec!["Foo.com/x", "a.b/c/d", "/a", "a/"],
            ),
            (is_tag, vec!["c++", "c#", "a:b", "a-b"], vec!["Java", "node.js", "a_b", "a--b", "", "-a"]),
            (is_label_value, vec!["", "a"], vec!["a b"]),
            (is_kind, vec!["API", "Component"], vec!["", "a-b", "1a"]),
            (
                is_api_version,
                vec!["v1", "backstage.io/v1alpha1"],
                vec!["a/b/c", "", "Backstage.io/v1", "a/v-1"],
            ),
            (is_url, vec!["mailto:x@y", "javascript:x", "https://a.b"], vec!["foo", "/foo", "https://"]),
        ] {
            for text in good {
                assert!(check(text), "{text:?} fits");
            }
            for text in bad {
                assert!(!check(text), "{text:?} does not fit");
            }
        }
    }
}
