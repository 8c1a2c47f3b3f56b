//! Sequence diagrams.
//!
//! In: a [`Source`]. Out: SVG. Never: draws activations: they add lines, not meaning.

mod draw;
mod read;

use super::super::colour::Colour;
use super::super::problem::{Drawing, Notes, Problem};
use super::source::Source;

/// More of them nobody could follow.
const ACTORS: usize = 60;
const EVENTS: usize = 1000;

/// SVG of a sequence diagram.
pub(super) fn render(source: &Source<'_>) -> Result<Drawing, Problem> {
    let sequence = read::read(source)?;
    if sequence.actors.is_empty() {
        return Err(Problem::new("the diagram has no participants"));
    }
    let about = source.about(&sequence.title, "Sequence diagram");
    Ok(Drawing { svg: draw::draw(&sequence, &about), left_out: sequence.notes.left_out })
}

/// Who takes part and what happens.
#[derive(Default)]
struct Sequence {
    title: String,
    actors: Vec<Actor>,
    events: Vec<Event>,
    boxes: Vec<Group>,
    notes: Notes,
}

#[derive(Default)]
struct Actor {
    label: String,
    person: bool,
    link: Option<String>,
}

/// Participants in a box of their own.
struct Group {
    label: String,
    fill: Option<Colour>,
    actors: Vec<usize>,
}

/// One row.
enum Event {
    Message {
        from: usize,
        to: usize,
        text: String,
        dashed: bool,
        tip: Head,
        both: bool,
    },
    /// Above the lifelines from the first to the last of these; `side` -1 left of it, 1 right of it.
    Note {
        first: usize,
        last: usize,
        side: i32,
        text: String,
    },
    Open {
        word: String,
        text: String,
    },
    /// A background behind rows.
    Shade {
        fill: Option<Colour>,
    },
    Divider {
        text: String,
    },
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    None,
    Full,
    Open,
    Cross,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_reads() {
        let text = "sequenceDiagram\n autonumber\n actor U as The user\n participant S\n U->>+S: Hello <br/> you\n \
                    loop every day\n S-->>-U: Hi\n end\n alt yes\n S-xU: no\n else no\n Note over U,S: shared\n end\n \
                    S->>S: think\n";
        let sequence = read::read(&Source::new(text)).unwrap();
        assert_eq!(
            sequence.actors.iter().map(|actor| actor.label.as_str()).collect::<Vec<_>>(),
            ["The user", "S"]
        );
        assert_eq!(sequence.events.len(), 10);
        assert!(matches!(&sequence.events[0], Event::Message { text, .. } if text == "1. Hello\nyou"));
        let svg = render(&Source::new(text)).unwrap().svg;
        assert!(svg.contains("The user") && svg.contains("every day"));
        for bad in [
            "sequenceDiagram\n A->>B",
            "sequenceDiagram\n what is this",
            "sequenceDiagram\n end",
            "sequenceDiagram\n loop x\n A->>B: y",
        ] {
            assert_eq!(read::read(&Source::new(bad)).is_err(), bad != "sequenceDiagram\n A->>B", "{bad}");
        }
    }
}
