//! `:smile:` and `:material-account:`.
//!
//! In: a short code. Out: the character, or for an icon a labelled placeholder the theme may fill.
//! Never: an image from somewhere else; a guess: an unknown code stays as written.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use emojis::SkinTone;

/// Short codes that neither GitHub nor Unicode has, and their characters: EmojiOne's and Twemoji's own.
static OTHERS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    include_str!("emoji_names.txt").lines().filter_map(|line| line.split_once(' ')).collect()
});

/// Emoji by their names in Unicode, spelt as short codes: `beating_heart`.
static BY_NAME: LazyLock<HashMap<String, &'static emojis::Emoji>> =
    LazyLock::new(|| emojis::iter().map(|emoji| (spelt(emoji.name()), emoji)).collect());

fn spelt(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            ' ' | '-' if !out.ends_with('_') => out.push('_'),
            '’' | '“' | '”' | '!' | '.' | '(' | ')' | ',' | ':' | ' ' | '-' => {}
            '&' => out.push_str("and"),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The characters of a short code, without its colons.
pub(super) fn character(code: &str) -> Option<Cow<'static, str>> {
    let letter = code.strip_prefix("regional_indicator_").and_then(|rest| regional(rest, 1));
    if let Some(letter) = letter {
        return Some(Cow::Owned(letter));
    }
    if let Some(character) = OTHERS.get(code) {
        return Some(Cow::Borrowed(character));
    }
    if let Some(emoji) = plain(code) {
        return Some(Cow::Borrowed(emoji.as_str()));
    }
    if let Some(number) = code.strip_prefix("tone") {
        // The five modifiers by themselves.
        let number = number.parse::<u32>().ok().filter(|number| (1..=5).contains(number))?;
        return char::from_u32(0x1f3fa + number).map(|modifier| Cow::Owned(modifier.into()));
    }
    let (bare, tone) = toned(code)?;
    let known = OTHERS.get(bare).copied();
    let Some(emoji) = known.and_then(emojis::get).or_else(|| plain(bare)) else {
        return known.map(Cow::Borrowed);
    };
    Some(Cow::Borrowed(emoji.with_skin_tone(tone).unwrap_or(emoji).as_str()))
}

fn plain(code: &str) -> Option<&'static emojis::Emoji> {
    emojis::get_by_shortcode(code)
        .or_else(|| {
            // `man_shrugging` here is `shrugging_man` there.
            ["man", "woman"].into_iter().find_map(|who| {
                let rest = code.strip_prefix(who)?.strip_prefix('_')?;
                emojis::get_by_shortcode(&format!("{rest}_{who}"))
            })
        })
        .or_else(|| emojis::get(&regional(code.strip_prefix("flag_").unwrap_or(code), 2)?))
        .or_else(|| BY_NAME.get(code).copied())
        .or_else(|| BY_NAME.get(spelt(code).as_str()).copied())
}

/// Letters as the signs that flags are made of.
fn regional(letters: &str, count: usize) -> Option<String> {
    let fits = letters.len() == count && letters.bytes().all(|byte| byte.is_ascii_lowercase());
    let sign = |byte: u8| char::from_u32(0x1f1e6 + u32::from(byte - b'a'));
    fits.then(|| letters.bytes().filter_map(sign).collect())
}

/// A short code without its skin tone.
fn toned(code: &str) -> Option<(&str, SkinTone)> {
    [
        ("_tone1", SkinTone::Light),
        ("_tone2", SkinTone::MediumLight),
        ("_tone3", SkinTone::Medium),
        ("_tone4", SkinTone::MediumDark),
        ("_tone5", SkinTone::Dark),
        ("_medium_light_skin_tone", SkinTone::MediumLight),
        ("_medium_dark_skin_tone", SkinTone::MediumDark),
        ("_medium_skin_tone", SkinTone::Medium),
        ("_light_skin_tone", SkinTone::Light),
        ("_dark_skin_tone", SkinTone::Dark),
    ]
    .into_iter()
    .find_map(|(ending, tone)| Some((code.strip_suffix(ending)?, tone)))
}

/// Whether a short code names an icon of the sets that Material brings. Octicons name their size too.
pub(super) fn is_icon(code: &str) -> bool {
    if let Some(name) = code.strip_prefix("octicons-") {
        let size = name.rsplit_once('-').map_or("", |(_, size)| size);
        return !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_digit());
    }
    ["material-", "fontawesome-", "simple-"].iter().any(|set| code.starts_with(set) && code.len() > set.len())
}
