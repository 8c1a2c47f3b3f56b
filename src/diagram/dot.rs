//! Graphviz' DOT, as far as it is drawn here.
//!
//! In: the text of a `dot` or `graphviz` block. Out: a [`Graph`], or why there is none.
//! Never: takes over fonts or positions; runs Graphviz; reads HTML labels as more than text.

use std::collections::{BTreeMap, HashMap};

use super::colour::Colour;
use super::graph::{Cluster, Edge, Graph, Line, Node, Shape, Tip};
use super::layout::Direction;
use super::problem::{Drawing, Notes, Problem};
use super::style::Style;
use crate::url::SitePath;

const NODES: usize = 500;
const EDGES: usize = 500;
const DEPTH: usize = 32;

/// SVG of a graph.
pub(super) fn render(source: &str) -> Result<Drawing, Problem> {
    let (graph, notes) = read(source)?;
    if graph.nodes.is_empty() {
        return Err(Problem::new("the graph has no nodes"));
    }
    Ok(Drawing { svg: super::svg(&graph, &SitePath::HOME), left_out: notes.left_out })
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A name, a number or a quoted text.
    Name(String),
    Arrow,
    Line,
    Mark(char),
}

/// Tokens with the lines they begin on.
fn tokens(source: &str) -> Result<Vec<(Token, usize)>, Problem> {
    let mut out = Vec::new();
    let mut rest = source;
    let (mut line, mut counted) = (1, source.len());
    while let Some(c) = rest.chars().next() {
        line += source[source.len() - counted..source.len() - rest.len()].matches('\n').count();
        counted = rest.len();
        let problem = |message: String| Problem::at(line, message);
        if c.is_whitespace() {
            rest = &rest[c.len_utf8()..];
        } else if rest.starts_with("//") || c == '#' {
            rest = rest.find('\n').map_or("", |at| &rest[at..]);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.find("*/").map_or("", |at| &comment[at + 2..]);
        } else if let Some(after) = rest.strip_prefix("->") {
            out.push((Token::Arrow, line));
            rest = after;
        } else if let Some(after) = rest.strip_prefix("--") {
            out.push((Token::Line, line));
            rest = after;
        } else if "{}[];,=:+".contains(c) {
            out.push((Token::Mark(c), line));
            rest = &rest[1..];
        } else if c == '"' {
            let (text, after) = quoted(&rest[1..]).map_err(problem)?;
            out.push((Token::Name(text), line));
            rest = after;
        } else if c == '<' {
            let (text, after) = html(rest).map_err(problem)?;
            out.push((Token::Name(text), line));
            rest = after;
        } else {
            let name = |c: char| c.is_alphanumeric() || c == '_' || c == '.' || c as u32 > 127;
            let start = usize::from(c == '-');
            let end = rest[start..].find(|c| !name(c)).map_or(rest.len(), |at| at + start);
            if end == start {
                return Err(problem(format!("`{c}` is not understood")));
            }
            out.push((Token::Name(rest[..end].to_owned()), line));
            rest = &rest[end..];
        }
        if out.len() > 20_000 {
            return Err(Problem::new("the graph is too long"));
        }
    }
    Ok(out)
}

fn quoted(text: &str) -> Result<(String, &str), String> {
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Ok((out, &text[at + 1..])),
            '\\' => match chars.next() {
                Some((_, 'n' | 'l' | 'r')) => out.push('\n'),
                Some((_, '\n')) | None => {}
                Some((_, '"')) => out.push('"'),
                Some((_, c)) => {
                    out.push('\\');
                    out.push(c);
                }
            },
            c => out.push(c),
        }
    }
    Err("a quoted text is not closed".to_owned())
}

/// `<…>`: only the text in it, a line a cell.
fn html(text: &str) -> Result<(String, &str), String> {
    let mut depth = 0;
    let mut out = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => {
                depth -= 1;
                if depth == 0 {
                    let lines: Vec<&str> =
                        out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                    return Ok((lines.join("\n"), &text[at + 1..]));
                }
                out.push('\n');
            }
            c if depth == 1 => out.push(c),
            _ => {}
        }
    }
    Err("an HTML label is not closed".to_owned())
}

type Attributes = BTreeMap<String, String>;

struct Reader {
    tokens: Vec<(Token, usize)>,
    at: usize,
    notes: Notes,
    graph: Graph,
    slots: HashMap<String, usize>,
    directed: bool,
}

/// What holds for nodes and edges inside a pair of braces.
#[derive(Clone, Default)]
struct Scope {
    node: Attributes,
    edge: Attributes,
    cluster: Option<usize>,
    depth: usize,
}

/// Reads a graph.
fn read(source: &str) -> Result<(Graph, Notes), Problem> {
    let mut reader = Reader {
        tokens: tokens(source)?,
        at: 0,
        notes: Notes::default(),
        graph: Graph::default(),
        slots: HashMap::new(),
        directed: true,
    };
    reader.graph.direction = Direction::Down;
    if reader.word().is_some_and(|word| word.eq_ignore_ascii_case("strict")) {
        reader.at += 1;
    }
    reader.directed = match reader.word().map(str::to_ascii_lowercase).as_deref() {
        Some("digraph") => true,
        Some("graph") => false,
        _ => return Err(Problem::at(1, "a graph begins with `graph` or `digraph`")),
    };
    reader.at += 1;
    if reader.word().is_some() {
        reader.at += 1;
    }
    let result = reader.expect('{').and_then(|()| reader.statements(&mut Scope::default()));
    if let Err(message) = result {
        return Err(Problem { line: reader.line(), ..Problem::new(message) });
    }
    let what = if reader.graph.label.is_empty() { "Graph".to_owned() } else { reader.graph.label.clone() };
    reader.graph.label = format!("{what}, {} nodes", reader.graph.nodes.len());
    Ok((reader.graph, reader.notes))
}

impl Reader {
    fn word(&self) -> Option<&str> {
        match self.peek(0) {
            Some(Token::Name(word)) => Some(word),
            _ => None,
        }
    }

    fn peek(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(token, _)| token)
    }

    /// The line of the token that is read next, or of the last one.
    fn line(&self) -> Option<usize> {
        self.tokens.get(self.at).or(self.tokens.last()).map(|(_, line)| *line)
    }

    fn take(&mut self, mark: char) -> bool {
        let found = self.peek(0) == Some(&Token::Mark(mark));
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, mark: char) -> Result<(), String> {
        if self.take(mark) { Ok(()) } else { Err(format!("`{mark}` is missing")) }
    }

    /// Statements up to the closing brace; returns the nodes they mention.
    fn statements(&mut self, scope: &mut Scope) -> Result<Vec<usize>, String> {
        let mut mentioned = Vec::new();
        if scope.depth > DEPTH {
            return Err("the graph is nested too deeply".to_owned());
        }
        while !self.take('}') {
            if self.take(';') || self.take(',') {
                continue;
            }
            if self.at >= self.tokens.len() {
                return Err("`}` is missing".to_owned());
            }
            let assigns = self.peek(1) == Some(&Token::Mark('='));
            if let (true, Some(name)) = (assigns, self.word()) {
                let name = name.to_owned();
                self.at += 2;
                let value = self.value()?;
                self.assign(scope, &name, &value);
                continue;
            }
            let sets = self.peek(1) == Some(&Token::Mark('['));
            match self.word().map(str::to_ascii_lowercase).as_deref() {
                Some("node") if sets => {
                    self.at += 1;
                    let found = self.attributes()?;
                    scope.node.extend(found);
                }
                Some("edge") if sets => {
                    self.at += 1;
                    let found = self.attributes()?;
                    scope.edge.extend(found);
                }
                Some("graph") if sets => {
                    self.at += 1;
                    for (name, value) in self.attributes()? {
                        self.assign(scope, &name, &value);
                    }
                }
                _ => mentioned.extend(self.chain(scope)?),
            }
            if self.graph.nodes.len() > NODES || self.graph.edges.len() > EDGES {
                return Err(format!("the graph has more than {NODES} nodes or {EDGES} edges"));
            }
        }
        Ok(mentioned)
    }

    fn assign(&mut self, scope: &Scope, name: &str, value: &str) {
        match (name, scope.cluster) {
            ("rankdir", None) if scope.depth == 0 => {
                self.graph.direction = Direction::from_text(value).unwrap_or(Direction::Down);
            }
            ("label", Some(cluster)) => self.graph.clusters[cluster].label = value.replace('\n', " "),
            ("label", None) if scope.depth == 0 => self.graph.label = value.replace('\n', " "),
            ("URL" | "href", Some(cluster)) => {
                self.graph.clusters[cluster].link = self.notes.link(self.line().unwrap_or(1), value);
            }
            ("tooltip", Some(cluster)) => value.clone_into(&mut self.graph.clusters[cluster].title),
            ("fillcolor" | "bgcolor", Some(cluster)) => {
                self.graph.clusters[cluster].style.fill = colour(value);
            }
            ("color" | "pencolor", Some(cluster)) => {
                self.graph.clusters[cluster].style.stroke = colour(value);
            }
            ("fontcolor", Some(cluster)) => self.graph.clusters[cluster].style.text = colour(value),
            _ => {}
        }
    }

    fn value(&mut self) -> Result<String, String> {
        let mut text = self.word().ok_or_else(|| "a value is missing".to_owned())?.to_owned();
        self.at += 1;
        while self.take('+') {
            text.push_str(self.word().ok_or_else(|| "a value is missing".to_owned())?);
            self.at += 1;
        }
        Ok(text)
    }

    fn attributes(&mut self) -> Result<Attributes, String> {
        let mut out = Attributes::new();
        while self.take('[') {
            while !self.take(']') {
                if self.take(',') || self.take(';') {
                    continue;
                }
                let name = self.word().ok_or_else(|| "`]` is missing".to_owned())?.to_owned();
                self.at += 1;
                let value = if self.take('=') { self.value()? } else { "true".to_owned() };
                out.insert(name, value);
            }
        }
        Ok(out)
    }

    /// `a -> b -> {c d} [label=x]`.
    fn chain(&mut self, scope: &Scope) -> Result<Vec<usize>, String> {
        let line = self.line().unwrap_or(1);
        let mut groups = vec![self.operand(scope)?];
        while matches!(self.peek(0), Some(Token::Arrow | Token::Line)) {
            self.at += 1;
            groups.push(self.operand(scope)?);
        }
        let found = self.attributes()?;
        if let [group] = &groups[..] {
            for &slot in group {
                apply(&mut self.graph.nodes[slot], &found, line, &mut self.notes);
            }
        } else if found.contains_key("URL") || found.contains_key("href") {
            self.notes.tell(line, "the link of an edge is not drawn");
        }
        let mut attributes = scope.edge.clone();
        attributes.extend(found);
        for pair in groups.windows(2) {
            if pair[0].len().saturating_mul(pair[1].len()) + self.graph.edges.len() > EDGES {
                return Err(format!("the graph has more than {EDGES} edges"));
            }
            for &from in &pair[0] {
                for &to in &pair[1] {
                    self.graph.edges.push(edge(from, to, &attributes, self.directed));
                }
            }
        }
        Ok(groups.concat())
    }

    fn operand(&mut self, scope: &Scope) -> Result<Vec<usize>, String> {
        let mut inner = Scope { depth: scope.depth + 1, ..scope.clone() };
        if self.word().is_some_and(|word| word.eq_ignore_ascii_case("subgraph")) {
            self.at += 1;
            if let Some(name) = self.word() {
                let named_cluster = name.starts_with("cluster");
                self.at += 1;
                if named_cluster {
                    inner.cluster = Some(self.graph.clusters.len());
                    self.graph.clusters.push(Cluster { parent: scope.cluster, ..Cluster::default() });
                }
            }
            self.expect('{')?;
            return self.statements(&mut inner);
        }
        if self.take('{') {
            return self.statements(&mut inner);
        }
        let name = self.word().ok_or_else(|| "a node is missing".to_owned())?.to_owned();
        self.at += 1;
        // Ports and compass points.
        while self.take(':') {
            self.at += usize::from(self.word().is_some());
        }
        Ok(vec![self.slot(&name, scope)])
    }

    fn slot(&mut self, name: &str, scope: &Scope) -> usize {
        if let Some(&slot) = self.slots.get(name) {
            let node = &mut self.graph.nodes[slot];
            node.cluster = node.cluster.or(scope.cluster);
            return slot;
        }
        let slot = self.graph.nodes.len();
        self.slots.insert(name.to_owned(), slot);
        let mut node = Node {
            key: name.to_owned(),
            label: name.to_owned(),
            shape: Shape::Ellipse,
            cluster: scope.cluster,
            ..Node::default()
        };
        apply(&mut node, &scope.node, self.line().unwrap_or(1), &mut self.notes);
        self.graph.nodes.push(node);
        slot
    }
}

fn apply(node: &mut Node, attributes: &Attributes, line: usize, notes: &mut Notes) {
    let mut record = false;
    if let Some(shape) = attributes.get("shape") {
        record = matches!(shape.as_str(), "record" | "Mrecord");
        node.shape = match shape.as_str() {
            "box" | "rect" | "rectangle" | "square" | "component" | "box3d" => Shape::Box,
            "circle" | "Mcircle" => Shape::Circle,
            "doublecircle" => Shape::DoubleCircle,
            "diamond" | "Mdiamond" => Shape::Diamond,
            "hexagon" | "octagon" => Shape::Hexagon,
            "cylinder" => Shape::Cylinder,
            "parallelogram" => Shape::LeanRight,
            "trapezium" | "house" => Shape::Trapezoid,
            "invtrapezium" | "invhouse" => Shape::TrapezoidDown,
            "plaintext" | "plain" | "none" => Shape::Text,
            "point" => Shape::Start,
            "note" | "tab" | "folder" => Shape::Note,
            "record" | "Mrecord" => Shape::Table,
            _ => Shape::Ellipse,
        };
    }
    if attributes.get("style").is_some_and(|style| style.contains("rounded")) && node.shape == Shape::Box {
        node.shape = Shape::Rounded;
    }
    if let Some(label) = attributes.get("label") {
        node.label = if record || node.shape == Shape::Table {
            fields(label)
        } else {
            label.replace("\\N", &node.key)
        };
    }
    if let Some(url) = attributes.get("URL").or_else(|| attributes.get("href")) {
        node.link = notes.link(line, &url.replace("\\N", &node.key));
    }
    let drawn = attributes.get("style").is_some_and(|style| style.contains("filled"));
    let given = |name: &str| attributes.get(name).and_then(|written| colour(written));
    if drawn || attributes.contains_key("fillcolor") && attributes.get("style").is_none() {
        // Without a colour of its own the outline's fills; grey where there is none.
        let fill = given("fillcolor").or_else(|| given("color"));
        node.style.fill = fill.or_else(|| Colour::parse("lightgrey")).filter(|_| drawn).or(node.style.fill);
    }
    node.style.stroke = given("color").or(node.style.stroke);
    node.style.text = given("fontcolor").or(node.style.text);
    if let Some(width) = attributes.get("penwidth").and_then(|width| width.parse::<f32>().ok()) {
        node.style.width = (0.0..=12.0).contains(&width).then_some((width * 10.0) as u16);
    }
    if let Some(text) = attributes.get("tooltip") {
        node.title.clone_from(text);
    }
}

/// A colour by a name of X11, whose shades are numbered, or as CSS writes it; of a list the first one.
fn colour(written: &str) -> Option<Colour> {
    let first = written.split([':', ';']).next().unwrap_or_default().trim();
    let name = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let shade: Option<f64> = first[name.len()..].parse().ok();
    match (name.to_ascii_lowercase().as_str(), shade) {
        ("gray" | "grey", Some(shade)) if shade <= 100.0 => Colour::parse(&format!("hsl(0,0%,{shade}%)")),
        (_, Some(_)) if !name.is_empty() && !name.starts_with('#') => Colour::parse(name),
        _ => Colour::parse(first),
    }
}

/// `{<port> a | b}` of a record: a compartment each.
fn fields(label: &str) -> String {
    let mut out = String::new();
    let mut port = false;
    for c in label.chars() {
        match c {
            '<' => port = true,
            '>' => port = false,
            '{' | '}' | '\\' => {}
            '|' => out.push_str("\n--\n"),
            c if !port => out.push(c),
            _ => {}
        }
    }
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn edge(from: usize, to: usize, attributes: &Attributes, directed: bool) -> Edge {
    let text = |name: &str| attributes.get(name).map_or("", String::as_str);
    let style = text("style");
    let line = if style.contains("invis") {
        Line::Invisible
    } else if style.contains("dashed") || style.contains("dotted") {
        Line::Dashed
    } else if style.contains("bold") {
        Line::Thick
    } else {
        Line::Solid
    };
    let (tail, head) = match text("dir") {
        "none" => (Tip::None, Tip::None),
        "back" => (Tip::Arrow, Tip::None),
        "both" => (Tip::Arrow, Tip::Arrow),
        _ if directed => (Tip::None, tip(text("arrowhead"))),
        _ => (Tip::None, Tip::None),
    };
    Edge {
        from,
        to,
        label: text("label").to_owned(),
        line,
        head,
        tail,
        ends: (text("taillabel").to_owned(), text("headlabel").to_owned()),
        style: Style {
            stroke: attributes.get("color").and_then(|written| colour(written)),
            text: attributes.get("fontcolor").and_then(|written| colour(written)),
            ..Style::default()
        },
        ..Edge::default()
    }
}

fn tip(name: &str) -> Tip {
    match name {
        "none" => Tip::None,
        "empty" | "onormal" => Tip::Triangle,
        "diamond" => Tip::FilledDiamond,
        "odiamond" => Tip::Diamond,
        "dot" | "odot" => Tip::Circle,
        "crow" => Tip::ZeroOrMore,
        _ => Tip::Arrow,
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::NodeLink;
    use super::*;

    #[test]
    fn statements_and_scopes() {
        let (graph, _) = read(
            "strict digraph \"G\" { rankdir=LR; node [shape=box]; a [label=\"A\\nB\" URL=\"https://x.y\"]; // c\n \
             subgraph cluster_x { label=\"X\"; b; c } a -> b -> {c d} [label=\"e\", style=dashed]; d:port:n -> a [dir=none] }",
        )
        .unwrap();
        assert_eq!(graph.direction, Direction::Right);
        assert_eq!(graph.nodes[0].label, "A\nB");
        assert_eq!(graph.nodes[1].shape, Shape::Box);
        assert_eq!((graph.nodes[1].cluster, graph.clusters[0].label.as_str()), (Some(0), "X"));
        assert_eq!(graph.edges.len(), 4);
        assert_eq!((graph.edges[0].line, graph.edges[3].head), (Line::Dashed, Tip::None));
        let (graph, _) = read("graph { a -- b; r [shape=record, label=\"{<p> one | two}\"] }").unwrap();
        assert_eq!(graph.edges[0].head, Tip::None);
        assert_eq!(graph.nodes[2].label, "one\n--\ntwo");
    }

    #[test]
    fn links_and_colours() {
        let url = |url: &str| Some(NodeLink::Url(url.to_owned()));
        let (graph, notes) = read(
            "digraph { node [style=filled, fillcolor=lightblue1]; a [URL=\"https://x.y/\\N\", fontcolor=\"#f00\"];\n\
             b [href=\"javascript:alert(1)\"]; a -> b [color=gray40, URL=\"x\"]; subgraph cluster_c { href=\"y\"; c } }",
        )
        .unwrap();
        assert_eq!(graph.nodes[0].link, url("https://x.y/a"));
        assert_eq!((&graph.nodes[1].link, &graph.clusters[0].link), (&None, &url("y")));
        assert_eq!(graph.nodes[0].style.fill, Colour::parse("lightblue"));
        assert_eq!(graph.edges[0].style.stroke, Colour::parse("#666666"));
        assert!(graph.nodes[0].style.text.is_some());
        assert_eq!(
            notes.left_out.iter().map(|note| (note.line, note.unsafe_url)).collect::<Vec<_>>(),
            [(Some(2), true), (Some(2), false)]
        );
        assert_eq!(read("digraph {\n a -> b\n !").unwrap_err().line, Some(3));
    }

    #[test]
    fn refused() {
        for text in
            ["", "digraph {", "digraph { a -> }", "digraph { a [label=\"x }", "flow { }", "digraph { ! }"]
        {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read(&format!("digraph {}", "{".repeat(100_000))).is_err());
    }
}
