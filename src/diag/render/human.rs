//! Findings in rustc's manner.
//!
//! In: resolved diagnostics. Out: text for a terminal. Never: more than a screen that nobody asked for.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::by_rule::by_rule;
use crate::diag::{Place, Resolved, Severity};

/// How diagnostics are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HumanOptions {
    /// Terminal colours.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// How many are drawn before the rest is counted by rule. `None`: all of a few, and of many the first errors.
    pub most: Option<usize>,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self { colour: false, width: 110, most: None }
    }
}

/// As many are drawn without being asked for.
const FEW: usize = 10;

/// Of more than [`FEW`], so many errors are drawn: with a line for each rule below them, a screen is full.
const FIRST_ERRORS: usize = 3;

/// The worst first, in the order of files; what is not drawn is counted, a line for each rule.
pub(crate) fn human(findings: &[Resolved], options: HumanOptions) -> String {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width);
    let mut sorted: Vec<&Resolved> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let errors = sorted.iter().filter(|finding| finding.severity == Severity::Error).count();
    let most = options.most.unwrap_or(if sorted.len() <= FEW { FEW } else { errors.min(FIRST_ERRORS) });
    let (drawn, counted) = sorted.split_at(most.min(sorted.len()));
    let mut out = String::new();
    for finding in drawn {
        out.push_str(&renderer.render(&[group(finding)]));
        out.push_str("\n\n");
    }
    out.push_str(&by_rule(counted, !drawn.is_empty(), options));
    out
}

/// The line with the tabs that it is about as arrows: a tab is seen as the spaces that it is not.
fn shown(place: &Place) -> Cow<'_, str> {
    let from = (place.column - 1).saturating_sub(place.source_from);
    let length = if place.end_line == place.line { place.end_column - place.column } else { 0 };
    let is_marked = |index: usize| (from..from + length).contains(&index);
    let tab = |(index, c): (usize, char)| c == '\t' && is_marked(index);
    if !place.source.chars().enumerate().any(tab) {
        return Cow::Borrowed(&place.source);
    }
    place.source.chars().enumerate().map(|(index, c)| if tab((index, c)) { '→' } else { c }).collect()
}

fn group(finding: &Resolved) -> Group<'_> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = format!("{} ({})", finding.message, finding.name);
    let mut group = Group::with_title(level.primary_title(title).id(finding.code));
    let primary = finding.place.iter().map(|place| (place, AnnotationKind::Primary));
    let others = finding.secondary.iter().map(|place| (place, AnnotationKind::Context));
    for (place, kind) in primary.chain(others) {
        group = if place.source.is_empty() {
            group.element(Origin::path(&*place.path).line(place.line).char_column(place.column))
        } else {
            group.element(snippet(place, kind))
        };
        if place.source.is_empty() && !place.label.is_empty() {
            group = group.element(Level::NOTE.message(&*place.label));
        }
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(&**help));
    }
    for note in &finding.notes {
        group = group.element(Level::NOTE.message(&**note));
    }
    group
}

fn snippet(place: &Place, kind: AnnotationKind) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let source = shown(place);
    let byte = |column: usize| {
        let skip = (column - 1).saturating_sub(place.source_from);
        source.char_indices().nth(skip).map_or(source.len(), |(at, _)| at)
    };
    let start = byte(place.column);
    let end = if place.end_line == place.line { byte(place.end_column) } else { source.len() };
    let label = (!place.label.is_empty()).then_some(&*place.label);
    Snippet::source(source)
        .line_start(place.line)
        .path(&*place.path)
        .annotation(kind.span(start..end.max(start)).label(label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::sarif::tests::sample;

    #[test]
    fn like_rustc() {
        let drawn = human(&sample(), HumanOptions::default());
        let expected = "\
error[BL102]: page is not UTF-8 (not-utf8)
 --> shop/docs/a.md:2:5
  |
2 | two three
  |     ^^^^^ this byte
  |
 ::: shop/docs/b.md:7:1
  |
7 | first
  | ----- first here
  |
  = help: save it as UTF-8
  = note: shown with U+FFFD

warning[BL101]: folder cannot be read (unreadable)
--> shop/x:1:1

note[BL101]: nothing in particular (unreadable)

";
        snapbox::assert_data_eq!(drawn, expected);
    }

    #[test]
    fn errors_first_and_the_rest_by_rule() {
        let [error, warning, note]: [Resolved; 3] = sample().try_into().unwrap();
        let mut many: Vec<_> = std::iter::repeat_n(note, 12).collect();
        many.extend(std::iter::repeat_n(warning, 2));
        many.extend(std::iter::repeat_n(error, 5));
        let drawn = human(&many, HumanOptions::default());
        assert_eq!(drawn.matches("page is not UTF-8").count(), 3, "{drawn}");
        assert!(drawn.starts_with("error[BL102]"), "{drawn}");
        assert!(!drawn.contains("nothing in particular"), "{drawn}");
        let rest: Vec<_> = drawn.lines().filter(|line| line.contains(" ×")).collect();
        assert_eq!(rest.len(), 3, "{drawn}");
        assert!(rest[0].contains("2 × not-utf8") && rest[0].starts_with("error"), "{drawn}");
        assert!(rest[1].contains("2 × unreadable") && rest[2].contains("12 × unreadable"), "{drawn}");
        let all = human(&many, HumanOptions { most: Some(usize::MAX), ..HumanOptions::default() });
        assert_eq!(all.matches("nothing in particular").count(), 12);
        let two = human(&many, HumanOptions { most: Some(2), ..HumanOptions::default() });
        assert_eq!(two.matches("page is not UTF-8").count(), 2);
    }

    #[test]
    fn a_tab_is_seen() {
        let mut findings = sample();
        if let Some(place) = &mut findings[0].place {
            "two\tthree".clone_into(&mut place.source);
            (place.column, place.end_column) = (4, 5);
        }
        let drawn = human(&findings[..1], HumanOptions::default());
        assert!(drawn.contains("two→three"), "{drawn}");
    }
}
