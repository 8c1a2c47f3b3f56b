//! Sequence diagrams.
//!
//! In: prepared text. Out: SVG. Never: draws activations: they add lines, not meaning.

mod draw;
mod read;

/// SVG of a sequence diagram.
pub(super) fn render(text: &str) -> Result<String, String> {
    let sequence = read::read(text)?;
    if sequence.actors.is_empty() {
        return Err("the diagram has no participants".to_owned());
    }
    if sequence.actors.len() > 40 || sequence.events.len() > 400 {
        return Err("the diagram has more than 40 participants or 400 messages".to_owned());
    }
    Ok(draw::draw(&sequence))
}

/// Who takes part and what happens.
#[derive(Default)]
struct Sequence {
    title: String,
    actors: Vec<Actor>,
    events: Vec<Event>,
}

struct Actor {
    label: String,
    person: bool,
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
        let sequence = read::read(text).unwrap();
        assert_eq!(
            sequence.actors.iter().map(|actor| actor.label.as_str()).collect::<Vec<_>>(),
            ["The user", "S"]
        );
        assert_eq!(sequence.events.len(), 10);
        assert!(matches!(&sequence.events[0], Event::Message { text, .. } if text == "1. Hello\nyou"));
        let svg = render(text).unwrap();
        assert!(svg.contains("The user") && svg.contains("every day"));
        for bad in [
            "sequenceDiagram\n A->>B",
            "sequenceDiagram\n what is this",
            "sequenceDiagram\n end",
            "sequenceDiagram\n loop x\n A->>B: y",
        ] {
            assert_eq!(read::read(bad).is_err(), bad != "sequenceDiagram\n A->>B", "{bad}");
        }
    }
}
