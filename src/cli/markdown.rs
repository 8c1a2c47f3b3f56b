//! `backlot markdown`: a page from standard input to HTML.
//!
//! In: Markdown on stdin. Out: the body on stdout, problems on stderr. Never: fails over a page; reads a file
//! that the page names.

use std::fmt::Write;
use std::io::Read;

use super::arguments::MarkdownArguments;
use super::outcome::{Failure, Outcome};
use super::terminal;
use crate::markdown::{self, NoHost};
use crate::source::{LineIndex, decode};

pub(super) fn run(options: &MarkdownArguments) -> Result<Outcome, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::new(format!("cannot read standard input: {error}")))?;
    let (text, _) = decode(&bytes);
    let page = markdown::render(&text, &markdown::Options::default(), &NoHost);
    terminal::data(page.body.as_written().as_bytes());
    if !options.quiet {
        let index = LineIndex::new(&text);
        let mut talk = String::new();
        for problem in &page.problems {
            let place = index.line_column(&text, problem.span.start);
            let _ = writeln!(talk, "<stdin>:{}:{}: {}", place.line, place.column, problem.message);
            if let Some(help) = &problem.help {
                let _ = writeln!(talk, "  help: {help}");
            }
        }
        terminal::talk(&talk);
    }
    let wrong = page.problems.iter().any(|problem| problem.kind != markdown::ProblemKind::Mended);
    Ok(if options.strict && wrong { Outcome::Findings } else { Outcome::Clean })
}
