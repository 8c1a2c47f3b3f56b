//! Arguments to calls, results to text and exit codes.
//!
//! In: the command line and the environment. Out: data on stdout, talk on stderr, an exit code: 0 clean,
//! 1 findings at or above the threshold, 2 usage, configuration or environment. Never: does a stage's work.
#![allow(clippy::disallowed_methods, reason = "the environment and the clock are read here and handed down")]

mod arguments;
mod baseline;
mod build;
mod check;
mod diff;
mod docs;
mod explain;
mod format;
mod git;
mod here;
mod hosts;
mod manual;
mod markdown;
mod only;
mod open;
mod outcome;
mod plantuml;
mod publish;
mod published;
mod report;
mod serve;
mod session;
mod size;
mod stages;
mod terminal;
mod theme;
mod unchanged;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use arguments::{Arguments, Command};
use outcome::{Failure, Outcome};

/// Runs the command line; the answer is the process's exit code.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are data; a mistake is talk. A closed pipe is nobody's mistake.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    // A panic on a page is that page's finding; one that comes as far as here is a bug and no result.
    let result = std::panic::catch_unwind(|| dispatch(arguments)).unwrap_or_else(|_| {
        Err(Failure::new("this is a bug in backlot").hint("report it with the lines above"))
    });
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            terminal::failure(&failure.message, failure.hint.as_deref());
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<Outcome, Failure> {
    terminal::set_colour(arguments.color);
    match arguments.command {
        Command::Build(options) => build::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Docs(options) => docs::run(&options),
        Command::Diff(options) => diff::run(&options),
        Command::Publish(options) => publish::run(&options),
        Command::Markdown(options) => markdown::run(&options),
        Command::Explain(options) => explain::run(&options),
        Command::Theme { action } => theme::run(&action),
        Command::Schema => {
            terminal::data(crate::config::schema().as_bytes());
            Ok(Outcome::Clean)
        }
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "backlot", &mut script);
            terminal::data(&script);
            Ok(Outcome::Clean)
        }
        Command::Man { command } => manual::run(command.as_deref()),
    }
}
