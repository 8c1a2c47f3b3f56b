//! Makes a leaf fit for a CommonMark parser.
//!
//! In: a leaf. Out: text in which nothing can be taken for a block, and in which what the dialect reads otherwise
//! than CommonMark is spelt so that CommonMark reads it alike: escapes (kept for the dialect's own marks), marks of
//! emphasis, addresses with blanks, `[x] [ref]`, formulas.
//! Never: touches a code span, an autolink or a tag.

use memchr::{memchr, memchr_iter};

use super::Inline;
use crate::markdown::block::fold_label;
use crate::markdown::tree::Leaf;
use crate::markdown::{names, tags};

/// The characters with which a leaf is spelt for the CommonMark parser. An author's own of these are spelt [`OWN`] and
/// the character [`OWN_OFFSET`] above, so that none is taken for ours.
const RESERVED: std::ops::RangeInclusive<char> = '\u{e000}'..='\u{e2ff}';
/// Before an author's own reserved character.
pub(super) const OWN: char = '\u{e003}';
/// What is added to it.
pub(super) const OWN_OFFSET: u32 = 0xf0000;
/// Stands at the front of a line that would begin a block.
pub(super) const GUARD: char = '\u{e000}';
/// An escaped character is this and its code.
pub(super) const ESCAPE: u32 = 0xe100;
/// A mark of emphasis that the parser is not to see is this and its code.
pub(super) const HIDDEN: u32 = 0xe200;
/// A star.
pub(super) const HIDDEN_STAR: char = '\u{e22a}';
/// An underscore.
pub(super) const HIDDEN_UNDERSCORE: char = '\u{e25f}';
/// Around the number of a formula.
pub(super) const FORMULA: char = '\u{e001}';

/// Bytes of the longest tag that is made what browsers read.
const LONGEST_TAG: usize = 4096;

/// A leaf made ready.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    /// The text; `None` where nothing had to be changed.
    pub text: Option<String>,
    /// Offset in the text, offset in the leaf.
    map: Vec<(u32, u32)>,
    /// Formulas taken out.
    pub formulas: Vec<String>,
}

impl Prepared {
    /// Offset in the leaf.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let index = self.map.partition_point(|(at, _)| *at as usize <= offset);
        match index.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some((at, origin)) => *origin as usize + (offset - *at as usize),
            None => offset,
        }
    }

    /// Replaces a range of the leaf.
    fn edit(&mut self, leaf: &str, from: usize, to: usize, with: &str) {
        let done = self.map.last().map_or(0, |(_, origin)| *origin as usize);
        let out = self.text.get_or_insert_with(|| String::with_capacity(leaf.len() + 16));
        if self.map.is_empty() {
            self.map.push((0, 0));
        }
        out.push_str(&leaf[done..from]);
        self.map.push((out.len() as u32, from as u32));
        out.push_str(with);
        self.map.push((out.len() as u32, to as u32));
    }

    fn finish(&mut self, leaf: &str) {
        let done = self.map.last().map_or(0, |(_, origin)| *origin as usize);
        if let Some(out) = &mut self.text {
            out.push_str(&leaf[done..]);
        }
    }
}

/// A leaf that holds reserved characters with these spelt so that they survive; `None` where it holds none.
pub(super) fn shielded<'a>(leaf: &Leaf<'a>) -> Option<Leaf<'a>> {
    if memchr(0xee, leaf.text.as_bytes()).is_none() || !leaf.text.contains(|c| RESERVED.contains(&c)) {
        return None;
    }
    let mut text = String::with_capacity(leaf.text.len() + 16);
    let mut map = Vec::new();
    let mut begins = leaf.map.iter().peekable();
    for (at, c) in leaf.text.char_indices() {
        while let Some((_, place)) = begins.next_if(|(begin, _)| *begin as usize <= at) {
            map.push((text.len() as u32, *place));
        }
        match own(c) {
            Some(spelt) => {
                text.push_str(&spelt);
                map.push((text.len() as u32, leaf.place(at + c.len_utf8())));
            }
            None => text.push(c),
        }
    }
    Some(Leaf { text: text.into(), map })
}

/// How an author's reserved character is spelt.
fn own(c: char) -> Option<String> {
    let moved = char::from_u32(c as u32 + OWN_OFFSET).filter(|_| RESERVED.contains(&c))?;
    Some([OWN, moved].iter().collect())
}

/// A reserved character as an entity at the front of a text: its length and how it is spelt.
fn reserved_entity(text: &str) -> Option<(usize, String)> {
    let inner = text.strip_prefix("&#")?;
    let end = inner.bytes().take(9).position(|byte| byte == b';')?;
    let digits = &inner[..end];
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    Some((end + 3, own(char::from_u32(code.ok()?)?)?))
}

/// Whether the CommonMark parser has nothing to do.
pub(super) fn is_plain(text: &str) -> bool {
    !text
        .bytes()
        .any(|byte| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'[' | b'<' | b'&' | b'!' | b'$' | 0xee))
        && !text.contains("  \n")
}

/// An escaped character as it waits for the end.
fn kept(byte: u8) -> char {
    char::from_u32(ESCAPE + u32::from(byte)).unwrap_or(GUARD)
}

/// Whether a parser would begin a block with a line.
fn begins_block(line: &str, first: bool) -> bool {
    let bytes = line.as_bytes();
    match bytes.first() {
        Some(b'#' | b'>' | b'+' | b'-' | b'=' | b'~' | b'0'..=b'9') => true,
        Some(b'`') => line.starts_with("```"),
        Some(b'<') => matches!(bytes.get(1), Some(b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z')),
        Some(b'[') => first && memchr(b':', bytes).is_some(),
        _ => false,
    }
}

/// Makes a leaf ready.
pub(super) fn prepare(leaf: &str, inline: &Inline<'_, '_>) -> Prepared {
    let mut out = Prepared::default();
    let bytes = leaf.as_bytes();
    let mut at = 0;
    let mut front = true;
    // Runs of backticks that have no partner, by length: looked for once.
    let mut lonely = [false; 16];
    // `\(` without an end: none that follows has one.
    let mut unbalanced = false;
    // A comment without an end: none that follows has one.
    let mut endless = false;
    while at < bytes.len() {
        if front {
            front = false;
            let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |found| at + found);
            if begins_block(&leaf[at..end], at == 0) {
                out.edit(leaf, at, at, "\u{e000}");
            }
        }
        match bytes[at] {
            b'\n' => {
                front = true;
                at += 1;
            }
            b'\\' => {
                if inline.options.math.is_some() && !unbalanced && leaf[at..].starts_with("\\(") {
                    if let Some((tex, end)) = bracketed(leaf, at) {
                        at = formula(&mut out, leaf, at, end, tex);
                        continue;
                    }
                    unbalanced = true;
                }
                match bytes.get(at + 1) {
                    Some(byte) if byte.is_ascii_punctuation() || *byte == b' ' => {
                        out.edit(leaf, at, at + 2, kept(*byte).encode_utf8(&mut [0; 4]));
                        at += 2;
                    }
                    _ => at += 1,
                }
            }
            b'`' => {
                let length = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
                let known = lonely.get(length).copied().unwrap_or(false);
                if let Some(end) = (!known).then(|| code_end(bytes, at + length, length)).flatten() {
                    at = end;
                } else {
                    if let Some(slot) = lonely.get_mut(length) {
                        *slot = true;
                    }
                    at += length;
                }
            }
            // `<!word>` is a declaration to CommonMark, and so nothing; to the reference it is text.
            b'<' if declares(&leaf[at..]) => {
                out.edit(leaf, at, at + 1, kept(b'<').encode_utf8(&mut [0; 4]));
                at += 1;
            }
            b'<' if endless && leaf[at..].starts_with("<!--") => at += 4,
            b'<' => {
                let end = verbatim_end(leaf, at);
                if let Some(tag) = end.and_then(|_| tags::tag_at(leaf, at)) {
                    as_browsers_read(&mut out, leaf, tag);
                }
                endless |= end.is_none() && leaf[at..].starts_with("<!--");
                at = end.unwrap_or(at + 1);
            }
            mark @ (b'*' | b'_') => {
                let length = bytes[at..].iter().take_while(|byte| **byte == mark).count();
                let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let within = word(leaf[..at].chars().next_back()) && word(leaf[at + length..].chars().next());
                if mark == b'*' || !within {
                    let hidden = if mark == b'*' { HIDDEN_STAR } else { HIDDEN_UNDERSCORE };
                    out.edit(leaf, at, at + length, &String::from(hidden).repeat(length));
                }
                at += length;
            }
            b'{' if at > 0 && matches!(bytes[at - 1], b')' | b']' | b'*' | b'_' | b'`' | b':' | b'>') => {
                // An attribute list is not Markdown.
                let length = crate::markdown::attr::length(&leaf[at..]).unwrap_or(1);
                for (offset, byte) in bytes[at..at + length].iter().enumerate() {
                    if matches!(byte, b'*' | b'_') {
                        out.edit(leaf, at + offset, at + offset + 1, kept(*byte).encode_utf8(&mut [0; 4]));
                    }
                }
                at += length;
            }
            b'&' => match reserved_entity(&leaf[at..]) {
                Some((length, spelt)) => {
                    out.edit(leaf, at, at + length, &spelt);
                    at += length;
                }
                None => at += 1,
            },
            b']' => at = after_bracket(&mut out, leaf, at, inline),
            b':' if leaf[at..].starts_with("://") => at = bare(&mut out, leaf, at + 3),
            b'$' => match inline.options.math.and_then(|math| dollars(leaf, at, math.smart_dollar)) {
                Some((tex, end)) => at = formula(&mut out, leaf, at, end, tex),
                None => at += 1,
            },
            _ => at += 1,
        }
    }
    out.finish(leaf);
    out
}

/// End of a code span whose opening run ends at `from`.
fn code_end(bytes: &[u8], from: usize, length: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = memchr(b'`', &bytes[at..]) {
        let start = at + found;
        let run = bytes[start..].iter().take_while(|byte| **byte == b'`').count();
        if run == length {
            return Some(start + run);
        }
        at = start + run;
    }
    None
}

/// Whether text begins with a declaration that is none of HTML's.
fn declares(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("<!") else { return false };
    rest.starts_with(|c: char| c.is_ascii_alphabetic())
        && !rest.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("doctype"))
}

/// End of a tag, comment or autolink.
fn verbatim_end(leaf: &str, at: usize) -> Option<usize> {
    if let Some(end) = tags::marked_end(leaf, at) {
        return Some(end);
    }
    if let Some(tag) = tags::tag_at(leaf, at) {
        return Some(tag.to as usize);
    }
    let inner = &leaf[at + 1..];
    let end = inner.bytes().take(2048).position(|byte| matches!(byte, b'>' | b'<' | b' ' | b'\n'))?;
    (inner.as_bytes()[end] == b'>' && inner[..end].contains([':', '@'])).then_some(at + end + 2)
}

/// What is a tag to browsers, and so in the reference, though CommonMark has its doubts: `<host_name>`, `<A & B>`,
/// `href=https://example.org">`, where a quote that closes nothing is a letter of the value, and
/// `alt="a "quoted" word"`, where what follows a value is one more attribute.
fn as_browsers_read(out: &mut Prepared, leaf: &str, tag: tags::Tag) {
    let (from, to) = (tag.name.1 as usize, tag.to as usize);
    if to - from > LONGEST_TAG {
        return;
    }
    let (name, rest) = (&leaf[tag.name.0 as usize..from], &leaf[from..to - 1]);
    if !name.contains(':') && names::known(name).is_none() && (name.contains('_') || rest.contains('&')) {
        // No element that anybody knows: of its tag only the place matters.
        out.edit(leaf, tag.name.0 as usize, to - 1, &name.replace('_', "-"));
        return;
    }
    let bytes = leaf.as_bytes();
    let mut at = from;
    while let Some(found) = memchr::memchr2(b'"', b'\'', &bytes[at..to]) {
        let quote = at + found;
        at = quote + 1;
        if bytes[from..quote].trim_ascii_end().ends_with(b"=") {
            let Some(end) = memchr(bytes[quote], &bytes[at..to]) else { return };
            at += end + 1;
            if !matches!(bytes[at], b' ' | b'\t' | b'\n' | b'/' | b'>') {
                out.edit(leaf, at, at, " ");
            }
            continue;
        }
        let word = bytes[from..quote].rsplit(u8::is_ascii_whitespace).next().unwrap_or_default();
        let within_value = word.contains(&b'=');
        let spelt = match bytes[quote] {
            _ if !within_value => "",
            b'"' => "&quot;",
            _ => "&#39;",
        };
        out.edit(leaf, quote, quote + 1, spelt);
    }
}

/// Within a bare address marks are letters.
fn bare(out: &mut Prepared, leaf: &str, from: usize) -> usize {
    let bytes = leaf.as_bytes();
    let ends =
        |byte: &&u8| !byte.is_ascii_whitespace() && !matches!(byte, b'<' | b'>' | b')' | b']' | b'`' | b'\\');
    let end = from + bytes[from..].iter().take_while(ends).count();
    // Marks at the end close something that opened before the address.
    let tail = leaf[from..end].trim_end_matches(['*', '_', '.', ',', ':', ';', '!', '?']).len();
    for (offset, byte) in bytes[from..from + tail].iter().enumerate() {
        if matches!(byte, b'*' | b'_') {
            out.edit(leaf, from + offset, from + offset + 1, kept(*byte).encode_utf8(&mut [0; 4]));
        }
    }
    from + tail
}

/// What follows a `]`: an address with blanks, or a label after a blank.
fn after_bracket(out: &mut Prepared, leaf: &str, at: usize, inline: &Inline<'_, '_>) -> usize {
    let bytes = leaf.as_bytes();
    match bytes.get(at + 1) {
        Some(b'(') => {
            let Some(end) = parenthesis_end(leaf, at + 2) else { return at + 1 };
            let inner = &leaf[at + 2..end];
            if let Some(fixed) = address(inner) {
                out.edit(leaf, at + 2, end, &fixed);
                return end;
            }
            // An address is not Markdown, except for its escapes.
            if memchr::memchr2(b'\\', b'`', inner.as_bytes()).is_none() { end } else { at + 1 }
        }
        Some(b'[') => {
            // A footnote behind a label, and a label that leads nowhere behind one that leads somewhere.
            let label = leaf[at + 2..].split_once(']').map(|(label, _)| label);
            let parted = label.is_some_and(|label| {
                if let Some(note) = label.strip_prefix('^') {
                    return inline.footnotes.contains_key(note);
                }
                let open = leaf[..at].rfind('[').filter(|_| !label.is_empty() && label.len() < 200);
                !label.contains('[')
                    && !inline.targets.contains_key(&fold_label(label))
                    && open.is_some_and(|open| inline.targets.contains_key(&fold_label(&leaf[open + 1..at])))
            });
            if parted {
                out.edit(leaf, at + 1, at + 1, "\u{e000}");
            }
            at + 1
        }
        Some(b' ' | b'\n') if bytes.get(at + 2) == Some(&b'[') && !inline.targets.is_empty() => {
            let label = leaf[at + 3..].split_once(']').map(|(label, _)| label);
            // Not behind a label: `[a][b] [c]`.
            let own = leaf[..at].rfind('[').is_some_and(|open| open == 0 || bytes[open - 1] != b']');
            if own
                && label
                    .is_some_and(|label| label.len() < 200 && inline.targets.contains_key(&fold_label(label)))
            {
                out.edit(leaf, at + 1, at + 2, "");
            }
            at + 2
        }
        _ => at + 1,
    }
}

/// The `)` that closes an address. One right behind a quote that closes a title does, whatever is open.
fn parenthesis_end(leaf: &str, from: usize) -> Option<usize> {
    let mut depth = 0;
    let whole = &leaf.as_bytes()[from..];
    let bytes = &whole[..whole.len().min(2048)];
    let mut titled = false;
    for (offset, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' if titled => titled = false,
            b'"' => titled = offset > 0 && bytes[offset - 1].is_ascii_whitespace(),
            b'(' if !titled => depth += 1,
            b')' => {
                let before = bytes[..offset].trim_ascii_end();
                let quote = before.last().copied().filter(|last| matches!(last, b'"' | b'\''));
                let closes = quote.is_some_and(|quote| before[..before.len() - 1].contains(&quote));
                if closes || depth == 0 && !(titled && memchr(b'"', &bytes[offset..]).is_some()) {
                    return Some(from + offset);
                }
                if !titled {
                    depth -= 1;
                }
            }
            _ => {}
        }
    }
    None
}

/// Address and title spelt as CommonMark wants them, if it would not read them as written. As in the
/// reference a title begins at the first quote of the kind that stands at the end.
fn address(inner: &str) -> Option<String> {
    let trimmed = inner.trim();
    if trimmed.starts_with('<') {
        return None;
    }
    let quote = trimmed.chars().next_back().filter(|last| matches!(last, '"' | '\''));
    let split = quote.and_then(|quote| {
        let at = trimmed.find(quote).filter(|at| *at > 0 && *at + 1 < trimmed.len())?;
        Some((&trimmed[..at], &trimmed[at + 1..trimmed.len() - 1], quote))
    });
    let (url, title) = split.map_or((trimmed, None), |(url, title, quote)| (url, Some((title, quote))));
    let glued = title.is_some() && !url.ends_with([' ', '\t', '\n']);
    let url = url.trim_end();
    let awkward = title.is_some_and(|(title, quote)| title.contains(quote));
    let spaced = url.contains([' ', '\n', '\t']);
    let uneven = url.matches('(').count() != url.matches(')').count();
    if !(spaced || awkward || glued || uneven) || url.contains(['<', '>']) {
        return None;
    }
    let url = format!("<{}>", url.replace('\n', " "));
    Some(match title {
        Some((title, _)) => format!("{url} \"{}\"", title.replace('"', "&quot;")),
        None => url,
    })
}

fn formula(out: &mut Prepared, leaf: &str, at: usize, end: usize, tex: &str) -> usize {
    let mark = format!("{FORMULA}{}{FORMULA}", out.formulas.len());
    out.formulas.push(tex.to_owned());
    out.edit(leaf, at, end, &mark);
    end
}

/// `\( … \)`. (`\[` begins a block or is an escape.)
fn bracketed(leaf: &str, at: usize) -> Option<(&str, usize)> {
    let inner = leaf[at..].strip_prefix("\\(")?;
    let end = inner.find("\\)")?;
    Some((&inner[..end], at + end + 4))
}

/// `$ … $`.
fn dollars(leaf: &str, at: usize, smart: bool) -> Option<(&str, usize)> {
    let inner = &leaf[at + 1..];
    if let Some(inner) = inner.strip_prefix('$') {
        let end = inner.find("$$").filter(|end| *end > 0)?;
        return Some((&inner[..end], at + end + 4));
    }
    if smart && inner.starts_with([' ', '\n', '\t']) {
        return None;
    }
    let bytes = inner.as_bytes();
    for end in memchr_iter(b'$', bytes).take(8) {
        let before = end.checked_sub(1).map(|index| bytes[index])?;
        let after = bytes.get(end + 1);
        if before == b'\\' || smart && (before.is_ascii_whitespace() || after.is_some_and(u8::is_ascii_digit))
        {
            continue;
        }
        return Some((&inner[..end], at + end + 2));
    }
    None
}
