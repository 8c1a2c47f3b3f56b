//! Text to terms.
//!
//! In: text as people wrote it. Out: folded, stemmed terms, the same as `words` in `search.js` makes of a
//! query. Never: allocates per word; keeps what nobody types (words over 40 letters, hashes).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stem::stem;

/// The longest word that is indexed, in bytes.
const LONGEST: usize = 40;

/// Words that say nothing; they are indexed in titles only, and a query drops them while it has others.
pub(crate) const STOP_WORDS: &str = "a an and are as at be but by can do does for from had has have how if in into is it its \
     may no not of on or our should so such that the their then there these they this to was we were what when where \
     which will with would you your";

/// What becomes of compounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Words, and the parts of `camelCase` words; no stop words, no single letters.
    Body,
    /// Everything, and `orderservice` for `order-service`.
    Title,
}

/// Finds terms; holds the buffers that one word needs.
#[derive(Debug, Default)]
pub(crate) struct Words {
    word: Vec<u8>,
    joined: Vec<u8>,
    folded: String,
}

impl Words {
    /// Calls `found` with every term of `text`, in order. Gives the number of words.
    pub(crate) fn of(&mut self, text: &str, mode: Mode, found: &mut dyn FnMut(&str)) -> usize {
        let bytes = text.as_bytes();
        let mut count = 0;
        let mut at = 0;
        while at < bytes.len() {
            if !is_part(bytes[at]) {
                at += 1;
                continue;
            }
            let from = at;
            let mut ascii = true;
            while at < bytes.len() && (is_part(bytes[at]) || is_joint(bytes[at])) {
                ascii &= bytes[at].is_ascii();
                at += 1;
            }
            // A chunk begins with an ASCII byte or the first byte of a character and ends before an ASCII
            // byte: both are boundaries of characters.
            let chunk = &text[from..at];
            if ascii {
                count += self.chunk(chunk, mode, found);
            } else {
                let mut folded = std::mem::take(&mut self.folded);
                folded.clear();
                folded.extend(chunk.nfkd().filter(|c| !is_combining_mark(*c)));
                count += self.chunk(&folded, mode, found);
                self.folded = folded;
            }
        }
        count
    }

    /// The words of a run without blanks.
    fn chunk(&mut self, chunk: &str, mode: Mode, found: &mut dyn FnMut(&str)) -> usize {
        let mut count = 0;
        self.joined.clear();
        let mut at = 0;
        while let Some(start) = chunk[at..].find(is_letter).map(|offset| at + offset) {
            let end = end_of_word(chunk, start);
            let word = &chunk[start..end];
            at = end;
            count += 1;
            if word.chars().any(is_unspaced) {
                pairs(word, found);
                continue;
            }
            self.emit(word, mode, found);
            if mode == Mode::Title {
                lower_into(word, &mut self.joined);
            }
            at = after_elision(chunk, end);
        }
        if mode == Mode::Title && count > 1 && self.joined.len() <= LONGEST {
            stem(&mut self.joined);
            if let Ok(term) = std::str::from_utf8(&self.joined) {
                found(term);
            }
        }
        count
    }

    fn emit(&mut self, word: &str, mode: Mode, found: &mut dyn FnMut(&str)) {
        if mode == Mode::Body && (word.len() > LONGEST || word.len() < 2 || is_hash(word)) {
            return;
        }
        self.term(word, mode, found);
        let mut humps = Humps { word, at: 0 };
        let first = humps.next();
        if first.is_some_and(|hump| hump.len() < word.len()) {
            for hump in first.into_iter().chain(humps).filter(|hump| hump.len() > 1) {
                self.term(hump, mode, found);
            }
        }
    }

    fn term(&mut self, word: &str, mode: Mode, found: &mut dyn FnMut(&str)) {
        self.word.clear();
        lower_into(word, &mut self.word);
        if mode == Mode::Body && is_stop_word(&self.word) {
            return;
        }
        stem(&mut self.word);
        if let Ok(term) = std::str::from_utf8(&self.word) {
            found(term);
        }
    }
}

fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// What may stand within a compound.
fn is_joint(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'_' | b'/' | b':' | b'@' | b'\'')
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
}

/// A word ends where letters and digits end; a dot between digits (`1.26`) is part of it.
fn end_of_word(chunk: &str, start: usize) -> usize {
    let bytes = chunk.as_bytes();
    let mut end = start;
    loop {
        end += chunk[end..].find(|c| !is_letter(c)).unwrap_or(chunk.len() - end);
        let dot = bytes.get(end) == Some(&b'.')
            && bytes[end - 1].is_ascii_digit()
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !dot {
            return end;
        }
        end += 1;
    }
}

/// Passes over `'s`, `'t`, `'re` and the like.
fn after_elision(chunk: &str, end: usize) -> usize {
    let Some(rest) = chunk[end..].strip_prefix(['\'', '’']) else { return end };
    let tail = rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
    if (1..=2).contains(&rest[..tail].chars().count()) { chunk.len() - rest.len() + tail } else { end }
}

/// Scripts without blanks between words: kana, Han, Thai. Their terms are pairs of characters.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0x20000..=0x2FA1F)
}

fn pairs(word: &str, found: &mut dyn FnMut(&str)) {
    let mut buffer = String::new();
    let mut last: Option<char> = None;
    for c in word.chars().flat_map(char::to_lowercase) {
        if let Some(last) = last {
            buffer.clear();
            buffer.push(last);
            buffer.push(c);
            found(&buffer);
        }
        last = Some(c);
    }
    if buffer.is_empty() {
        found(word);
    }
}

fn lower_into(word: &str, out: &mut Vec<u8>) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|byte| byte.to_ascii_lowercase()));
        return;
    }
    let mut buffer = [0; 4];
    for c in word.chars().flat_map(char::to_lowercase) {
        let c = if c == 'ς' { 'σ' } else { c };
        out.extend_from_slice(c.encode_utf8(&mut buffer).as_bytes());
    }
}

/// Commit ids, digests and the like.
fn is_hash(word: &str) -> bool {
    word.len() >= 12
        && word.bytes().all(|byte| byte.is_ascii_hexdigit())
        && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Asked for every word of every page: by first letter, so that most are told apart by their length alone.
fn is_stop_word(word: &[u8]) -> bool {
    static BY_LETTER: std::sync::LazyLock<[Vec<&'static [u8]>; 26]> = std::sync::LazyLock::new(|| {
        let mut letters: [Vec<&[u8]>; 26] = std::array::from_fn(|_| Vec::new());
        for stop in STOP_WORDS.split_ascii_whitespace() {
            letters[usize::from(stop.as_bytes()[0] - b'a')].push(stop.as_bytes());
        }
        letters
    });
    let letter = word.first().map(|first| usize::from(first.wrapping_sub(b'a')));
    letter.and_then(|letter| BY_LETTER.get(letter)).is_some_and(|stops| stops.contains(&word))
}

/// The parts of `camelCase`, `HTTPServer`; one part where there are none.
struct Humps<'w> {
    word: &'w str,
    at: usize,
}

impl<'w> Iterator for Humps<'w> {
    type Item = &'w str;

    fn next(&mut self) -> Option<&'w str> {
        let rest = &self.word[self.at..];
        let mut chars = rest.char_indices().peekable();
        let (_, mut before) = chars.next()?;
        let mut end = rest.len();
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map(|(_, c)| *c);
            // `URLs`: one small letter after capitals is a plural, not a word.
            let two_small = || {
                after.is_some_and(char::is_lowercase)
                    && rest[at..].chars().nth(2).is_some_and(char::is_lowercase)
            };
            if c.is_uppercase() && (!before.is_uppercase() || two_small()) {
                end = at;
                break;
            }
            before = c;
        }
        self.at += end;
        Some(&rest[..end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str, mode: Mode) -> String {
        let mut all = Vec::new();
        Words::default().of(text, mode, &mut |term| all.push(term.to_owned()));
        all.join(" ")
    }

    #[test]
    fn body() {
        for (text, expected) in [
            ("Restarting the services", "restart servic"),
            ("order-service", "order servic"),
            ("getUserById(x)", "getuserbyid get user id"),
            ("HTTPServer URLs OpenAPI", "httpserver http server url openapi open api"),
            ("v1.26.3, 8080 and 1.5", "v1.26.3 8080 1.5"),
            ("don't stop; it's Anna’s", "don stop anna"),
            ("Größe naïve ﬁle", "große naiv fil"),
            ("9f86d081884c7d659a2feaa0c55ad015 x", ""),
            ("検索エンジン", "検索 索エ エン ンシ シン"),
            ("a.b/c: foo_bar@host", "foo bar host"),
            ("", ""),
            ("— … 🎉", ""),
        ] {
            assert_eq!(terms(text, Mode::Body), expected, "{text:?}");
        }
    }

    #[test]
    fn titles() {
        for (text, expected) in [
            ("order-service", "order servic orderservic"),
            ("How to do it", "how to do it"),
            ("component:default/shop", "component default shop componentdefaultshop"),
            ("Argo CD", "argo cd"),
        ] {
            assert_eq!(terms(text, Mode::Title), expected, "{text:?}");
        }
    }
}
