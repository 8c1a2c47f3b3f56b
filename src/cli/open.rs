//! A page in the browser of whoever sits at the machine.
//!
//! In: a URL of this program's own. Out: whether a program was started that opens it. Never: waits for it.

use std::process::{Command, Stdio};

/// Opens a URL.
pub(super) fn in_browser(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().is_ok()
}
