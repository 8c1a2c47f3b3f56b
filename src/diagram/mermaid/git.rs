//! Git graphs.
//!
//! In: a [`Source`] of git's commands. Out: SVG, a lane for each branch. Never: makes up names of commits, which Mermaid
//! does by chance.

#![allow(clippy::many_single_char_names, reason = "coordinates along and across")]

use std::collections::HashMap;

use super::super::canvas::{Anchor, Canvas, FONT, Num, SMALL, colour};
use super::super::problem::{Drawing, Problem};
use super::super::text;
use super::label;
use super::source::{Line, Source, title, word};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Normal,
    Reverse,
    Highlight,
    Merge,
    CherryPick,
}

struct Commit {
    id: String,
    branch: usize,
    kind: Kind,
    tags: Vec<String>,
    parents: Vec<usize>,
}

struct Branch {
    name: String,
    order: f64,
    head: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Flow {
    Right,
    Down,
    Up,
}

struct Log {
    branches: Vec<Branch>,
    commits: Vec<Commit>,
    current: usize,
    ids: HashMap<String, usize>,
}

const COMMITS: usize = 300;
const BRANCHES: usize = 40;

/// SVG of a git graph.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let flow = match source.head().trim_end_matches(':').trim() {
        "TB" => Flow::Down,
        "BT" => Flow::Up,
        _ => Flow::Right,
    };
    let config = |name: &str| format!("gitGraph.{name}");
    let main = source.config.get(&config("mainBranchName")).unwrap_or("main").to_owned();
    let order = source.config.number(&config("mainBranchOrder"), 0.0, -1000.0, 1000.0);
    let mut log = Log {
        branches: vec![Branch { name: main, order, head: None }],
        commits: Vec::new(),
        current: 0,
        ids: HashMap::new(),
    };
    let mut heading = String::new();
    for row in source.body() {
        let line = row.text();
        match title(line) {
            Some(text) => heading = text,
            None => log.statement(row, line)?,
        }
        if log.commits.len() > COMMITS || log.branches.len() > BRANCHES {
            return Err(Problem::new(format!(
                "a graph of more than {COMMITS} commits or {BRANCHES} branches is not drawn"
            )));
        }
    }
    if log.commits.is_empty() {
        return Err(Problem::new("the graph has no commits"));
    }
    let show = Show {
        flow,
        branches: source.config.flag(&config("showBranches"), true),
        labels: source.config.flag(&config("showCommitLabel"), true),
        parallel: source.config.flag(&config("parallelCommits"), false),
    };
    let about = source.about(&heading, "Git graph");
    Ok(Drawing { svg: show.draw(&log).svg("g--diagram g-git", &about), left_out: Vec::new() })
}

impl Log {
    fn statement(&mut self, row: &Line<'_>, line: &str) -> Result<(), Problem> {
        let (first, rest) = word(line);
        // `commit id:"x"`, where the name runs into nothing.
        let (first, rest) = if first.starts_with("commit") && first != "commit" {
            ("commit", &line[6..])
        } else {
            (first, rest)
        };
        match first {
            "commit" => {
                let options = Options::read(rest).ok_or_else(|| row.unknown())?;
                let parents = self.branches[self.current].head.into_iter().collect();
                self.commit(options, Kind::Normal, parents);
            }
            "branch" => {
                let (name, rest) = name(rest);
                if name.is_empty() {
                    return Err(row.unknown());
                }
                if self.branches.iter().any(|branch| branch.name == name) {
                    return Err(row.problem(format!(
                        "the branch `{}` is there already",
                        super::source::excerpt(&name)
                    )));
                }
                let order = rest.trim().strip_prefix("order:").and_then(|order| order.trim().parse().ok());
                let order =
                    order.filter(|order: &f64| order.is_finite()).unwrap_or(self.branches.len() as f64 / 1e4);
                let head = self.branches[self.current].head;
                self.current = self.branches.len();
                self.branches.push(Branch { name, order, head });
            }
            "checkout" | "switch" => self.current = self.find(row, &name(rest).0)?,
            "merge" => {
                let (name, rest) = name(rest);
                let other = self.find(row, &name)?;
                let options = Options::read(rest).ok_or_else(|| row.unknown())?;
                let head = self.branches[other]
                    .head
                    .ok_or_else(|| row.problem("the merged branch has no commits"))?;
                let parents = self.branches[self.current].head.into_iter().chain([head]).collect();
                self.commit(options, Kind::Merge, parents);
            }
            "cherry-pick" => {
                let mut options = Options::read(rest).ok_or_else(|| row.unknown())?;
                let id = std::mem::take(&mut options.id);
                let picked = *self.ids.get(&id).ok_or_else(|| {
                    row.problem(format!("there is no commit `{}`", super::source::excerpt(&id)))
                })?;
                if options.tags.is_empty() {
                    options.tags.push(format!("cherry-pick: {id}"));
                }
                let parents = self.branches[self.current].head.into_iter().chain([picked]).collect();
                self.commit(options, Kind::CherryPick, parents);
            }
            _ => return Err(row.unknown()),
        }
        Ok(())
    }

    fn find(&self, row: &Line<'_>, name: &str) -> Result<usize, Problem> {
        let found = self.branches.iter().position(|branch| branch.name == name);
        found.ok_or_else(|| row.problem(format!("there is no branch `{}`", super::source::excerpt(name))))
    }

    fn commit(&mut self, options: Options, kind: Kind, parents: Vec<usize>) {
        let at = self.commits.len();
        if !options.id.is_empty() {
            self.ids.insert(options.id.clone(), at);
        }
        let tags = options.tags.into_iter().filter(|tag| !tag.is_empty()).collect();
        let kind = options.kind.unwrap_or(kind);
        self.commits.push(Commit { id: options.id, branch: self.current, kind, tags, parents });
        self.branches[self.current].head = Some(at);
    }
}

/// A name, quoted or not, and what follows.
fn name(text: &str) -> (String, &str) {
    if let Some(inner) = text.strip_prefix('"')
        && let Some(end) = inner.find('"')
    {
        return (label::decoded(&inner[..end]), &inner[end + 1..]);
    }
    let (name, rest) = word(text);
    (label::decoded(name), rest)
}

/// What stands behind `commit` and `merge`.
#[derive(Default)]
struct Options {
    id: String,
    tags: Vec<String>,
    kind: Option<Kind>,
}

impl Options {
    /// `id: "x" tag: "y" type: HIGHLIGHT msg: "z"`, or a message alone.
    fn read(text: &str) -> Option<Self> {
        let mut options = Self::default();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let (key, after) = if rest.starts_with('"') {
                ("msg", rest)
            } else {
                let (key, after) = rest.split_once(':')?;
                (key.trim(), after.trim_start())
            };
            let (value, after) = match after.strip_prefix('"') {
                Some(inner) => inner.split_once('"')?,
                None => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            match key {
                "id" => options.id = label::decoded(value),
                "tag" => options.tags.push(label::decoded(value)),
                "type" => {
                    options.kind = Some(match value {
                        "NORMAL" => Kind::Normal,
                        "REVERSE" => Kind::Reverse,
                        "HIGHLIGHT" => Kind::Highlight,
                        _ => return None,
                    });
                }
                "msg" if options.id.is_empty() => options.id = label::decoded(value),
                "msg" | "parent" => {}
                _ => return None,
            }
            rest = after.trim_start();
        }
        Some(options)
    }
}

struct Show {
    flow: Flow,
    branches: bool,
    labels: bool,
    /// Commits stand beside each other that have the same number of ancestors.
    parallel: bool,
}

impl Show {
    fn draw(&self, log: &Log) -> Canvas {
        let mut order: Vec<usize> = (0..log.branches.len()).collect();
        order.sort_by(|&a, &b| log.branches[a].order.total_cmp(&log.branches[b].order).then(a.cmp(&b)));
        let mut lane = vec![0_usize; order.len()];
        for (at, &branch) in order.iter().enumerate() {
            lane[branch] = at;
        }
        let shown = |commit: &Commit| if self.labels { commit.id.clone() } else { String::new() };
        let across = |commit: &Commit| {
            let widest =
                commit.tags.iter().chain([&shown(commit)]).map(|text| text::width(text, SMALL)).max();
            f64::from(widest.unwrap_or(0))
        };
        let flat = self.flow == Flow::Right;
        // Along: by the widths of labels where they stand side by side.
        let mut level = vec![0_usize; log.commits.len()];
        for at in 0..log.commits.len() {
            level[at] = if self.parallel {
                log.commits[at].parents.iter().map(|&parent| level[parent] + 1).max().unwrap_or(0)
            } else {
                at
            };
        }
        let levels = level.iter().copied().max().unwrap_or(0) + 1;
        let mut room = vec![46.0_f64; levels];
        for (commit, &level) in log.commits.iter().zip(&level) {
            room[level] = room[level].max(if flat { across(commit) + 18.0 } else { 46.0 });
        }
        let mut along = Vec::with_capacity(levels);
        let mut next = 20.0;
        for room in &room {
            along.push(next + room / 2.0);
            next += room;
        }
        let tagged = log.commits.iter().map(|commit| commit.tags.len()).max().unwrap_or(0) as f64;
        let step = if flat {
            62.0 + tagged * 20.0
        } else {
            log.commits.iter().map(across).fold(60.0, f64::max) + 60.0
        };
        let place = |commit: usize| {
            let (u, v) = (along[level[commit]], lane[log.commits[commit].branch] as f64 * step);
            match self.flow {
                Flow::Right => (u, v),
                Flow::Down => (v, u),
                Flow::Up => (v, next - u),
            }
        };
        let mut canvas = Canvas::default();
        if self.branches {
            for (at, branch) in log.branches.iter().enumerate() {
                let v = lane[at] as f64 * step;
                let w = f64::from(text::width(&branch.name, FONT)) + 20.0;
                canvas.open(&colour(at));
                if flat {
                    canvas.line("g-axis g-dashed", &[(0.0, v), (next, v)]);
                    canvas.rect("g-tint", [-w, v - 12.0, w, 24.0], 6.0);
                    canvas.text("g-strong", (-w / 2.0, v + 4.0), Anchor::Middle, FONT, &branch.name);
                } else {
                    let top = if self.flow == Flow::Down { -28.0 } else { next + 4.0 };
                    canvas.line("g-axis g-dashed", &[(v, 0.0), (v, next)]);
                    canvas.rect("g-tint", [v - w / 2.0, top, w, 24.0], 6.0);
                    canvas.text("g-strong", (v, top + 16.0), Anchor::Middle, FONT, &branch.name);
                }
                canvas.close("g");
            }
        }
        for (at, commit) in log.commits.iter().enumerate() {
            for (which, &parent) in commit.parents.iter().enumerate() {
                // A merge's line has the colour of the branch that comes.
                let merges =
                    which > 0 || log.commits[parent].branch != commit.branch && commit.kind == Kind::Merge;
                let k = if merges { log.commits[parent].branch } else { commit.branch };
                canvas.open(&colour(k));
                let class =
                    if commit.kind == Kind::CherryPick && which > 0 { "g-line g-dashed" } else { "g-line" };
                canvas.path(class, &self.way(place(parent), place(at), which > 0));
                canvas.close("g");
            }
        }
        for (at, commit) in log.commits.iter().enumerate() {
            self.commit(&mut canvas, commit, place(at), &shown(commit));
        }
        canvas
    }

    /// From parent to child: along the lane of the one that goes on, then round the corner.
    fn way(&self, from: (f64, f64), to: (f64, f64), merges: bool) -> String {
        let flat = self.flow == Flow::Right;
        let (a, b) = (Num(from.0), Num(from.1));
        let (du, dv) = if flat { (to.0 - from.0, to.1 - from.1) } else { (to.1 - from.1, to.0 - from.0) };
        if dv.abs() < 0.5 || du.abs() < 0.5 {
            return format!("M{a} {b}L{} {}", Num(to.0), Num(to.1));
        }
        let r = 12.0_f64.min(du.abs()).min(dv.abs());
        let (ru, rv) = (r * du.signum(), r * dv.signum());
        // The corner, just before it, and just behind it.
        let (corner, before, behind) = if merges {
            ((du, 0.0), (du - ru, 0.0), (du, rv))
        } else {
            ((0.0, dv), (0.0, dv - rv), (ru, dv))
        };
        let at = |(u, v): (f64, f64)| {
            let (x, y) = if flat { (from.0 + u, from.1 + v) } else { (from.0 + v, from.1 + u) };
            format!("{} {}", Num(x), Num(y))
        };
        format!("M{a} {b}L{}Q{} {}L{} {}", at(before), at(corner), at(behind), Num(to.0), Num(to.1))
    }

    fn commit(&self, canvas: &mut Canvas, commit: &Commit, (x, y): (f64, f64), label: &str) {
        canvas.open(&colour(commit.branch));
        match commit.kind {
            Kind::Highlight => {
                canvas.rect("g-solid", [x - 9.0, y - 9.0, 18.0, 18.0], 2.0);
                canvas.rect("g-hole", [x - 4.0, y - 4.0, 8.0, 8.0], 0.0);
            }
            Kind::Normal => canvas.circle("g-solid", x, y, 8.0),
            Kind::Reverse => {
                canvas.circle("g-solid", x, y, 9.0);
                canvas.path("g-hole-line", &format!("M{} {}l8 8m0 -8l-8 8", Num(x - 4.0), Num(y - 4.0)));
            }
            Kind::Merge => {
                canvas.circle("g-solid", x, y, 9.0);
                canvas.circle("g-hole", x, y, 5.0);
            }
            Kind::CherryPick => {
                canvas.circle("g-solid", x, y, 9.0);
                canvas.circle("g-hole", x - 3.0, y + 2.0, 2.2);
                canvas.circle("g-hole", x + 3.0, y + 2.0, 2.2);
                canvas.path(
                    "g-hole-line",
                    &format!(
                        "M{} {}L{} {}L{} {}",
                        Num(x - 3.0),
                        Num(y + 1.0),
                        Num(x),
                        Num(y - 5.0),
                        Num(x + 3.0),
                        Num(y + 1.0)
                    ),
                );
            }
        }
        canvas.close("g");
        let flat = self.flow == Flow::Right;
        if flat {
            canvas.text("g-label", (x, y + 24.0), Anchor::Middle, SMALL, label);
        } else {
            canvas.text("g-label", (x + 16.0, y + 4.0), Anchor::Start, SMALL, label);
        }
        for (at, tag) in commit.tags.iter().enumerate() {
            let w = f64::from(text::width(tag, SMALL)) + 12.0;
            let (left, top) = if flat {
                (x - w / 2.0, y - 32.0 - at as f64 * 20.0)
            } else {
                (x - w - 16.0, y - 8.0 - at as f64 * 20.0)
            };
            canvas.rect("g-tag", [left, top, w, 17.0], 3.0);
            canvas.text("g-ink-text", (left + w / 2.0, top + 12.5), Anchor::Middle, SMALL, tag);
        }
    }
}
