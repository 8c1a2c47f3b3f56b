//! A configuration against the table of keys.
//!
//! In: a tree. Out: unknown keys, each with the key that was probably meant, and values of the wrong shape.
//! Never: changes the tree: what reads it passes over what does not fit.

use super::keys::{Key, Shape};
use super::meaning::{self, Fault};
use super::tree::{Tree, Value};
use crate::diag::codes::config::{BAD_VALUE, UNKNOWN_KEY, WRONG_TYPE};
use crate::diag::{Diagnostic, Diagnostics};
use crate::suggest::nearest;

/// Reports everything in `tree` that is not of `shape`. `path` names it for people.
pub(super) fn check(tree: &Tree, shape: &Shape, path: &str, found: &mut Diagnostics) {
    if tree.value == Value::Null {
        return;
    }
    match shape {
        Shape::Object(keys) if matches!(tree.value, Value::Map(_)) => {
            for pair in tree.pairs() {
                let below = if path.is_empty() { pair.key.clone() } else { format!("{path}.{}", pair.key) };
                match keys.iter().find(|key| key.name == pair.key) {
                    Some(key) => check(&pair.value, &key.shape, &below, found),
                    None => found.push(unknown(keys, &pair.key, path).at(pair.key_span)),
                }
            }
        }
        Shape::Map(inner) if matches!(tree.value, Value::Map(_)) => {
            for pair in tree.pairs() {
                check(&pair.value, inner, &format!("{path}.{}", pair.key), found);
            }
        }
        Shape::List(inner) if matches!(tree.value, Value::List(_)) => {
            for item in tree.items() {
                check(item, inner, path, found);
            }
        }
        Shape::Either(shapes) => {
            let best = shapes.iter().find(|shape| fits(tree, shape)).unwrap_or(&shapes[shapes.len() - 1]);
            check(tree, best, path, found);
        }
        Shape::Meant(meaning) if fits(tree, shape) => {
            if let Some(fault) = tree.text().and_then(|text| meaning::fault(&text, *meaning)) {
                found.push(bad_value(path, fault).at(tree.span));
            }
        }
        shape if fits(tree, shape) => {}
        shape => {
            let is = match (shape, &tree.value) {
                (Shape::Word(_), Value::Text(text)) => format!("`{text}`"),
                _ => tree.describe().to_owned(),
            };
            found.push(
                Diagnostic::new(&WRONG_TYPE, format!("`{path}` is {is}, and has to be {}", wanted(shape)))
                    .at(tree.span),
            );
        }
    }
}

/// A value of the right type that means nothing.
pub(super) fn bad_value(path: &str, fault: Fault) -> Diagnostic {
    Diagnostic::new(&BAD_VALUE, format!("`{path}`: {}", fault.message)).help(fault.help)
}

/// Whether a value has the outer shape.
fn fits(tree: &Tree, shape: &Shape) -> bool {
    match shape {
        // One text where a list of texts may stand is a list of one.
        Shape::List(Shape::Text) => matches!(tree.value, Value::List(_)) || tree.text().is_some(),
        Shape::Text | Shape::Meant(_) => matches!(tree.value, Value::Text(_) | Value::Number(_)),
        Shape::Truth => tree.truth().is_some(),
        // YAML 1.2 reads `off` as a text; people who quote nothing may still write `false`.
        Shape::Word(words) => match &tree.value {
            Value::Text(text) => words.contains(&text.as_str()),
            Value::Bool(false) => words.contains(&"off"),
            _ => false,
        },
        Shape::List(_) => matches!(tree.value, Value::List(_)),
        Shape::Map(_) | Shape::Object(_) => matches!(tree.value, Value::Map(_)),
        Shape::Either(shapes) => shapes.iter().any(|shape| fits(tree, shape)),
    }
}

fn wanted(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Meant(_) => "a text".to_owned(),
        Shape::Truth => "`true` or `false`".to_owned(),
        Shape::Word(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
        Shape::List(_) => "a list".to_owned(),
        Shape::Map(_) | Shape::Object(_) => "a mapping".to_owned(),
        Shape::Either(shapes) => shapes.iter().map(wanted).collect::<Vec<_>>().join(" or "),
    }
}

fn unknown(keys: &'static [Key], name: &str, path: &str) -> Diagnostic {
    let place = if path.is_empty() { String::new() } else { format!(" below `{path}`") };
    let diagnostic = Diagnostic::new(&UNKNOWN_KEY, format!("`{name}` is not a key{place}"));
    let known: Vec<&str> = keys.iter().map(|key| key.name).collect();
    diagnostic.help(match nearest(name, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("keys here are {}", known.join(", ")),
    })
}
