//! Index and rows to files.
//!
//! In: documents and the merged terms. Out: scripts below `assets/search/`, each one call of `backlotSearch`, named
//! by content, and the lists of them that the [manifest](super::manifest) holds. Never: a file of everything: a reader loads
//! the few that the query needs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use xxhash_rust::xxh3::xxh3_64;

use super::document::{SearchDoc, Subject};
use super::encode::{literal, number};
use super::index::{Index, IndexedTerm, compare, terms};
use super::rows::{entity_line, page_line, text_line};
use super::tokens::PROMINENT;
use super::words::key;
use crate::url::SitePath;

/// Characters of a shard of terms, about 6 KB compressed.
const TERMS: usize = 10_000;
/// Shards of terms at most, about: a larger index has larger ones.
const TERM_SHARDS: usize = 120;
/// Characters of a shard of entities, about 4 KB compressed.
const ENTITIES: usize = 15_000;
/// Characters of a shard of pages' rows, about 3 KB compressed.
const PAGES: usize = 14_000;
/// Characters of a shard of sections' beginnings, about 5 KB compressed.
const TEXTS: usize = 12_000;
/// Characters of a shard of words to compare a mistyped one with, about 4 KB compressed.
const WORDS: usize = 12_000;
/// The shortest and the longest word that may be mistyped.
const MISTYPED: std::ops::RangeInclusive<usize> = 3..=64;

/// What the files of an index are made from.
#[derive(Debug)]
pub(crate) struct Input<'d, 'i> {
    /// All documents, the entities first.
    pub(super) docs: &'d [SearchDoc<'d>],
    /// How many of them are entities.
    pub(super) entities: usize,
    terms: Vec<IndexedTerm<'i>>,
}

impl<'d, 'i> Input<'d, 'i> {
    /// `parts` hold the terms of `docs`.
    pub(crate) fn new(docs: &'d [SearchDoc<'d>], parts: &'i [Index]) -> Self {
        let entities = docs.iter().take_while(|doc| matches!(doc.subject, Subject::Entity(_))).count();
        Self { docs, entities, terms: terms(parts) }
    }
}

/// A kind of shard; each is made alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Terms with their postings, by term.
    Terms,
    /// Words that a mistyped one may mean, by word: for slips in its second half.
    Words,
    /// The same words, turned round and sorted so: for slips in its first half.
    Endings,
    /// Rows of entities, by the key of their name.
    Entities,
    /// Rows of pages and beginnings of their sections, in order.
    Pages,
}

impl Part {
    /// Every kind.
    pub(crate) const ALL: [Self; 5] = [Self::Terms, Self::Words, Self::Endings, Self::Entities, Self::Pages];

    /// Its field in the manifest, which is the first letter of its files too.
    pub(super) fn letter(self) -> char {
        match self {
            Self::Terms => 't',
            Self::Words => 'v',
            Self::Endings => 'w',
            Self::Entities => 'e',
            Self::Pages => 'r',
        }
    }
}

/// The files of one part.
#[derive(Debug)]
pub(crate) struct Shards {
    pub(super) part: Part,
    /// By path; equal content has one name, and one file.
    pub(super) files: BTreeMap<SitePath, Vec<u8>>,
    /// What the manifest says of them: for each where it begins and its name, parted by blanks.
    pub(super) names: String,
}

/// Makes the files of a part.
pub(crate) fn shards(input: &Input<'_, '_>, part: Part) -> Shards {
    let mut shards = Shards { part, files: BTreeMap::new(), names: String::new() };
    match part {
        Part::Terms => shards.terms(&input.terms),
        Part::Words => shards.words(&input.terms, str::to_owned),
        Part::Endings => shards.words(&input.terms, |word| word.chars().rev().collect()),
        Part::Entities => shards.entities(&input.docs[..input.entities]),
        Part::Pages => shards.pages(input.docs, input.entities),
    }
    shards
}

/// Adds a script and gives its name. `arguments` is JavaScript, made by [`literal`].
pub(super) fn script(letter: char, arguments: &str, files: &mut BTreeMap<SitePath, Vec<u8>>) -> String {
    let name = format!("{letter}{}", digits(xxh3_64(arguments.as_bytes())));
    files.insert(
        SitePath::SEARCH_INDEX.join(format!("{name}.js")),
        format!("backlotSearch(\"{name}\",{arguments});\n").into_bytes(),
    );
    name
}

/// 40 bits in eight letters and digits that survive file systems without case.
fn digits(hash: u64) -> String {
    (0..8)
        .map(|at| char::from(b"0123456789abcdefghjkmnpqrstvwxyz"[(hash >> (at * 5)) as usize & 31]))
        .collect()
}

/// Ends a shard where a document or term says so by its own hash, so that one changed page moves few borders.
fn ends(size: usize, target: usize, key: &str) -> bool {
    size >= target * 2 || (size >= target && xxh3_64(key.as_bytes()).is_multiple_of(4))
}

impl Shards {
    fn add(&mut self, texts: &[&str]) -> String {
        let mut arguments = String::new();
        for (at, text) in texts.iter().enumerate() {
            if at > 0 {
                arguments.push(',');
            }
            literal(text, &mut arguments);
        }
        script(self.part.letter(), &arguments, &mut self.files)
    }

    fn name(&mut self, begins: &[&str], name: &str) {
        for text in begins.iter().copied().chain([name]) {
            if !self.names.is_empty() {
                self.names.push(' ');
            }
            self.names.push_str(text);
        }
    }

    fn terms(&mut self, terms: &[IndexedTerm<'_>]) {
        let size: usize = terms.iter().map(|term| term.postings.len() + term.text.len() / 2 + 4).sum();
        self.sorted(
            terms.iter().map(|term| (term.text, term)),
            TERMS.max(size / TERM_SHARDS),
            |term, text| {
                number(term.docs, text);
                number(term.postings.len() as u32, text);
                text.push_str(&term.postings);
            },
        );
    }

    /// Words of titles, headings and names, and what stands in several documents; `turned` says by what they are sorted.
    fn words(&mut self, terms: &[IndexedTerm<'_>], turned: fn(&str) -> String) {
        let is_word = |term: &&IndexedTerm<'_>| {
            MISTYPED.contains(&term.text.chars().count())
                && term.text.chars().all(|c| c.is_alphanumeric() && c.len_utf16() == 1)
                && term.text.contains(char::is_alphabetic)
                && (term.level >= PROMINENT || term.docs >= 3)
        };
        let mut all: Vec<_> =
            terms.iter().filter(is_word).map(|term| (turned(term.text), term.docs)).collect();
        all.sort_unstable_by(|(a, _), (b, _)| compare(a, b));
        let all = all.iter().map(|(text, docs)| (text.as_str(), *docs));
        // How often it stands, in bits: of two words as near, the commoner one is meant.
        self.sorted(all, WORDS, |docs, text| number(u32::BITS - docs.leading_zeros(), text));
    }

    /// Shards of sorted keys, front coded, each followed by what `write` adds.
    fn sorted<'t, T>(
        &mut self,
        entries: impl Iterator<Item = (&'t str, T)>,
        target: usize,
        write: impl Fn(T, &mut String),
    ) {
        let mut text = String::new();
        let (mut begins, mut before) = (String::new(), "");
        let mut entries = entries.peekable();
        while let Some((key, value)) = entries.next() {
            if text.is_empty() {
                shortest_between(before, key).clone_into(&mut begins);
                before = "";
            }
            front(before, key, &mut text);
            write(value, &mut text);
            before = key;
            if entries.peek().is_none() || ends(text.len(), target, key) {
                let name = self.add(&[&text]);
                self.name(&[&begins], &name);
                text.clear();
            }
        }
    }

    /// Rows by the key of the name, and behind them the further names (titles) whose keys belong between them.
    fn entities(&mut self, docs: &[SearchDoc<'_>]) {
        let mut titles: Vec<(String, usize)> = Vec::new();
        for (id, doc) in docs.iter().enumerate() {
            let Subject::Entity(facts) = &doc.subject else { continue };
            let own = key(facts.name);
            let others = doc.keywords.iter().map(|(name, _)| name.as_ref()).chain([doc.title.as_ref()]);
            let mut others: Vec<String> =
                others.map(key).filter(|other| *other != own && !other.is_empty()).collect();
            others.dedup();
            titles.extend(others.into_iter().map(|other| (other, id)));
        }
        titles.sort_unstable_by(|(a, x), (b, y)| compare(a, b).then(x.cmp(y)));
        let mut titles = titles.iter().peekable();

        let (mut rows, mut start) = (String::new(), 0);
        for (id, doc) in docs.iter().enumerate() {
            let Subject::Entity(facts) = &doc.subject else { continue };
            if !rows.is_empty() {
                rows.push('\n');
            }
            entity_line(doc, facts, &mut rows);
            let last = id + 1 == docs.len();
            if last || ends(rows.len(), ENTITIES, facts.name) {
                let next = docs.get(id + 1).and_then(|next| match &next.subject {
                    Subject::Entity(facts) => Some(key(facts.name)),
                    Subject::Page { .. } => None,
                });
                let mut others = String::new();
                while let Some((title, id)) =
                    titles.next_if(|(title, _)| next.as_ref().is_none_or(|next| compare(title, next).is_lt()))
                {
                    if !others.is_empty() {
                        others.push(' ');
                    }
                    let _ = write!(others, "{title} {id}");
                }
                let begins = match &docs[start].subject {
                    // The first shard holds every title before the first name.
                    Subject::Entity(facts) if start > 0 => key(facts.name),
                    _ => String::new(),
                };
                let name = self.add(&[&rows, &others]);
                self.name(&[&start.to_string(), &begins], &name);
                rows.clear();
                start = id + 1;
            }
        }
    }

    fn pages(&mut self, docs: &[SearchDoc<'_>], entities: usize) {
        let (mut rows, mut texts, mut text_names) = (String::new(), String::new(), String::new());
        let mut sites: Vec<&SitePath> = Vec::new();
        let mut site_lines = String::new();
        let (mut start, mut text_start) = (entities, entities);
        for (at, doc) in docs.iter().enumerate().skip(entities) {
            let Subject::Page { site, base, group } = &doc.subject else { continue };
            if sites.last().is_none_or(|last| last != base) {
                if !sites.is_empty() {
                    site_lines.push('\n');
                }
                let name = site.replace(['\t', '\n'], " ");
                let _ = write!(site_lines, "{}\t{}\t{name}", group.id, base.encoded());
                sites.push(base);
            }
            if !rows.is_empty() {
                rows.push('\n');
            }
            page_line(doc, sites.len() - 1, base, &mut rows);
            if at > text_start {
                texts.push('\n');
            }
            text_line(doc, &mut texts);
            let last = at + 1 == docs.len();
            let rows_end = last || ends(rows.len(), PAGES, doc.path.as_str());
            if rows_end || ends(texts.len(), TEXTS, doc.path.as_str()) {
                let mut argument = String::new();
                literal(&texts, &mut argument);
                let name = script('x', &argument, &mut self.files);
                if !text_names.is_empty() {
                    text_names.push(' ');
                }
                let _ = write!(text_names, "{} {name}", text_start - start);
                texts.clear();
                text_start = at + 1;
            }
            if rows_end {
                let name = self.add(&[&rows, &text_names, &site_lines]);
                self.name(&[&start.to_string()], &name);
                for text in [&mut rows, &mut text_names, &mut site_lines] {
                    text.clear();
                }
                sites.clear();
                start = at + 1;
            }
        }
    }
}

/// The shortest beginning of `key` that stands after `before`.
fn shortest_between<'k>(before: &str, key: &'k str) -> &'k str {
    let ends = key.char_indices().map(|(at, c)| at + c.len_utf8());
    ends.map(|end| &key[..end]).find(|beginning| compare(beginning, before).is_gt()).unwrap_or(key)
}

/// Appends how much a key shares with the one before, how long the rest is, and the rest; lengths in UTF-16
/// units, as JavaScript counts.
fn front(before: &str, key: &str, out: &mut String) {
    let shared: usize =
        before.chars().zip(key.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let rest = &key[shared..];
    number(key[..shared].encode_utf16().count() as u32, out);
    number(rest.encode_utf16().count() as u32, out);
    // What `literal` would write otherwise has no place in a key.
    debug_assert!(!rest.contains(['"', '\\', '\n']), "{rest}");
    out.push_str(rest);
}
