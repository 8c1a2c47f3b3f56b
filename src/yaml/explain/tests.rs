use crate::yaml::{Limits, Schema, parse};

/// The text that is pointed at, what is said of it, and what to write.
fn said(text: &str) -> (String, String, String) {
    let stream = parse(text, Schema::Core, Limits::default());
    let problem = stream.documents.iter().flat_map(|document| &document.problems).next();
    let problem = problem.unwrap_or_else(|| panic!("{text:?} is fine"));
    let at = &text[problem.span.start as usize..problem.span.end as usize];
    (at.to_owned(), problem.message.clone(), problem.help.clone().unwrap_or_default())
}

#[test]
fn what_people_write() {
    let mut wrong = Vec::new();
    for (text, at, message, help) in [
        ("a: 1\n\tb: 2\n", "\t", "a line is indented with a tab", "indent it with spaces"),
        ("a:\n\tb: 2\n", "\t", "a line is indented with a tab", "indent it with spaces"),
        ("a:\n  - b\n\t- c\n", "\t", "a line is indented with a tab", "indent it with spaces"),
        ("d: Shop: the best\n", ":", "a value holds a colon", "`d: \"Shop: the best\"`"),
        ("- d: \"x\": y\n", ":", "a value holds a colon", "put quotes round the value"),
        ("a: x\n  b: y\n", "b", "`b` is indented deeper", "indent it by no space"),
        ("d: 'Shop's best'\n", "s", "text follows the quote", "`d: \"Shop's best\"`"),
        ("d: \"Shop\" is best\n", "i", "text follows the quote", "`d: '\"Shop\" is best'`"),
        ("d: \"Shop\ne: f\n", "\"", "the quote that opens here is never closed", "write `\"`"),
        ("d: \"a\" \"b\"\n", "\"", "text follows the quote", "`d: '\"a\" \"b\"'`"),
        ("d: `x`\n", "`", "a value cannot begin with a backtick", "put quotes round the value"),
        ("d: @team\n", "@", "a value cannot begin with `@`", "`d: \"@team\"`"),
        ("- %x\n", "%", "a value cannot begin with `%`", "`- \"%x\"`"),
        ("d: & more\n", "&", "a value cannot begin with `&`", "`d: \"& more\"`"),
        ("d: *bold* text\n", "*bold*", "names no anchor", "`d: \"*bold* text\"`"),
        ("d: *base\n", "*base", "names no anchor", "write `&base`"),
        ("d: | text\n", "|", "text stands on the line of `|`", "begin the text on the next line"),
        ("d: |\ntext\n", "text", "the text below `|` or `>` is not indented", "deeper than `d`"),
        ("d: [WIP] shop\n", "s", "`shop` follows the bracket `]`", "`d: \"[WIP] shop\"`"),
        ("d: {x} shop\n", "s", "`shop` follows the brace `}`", "`d: \"{x} shop\"`"),
        ("t: [a, b\nc: d\n", "[", "the bracket `[` that opens here is never closed", "write `]`"),
        ("t: {a: b\nc: d\n", "{", "the bracket `{` that opens here is never closed", "write `}`"),
        ("t: [a, b}\n", "}", "`[` is closed by `}`", "write `]`"),
        ("t: [a,, b]\n", ",", "there is nothing before this comma", "delete the comma"),
        ("t: {a: b: c}\n", ":", "a value within brackets holds a colon", "put quotes round that value"),
        ("x: ]\n", "]", "`]` closes nothing", "delete it"),
        ("a: b\nword\n", "word", "`word` has no colon and no value", "write `word: …`"),
        ("a: b\nc:d\ne: f\n", "c:", "a space is missing after the colon", "write `c: d`"),
        ("a:\n  b: c\n d: e\n", "d", "`d` is indented by 1", "indent it by"),
        ("a:\n    - b\n  - c\n", "-", "this item is indented by 2, and the items above by 4", "by 4 spaces"),
        ("a: - b\n", "-", "a list begins on the line of its key", "write `- b` on a line of its own"),
        ("d: \"C:\\Users\"\n", "\\U", "`\\` in double quotes begins an escape", "write `\\\\`"),
        ("t: [a]#x\n", "#", "`#` follows a value without a space", "put a space before `#`"),
        ("a: b\n--\nc: d\n", "--", "this line separates nothing", "write `---`"),
        ("```yaml\na: b\n```\n", "`", "a code fence of Markdown", "delete the lines"),
        ("a: b\u{7}c\n", "\u{7}", "the control character U+0007", "delete it"),
        (
            "a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> x\n",
            "<<<<<<< HEAD",
            "a merge conflict",
            "keep one",
        ),
        ("%YAML 2.0\n---\na: b\n", "%YAML 2.0", "a line that begins with `%`", "delete the line"),
        ("kind: A\napiVersion: v1\nkind: B\n", "kind", "stands twice", "merge the two"),
        ("apiVersion: v1\nkind: A\napiVersion: v1\n", "apiVersion", "stands twice", "write `---`"),
    ] {
        let said = said(text);
        if said.0 != at || !said.1.contains(message) || !said.2.contains(help) {
            wrong.push(format!("{text:?}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// No cut-off file makes the parser speak, nor an explanation panic.
#[test]
fn every_piece_of_a_file_is_explained_in_our_words() {
    let whole = "# ü\nkind: Component\nmetadata:\n  tags: [a, \"b\", {c: 'd'}]\n  d: >-\n    text: ü\n  e: &x [*x, !t u]\n- \t%";
    let words = ["while parsing", "while scanning", "did not find", "unexpected", "simple key", "context"];
    for start in (0..whole.len()).filter(|at| whole.is_char_boundary(*at)) {
        for end in (start..=whole.len()).filter(|at| whole.is_char_boundary(*at)) {
            let text = &whole[start..end];
            for document in parse(text, Schema::Core, Limits::default()).documents {
                for problem in document.problems {
                    assert!(
                        !words.iter().any(|word| problem.message.contains(word)),
                        "{text:?}: {problem:?}"
                    );
                    assert!(text.get(problem.span.start as usize..problem.span.end as usize).is_some());
                }
            }
        }
    }
}
