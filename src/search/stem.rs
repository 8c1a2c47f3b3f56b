//! Light stemming by tables of endings: plurals and the commonest inflections of four languages.
//!
//! In: a folded, lower-case word. Out: its stem. The manifest carries [`Stemmer::rules`] to the script, which applies
//! the same rules (`tests/it/fixtures/search/words.tsv` holds both to it). Never: touches a word with anything but
//! `a`–`z` in it, nor one of three letters or less: they are names, versions and abbreviations.

/// Letters that a word must have to be stemmed at all.
const LEAST: usize = 4;

/// How the words of a language are shortened.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stemmer {
    /// Language code.
    pub language: &'static str,
    /// Passes parted by `|`, rules by blanks; of each pass the first rule that fits is applied. A rule is
    /// `ending:replacement:letters` and flags: so many letters must be left; `v` wants a vowel in them, `c` a
    /// consonant at their end, `d` makes one of a doubled last letter.
    pub rules: &'static str,
}

/// Deliberately weak: what it leaves apart (`deploy`, `deployment`) the prefix search brings together, and what it
/// folds must not surprise.
static STEMMERS: [Stemmer; 4] = [
    Stemmer { language: "en", rules: "ss:ss:1 us:us:1 is:is:1 s::3|ing::3vd ed::4vd|e::3|y:i:2c" },
    Stemmer { language: "de", rules: "ungen:ung:3 innen:in:3 ern::4 en::4 er::4 es::4 em::4 e::3 s::4 n::4" },
    Stemmer {
        language: "fr",
        rules: "eaux:eau:2 aux:al:2 s::3 x::3|issement::3 ation::4 ement::4|ee::3 er::3 ez::3 e::3",
    },
    Stemmer {
        language: "es",
        rules: "ciones:cion:2 es::4 s::3|amente::3 mente::4|iendo::3 ando::3 ado::3 ada::3 ido::3 ida::3 ar::3 er::3 ir::3 o::3 a::3 e::3",
    },
];

impl Stemmer {
    /// What the catalog is written in, and everything whose language has no table.
    pub(crate) const ENGLISH: &'static Self = &STEMMERS[0];

    /// Of a language tag (`de-AT`).
    pub(crate) fn of(tag: &str) -> &'static Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        STEMMERS.iter().find(|one| one.language.eq_ignore_ascii_case(language)).unwrap_or(Self::ENGLISH)
    }

    /// Shortens `word` to its stem, in place.
    pub(super) fn stem(&self, word: &mut Vec<u8>) {
        if word.len() < LEAST || !word.iter().all(u8::is_ascii_lowercase) {
            return;
        }
        for pass in self.rules.split('|') {
            for rule in pass.split(' ') {
                if apply(rule, word) {
                    break;
                }
            }
        }
    }
}

/// Applies a rule if it fits; see [`Stemmer::rules`].
fn apply(rule: &str, word: &mut Vec<u8>) -> bool {
    let mut parts = rule.split(':');
    let (Some(ending), Some(replacement), Some(condition)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Some(stem) = word.strip_suffix(ending.as_bytes()) else { return false };
    let (letters, flags) = condition.split_at(1);
    let fits = stem.len() >= usize::from(letters.as_bytes()[0] - b'0')
        && (!flags.contains('v') || stem.iter().any(|letter| is_vowel(*letter) || *letter == b'y'))
        && (!flags.contains('c') || stem.last().is_some_and(|letter| !is_vowel(*letter)));
    if !fits {
        return false;
    }
    word.truncate(stem.len());
    if flags.contains('d')
        && let [.., before, last] = word.as_slice()
        && before == last
        && word.len() > 3
        && !matches!(last, b'l' | b's' | b'z' | b'e' | b'o')
    {
        word.pop();
    }
    word.extend_from_slice(replacement.as_bytes());
    true
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u')
}

#[cfg(test)]
mod tests {
    use super::Stemmer;

    fn stem(language: &str, word: &str) -> String {
        let mut word = word.as_bytes().to_vec();
        Stemmer::of(language).stem(&mut word);
        String::from_utf8(word).unwrap()
    }

    #[test]
    fn families_meet() {
        for (language, families) in [
            (
                "en",
                &[
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
                ][..],
            ),
            (
                "de",
                &[&["dienst", "dienste", "diensten"], &["leitung", "leitungen"], &["benutzer", "benutzern"]],
            ),
            (
                "fr",
                &[&["service", "services"], &["reseau", "reseaux"], &["deployer", "deployez", "deployes"]],
            ),
            (
                "es",
                &[&["servicio", "servicios"], &["aplicacion", "aplicaciones"], &["instalar", "instalado"]],
            ),
        ] {
            for family in families {
                let stems: Vec<String> = family.iter().map(|word| stem(language, word)).collect();
                assert!(stems.iter().all(|other| *other == stems[0]), "{family:?}: {stems:?}");
            }
        }
        for alone in ["status", "redis", "string", "spring", "api", "k8s", "access", "need", "größes"] {
            assert_eq!(stem("en", alone), alone);
        }
        assert_ne!(stem("en", "new"), stem("en", "newt"));
        assert_eq!(stem("ja", "services"), "servic", "a language without a table is taken for English");
    }
}
