//! Bytes in hexadecimal digits, as git and Backstage write hashes.
//!
//! In: bytes. Out: two small digits for each. Never: a prefix.

/// The digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]])
        .map(char::from)
        .collect()
}
