//! Writing: data on stdout, talk on stderr.
//!
//! In: text. Out: text where it belongs. Never: fails over a closed pipe; colours what is not a terminal, or
//! where `NO_COLOR` is set (no-color.org).

use std::io::{IsTerminal, Write};

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

fn colour_of(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var(name).is_ok_and(|value| !value.is_empty() && value != "0");
    if set("CLICOLOR_FORCE") || set("FORCE_COLOR") {
        return true;
    }
    !set("NO_COLOR") && std::env::var("TERM").as_deref() != Ok("dumb") && stream.is_terminal()
}
