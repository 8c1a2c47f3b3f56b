//! Width and height of an image, from its first bytes.
//!
//! In: the start of a PNG, JPEG, GIF, WebP or SVG file. Out: its size in pixels, so that a page does not shift
//! while the image loads. Never: decodes a picture; guesses.

/// How much of a file is looked at: a JPEG may carry a preview before its size.
pub(super) const ENOUGH: usize = 256 * 1024;

/// Width and height, where the bytes say so.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = match bytes {
        [0x89, b'P', b'N', b'G', ..] => (be32(bytes, 16)?, be32(bytes, 20)?),
        [b'G', b'I', b'F', b'8', ..] => (le16(bytes, 6)?, le16(bytes, 8)?),
        [0xff, 0xd8, ..] => jpeg(bytes)?,
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => webp(bytes)?,
        _ => svg(bytes)?,
    };
    (size.0 > 0 && size.1 > 0 && size.0 <= 100_000 && size.1 <= 100_000).then_some(size)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes)
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes).map(u32::from)
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes).map(u32::from)
}

/// The first start-of-frame segment holds the size.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        while *bytes.get(at)? == 0xff {
            at += 1;
        }
        let marker = *bytes.get(at)?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return Some((be16(bytes, at + 6)?, be16(bytes, at + 4)?));
        }
        let length = be16(bytes, at + 1)? as usize;
        if length < 2 {
            return None;
        }
        at += 1 + length;
        if *bytes.get(at)? != 0xff {
            return None;
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    let le24 = |at: usize| {
        let part = bytes.get(at..at + 3)?;
        Some(u32::from(part[0]) | u32::from(part[1]) << 8 | u32::from(part[2]) << 16)
    };
    match bytes.get(12..16)? {
        b"VP8 " => Some((le16(bytes, 26)? & 0x3fff, le16(bytes, 28)? & 0x3fff)),
        b"VP8L" => {
            let bits = le24(21)? | u32::from(*bytes.get(24)?) << 24;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((le24(24)? + 1, le24(27)? + 1)),
        _ => None,
    }
}

/// `width` and `height` of the first `<svg`, in pixels or without a unit; else its `viewBox`.
fn svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let at = tag.match_indices(name).find(|(at, _)| {
            tag[..*at].ends_with(|c: char| c.is_ascii_whitespace())
                && tag[at + name.len()..].trim_start().starts_with('=')
        })?;
        let rest = tag[at.0 + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        rest[1..].split(quote).next()
    };
    let pixels = |text: &str| {
        let number = text.trim().trim_end_matches("px");
        number.parse::<f64>().ok().filter(|n| (1.0..1e5).contains(n)).map(|n| n.round() as u32)
    };
    if let (Some(width), Some(height)) =
        (attribute("width").and_then(pixels), attribute("height").and_then(pixels))
    {
        return Some((width, height));
    }
    let numbers: Vec<f64> = attribute("viewBox")?
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter_map(|part| part.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, width, height] if width >= 1.0 && height >= 1.0 && width < 1e5 && height < 1e5 => {
            Some((width.round() as u32, height.round() as u32))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x00\0\0\0\x80";
        assert_eq!(size(png), Some((256, 128)));
        assert_eq!(size(b"GIF89a\x10\0\x20\0"), Some((16, 32)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x20\0\x40\x03";
        assert_eq!(size(jpeg), Some((64, 32)));
        let webp = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x1f\0\0";
        assert_eq!(size(webp), Some((16, 32)));
        for (svg, expected) in [
            ("<svg width='20' height=\"10px\">", Some((20, 10))),
            ("<?xml?>\n<svg viewBox=\"0 0 24 12\">", Some((24, 12))),
            ("<svg width=\"100%\" viewBox=\"0 0 24 12\">", Some((24, 12))),
            ("<svg stroke-width=\"2\" height=\"4\">", None),
            ("<svg>", None),
        ] {
            assert_eq!(size(svg.as_bytes()), expected, "{svg}");
        }
        for broken in [&b""[..], b"\x89PNG", b"\xff\xd8\xff\xe0\0\0", b"RIFF\0\0\0\0WEBPVP8 ", b"text"] {
            assert_eq!(size(broken), None);
        }
    }
}
