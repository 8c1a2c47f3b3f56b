//! Critic marks that reach over blank lines.
//!
//! In: the working text. Out: the same, such marks closed before every blank line and opened again behind it, so
//! that each paragraph holds its own (`inline/critic` reads those). A change that is nothing but a blank line is
//! a mark around nothing, where a paragraph begins or ends. Source: `pymdownx.critic`.
//! Never: reads code; looks further than [`LONGEST`] for the end of a mark.

use memchr::memmem;

use super::block::fence_open;
use super::text::Source;

/// Bytes of the longest change.
const LONGEST: usize = 20_000;

const MARKS: [(&str, &str); 4] = [("{++", "++}"), ("{--", "--}"), ("{==", "==}"), ("{~~", "~~}")];

/// Puts every mark within its paragraph.
pub(super) fn parted(source: Source<'_>) -> Source<'_> {
    let text: &str = &source.text;
    let mut out = String::new();
    let mut map = Vec::new();
    let mut done = 0;
    for (from, to, mark) in spans(text) {
        map.push((out.len() as u32, source.origin(done as u32) as u32, true));
        out.push_str(&text[done..from]);
        map.push((out.len() as u32, source.origin(from as u32) as u32, false));
        let inner = &text[from + 3..to - 3];
        match inner.split_once("~>").filter(|_| mark == 3) {
            Some((old, new)) => {
                wrap(old, 1, &mut out);
                wrap(new, 0, &mut out);
            }
            None => wrap(inner, mark, &mut out),
        }
        done = to;
    }
    if done == 0 {
        return source;
    }
    map.push((out.len() as u32, source.origin(done as u32) as u32, true));
    out.push_str(&text[done..]);
    Source::pieced(out, map)
}

/// Marks with a blank line in them: from, to, which.
fn spans(text: &str) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut fence: Option<(u8, usize)> = None;
    let mut line = 0;
    for begin in memchr::memchr_iter(b'{', text.as_bytes()) {
        if begin < at {
            continue;
        }
        let rest = &text[begin..];
        let Some(mark) = MARKS.iter().position(|(open, _)| rest.starts_with(open)) else { continue };
        // What fences stand before it.
        while let Some(end) = memchr::memchr(b'\n', &text.as_bytes()[line..begin]).map(|end| line + end) {
            let trimmed = text[line..end].trim();
            match (fence, fence_open(trimmed)) {
                (Some((mark, length)), Some((other, more))) if other == mark && more >= length => {
                    fence = None;
                }
                (None, opened) => fence = opened,
                _ => {}
            }
            line = end + 1;
        }
        let near = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let Some(length) = memmem::find(&near[3..], MARKS[mark].1.as_bytes()) else { continue };
        let inner = &rest[3..3 + length];
        let paragraphs = inner.contains("\n\n") && (mark != 3 || inner.contains("~>"));
        let coded =
            inner.lines().any(|line| fence_open(line.trim()).is_some()) || text[line..begin].contains('`');
        // Marks alone on their lines are a block's (`block/change`).
        let own_lines = inner.starts_with("\n\n") && inner.ends_with('\n');
        let around =
            own_lines && text[line..begin].trim().is_empty() && (mark != 3 || inner.contains("\n~>\n"));
        if fence.is_none() && paragraphs && !coded && !around {
            at = begin + length + 6;
            out.push((begin, at, mark));
        }
    }
    out
}

/// A change's text, paragraph by paragraph.
fn wrap(inner: &str, mark: usize, out: &mut String) {
    let (open, close) = MARKS[mark];
    if inner.len() > 1 && inner.bytes().all(|byte| byte == b'\n') {
        let around = if mark == 0 { "\n\n" } else { "" };
        out.extend([around, open, "\u{a0}", close, around]);
        return;
    }
    if !inner.is_empty() && inner.bytes().all(|byte| byte == b' ') {
        out.extend([open, inner, close]);
        return;
    }
    for (index, piece) in inner.split("\n\n").enumerate() {
        if index > 0 {
            out.push_str("\n\n");
        }
        if piece.starts_with(['-', '*', '+', '#', '>', '|', '!', ' ', '\n']) || piece.is_empty() {
            // A list or the like: a mark before it would make text of it.
            out.push_str(piece);
        } else {
            out.extend([open, piece, close]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_keep_to_their_paragraphs() {
        for (text, expected) in [
            ("{++a++} b", "{++a++} b"),
            ("{++a\n\nb++} c", "{++a++}\n\n{++b++} c"),
            ("x{--\n\n--}y", "x{--\u{a0}--}y"),
            ("x{++\n\n++}y", "x\n\n{++\u{a0}++}\n\ny"),
            ("{~~a\n\nb~>c~~}", "{--a--}\n\n{--b--}{++c++}"),
            ("{++\n\n- a\n\n++}", "{++\n\n- a\n\n++}"),
            ("b {++\n\n- a\n\n++}", "b \n\n- a\n\n"),
            ("```\n{++a\n\nb++}\n```", "```\n{++a\n\nb++}\n```"),
            ("{++a\n\nb", "{++a\n\nb"),
        ] {
            assert_eq!(parted(Source::new(text)).text, expected, "{text}");
        }
    }
}
