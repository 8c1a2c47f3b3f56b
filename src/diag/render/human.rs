//! Findings in rustc's manner.
//!
//! In: resolved findings. Out: text for a terminal. Never: shows the same rule a hundred times over.

use std::collections::BTreeMap;
use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diag::{Place, Resolved, Severity};

/// How findings are drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HumanOptions {
    /// Terminal colours.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// How many findings of one rule are drawn before the rest is only counted.
    pub per_rule: usize,
}

impl Default for HumanOptions {
    fn default() -> Self {
        Self { colour: false, width: 110, per_rule: 10 }
    }
}

/// All findings, and for each rule with more than its share a line with how many were left out.
pub(crate) fn human(findings: &[Resolved], options: HumanOptions) -> String {
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(options.width);
    let mut out = String::new();
    let mut drawn: BTreeMap<&str, (usize, &Resolved)> = BTreeMap::new();
    for finding in findings {
        let (count, _) = drawn.entry(finding.code).or_insert((0, finding));
        *count += 1;
        if *count <= options.per_rule {
            out.push_str(&renderer.render(&[group(finding)]));
            out.push_str("\n\n");
        }
    }
    let mut more = false;
    for (code, (count, first)) in drawn {
        if count > options.per_rule {
            more = true;
            let left = count - options.per_rule;
            let _ = writeln!(out, "… and {left} more {code} ({})", first.name);
        }
    }
    if more {
        out.push_str("  (all of them: --format json, or --max 0)\n\n");
    }
    out
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
    let byte = |column: usize| {
        let skip = (column - 1).saturating_sub(place.source_from);
        place.source.char_indices().nth(skip).map_or(place.source.len(), |(at, _)| at)
    };
    let start = byte(place.column);
    let end = if place.end_line == place.line { byte(place.end_column) } else { place.source.len() };
    let label = (!place.label.is_empty()).then_some(&*place.label);
    Snippet::source(&*place.source)
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
    fn a_rule_has_its_share() {
        let many: Vec<_> = std::iter::repeat_n(sample().remove(2), 12).collect();
        let drawn = human(&many, HumanOptions::default());
        assert!(drawn.contains("… and 2 more BL101 (unreadable)"), "{drawn}");
        assert_eq!(drawn.matches("nothing in particular").count(), 10);
    }
}
