//! A panic on one page is that page's finding, not the end of the build.
//!
//! In: work on one file. Out: its result, or a finding. Never: hides a panic: it is named, with what to do.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::diag::{Diagnostic, codes};
use crate::source::FileId;

/// Does the work on `file`.
pub(super) fn finding<T>(file: FileId, work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let reason = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied())
            .unwrap_or("no reason given");
        let finding = Diagnostic::new(
            &codes::site::INTERNAL,
            "the page could not be rendered: this is a fault of backlot's",
        )
        .in_file(file)
        .note(format!("the fault: {reason}"))
        .help("please report it with the page; everything else was built");
        Box::new(finding)
    })
}
