//! `backlot publish`: a built site to where its readers are.
//!
//! In: a target, the folder of a site. Out: what was sent and deleted, on stderr; with `--dry-run` each change, on stdout. Never: a
//! build; a credential in a message.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::arguments::PublishArguments;
use super::outcome::{Failure, Outcome};
use super::size::size;
use super::terminal;
use crate::output::BuiltSite;
use crate::publish::{self, Options, PublishError, Target};

pub(super) fn run(arguments: &PublishArguments) -> Result<Outcome, Failure> {
    let usage = |error: publish::TargetError| {
        Failure::new(error.to_string()).hint(
            "a target is a folder, `gh-pages`, `git:REMOTE#BRANCH[:FOLDER]`, `s3://BUCKET[/PREFIX]`, `gs://…` or `az://…`",
        )
    };
    let mut target = Target::parse(&arguments.target).map_err(usage)?;
    if let Some(preview) = &arguments.preview {
        target = target.below(&format!("previews/{preview}")).map_err(usage)?;
    }
    let site = if arguments.remove {
        BuiltSite::none()
    } else {
        BuiltSite::open(&arguments.site).map_err(|error| failure(error.into()))?
    };
    let options = Options {
        dry_run: arguments.dry_run,
        adopt: arguments.adopt,
        remove: arguments.remove,
        no_history: arguments.no_history,
        message: arguments.message.clone().map_or_else(publish::default_message, |text| text + "\n"),
        parallel: arguments.parallel,
        run_id: run_id(),
    };
    if !arguments.remove && !arguments.quiet {
        let (count, bytes) = (site.files.len(), size(site.size()));
        terminal::talk(&format!("Publishing {count} files, {bytes}, to {target}\n"));
    }
    let begun = Instant::now();
    let shown = Mutex::new(begun);
    let is_live = std::io::stderr().is_terminal() && !arguments.quiet;
    let progress = |done: usize, all: usize| {
        let Ok(mut last) = shown.lock() else { return };
        if is_live && last.elapsed() > Duration::from_millis(200) {
            *last = Instant::now();
            terminal::talk(&format!("\r\x1b[K{done} of {all} files sent"));
        }
    };
    let plan = publish::publish(&site, &target, &options, &progress);
    if is_live {
        terminal::talk("\r\x1b[K");
    }
    let plan = plan.map_err(failure)?;
    if options.dry_run {
        for change in &plan.changes {
            terminal::data(format!("{change}\n").as_bytes());
        }
    }
    if !arguments.quiet {
        let (sent, deleted) = (plan.sent().count(), plan.deleted().count());
        let bytes = size(plan.sent().map(|file| file.size).sum());
        let words = if options.dry_run { ("Would send", "would delete") } else { ("Sent", "deleted") };
        terminal::talk(&format!(
            "{} {sent} files ({bytes}), {} {deleted}, {} unchanged, in {:.1} s → {target}\n",
            words.0,
            words.1,
            plan.unchanged,
            begun.elapsed().as_secs_f64()
        ));
    }
    Ok(Outcome::Clean)
}

fn failure(error: PublishError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error.hint() {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// What no other run has: the moment, and the process.
fn run_id() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{}-{}", now.as_nanos(), std::process::id())
}
