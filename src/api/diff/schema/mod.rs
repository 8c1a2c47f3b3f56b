//! Two schemas of one value, all the way down.
//!
//! In: the schema of a body, a parameter, a payload on both sides. Out: changes, named by the innermost type with a name, so that the
//! change of a shared type is one change. Never: enters a pair of schemas twice for one value; takes more steps than it has.

mod composition;
mod limits;
mod members;
mod spot;
mod types;
mod values;
mod view;

use std::collections::{HashSet, VecDeque};

use self::spot::Spot;
pub(super) use self::spot::{Direction, Part};
use self::view::view;
use super::change::Changes;
use crate::api::model::Api;
use crate::api::schema::SchemaId;

/// Most pairs of schemas that are compared for one definition.
const STEPS: usize = 2_000_000;

/// Two definitions whose schemas are compared.
pub(super) struct Comparison<'a> {
    pub(super) base: &'a Api,
    pub(super) head: &'a Api,
    /// Pairs below which nothing differs.
    unchanged: HashSet<Key>,
    steps: usize,
}

type Key = (Vec<SchemaId>, Vec<SchemaId>, Direction, Part, bool);

/// Schemas of one value on both sides, and where it is from the value around it.
pub(super) struct Pair {
    base: Vec<SchemaId>,
    head: Vec<SchemaId>,
    step: Step,
}

/// From a value to one inside.
enum Step {
    /// The same value.
    Same,
    /// A property.
    Member(String),
    /// An item of an array.
    Item,
}

impl Pair {
    fn same(base: Vec<SchemaId>, head: Vec<SchemaId>) -> Self {
        Self { base, head, step: Step::Same }
    }

    fn member(base: Vec<SchemaId>, head: Vec<SchemaId>, name: &str) -> Self {
        Self { base, head, step: Step::Member(name.to_owned()) }
    }

    fn item(base: Vec<SchemaId>, head: Vec<SchemaId>) -> Self {
        Self { base, head, step: Step::Item }
    }
}

/// A value that waits.
struct Waiting {
    base: Vec<SchemaId>,
    head: Vec<SchemaId>,
    /// From the innermost type with a name: `Pet.name`; empty for the whole.
    path: String,
    whole: bool,
    hidden: bool,
}

impl<'a> Comparison<'a> {
    /// Of two definitions.
    pub(super) fn of(base: &'a Api, head: &'a Api) -> Self {
        Self { base, head, unchanged: HashSet::new(), steps: STEPS }
    }

    /// Compares the schemas of a value. `subject` is its name where it has one (a parameter's), `name` what it is in a sentence.
    pub(super) fn compare(
        &mut self,
        changes: &mut Changes,
        (base, head): (SchemaId, SchemaId),
        (direction, part): (Direction, Part),
        (subject, name): (&str, &str),
    ) {
        let before = changes.told();
        let mut seen: HashSet<Key> = HashSet::new();
        let mut queue = VecDeque::from([Waiting {
            base: vec![base],
            head: vec![head],
            path: String::new(),
            whole: true,
            hidden: false,
        }]);
        while let Some(waiting) = queue.pop_front() {
            let key = (waiting.base.clone(), waiting.head.clone(), direction, part, waiting.hidden);
            if self.steps == 0 || self.unchanged.contains(&key) || !seen.insert(key) {
                continue;
            }
            self.steps -= 1;
            let (base, head) =
                (view(&self.base.schemas, &waiting.base), view(&self.head.schemas, &waiting.head));
            let hidden = waiting.hidden
                || match direction {
                    Direction::Request => base.read_only && head.read_only,
                    Direction::Response => base.write_only && head.write_only,
                    Direction::Both => false,
                };
            // A type with a name is where paths begin anew.
            let path = match head.names.first() {
                // The root of a JSON Schema is the document.
                Some(named) if self.head.named(*named).name != "#" => self.head.named(*named).name.clone(),
                _ => waiting.path.clone(),
            };
            let (subject, name) = if waiting.whole {
                (subject.to_owned(), name.to_owned())
            } else if waiting.path.is_empty() {
                (path.clone(), if path.is_empty() { name.to_owned() } else { format!("`{path}`") })
            } else {
                (waiting.path.clone(), format!("`{}`", waiting.path))
            };
            let mut spot = Spot {
                base: &base,
                head: &head,
                direction,
                part,
                whole: waiting.whole,
                hidden,
                subject,
                name,
            };
            let mut next = Vec::new();
            types::compare(&spot, changes);
            values::compare(&spot, changes);
            limits::compare(&spot, changes);
            composition::compare(self, &spot, changes, &mut next);
            // Members are told by the type that holds them.
            if !path.is_empty() {
                spot.name = format!("`{path}`");
            }
            spot.subject = if path.is_empty() { spot.subject } else { path.clone() };
            members::compare(self, &spot, changes, &mut next);
            queue.extend(next.into_iter().map(|pair| {
                let (path, whole) = match pair.step {
                    Step::Same => (path.clone(), waiting.whole),
                    Step::Item if path.is_empty() => (String::new(), false),
                    Step::Item => (format!("{path}[]"), false),
                    Step::Member(name) if path.is_empty() => (name, false),
                    Step::Member(name) => (format!("{path}.{name}"), false),
                };
                Waiting { base: pair.base, head: pair.head, path, whole, hidden }
            }));
        }
        if changes.told() == before {
            self.unchanged.extend(seen);
        }
    }
}
