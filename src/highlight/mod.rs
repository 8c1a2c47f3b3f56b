//! Code to spans with classes.
//!
//! In: a language's name and code. Out: HTML of `<span class>`es, a line at a time; colours are the theme's,
//! light and dark by CSS alone. Never: panics on a grammar's account; takes more than linear time in our own
//! lexers, or more than [`GRAMMAR_LIMIT`] bytes to a grammar that is not ours.
//!
//! The languages that documentation is full of have small lexers of ours ([`lexers`]), an order of magnitude faster
//! than a TextMate grammar; all others go to syntect.
//!
//! Classes, for the theme: `hc` comment · `hk` keyword · `hs` string · `hn` number, constant · `ht` type, tag ·
//! `hf` function, command · `ha` attribute, key · `hv` variable · `ho` operator · `hm` meta: decorator, directive,
//! heading · `hi` inserted · `hd` deleted · `hp` prompt · `hr` result, output.

mod class;
mod grammar;
mod language;
pub(crate) mod lexers;
mod lines;

pub(crate) use class::Class;
pub(crate) use lines::Lines;

/// Longest code that is given to a TextMate grammar: some of their rules are quadratic in a long line.
pub(crate) const GRAMMAR_LIMIT: usize = 64 * 1024;

/// Highlights `code`. `None` where the language is unknown or is plain text. The answer is escaped HTML, a line each, without
/// line ends; its text, tags taken away, is the text of `code`.
pub(crate) fn highlight(language: &str, code: &str) -> Option<Vec<String>> {
    let language = language.to_ascii_lowercase();
    match language::lexer(&language) {
        Some(lexer) => {
            let mut lines = Lines::new(code.len());
            lexer.run(code, &mut lines);
            Some(lines.finish())
        }
        None if language::is_plain(&language) => None,
        None => grammar::highlight(&language, code),
    }
}

/// What a language is called by people; `None` where we have no name for it.
pub(crate) fn title(language: &str) -> Option<&'static str> {
    language::title(&language.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::highlight;

    fn text_of(lines: &[String]) -> String {
        let mut out = String::new();
        let html = lines.join("\n");
        let mut rest = html.as_str();
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
        }
        out.push_str(rest);
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    }

    const LANGUAGES: &[&str] = &[
        "yaml",
        "json",
        "bash",
        "console",
        "python",
        "typescript",
        "tsx",
        "go",
        "rust",
        "toml",
        "ini",
        "dockerfile",
        "html",
        "xml",
        "css",
        "diff",
        "sql",
        "hcl",
        "graphql",
        "protobuf",
        "java",
        "markdown",
        "makefile",
        "kotlin",
        "lua",
        "elixir",
    ];

    #[test]
    fn text_is_kept() {
        let samples = [
            "a: 1 # c\nb: \"x\" & <y>\n- 'it''s'\n| block\n",
            "# comment\nif x == \"a\\\"b\" { return 0x1f; } /* b\nlock */ 'c' `t ${x}`\n",
            "<a href=\"x\">b</a><!-- c\n -->&amp;\n",
            "$ ls -la | grep 'x'\nout\n> more\n+ added\n- gone\n@@ -1 +1 @@\n",
            "\"unclosed\n'unclosed\n/* unclosed",
            "ä = 'ü' // 日本\n\u{0}\t\r\n",
            "",
            "\n\n",
        ];
        for language in LANGUAGES {
            for sample in samples {
                let lines = highlight(language, sample).unwrap();
                let expected = sample.strip_suffix('\n').unwrap_or(sample);
                assert_eq!(text_of(&lines), expected.replace('\r', ""), "{language}: {sample:?}");
            }
        }
        assert_eq!(highlight("text", "x"), None);
        assert_eq!(highlight("no-such-language", "x"), None);
    }

    #[test]
    fn tokens() {
        for (language, code, expected) in [
            (
                "yaml",
                "a: 1 # c",
                r#"<span class="ha">a</span>: <span class="hn">1</span> <span class="hc"># c</span>"#,
            ),
            ("json", r#"{"a": "b"}"#, r#"{<span class="ha">"a"</span>: <span class="hs">"b"</span>}"#),
            ("bash", "echo $HOME", r#"<span class="hf">echo</span> <span class="hv">$HOME</span>"#),
            ("python", "def f(x):", r#"<span class="hk">def</span> <span class="hf">f</span>(x):"#),
            ("diff", "+a\n-b", "<span class=\"hi\">+a</span>\n<span class=\"hd\">-b</span>"),
            (
                "html",
                "<a b=\"c\">",
                r#"&lt;<span class="ht">a</span> <span class="ha">b</span>=<span class="hs">"c"</span>&gt;"#,
            ),
            ("rust", "/* a\nb */", "<span class=\"hc\">/* a</span>\n<span class=\"hc\">b */</span>"),
            (
                "console",
                "$ ls\nfile",
                "<span class=\"hp\">$</span> <span class=\"hf\">ls</span>\n<span class=\"hr\">file</span>",
            ),
        ] {
            assert_eq!(highlight(language, code).unwrap().join("\n"), expected, "{language}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_kept(code in "([ -~äß日\n\t$#\"'`/*<>&:=\\\\-]{0,12}[\"'`$#</*]){0,8}", language in 0..LANGUAGES.len()) {
            if let Some(lines) = highlight(LANGUAGES[language], &code) {
                assert_eq!(text_of(&lines), code.strip_suffix('\n').unwrap_or(&code));
            }
        }
    }
}
