//! Numbers and text as the characters of a JavaScript string.
//!
//! In: numbers, text. Out: printable ASCII that needs no escape, small numbers in one character, so that
//! gzip's Huffman codes see one symbol a number. Never: base64, which hides byte boundaries from gzip.

/// Printable ASCII without `"` and `\`.
const SYMBOLS: u32 = 93;
/// Numbers below this take one character; the symbols above carry [`STEP`] values and another number.
pub(super) const DIRECT: u32 = 69;
pub(super) const STEP: u32 = SYMBOLS - DIRECT;

/// Appends a number: one character below 69, two below 1,725, three below 41,469.
pub(super) fn number(mut value: u32, out: &mut String) {
    while value >= DIRECT {
        value -= DIRECT;
        out.push(symbol(DIRECT + value % STEP));
        value /= STEP;
    }
    out.push(symbol(value));
}

/// Appends numbers.
pub(super) fn numbers(values: &[u32], out: &mut String) {
    for value in values {
        number(*value, out);
    }
}

/// Reads what [`number`] wrote from the front of `text`.
pub(super) fn read_number(text: &mut &[u8]) -> u32 {
    let (mut value, mut scale) = (0, 1);
    while let [first, rest @ ..] = *text {
        *text = rest;
        let code = u32::from(*first);
        let symbol = code - 32 - u32::from(code > 34) - u32::from(code > 92);
        value += symbol * scale;
        if symbol < DIRECT {
            break;
        }
        scale *= STEP;
    }
    value
}

/// How many characters [`number`] takes.
#[cfg(test)]
fn width(value: u32) -> usize {
    let mut out = String::new();
    number(value, &mut out);
    out.len()
}

fn symbol(value: u32) -> char {
    let mut code = b' ' + value as u8;
    code += u8::from(code >= b'"');
    code += u8::from(code >= b'\\');
    char::from(code)
}

/// Appends a JavaScript string literal, quotes included.
pub(super) fn literal(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        // U+2028 and U+2029 (E2 80 A8/A9) are legal in strings since ES2019, but old tools break on them.
        let separator = byte == 0xE2 && matches!(&text.as_bytes()[at..], [_, 0x80, 0xA8 | 0xA9, ..]);
        if byte >= b' ' && byte != b'"' && byte != b'\\' && !separator {
            continue;
        }
        out.push_str(&text[from..at]);
        from = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\t' => out.push_str("\\t"),
            _ if separator => {
                out.push(' ');
                from = at + 3;
            }
            _ => out.push(' '),
        }
    }
    out.push_str(&text[from..]);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<u32> {
        let mut rest = text.as_bytes();
        std::iter::from_fn(|| (!rest.is_empty()).then(|| read_number(&mut rest))).collect()
    }

    #[test]
    fn numbers_round_trip() {
        let values = [0, 1, 2, 57, 58, 68, 69, 92, 93, 1724, 1725, 41_468, 41_469, 1_000_000, u32::MAX / 2];
        let mut text = String::new();
        numbers(&values, &mut text);
        assert_eq!(read(&text), values);
        assert!(!text.contains(['"', '\\']) && text.bytes().all(|byte| (32..127).contains(&byte)));
        assert_eq!([68, 69, 1724, 1725, 41_468, 41_469].map(width), [1, 2, 2, 3, 3, 4]);
    }

    #[test]
    fn literals_need_no_trust() {
        let mut out = String::new();
        literal("a\"b\\c\nd\u{2028}e\u{1}f</script>ü", &mut out);
        assert_eq!(out, "\"a\\\"b\\\\c\\nd e f</script>ü\"");
    }
}
