//! Writing: data on stdout, talk on stderr.
//!
//! In: text. Out: text where it belongs. Never: fails over a closed pipe; colours what is not a terminal, or
//! where `NO_COLOR` is set (no-color.org), unless `--color` says so.

use std::io::{IsTerminal, Write};
use std::sync::OnceLock;

use super::arguments::Colour;

/// What `--color` says, once it was read.
static COLOUR: OnceLock<Colour> = OnceLock::new();

/// Holds what `--color` says for the rest of the run.
pub(super) fn set_colour(colour: Colour) {
    let _ = COLOUR.set(colour);
}

/// A line on a terminal that says what is being done, and is gone when it is done.
#[derive(Debug)]
pub(super) struct Progress {
    is_shown: bool,
}

impl Progress {
    /// Shows nothing where stderr is no terminal, or where nobody wants to see it.
    pub(super) fn new(is_wanted: bool) -> Self {
        let stderr = std::io::stderr();
        let is_plain = std::env::var("TERM").as_deref() == Ok("dumb") || std::env::var_os("CI").is_some();
        Self { is_shown: is_wanted && stderr.is_terminal() && !is_plain }
    }

    /// Says what is being done now.
    pub(super) fn say(&self, what: &str) {
        if self.is_shown {
            talk(&format!("\r\x1b[2K{what} …"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.is_shown {
            talk("\r\x1b[2K");
        }
    }
}

/// Data, for a pipe or a file.
pub(super) fn data(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    // Whoever reads may stop when they have seen enough.
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Talk, for a person.
pub(super) fn talk(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// The last words of a command that could not be carried out.
pub(super) fn failure(message: &str, hint: Option<&str>) {
    let (red, bold, off) =
        if colour_of(&std::io::stderr()) { ("\x1b[1;31m", "\x1b[1m", "\x1b[0m") } else { ("", "", "") };
    let mut text = format!("{red}error{off}{bold}: {message}{off}\n");
    if let Some(hint) = hint {
        text.push_str("  help: ");
        text.push_str(hint);
        text.push('\n');
    }
    talk(&text);
}

/// Whether stdout takes colours.
pub(super) fn stdout_colour() -> bool {
    colour_of(&std::io::stdout())
}

/// Whether stderr takes colours.
pub(super) fn stderr_colour() -> bool {
    colour_of(&std::io::stderr())
}

/// Columns of the terminal; a page's width where nothing tells.
pub(super) fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    told.unwrap_or(110_usize).clamp(60, 200)
}

/// `--color` first, then NO_COLOR, CLICOLOR_FORCE and CLICOLOR (bixense.com/clicolors), then what the stream is.
fn colour_of(stream: &impl IsTerminal) -> bool {
    match COLOUR.get() {
        Some(Colour::Always) => return true,
        Some(Colour::Never) => return false,
        Some(Colour::Auto) | None => {}
    }
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty() && value != "0");
    if std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty()) {
        return false;
    }
    if set("CLICOLOR_FORCE") || set("FORCE_COLOR") {
        return true;
    }
    let is_off = std::env::var("CLICOLOR").as_deref() == Ok("0");
    !is_off && std::env::var("TERM").as_deref() != Ok("dumb") && stream.is_terminal()
}
