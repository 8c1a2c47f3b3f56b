//! "Did you mean …?"
//!
//! In: a word and the words that would have been fine. Out: the nearest, if it is near. Never: guesses wildly.

/// The nearest of `known`: the same but for case and separators, else at an edit distance of at most a third of
/// its length.
pub(super) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let word = plain(word);
    known
        .iter()
        .map(|candidate| (distance(&word, &plain(candidate)), *candidate))
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).min(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein's distance with neighbouring letters swapped counted once.
pub(super) fn distance(a: &[char], b: &[char]) -> usize {
    if a.len().abs_diff(b.len()) > 3 {
        return a.len().abs_diff(b.len());
    }
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            next[j + 1] = (row[j] + usize::from(x != y)).min(row[j + 1] + 1).min(next[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                next[j + 1] = next[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_and_far() {
        let known = ["subcomponentOf", "consumesApis", "owner", "kind"];
        for (word, expected) in [
            ("subComponentOf", Some("subcomponentOf")),
            ("consumesApi", Some("consumesApis")),
            ("ownre", Some("owner")),
            ("Kind", Some("kind")),
            ("colour", None),
        ] {
            assert_eq!(nearest(word, &known), expected, "{word}");
        }
    }
}
