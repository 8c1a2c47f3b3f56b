//! Languages of words: keywords, names, strings, numbers, comments.
//!
//! In: a table. Out: tokens. Never: knows a grammar; a table is enough to read code by.

use super::super::{Class, Lines};
use super::scan;

/// How text is quoted.
#[derive(Debug)]
pub(crate) struct Quote {
    /// What begins it.
    pub open: &'static str,
    /// What ends it.
    pub close: &'static str,
    /// Whether a backslash takes the next character's meaning away.
    pub escapes: bool,
    /// Whether it may go over a line's end.
    pub lines: bool,
}

/// Words in order, to search by halves.
pub(super) type Set = Box<[&'static str]>;

/// The words of `text`, which spaces part.
pub(super) fn set(text: &'static str) -> Set {
    let mut words: Vec<_> = text.split_ascii_whitespace().collect();
    words.sort_unstable();
    words.into()
}

/// A language as a table; by default one where nothing but calls is told apart.
#[derive(Debug)]
pub(crate) struct Words {
    /// What begins a comment to the end of the line.
    pub line_comments: &'static [&'static str],
    /// What begins and ends a comment.
    pub block_comments: &'static [(&'static str, &'static str)],
    /// Longest first.
    pub quotes: &'static [Quote],
    /// Words of the grammar, from [`set`].
    pub keywords: Set,
    /// Values with a name, from [`set`].
    pub constants: Set,
    /// Types that are not told by a capital, from [`set`].
    pub types: Set,
    /// Bytes that belong to a word beside letters, digits and `_`.
    pub word_bytes: &'static [u8],
    /// Bytes that begin a variable (`$`), or a decorator (`@`).
    pub variable: Option<u8>,
    /// See `variable`.
    pub decorator: Option<u8>,
    /// Whether a word that begins with a capital is a type.
    pub capital_types: bool,
    /// Whether keywords may be in any case.
    pub any_case: bool,
    /// Whether a word before `(` is a function.
    pub calls: bool,
    /// Whether the first word of a command is a function (shells).
    pub commands: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            line_comments: &[],
            block_comments: &[],
            quotes: &[],
            keywords: Set::default(),
            constants: Set::default(),
            types: Set::default(),
            word_bytes: &[],
            variable: None,
            decorator: None,
            capital_types: false,
            any_case: false,
            calls: true,
            commands: false,
        }
    }
}

impl Words {
    /// Runs over `code`.
    pub(crate) fn run(&self, code: &str, out: &mut Lines) {
        let mut rest = code;
        let mut at_command = true;
        let mut before = b'\n';
        while let Some(&byte) = rest.as_bytes().first() {
            let (class, length) = self.token(rest, byte, before, at_command);
            let (token, after) = rest.split_at(length);
            if self.commands {
                at_command = match byte {
                    b' ' | b'\t' => at_command,
                    b'\n' | b'|' | b'&' | b';' | b'(' | b'{' | b'`' => true,
                    _ => class == Class::Keyword && !matches!(token, "in" | "for" | "case"),
                };
            }
            out.push(class, token);
            before = token.as_bytes()[token.len() - 1];
            rest = after;
        }
    }

    fn token(&self, rest: &str, byte: u8, before: u8, at_command: bool) -> (Class, usize) {
        let is_word = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80;
        if is_word(byte) {
            let length = scan::word(rest, self.word_bytes);
            let (word, after) = rest.split_at(length);
            return (self.word(word, after, at_command), length);
        }
        if byte.is_ascii_digit() {
            return (if self.commands { Class::Plain } else { Class::Number }, scan::number(rest));
        }
        if matches!(byte, b' ' | b'\t' | b'\n') {
            return (Class::Plain, scan::run_of(rest, |byte| matches!(byte, b' ' | b'\t')).max(1));
        }
        // In shells `#` begins a comment only where a word could begin.
        let may_comment = !self.commands || matches!(before, b'\n' | b' ' | b'\t' | b';' | b'(');
        if may_comment && self.line_comments.iter().any(|open| rest.starts_with(open)) {
            return (Class::Comment, scan::line(rest));
        }
        if let Some((open, close)) = self.block_comments.iter().find(|(open, _)| rest.starts_with(open)) {
            return (Class::Comment, open.len() + scan::through(&rest[open.len()..], close));
        }
        if let Some(quote) = self.quotes.iter().find(|quote| rest.starts_with(quote.open)) {
            return (Class::String, scan::quoted(rest, quote.open, quote.close, quote.escapes, quote.lines));
        }
        if Some(byte) == self.variable {
            return (Class::Variable, variable(rest));
        }
        if Some(byte) == self.decorator && rest.as_bytes().get(1).copied().is_some_and(is_word) {
            return (Class::Meta, 1 + scan::word(&rest[1..], b"."));
        }
        if self.commands && byte == b'-' && matches!(before, b' ' | b'\t') {
            return (
                Class::Attribute,
                scan::run_of(rest, |byte| byte == b'-' || byte == b'_' || byte.is_ascii_alphanumeric()),
            );
        }
        (Class::Plain, scan::first(rest))
    }

    fn word(&self, word: &str, after: &str, at_command: bool) -> Class {
        let lower;
        let key = if self.any_case {
            lower = word.to_ascii_lowercase();
            lower.as_str()
        } else {
            word
        };
        let holds = |list: &[&str]| list.binary_search(&key).is_ok();
        if holds(&self.keywords) {
            return if self.commands && !at_command && !matches!(word, "in" | "do" | "then") {
                Class::Plain
            } else {
                Class::Keyword
            };
        }
        if holds(&self.constants) {
            return Class::Number;
        }
        if self.commands {
            return match (at_command, after.as_bytes().first()) {
                (true, Some(b'=')) => Class::Variable,
                (true, _) => Class::Function,
                _ => Class::Plain,
            };
        }
        if holds(&self.types) {
            return Class::Type;
        }
        if self.calls && after.starts_with('(') {
            return Class::Function;
        }
        if self.capital_types && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Class::Type;
        }
        Class::Plain
    }
}

/// Length of `$name`, `${…}`, `$1`, `$?`; `$(` is a command in it and only the `$` is marked.
fn variable(rest: &str) -> usize {
    let after = &rest[1..];
    match after.as_bytes().first() {
        Some(b'{') => {
            1 + scan::run_of(after, |byte| byte != b'}' && byte != b'\n')
                + usize::from(scan::line(after) > scan::run_of(after, |byte| byte != b'}' && byte != b'\n'))
        }
        Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => 1 + scan::word(after, b":"),
        Some(b'0'..=b'9' | b'?' | b'@' | b'#' | b'*' | b'!' | b'$') => 2,
        _ => 1,
    }
}
