//! A configuration against the table of keys.
//!
//! In: a tree. Out: unknown keys, each with the key that was probably meant, and values of the wrong shape.
//! Never: changes the tree: what reads it passes over what does not fit.

use super::keys::{Key, Shape};
use super::tree::{Tree, Value};
use crate::diag::codes::config::{UNKNOWN_KEY, WRONG_TYPE};
use crate::diag::{Diagnostic, Diagnostics};

/// Reports everything in `tree` that is not of `shape`. `path` names it for people.
pub(super) fn check(tree: &Tree, shape: &Shape, path: &str, found: &mut Diagnostics) {
    if tree.value == Value::Null {
        return;
    }
    match shape {
        Shape::Object(keys) if matches!(tree.value, Value::Map(_)) => {
            for pair in tree.pairs() {
                let below = if path.is_empty() { pair.key.clone() } else { format!("{path}.{}", pair.key) };
                match keys.iter().find(|key| key.name == pair.key) {
                    Some(key) => check(&pair.value, &key.shape, &below, found),
                    None => found.push(unknown(keys, &pair.key, path).at(pair.key_span)),
                }
            }
        }
        Shape::Map(inner) if matches!(tree.value, Value::Map(_)) => {
            for pair in tree.pairs() {
                check(&pair.value, inner, &format!("{path}.{}", pair.key), found);
            }
        }
        Shape::List(inner) if matches!(tree.value, Value::List(_)) => {
            for item in tree.items() {
                check(item, inner, path, found);
            }
        }
        Shape::Either(shapes) => {
            let best = shapes.iter().find(|shape| fits(tree, shape)).unwrap_or(&shapes[shapes.len() - 1]);
            check(tree, best, path, found);
        }
        shape if fits(tree, shape) => {}
        shape => {
            let is = match (shape, &tree.value) {
                (Shape::Word(_), Value::Text(text)) => format!("`{text}`"),
                _ => tree.describe().to_owned(),
            };
            found.push(
                Diagnostic::new(&WRONG_TYPE, format!("`{path}` is {is}, and has to be {}", wanted(shape)))
                    .at(tree.span),
            );
        }
    }
}

/// Whether a value has the outer shape.
fn fits(tree: &Tree, shape: &Shape) -> bool {
    match shape {
        // One text where a list of texts may stand is a list of one.
        Shape::List(Shape::Text) => matches!(tree.value, Value::List(_)) || tree.text().is_some(),
        Shape::Text => matches!(tree.value, Value::Text(_) | Value::Number(_)),
        Shape::Truth => tree.truth().is_some(),
        // YAML 1.2 reads `off` as a text; people who quote nothing may still write `false`.
        Shape::Word(words) => match &tree.value {
            Value::Text(text) => words.contains(&text.as_str()),
            Value::Bool(false) => words.contains(&"off"),
            _ => false,
        },
        Shape::List(_) => matches!(tree.value, Value::List(_)),
        Shape::Map(_) | Shape::Object(_) => matches!(tree.value, Value::Map(_)),
        Shape::Either(shapes) => shapes.iter().any(|shape| fits(tree, shape)),
    }
}

fn wanted(shape: &Shape) -> String {
    match shape {
        Shape::Text => "a text".to_owned(),
        Shape::Truth => "`true` or `false`".to_owned(),
        Shape::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) | Shape::Object(_) => "a mapping".to_owned(),
        Shape::Either(shapes) => shapes.iter().map(wanted).collect::<Vec<_>>().join(" or "),
    }
}

fn unknown(keys: &'static [Key], name: &str, path: &str) -> Diagnostic {
    let place = if path.is_empty() { String::new() } else { format!(" below `{path}`") };
    let diagnostic = Diagnostic::new(&UNKNOWN_KEY, format!("`{name}` is not a key{place}"));
    let known = || keys.iter().map(|key| key.name);
    let near = nearest(name, known()).map(|near| format!("did you mean `{near}`?"));
    diagnostic
        .help(near.unwrap_or_else(|| format!("keys here are {}", known().collect::<Vec<_>>().join(", "))))
}

/// The candidate that differs least, if it is near: no more than a third of the letters.
pub(super) fn nearest<'c>(name: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let fold = |text: &str| text.to_lowercase().replace(['-', '_'], "");
    let name = fold(name);
    candidates
        .map(|candidate| (distance(&name, &fold(candidate)), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= candidate.len().max(3) / 3)
        .map(|(_, candidate)| candidate)
}

/// Edits from one word to the other, two letters exchanged counting as one (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(64).collect(), b.chars().take(64).collect());
    let mut rows: Vec<Vec<usize>> = (0..=a.len()).map(|i| (i..=i + b.len()).collect()).collect();
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(rows[i][j - 1] + 1).min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words() {
        let words = ["discover", "locations", "rules", "kinds", "codeowners", "iframeHosts"];
        for (word, expected) in [
            ("discovery", Some("discover")),
            ("loactions", Some("locations")),
            ("code-owners", Some("codeowners")),
            ("iframe_hosts", Some("iframeHosts")),
            ("rule", Some("rules")),
            ("zebra", None),
        ] {
            assert_eq!(nearest(word, words.into_iter()), expected, "{word}");
        }
    }
}
