//! `*[HTML]: Hyper Text Markup Language`: abbreviations, explained wherever they stand.
//!
//! In: a text. Out: where its abbreviations are. Source: Python-Markdown's `abbr`.
//! Never: within another word; the shorter of two abbreviations where the longer fits.

use std::collections::{BTreeMap, HashMap};

/// Abbreviations and what they mean.
#[derive(Debug, Default)]
pub(in crate::markdown) struct Abbreviations {
    meanings: HashMap<String, String>,
    /// Lengths of the abbreviations that begin with a character, the longest first.
    lengths: BTreeMap<char, Vec<usize>>,
}

impl Abbreviations {
    /// Those of a page.
    pub(crate) fn new(written: &BTreeMap<String, String>) -> Self {
        let mut lengths: BTreeMap<char, Vec<usize>> = BTreeMap::new();
        for word in written.keys() {
            if let Some(first) = word.chars().next() {
                lengths.entry(first).or_default().push(word.len());
            }
        }
        for list in lengths.values_mut() {
            list.sort_unstable_by_key(|length| std::cmp::Reverse(*length));
            list.dedup();
        }
        let meanings = written.iter().map(|(word, meaning)| (word.clone(), meaning.clone())).collect();
        Self { meanings, lengths }
    }

    /// Whether there are any.
    pub(crate) fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// Ranges of abbreviations in a text, and their meanings.
    pub(crate) fn find(&self, text: &str) -> Vec<(usize, usize, &str)> {
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
            let Some(lengths) = self.lengths.get(&c) else { continue };
            let found = lengths.iter().find_map(|length| {
                let (known, meaning) = self.meanings.get_key_value(text.get(at..at + length)?)?;
                let ends = word(known.chars().next_back()) != word(text[at + length..].chars().next());
                ends.then_some((known, meaning))
            });
            if let Some((known, meaning)) = found {
                skip = at + known.len();
                out.push((at, skip, meaning.as_str()));
            }
        }
        out
    }
}
