//! Tables of scripting languages, shells and SQL.
//!
//! In: nothing. Out: tables. Never: complete: they hold what a reader looks for.

use std::sync::LazyLock;

use super::words::{Quote, Words, set};

/// Python, and Starlark.
pub(crate) static PYTHON: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#"],
    quotes: &[
        Quote { open: "\"\"\"", close: "\"\"\"", escapes: true, lines: true },
        Quote { open: "'''", close: "'''", escapes: true, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "and as assert async await break case class continue def del elif else except finally for from global \
         if import in is lambda match nonlocal not or pass raise return try while with yield",
    ),
    constants: set("False None True cls self"),
    types: set("bool bytes dict float frozenset int list object set str tuple"),
    decorator: Some(b'@'),
    capital_types: true,
    ..Words::default()
});

/// Shells.
pub(crate) static SHELL: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#"],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: true },
        Quote { open: "'", close: "'", escapes: false, lines: true },
    ],
    keywords: set(
        "case do done elif else esac export fi for function if in local readonly return select source then \
         unset until while",
    ),
    word_bytes: b"-./:@%+~",
    variable: Some(b'$'),
    calls: false,
    commands: true,
    ..Words::default()
});

/// PowerShell.
pub(crate) static POWERSHELL: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#"],
    block_comments: &[("<#", "#>")],
    quotes: &[
        Quote { open: "@\"", close: "\"@", escapes: false, lines: true },
        Quote { open: "@'", close: "'@", escapes: false, lines: true },
        Quote { open: "\"", close: "\"", escapes: false, lines: true },
        Quote { open: "'", close: "'", escapes: false, lines: true },
    ],
    keywords: set(
        "begin break catch class continue data do dynamicparam else elseif end enum exit filter finally for \
         foreach function if in param process return switch throw trap try until using while workflow",
    ),
    word_bytes: b"-",
    variable: Some(b'$'),
    any_case: true,
    ..Words::default()
});

/// Ruby.
pub(crate) static RUBY: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#"],
    block_comments: &[("=begin", "=end")],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "alias and begin break case class def defined do else elsif end ensure extend for if in include \
         module next not or private protected public raise redo require require_relative rescue retry return \
         self super then undef unless until when while yield",
    ),
    constants: set("false nil true"),
    word_bytes: b"?!",
    variable: Some(b'$'),
    decorator: Some(b'@'),
    capital_types: true,
    ..Words::default()
});

/// SQL of any dialect.
pub(crate) static SQL: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["--"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "'", close: "'", escapes: false, lines: true },
        Quote { open: "\"", close: "\"", escapes: false, lines: false },
        Quote { open: "`", close: "`", escapes: false, lines: false },
    ],
    keywords: set(
        "add all alter analyze and any as asc begin between by cascade case check column commit conflict \
         constraint create cross cube current database declare default delete desc distinct do drop else end \
         except execute exists explain extension fetch first for foreign from full function grant group \
         having if ilike in index inner insert intersect into is join key last lateral left like limit \
         materialized merge natural not nothing nulls of offset on only or order outer over partition policy \
         primary procedure recursive references rename replace returning returns revoke right role rollback \
         row rows schema select sequence set table then to transaction trigger truncate union unique update \
         user using values view when where window with",
    ),
    constants: set("false null true"),
    types: set(
        "bigint bigserial blob boolean bytea char date decimal double float int integer interval json jsonb \
         numeric real serial smallint text time timestamp timestamptz uuid varchar",
    ),
    any_case: true,
    ..Words::default()
});

/// Makefiles.
pub(crate) static MAKE: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#"],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set("define else endef endif export ifdef ifeq ifndef ifneq include override unexport vpath"),
    word_bytes: b"-./",
    variable: Some(b'$'),
    calls: false,
    ..Words::default()
});

/// Lua.
pub(crate) static LUA: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["--"],
    block_comments: &[("--[[", "]]")],
    quotes: &[
        Quote { open: "[[", close: "]]", escapes: false, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "and break do else elseif end for function goto if in local not or repeat return then until while",
    ),
    constants: set("false nil true"),
    ..Words::default()
});
