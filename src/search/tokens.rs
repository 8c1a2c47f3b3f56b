//! One document to its terms, with the sections they stand in and how much they weigh there.
//!
//! In: a [`SearchDoc`]. Out: [`Tokens`], encoded as far as can be without knowing the other documents.
//! Never: looks at another document, so that it can run for many at once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use xxhash_rust::xxh3::xxh3_64;

use super::document::{Facet, Field, SearchDoc};
use super::encode::number;
use super::stem::Stemmer;
use super::words::{Mode, Words, folded};

/// Levels of weight: powers of two from ½ to 16.
pub(super) const LEVELS: u32 = 6;
/// From this level on a term stands in a title, a heading or a keyword.
pub(super) const PROMINENT: u8 = 3;
/// Sections that a document lists a term; a changelog's hundredth mention adds nothing.
const SECTIONS: usize = 4;
/// Title and heading, as multiples of one mention in the text.
const TITLE: f32 = 16.0;
const HEADING: f32 = 7.0;
/// A title of at most so many words is a name.
const NAME: usize = 5;
/// Weight of a filter's term, which no query's words meet.
const LEAST_WEIGHT: f32 = 0.5;
/// The longest value of a filter, in bytes.
const LONGEST_VALUE: usize = 80;
/// A section of this many words is neither short nor long.
const TYPICAL: f32 = 80.0;

/// The terms of one document.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    text: String,
    places: String,
    terms: Vec<Term>,
}

#[derive(Debug)]
struct Term {
    hash: u64,
    text: u32,
    text_end: u32,
    places: u32,
    places_end: u32,
    sections: u8,
    level: u8,
}

/// A term as [`Tokens::iter`] shows it.
#[derive(Debug)]
pub(crate) struct TermIn<'t> {
    /// Of its text.
    pub hash: u64,
    /// Itself.
    pub text: &'t str,
    /// In how many sections it stands.
    pub sections: u8,
    /// The highest of its levels.
    pub level: u8,
    /// Sections and levels, encoded: (difference to the section before) · [`LEVELS`] + level.
    pub places: &'t str,
}

impl Tokens {
    /// The terms in order of their first use.
    pub(crate) fn iter(&self) -> impl Iterator<Item = TermIn<'_>> {
        self.terms.iter().map(|term| TermIn {
            hash: term.hash,
            text: &self.text[term.text as usize..term.text_end as usize],
            sections: term.sections,
            level: term.level,
            places: &self.places[term.places as usize..term.places_end as usize],
        })
    }
}

/// Hashes are hashed already.
#[derive(Debug, Default)]
pub(super) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A map whose keys are hashes.
pub(super) type ByHash = HashMap<u64, u32, BuildHasherDefault<AsIs>>;

/// What is known of a term while its document is read.
#[derive(Debug)]
struct Seen {
    hash: u64,
    text: u32,
    text_end: u32,
    mentions: f32,
    extra: f32,
}

impl Field {
    /// As a multiple of one mention in the text.
    fn weight(self) -> f32 {
        match self {
            Self::Name => TITLE,
            Self::Tag => 4.0,
            Self::Path | Self::Site => 3.0,
        }
    }
}

#[derive(Debug)]
struct Reader {
    words: Words,
    text: String,
    ids: ByHash,
    seen: Vec<Seen>,
    touched: Vec<u32>,
    /// (term, section, level), by section.
    uses: Vec<(u32, u32, u8)>,
}

/// The terms of a document.
pub(crate) fn tokens(doc: &SearchDoc<'_>) -> Tokens {
    let mut reader = Reader::new(doc.stemmer);
    for (ordinal, section) in doc.sections.iter().enumerate() {
        if ordinal == 0 {
            reader.title(&doc.title, TITLE);
            for (keyword, field) in &doc.keywords {
                match field {
                    Field::Name => reader.title(keyword, TITLE),
                    Field::Tag | Field::Path | Field::Site => reader.keyword(keyword, field.weight()),
                }
            }
            for (facet, value) in &doc.facets {
                reader.facet(*facet, value);
            }
        }
        reader.title(section.title, HEADING);
        let words = reader.add(&section.text, section.mode, section.weight, 0.0);
        reader.close(ordinal as u32, words, doc.boost);
    }
    reader.finish()
}

impl Reader {
    fn new(stemmer: &'static Stemmer) -> Self {
        Self {
            words: Words::new(stemmer),
            text: String::new(),
            ids: ByHash::default(),
            seen: Vec::new(),
            touched: Vec::new(),
            uses: Vec::new(),
        }
    }

    /// A title: the fewer words, the more each of them says.
    fn title(&mut self, text: &str, weight: f32) {
        if text.is_empty() {
            return;
        }
        let count = self.words.of(text, Mode::Title, &mut |_| {}).max(1);
        let mode = if count <= NAME { Mode::Name } else { Mode::Title };
        self.add(text, mode, 0.0, weight / (count as f32).sqrt());
    }

    fn keyword(&mut self, text: &str, weight: f32) {
        self.add(text, Mode::Title, 0.0, weight);
    }

    /// The term of a filter: `@owner:bridge`.
    fn facet(&mut self, facet: Facet, value: &str) {
        let value = folded(value.trim());
        if !value.is_empty() && value.len() <= LONGEST_VALUE {
            let term = format!("@{}:{}", facet.name(), value.replace(char::is_whitespace, "_"));
            let id = self.id(&term);
            self.mention(id, 0.0, LEAST_WEIGHT);
        }
    }

    fn id(&mut self, term: &str) -> u32 {
        let Self { text, ids, seen, .. } = self;
        let hash = xxh3_64(term.as_bytes());
        *ids.entry(hash).or_insert_with(|| {
            let from = text.len() as u32;
            text.push_str(term);
            seen.push(Seen { hash, text: from, text_end: text.len() as u32, mentions: 0.0, extra: 0.0 });
            seen.len() as u32 - 1
        })
    }

    fn mention(&mut self, id: u32, mention: f32, extra: f32) {
        let entry = &mut self.seen[id as usize];
        if entry.mentions == 0.0 && entry.extra == 0.0 {
            self.touched.push(id);
        }
        entry.mentions += mention;
        // A word twice in a title says no more than once.
        entry.extra = entry.extra.max(extra);
    }

    fn add(&mut self, text: &str, mode: Mode, mention: f32, extra: f32) -> usize {
        let mut words = std::mem::replace(&mut self.words, Words::new(Stemmer::ENGLISH));
        let count = words.of(text, mode, &mut |term| {
            let id = self.id(term);
            self.mention(id, mention, extra);
        });
        self.words = words;
        count
    }

    /// Ends a section.
    fn close(&mut self, ordinal: u32, words: usize, boost: f32) {
        let length = (0.25 + 0.75 * words as f32 / TYPICAL).clamp(0.5, 5.0);
        for id in self.touched.drain(..) {
            let entry = &mut self.seen[id as usize];
            let weight = boost * (entry.extra + entry.mentions / length);
            self.uses.push((id, ordinal, level(weight)));
            entry.mentions = 0.0;
            entry.extra = 0.0;
        }
    }

    fn finish(self) -> Tokens {
        // Counting sort by term keeps the order of sections.
        let mut starts = vec![0u32; self.seen.len() + 1];
        for (id, _, _) in &self.uses {
            starts[*id as usize + 1] += 1;
        }
        for id in 1..starts.len() {
            starts[id] += starts[id - 1];
        }
        let mut ordered = vec![(0u32, 0u8); self.uses.len()];
        let mut next = starts.clone();
        for (id, section, level) in &self.uses {
            let at = &mut next[*id as usize];
            ordered[*at as usize] = (*section, *level);
            *at += 1;
        }
        let mut tokens = Tokens { text: self.text, ..Tokens::default() };
        tokens.terms.reserve_exact(self.seen.len());
        let mut best = Vec::new();
        for (id, seen) in self.seen.iter().enumerate() {
            let mut uses = &ordered[starts[id] as usize..starts[id + 1] as usize];
            if uses.len() > SECTIONS {
                best.clear();
                best.extend_from_slice(uses);
                best.sort_by_key(|(section, level)| (std::cmp::Reverse(*level), *section));
                best.truncate(SECTIONS);
                best.sort_unstable();
                uses = &best;
            }
            let places = tokens.places.len() as u32;
            let mut before = 0;
            for (section, level) in uses {
                number((section - before) * LEVELS + u32::from(*level), &mut tokens.places);
                before = *section;
            }
            tokens.terms.push(Term {
                hash: seen.hash,
                text: seen.text,
                text_end: seen.text_end,
                places,
                places_end: tokens.places.len() as u32,
                sections: uses.len() as u8,
                level: uses.iter().map(|(_, level)| *level).max().unwrap_or_default(),
            });
        }
        tokens
    }
}

/// Powers of two from ½ to 16, to the nearest.
fn level(weight: f32) -> u8 {
    match weight {
        x if x < 0.7 => 0,
        x if x < 1.4 => 1,
        x if x < 2.8 => 2,
        x if x < 5.7 => 3,
        x if x < 11.3 => 4,
        _ => 5,
    }
}
