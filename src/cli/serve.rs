//! `backlot serve`: preview while writing.
//!
//! In: paths and a port. Out: a preview until it is ended; what happens, on stderr. Never: writes a file.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::arguments::ServeArguments;
use super::outcome::{Failure, Outcome};
use super::session::Session;
use super::{open, report, terminal};
use crate::crawl;
use crate::diag::render::{self, HumanOptions};
use crate::diag::{Resolved, Severity};
use crate::pipeline::{self, Revision, Whole};
use crate::serve::{self, Options};
use crate::source::Files;

pub(super) fn run(options: &ServeArguments) -> Result<Outcome, Failure> {
    let session = Session::new(&options.crawl, Box::new(|_| {}))?;
    let mut watch = session.paths.clone();
    watch.extend(options.crawl.run.config.iter().cloned());
    watch.extend(session.config.theme_dir.clone());
    let say = |line: &str| terminal::talk(&format!("{line}\n"));
    if !options.host.is_loopback() {
        say(&format!("warning: everyone who reaches {} can read this preview", options.host));
    }
    let preview = Preview { options, files: session.files.clone(), session: Mutex::new(session) };
    serve::serve(&Options {
        next: &|before, changed| preview.next(before, changed),
        watch,
        host: options.host,
        port: options.port,
        poll: options.poll,
        say: &say,
        ready: &|url| {
            if options.open && !open::in_browser(url) {
                say("warning: no browser could be opened");
            }
        },
        of_use: &of_use,
        draw,
    })
    .map_err(|error| Failure::new(error.to_string()))?;
    Ok(Outcome::Clean)
}

/// What is previewed.
struct Preview<'o> {
    options: &'o ServeArguments,
    /// One door for the whole time: what is known of files stays good.
    files: Files,
    session: Mutex<Session>,
}

impl Preview<'_> {
    /// The next state; `None` where nothing differs.
    fn next(
        &self,
        before: Option<&Whole>,
        changed: Option<&BTreeSet<PathBuf>>,
    ) -> Result<Option<Whole>, String> {
        let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            pipeline::with_threads(self.options.crawl.run.jobs, || self.made(before, changed))
        }));
        made.unwrap_or_else(|_| Err("this is a bug in backlot; report it with the lines above".to_owned()))
    }

    fn made(
        &self,
        before: Option<&Whole>,
        changed: Option<&BTreeSet<PathBuf>>,
    ) -> Result<Option<Whole>, String> {
        let before = before.zip(changed);
        let mut session = self.session.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, changed)) = before {
            match before.revised(changed, session.request().tools) {
                Revision::Same => return Ok(None),
                Revision::Next(next) => return Ok(Some(*next)),
                Revision::More => {}
            }
        }
        // Everything but texts anew, the configuration too: a writer changes that as well.
        let again = Session::through(self.files.clone(), &self.options.crawl, Box::new(|_| {}));
        *session = again.map_err(|failure| failure.to_string())?;
        let request = session.request();
        if !self.options.docs {
            return Ok(Some(pipeline::preview(&self.files, &request, before)));
        }
        let folder = &session.paths[0];
        let (repo, folder) = crawl::enclosing(&self.files, folder, &session.config)
            .map_err(|error| format!("cannot read the folder `{}`: {error}", folder.display()))?;
        let request = pipeline::DocsRequest {
            repo,
            folder: &folder,
            beyond_techdocs: self.options.all_plugins,
            config: &session.config,
            found: &session.found,
            tools: request.tools,
        };
        Ok(Some(pipeline::preview_docs(&self.files, request, before)))
    }
}

/// The findings that a writer wants to see over the page: every error, and warnings in the files worked on.
fn of_use(findings: &[Resolved], touched: &BTreeSet<PathBuf>) -> Vec<Resolved> {
    let worked_on = |one: &Resolved| one.place.as_ref().is_some_and(|place| touched.contains(&place.real));
    let shown = findings.iter().filter(|one| match one.severity {
        Severity::Error => true,
        Severity::Warning => worked_on(one),
        Severity::Note => false,
    });
    let mut shown = report::seen_from_here(shown.cloned().collect());
    // What was just written comes first: the strip has room for one.
    shown.sort_by_key(|one| (one.severity != Severity::Error, !worked_on(one)));
    shown
}

fn draw(findings: &[Resolved], for_terminal: bool) -> String {
    let terminal = HumanOptions {
        colour: terminal::stderr_colour(),
        width: terminal::width(),
        ..HumanOptions::default()
    };
    render::human(findings, if for_terminal { terminal } else { HumanOptions::default() })
}
