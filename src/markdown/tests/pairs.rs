//! The dialect by example: `tests/dialect/<name>.md` becomes `<name>.html`. `BACKLOT_BLESS=1` writes the latter anew.

use std::collections::BTreeSet;
use std::path::Path;

use crate::markdown::{NoHost, Options, render};
use crate::yaml::Node;

/// The options that `markdown_extensions` in a page's front matter asks for.
fn options(text: &str) -> Options {
    let meta = render(text, &Options::default(), &NoHost).meta;
    let listed = meta.as_ref().and_then(|meta| meta.get("markdown_extensions")?.as_seq());
    let read = |item: &Node| match item.as_map().and_then(|map| map.iter().next()) {
        Some(entry) => (entry.key.key_text(), Some(entry.value.clone())),
        None => (item.as_str().unwrap_or_default().to_owned(), None),
    };
    Options::techdocs(&listed.unwrap_or_default().iter().map(read).collect::<Vec<_>>())
}

#[test]
#[allow(clippy::disallowed_methods, reason = "reads the pairs")]
fn every_page_of_the_dialect_is_what_it_was() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialect");
    let files = std::fs::read_dir(&folder).expect("the folder is there");
    let names: BTreeSet<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    let bless = std::env::var_os("BACKLOT_BLESS").is_some();
    let mut wrong = Vec::new();
    let mut pages = 0;
    for name in &names {
        if let Some(stem) = name.strip_suffix(".md") {
            pages += 1;
            let text = std::fs::read_to_string(folder.join(name)).expect("a page");
            let actual = render(&text, &options(&text), &NoHost).body.as_written();
            let golden = folder.join(format!("{stem}.html"));
            if bless {
                std::fs::write(golden, actual).expect("it can be written");
            } else if std::fs::read_to_string(golden).ok().as_ref() != Some(&actual) {
                wrong.push(format!("{name} is now\n{actual}"));
            }
        } else if let Some(stem) = name.strip_suffix(".html") {
            if names.contains(&format!("{stem}.md")) {
                continue;
            }
            if bless {
                std::fs::remove_file(folder.join(name)).expect("it can be removed");
            } else {
                wrong.push(format!("{name}: no page makes it"));
            }
        } else if name != "commonmark.tsv" {
            wrong.push(format!("{name}: neither a page nor what it becomes"));
        }
    }
    assert!(pages > 0);
    assert!(
        wrong.is_empty(),
        "{}\nif that is meant: BACKLOT_BLESS=1 cargo test --lib markdown::tests::pairs",
        wrong.join("\n")
    );
}
