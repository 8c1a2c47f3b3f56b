//! Index and rows to files.
//!
//! In: documents and the merged [`Index`]. Out: scripts below `assets/search/`, each one call of
//! `backlotSearch`, named by content; `index.js`, which names the rest, alone has a fixed name.
//! Never: a file of everything: a reader loads the few that the query needs.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use xxhash_rust::xxh3::xxh3_64;

use super::document::{SearchDoc, Subject};
use super::encode::{literal, number};
use super::index::{Index, IndexedTerm};
use super::rows::{entity_line, page_line, text_line};
use super::tokens::PROMINENT;
use crate::artifact::Artifact;
use crate::url::SitePath;

/// Characters of a shard of terms, about 10 KB compressed.
const TERMS: usize = 15_000;
/// Characters of a shard of pages' rows, about 3 KB compressed.
const PAGES: usize = 8_000;
/// Characters of a shard of sections' beginnings, about 4 KB compressed.
const TEXTS: usize = 10_000;
/// Characters of the entity list that is loaded when search opens, about 12 KB compressed: some 1,000 entities.
const FIRST: usize = 90_000;
/// Entities in a shard of those that are not on that list.
const ENTITIES: usize = 64;
/// Words that a mistyped one is compared with.
const VOCABULARY: usize = 12_000;

/// Files by path; equal content has one name, and one file.
#[derive(Debug, Default)]
struct Shards(BTreeMap<SitePath, Vec<u8>>);

impl Shards {
    /// Adds a shard and gives its name. `arguments` is JavaScript, made by [`literal`].
    fn add(&mut self, letter: char, arguments: &str) -> String {
        let name = format!("{letter}{}", digits(xxh3_64(arguments.as_bytes())));
        self.0.insert(
            SitePath::SEARCH_INDEX.join(format!("{name}.js")),
            format!("backlotSearch(\"{name}\",{arguments});\n").into_bytes(),
        );
        name
    }

    fn add_text(&mut self, letter: char, text: &str) -> String {
        let mut arguments = String::new();
        literal(text, &mut arguments);
        self.add(letter, &arguments)
    }
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

/// All files of the index.
pub(crate) fn files(docs: &[SearchDoc<'_>], index: &Index) -> Vec<Artifact> {
    let mut shards = Shards::default();
    let entities = docs.iter().take_while(|doc| matches!(doc.subject, Subject::Entity(_))).count();
    let terms = index.terms();
    let term_names = term_shards(&terms, &mut shards);
    let vocabulary = shards.add_text('v', &vocabulary(&terms));
    let (first, entity_names) = entity_shards(&docs[..entities], &mut shards);
    let (sites, page_names) = page_shards(docs, entities, &mut shards);

    let mut manifest = format!("{{entities:{entities},docs:{},sites:[", docs.len());
    for (at, (name, base, start)) in sites.iter().enumerate() {
        manifest.push_str(if at > 0 { ",\n[" } else { "\n[" });
        literal(name, &mut manifest);
        manifest.push(',');
        literal(&base.encoded(), &mut manifest);
        let _ = write!(manifest, ",{start}]");
    }
    manifest.push_str("],\nterms:");
    literal(&term_names, &mut manifest);
    manifest.push_str(",\nrows:");
    literal(&format!("{entity_names}{page_names}"), &mut manifest);
    let _ = write!(manifest, ",\nfirst:\"{first}\",vocabulary:\"{vocabulary}\"}}");
    let script = format!("backlotSearch(\"index\",{manifest});\n");
    shards.0.insert(SitePath::SEARCH_INDEX.join("index.js"), script.into_bytes());
    shards.0.into_iter().map(|(path, bytes)| Artifact::new(path, bytes)).collect()
}

/// Gives `first-term name` pairs, parted by blanks.
fn term_shards(terms: &[IndexedTerm<'_>], shards: &mut Shards) -> String {
    let mut names = String::new();
    let mut text = String::new();
    let mut first: Option<&str> = None;
    let mut before = "";
    for (at, term) in terms.iter().enumerate() {
        if first.is_none() {
            first = Some(term.text);
            before = "";
        }
        let shared = front(before, term.text, &mut text);
        debug_assert!(shared <= term.text.len());
        number(term.docs, &mut text);
        number(term.postings.len() as u32, &mut text);
        text.push_str(&term.postings);
        before = term.text;
        if at + 1 == terms.len() || ends(text.len(), TERMS, term.text) {
            pair(first.take().unwrap_or_default(), &shards.add_text('t', &text), &mut names);
            text.clear();
        }
    }
    names
}

fn pair(key: &str, name: &str, out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(key);
    out.push(' ');
    out.push_str(name);
}

/// Appends how much a term shares with the one before, how long the rest is, and the rest; lengths in UTF-16
/// units, as JavaScript counts.
fn front(before: &str, term: &str, out: &mut String) -> usize {
    let shared: usize =
        before.chars().zip(term.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let rest = &term[shared..];
    number(term[..shared].encode_utf16().count() as u32, out);
    number(rest.encode_utf16().count() as u32, out);
    out.push_str(rest);
    shared
}

/// Words to compare a mistyped one with: those of titles and headings and the common ones, with the number
/// of bits of their document counts.
fn vocabulary(terms: &[IndexedTerm<'_>]) -> String {
    let worth = |term: &IndexedTerm<'_>| {
        let size = term.text.chars().count();
        let word = (4..=24).contains(&size) && term.text.chars().all(char::is_alphabetic);
        (word && (term.level > PROMINENT || term.docs >= 3))
            .then_some(term.docs * if term.level > PROMINENT { 4 } else { 1 })
    };
    let mut worths: Vec<u32> = terms.iter().filter_map(worth).collect();
    worths.sort_unstable_by(|a, b| b.cmp(a));
    let least = worths.get(VOCABULARY).map_or(0, |next| next + 1);
    let mut text = String::new();
    let mut before = "";
    for term in terms.iter().filter(|term| worth(term).is_some_and(|worth| worth >= least)) {
        front(before, term.text, &mut text);
        number(u32::BITS - term.docs.leading_zeros(), &mut text);
        before = term.text;
    }
    text
}

/// Gives the name of the list loaded first, and `first-document name` pairs of shards for the entities that
/// are not on it (all of them where it is too short, none else).
fn entity_shards(docs: &[SearchDoc<'_>], shards: &mut Shards) -> (String, String) {
    let lines: Vec<(usize, String)> = docs
        .iter()
        .map(|doc| {
            let mut line = String::new();
            let Subject::Entity(facts) = &doc.subject else { return (0, line) };
            entity_line(doc, facts, &mut line);
            (facts.kind.definition().search_weight * 1_000 + facts.weight.min(999), line)
        })
        .collect();
    let whole: usize = lines.iter().map(|(_, line)| line.len() + 1).sum();
    let mut listed: Vec<usize> = (0..lines.len()).collect();
    if whole > FIRST {
        listed.sort_by_key(|at| (std::cmp::Reverse(lines[*at].0), *at));
        let mut room = FIRST;
        let fits = listed.iter().take_while(|at| {
            let size = lines[**at].1.len() + 3;
            let fits = size <= room;
            room = room.saturating_sub(size);
            fits
        });
        let fits = fits.count();
        listed.truncate(fits);
        listed.sort_unstable();
    }
    let mut first = String::new();
    let mut before = 0;
    for (row, at) in listed.iter().enumerate() {
        if row > 0 {
            first.push('\n');
        }
        number((at - before) as u32, &mut first);
        first.push_str(&lines[*at].1);
        before = *at;
    }
    let mut names = String::new();
    if listed.len() < lines.len() {
        for (group, chunk) in lines.chunks(ENTITIES).enumerate() {
            let text: Vec<&str> = chunk.iter().map(|(_, line)| line.as_str()).collect();
            pair(&(group * ENTITIES).to_string(), &shards.add_text('e', &text.join("\n")), &mut names);
        }
        names.push(' ');
    }
    (shards.add_text('h', &first), names)
}

type Sites<'d> = Vec<(&'d str, &'d SitePath, usize)>;

/// Gives the sites with their first documents, and `first-document name` pairs.
fn page_shards<'d>(docs: &'d [SearchDoc<'_>], entities: usize, shards: &mut Shards) -> (Sites<'d>, String) {
    let mut sites: Sites<'d> = Vec::new();
    let mut names = String::new();
    let (mut rows, mut texts, mut text_names) = (String::new(), String::new(), String::new());
    let (mut start, mut text_start) = (entities, entities);
    for (at, doc) in docs.iter().enumerate().skip(entities) {
        let Subject::Page { site, base } = doc.subject else { continue };
        if sites.last().is_none_or(|(_, last, _)| *last != base) {
            sites.push((site, base, at));
        }
        if !rows.is_empty() {
            rows.push('\n');
        }
        page_line(doc, base, &mut rows);
        if at > text_start {
            texts.push('\n');
        }
        text_line(doc, &mut texts);
        let last = at + 1 == docs.len();
        let rows_end = last || ends(rows.len(), PAGES, doc.path.as_str());
        if rows_end || ends(texts.len(), TEXTS, doc.path.as_str()) {
            pair(&(text_start - start).to_string(), &shards.add_text('x', &texts), &mut text_names);
            texts.clear();
            text_start = at + 1;
        }
        if rows_end {
            let mut arguments = String::new();
            literal(&rows, &mut arguments);
            arguments.push(',');
            literal(&text_names, &mut arguments);
            pair(&start.to_string(), &shards.add('r', &arguments), &mut names);
            rows.clear();
            text_names.clear();
            start = at + 1;
        }
    }
    (sites, names)
}
