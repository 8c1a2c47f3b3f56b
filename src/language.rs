//! Languages of texts: tags as HTML's `lang` takes them, and which way they are written.
//!
//! In: a language tag (BCP 47: `ar`, `zh-Hant`, `pt_BR`), perhaps a direction. Out: both, fit for `<html>`.
//! Never: knows what a language is called, or any text in it.

/// A language and its direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Language {
    /// BCP 47, safe inside an attribute.
    pub tag: String,
    /// Which way its lines run.
    pub direction: Direction,
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Scripts that run from right to left, and languages that are written in one of them where no script is named
/// (Unicode CLDR, `characterOrder`).
const RTL_SCRIPTS: &[&str] = &["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"];
const RTL_LANGUAGES: &[&str] = &[
    "ar", "arc", "azb", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "ks", "lrc", "mzn", "nqo", "pnb",
    "prs", "ps", "sd", "skr", "syr", "ug", "ur", "yi",
];

impl Language {
    /// The language of a tag; `None` where it is no tag. `_` is taken for `-`, as in locale names.
    pub(crate) fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let language = parts.next().filter(|first| (2..=8).contains(&first.len()))?;
        let fits =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !language.bytes().all(|b| b.is_ascii_alphabetic()) || !parts.clone().all(fits) {
            return None;
        }
        let language = language.to_ascii_lowercase();
        let script = parts.find(|part| part.len() == 4).map(str::to_ascii_lowercase);
        let rtl = script.map_or_else(
            || RTL_LANGUAGES.contains(&language.as_str()) || tag.eq_ignore_ascii_case("ku-IQ"),
            |script| RTL_SCRIPTS.contains(&script.as_str()),
        );
        Some(Self { tag, direction: if rtl { Direction::Rtl } else { Direction::Ltr } })
    }
}

impl Direction {
    /// The direction of a word: `ltr` or `rtl`.
    pub(crate) fn parse(word: &str) -> Option<Self> {
        match word {
            "ltr" => Some(Self::Ltr),
            "rtl" => Some(Self::Rtl),
            _ => None,
        }
    }

    /// What `dir` says.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Default for Language {
    /// What the portal's own words are in.
    fn default() -> Self {
        Self { tag: "en".to_owned(), direction: Direction::Ltr }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_directions() {
        for (text, expected) in [
            ("de", Some(("de", Direction::Ltr))),
            ("ar", Some(("ar", Direction::Rtl))),
            ("he-IL", Some(("he-IL", Direction::Rtl))),
            ("pt_BR", Some(("pt-BR", Direction::Ltr))),
            ("az-Arab", Some(("az-Arab", Direction::Rtl))),
            ("ur-Latn-PK", Some(("ur-Latn-PK", Direction::Ltr))),
            ("ku-IQ", Some(("ku-IQ", Direction::Rtl))),
            ("", None),
            ("a\" onload=\"x", None),
            ("en--x", None),
            ("12", None),
        ] {
            let found = Language::parse(text);
            assert_eq!(found.as_ref().map(|one| (one.tag.as_str(), one.direction)), expected, "{text}");
        }
    }
}
