//! The one file of the index with a fixed name: which files there are, and all that the script has to know to read them.
//!
//! In: the shards of all parts, the configuration. Out: `index.js`. Never: a fact that also stands in the script: numbers,
//! columns, endings and stop words are Rust's, and travel here.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::document::{DOCS, Facet, Group, SearchDoc, Subject};
use super::encode::{DIRECT, STEP, literal, number};
use super::rows::{ENTITY, PAGE};
use super::shards::{Input, Part, Shards, script};
use super::stem::Stemmer;
use super::synonyms::BUILT_IN;
use super::tokens::LEVELS;
use super::words::{LETTERS, STOP_WORDS};
use crate::artifact::Artifact;
use crate::config::{Address, SearchAnswer, SearchConfig};
use crate::url::SitePath;

/// All files of the index.
pub(crate) fn files(input: &Input<'_, '_>, parts: Vec<Shards>, config: &SearchConfig) -> Vec<Artifact> {
    let mut files = std::collections::BTreeMap::new();
    let mut manifest = Object::default();
    manifest.raw("entities", &input.entities.to_string());
    manifest.raw("docs", &input.docs.len().to_string());
    for Shards { part, files: more, names } in parts {
        debug_assert!(Part::ALL.contains(&part));
        manifest.text(&part.letter().to_string(), &names);
        files.extend(more);
    }
    let mut argument = String::new();
    literal(&sites(input), &mut argument);
    manifest.text("s", &script('s', &argument, &mut files));
    argument.clear();
    literal(&kinds(input), &mut argument);
    manifest.text("k", &script('k', &argument, &mut files));

    manifest.text("entity", &ENTITY.join(" "));
    manifest.text("page", &PAGE.join(" "));
    manifest.raw("numbers", &format!("[{DIRECT},{STEP},{LEVELS}]"));
    manifest.text("facets", &Facet::ALL.map(Facet::name).join(" "));
    manifest.raw("groups", &groups(input.docs));
    manifest.text("stop", STOP_WORDS);
    manifest.text("letters", &LETTERS.map(|(letter, typed)| format!("{letter}{typed}")).join(" "));
    let mut stemmers: Vec<&Stemmer> = vec![Stemmer::ENGLISH];
    for doc in input.docs {
        if !stemmers.contains(&doc.stemmer) {
            stemmers.push(doc.stemmer);
        }
    }
    manifest.texts("stems", stemmers.into_iter().map(|stemmer| stemmer.rules));
    let synonyms = config.synonyms.iter().map(|words| words.join("\t"));
    manifest.texts("synonyms", BUILT_IN.into_iter().map(|words| words.replace(' ', "\t")).chain(synonyms));
    let answers = config.answers.iter().map(|SearchAnswer { queries, link, description }| {
        let url = match &link.address {
            Address::Portal(place) => place.href(&SitePath::HOME),
            Address::Outside(url) => url.clone(),
        };
        format!("{url}\t{}\t{description}\t{}", link.title, queries.join("\t"))
    });
    manifest.texts("answers", answers);
    let text = format!("backlotSearch(\"index\",{{{}}});\n", manifest.0);
    files.insert(SitePath::SEARCH_INDEX.join("index.js"), text.into_bytes());
    files.into_iter().map(|(path, bytes)| Artifact::new(path, bytes)).collect()
}

/// Every site: its first document, its group, its address, its name. Asked for where results are counted by site.
fn sites(input: &Input<'_, '_>) -> String {
    let mut out = String::new();
    let mut before: Option<&SitePath> = None;
    for (id, doc) in input.docs.iter().enumerate().skip(input.entities) {
        let Subject::Page { site, base, group } = &doc.subject else { continue };
        if before != Some(*base) {
            if before.is_some() {
                out.push('\n');
            }
            let _ =
                write!(out, "{id}\t{}\t{}\t{}", group.id, base.encoded(), site.replace(['\t', '\n'], " "));
            before = Some(base);
        }
    }
    out
}

/// The kinds that are there, and behind a line's end for each entity which of them it is: what chips count.
fn kinds(input: &Input<'_, '_>) -> String {
    let (mut names, mut of_each) = (Vec::new(), String::new());
    for doc in &input.docs[..input.entities] {
        let Subject::Entity(facts) = &doc.subject else { continue };
        let kind = facts.reference.kind();
        let at = names.iter().position(|name| *name == kind).unwrap_or_else(|| {
            names.push(kind);
            names.len() - 1
        });
        number(at as u32, &mut of_each);
    }
    format!("{}\n{of_each}", names.join(" "))
}

/// The groups that are there: id, title, icon.
fn groups(docs: &[SearchDoc<'_>]) -> String {
    let mut seen = BTreeSet::new();
    let mut all: Vec<Group> = vec![DOCS];
    seen.insert(DOCS.id);
    for doc in docs {
        if let Subject::Page { group, .. } = &doc.subject
            && seen.insert(group.id)
        {
            all.push(*group);
        }
    }
    let all = all.iter().map(|group| format!("[\"{}\",\"{}\",\"{}\"]", group.id, group.title, group.icon));
    format!("[{}]", all.collect::<Vec<_>>().join(","))
}

/// A JavaScript object, a field a line.
#[derive(Debug, Default)]
struct Object(String);

impl Object {
    fn raw(&mut self, key: &str, value: &str) {
        if !self.0.is_empty() {
            self.0.push_str(",\n");
        }
        self.0.push_str(key);
        self.0.push(':');
        self.0.push_str(value);
    }

    fn text(&mut self, key: &str, value: &str) {
        let mut written = String::new();
        literal(value, &mut written);
        self.raw(key, &written);
    }

    fn texts(&mut self, key: &str, values: impl Iterator<Item = impl AsRef<str>>) {
        let mut written = String::from("[");
        for (at, value) in values.enumerate() {
            if at > 0 {
                written.push(',');
            }
            literal(value.as_ref(), &mut written);
        }
        written.push(']');
        self.raw(key, &written);
    }
}
