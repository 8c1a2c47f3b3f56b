//! Math: TeX to MathML.
//!
//! In: TeX between dollars or brackets. Out: `span.math`, `div.math` with the TeX in `data-tex` and MathML in them; TeX
//! that is not understood stays to be read, and a problem says why. Never: lets MathML through: `clean` does; more time than the formula's length is worth.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Event, Parser, ParserError, Storage, push_mathml};

use super::text::Source;
use super::tree::{Element, Foreign, FormulaStyle, MAX_DEPTH, Node, Role};
use super::{Problem, ProblemKind};

/// Bytes of a formula; a longer one is data that slipped between dollars.
const LONGEST: usize = 16 << 10;
/// What may nest in a formula: TeX's own commands take arguments that take arguments.
const DEEPEST: usize = 48;

/// A formula on lines of its own.
pub(super) fn display<'a>(tex: &str, pos: u32) -> Node<'a> {
    element("div", FormulaStyle::Block, tex, pos)
}

/// A formula in a line.
pub(super) fn inline<'a>(tex: &str, pos: u32) -> Node<'a> {
    element("span", FormulaStyle::Inline, tex, pos)
}

fn element<'a>(name: &'static str, style: FormulaStyle, tex: &str, pos: u32) -> Node<'a> {
    Element::new(name, pos)
        .with("class", "math")
        .with("data-tex", tex.to_owned())
        .in_role(Role::Formula(style))
        .holding(vec![Node::Text(tex.to_owned().into(), pos)])
        .node()
}

/// Sets every formula of a tree.
pub(super) fn set(nodes: &mut [Node<'_>], source: &Source<'_>, problems: &mut Vec<Problem>) {
    walk(nodes, source, problems, 0);
}

fn walk(nodes: &mut [Node<'_>], source: &Source<'_>, problems: &mut Vec<Problem>, depth: usize) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        let Role::Formula(style) = element.role else {
            if depth < MAX_DEPTH && element.name != "code" {
                walk(&mut element.children, source, problems, depth + 1);
            }
            continue;
        };
        let mode = match style {
            FormulaStyle::Block => DisplayMode::Block,
            FormulaStyle::Inline => DisplayMode::Inline,
        };
        match typeset(element.get("data-tex").unwrap_or_default(), mode) {
            Ok(markup) => element.children = vec![Node::Foreign(Foreign::MathMl(markup))],
            Err(why) => problems.push(refuse(element, &why, source)),
        }
    }
}

/// Shows the TeX of a formula, and says why.
pub(super) fn refuse(element: &mut Element<'_>, why: &str, source: &Source<'_>) -> Problem {
    let tex = element.get("data-tex").unwrap_or_default().to_owned();
    element.children = vec![Node::Text(tex.into(), element.pos)];
    element.set("class", "math broken");
    Problem {
        kind: ProblemKind::Math,
        message: format!("this formula is not understood: {why}"),
        span: source.origins(element.pos..element.pos),
        help: Some("its TeX is shown; see the documentation for what TeX is known".to_owned()),
    }
}

/// MathML of a formula, or what is wrong with it.
fn typeset(tex: &str, display_mode: DisplayMode) -> Result<String, String> {
    if tex.len() > LONGEST {
        return Err(format!("it is longer than {LONGEST} bytes"));
    }
    if nesting(tex) > DEEPEST {
        return Err(format!("it nests deeper than {DEEPEST} levels"));
    }
    let storage = Storage::new();
    let events: Result<Vec<Event<'_>>, ParserError> = Parser::new(tex, &storage).collect();
    let events = events.map_err(|error| first_line(&error.to_string()))?;
    let mut html = String::with_capacity(tex.len() * 8);
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    push_mathml(&mut html, events.into_iter().map(Ok::<_, ParserError>), config)
        .map_err(|error| first_line(&error.to_string()))?;
    Ok(html)
}

fn first_line(message: &str) -> String {
    let line = message.lines().next().unwrap_or_default();
    line.trim().trim_start_matches("error:").trim().trim_end_matches(':').to_owned()
}

/// How deep a formula may nest at most: open groups, and commands in a row, each of which may be the other's argument.
fn nesting(tex: &str) -> usize {
    let (mut open, mut row, mut deepest) = (0_usize, 0_usize, 0_usize);
    let bytes = tex.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            b'\\' => {
                row += 1;
                let word = bytes[at + 1..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
                match &bytes[at + 1..at + 1 + word] {
                    b"left" | b"begin" => open += 1,
                    b"right" | b"end" => open = open.saturating_sub(1),
                    _ => {}
                }
                deepest = deepest.max(open + row);
                at += 1 + word.max(1);
                continue;
            }
            b'^' | b'_' | b'\'' | b' ' | b'\t' | b'\n' => {}
            _ => row = 0,
        }
        deepest = deepest.max(open + row);
        at += 1;
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::mathml::clean;

    #[test]
    fn formulas() {
        for (tex, part) in [
            ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
            ("\\frac{a}{b}", "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"),
            ("\\operatorname{ker} f=\\{g\\in G:f(g)=1_H\\}", "<mi>ker"),
            ("a < b & c", ""),
            ("\\begin{pmatrix}1 & 2\\\\3 & 4\\end{pmatrix}", "<mtable"),
            ("\\color{red} x", "mathcolor=\"#ff0000\""),
            ("\\text{<script>alert(1)</script>}", "&lt;script&gt;"),
        ] {
            match typeset(tex, DisplayMode::Inline) {
                Ok(html) => assert!(
                    clean(&html).unwrap().contains(part) && !clean(&html).unwrap().contains("style="),
                    "{tex}: {html}"
                ),
                Err(why) => assert!(part.is_empty(), "{tex}: {why}"),
            }
        }
    }

    #[test]
    fn what_cannot_be_set_is_said() {
        for tex in ["\\frac{a", "\\nosuchcommand", "x^", "\\begin{matrix}", "}", "{"] {
            let why = typeset(tex, DisplayMode::Block).expect_err(tex);
            assert!(!why.is_empty() && !why.contains('\n'), "{tex}: {why}");
        }
    }

    #[test]
    fn hostile_formulas_are_refused_soon() {
        let chain = |part: &str| part.repeat(LONGEST / part.len());
        for part in ["\\sqrt", "{", "\\left(", "\\begin{matrix}", "x^{", "\\frac", "\\hat ", "\\not"] {
            assert!(typeset(&chain(part), DisplayMode::Inline).is_err(), "{part}");
        }
        let mut doubling = "\\def\\a{xx}".to_owned();
        for (before, name) in ('a'..='y').zip('b'..='z') {
            doubling.push_str(
                &["\\def\\", &name.to_string(), "{\\", &before.to_string(), "\\", &before.to_string(), "}"]
                    .concat(),
            );
        }
        doubling.push_str("\\z");
        assert!(typeset(&doubling, DisplayMode::Inline).is_err());
    }

    proptest::proptest! {
        #[test]
        fn anything_at_all(tex in proptest::collection::vec(proptest::sample::select(PIECES), 0..40)) {
            let _ = typeset(&tex.concat(), DisplayMode::Block);
        }
    }

    const PIECES: &[&str] = &[
        "{",
        "}",
        "\\frac",
        "\\sqrt",
        "[",
        "]",
        "^",
        "_",
        "x",
        "12",
        "\\left",
        "\\right",
        "(",
        ")",
        "|",
        "\\begin{align}",
        "\\end{align}",
        "\\begin{array}{c|c}",
        "\\end{array}",
        "&",
        "\\\\",
        "\\hline",
        "\\text{é<b>}",
        "\\color{red}",
        "\\def\\a#1{",
        "\\a",
        "#1",
        "~",
        "\\,",
        "\\hspace{1em}",
        "\\not",
        "'",
        "\\limits",
        "\\over",
        "\\choose",
        "\u{1F600}",
        "\\",
        "%",
        "\n",
        "\\tag{1}",
        "\\middle",
        "\\binom",
        "\\overset",
        "\\substack",
        "\\boxed",
        "\\mathbb",
        "\\raisebox{1em}",
        "\\kern-1em",
        "\\rule{1em}{1em}",
    ];
}
