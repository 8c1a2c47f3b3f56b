//! What plugins do to the text of a page before it is Markdown: includes and plain variables.
//!
//! In: the text, which plugins are on, the repository. Out: the text with directives replaced, and a map back,
//! so that every finding still points into the author's file. Never: runs a macro; includes what lies outside
//! the repository; goes round in a circle.

mod code_file;
mod directive;
mod include_markdown;
mod map;
mod variables;

pub(super) use map::TextMap;
pub(super) use variables::{PageVariables, Variables};

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr;

use super::mkdocs::Base;
use super::sources::Sources;
use directive::Directive;
use variables::Outcome;

/// Which of them are on.
#[derive(Debug, Clone, Default)]
pub(super) struct Includes {
    /// `{!file!}` (markdown-include, mdx_include) and where it looks.
    pub(super) braces: Option<Base>,
    /// `{* file *}` (fastapi's markdown-include-variants).
    pub(super) code: bool,
    /// `{% include-markdown "file" %}` and `{% include "file" %}`.
    pub(super) markdown: bool,
    /// `{% raw %}`, `{# … #}` of macros are followed.
    pub(super) raw: bool,
    /// `{{ name }}` (macros).
    pub(super) variables: Option<Variables>,
}

/// Something wrong with a directive.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) message: String,
    /// In the text of the page.
    pub(super) span: Range<usize>,
    /// It comes round in a circle.
    pub(super) cycle: bool,
}

/// A page's text, ready for Markdown.
#[derive(Debug)]
pub(super) struct Expanded<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) map: TextMap,
    pub(super) problems: Vec<Problem>,
    /// Files that were included.
    pub(super) included: Vec<String>,
    /// The first macro that is left as it stands, in the text of the page.
    pub(super) not_evaluated: Option<Range<usize>>,
}

/// Includes within includes.
const DEEPEST: usize = 8;

/// A page does not grow beyond this by its includes.
const LONGEST: usize = 8 * 1024 * 1024;

impl Includes {
    fn is_off(&self) -> bool {
        self.braces.is_none() && !self.code && !self.markdown && self.variables.is_none()
    }

    /// Whether a page's own variables count.
    pub(super) fn has_variables(&self) -> bool {
        self.variables.is_some()
    }

    /// Replaces every directive of a page.
    pub(super) fn expand<'t>(
        &self,
        text: &'t str,
        sources: &Sources<'_>,
        page: &PageVariables<'_>,
    ) -> Expanded<'t> {
        let mut expansion = Expansion {
            includes: self,
            sources,
            page,
            chain: vec![sources.page.to_owned()],
            problems: Vec::new(),
            included: Vec::new(),
            size: 0,
            not_evaluated: None,
        };
        let mut map = TextMap::default();
        if self.is_off() || memchr(b'{', text.as_bytes()).is_none() {
            return Expanded {
                text: Cow::Borrowed(text),
                map,
                problems: Vec::new(),
                included: Vec::new(),
                not_evaluated: None,
            };
        }
        let text = expansion.run(text, &mut |kept, replaced| map.push(kept, replaced));
        Expanded {
            text,
            map,
            problems: expansion.problems,
            included: expansion.included,
            not_evaluated: expansion.not_evaluated,
        }
    }
}

struct Expansion<'a> {
    includes: &'a Includes,
    sources: &'a Sources<'a>,
    page: &'a PageVariables<'a>,
    /// Files we are inside of.
    chain: Vec<String>,
    problems: Vec<Problem>,
    included: Vec<String>,
    size: usize,
    not_evaluated: Option<Range<usize>>,
}

impl Expansion<'_> {
    /// `each` is told of every stretch that was kept and of every directive with the length of what replaced it.
    fn run<'t>(&mut self, text: &'t str, each: &mut dyn FnMut(Range<usize>, usize)) -> Cow<'t, str> {
        let mut out = String::new();
        let mut kept = 0;
        let mut at = 0;
        while let Some(found) = memchr(b'{', &text.as_bytes()[at..]) {
            let start = at + found;
            let Some(directive) = self.directive(text, start) else {
                at = start + 1;
                continue;
            };
            if let Some((message, cycle)) = directive.problem {
                self.problems.push(Problem { message, span: start..start + directive.length, cycle });
            }
            at = start + directive.length;
            if let Some(instead) = directive.instead {
                self.size += instead.len();
                let before = &text[kept..start];
                let before = if directive.trims { before.trim_end() } else { before };
                out.push_str(before);
                out.push_str(&instead);
                each(kept..kept + before.len(), instead.len());
                kept = at;
            }
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[kept..]);
        each(kept..text.len(), 0);
        Cow::Owned(out)
    }

    fn directive(&mut self, text: &str, start: usize) -> Option<Directive> {
        let rest = &text[start..];
        match rest.as_bytes().get(1)? {
            b'!' if self.includes.braces.is_some() => self.braces(text, start),
            b'*' if self.includes.code => code_file::directive(self.sources, rest),
            b'%' if self.includes.markdown || self.includes.variables.is_some() => self.block(text, start),
            b'{' => self.variable(text, start),
            b'#' if self.includes.raw && self.includes.variables.is_some() => {
                // A remark. `{#id}` of a heading is not closed like one.
                let length = rest.find("#}")? + 2;
                Some(Directive { length, instead: Some(String::new()), trims: false, problem: None })
            }
            _ => None,
        }
    }

    /// `{{ name }}`.
    fn variable(&mut self, text: &str, start: usize) -> Option<Directive> {
        let site = self.includes.variables.as_ref()?;
        let rest = &text[start..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let mut length = line.find("}}")? + 2;
        let inner = &line[2..length - 2];
        let (trims, inner) = inner.strip_prefix('-').map_or((false, inner), |inner| (true, inner));
        let (trims_after, inner) = inner.strip_suffix('-').map_or((false, inner), |inner| (true, inner));
        match variables::evaluate(inner, site, self.page) {
            Outcome::Text(value) => {
                if trims_after {
                    length += rest[length..].len() - rest[length..].trim_start().len();
                }
                Some(Directive { length, instead: Some(value), trims, problem: None })
            }
            Outcome::Unknown => None,
            Outcome::NotEvaluated => {
                self.leave(start..start + length);
                None
            }
        }
    }

    /// Notes the first macro of the page that stays as it is written, not of a file that it includes.
    fn leave(&mut self, span: Range<usize>) {
        if self.chain.len() == 1 {
            self.not_evaluated.get_or_insert(span);
        }
    }

    /// `{!file!}`, `{!file!lines 1 3-5!}`.
    fn braces(&mut self, text: &str, start: usize) -> Option<Directive> {
        let rest = &text[start..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let end = line[2..].find("!}")? + 2;
        let inner = &line[2..end];
        let (path, selection) = inner.split_once('!').unwrap_or((inner, ""));
        let path = path.split('[').next().unwrap_or(path).trim();
        let base = self.includes.braces.clone()?;
        let length = end + 2;
        Some(match self.sources.find(std::slice::from_ref(&base), path) {
            Ok(file) => match self.nested(&file) {
                Ok(body) => {
                    let body = body.trim_end_matches('\n');
                    let body = match selection.strip_prefix("lines ") {
                        Some(numbers) => lines(body, numbers),
                        None => body.to_owned(),
                    };
                    Directive { length, instead: Some(body), trims: false, problem: None }
                }
                Err(problem) => Directive { length, instead: None, trims: false, problem: Some(problem) },
            },
            Err(why) => Directive { length, instead: None, trims: false, problem: Some((why, false)) },
        })
    }

    /// `{% … %}`.
    fn block(&mut self, text: &str, start: usize) -> Option<Directive> {
        let rest = &text[start..];
        let length = rest.find("%}")? + 2;
        let inner = rest[2..length - 2].trim_matches('-').trim();
        if self.includes.raw && self.includes.variables.is_some() && inner == "raw" {
            let (raw, all) = raw_block(rest, length)?;
            return Some(Directive {
                length: all,
                instead: Some(raw.to_owned()),
                trims: false,
                problem: None,
            });
        }
        let is_include = inner.starts_with("include");
        if self.includes.variables.is_some() && !(is_include && self.includes.markdown) {
            self.leave(start..start + length);
            return None;
        }
        if !self.includes.markdown || length > 4096 {
            return None;
        }
        let sources = self.sources;
        let mut nested = |path: &str| self.nested(path);
        include_markdown::directive(sources, &mut nested, inner, length, indent_before(text, start))
    }

    /// The text of an included file with its own directives replaced.
    fn nested(&mut self, path: &str) -> Result<String, (String, bool)> {
        if self.chain.iter().any(|other| other == path) {
            return Err((format!("including `{path}` comes round in a circle"), true));
        }
        if self.chain.len() > DEEPEST || self.size > LONGEST {
            return Err((format!("includes go too deep or too far at `{path}`"), true));
        }
        let text = self.sources.read(path).map_err(|why| (why, false))?;
        self.included.push(path.to_owned());
        self.chain.push(path.to_owned());
        let problems = std::mem::take(&mut self.problems);
        let text = self.run(&text, &mut |_, _| {}).into_owned();
        // What is wrong inside an included file is said of the directive, once.
        let inner = std::mem::replace(&mut self.problems, problems);
        self.chain.pop();
        match inner.into_iter().find(|problem| problem.cycle) {
            Some(problem) => Err((problem.message, true)),
            None => Ok(text),
        }
    }
}

/// What stands between `{% raw %}`, of this length, and `{% endraw %}`, and the length of all of it.
fn raw_block(rest: &str, opening: usize) -> Option<(&str, usize)> {
    let mut at = opening;
    loop {
        let start = at + rest[at..].find("{%")?;
        let end = start + rest[start..].find("%}")? + 2;
        if rest[start + 2..end - 2].trim_matches('-').trim() == "endraw" {
            return Some((&rest[opening..start], end));
        }
        at = start + 2;
    }
}

/// Blanks before a directive that stands alone on its line.
fn indent_before(text: &str, start: usize) -> &str {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before = &text[line..start];
    if before.trim().is_empty() { before } else { "" }
}

/// `1 3-5`: these lines, from 1.
fn lines(text: &str, numbers: &str) -> String {
    let all: Vec<&str> = text.lines().collect();
    let mut out: Vec<&str> = Vec::new();
    for part in numbers.split([' ', ',']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (Ok(first), Ok(last)) = (first.parse::<usize>(), last.parse::<usize>()) else { continue };
        out.extend(all.iter().skip(first.saturating_sub(1)).take((last + 1).saturating_sub(first)).copied());
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Files, Memory};
    use std::path::Path;

    fn variables(config: &str) -> Variables {
        let files = Files::memory(Memory::from([("r/mkdocs.yml", config)]));
        let root = files.root(Path::new("r"), "r").unwrap();
        let reader = crate::docs::mkdocs::Reader {
            files: &files,
            root: &root,
            variables: &std::collections::BTreeMap::default(),
        };
        Variables::new(&reader.read("mkdocs.yml", &mut crate::diag::Diagnostics::new()).0)
    }

    fn check(text: &str, expected: &str) {
        let files = Files::memory(Memory::from([
            ("r/docs/a.md", "# A\n\n[b](b.md)\n"),
            ("r/docs/sub/p.md", ""),
            ("r/docs/loop.md", "{!docs/loop.md!}"),
            ("r/src/x.py", "one\ntwo\nthree\nfour\n"),
        ]));
        let root = files.root(Path::new("r"), "r").unwrap();
        let sources = Sources { files: &files, root: &root, page: "docs/sub/p.md", docs: "docs" };
        let includes = Includes {
            braces: Some(Base::Folder(String::new())),
            code: true,
            markdown: true,
            raw: true,
            variables: Some(variables("extra: {v: 1.2, flag: true, list: [a, {b: c}]}\nsite_name: S\n")),
        };
        let (meta, _) = crate::markdown::front_matter("---\nowner: ops\n---\n");
        let page = PageVariables { title: "Title".to_owned(), meta, ..PageVariables::default() };
        let expanded = includes.expand(text, &sources, &page);
        let problems: Vec<_> =
            expanded.problems.iter().map(|problem| format!(" !{}", problem.message)).collect();
        assert_eq!(format!("{}{}", expanded.text, problems.concat()), expected, "{text}");
    }

    #[test]
    fn directives() {
        check("a {{ v }} {{v}} {{ w }} {{ f(1) }} {{ page.title }}", "a 1.2 1.2 {{ w }} {{ f(1) }} Title");
        check(
            "{{ owner }} {{ page.meta.owner }} {{ list[0] }} {{ list.1.b }} {{ flag }}",
            "ops ops a c True",
        );
        check("{{ config.site_name }} {{ config.extra.v }} {{ config[\"site_name\"] }}", "S 1.2 S");
        check("{{ v | upper }} {{ list }} {{ list[7] }}", "{{ v | upper }} {{ list }} {{ list[7] }}");
        check("a {{- v -}} b {# remark #}c {#id}", "a1.2b c {#id}");
        check("{% raw %}{{ v }} {% if %}{% endraw %} {{ v }}", "{{ v }} {% if %} 1.2");
        check("x\n{!docs/a.md!}\ny", "x\n# A\n\n[b](b.md)\ny");
        check("{!src/x.py!lines 1 3-4!}", "one\nthree\nfour");
        check("{!nothing.md!}", "{!nothing.md!} !there is no `nothing.md`");
        check("{!docs/loop.md!}", "{!docs/loop.md!} !including `docs/loop.md` comes round in a circle");
        check("{% include-markdown \"../a.md\" heading-offset=1 %}", "## A\n\n[b](../b.md)\n");
        check("{% include \"a.md\" start=\"# \" end=\"[b\" %}", "A\n\n");
        check("{* ../../src/x.py ln[2:3] hl[3] *}", "```python hl_lines=\"2\"\ntwo\nthree\n```");
        check("{% if x %}y{% endif %}", "{% if x %}y{% endif %}");
    }

    #[test]
    fn the_way_back() {
        let mut map = TextMap::default();
        // `ab{{x}}cd` → `ab1cd`
        map.push(0..2, 1);
        map.push(7..9, 0);
        assert_eq!(map.back(0..2), 0..2);
        assert_eq!(map.back(2..3), 2..7);
        assert_eq!(map.back(3..5), 7..9);
        assert_eq!(TextMap::default().back(4..5), 4..5);
    }
}
