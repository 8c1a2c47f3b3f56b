//! Calls [`backlot::cli`] and passes on its exit code.

fn main() -> std::process::ExitCode {
    backlot::cli::run()
}
