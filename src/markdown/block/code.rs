//! Indented code.
//!
//! In: lines indented by four where no paragraph is open. Out: a code block without a language.
//! Never: inside raw HTML, where indentation is the author's way of writing HTML.

use super::{Blocks, Run};
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
        run.out.push(codeblock::build(&Block { code: &code, ..Block::default() }, self.options, pos));
        run.at = end;
    }
}
