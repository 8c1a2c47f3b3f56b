//! The search index: the same for the same input, complete, small; its words the script's words.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::document::{DOCS, SearchSection, Subject};
use super::stem::Stemmer;
use super::words::{Mode, Words};
use super::{SearchDoc, build};
use crate::artifact::{Artifact, Content};
use crate::url::SitePath;

/// Where the site of all pages begins.
static SHOP: LazyLock<SitePath> = LazyLock::new(|| SitePath::DOCS.join("default/component/shop/"));

fn page<'a>(url: &'a str, title: &'a str, sections: &[(&'a str, &'a str, &'a str)]) -> SearchDoc<'a> {
    SearchDoc {
        path: SitePath::new(url.to_owned()),
        title: Cow::Borrowed(title),
        subject: Subject::Page { site: "Shop", base: &SHOP, group: DOCS },
        keywords: Vec::new(),
        facets: Vec::new(),
        stemmer: Stemmer::ENGLISH,
        sections: sections
            .iter()
            .map(|(anchor, title, text)| SearchSection {
                anchor,
                title,
                text: (*text).into(),
                weight: 1.0,
                mode: Mode::Body,
            })
            .collect(),
        boost: 1.0,
    }
}

fn text(file: &Artifact) -> String {
    match &file.content {
        Content::Bytes(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
        Content::Copy(_) => String::new(),
    }
}

/// Words of a query as `search.js` sees them (`tests/browser/words.test.mjs` reads the same table).
#[test]
fn words_of_the_table() {
    let table = include_str!("../../tests/it/fixtures/search/words.tsv");
    for line in table.lines() {
        let (input, expected) = line.split_once('\t').unwrap();
        let expected: Vec<&str> =
            expected.split_ascii_whitespace().map(|pair| pair.split_once('>').unwrap().1).collect();
        let mut found = BTreeSet::new();
        // A query has no capitals by the time its words are told apart: humps are the index's affair.
        Words::new(Stemmer::ENGLISH).of(&input.to_lowercase(), Mode::Title, &mut |term| {
            found.insert(term.to_owned());
        });
        for term in expected {
            assert!(found.contains(term), "{input:?}: no {term:?} in {found:?}");
        }
    }
}

#[test]
fn the_same_bytes_and_names_every_time() {
    let docs = || {
        vec![
            page("docs/default/component/shop/", "Shop", &[("", "", "What the shop sells.")]),
            page(
                "docs/default/component/shop/run/",
                "Runbook",
                &[("", "", "How to run it."), ("restart", "Restart", "Restart the order-service.")],
            ),
        ]
    };
    let files = |docs: &[SearchDoc<'_>]| -> Vec<(SitePath, String)> {
        build(docs).iter().map(|file| (file.path.clone(), text(file))).collect()
    };
    assert_eq!(files(&docs()), files(&docs()));
}

#[test]
fn every_file_is_one_call_and_the_manifest_names_it() {
    let files =
        build(&[page("docs/default/component/shop/", "Shop \"</script>\u{2028}", &[("", "", "x\ty")])]);
    let manifest =
        files.iter().find(|file| file.path == SitePath::SEARCH_INDEX.join("index.js")).map(text).unwrap();
    for file in &files {
        let name = file.path.below(&SitePath::SEARCH_INDEX).unwrap().strip_suffix(".js").unwrap();
        let script = text(file);
        assert!(
            script.starts_with(&format!("backlotSearch(\"{name}\",")) && script.ends_with(");\n"),
            "{script}"
        );
        assert_eq!(script.lines().count() > 1, name == "index", "one line: {script}");
        // A shard of texts is named by the shard of rows it belongs to.
        assert!(name == "index" || name.starts_with('x') || manifest.contains(name), "{name}");
    }
}

#[test]
fn a_changed_page_changes_few_files() {
    let texts: Vec<String> = (0..600)
        .map(|n| format!("page{n} word{} common words of every page, over and over{n}", n % 97))
        .collect();
    let urls: Vec<String> = (0..600).map(|n| format!("docs/default/component/shop/page{n}/")).collect();
    let docs = |changed: Option<usize>| {
        urls.iter()
            .zip(&texts)
            .enumerate()
            .map(|(n, (url, text))| {
                let text =
                    if changed == Some(n) { "page rewritten with unheard words" } else { text.as_str() };
                page(url, "Page", &[("", "", text)])
            })
            .collect::<Vec<_>>()
    };
    let names =
        |changed| -> BTreeSet<SitePath> { build(&docs(changed)).into_iter().map(|file| file.path).collect() };
    let (before, after) = (names(None), names(Some(300)));
    assert!(before.len() > 8, "{before:?}");
    assert!(after.difference(&before).count() <= 7, "{:?}", after.difference(&before));
}
