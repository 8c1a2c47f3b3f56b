//! What can be asked for.
//!
//! In: nothing. Out: the commands and their flags, from which help and completions are made. Never: acts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::format::Format;

/// One static binary that turns an organisation's repositories into its developer portal.
#[derive(Debug, Parser)]
#[command(name = "backlot", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = "Exit status: 0 nothing found, 1 findings, 2 usage, configuration or environment.")]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to colour text: on a terminal, always, never
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        hide_possible_values = false
    )]
    pub(super) color: Colour,
}

/// When text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Whatever it goes to
    Always,
    /// Not at all
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the portal
    Build(BuildArguments),
    /// Check catalog and docs, build nothing
    Check(CheckArguments),
    /// Preview the portal in a browser while writing
    Serve(ServeArguments),
    /// Build one documentation site alone, without a catalog
    Docs(DocsArguments),
    /// Show what changed between two catalogs
    Diff(DiffArguments),
    /// Publish a built site: a folder, a git branch, S3, GCS or Azure
    Publish(PublishArguments),
    /// Render Markdown from standard input as HTML
    Markdown(MarkdownArguments),
    /// Explain a finding's code: why it matters, a bad and a good example
    Explain(ExplainArguments),
    /// Take over pieces of the built-in theme
    Theme {
        /// What to do
        #[command(subcommand)]
        action: ThemeAction,
    },
    /// Print the JSON Schema of backlot.yaml
    Schema,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print a manual page
    Man {
        /// Of this command, instead of all
        command: Option<String>,
    },
}

/// What is done with the theme.
#[derive(Debug, Subcommand)]
pub(super) enum ThemeAction {
    /// List the pieces
    List,
    /// Print a piece as the built-in theme has it
    Show {
        /// Its path or name: templates/docs.html, docs.html
        piece: String,
    },
    /// Copy pieces into the folder `theme.dir`, where they take the place of the built-in ones
    Eject {
        /// Their paths or names: templates/docs.html, docs.html
        #[arg(required = true)]
        pieces: Vec<String>,
        /// Configuration file, instead of backlot.yaml and app-config.yaml of the working folder; may be repeated
        #[arg(long, value_name = "FILE")]
        config: Vec<PathBuf>,
    },
}

/// How a difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum DiffFormat {
    /// For a terminal
    Human,
    /// For programs
    Json,
    /// For a comment on a pull request
    Markdown,
}

/// Which changes of definitions fail a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum FailOn {
    /// Clients that follow the definition break
    Breaking,
    /// Some clients may break
    Warning,
}

/// Flags of `diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// Before: a folder, a git revision of the working folder's repository, an entities.json, or the definition of an API
    pub(super) base: String,
    /// After: the same
    pub(super) head: String,
    /// How the difference is written
    #[arg(long, value_enum, default_value = "human")]
    pub(super) format: DiffFormat,
    /// Exit with 1 where a definition changed so
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) run: RunArguments,
}

/// Flags of `publish`.
#[derive(Debug, Args)]
pub(super) struct PublishArguments {
    /// A folder, gh-pages, git:REMOTE#BRANCH[:FOLDER], s3://BUCKET[/PREFIX], gs://BUCKET[/PREFIX] or az://CONTAINER[/PREFIX]
    pub(super) target: String,
    /// Folder of the built site
    #[arg(long, value_name = "DIR", default_value = "site")]
    pub(super) site: PathBuf,
    /// Publish into previews/NAME of the target, beside the portal
    #[arg(long, value_name = "NAME")]
    pub(super) preview: Option<String>,
    /// Take away what was published there
    #[arg(long)]
    pub(super) remove: bool,
    /// Print each change, and make none
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Replace files at the site's own paths that another tool put there
    #[arg(long)]
    pub(super) adopt: bool,
    /// Keep one commit on the branch, not a history
    #[arg(long)]
    pub(super) no_history: bool,
    /// Message of the commit [default: names the revision of the working folder]
    #[arg(long, short, value_name = "TEXT")]
    pub(super) message: Option<String>,
    /// Requests at the same time
    #[arg(long, value_name = "N", default_value_t = 16)]
    pub(super) parallel: usize,
    /// Say nothing but errors
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Flags of `docs`.
#[derive(Debug, Args)]
pub(super) struct DocsArguments {
    /// Folder with an mkdocs.yml, a docs folder or a README
    #[arg(default_value = ".")]
    pub(super) folder: PathBuf,
    /// Folder of the site; replaced whole, if backlot made it
    #[arg(long, short, value_name = "DIR", default_value = "site")]
    pub(super) output: PathBuf,
    /// Count text-level extensions too that no TechDocs image holds, as a portal does
    #[arg(long)]
    pub(super) all_plugins: bool,
    #[command(flatten)]
    pub(super) run: RunArguments,
    #[command(flatten)]
    pub(super) findings: FindingArguments,
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

/// How any command over files runs.
#[derive(Debug, Clone, Args)]
pub(super) struct RunArguments {
    /// Configuration file, instead of backlot.yaml and app-config.yaml beside the paths; may be repeated, later ones
    /// over earlier ones
    #[arg(long, value_name = "FILE")]
    pub(super) config: Vec<PathBuf>,
    /// Threads to use [default: one for each processor]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
}

/// How findings are shown, and which of them fail the run.
#[derive(Debug, Args)]
pub(super) struct FindingArguments {
    /// Exit with 1 for warnings too
    #[arg(long)]
    pub(super) strict: bool,
    /// How findings are written [default: human; github in GitHub Actions]
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
    /// Draw the N worst and count the others by rule; 0 draws all [default: all of up to 10, and of more the first 3 errors]
    #[arg(long, value_name = "N")]
    pub(super) max: Option<usize>,
    /// Draw every problem in full
    #[arg(long, short, conflicts_with_all = ["max", "quiet"])]
    pub(super) verbose: bool,
    /// Show errors only: no warnings, no notes, no progress, no summary
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Flags of every command over repositories.
#[derive(Debug, Args)]
pub(super) struct CrawlArguments {
    /// Repositories, or folders of repositories; for `check` also single files [default: the working folder]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) run: RunArguments,
}

/// Flags of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    #[command(flatten)]
    pub(super) crawl: CrawlArguments,
    /// Folder of the site; replaced whole, if backlot made it
    #[arg(long, short, value_name = "DIR", default_value = "site")]
    pub(super) output: PathBuf,
    /// Absolute URL the portal is published at, for the sitemap and link previews
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// Say how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
    /// Read and render everything, even if no input changed since the folder was written
    #[arg(long)]
    pub(super) no_cache: bool,
    #[command(flatten)]
    pub(super) findings: FindingArguments,
}

/// Flags of `serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    #[command(flatten)]
    pub(super) crawl: CrawlArguments,
    /// Preview one documentation site alone, as `backlot docs` builds it: PATHS is its folder
    #[arg(long)]
    pub(super) docs: bool,
    /// Of a docs site alone, count text-level extensions too that no TechDocs image holds
    #[arg(long, requires = "docs")]
    pub(super) all_plugins: bool,
    /// Address to listen at; anything but loopback shows the preview to others
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) host: std::net::IpAddr,
    /// First port to try; the next free one is taken
    #[arg(long, value_name = "N", default_value_t = 8000)]
    pub(super) port: u16,
    /// Open the preview in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes again and again, where the system does not tell of them (network drives, containers)
    #[arg(long)]
    pub(super) poll: bool,
}

/// Flags of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) crawl: CrawlArguments,
    #[command(flatten)]
    pub(super) findings: FindingArguments,
    /// Judge one repository against the organisation's catalog: a portal's URL or folder, the URL of a Backstage, or
    /// an entities.json
    #[arg(long, value_name = "SOURCE")]
    pub(super) catalog: Option<String>,
    /// Report only what is found in this file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub(super) only: Vec<PathBuf>,
    /// File of known findings, which are not reported
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// Write all present findings to the baseline [default: backlot-baseline.json] and exit
    #[arg(long)]
    pub(super) write_baseline: bool,
}
