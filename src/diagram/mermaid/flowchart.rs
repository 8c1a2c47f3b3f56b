//! Flowcharts: `graph` and `flowchart`.
//!
//! In: a [`Source`]. Out: a [`Graph`]. Never: multiplies edges beyond what is drawn.

use super::super::graph::{Edge, Graph, Shape};
use super::super::layout::Direction;
use super::super::problem::{Notes, Problem};
use super::build::Build;
use super::link::Link;
use super::source::{Source, excerpt};
use super::{label, link};

/// Reads a flowchart.
pub(super) fn read(source: &Source<'_>) -> Result<(Graph, Notes), Problem> {
    let mut reader = Reader::default();
    let mut statements = statements(source).into_iter();
    let (line, head) = statements.next().unwrap_or_default();
    let direction = match head.split_whitespace().nth(1) {
        None | Some("v") => Some(Direction::Down),
        Some(">") => Some(Direction::Right),
        Some("<") => Some(Direction::Left),
        Some("^") => Some(Direction::Up),
        Some(word) => Direction::from_text(word),
    };
    reader.build.graph.direction =
        direction.ok_or_else(|| Problem::at(line, format!("`{}` names no direction", excerpt(&head))))?;
    for (line, statement) in statements {
        reader.line = line;
        reader.statement(&statement)?;
        reader.build.check(0)?;
    }
    if reader.build.current().is_some() {
        return Err(Problem::new("a subgraph is not closed by `end`"));
    }
    Ok(reader.build.finish(source.about("", "Flowchart")))
}

/// Statements end at line ends and semicolons outside quotes and brackets; each with the line it begins on.
fn statements(source: &Source<'_>) -> Vec<(usize, String)> {
    let mut out = Vec::new();
    let mut current = String::new();
    let mut begun = 0;
    let mut quoted = false;
    let mut depth = 0_usize;
    for line in &source.lines {
        if current.trim().is_empty() {
            begun = line.number;
        }
        for c in line.raw.chars().chain(['\n']) {
            match c {
                '"' => quoted = !quoted,
                '[' | '(' | '{' if !quoted => depth += 1,
                ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
            // `A@{` may go on over lines.
            let open = || depth > 0 && current.contains("@{") && !current.contains('}');
            if !quoted && (c == '\n' && !open() || c == ';' && depth == 0) {
                depth = 0;
                let statement = current.trim();
                if !statement.is_empty() {
                    out.push((begun, statement.to_owned()));
                }
                current.clear();
                begun = line.number;
            } else {
                current.push(c);
            }
        }
    }
    if !current.trim().is_empty() {
        out.push((begun, current.trim().to_owned()));
    }
    out
}

#[derive(Default)]
struct Reader {
    build: Build,
    line: usize,
    /// Names of links, `e1@-->`, which attributes may follow later.
    links: std::collections::HashSet<String>,
}

impl Reader {
    fn statement(&mut self, text: &str) -> Result<(), Problem> {
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let (rest, line) = (rest.trim(), self.line);
        match word {
            "classDef" => self.build.looks.define(rest, line, &mut self.build.notes),
            "class" => {
                let (names, classes) = rest.rsplit_once(char::is_whitespace).unwrap_or((rest, ""));
                for name in names.split(',').map(str::trim).filter(|name| !self.links.contains(*name)) {
                    let slot = self.build.slot(name, Shape::Box);
                    self.build.looks.wear(slot, classes);
                }
            }
            "style" => {
                let (name, written) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                let slot = self.build.slot(name, Shape::Box);
                self.build.looks.dress(slot, written, line, &mut self.build.notes);
            }
            "linkStyle" => self.build.looks.link(rest, line, &mut self.build.notes),
            "click" => self.click(rest)?,
            "direction" => {
                let direction = Direction::from_text(rest);
                match self.build.current() {
                    Some(frame) => self.build.graph.clusters[frame].direction = direction,
                    None => self.build.graph.direction = direction.unwrap_or_default(),
                }
            }
            "subgraph" => self.subgraph(rest),
            "end" => {
                if !self.build.close() {
                    return Err(Problem::at(line, "`end` closes nothing"));
                }
            }
            _ => self.chain(text)?,
        }
        Ok(())
    }

    fn error(&self, message: String) -> Problem {
        Problem::at(self.line, message)
    }

    fn subgraph(&mut self, text: &str) {
        let (name, title) = match text.find('[').filter(|_| text.ends_with(']')) {
            Some(at) => (text[..at].trim(), &text[at + 1..text.len() - 1]),
            None => (text, text),
        };
        self.build.open(label::clean(name), label::clean(title));
    }

    /// `click A "url" "tooltip" _blank`, `click A href "url"`, `click A call f()`, `click A f "tooltip"`: a call runs nothing
    /// here, so that the node stays without a link.
    fn click(&mut self, text: &str) -> Result<(), Problem> {
        let (names, rest) = text
            .split_once(char::is_whitespace)
            .ok_or_else(|| self.error("`click` names no link".to_owned()))?;
        let rest = rest.trim_start();
        let rest = rest.strip_prefix("href ").map_or(rest, str::trim_start);
        let quoted: Vec<&str> = rest.split('"').skip(1).step_by(2).collect();
        let (url, tooltip) = match &quoted[..] {
            [url, rest @ ..] if text_starts_quoted(text) => (Some(*url), rest.first()),
            [tooltip, ..] => (None, Some(tooltip)),
            [] => (None, None),
        };
        for name in names.split(',') {
            let slot = self.build.slot(name.trim(), Shape::Box);
            let link = url.and_then(|url| self.build.notes.link(self.line, &label::decoded(url)));
            let node = &mut self.build.graph.nodes[slot];
            node.link = link.or(node.link.take());
            if let Some(tooltip) = tooltip {
                node.title = label::clean(tooltip);
            }
        }
        Ok(())
    }

    /// Nodes joined by links: `A & B --> C[text] -- no --> D`.
    fn chain(&mut self, text: &str) -> Result<(), Problem> {
        let mut rest = text;
        let mut before: Vec<usize> = Vec::new();
        let mut pending: Option<Link> = None;
        loop {
            let mut group = Vec::new();
            loop {
                let (slot, after) = self.node(rest)?;
                group.extend(Some(slot).filter(|&slot| slot != usize::MAX));
                rest = after.trim_start();
                match rest.strip_prefix('&') {
                    Some(after) => rest = after.trim_start(),
                    None => break,
                }
            }
            if let Some(link) = pending.take() {
                self.build.check(before.len().saturating_mul(group.len()))?;
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
                self.links.insert(rest[..at].to_owned());
                rest = &rest[at + 1..];
            }
            let (link, after) = link::read(rest)
                .ok_or_else(|| self.error(format!("`{}` is not understood", excerpt(rest))))?;
            pending = Some(link);
            before = group;
            rest = after.trim_start();
        }
    }

    fn node<'t>(&mut self, text: &'t str) -> Result<(usize, &'t str), Problem> {
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
            return Err(self.error(format!("`{}` is not understood", excerpt(text))));
        }
        if self.links.contains(name)
            && let Some(inner) = rest.strip_prefix("@{")
        {
            // How a link moves or curves.
            let close = inner.find('}').map_or(inner.len(), |at| at + 1);
            return Ok((usize::MAX, &inner[close..]));
        }
        let slot = self.build.slot(name, Shape::Box);
        if let Some(inner) = rest.strip_prefix("@{") {
            let close = inner.find('}').ok_or_else(|| self.error(format!("`{name}@{{` is not closed")))?;
            self.attributes(slot, &inner[..close]);
            rest = &inner[close + 1..];
        } else if let Some((shape, written, after)) = outline(rest) {
            let node = &mut self.build.graph.nodes[slot];
            node.shape = shape;
            node.label = label::clean(written);
            rest = after;
        } else if rest.starts_with(['[', '(', '{', '>']) {
            return Err(self.error(format!("`{}` is not closed", excerpt(rest))));
        }
        if let Some(class) = rest.strip_prefix(":::") {
            let end =
                class.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '-')).unwrap_or(class.len());
            // A class may run into a link: `A:::x-->B`.
            let end = (0..end)
                .find(|&at| class.is_char_boundary(at) && link::starts(&class[at..], false))
                .unwrap_or(end);
            self.build.looks.wear(slot, &class[..end]);
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
pub(super) fn outline(text: &str) -> Option<(Shape, &str, &str)> {
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

/// Whether the first thing behind the name is quoted: a URL, not the name of a function.
fn text_starts_quoted(text: &str) -> bool {
    let rest = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest.trim_start());
    rest.strip_prefix("href").map_or(rest, str::trim_start).starts_with('"')
}

#[cfg(test)]
mod tests {
    use super::super::super::graph::NodeLink;
    use super::*;

    fn shown(text: &str) -> String {
        let graph = read(&Source::new(text)).unwrap().0;
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
            assert!(read(&Source::new(text)).is_err(), "{text}");
        }
    }

    #[test]
    fn links_and_looks() {
        let (graph, notes) = read(&Source::new(
            "graph LR\nA:::hot-->B\nB --> C\nclick A \"https://a.b\" \"tip\" _blank\nclick B call f() \"does\"\n\
             click C href \"javascript:alert(1)\"\nclassDef hot,cold fill:#f00,color:#fff\nstyle B fill:#0f0,bogus:1\n\
             linkStyle 1 stroke:#00f\nclass C cold\nsubgraph s\nA\nend\nstyle s fill:#eee\n",
        ))
        .unwrap();
        let node = |key: &str| graph.nodes.iter().find(|node| node.key == key).unwrap();
        assert_eq!(
            (&node("A").link, node("A").title.as_str()),
            (&Some(NodeLink::Url("https://a.b".to_owned())), "tip")
        );
        assert_eq!((&node("B").link, node("B").title.as_str()), (&None, "does"));
        assert_eq!(node("C").link, None);
        let red = super::super::super::colour::Colour::parse("#f00");
        assert_eq!((node("A").style.fill, node("C").style.fill), (red, red));
        assert!(node("B").style.fill.is_some() && graph.clusters[0].style.fill.is_some());
        assert!(graph.edges[0].style.is_empty() && graph.edges[1].style.stroke.is_some());
        let told: Vec<(Option<usize>, bool)> =
            notes.left_out.iter().map(|problem| (problem.line, problem.unsafe_url)).collect();
        assert_eq!(told, [(Some(6), true), (Some(8), false)]);
    }
}
