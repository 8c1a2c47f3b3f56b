//! `backlot man`: manual pages, from the same definition of flags as help and completions.
//!
//! In: the name of a command, or none. Out: a page in roff on stdout. Never: a date, which would make two builds of one version
//! differ.

use clap::CommandFactory;

use super::arguments::Arguments;
use super::outcome::{Failure, Outcome};
use super::terminal;

pub(super) fn run(command: Option<&str>) -> Result<Outcome, Failure> {
    let mut all = Arguments::command();
    all.build();
    let page = match command {
        None => all.clone(),
        Some(name) => all.find_subcommand(name).cloned().ok_or_else(|| {
            Failure::new(format!("there is no command `{name}`")).hint("`backlot help` lists the commands")
        })?,
    };
    let title = page.get_display_name().unwrap_or_else(|| page.get_name()).replace(' ', "-");
    let mut text = Vec::new();
    clap_mangen::Man::new(page)
        .title(title.to_uppercase())
        .date("")
        .manual("Backlot")
        .render(&mut text)
        .map_err(|error| Failure::new(format!("cannot write the manual page: {error}")))?;
    terminal::data(&text);
    Ok(Outcome::Clean)
}
