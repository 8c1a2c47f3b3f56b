//! A diff for the terminal.
//!
//! In: a [`Diff`]. Out: plain lines, the same whatever the terminal. Never: colours; prints.

use super::{Change, Diff, Edge, Field, Summary, shown};

/// The diff in lines: `+` added, `-` removed, `~` changed, `!` newly dangling; empty where nothing changed.
pub(crate) fn human(diff: &Diff) -> String {
    let mut out = String::new();
    for summary in &diff.added {
        line(&mut out, &format!("+ {}", entity(summary)));
    }
    for summary in &diff.removed {
        line(&mut out, &format!("- {}", entity(summary)));
    }
    for change in &diff.changed {
        changed(&mut out, change);
    }
    for Edge { source, kind, target } in &diff.newly_dangling {
        line(&mut out, &format!("! {source} {kind} {target}, which is not there"));
    }
    out
}

/// A line. Values come from repositories: nothing in them may move the terminal's cursor.
pub(crate) fn line(out: &mut String, text: &str) {
    out.extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
    out.push('\n');
}

fn entity(summary: &Summary) -> String {
    let title = summary.title.as_ref().map_or_else(String::new, |title| format!(" ({title})"));
    let owners = if summary.owners.is_empty() {
        String::new()
    } else {
        format!(", owned by {}", summary.owners.join(", "))
    };
    format!("{}{title}{owners}", summary.reference)
}

fn changed(out: &mut String, change: &Change) {
    line(out, &format!("~ {}", change.entity.reference));
    if let Some(before) = &change.owners_before {
        let list =
            |owners: &[String]| if owners.is_empty() { "nobody".to_owned() } else { owners.join(", ") };
        line(out, &format!("    owner: {} → {}", list(before), list(&change.entity.owners)));
    }
    for Field { path, before, after } in &change.fields {
        let text = match (before, after) {
            (Some(before), Some(after)) => format!("    {path}: {} → {}", shown(before), shown(after)),
            (None, Some(after)) => format!("    {path}: + {}", shown(after)),
            (Some(before), None) => format!("    {path}: - {}", shown(before)),
            (None, None) => continue,
        };
        line(out, &text);
    }
    for (sign, edges) in [('+', &change.gained), ('-', &change.lost)] {
        for edge in edges {
            line(out, &format!("    {sign} {} {}", edge.kind, edge.target));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::diff::Snapshot;

    #[test]
    fn lines() {
        let base = r#"[{"kind":"API","metadata":{"name":"a","title":"A\u001b[2J"},"spec":{"type":"x"},"relations":[]}]"#;
        let head = r#"[{"kind":"API","metadata":{"name":"a"},"spec":{"type":"y"},
            "relations":[{"type":"partOf","targetRef":"system:default/s"}]}]"#;
        let diff = Diff::between(&Snapshot::read(base).unwrap(), &Snapshot::read(head).unwrap());
        assert_eq!(
            human(&diff),
            "~ api:default/a\n    metadata.title: - A [2J\n    spec.type: x → y\n    + partOf system:default/s\n\
             ! api:default/a partOf system:default/s, which is not there\n"
        );
        let gone = Diff::between(&Snapshot::read(base).unwrap(), &Snapshot::default());
        assert_eq!(human(&gone), "- api:default/a (A [2J)\n");
        assert_eq!(human(&Diff::default()), "");
    }
}
