//! Consoles: prompts, commands, and what they print.
//!
//! In: code. Out: tokens. Never: takes what a command printed for a command.

use super::super::{Class, Lines};
use super::{scan, scripts};

const PROMPTS: &[&str] = &["$ ", "# ", "% ", "> ", ">>> ", "... ", "❯ ", "PS> "];

/// Runs over `code`. Without any prompt all of it is taken for commands.
pub(super) fn run(code: &str, out: &mut Lines) {
    let has_prompt = code.lines().any(|line| prompt(line).is_some());
    if !has_prompt {
        scripts::SHELL.run(code, out);
        return;
    }
    let mut continued = false;
    for line in code.split_inclusive('\n') {
        let body = line.trim_end_matches('\n');
        match prompt(body) {
            Some(length) => {
                let mark = body[..length].trim_end();
                out.push(Class::Prompt, mark);
                out.push(Class::Plain, &body[mark.len()..length]);
                scripts::SHELL.run(&body[length..], out);
                continued = body.ends_with('\\');
            }
            None if continued => {
                scripts::SHELL.run(body, out);
                continued = body.ends_with('\\');
            }
            None => out.push(Class::Output, body),
        }
        out.push(Class::Plain, &line[body.len()..]);
    }
}

/// Length of the prompt a line begins with: `$ `, or `user@host:~$ `.
fn prompt(line: &str) -> Option<usize> {
    if let Some(mark) = PROMPTS.iter().find(|mark| line.starts_with(**mark)) {
        // `# ` begins a comment where the line before it was no prompt; both read well as one.
        return Some(mark.len());
    }
    if line == "$" {
        return Some(1);
    }
    let head = &line[..scan::run_of(line, |byte| byte != b' ')];
    (head.contains('@') && head.ends_with(['$', '#', '%']) && line.len() > head.len()).then(|| head.len() + 1)
}
