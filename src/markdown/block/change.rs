//! Critic marks around blocks.
//!
//! In: `{++`, `{--`, `{==` or `{~~` alone on a line, a blank line below it, and its end alone on a line. Out: the
//! blocks between, in an `ins`, `del` or `mark`, as `mode` says. Source: `pymdownx.critic`.
//! Never: takes a mark that stands in a paragraph (`changes` and `inline/critic` do).

use super::{Blocks, Place, Run};
use crate::markdown::options::Critic;
use crate::markdown::tree::{Element, Node};

impl<'a> Blocks<'a, '_> {
    pub(super) fn change(&mut self, run: &mut Run<'a>) -> bool {
        let head = run.lines[run.at];
        let (close, name) = match head.text(self.text).trim_end() {
            "{++" => ("++}", "ins"),
            "{--" => ("--}", "del"),
            "{==" => ("==}", "mark"),
            "{~~" => ("~~}", ""),
            _ => return false,
        };
        if run.lines.get(run.at + 1).is_none_or(|line| !line.blank()) {
            return false;
        }
        let from = run.at + 1;
        let Some(length) = run.end_of(self.text, from, close) else { return false };
        let end = from + length;
        let middle = run.lines[from..end].iter().position(|line| line.text(self.text).trim_end() == "~>");
        let parts = match (name, middle) {
            ("", Some(middle)) => vec![("del", from, from + middle), ("ins", from + middle + 1, end)],
            ("", None) => return false,
            (name, _) => vec![(name, from, end)],
        };
        self.flush(run);
        for (name, from, to) in parts {
            let children = self.inside(run.lines[from..to].to_vec(), Place::Flow);
            run.out.extend(self.changed(name, children, head.start));
        }
        run.at = end + 1;
        true
    }

    fn changed(&self, name: &'static str, children: Vec<Node<'a>>, pos: u32) -> Vec<Node<'a>> {
        match (self.options.critic, name) {
            (Critic::View, _) => {
                vec![Element::new(name, pos).with("class", "critic block").holding(children).node()]
            }
            (Critic::Accept, "del") | (Critic::Reject, "ins") => Vec::new(),
            _ => children,
        }
    }
}
