//! Indented code.
//!
//! In: lines indented by four where no paragraph is open. Out: a code block, without a language but where
//! `codehilite` is asked for and the first line names one.
//! Never: inside raw HTML, where indentation is the author's way of writing HTML.

use super::{Blocks, Run};
use crate::markdown::attr;
use crate::markdown::codeblock::{self, Block};

impl<'a> Blocks<'a, '_> {
    pub(super) fn indented_code(&mut self, run: &mut Run<'a>) {
        let from = run.at;
        let end = run.indented(from, 4);
        let mut code = String::new();
        for line in run.dedented(from, end, 4) {
            if !line.blank() {
                code.push_str(&line.code(self.text));
            }
            code.push('\n');
        }
        let pos = run.lines[from].start;
        let mut block = Block { code: &code, ..Block::default() };
        if self.options.headed_code {
            header(&mut block);
        }
        run.out.push(codeblock::build(&block, self.options, pos));
        run.at = end;
    }
}

/// `:::python hl_lines="1 3"` or, with line numbers, `#!python` as the first line. A shebang with a path is code.
fn header(block: &mut Block<'_>) {
    let code = block.code;
    let (first, rest) = code.split_once('\n').unwrap_or((code, ""));
    let words = first.trim_start_matches(':');
    let colons = first.len() - words.len();
    let Some(words) = first.strip_prefix("#!").or((colons > 1).then_some(words)) else { return };
    let (language, more) = words.split_once([' ', '\t']).unwrap_or((words, ""));
    if language.is_empty() || !language.chars().all(|c| c.is_alphanumeric() || "_#.+-".contains(c)) {
        return;
    }
    let marked = attr::pairs(more.trim()).into_iter().find(|(key, _)| *key == "hl_lines");
    block.lines = marked.map(|(_, lines)| attr::line_ranges(lines)).unwrap_or_default();
    block.numbers = (colons == 0).then_some("1");
    block.language = language;
    block.code = rest;
}
