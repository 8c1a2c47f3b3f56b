//! Bytes to text.
//!
//! In: the bytes of a file. Out: text, and whether something had to be replaced. Never: fails.

use std::borrow::Cow;

/// Reads UTF-8, with or without a byte order mark, and UTF-16 with one. Anything else is read as UTF-8 with
/// U+FFFD for what is not; then the second value is the offset of the first such byte.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<usize>) {
    let wide: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = wide {
        let units = bytes[2..].chunks(2).map(|pair| unit([pair[0], pair.get(1).copied().unwrap_or(0)]));
        return (char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(), None);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), None),
        Err(error) => (String::from_utf8_lossy(bytes), Some(error.valid_up_to())),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn encodings() {
        assert_eq!(decode("ä".as_bytes()), ("ä".into(), None));
        assert_eq!(decode(b"a\xffb"), ("a\u{fffd}b".into(), Some(1)));
        assert_eq!(decode(&[0xff, 0xfe, b'a', 0]), ("a".into(), None));
        assert_eq!(decode(&[0xfe, 0xff, 0, b'a']), ("a".into(), None));
    }
}
