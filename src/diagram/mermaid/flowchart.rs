//! Flowcharts: `graph` and `flowchart`.
//!
//! In: prepared text. Out: a [`Graph`]. Never: takes over colours (`style`, `classDef`, `linkStyle`): the theme
//! colours.

use super::super::graph::{Edge, Graph, Shape};
use super::super::layout::Direction;
use super::build::Build;
use super::link::Link;
use super::{label, link};

/// Reads a flowchart.
pub(super) fn read(text: &str) -> Result<Graph, String> {
    let mut reader = Reader::default();
    let mut statements = statements(text).into_iter();
    let head = statements.next().unwrap_or_default();
    reader.build.graph.direction = head
        .split_whitespace()
        .nth(1)
        .map_or(Some(Direction::Down), |word| match word {
            ">" => Some(Direction::Right),
            "<" => Some(Direction::Left),
            "^" => Some(Direction::Up),
            "v" => Some(Direction::Down),
            word => Direction::from_text(word),
        })
        .ok_or_else(|| format!("`{head}` names no direction"))?;
    for statement in statements {
        reader.statement(&statement)?;
        if reader.build.is_full() {
            return Ok(reader.build.finish("Flowchart"));
        }
    }
    if reader.build.current().is_some() {
        return Err("a subgraph is not closed by `end`".to_owned());
    }
    Ok(reader.build.finish("Flowchart"))
}

/// Statements end at line ends and semicolons outside quotes and brackets.
fn statements(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut current = String::new();
    let mut quoted = false;
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = !quoted && (c == '\n' || c == ';' && depth == 0);
        if ends {
            depth = 0;
            let statement = current.trim();
            if !statement.is_empty() {
                out.push(statement.to_owned());
            }
            current.clear();
        } else {
            current.push(c);
        }
    }
    if !current.trim().is_empty() {
        out.push(current.trim().to_owned());
    }
    out
}

#[derive(Default)]
struct Reader {
    build: Build,
}

impl Reader {
    fn statement(&mut self, text: &str) -> Result<(), String> {
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        match word {
            "classDef" | "class" | "style" | "linkStyle" | "accTitle:" | "accDescr:" => {}
            "click" => self.click(rest),
            "direction" => {
                let direction = Direction::from_text(rest.trim());
                match self.build.current() {
                    Some(frame) => self.build.graph.clusters[frame].direction = direction,
                    None => self.build.graph.direction = direction.unwrap_or_default(),
                }
            }
            "subgraph" => self.subgraph(rest.trim()),
            "end" => {
                if !self.build.close() {
                    return Err("`end` closes nothing".to_owned());
                }
            }
            _ => self.chain(text)?,
        }
        Ok(())
    }

    fn subgraph(&mut self, text: &str) {
        let (name, title) = match text.find('[').filter(|_| text.ends_with(']')) {
            Some(at) => (text[..at].trim(), &text[at + 1..text.len() - 1]),
            None => (text, text),
        };
        self.build.open(label::clean(name), label::clean(title));
    }

    /// `click A "url" "tooltip"`, `click A href "url"`; calls of functions are left out.
    fn click(&mut self, text: &str) {
        let Some((name, rest)) = text.trim().split_once(char::is_whitespace) else { return };
        let rest = rest.trim_start();
        let rest = rest.strip_prefix("href").map_or(rest, str::trim_start);
        let mut parts = rest.split('"').skip(1).step_by(2);
        if let (true, Some(url)) = (rest.starts_with('"'), parts.next()) {
            let slot = self.build.slot(name, Shape::Box);
            self.build.graph.nodes[slot].link = Some(url.to_owned());
            if let Some(tooltip) = parts.next() {
                self.build.graph.nodes[slot].title = label::clean(tooltip);
            }
        }
    }

    /// Nodes joined by links: `A & B --> C[text] -- no --> D`.
    fn chain(&mut self, text: &str) -> Result<(), String> {
        let mut rest = text;
        let mut before: Vec<usize> = Vec::new();
        let mut pending: Option<Link> = None;
        loop {
            let mut group = Vec::new();
            loop {
                let (slot, after) = self.node(rest)?;
                group.push(slot);
                rest = after.trim_start();
                match rest.strip_prefix('&') {
                    Some(after) => rest = after.trim_start(),
                    None => break,
                }
            }
            if let Some(link) = pending.take() {
                for &from in &before {
                    for &to in &group {
                        self.build.edges.push(Edge {
                            from,
                            to,
                            label: link.label.clone(),
                            line: link.line,
                            head: link.head,
                            tail: link.tail,
                            length: link.length,
                            ..Edge::default()
                        });
                    }
                }
            }
            if rest.is_empty() {
                return Ok(());
            }
            // `e1@-->` names the link.
            if let Some(at) = rest.find('@').filter(|&at| link::starts(&rest[at + 1..], true)) {
                rest = &rest[at + 1..];
            }
            let (link, after) =
                link::read(rest).ok_or_else(|| format!("`{}` is not understood", excerpt(rest)))?;
            pending = Some(link);
            before = group;
            rest = after.trim_start();
        }
    }

    fn node<'t>(&mut self, text: &'t str) -> Result<(usize, &'t str), String> {
        let mut end = text.len();
        for (at, c) in text.char_indices() {
            let stop = c.is_whitespace()
                || "[({>&|;".contains(c)
                || text[at..].starts_with(":::")
                || text[at..].starts_with("@{")
                || link::starts(&text[at..], false) && at > 0;
            if stop {
                end = at;
                break;
            }
        }
        let (name, mut rest) = text.split_at(end);
        if name.is_empty() {
            return Err(format!("`{}` is not understood", excerpt(text)));
        }
        let slot = self.build.slot(name, Shape::Box);
        if let Some(inner) = rest.strip_prefix("@{") {
            let close = inner.find('}').ok_or_else(|| format!("`{name}@{{` is not closed"))?;
            self.attributes(slot, &inner[..close]);
            rest = &inner[close + 1..];
        } else if let Some((shape, written, after)) = outline(rest) {
            let node = &mut self.build.graph.nodes[slot];
            node.shape = shape;
            node.label = label::clean(written);
            rest = after;
        } else if rest.starts_with(['[', '(', '{', '>']) {
            return Err(format!("`{}` is not closed", excerpt(rest)));
        }
        if let Some(class) = rest.strip_prefix(":::") {
            let end =
                class.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(class.len());
            // A class may run into a link: `A:::x-->B`.
            let end = (0..end)
                .find(|&at| class.is_char_boundary(at) && link::starts(&class[at..], false))
                .unwrap_or(end);
            rest = &class[end..];
        }
        Ok((slot, rest))
    }

    /// `shape: cyl, label: "text"`.
    fn attributes(&mut self, slot: usize, text: &str) {
        let value = |key: &str| {
            let at = text.find(&format!("{key}:"))?;
            let rest = text[at + key.len() + 1..].trim_start();
            Some(match rest.strip_prefix('"') {
                Some(quoted) => &quoted[..quoted.find('"')?],
                None => rest.split([',', '\n']).next()?.trim(),
            })
        };
        let node = &mut self.build.graph.nodes[slot];
        if let Some(text) = value("label") {
            node.label = label::clean(text);
        }
        node.shape = match value("shape").unwrap_or_default() {
            "cyl" | "db" | "database" | "cylinder" | "lin-cyl" | "das" | "h-cyl" | "disk" => Shape::Cylinder,
            "circle" | "circ" | "sm-circ" => Shape::Circle,
            "dbl-circ" | "double-circle" => Shape::DoubleCircle,
            "diam" | "decision" | "diamond" | "question" => Shape::Diamond,
            "hex" | "hexagon" | "prepare" => Shape::Hexagon,
            "rounded" | "event" => Shape::Rounded,
            "stadium" | "pill" | "terminal" => Shape::Stadium,
            "subproc" | "subprocess" | "subroutine" | "fr-rect" | "procs" | "win-pane" => Shape::Subroutine,
            "lean-r" | "in-out" => Shape::LeanRight,
            "lean-l" | "out-in" => Shape::LeanLeft,
            "trap-b" | "trapezoid" | "priority" => Shape::Trapezoid,
            "trap-t" | "manual" => Shape::TrapezoidDown,
            "doc" | "document" | "docs" | "notch-rect" | "card" | "tag-rect" => Shape::Note,
            "text" => Shape::Text,
            "odd" => Shape::Flag,
            _ => Shape::Box,
        };
    }
}

/// The outline and text at the start, and what follows.
fn outline(text: &str) -> Option<(Shape, &str, &str)> {
    const FORMS: &[(&str, &[(&str, Shape)])] = &[
        ("(((", &[(")))", Shape::DoubleCircle)]),
        ("((", &[("))", Shape::Circle)]),
        ("([", &[("])", Shape::Stadium)]),
        ("[[", &[("]]", Shape::Subroutine)]),
        ("[(", &[(")]", Shape::Cylinder)]),
        ("[/", &[("/]", Shape::LeanRight), ("\\]", Shape::Trapezoid)]),
        ("[\\", &[("\\]", Shape::LeanLeft), ("/]", Shape::TrapezoidDown)]),
        ("{{", &[("}}", Shape::Hexagon)]),
        ("{", &[("}", Shape::Diamond)]),
        ("(", &[(")", Shape::Rounded)]),
        (">", &[("]", Shape::Flag)]),
        ("[", &[("]", Shape::Box)]),
    ];
    for (open, closings) in FORMS {
        let Some(inner) = text.strip_prefix(open) else { continue };
        // A quoted text may hold the closing mark.
        let from = if inner.trim_start().starts_with('"') {
            let start = inner.find('"')? + 1;
            start + inner[start..].find('"')? + 1
        } else {
            0
        };
        let found = closings
            .iter()
            .filter_map(|&(close, shape)| Some((from + inner[from..].find(close)?, close, shape)))
            .min_by_key(|found| found.0);
        if let Some((at, close, shape)) = found {
            return Some((shape, &inner[..at], &inner[at + close.len()..]));
        }
    }
    None
}

/// The start of what was not understood.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take_while(|&c| c != '\n').take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let graph = read(text).unwrap();
        let name = |at: usize| {
            graph.nodes.get(at).map_or_else(
                || format!("[{}]", graph.clusters[at - graph.nodes.len()].label),
                |node| node.label.replace('\n', "/"),
            )
        };
        let edges: Vec<String> = graph
            .edges
            .iter()
            .map(|edge| format!("{}>{}>{}", name(edge.from), edge.label, name(edge.to)))
            .collect();
        edges.join(" ")
    }

    #[test]
    fn statements_as_people_write_them() {
        for (text, expected) in [
            ("graph LR;A-->B;A-->C;", "A>>B A>>C"),
            ("graph TB\n A & B--> C & D", "A>>C A>>D B>>C B>>D"),
            ("graph LR\nA[Square Rect] -- Link text --> B((Circle))", "Square Rect>Link text>Circle"),
            ("flowchart LR\n a[One] --> b[Two] -->|x| c", "One>>Two Two>x>c"),
            ("graph TB\nsubgraph one\na1-->a2\nend\nc1-->one", "a1>>a2 c1>>[one]"),
            (
                "graph TD\n A(\"multi\nline [x]\") -.-> B{Is it?}:::y\n style A fill:#fff",
                "multi/line [x]>>Is it?",
            ),
            ("graph LR\n my-node-->other-node", "my-node>>other-node"),
            ("graph LR\n A>flag] --- B[/lean/] x--x C[\\trap/]", "flag>>lean lean>>trap"),
            ("graph LR\n A e1@--> B", "A>>B"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "graph LR\nA --> ",
            "graph LR\nA[never closed",
            "graph LR\nend",
            "graph XY\nA-->B",
            "graph LR\nA -- x",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn links_are_kept_for_the_writer_to_judge() {
        let graph = read("graph LR\nA-->B\nclick A \"https://a.b\" \"tip\"\nclick B call f()").unwrap();
        assert_eq!(graph.nodes[0].link.as_deref(), Some("https://a.b"));
        assert_eq!(graph.nodes[1].link, None);
    }
}
