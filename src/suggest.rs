//! "Did you mean …?"
//!
//! In: a word and the words that would have been fine. Out: the nearest, if it is near. Never: guesses wildly.

/// The nearest of `known`: the same but for case and separators, else at an edit distance of at most a third of
/// its length. `None` where none is near.
pub(crate) fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let word = plain(word);
    known
        .iter()
        .filter_map(|candidate| {
            let limit = (candidate.len() / 3).min(3);
            distance(&word, &plain(candidate), limit).map(|distance| (distance, *candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The edit distance, neighbouring letters swapped counted once; `None` beyond `limit`. Words of any length are told
/// apart at once where their lengths alone say it.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    if a.chars().count().abs_diff(b.chars().count()) > limit {
        return None;
    }
    Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= limit)
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
