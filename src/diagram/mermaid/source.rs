//! A Mermaid block, taken apart.
//!
//! In: its text. Out: its statements' lines with their numbers; title, accessible names and configuration.
//! Never: understands a statement: that is each type's own affair.

use super::super::markup::About;
use super::super::problem::Problem;
use super::config::Config;
use super::label;

/// A line that is neither blank nor a comment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// From 1, in the block.
    pub(super) number: usize,
    /// With its indentation.
    pub(super) raw: &'t str,
}

impl<'t> Line<'t> {
    /// Without blanks around it, and without a semicolon behind.
    pub(super) fn text(&self) -> &'t str {
        self.raw.trim().trim_end_matches(';').trim_end()
    }

    /// How deep it is indented; a tab is as far as the next multiple of four.
    pub(super) fn indent(&self) -> usize {
        let blanks = self.raw.chars().take_while(|c| c.is_whitespace());
        blanks.fold(0, |at, c| if c == '\t' { (at / 4 + 1) * 4 } else { at + 1 })
    }

    /// This line is not understood.
    pub(super) fn unknown(&self) -> Problem {
        Problem::at(self.number, format!("`{}` is not understood", excerpt(self.text())))
    }

    /// What is wrong with this line.
    pub(super) fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(self.number, message)
    }
}

/// A block.
#[derive(Debug, Default)]
pub(super) struct Source<'t> {
    /// All lines that count; the first names the type.
    pub(super) lines: Vec<Line<'t>>,
    /// The title of its front matter.
    pub(super) title: String,
    /// What it shows, for those who do not see it; empty where the author said nothing.
    acc_title: String,
    acc_descr: String,
    pub(super) config: Config,
}

impl<'t> Source<'t> {
    /// Takes a block apart.
    pub(super) fn new(text: &'t str) -> Self {
        let all: Vec<&str> = text.lines().collect();
        let mut source = Self::default();
        let mut at = all.iter().position(|line| !line.trim().is_empty()).unwrap_or(all.len());
        if all.get(at).is_some_and(|line| line.trim() == "---")
            && let Some(length) = all[at + 1..].iter().position(|line| line.trim() == "---")
        {
            source.title = source.config.read_front_matter(&all[at + 1..at + 1 + length]);
            at += length + 2;
        }
        while at < all.len() {
            let line = Line { number: at + 1, raw: all[at] };
            let bare = line.raw.trim();
            at += 1;
            if let Some(directive) = bare.strip_prefix("%%{") {
                let mut whole = directive.to_owned();
                let mut open = !directive.contains("}%%");
                while open && at < all.len() {
                    whole.push('\n');
                    whole.push_str(all[at]);
                    open = !all[at].contains("}%%");
                    at += 1;
                }
                source.config.read_directive(whole.split("}%%").next().unwrap_or_default());
            } else if bare.is_empty() || bare.starts_with("%%") {
            } else if let Some(name) = bare.strip_prefix("accTitle").and_then(|rest| value(rest, ':')) {
                source.acc_title = label::clean(name);
            } else if let Some(text) = bare.strip_prefix("accDescr").and_then(|rest| value(rest, ':')) {
                source.acc_descr = label::clean(text);
            } else if let Some(text) = bare.strip_prefix("accDescr").and_then(|rest| value(rest, '{')) {
                let mut whole = text.to_owned();
                let mut open = !text.contains('}');
                while open && at < all.len() {
                    whole.push(' ');
                    whole.push_str(all[at].trim());
                    open = !all[at].contains('}');
                    at += 1;
                }
                source.acc_descr = label::clean(whole.split('}').next().unwrap_or_default());
            } else {
                source.lines.push(line);
            }
        }
        source
    }

    /// The word that names the type.
    pub(super) fn kind(&self) -> &'t str {
        let first = self.lines.first().map_or("", |line| line.raw.trim_start());
        first.split([' ', '\t', ';', ':']).next().unwrap_or_default()
    }

    /// What stands behind the type's name.
    pub(super) fn head(&self) -> &'t str {
        let first = self.lines.first().map_or("", Line::text);
        first[self.kind().len().min(first.len())..].trim_start_matches([':', ';']).trim()
    }

    /// The lines below the first.
    pub(super) fn body(&self) -> &[Line<'t>] {
        self.lines.get(1..).unwrap_or_default()
    }

    /// The names of the drawing; `kind` stands where the author gave none.
    pub(super) fn about(&self, title: &str, kind: &str) -> About {
        let title = if title.is_empty() { &self.title } else { title };
        let name = [self.acc_title.as_str(), title, kind].into_iter().find(|name| !name.is_empty());
        About {
            title: title.to_owned(),
            name: name.unwrap_or_default().to_owned(),
            has_own_name: !self.acc_title.is_empty(),
            description: self.acc_descr.clone(),
        }
    }
}

/// What stands behind a mark.
fn value(text: &str, mark: char) -> Option<&str> {
    text.trim_start().strip_prefix(mark)
}

/// `title …`, `title: …`: the title.
pub(super) fn title(text: &str) -> Option<String> {
    let rest = text.strip_prefix("title")?;
    if rest.is_empty() {
        return Some(String::new());
    }
    rest.starts_with([' ', '\t', ':']).then(|| label::clean(rest.trim_start().trim_start_matches(':')))
}

/// The first word and what follows it, without blanks around.
pub(super) fn word(text: &str) -> (&str, &str) {
    let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (word, rest.trim())
}

/// The start of what was not understood.
pub(super) fn excerpt(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut out: String = line.chars().take(48).collect();
    if out.len() < line.len() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taken_apart() {
        let source = Source::new(
            "\n---\ntitle: T\nconfig:\n  theme: dark\n---\n%% comment\n%%{init: {\n'look': 'neo'}\n}%%\n\
             graph LR; A-->B\n\naccTitle: Named\naccDescr {\n long\n text\n}\n  B --> C;\n",
        );
        assert_eq!((source.kind(), source.head()), ("graph", "LR; A-->B"));
        assert_eq!(
            source.body().iter().map(|line| (line.number, line.text())).collect::<Vec<_>>(),
            [(18, "B --> C")]
        );
        assert_eq!((source.config.get("theme"), source.config.get("look")), (Some("dark"), Some("neo")));
        let about = source.about("", "Flowchart");
        assert_eq!(
            (about.title.as_str(), about.name.as_str(), about.description.as_str()),
            ("T", "Named", "long text")
        );
        for odd in ["", "---", "%%{", "accDescr {", "---\n---\n---"] {
            let source = Source::new(odd);
            let _ = (source.kind(), source.head(), source.body());
        }
    }
}
