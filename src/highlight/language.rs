//! Names of languages.
//!
//! In: what stands after a fence, lower case. Out: the lexer for it, or that it is plain text.
//! Never: guesses from the code.

use std::sync::LazyLock;

use super::lexers::{Lexer, Words, c_like, scripts};

/// Our own lexer for a language.
pub(super) fn lexer(name: &str) -> Option<Lexer> {
    Some(match name {
        "yaml" | "yml" => Lexer::Yaml,
        "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "webmanifest" => Lexer::Json,
        "diff" | "patch" => Lexer::Diff,
        "console" | "shell-session" | "shellsession" | "sh-session" | "bash-session" | "terminal"
        | "sh-console" => Lexer::Console,
        "html" | "xml" | "svg" | "xhtml" | "vue" | "svelte" | "xsd" | "xslt" | "pom" | "html+jinja"
        | "plist" => Lexer::Markup,
        "css" | "scss" | "less" => Lexer::Css,
        "toml" | "ini" | "properties" | "dotenv" | "env" | "cfg" | "conf" | "editorconfig" | "systemd"
        | "requirements" => Lexer::Ini,
        "dockerfile" | "docker" | "containerfile" => Lexer::Docker,
        "markdown" | "md" => Lexer::Markdown,
        _ => Lexer::Words(words(name)?),
    })
}

fn words(name: &str) -> Option<&'static LazyLock<Words>> {
    Some(match name {
        "js" | "javascript" | "mjs" | "cjs" | "jsx" | "ts" | "typescript" | "tsx" | "mts" | "cts"
        | "node" => &c_like::SCRIPT,
        "go" | "golang" => &c_like::GO,
        "rust" | "rs" => &c_like::RUST,
        "java" => &c_like::JAVA,
        "kotlin" | "kt" | "kts" | "groovy" | "gradle" | "scala" => &c_like::KOTLIN,
        "c" | "cpp" | "c++" | "h" | "hpp" | "cc" | "objective-c" | "objc" => &c_like::C,
        "csharp" | "c#" | "cs" => &c_like::CSHARP,
        "swift" | "dart" => &c_like::SWIFT,
        "proto" | "protobuf" | "proto3" => &c_like::PROTO,
        "hcl" | "terraform" | "tf" | "tfvars" => &c_like::HCL,
        "graphql" | "gql" | "graphqls" => &c_like::GRAPHQL,
        "php" => &c_like::PHP,
        "python" | "py" | "python3" | "py3" | "starlark" | "bazel" | "bzl" => &scripts::PYTHON,
        "bash" | "sh" | "shell" | "zsh" | "ksh" | "fish" => &scripts::SHELL,
        "powershell" | "ps1" | "pwsh" | "posh" => &scripts::POWERSHELL,
        "ruby" | "rb" => &scripts::RUBY,
        "sql" | "postgresql" | "postgres" | "mysql" | "sqlite" | "plsql" | "tsql" | "plpgsql" => {
            &scripts::SQL
        }
        "make" | "makefile" | "mk" => &scripts::MAKE,
        "lua" => &scripts::LUA,
        _ => return None,
    })
}

/// Names that say: this is text.
pub(super) fn is_plain(name: &str) -> bool {
    matches!(
        name,
        "" | "text"
            | "txt"
            | "plain"
            | "plaintext"
            | "none"
            | "output"
            | "log"
            | "raw"
            | "nohighlight"
            | "ascii"
            | "tree"
    )
}

/// What a language is called by people, for `auto_title` (Pygments' names).
pub(super) fn title(name: &str) -> Option<&'static str> {
    Some(match name {
        "yaml" | "yml" => "YAML",
        "json" | "jsonc" => "JSON",
        "diff" | "patch" => "Diff",
        "console" | "shell-session" | "terminal" => "Console",
        "html" => "HTML",
        "xml" | "svg" => "XML",
        "css" => "CSS",
        "scss" => "SCSS",
        "toml" => "TOML",
        "ini" | "cfg" | "conf" => "INI",
        "properties" => "Properties",
        "dockerfile" | "docker" => "Docker",
        "markdown" | "md" => "Markdown",
        "js" | "javascript" | "mjs" | "cjs" => "JavaScript",
        "jsx" => "JSX",
        "ts" | "typescript" => "TypeScript",
        "tsx" => "TSX",
        "go" | "golang" => "Go",
        "rust" | "rs" => "Rust",
        "java" => "Java",
        "kotlin" | "kt" => "Kotlin",
        "groovy" => "Groovy",
        "scala" => "Scala",
        "c" => "C",
        "cpp" | "c++" => "C++",
        "csharp" | "c#" | "cs" => "C#",
        "swift" => "Swift",
        "dart" => "Dart",
        "proto" | "protobuf" => "Protocol Buffer",
        "hcl" => "HCL",
        "terraform" | "tf" => "Terraform",
        "graphql" | "gql" => "GraphQL",
        "php" => "PHP",
        "python" | "py" | "python3" => "Python",
        "bash" | "sh" | "shell" | "zsh" | "ksh" => "Bash",
        "powershell" | "ps1" | "pwsh" => "PowerShell",
        "ruby" | "rb" => "Ruby",
        "sql" => "SQL",
        "make" | "makefile" => "Makefile",
        "lua" => "Lua",
        _ => return None,
    })
}
