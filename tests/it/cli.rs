//! The binary from outside: streams and exit codes.

use crate::support::{backlot, stderr, stdout};

#[test]
fn a_mistake_in_usage_is_2_and_goes_to_stderr() {
    for arguments in [&["no-such-command"][..], &["explain", "BL000"], &["explain", "--no-such-flag"], &[]] {
        let output = backlot(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_are_data() {
    for arguments in [&["--help"][..], &["--version"], &["explain", "--help"]] {
        let output = backlot(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(stdout(&output).contains("backlot") && output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn explain_lists_and_explains() {
    let all = stdout(&backlot(&["explain"]));
    assert!(all.contains("BL102") && all.contains("not-utf8"), "{all}");
    let one = stdout(&backlot(&["explain", "not-utf8"]));
    assert!(one.starts_with("BL102 not-utf8 (error)\n"), "{one}");
    assert!(stderr(&backlot(&["explain", "utf8"])).contains("did you mean `not-utf8`?"));
}

#[test]
fn manual_pages_of_all_and_of_one() {
    let page = stdout(&backlot(&["man"]));
    assert!(page.contains(".TH BACKLOT 1") && page.contains("backlot\\-check"), "{page}");
    let page = stdout(&backlot(&["man", "check"]));
    assert!(page.contains(".TH BACKLOT-CHECK 1") && page.contains("write\\-baseline"), "{page}");
    assert_eq!(backlot(&["man", "nope"]).status.code(), Some(2));
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = stdout(&backlot(&["completions", shell]));
        assert!(script.contains("backlot") && script.contains("explain"), "{shell}");
    }
}
