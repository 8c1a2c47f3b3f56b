//! The terms of all documents, merged.
//!
//! In: [`Tokens`], in the order of their documents. Out: terms in order, each with its postings, encoded.
//! Never: keeps a document's tokens once they are added.

use super::encode::{number, numbers, read_number};
use super::tokens::{ByHash, LEVELS, Tokens};

/// Documents that a term lists at most. Beyond, only those where it weighs most are kept: a word in every
/// third of five thousand hardly tells them apart, and its list would be all a reader loads.
const LISTED: usize = 1_500;

/// In so many parts an index is made at the same time; which part a term belongs to depends on the term alone.
const PARTS: u64 = 8;

/// A part of the terms, and where they stand.
#[derive(Debug, Default)]
pub(crate) struct Index {
    part: u64,
    ids: ByHash,
    text: String,
    entries: Vec<Entry>,
    docs: u32,
}

#[derive(Debug)]
struct Entry {
    text: u32,
    text_end: u32,
    docs: u32,
    last: u32,
    level: u8,
    postings: String,
}

/// A term with all that is known of it.
#[derive(Debug)]
pub(crate) struct IndexedTerm<'i> {
    /// Itself.
    pub text: &'i str,
    /// In how many documents it stands.
    pub docs: u32,
    /// The highest of its levels anywhere.
    pub level: u8,
    /// For every document: (difference to the document before) · 3 + min(sections − 1, 2), then
    /// (sections − 3) where that was 2, then the places.
    pub postings: std::borrow::Cow<'i, str>,
}

impl Index {
    /// The parts of an empty index. Every document has to be added to each, in the same order.
    pub(crate) fn parts() -> Vec<Self> {
        (0..PARTS).map(|part| Self { part, ..Self::default() }).collect()
    }

    /// Adds the terms of the next document that are this part's.
    pub(crate) fn add(&mut self, tokens: &Tokens) {
        let doc = self.docs;
        self.docs += 1;
        for term in tokens.iter().filter(|term| (term.hash >> 32) % PARTS == self.part) {
            let id = *self.ids.entry(term.hash).or_insert_with(|| {
                let text = self.text.len() as u32;
                self.text.push_str(term.text);
                self.entries.push(Entry {
                    text,
                    text_end: self.text.len() as u32,
                    docs: 0,
                    last: 0,
                    level: 0,
                    postings: String::new(),
                });
                self.entries.len() as u32 - 1
            });
            let entry = &mut self.entries[id as usize];
            let more = u32::from(term.sections) - 1;
            number((doc - entry.last) * 3 + more.min(2), &mut entry.postings);
            if more >= 2 {
                number(more - 2, &mut entry.postings);
            }
            entry.postings.push_str(term.places);
            entry.last = doc;
            entry.docs += 1;
            entry.level = entry.level.max(term.level);
        }
    }

    fn terms(&self) -> impl Iterator<Item = IndexedTerm<'_>> {
        self.entries.iter().map(|entry| {
            let text = &self.text[entry.text as usize..entry.text_end as usize];
            // What a filter lets through is counted, so its list is whole.
            let postings = if entry.docs as usize > LISTED && !text.starts_with('@') {
                heaviest(&entry.postings, LISTED).into()
            } else {
                entry.postings.as_str().into()
            };
            IndexedTerm { text, docs: entry.docs, level: entry.level, postings }
        })
    }
}

/// The terms of all parts, sorted as JavaScript sorts strings (by UTF-16 unit), so that the script can search them.
pub(super) fn terms(parts: &[Index]) -> Vec<IndexedTerm<'_>> {
    let mut all: Vec<IndexedTerm<'_>> = parts.iter().flat_map(Index::terms).collect();
    all.sort_unstable_by(|a, b| compare(a.text, b.text));
    all
}

/// By UTF-16 unit; bytes do where both are ASCII.
pub(super) fn compare(a: &str, b: &str) -> std::cmp::Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// The `count` postings of the highest level, the earlier document first among equals.
fn heaviest(postings: &str, count: usize) -> String {
    let mut rest = postings.as_bytes();
    let mut all = Vec::new();
    let mut doc = 0;
    while !rest.is_empty() {
        let first = read_number(&mut rest);
        doc += first / 3;
        let more = if first % 3 == 2 { read_number(&mut rest) + 2 } else { first % 3 };
        let places: Vec<u32> = (0..=more).map(|_| read_number(&mut rest)).collect();
        let level = places.iter().map(|place| place % LEVELS).max().unwrap_or_default();
        all.push((std::cmp::Reverse(level), doc, places));
    }
    all.sort_unstable();
    all.truncate(count);
    all.sort_unstable_by_key(|(_, doc, _)| *doc);
    let mut out = String::new();
    let mut last = 0;
    for (_, doc, places) in all {
        let more = places.len() as u32 - 1;
        number((doc - last) * 3 + more.min(2), &mut out);
        if more >= 2 {
            number(more - 2, &mut out);
        }
        numbers(&places, &mut out);
        last = doc;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_heaviest() {
        let mut postings = String::new();
        for (difference, places) in [(1, &[1][..]), (2, &[5, 6]), (1, &[2, 6, 6]), (4, &[3])] {
            let more = places.len() as u32 - 1;
            number(difference * 3 + more.min(2), &mut postings);
            if more >= 2 {
                number(more - 2, &mut postings);
            }
            numbers(places, &mut postings);
        }
        assert_eq!(heaviest(&postings, 9), postings);
        let mut kept = String::new();
        numbers(&[3 * 3 + 1, 5, 6, 5 * 3, 3], &mut kept);
        assert_eq!(heaviest(&postings, 2), kept);
    }
}
