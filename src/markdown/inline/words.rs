//! `*[HTML]: Hyper Text Markup Language`: words explained wherever they stand.
//!
//! In: a text. Out: where its explained words are. Source: Python-Markdown's `abbr`.
//! Never: within another word; the shorter of two words where the longer fits.

use std::collections::{BTreeMap, HashMap};

/// Words and what they mean.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Words {
    /// By first character, the longest first.
    by_first: HashMap<char, Vec<(String, String)>>,
}

impl Words {
    /// Words of a page.
    pub fn new(words: &BTreeMap<String, String>) -> Self {
        let mut by_first: HashMap<char, Vec<(String, String)>> = HashMap::new();
        for (word, meaning) in words {
            if let Some(first) = word.chars().next() {
                by_first.entry(first).or_default().push((word.clone(), meaning.clone()));
            }
        }
        let mut out = Self { by_first: HashMap::new() };
        for first in words.keys().filter_map(|word| word.chars().next()) {
            if let Some(mut list) = by_first.remove(&first) {
                list.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
                out.by_first.insert(first, list);
            }
        }
        out
    }

    /// Whether there are any.
    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Ranges of explained words in a text, and their meanings.
    pub fn find(&self, text: &str) -> Vec<(usize, usize, &str)> {
        let mut out = Vec::new();
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let mut before = None;
        let mut skip = 0;
        for (at, c) in text.char_indices() {
            let edge = word(before) != word(Some(c));
            before = Some(c);
            if at < skip || !edge {
                continue;
            }
            let Some(list) = self.by_first.get(&c) else { continue };
            let found = list.iter().find(|(known, _)| {
                text[at..].starts_with(known.as_str())
                    && word(known.chars().next_back()) != word(text[at + known.len()..].chars().next())
            });
            if let Some((known, meaning)) = found {
                skip = at + known.len();
                out.push((at, skip, meaning.as_str()));
            }
        }
        out
    }
}
