//! `--8<-- "path"`.
//!
//! In: a page's text and a host that knows files. Out: the text with every snippet in its place.
//! Source: `pymdownx.snippets`: whole files, line ranges (`file:5:9`), sections (`file:name`), the block form.
//! Never: reads a file itself; follows a circle; grows beyond [`LONGEST`]; includes more than [`MOST`] snippets, however they multiply.

use super::document::{Problem, ProblemKind};
use super::host::Host;
use super::options::Options;
use super::text::{LONGEST, Source};

/// Most snippets that a page includes, each as often as it does.
const MOST: usize = 2_000;
/// Deepest chain of snippets.
const MAX_DEPTH: usize = 16;

/// Expands snippets.
pub(super) fn expand<'t>(
    source: Source<'t>,
    options: &Options,
    host: &dyn Host,
    problems: &mut Vec<Problem>,
) -> Source<'t> {
    let marked = memchr::memmem::find(source.text.as_bytes(), b"8<-").is_some();
    if !marked && options.append.is_empty() {
        return source;
    }
    let mut expander = Expander {
        options,
        host,
        problems,
        count: 0,
        out: String::with_capacity(source.text.len() * 2),
        chain: Vec::new(),
    };
    let mut map = Vec::new();
    expander.page(&source, &mut map);
    for path in &options.append {
        let at = source.origin(source.text.len() as u32) as u32;
        map.push((expander.out.len() as u32, at, false));
        expander.out.push_str("\n\n");
        let place = at as usize..at as usize;
        expander.include(path, "", &place);
    }
    Source::pieced(expander.out, map)
}

struct Expander<'e> {
    options: &'e Options,
    host: &'e dyn Host,
    problems: &'e mut Vec<Problem>,
    /// Snippets included so far.
    count: usize,
    out: String,
    chain: Vec<String>,
}

/// What a line is to snippets.
enum Form<'l> {
    Text,
    /// `;--8<-- …`: shown without this `;`.
    Escaped(usize),
    /// `--8<-- "path"`.
    One(&'l str),
    /// `--8<--` alone.
    Fence,
    /// `--8<-- [start:name]`.
    Mark,
}

fn form(line: &str) -> Form<'_> {
    let Some(scissors) = scissors(line) else { return Form::Text };
    if scissors.section().is_some() {
        return scissors.escape.map_or(Form::Mark, Form::Escaped);
    }
    let body = scissors.tail.trim();
    let quoted = ['"', '\''].into_iter().find_map(|quote| body.strip_prefix(quote)?.strip_suffix(quote));
    let form = match quoted {
        Some(path) if scissors.tail.starts_with([' ', '\t']) => Form::One(path),
        None if body.is_empty() => Form::Fence,
        _ => return Form::Text,
    };
    if !line[..scissors.start].trim().is_empty() {
        return Form::Text;
    }
    scissors.escape.map_or(form, Form::Escaped)
}

/// `--8<--` in a line.
struct Scissors<'l> {
    /// Where it begins, its escapes included.
    start: usize,
    /// The first of the `;` right before it.
    escape: Option<usize>,
    /// What follows it.
    tail: &'l str,
}

impl<'l> Scissors<'l> {
    /// `[start:name]` or `[end:name]` behind it: whether it starts, and the name.
    fn section(&self) -> Option<(bool, &'l str)> {
        let inner = self.tail.strip_prefix([' ', '\t'])?.trim_start().strip_prefix('[')?;
        let (kind, name) = inner.split_once(']')?.0.split_once(':')?;
        let kind = kind.trim();
        let starts = kind.eq_ignore_ascii_case("start");
        (starts || kind.eq_ignore_ascii_case("end")).then(|| (starts, name.trim()))
    }
}

fn scissors(line: &str) -> Option<Scissors<'_>> {
    let at = line.find("8<-")?;
    let dashes = line[..at].trim_end_matches('-');
    if dashes.len() == at {
        return None;
    }
    let before = dashes.trim_end_matches(';');
    Some(Scissors {
        start: before.len(),
        escape: (before.len() < dashes.len()).then_some(before.len()),
        tail: line[at + 2..].trim_start_matches('-'),
    })
}

impl Expander<'_> {
    fn page(&mut self, source: &Source<'_>, map: &mut Vec<(u32, u32, bool)>) {
        let mut at = 0;
        let mut block: Option<usize> = None;
        for line in source.text.split_inclusive('\n') {
            let origin = source.origin(at as u32);
            let place = origin..source.origin((at + line.trim_end().len()) as u32);
            map.push((self.out.len() as u32, origin as u32, matches!(form(line), Form::Text)));
            self.line(line, &mut block, &place);
            at += line.len();
        }
    }

    fn line(&mut self, line: &str, block: &mut Option<usize>, place: &std::ops::Range<usize>) {
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        if let Some(width) = *block {
            let text = line.trim();
            if matches!(form(line), Form::Fence) {
                *block = None;
            } else if !text.is_empty() && !text.starts_with(';') {
                let blanks = " ".repeat(width);
                self.include(text, &blanks, place);
            } else if text.is_empty() {
                self.out.push('\n');
            }
            return;
        }
        match form(line) {
            Form::Text => self.out.push_str(line),
            Form::Escaped(at) => {
                self.out.push_str(&line[..at]);
                self.out.push_str(&line[at + 1..]);
            }
            Form::Mark => {}
            Form::Fence => *block = Some(indent.len()),
            Form::One(path) => self.include(path, indent, place),
        }
    }

    fn include(&mut self, written: &str, indent: &str, place: &std::ops::Range<usize>) {
        let (path, part) = split(written);
        self.count += 1;
        if self.count > MOST {
            if self.count == MOST + 1 {
                self.full(path, place);
            }
            return;
        }
        if self.chain.len() >= MAX_DEPTH {
            let message = format!("snippet `{path}` is nested more than {MAX_DEPTH} deep");
            // What includes it twice says so once.
            if self.problems.last().is_none_or(|last| last.message != message) {
                self.problem(ProblemKind::SnippetCycle, message, place, None);
            }
            return;
        }
        let snippet = match self.host.snippet(path, self.chain.last().map(String::as_str)) {
            Ok(snippet) => snippet,
            Err(reason) => {
                let help =
                    "snippet paths are relative to the folder of mkdocs.yml, or to `base_path`".to_owned();
                self.problem(ProblemKind::Snippet, format!("snippet `{path}`: {reason}"), place, Some(help));
                return;
            }
        };
        if self.chain.contains(&snippet.key) {
            self.problem(ProblemKind::SnippetCycle, format!("snippet `{path}` includes itself"), place, None);
            return;
        }
        if self.out.len() + snippet.text.len() > LONGEST {
            self.count = self.count.max(MOST + 1);
            self.full(path, place);
            return;
        }
        let text = Source::new(&snippet.text).text.into_owned();
        let Some(lines) = cut(&text, part, self.options.dedent_sections) else {
            let name = part.unwrap_or("");
            self.problem(
                ProblemKind::Snippet,
                format!("snippet `{path}` has no section `{name}`"),
                place,
                None,
            );
            return;
        };
        self.chain.push(snippet.key);
        let mut block = None;
        for line in lines {
            if matches!(form(line), Form::Text) && block.is_none() {
                if !line.trim().is_empty() {
                    self.out.push_str(indent);
                    self.out.push_str(line);
                }
                self.out.push('\n');
            } else {
                let indented = format!("{indent}{line}\n");
                self.line(&indented, &mut block, place);
            }
        }
        self.chain.pop();
    }

    /// Tells which snippet is the first to be left out.
    fn full(&mut self, path: &str, place: &std::ops::Range<usize>) {
        let message =
            format!("snippet `{path}` is left out, as are those after it: the page includes too much");
        let help = format!("a page may include {MOST} snippets and grow to {} MiB; split it", LONGEST >> 20);
        self.problem(ProblemKind::Limit, message, place, Some(help));
    }

    fn problem(
        &mut self,
        kind: ProblemKind,
        message: String,
        place: &std::ops::Range<usize>,
        help: Option<String>,
    ) {
        self.problems.push(Problem { kind, message, span: place.clone(), help });
    }
}

/// Path and what is wanted of it.
fn split(written: &str) -> (&str, Option<&str>) {
    if written.contains("://") {
        return (written, None);
    }
    match written.split_once(':') {
        Some((path, part)) if !path.is_empty() => (path, Some(part)),
        _ => (written, None),
    }
}

/// The lines that are wanted; `None` where the section is missing.
fn cut<'t>(text: &'t str, part: Option<&str>, dedent: bool) -> Option<Vec<&'t str>> {
    let all: Vec<&str> = text.lines().collect();
    let Some(part) = part.filter(|part| !part.is_empty()) else { return Some(all) };
    let numeric = part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b',' | b'-'));
    let mut lines: Vec<&str> = Vec::new();
    if numeric {
        let count = all.len() as i64;
        // From the end: -1 is the last line.
        let place = |text: &str, default: i64| match text.parse::<i64>() {
            Ok(number) if number < 0 => count + number + 1,
            Ok(number) if number > 0 => number,
            _ => default,
        };
        for range in part.split(',') {
            let (from, to) = range.split_once(':').unwrap_or((range, ""));
            let (from, to) = (place(from, 1).max(1), place(to, count).min(count));
            if from <= to {
                lines.extend(&all[from as usize - 1..to as usize]);
            }
        }
        return Some(lines);
    }
    let marks = |line: &str, start: bool| {
        scissors(line)
            .is_some_and(|scissors| scissors.escape.is_none() && scissors.section() == Some((start, part)))
    };
    let from = all.iter().position(|line| marks(line, true))?;
    for line in &all[from + 1..] {
        if marks(line, false) {
            break;
        }
        lines.push(line);
    }
    if dedent {
        let blanks = |line: &&&str| line.len() - line.trim_start_matches(' ').len();
        let least =
            lines.iter().filter(|line| !line.trim().is_empty()).map(|line| blanks(&line)).min().unwrap_or(0);
        lines = lines.into_iter().map(|line| line.get(least..).unwrap_or("")).collect();
    }
    Some(lines)
}

#[cfg(test)]
mod tests {
    use super::{Form, cut, form};

    #[test]
    fn what_a_line_is() {
        let name = |line| match form(line) {
            Form::Text => "text".to_owned(),
            Form::Escaped(at) => format!("escaped {at}"),
            Form::One(path) => path.to_owned(),
            Form::Fence => "fence".to_owned(),
            Form::Mark => "mark".to_owned(),
        };
        for (line, expected) in [
            ("  --8<-- \"a.md\"\n", "a.md"),
            ("-8<- 'a.md'", "a.md"),
            ("--8<--\n", "fence"),
            ("  ;--8<-- \"a.md\"", "escaped 2"),
            (";;--8<--", "escaped 0"),
            ("# --8<-- [start:a]", "mark"),
            ("<!-- --8<-- [ End : a ] -->", "mark"),
            ("# ;--8<-- [start:a]", "escaped 2"),
            ("x --8<-- \"a.md\"", "text"),
            ("x ;--8<-- \"a.md\"", "text"),
            ("--8<-- a.md", "text"),
            ("--8<--\"a.md\"", "text"),
            ("8<--", "text"),
        ] {
            assert_eq!(name(line), expected, "{line}");
        }
    }

    #[test]
    fn parts_of_a_file() {
        let text = "1\n2\n# --8<-- [start:a]\n  4\n# --8<-- [end:a]\n6\n";
        for (part, expected) in [
            ("2:2", Some(vec!["2"])),
            ("6", Some(vec!["6"])),
            (":1", Some(vec!["1"])),
            ("-1", Some(vec!["6"])),
            ("1:1,6:6", Some(vec!["1", "6"])),
            ("a", Some(vec!["4"])),
            ("b", None),
        ] {
            assert_eq!(cut(text, Some(part), true), expected, "{part}");
        }
    }
}
