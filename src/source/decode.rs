//! Bytes to text.
//!
//! In: the bytes of a file that ought to be text. Out: text, and the place of the first byte that was none.
//! Never: fails; what cannot be read is U+FFFD. All offsets into a file are offsets into this text.

use std::borrow::Cow;

/// Reads UTF-8, with or without a byte order mark, and UTF-16 with one: the text without its mark, and where in
/// it the first byte stood that is neither.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
    let bytes = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        bytes => bytes,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
    }
}

fn utf16(bytes: &[u8], word: fn([u8; 2]) -> u16) -> (Cow<'static, str>, Option<usize>) {
    let mut text = String::with_capacity(bytes.len());
    let mut invalid = None;
    let words = bytes.chunks(2).map(|pair| match pair {
        [a, b] => word([*a, *b]),
        _ => 0xD800, // half a word: read as what it is, not text
    });
    for decoded in char::decode_utf16(words) {
        let character = decoded.unwrap_or_else(|_| {
            invalid.get_or_insert(text.len());
            char::REPLACEMENT_CHARACTER
        });
        text.push(character);
    }
    (Cow::Owned(text), invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_mistakes() {
        for (bytes, text, invalid) in [
            (&b"a\xC3\xBC"[..], "aü", None),
            (b"\xEF\xBB\xBFa", "a", None),
            (b"a\xFFb", "a\u{fffd}b", Some(1)),
            (b"\xFF\xFEa\0\xFC\0", "aü", None),
            (b"\xFE\xFF\0a\0\xFC", "aü", None),
            (b"\xFF\xFEa\0b", "a\u{fffd}", Some(1)),
            (b"", "", None),
        ] {
            assert_eq!(decode(bytes), (Cow::Borrowed(text), invalid), "{bytes:?}");
        }
    }
}
