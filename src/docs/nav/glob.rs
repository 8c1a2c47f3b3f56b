//! Wildcards of the navigation plugins.
//!
//! In: a pattern and whose syntax it has: Python's `fnmatch` (literate-nav, exclude) or wcmatch's globs (awesome-pages,
//! awesome-nav). Out: whether names and paths match. Never: more work than the product of both lengths: a pattern is
//! stepped through with the set of all places that it can have come to.

/// Whose rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::docs) enum Syntax {
    /// `*`, `?`, `[…]`; nothing is escaped.
    Fnmatch,
    /// The same, `**` for any folders, `\` before a letter that stands for itself; a leading dot is written out.
    Glob,
    /// wcmatch's `EXTGLOB`: `@(a|b)`, `?(…)`, `*(…)`, `+(…)`, `!(…)` too.
    Extended,
}

/// Longer patterns match nothing.
const LONGEST: usize = 200;

/// Groups within groups beyond this are letters.
const DEEPEST: usize = 2;

/// A pattern for one name.
#[derive(Debug, Clone)]
pub(in crate::docs) struct Name {
    tokens: Vec<Token>,
    /// A name with a leading dot has to be asked for by one.
    shy: bool,
    /// What a comparison costs, to be multiplied by the name's length.
    weight: u64,
}

#[derive(Debug, Clone)]
enum Token {
    Letter(char),
    One,
    Any,
    Class { negated: bool, ranges: Vec<(char, char)> },
    Group(Group, Vec<Vec<Token>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Once,
    AtMostOnce,
    AnyTimes,
    OnceOrMore,
    Not,
}

impl Name {
    pub(in crate::docs) fn new(pattern: &str, syntax: Syntax) -> Self {
        let mut letters: Vec<char> = pattern.chars().collect();
        if letters.len() > LONGEST {
            letters.clear();
        }
        let tokens = Parser { letters: &letters, at: 0, syntax, depth: 0 }.sequence();
        let has_groups = tokens.iter().any(|token| matches!(token, Token::Group(..)));
        // A group looks at every stretch of the name.
        let weight = letters.len() as u64 * if has_groups { 255 } else { 1 };
        Self { tokens, shy: syntax != Syntax::Fnmatch, weight }
    }

    pub(in crate::docs) fn matches(&self, name: &str) -> bool {
        if self.shy && name.starts_with('.') && !matches!(self.tokens.first(), Some(Token::Letter('.'))) {
            return false;
        }
        let letters: Vec<char> = name.chars().collect();
        let mut start = vec![false; letters.len() + 1];
        start[0] = true;
        run(&self.tokens, &letters, start)[letters.len()]
    }

    /// Steps of comparing it with a name, at most.
    pub(super) fn cost(&self, name: &str) -> u64 {
        self.weight * (name.len() as u64 + 1)
    }

    /// The name itself, where the pattern is no pattern.
    pub(super) fn literal(&self) -> Option<String> {
        let letter = |token: &Token| match token {
            Token::Letter(letter) => Some(*letter),
            _ => None,
        };
        self.tokens.iter().map(letter).collect()
    }
}

struct Parser<'p> {
    letters: &'p [char],
    at: usize,
    syntax: Syntax,
    /// Groups we are inside of.
    depth: usize,
}

impl Parser<'_> {
    /// Tokens to the end, or within a group to `|` or `)`.
    fn sequence(&mut self) -> Vec<Token> {
        let mut out = Vec::new();
        while let Some(&letter) = self.letters.get(self.at) {
            if self.depth > 0 && matches!(letter, '|' | ')') {
                break;
            }
            if let Some(group) = self.group(letter) {
                out.push(group);
                continue;
            }
            self.at += 1;
            out.push(match letter {
                '?' => Token::One,
                '*' if matches!(out.last(), Some(Token::Any)) => continue,
                '*' => Token::Any,
                '[' => self.class().unwrap_or(Token::Letter('[')),
                '\\' if self.syntax != Syntax::Fnmatch => match self.letters.get(self.at) {
                    Some(&escaped) => {
                        self.at += 1;
                        Token::Letter(escaped)
                    }
                    None => Token::Letter('\\'),
                },
                _ => Token::Letter(letter),
            });
        }
        out
    }

    fn group(&mut self, letter: char) -> Option<Token> {
        let group = match letter {
            '@' => Group::Once,
            '?' => Group::AtMostOnce,
            '*' => Group::AnyTimes,
            '+' => Group::OnceOrMore,
            '!' => Group::Not,
            _ => return None,
        };
        if self.syntax != Syntax::Extended
            || self.depth >= DEEPEST
            || self.letters.get(self.at + 1) != Some(&'(')
        {
            return None;
        }
        let start = self.at;
        self.at += 2;
        self.depth += 1;
        let mut alternatives = Vec::new();
        let is_closed = loop {
            alternatives.push(self.sequence());
            match self.letters.get(self.at) {
                Some('|') => self.at += 1,
                end => break end.is_some(),
            }
        };
        self.depth -= 1;
        if !is_closed {
            self.at = start;
            return None;
        }
        self.at += 1;
        Some(Token::Group(group, alternatives))
    }

    /// What follows `[`; `None` where no `]` closes it.
    fn class(&mut self) -> Option<Token> {
        let mut at = self.at;
        let negation = |letter: &char| *letter == '!' || (*letter == '^' && self.syntax != Syntax::Fnmatch);
        let negated = self.letters.get(at).is_some_and(negation);
        at += usize::from(negated);
        let first = at;
        let end = first + 1 + self.letters.get(first + 1..)?.iter().position(|&letter| letter == ']')?;
        let mut ranges = Vec::new();
        while at < end {
            let low = self.letters[at];
            if self.letters.get(at + 1) == Some(&'-') && at + 2 < end {
                ranges.push((low, self.letters[at + 2]));
                at += 3;
            } else {
                ranges.push((low, low));
                at += 1;
            }
        }
        self.at = end + 1;
        Some(Token::Class { negated, ranges })
    }
}

/// Where `tokens` can end, from everywhere in `from`.
fn run(tokens: &[Token], text: &[char], mut from: Vec<bool>) -> Vec<bool> {
    for token in tokens {
        from = step(token, text, from);
    }
    from
}

fn step(token: &Token, text: &[char], from: Vec<bool>) -> Vec<bool> {
    let fits = |letter: char| match token {
        Token::Letter(own) => *own == letter,
        Token::Class { negated, ranges } => {
            ranges.iter().any(|&(low, high)| (low..=high).contains(&letter)) != *negated
        }
        _ => true,
    };
    match token {
        Token::Letter(_) | Token::One | Token::Class { .. } => {
            let mut to = vec![false; from.len()];
            for (at, &letter) in text.iter().enumerate() {
                to[at + 1] = from[at] && fits(letter);
            }
            to
        }
        Token::Any => {
            let mut reached = false;
            from.into_iter()
                .map(|here| {
                    reached |= here;
                    reached
                })
                .collect()
        }
        Token::Group(group, alternatives) => {
            let once = |from: &[bool]| {
                let mut to = vec![false; from.len()];
                for tokens in alternatives {
                    union(&mut to, &run(tokens, text, from.to_vec()));
                }
                to
            };
            match group {
                Group::Once => once(&from),
                Group::AtMostOnce => {
                    let mut to = once(&from);
                    union(&mut to, &from);
                    to
                }
                Group::AnyTimes | Group::OnceOrMore => {
                    let mut to = once(&from);
                    loop {
                        let more = once(&to);
                        if !union(&mut to, &more) {
                            break;
                        }
                    }
                    if *group == Group::AnyTimes {
                        union(&mut to, &from);
                    }
                    to
                }
                Group::Not => {
                    let mut to = vec![false; from.len()];
                    for start in (0..from.len()).filter(|&start| from[start]) {
                        let mut alone = vec![false; from.len()];
                        alone[start] = true;
                        let taken = once(&alone);
                        for end in start..from.len() {
                            to[end] |= !taken[end];
                        }
                    }
                    to
                }
            }
        }
    }
}

/// Adds `other`; whether that changed anything.
fn union(to: &mut [bool], other: &[bool]) -> bool {
    let mut changed = false;
    for (to, other) in to.iter_mut().zip(other) {
        changed |= !*to && *other;
        *to |= *other;
    }
    changed
}

/// A pattern for a path.
#[derive(Debug, Clone)]
pub(super) struct Glob {
    pub(super) parts: Vec<Part>,
    /// It ends in a slash.
    pub(super) only_folders: bool,
}

/// A part of a path's pattern.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// `**`.
    Folders,
    Name(Name),
}

impl Glob {
    pub(super) fn new(pattern: &str, syntax: Syntax) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for part in pattern.split('/').filter(|part| !part.is_empty() && *part != ".") {
            if part == "**" && syntax != Syntax::Fnmatch {
                if !matches!(parts.last(), Some(Part::Folders)) {
                    parts.push(Part::Folders);
                }
            } else {
                parts.push(Part::Name(Name::new(part, syntax)));
            }
        }
        Self { parts, only_folders: pattern.ends_with('/') }
    }

    /// Whether a path matches.
    pub(super) fn matches(&self, path: &str, is_folder: bool) -> bool {
        if self.only_folders && !is_folder {
            return false;
        }
        let names: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
        let mut reached = vec![false; names.len() + 1];
        reached[0] = true;
        for part in &self.parts {
            let mut next = vec![false; names.len() + 1];
            match part {
                Part::Folders => {
                    for at in 0..=names.len() {
                        next[at] = reached[at] || (at > 0 && next[at - 1] && !names[at - 1].starts_with('.'));
                    }
                }
                Part::Name(name) => {
                    for (at, text) in names.iter().enumerate() {
                        next[at + 1] = reached[at] && name.matches(text);
                    }
                }
            }
            reached = next;
        }
        reached[names.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (syntax, pattern, name, expected) in [
            (Syntax::Fnmatch, "*.md", "a.md", true),
            (Syntax::Fnmatch, "*.md", ".a.md", true),
            (Syntax::Fnmatch, "in/*", "in/deep/x", true),
            (Syntax::Fnmatch, "[!a]b", "cb", true),
            (Syntax::Fnmatch, "[!a]b", "ab", false),
            (Syntax::Fnmatch, "[]x]", "]", true),
            (Syntax::Fnmatch, "a[", "a[", true),
            (Syntax::Glob, "*", ".a", false),
            (Syntax::Glob, ".*", ".a", true),
            (Syntax::Glob, r"\*", "*", true),
            (Syntax::Glob, "@(a|b)", "a", false),
            (Syntax::Extended, "@(a|b)", "a", true),
            (Syntax::Extended, "!(x*).md", "xa.md", false),
            (Syntax::Extended, "!(x*).md", "a.md", true),
            (Syntax::Extended, "*(a|bc)d", "abcad", true),
            (Syntax::Extended, "+(a)", "", false),
            (Syntax::Extended, "?(a)b", "b", true),
            (Syntax::Extended, "@(a", "@(a", true),
        ] {
            assert_eq!(Name::new(pattern, syntax).matches(name), expected, "{pattern} on {name}");
        }
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let name = "a".repeat(255);
        assert!(!Name::new(&"*a".repeat(200), Syntax::Glob).matches(&format!("{name}b")));
        assert!(!Name::new(&"*(a|".repeat(100), Syntax::Extended).matches(&name));
        assert!(!Name::new("+(+(+(a|b)))c", Syntax::Extended).matches(&name));
        let deep = "a/".repeat(200);
        assert!(!Glob::new(&"**/a/".repeat(200), Syntax::Glob).matches(&format!("{deep}b"), false));
    }

    #[test]
    fn paths() {
        for (pattern, path, is_folder, expected) in [
            ("**/x.md", "x.md", false, true),
            ("**/x.md", "a/b/x.md", false, true),
            ("**", "a/b", false, true),
            ("*", "a/b", false, false),
            ("*/", "a", true, true),
            ("*/", "a", false, false),
            ("a/**/b", "a/b", true, true),
            ("**/b", "a/.c/b", false, false),
        ] {
            assert_eq!(
                Glob::new(pattern, Syntax::Glob).matches(path, is_folder),
                expected,
                "{pattern} on {path}"
            );
        }
    }
}
