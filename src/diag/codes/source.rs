//! Files, crawl and YAML: codes `BL1xx`.

use super::Code;
use crate::diag::Severity;

pub(super) static ALL: &[&Code] = &[&UNREADABLE, &NOT_UTF8];

/// A file or folder could not be read.
pub static UNREADABLE: Code = Code {
    id: "BL101",
    name: "unreadable",
    severity: Severity::Error,
    summary: "a file or folder could not be read",
    explain: "\
A file or folder below the crawled paths could not be opened, so nothing in it is part of the portal.
The message gives the operating system's own reason.

Common causes: a CI checkout made by another user, a symlink that leaves the repository (refused on purpose:
no path of a repository may reach outside it), a file of more than 64 MiB, a name that is not UTF-8.
",
};

/// A text file is not UTF-8.
pub static NOT_UTF8: Code = Code {
    id: "BL102",
    name: "not-utf8",
    severity: Severity::Error,
    summary: "a text file is not UTF-8",
    explain: "\
Catalog files and Markdown pages are UTF-8. A byte order mark is fine, and UTF-16 with a byte order mark is
read as what it is; other bytes are shown as U+FFFD so that the page still stands.

Save the file as UTF-8: `iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md`.
",
};
