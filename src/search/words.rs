//! Text to terms.
//!
//! In: text as people wrote it. Out: folded, stemmed terms, the same as `words` in `search/words.js` makes of a
//! query; what both need to know travels in the manifest. Never: allocates per word; keeps what nobody types (words over
//! 40 letters, hashes).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::stem::Stemmer;

/// The longest word that is indexed, in bytes.
const LONGEST: usize = 40;
/// The longest name that is indexed as one word.
const LONGEST_NAME: usize = 64;

/// Words that say nothing; they are indexed in titles only, and a query drops them while it has others. English first,
/// then what is as common in German, French and Spanish and means nothing in English.
pub(crate) const STOP_WORDS: &str = "a about am an and are as at be been but by can could did do does for from had has have \
     how i if in into is it its may me my need no not of on or our own owned owns should so such that the their them then there these \
     they this to us was we were what when where which who whom whose why will with would you your \
     aber auch auf aus bei das dem den der des ein eine einem einen einer eines fur ich ist mit nach oder sich sie sind \
     uber und vom von wer wie wird wo zum zur \
     au aux avec ce cette comment dans du et la le les leur mais nous ou pour quand que qui sont un une vous \
     como cual cuando del donde el ella en esta este las para pero por quien se su una y";

/// Letters that no decomposition takes apart, and what people type for them.
pub(crate) const LETTERS: [(char, &str); 14] = [
    ('ß', "ss"),
    ('ẞ', "ss"),
    ('æ', "ae"),
    ('Æ', "ae"),
    ('œ', "oe"),
    ('Œ', "oe"),
    ('ø', "o"),
    ('Ø', "o"),
    ('ł', "l"),
    ('Ł', "l"),
    ('đ', "d"),
    ('Đ', "d"),
    ('þ', "th"),
    ('ı', "i"),
];

/// What becomes of compounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Words, and the parts of `camelCase` words; no stop words, no single letters.
    Body,
    /// Everything, and `orderservice` for `order-service`.
    Title,
    /// A title of few words: also `webhook` for `web hook`.
    Name,
}

/// Finds terms; holds the buffers that one word needs.
#[derive(Debug)]
pub(crate) struct Words {
    stemmer: &'static Stemmer,
    word: Vec<u8>,
    joined: Vec<u8>,
    /// The word before, and where in `joined` nothing but it stands.
    before: Vec<u8>,
    folded: String,
}

impl Words {
    /// For text in a language.
    pub(crate) fn new(stemmer: &'static Stemmer) -> Self {
        Self { stemmer, word: Vec::new(), joined: Vec::new(), before: Vec::new(), folded: String::new() }
    }

    /// Calls `found` with every term of `text`, in order. Gives the number of words.
    pub(crate) fn of(&mut self, text: &str, mode: Mode, found: &mut dyn FnMut(&str)) -> usize {
        let bytes = text.as_bytes();
        let mut count = 0;
        let mut at = 0;
        self.before.clear();
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
            symbols(text, from, at, found);
            if ascii {
                count += self.chunk(chunk, mode, found);
            } else {
                let mut folded = std::mem::take(&mut self.folded);
                folded.clear();
                fold_into(chunk, &mut folded);
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
            if mode != Mode::Body {
                lower_into(word, &mut self.joined);
            }
            if mode == Mode::Name {
                self.pair(word, found);
            }
            at = after_elision(chunk, end);
        }
        if mode != Mode::Body && count > 1 && self.joined.len() <= LONGEST_NAME {
            self.stemmer.stem(&mut self.joined);
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

    /// The word before and this one as one word.
    fn pair(&mut self, word: &str, found: &mut dyn FnMut(&str)) {
        let start = self.before.len();
        lower_into(word, &mut self.before);
        if start > 0 && self.before.len() <= LONGEST {
            self.word.clear();
            self.word.extend_from_slice(&self.before);
            self.stemmer.stem(&mut self.word);
            if let Ok(term) = std::str::from_utf8(&self.word) {
                found(term);
            }
        }
        self.before.drain(..start);
    }

    fn term(&mut self, word: &str, mode: Mode, found: &mut dyn FnMut(&str)) {
        self.word.clear();
        lower_into(word, &mut self.word);
        if mode == Mode::Body && is_stop_word(&self.word) {
            return;
        }
        self.stemmer.stem(&mut self.word);
        if let Ok(term) = std::str::from_utf8(&self.word) {
            found(term);
        }
    }
}

/// `c++`, `c#` and `.net`, which are names with their signs.
fn symbols(text: &str, from: usize, to: usize, found: &mut dyn FnMut(&str)) {
    let (before, after) = (&text.as_bytes()[..from], &text.as_bytes()[to..]);
    let chunk = &text[from..to];
    let sign = match after {
        [b'+', b'+', ..] => "++",
        [b'#', rest @ ..] if !rest.first().is_some_and(|next| is_part(*next)) => "#",
        _ => "",
    };
    let dotted = match before {
        [b'.'] => true,
        [.., last, b'.'] => !is_part(*last) && *last != b'.' && *last != b'/',
        _ => false,
    };
    let last = chunk.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if !sign.is_empty() && (1..=LONGEST).contains(&last.len()) {
        found(&(last.to_ascii_lowercase() + sign));
    }
    let first = chunk.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    if dotted && (1..=LONGEST).contains(&first.len()) && first.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        found(&format!(".{}", first.to_ascii_lowercase()));
    }
}

/// Appends text without marks, ligatures and the like.
fn fold_into(text: &str, out: &mut String) {
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match LETTERS.iter().find(|(letter, _)| *letter == c) {
            Some((_, typed)) => out.push_str(typed),
            None => out.push(c),
        }
    }
}

/// Lower case, without marks.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    let mut lower = Vec::with_capacity(out.len());
    lower_into(&out, &mut lower);
    String::from_utf8(lower).unwrap_or_default()
}

/// A name as one word: how `Booking API`, `booking-api` and `bookingApi` are the same.
pub(crate) fn key(text: &str) -> String {
    let mut name = folded(text);
    name.retain(is_letter);
    name
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
        Words::new(Stemmer::ENGLISH).of(text, mode, &mut |term| all.push(term.to_owned()));
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
            ("Größe naïve ﬁle Œuvre", "gross naiv fil oeuvr"),
            ("C++, C#, F#: .NET and ASP.NET #1", "c++ c# f# .net net asp net"),
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
