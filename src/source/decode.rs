//! Bytes to text.
//!
//! In: the bytes of a file that ought to be text. Out: text, and the place of the first byte that was none.
//! Never: fails; what cannot be read is U+FFFD. All offsets into a file are offsets into this text.

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// Where in `text` the first byte stood that is not UTF-8 (or UTF-16 behind its mark).
    pub invalid: Option<usize>,
}

/// Reads UTF-8 with or without a byte order mark, and UTF-16 with one.
pub fn decode(mut bytes: Vec<u8>) -> Decoded {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => {
            bytes.drain(..3);
        }
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, invalid: None },
        Err(error) => Decoded {
            invalid: Some(error.utf8_error().valid_up_to()),
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

fn utf16(bytes: &[u8], word: fn([u8; 2]) -> u16) -> Decoded {
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
    Decoded { text, invalid }
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
            assert_eq!(decode(bytes.to_vec()), Decoded { text: text.to_owned(), invalid }, "{bytes:?}");
        }
    }
}
