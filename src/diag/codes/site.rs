//! Site plan, theme and templates: codes `BL6xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[&UNWRITABLE];

/// A file of the portal cannot be written.
pub static UNWRITABLE: Code = Code {
    id: "BL690",
    name: "unwritable",
    severity: Severity::Error,
    summary: "a file of the portal cannot be written",
    explain: "\
The file is missing from the portal; everything else is there. Either two things claim the same path (on some file
systems names that differ in case only are the same), or a name is too long or holds a control character, or the
operating system refused: the message gives its reason.

Rename one of two files that claim the same path; free space on the disk; write to another folder with `-o`.
",
};
