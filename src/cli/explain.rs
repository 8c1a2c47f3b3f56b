//! `backlot explain`: what a finding means.
//!
//! In: a code or its name. Out: its explanation, or a list of all codes. Never: guesses silently.

use std::fmt::Write;

use super::arguments::ExplainArguments;
use super::outcome::{Failure, Outcome};
use super::terminal;
use crate::rules;

pub(super) fn run(options: &ExplainArguments) -> Result<Outcome, Failure> {
    let mut text = String::new();
    match &options.code {
        None => {
            for code in rules::all() {
                let severity = format!("{:?}", code.severity).to_lowercase();
                let _ = writeln!(text, "{}  {:7}  {:28}  {}", code.id, severity, code.name, code.summary);
            }
        }
        Some(asked) => {
            let Some(code) = rules::find(asked.trim()) else {
                let near = nearest(asked);
                let hint = near.map_or_else(
                    || "`backlot explain` lists all codes".to_owned(),
                    |near| format!("did you mean `{near}`? `backlot explain` lists all codes"),
                );
                return Err(Failure::new(format!("there is no code `{asked}`")).hint(hint));
            };
            let severity = format!("{:?}", code.severity).to_lowercase();
            let _ = writeln!(text, "{} {} ({severity})\n{}\n", code.id, code.name, code.summary);
            text.push_str(code.explain.trim_end());
            let _ = writeln!(
                text,
                "\n\nIn backlot.yaml:\n\n    rules:\n      {}: off    # or note, warning, error",
                code.name
            );
        }
    }
    terminal::data(text.as_bytes());
    Ok(Outcome::Clean)
}

/// The code or name that looks most like what was asked.
fn nearest(asked: &str) -> Option<&'static str> {
    let asked = asked.trim().to_ascii_lowercase();
    let names: Vec<&str> = rules::all().iter().map(|code| code.name).collect();
    let holds = |name: &&&str| name.contains(&asked) || asked.contains(**name);
    crate::suggest::nearest(&asked, &names).or_else(|| names.iter().find(holds).copied())
}
