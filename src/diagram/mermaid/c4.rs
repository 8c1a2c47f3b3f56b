//! C4 diagrams: context, container, component, dynamic, deployment.
//!
//! In: a [`Source`] of calls, as C4-PlantUML has them. Out: a [`Graph`]; boundaries and deployment nodes are frames.
//! Never: draws sprites and tags, or lays out by the hints of direction: the layout finds its own places.

use std::collections::HashMap;

use super::super::graph::{Edge, Graph, Line, Shape, Tip};
use super::super::layout::Direction;
use super::super::problem::{Notes, Problem};
use super::build::Build;
use super::label;
use super::source::{Line as Row, Source, title};

/// The arguments of a call: by place, and by name.
struct Call {
    name: String,
    places: Vec<String>,
    named: HashMap<String, String>,
}

impl Call {
    /// `Person(alias, "Label, with comma", $link="…")`.
    fn read(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('(')?;
        let inner = rest.trim_end().trim_end_matches('{').trim_end().strip_suffix(')')?;
        let mut call = Self { name: name.trim().to_owned(), places: Vec::new(), named: HashMap::new() };
        let mut quoted = false;
        let parts = inner.split(|c| {
            quoted ^= c == '"';
            c == ',' && !quoted
        });
        for part in parts.take(32).map(str::trim) {
            match part.strip_prefix('$').and_then(|part| part.split_once('=')) {
                Some((key, value)) => {
                    call.named.insert(key.trim().to_owned(), label::clean(value));
                }
                None => call.places.push(label::clean(part)),
            }
        }
        (!call.name.is_empty() && call.name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
            .then_some(call)
    }

    fn at(&self, place: usize, name: &str) -> &str {
        self.named.get(name).or_else(|| self.places.get(place)).map_or("", String::as_str)
    }
}

/// Reads a C4 diagram.
pub(super) fn read(source: &Source<'_>) -> Result<(Graph, Notes), Problem> {
    let mut build = Build::default();
    build.graph.direction = Direction::Down;
    let mut heading = String::new();
    let mut number = 0;
    let dynamic = source.kind() == "C4Dynamic";
    // A brace may stand on a line of its own.
    let mut pending = false;
    // Styles of relations come after them.
    let mut ends: HashMap<(String, String), usize> = HashMap::new();
    for row in source.body() {
        let line = row.text();
        if let Some(text) = title(line) {
            heading = text;
            continue;
        }
        match line {
            "{" if pending => {
                pending = false;
                continue;
            }
            "}" => {
                if !build.close() {
                    return Err(row.problem("`}` closes nothing"));
                }
                continue;
            }
            _ => {}
        }
        if let Some(direction) = line.strip_prefix("direction ") {
            build.graph.direction = Direction::from_text(direction.trim()).unwrap_or(Direction::Down);
            continue;
        }
        let call = Call::read(line).ok_or_else(|| row.unknown())?;
        let name = call.name.as_str();
        if name.starts_with("Rel") || name == "BiRel" || name.starts_with("BiRel_") {
            number += 1;
            relation(&mut build, &call, dynamic.then_some(number), &mut ends);
        } else if name.ends_with("Boundary") || name.contains("Node") {
            boundary(&mut build, row, &call);
            pending = !line.ends_with('{');
        } else if name.starts_with("Update") {
            update(&mut build, row, &call, &ends);
        } else if !element(&mut build, row, &call) {
            return Err(row.unknown());
        }
        build.check(0)?;
    }
    if build.current().is_some() {
        return Err(Problem::new("a boundary is not closed by `}`"));
    }
    let kind = match source.kind() {
        "C4Container" => "C4 container diagram",
        "C4Component" => "C4 component diagram",
        "C4Dynamic" => "C4 dynamic diagram",
        "C4Deployment" => "C4 deployment diagram",
        _ => "C4 context diagram",
    };
    Ok(build.finish(source.about(&heading, kind)))
}

/// A person, system, container or component; `false` for a call of another kind.
fn element(build: &mut Build, row: &Row<'_>, call: &Call) -> bool {
    let (name, outside) = match call.name.strip_suffix("_Ext") {
        Some(name) => (name, true),
        None => (call.name.as_str(), false),
    };
    let (name, shape) = match (name.strip_suffix("Db"), name.strip_suffix("Queue")) {
        (Some(name), _) => (name, Shape::Cylinder),
        (_, Some(name)) => (name, Shape::Stadium),
        _ => (name, if name == "Person" { Shape::Stadium } else { Shape::Rounded }),
    };
    let (kind, has_technology) = match name {
        "Person" => ("c4-person", false),
        "System" => ("c4-system", false),
        "Container" => ("c4-container", true),
        "Component" => ("c4-component", true),
        _ => return false,
    };
    let technology = if has_technology { call.at(2, "techn") } else { "" };
    let description = call.at(if has_technology { 3 } else { 2 }, "descr");
    let slot = build.slot(call.at(0, "alias"), shape);
    let link = call.named.get("link").and_then(|url| build.notes.link(row.number, url));
    let what = match (name, outside) {
        (name, true) => format!("External {name}"),
        (name, false) => name.to_owned(),
    };
    let typed = if technology.is_empty() { format!("[{what}]") } else { format!("[{what}: {technology}]") };
    let lines = [call.at(1, "label"), &typed, description];
    let node = &mut build.graph.nodes[slot];
    node.shape = shape;
    node.label = lines.iter().filter(|line| !line.is_empty()).copied().collect::<Vec<_>>().join("\n");
    node.kind = String::from(if outside { "c4-outside" } else { kind });
    node.link = link;
    true
}

/// `System_Boundary(alias, "Label") {`, `Deployment_Node(alias, "Label", "Type") {`.
fn boundary(build: &mut Build, row: &Row<'_>, call: &Call) {
    let kind = match call.name.as_str() {
        "Enterprise_Boundary" => "Enterprise",
        "System_Boundary" => "System",
        "Container_Boundary" => "Container",
        _ => call.at(2, "type"),
    };
    let mut text = call.at(1, "label").to_owned();
    if !kind.is_empty() {
        text = format!("{text} [{}]", kind.replace('\n', " "));
    }
    let alias = call.at(0, "alias").to_owned();
    build.open(alias, text.replace('\n', " "));
    let frame = build.current();
    if let Some(frame) = frame {
        call.at(3, "descr").clone_into(&mut build.graph.clusters[frame].title);
        build.graph.clusters[frame].link =
            call.named.get("link").and_then(|url| build.notes.link(row.number, url));
    }
}

/// `Rel(from, to, "label", "technology")`, `RelIndex(1, from, to, "label")`, `BiRel(…)`, `Rel_Back(…)`.
fn relation(
    build: &mut Build,
    call: &Call,
    number: Option<usize>,
    ends: &mut HashMap<(String, String), usize>,
) {
    let skip = usize::from(call.name == "RelIndex");
    let (mut from, mut to) = (call.at(skip, "from"), call.at(skip + 1, "to"));
    if call.name.contains("Back") {
        (from, to) = (to, from);
    }
    ends.insert((from.to_owned(), to.to_owned()), build.edges.len());
    // A relation may stand in any boundary.
    let (from, to) = (build.mention(from, Shape::Rounded), build.mention(to, Shape::Rounded));
    let technology = call.at(skip + 3, "techn");
    let mut label = call.at(skip + 2, "label").replace('\n', " ");
    if let Some(number) = number {
        let number = if skip == 1 { call.at(0, "index").to_owned() } else { number.to_string() };
        label = format!("{number}: {label}");
    }
    if !technology.is_empty() {
        label = format!("{label}\n[{technology}]");
    }
    let tail = if call.name.starts_with("BiRel") { Tip::Arrow } else { Tip::None };
    build.edges.push(Edge { from, to, label, tail, line: Line::Solid, ..Edge::default() });
}

/// `UpdateElementStyle(alias, $bgColor="red", …)`, `UpdateRelStyle(from, to, $lineColor="red", …)`.
fn update(build: &mut Build, row: &Row<'_>, call: &Call, ends: &HashMap<(String, String), usize>) {
    let colour = |key: &str, property: &str| {
        call.named.get(key).map(|value| format!("{property}:{value};")).unwrap_or_default()
    };
    match call.name.as_str() {
        "UpdateElementStyle" | "UpdateBoundaryStyle" => {
            let written =
                colour("bgColor", "fill") + &colour("fontColor", "color") + &colour("borderColor", "stroke");
            let slot = build.mention(call.at(0, "alias"), Shape::Rounded);
            build.looks.dress(slot, &written, row.number, &mut build.notes);
        }
        "UpdateRelStyle" => {
            let key = (call.at(0, "from").to_owned(), call.at(1, "to").to_owned());
            if let Some(edge) = ends.get(&key) {
                let written = colour("lineColor", "stroke") + &colour("textColor", "color");
                build.looks.link(&format!("{edge} {written}"), row.number, &mut build.notes);
            }
        }
        // How many shapes stand in a row is the layout's affair.
        "UpdateLayoutConfig" => {}
        other => build.notes.tell(row.number, format!("`{}` is not known", super::source::excerpt(other))),
    }
}
