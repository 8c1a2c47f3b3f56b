//! Findings with byte ranges to findings with lines.
//!
//! In: a sorted list of findings, and the files they are about. Out: everything a person or a machine is
//! shown of them, free of control characters. Never: fails; a file that has gone since is shown without its line.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::PathBuf;

use super::{Code, Diagnostic, Diagnostics, Label, Severity};
use crate::source::{FileId, Files, LineIndex, decode};

/// A finding as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Resolved {
    /// The code, with its summary and explanation.
    #[serde(skip)]
    pub rule: &'static Code,
    /// Id of its code: `BL203`.
    pub code: &'static str,
    /// Name of its code: `duplicate-entity`.
    pub name: &'static str,
    /// How bad it is here, which configuration may have changed.
    pub severity: Severity,
    /// What is wrong, one line.
    pub message: String,
    /// Where; `None` for findings about the run as a whole.
    pub place: Option<Place>,
    /// Further places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub secondary: Vec<Place>,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Further facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The entity it concerns, as a canonical reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<String>,
}

/// A place in a file, in lines and columns.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Place {
    /// The file, as seen from what was crawled.
    pub path: String,
    /// One-based line.
    pub line: usize,
    /// One-based column, in characters.
    pub column: usize,
    /// Line of the end.
    pub end_line: usize,
    /// Column one past the end.
    pub end_column: usize,
    /// A few words said at the place; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Text of the line; of a very long line the part about the place. Empty where the file is meant as a whole.
    pub source: String,
    /// How many characters of the line stand before `source`.
    #[serde(skip)]
    pub source_from: usize,
    /// Whether the file as a whole is meant: `line` and `column` are 1 then, and `source` is empty.
    pub whole_file: bool,
    /// The file.
    #[serde(skip)]
    pub file: FileId,
    /// The repository that the file belongs to, by the name of its folder; empty for files of none.
    #[serde(skip)]
    pub repository: String,
    /// Where the file really is: for the command line, never for output that must not depend on it.
    #[serde(skip)]
    pub real: PathBuf,
}

/// Longest line shown whole, in characters.
const LONG_LINE: usize = 240;

/// Lines and columns for every finding, in the same order.
pub(crate) fn resolve(findings: &Diagnostics, files: &Files) -> Vec<Resolved> {
    let mut texts = Texts { files, read: HashMap::new() };
    findings.iter().map(|finding| texts.finding(finding)).collect()
}

/// Two sorted lists as one, in the order of [`Diagnostics::sorted`].
pub(crate) fn merged(mut findings: Vec<Resolved>, more: Vec<Resolved>) -> Vec<Resolved> {
    if more.is_empty() {
        return findings;
    }
    findings.extend(more);
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings
}

/// Files that were read again, each once.
struct Texts<'f> {
    files: &'f Files,
    read: HashMap<FileId, Option<(String, LineIndex)>>,
}

impl Texts<'_> {
    fn finding(&mut self, finding: &Diagnostic) -> Resolved {
        Resolved {
            rule: finding.code,
            code: finding.code.id,
            name: finding.code.name,
            severity: finding.severity,
            message: one_line(&finding.message),
            place: finding.primary.as_ref().map(|label| self.place(label)),
            secondary: finding.secondary.iter().map(|label| self.place(label)).collect(),
            help: finding.help.as_deref().map(one_line),
            notes: finding.notes.iter().map(|note| one_line(note)).collect(),
            entity: finding.entity.as_deref().map(one_line),
        }
    }

    fn repository(&self, file: FileId) -> String {
        let home = self.files.home(file);
        let name = home.and_then(|(root, _)| Some(root.file_name()?.to_string_lossy().into_owned()));
        name.unwrap_or_default()
    }

    fn place(&mut self, label: &Label) -> Place {
        let span = label.span;
        let mut place = Place {
            path: one_line(&self.files.display(span.file)),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            label: one_line(&label.text),
            source: String::new(),
            source_from: 0,
            whole_file: span.start == 0 && span.end == 0,
            file: span.file,
            repository: self.repository(span.file),
            real: self.files.path(span.file),
        };
        if place.whole_file {
            return place;
        }
        let files = self.files;
        let read = self.read.entry(span.file).or_insert_with(|| {
            let text = decode(&files.read_id(span.file).ok()?).0.into_owned();
            let index = LineIndex::new(&text);
            Some((text, index))
        });
        let Some((text, index)) = read else { return place };
        let start = index.line_column(text, span.start as usize);
        let end = index.line_column(text, span.end.max(span.start) as usize);
        (place.line, place.column) = (start.line, start.column);
        (place.end_line, place.end_column) = (end.line, end.column);
        (place.source, place.source_from) = excerpt(index.line(text, start.line), start.column);
        place
    }
}

/// The line, or the part of a long one about the column, and how many characters stand before it.
fn excerpt(line: &str, column: usize) -> (String, usize) {
    // A line of megabytes is walked once, up to the part that is shown.
    if line.len() <= LONG_LINE || line.chars().nth(LONG_LINE).is_none() {
        return (line.to_owned(), 0);
    }
    let from = (column - 1).saturating_sub(LONG_LINE / 3);
    (line.chars().skip(from).take(LONG_LINE).collect(), from)
}

/// `text` without line breaks, terminal escapes and characters that turn the direction of writing: it may
/// quote what a repository holds.
fn one_line(text: &str) -> String {
    let harmful = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    if !text.contains(harmful) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| match c {
            '\n' | '\t' | '\r' => ' ',
            c if harmful(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

impl Resolved {
    /// What diagnostics are sorted by.
    fn order(&self) -> (&str, usize, usize, &str, &str) {
        let (path, line, column) =
            self.place.as_ref().map_or(("", 0, 0), |place| (&*place.path, place.line, place.column));
        (path, line, column, self.code, &self.message)
    }

    /// `path:line:column`, or an empty text for a finding about the run.
    pub(crate) fn location(&self) -> Cow<'_, str> {
        self.place.as_ref().map_or(Cow::Borrowed(""), |place| Cow::Owned(place.location()))
    }
}

impl Place {
    /// `path:line:column`.
    pub(crate) fn location(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes::source::NOT_UTF8;
    use crate::source::{Memory, Span};
    use std::path::Path;

    #[test]
    fn places_have_lines_and_no_control_characters() {
        let long = format!("{}x{}", "a".repeat(1000), "b".repeat(1000));
        let text = format!("one\ntwo ü three\n{long}\n");
        let files = Files::memory(Memory::from([("r/a.md", text.as_str())]));
        let root = files.root(Path::new("r"), "r").unwrap();
        let file = files.id(&root, "a.md");
        let word = text.find("three").unwrap();
        let x = text.find('x').unwrap();
        let found: Diagnostics = [
            Diagnostic::new(&NOT_UTF8, "bad\n\u{1b}[31m thing")
                .labelled(Span::new(file, word..word + 5), "here"),
            Diagnostic::new(&NOT_UTF8, "far out").at(Span::new(file, x..x + 1)),
            Diagnostic::new(&NOT_UTF8, "all of it").in_file(file),
            Diagnostic::new(&NOT_UTF8, "gone").at(Span::new(files.id(&root, "gone.md"), 3..4)),
        ]
        .into_iter()
        .collect();
        let shown = resolve(&found, &files);
        let place = |index: usize| shown[index].place.clone().unwrap();
        assert_eq!(shown[0].message, "bad \u{fffd}[31m thing");
        assert_eq!(shown[0].location(), "r/a.md:2:7");
        assert_eq!((place(0).end_line, place(0).end_column), (2, 12));
        assert_eq!(place(0).source, "two ü three");
        assert_eq!(shown[1].location(), "r/a.md:3:1001");
        assert_eq!(place(1).source.chars().nth(1000 - place(1).source_from), Some('x'));
        assert!(place(2).whole_file);
        assert_eq!(shown[3].location(), "r/gone.md:1:1");
    }
}
