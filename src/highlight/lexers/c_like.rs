//! Tables of languages in the manner of C.
//!
//! In: nothing. Out: tables. Never: complete: they hold what a reader looks for.

use std::sync::LazyLock;

use super::words::{Quote, Words, set};

/// JavaScript and TypeScript, JSX included.
pub(crate) static SCRIPT: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
        Quote { open: "`", close: "`", escapes: true, lines: true },
    ],
    keywords: set(
        "abstract as asserts async await break case catch class const continue debugger declare default \
         delete do else enum export extends finally for from function get if implements import in infer \
         instanceof interface is keyof let module namespace new of override private protected public readonly \
         return satisfies set static super switch this throw try type typeof using var void while with yield",
    ),
    constants: set("Infinity NaN false null true undefined"),
    types: set("any bigint boolean never number object string symbol unknown"),
    word_bytes: b"$",
    decorator: Some(b'@'),
    capital_types: true,
    ..Words::default()
});

/// Go.
pub(crate) static GO: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
        Quote { open: "`", close: "`", escapes: false, lines: true },
    ],
    keywords: set(
        "break case chan const continue default defer else fallthrough for func go goto if import interface \
         map package range return select struct switch type var",
    ),
    constants: set("false iota nil true"),
    types: set(
        "any bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune \
         string uint uint16 uint32 uint64 uint8 uintptr",
    ),
    capital_types: true,
    ..Words::default()
});

/// Rust. A quote alone may begin a lifetime, so only double quotes are text.
pub(crate) static RUST: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "r#\"", close: "\"#", escapes: false, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: true },
    ],
    keywords: set(
        "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod \
         move mut pub ref return self static struct super trait type union unsafe use where while",
    ),
    constants: set("Err None Ok Some false true"),
    types: set("Self bool char f32 f64 i128 i16 i32 i64 i8 isize str u128 u16 u32 u64 u8 usize"),
    capital_types: true,
    ..Words::default()
});

/// Java.
pub(crate) static JAVA: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"\"\"", close: "\"\"\"", escapes: true, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "abstract assert break case catch class const continue default do else enum extends final finally for \
         goto if implements import instanceof interface native new non-sealed package permits private \
         protected public record return sealed static strictfp super switch synchronized this throw throws \
         transient try var volatile while yield",
    ),
    constants: set("false null true"),
    types: set("boolean byte char double float int long short void"),
    decorator: Some(b'@'),
    capital_types: true,
    ..Words::default()
});

/// Kotlin, Groovy and Scala.
pub(crate) static KOTLIN: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"\"\"", close: "\"\"\"", escapes: false, lines: true },
        Quote { open: "'''", close: "'''", escapes: true, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "abstract actual as break by case catch class companion const continue crossinline data def do else \
         enum expect extends external final finally for fun get given if implicit import in infix init inline \
         inner interface internal is it lateinit lazy match new object open operator out override package \
         private protected public reified return sealed set static super suspend tailrec this throw trait try \
         type typealias val var vararg when where while with yield",
    ),
    constants: set("false null true"),
    types: set("boolean double float int long void"),
    decorator: Some(b'@'),
    capital_types: true,
    ..Words::default()
});

/// C, C++ and Objective-C.
pub(crate) static C: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "alignas alignof asm auto break case catch class co_await co_return co_yield concept const const_cast \
         consteval constexpr continue decltype default delete do dynamic_cast else enum explicit export \
         extern final for friend goto if inline mutable namespace new noexcept operator override private \
         protected public register reinterpret_cast requires restrict return sizeof static static_assert \
         static_cast struct switch template this thread_local throw try typedef typeid typename union using \
         virtual volatile while",
    ),
    constants: set("NULL false nullptr true"),
    types: set(
        "bool char double float int int16_t int32_t int64_t int8_t long short signed size_t string uint16_t \
         uint32_t uint64_t uint8_t unsigned void wchar_t",
    ),
    decorator: Some(b'#'),
    ..Words::default()
});

/// C#.
pub(crate) static CSHARP: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "@\"", close: "\"", escapes: false, lines: true },
        Quote { open: "\"\"\"", close: "\"\"\"", escapes: false, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "abstract as async await base break case catch checked class const continue default delegate do else \
         enum event explicit extern finally fixed for foreach get goto if implicit in init interface internal \
         is lock nameof namespace new operator out override params partial private protected public readonly \
         record ref required return sealed set sizeof stackalloc static struct switch this throw try typeof \
         unchecked unsafe using var virtual volatile when where while with yield",
    ),
    constants: set("false null true"),
    types: set(
        "bool byte char decimal double dynamic float int long object sbyte short string uint ulong ushort \
         void",
    ),
    decorator: Some(b'#'),
    capital_types: true,
    ..Words::default()
});

/// Swift and Dart.
pub(crate) static SWIFT: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"\"\"", close: "\"\"\"", escapes: true, lines: true },
        Quote { open: "'''", close: "'''", escapes: true, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "abstract actor as assert associatedtype async await break case catch class const continue \
         convenience covariant default defer deferred deinit do dynamic else enum export extends extension \
         external factory fallthrough fileprivate final finally for func get guard if implements import in \
         indirect infix init inout interface internal is late lazy let library mixin mutating new nonmutating \
         on open operator optional override part precedencegroup private protocol public repeat required \
         rethrows return sealed self set some static struct subscript super switch sync this throw throws try \
         typealias typedef unowned var weak when where while with yield",
    ),
    constants: set("false nil null true"),
    types: set("bool double dynamic int num void"),
    decorator: Some(b'@'),
    capital_types: true,
    ..Words::default()
});

/// Protocol buffers.
pub(crate) static PROTO: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "edition enum extend extensions import message oneof option optional package public repeated required \
         reserved returns rpc service stream syntax to weak",
    ),
    constants: set("false max true"),
    types: set(
        "bool bytes double fixed32 fixed64 float int32 int64 map sfixed32 sfixed64 sint32 sint64 string \
         uint32 uint64",
    ),
    capital_types: true,
    ..Words::default()
});

/// HCL, as Terraform writes it.
pub(crate) static HCL: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#", "//"],
    block_comments: &[("/*", "*/")],
    quotes: &[Quote { open: "\"", close: "\"", escapes: true, lines: false }],
    keywords: set(
        "check data dynamic else endfor endif for for_each if import in locals module moved output provider \
         removed resource terraform variable",
    ),
    constants: set("false null true"),
    types: set("any bool list map number object set string tuple"),
    word_bytes: b"-",
    ..Words::default()
});

/// GraphQL.
pub(crate) static GRAPHQL: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["#"],
    quotes: &[
        Quote { open: "\"\"\"", close: "\"\"\"", escapes: true, lines: true },
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
    ],
    keywords: set(
        "directive enum extend fragment implements input interface mutation on query repeatable scalar schema \
         subscription type union",
    ),
    constants: set("false null true"),
    types: set("Boolean Float ID Int String"),
    variable: Some(b'$'),
    decorator: Some(b'@'),
    capital_types: true,
    calls: false,
    ..Words::default()
});

/// PHP.
pub(crate) static PHP: LazyLock<Words> = LazyLock::new(|| Words {
    line_comments: &["//", "#"],
    block_comments: &[("/*", "*/")],
    quotes: &[
        Quote { open: "\"", close: "\"", escapes: true, lines: false },
        Quote { open: "'", close: "'", escapes: true, lines: false },
    ],
    keywords: set(
        "abstract and array as break callable case catch class clone const continue declare default do echo \
         else elseif enum extends final finally fn for foreach function global goto if implements include \
         include_once instanceof insteadof interface isset list match namespace new or print private \
         protected public readonly require require_once return static switch throw trait try unset use var \
         while xor yield",
    ),
    constants: set("FALSE NULL TRUE false null true"),
    types: set("bool float int mixed never object string void"),
    variable: Some(b'$'),
    capital_types: true,
    ..Words::default()
});
