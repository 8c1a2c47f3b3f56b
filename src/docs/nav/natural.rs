//! Natural order: digits compare as numbers.
//!
//! In: names, paths. Out: keys that sort as the natsort library's do (`ns.INT`, `ns.PATH`, `ns.GROUPLETTERS`,
//! `ns.IGNORECASE`), which awesome-pages and awesome-nav use. Never: a sign, a fraction or an exponent.

use unicode_normalization::UnicodeNormalization;

/// How letters compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// By code point: all of `A` to `Z` before `a`.
    Exact,
    /// Upper case is lower case.
    IgnoreCase,
    /// `A` beside `a`, upper case first.
    Grouped,
}

/// A text in pieces: letters, and the number behind them, by its length and its digits.
pub(super) type Key = Vec<(String, Option<(usize, String)>)>;

/// The key of a text.
pub(super) fn key(text: &str, letters: Letters) -> Key {
    let text: String = text.nfd().collect();
    let mut out = Key::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let start = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (word, digits) = rest.split_at(start);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        let number = digits[..end].trim_start_matches('0');
        out.push((cased(word, letters), (end > 0).then(|| (number.len(), number.to_owned()))));
        rest = &digits[end..];
    }
    out
}

fn cased(word: &str, letters: Letters) -> String {
    match letters {
        Letters::Exact => word.to_owned(),
        Letters::IgnoreCase => word.to_lowercase(),
        Letters::Grouped => word.chars().flat_map(|c| c.to_lowercase().chain(std::iter::once(c))).collect(),
    }
}

/// The key of a path: its folders, its name and its endings one by one, so that `guide` comes before `guide-a.md`.
pub(super) fn path_key(path: &str, letters: Letters) -> Vec<Key> {
    let (folders, name) = crate::path::split(path);
    let (stem, endings) = endings(name);
    folders
        .split('/')
        .filter(|folder| !folder.is_empty())
        .chain(std::iter::once(stem))
        .chain(endings)
        .map(|part| key(part, letters))
        .collect()
}

/// At most two endings, short ones, that do not begin with a digit; in order.
fn endings(name: &str) -> (&str, Vec<&str>) {
    let mut stem = name;
    let mut out = Vec::new();
    while out.len() < 2 {
        let Some(at) = stem.rfind('.').filter(|&at| at > 0 && at + 1 < stem.len()) else { break };
        let ending = &stem[at..];
        if ending.chars().count() > 5 || ending[1..].starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        out.insert(0, ending);
        stem = &stem[..at];
    }
    (stem, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order() {
        let sorted = |names: &[&str], letters| {
            let mut names = names.to_vec();
            names.sort_by_key(|name| key(name, letters));
            names.join(" ")
        };
        assert_eq!(sorted(&["v10", "v9", "v09a", "7", "12"], Letters::Exact), "7 12 v9 v09a v10");
        assert_eq!(sorted(&["b", "A", "a", "B"], Letters::Exact), "A B a b");
        assert_eq!(sorted(&["b", "a", "A", "B"], Letters::Grouped), "A a B b");
        assert_eq!(sorted(&["b", "a", "B", "A"], Letters::IgnoreCase), "a A b B");
    }

    #[test]
    fn paths() {
        let mut paths = ["k.md", "k/x.md", "k-a.md", "a.tar.gz", "v1.10.md", "v1.9.md"];
        paths.sort_by_key(|path| path_key(path, Letters::Grouped));
        assert_eq!(paths, ["a.tar.gz", "k.md", "k/x.md", "k-a.md", "v1.9.md", "v1.10.md"]);
    }
}
