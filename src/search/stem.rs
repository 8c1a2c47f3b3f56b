//! Light stemming: plural, `-ing`, `-ed`, final `e` and `y`.
//!
//! In: a folded, lower-case word. Out: its stem, the same as `stem` in `search.js` makes
//! (`tests/it/fixtures/search/words.tsv` holds both to it). Never: touches a word with anything but `a`–`z`
//! in it, nor one of three letters or less: they are names, versions and abbreviations.

/// Shortens `word` to its stem, in place.
///
/// It is deliberately weak: what it leaves apart (`deploy`, `deployment`) the prefix search brings together, and
/// what it folds must not surprise.
pub(super) fn stem(word: &mut Vec<u8>) {
    if word.len() < 4 || !word.iter().all(u8::is_ascii_lowercase) {
        return;
    }
    if word.ends_with(b"s") && !word.ends_with(b"ss") && !word.ends_with(b"us") && !word.ends_with(b"is") {
        word.pop();
    }
    for (suffix, least) in [(&b"ing"[..], 3), (&b"ed"[..], 4)] {
        let stem = word.len().saturating_sub(suffix.len());
        if word.ends_with(suffix) && stem >= least && has_vowel(&word[..stem]) {
            word.truncate(stem);
            let twice = word.len() > 3 && word[word.len() - 1] == word[word.len() - 2];
            if twice && !matches!(word[word.len() - 1], b'l' | b's' | b'z' | b'e' | b'o') {
                word.pop();
            }
            break;
        }
    }
    if word.len() > 3 && word.ends_with(b"e") {
        word.pop();
    }
    if word.len() > 2 && word.ends_with(b"y") && !is_vowel(word[word.len() - 2]) {
        word.pop();
        word.push(b'i');
    }
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

fn has_vowel(word: &[u8]) -> bool {
    word.iter().any(|letter| is_vowel(*letter) || *letter == b'y')
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn families_meet() {
        let stem = |word: &str| {
            let mut word = word.as_bytes().to_vec();
            stem(&mut word);
            String::from_utf8(word).unwrap()
        };
        for family in [
            &["service", "services"][..],
            &["policy", "policies"],
            &["cache", "caches", "cached", "caching"],
            &["configure", "configured", "configuring", "configures"],
            &["run", "running", "runs"],
            &["set", "setting", "settings", "sets"],
            &["box", "boxes"],
            &["class", "classes"],
            &["deploy", "deploys", "deployed", "deploying"],
            &["bill", "billing"],
            &["embed", "embedded"],
            &["query", "queries"],
            &["retry", "retries", "retrying"],
        ] {
            let stems: Vec<String> = family.iter().map(|word| stem(word)).collect();
            assert!(stems.iter().all(|other| *other == stems[0]), "{family:?}: {stems:?}");
        }
        for alone in ["status", "redis", "string", "spring", "api", "k8s", "access", "need", "größes"] {
            assert_eq!(stem(alone), alone);
        }
        assert_ne!(stem("new"), stem("newt"));
    }
}
