//! What can be asked for.
//!
//! In: nothing. Out: the commands and their flags, from which help and completions are made. Never: acts.

use clap::{Args, Parser, Subcommand};

/// One static binary that turns an organisation's repositories into its developer portal.
#[derive(Debug, Parser)]
#[command(name = "backlot", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit status: 0 nothing found, 1 findings, 2 usage, configuration or environment.")]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Render Markdown from standard input as HTML
    Markdown(MarkdownArguments),
    /// Explain a finding's code: why it matters, a bad and a good example
    Explain(ExplainArguments),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Flags of `markdown`.
#[derive(Debug, Args)]
pub(super) struct MarkdownArguments {
    /// Exit with 1 where something is wrong with the page
    #[arg(long)]
    pub(super) strict: bool,
    /// Say nothing of what is wrong with the page
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Flags of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// A code or its name, such as BL102 or not-utf8; without one, all codes are listed
    pub(super) code: Option<String>,
}
