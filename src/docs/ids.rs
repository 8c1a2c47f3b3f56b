//! Ids that an author gave twice.
//!
//! In: a rendered page. Out: the same, each id once: a second heading counts on, as Python-Markdown does where it makes ids itself;
//! anything else loses its second id, which no link could reach. Never: touches the first.

use std::collections::HashSet;

use crate::markdown::{Document, TocEntry};

/// Makes the ids of a page unique. Pages without a repetition, nearly all, are only read.
pub(super) fn unique(document: &mut Document) {
    let html = &document.html;
    let mut seen: HashSet<&str> = HashSet::new();
    // Place of the attribute, its id, and whether it is a heading's.
    let mut again: Vec<(usize, &str, bool)> = Vec::new();
    for (at, _) in html.match_indices(" id=\"") {
        // In running text neither sign stands as itself.
        let Some(tag) = html[..at].rfind(['<', '>']).filter(|&tag| html.as_bytes()[tag] == b'<') else {
            continue;
        };
        let from = at + " id=\"".len();
        let Some(length) = html[from..].find('"') else { continue };
        let id = &html[from..from + length];
        if !seen.insert(id) {
            let name = html.as_bytes().get(tag + 1..tag + 4).unwrap_or_default();
            again.push((at, id, matches!(name, [b'h', b'1'..=b'6', b' '])));
        }
    }
    if again.is_empty() {
        return;
    }
    let mut out = String::with_capacity(html.len() + 8 * again.len());
    let mut renamed: Vec<(String, String)> = Vec::new();
    let mut done = 0;
    for (at, id, is_heading) in again {
        out.push_str(&html[done..at]);
        if is_heading {
            let free = (1..=seen.len() + renamed.len() + 1)
                .map(|number| format!("{id}_{number}"))
                .find(|new| !seen.contains(new.as_str()) && renamed.iter().all(|(_, taken)| taken != new));
            if let Some(new) = free {
                out.push_str(" id=\"");
                out.push_str(&new);
                out.push('"');
                renamed.push((id.to_owned(), new));
            }
        }
        done = at + " id=\"\"".len() + id.len();
    }
    out.push_str(&html[done..]);
    document.html = out;
    rename(document, &renamed);
}

/// Headings in the table of contents and in the sections follow, in their order.
fn rename(document: &mut Document, renamed: &[(String, String)]) {
    let mut names = Names::new(renamed);
    names.toc(&mut document.toc);
    let mut names = Names::new(renamed);
    for section in &mut document.sections {
        names.next(&mut section.id);
    }
    document.anchors.extend(renamed.iter().map(|(_, new)| new.clone()));
    document.anchors.sort();
}

struct Names<'r> {
    left: Vec<&'r (String, String)>,
    met: HashSet<&'r str>,
}

impl<'r> Names<'r> {
    fn new(renamed: &'r [(String, String)]) -> Self {
        Self { left: renamed.iter().rev().collect(), met: HashSet::new() }
    }

    /// The name of the next heading that is called `id`.
    fn next(&mut self, id: &mut String) {
        let Some(at) = self.left.iter().rposition(|(old, _)| old == id) else { return };
        let (old, new) = self.left[at];
        if !self.met.insert(old) {
            id.clone_from(new);
            self.left.remove(at);
        }
    }

    fn toc(&mut self, entries: &mut [TocEntry]) {
        for entry in entries {
            self.next(&mut entry.id);
            self.toc(&mut entry.children);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::unique;
    use crate::markdown::{Document, NoHost, Options, render};

    fn check(text: &str, html: &str, toc: &[&str]) {
        let mut document: Document = render(text, &Options::default(), &NoHost);
        document.html = document.html.replace('\n', "");
        unique(&mut document);
        assert!(document.html.contains(html), "{}", document.html);
        assert_eq!(document.toc.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), toc);
    }

    #[test]
    fn each_id_once() {
        check("<p id=\"a\">x</p><p id=\"a\">y</p>", "<p id=\"a\">x</p><p>y</p>", &[]);
        check("# A {#a}\n\n# B {#a}\n\n# C {#a}\n", "id=\"a_2\">C", &["a", "a_1", "a_2"]);
        check("`b id=\"c\"` `b id=\"c\"`", "<code>b id=\"c\"</code> <code>b id=\"c\"</code>", &[]);
    }
}
