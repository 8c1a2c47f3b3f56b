//! Parses arguments, calls [`backlot::cli`], maps the answer to an exit code.

fn main() {}
