//! AsyncAPI: channels, operations and messages, classified as @asyncapi/diff has it, payloads by the rules on schemas.
//!
//! In: two definitions. Out: changes. Never: a change of a payload unclassified.

use std::collections::BTreeMap;

use super::Matched;
use super::change::Changes;
use super::change::Compatibility::{Breaking, Compatible};
use super::schema::{Comparison, Direction, Part};
use crate::api::model::{Api, Channel, NamedType, Operation, TypeId};

/// Everything that changed.
pub(super) fn compare(base: &Api, head: &Api, changes: &mut Changes) {
    servers(base, head, changes);
    let matched = by_key(&base.channels, &head.channels, |channel| channel.key.as_str());
    for gone in matched.removed {
        changes.add(
            "channel-removed",
            Breaking,
            title(gone),
            format!("the channel `{}` was removed", title(gone)),
        );
    }
    for new in matched.added {
        changes.add(
            "channel-added",
            Compatible,
            title(new),
            format!("the channel `{}` was added", title(new)),
        );
    }
    for (before, after) in matched.both {
        channel(base, head, before, after, changes);
    }
    let matched = by_key(&base.operations, &head.operations, |operation| {
        operation.key.split_once(' ').map_or(operation.key.as_str(), |(_, rest)| rest)
    });
    // The two of a channel in version 2 have one name: they are told apart by what they do.
    let old: Vec<&Operation> = base.operations.iter().collect();
    let matched = if old.iter().any(|one| matches!(one.verb.as_str(), "PUBLISH" | "SUBSCRIBE")) {
        by_key(&base.operations, &head.operations, |operation| operation.key.as_str())
    } else {
        matched
    };
    for gone in matched.removed {
        let key = gone.key.as_str();
        changes.add("operation-removed", Breaking, key, format!("the operation `{key}` was removed"));
    }
    for new in matched.added {
        let key = new.key.as_str();
        changes.add("operation-added", Compatible, key, format!("the operation `{key}` was added"));
    }
    for (before, after) in matched.both {
        changes.within(Some(&after.key));
        operation(base, head, before, after, changes);
        changes.within(None);
    }
    messages(base, head, changes);
}

fn title(channel: &Channel) -> &str {
    if channel.address.is_empty() { &channel.key } else { &channel.address }
}

fn by_key<'a, T>(base: &'a [T], head: &'a [T], key: impl Fn(&T) -> &str) -> Matched<'a, T> {
    let mut matched = Matched { removed: Vec::new(), added: Vec::new(), both: Vec::new() };
    for one in base {
        match head.iter().find(|other| key(other) == key(one)) {
            Some(other) => matched.both.push((one, other)),
            None => matched.removed.push(one),
        }
    }
    matched.added = head.iter().filter(|one| !base.iter().any(|other| key(other) == key(one))).collect();
    matched
}

fn servers(base: &Api, head: &Api, changes: &mut Changes) {
    let matched = by_key(&base.servers, &head.servers, |server| server.name.as_str());
    for gone in matched.removed {
        let name = gone.name.as_str();
        changes.add("server-removed", Breaking, name, format!("the server `{name}` was removed"));
    }
    for new in matched.added {
        let name = new.name.as_str();
        changes.add("server-added", Compatible, name, format!("the server `{name}` was added"));
    }
    for (before, after) in matched.both {
        let name = after.name.as_str();
        if before.protocol != after.protocol {
            let message = format!(
                "the protocol of the server `{name}` changed from `{}` to `{}`",
                before.protocol, after.protocol
            );
            changes.add("server-protocol-changed", Breaking, name, message);
        } else if before.url != after.url {
            let message = format!("the server `{name}` moved from `{}` to `{}`", before.url, after.url);
            changes.add("server-host-changed", Breaking, name, message);
        }
        if before.variables != after.variables {
            let message = format!("the variables of the server `{name}` changed");
            changes.add("server-variables-changed", Breaking, name, message);
        }
    }
}

/// Names of messages that one side has and the other has not.
fn lost<'a>(from: (&'a Api, &[TypeId]), to: (&Api, &[TypeId])) -> Vec<&'a str> {
    let names: Vec<&str> = to.1.iter().map(|id| to.0.named(*id).name.as_str()).collect();
    from.1.iter().map(|id| from.0.named(*id).name.as_str()).filter(|name| !names.contains(name)).collect()
}

fn of_messages(
    (base, before): (&Api, &[TypeId]),
    (head, after): (&Api, &[TypeId]),
    (prefix, holder): (&str, &str),
    changes: &mut Changes,
) {
    for name in lost((base, before), (head, after)) {
        let name = name.trim_start_matches("message ");
        let message = format!("the message `{name}` was removed from {holder}");
        changes.add(format!("{prefix}-message-removed"), Breaking, name, message);
    }
    for name in lost((head, after), (base, before)) {
        let name = name.trim_start_matches("message ");
        let message = format!("the message `{name}` was added to {holder}");
        changes.add(format!("{prefix}-message-added"), Compatible, name, message);
    }
}

fn channel(base: &Api, head: &Api, before: &Channel, after: &Channel, changes: &mut Changes) {
    let name = title(before);
    if before.address != after.address {
        let message = format!(
            "the address of the channel `{}` changed from `{}` to `{}`",
            after.key, before.address, after.address
        );
        changes.add("channel-address-changed", Breaking, name, message);
    }
    let holder = format!("the channel `{name}`");
    of_messages((base, &before.messages), (head, &after.messages), ("channel", &holder), changes);
    for gone in before.servers.iter().filter(|server| !after.servers.contains(server)) {
        if !after.servers.is_empty() {
            let message = format!("{holder} is not on the server `{gone}` any more");
            changes.add("channel-server-removed", Breaking, name, message);
        }
    }
    if before.servers.is_empty() && !after.servers.is_empty() && after.servers.len() < head.servers.len() {
        let message = format!("{holder} is only on {} now", after.servers.join(", "));
        changes.add("channel-server-removed", Breaking, name, message);
    }
    let matched = by_key(&before.parameters, &after.parameters, |parameter| parameter.name.as_str());
    for gone in matched.removed {
        let message = format!("the parameter `{}` of {holder} was removed", gone.name);
        changes.add("channel-parameter-removed", Breaking, gone.name.as_str(), message);
    }
    for new in matched.added {
        let message = format!("the parameter `{}` of {holder} was added", new.name);
        changes.add("channel-parameter-added", Breaking, new.name.as_str(), message);
    }
    let mut comparison = Comparison::of(base, head);
    for (old, new) in matched.both {
        let shown = format!("the parameter `{}` of {holder}", new.name);
        for value in old.values.iter().filter(|value| !new.values.is_empty() && !new.values.contains(value)) {
            let message = format!("the value `{value}` of {shown} was removed");
            changes.add("channel-parameter-enum-value-removed", Breaking, new.name.as_str(), message);
        }
        if old.values.is_empty() && !new.values.is_empty() {
            let message = format!("{shown} may have some values only: {}", new.values.join(", "));
            changes.add("channel-parameter-became-enum", Breaking, new.name.as_str(), message);
        }
        if let (Some(a), Some(b)) = (old.schema, new.schema) {
            comparison.compare(changes, (a, b), (Direction::Both, Part::Parameter), (&new.name, &shown));
        }
    }
}

fn operation(base: &Api, head: &Api, before: &Operation, after: &Operation, changes: &mut Changes) {
    let key = after.key.as_str();
    let shown = format!("the operation `{key}`");
    if before.verb != after.verb {
        let (old, new) = (before.verb.to_lowercase(), after.verb.to_lowercase());
        let message = format!("the action of {shown} changed from `{old}` to `{new}`");
        changes.add("operation-action-changed", Breaking, key, message);
    }
    if before.channel != after.channel {
        let of = |one: &Operation| one.channel.clone().unwrap_or_default();
        let message = format!("{shown} moved from the channel `{}` to `{}`", of(before), of(after));
        changes.add("operation-channel-changed", Breaking, key, message);
    }
    of_messages((base, &before.messages), (head, &after.messages), ("operation", &shown), changes);
    if before.security != after.security {
        changes.add("operation-security-changed", Breaking, key, format!("the security of {shown} changed"));
    }
    match (&before.reply, &after.reply) {
        (Some(_), None) => {
            changes.add(
                "operation-reply-removed",
                Breaking,
                key,
                format!("the reply of {shown} was removed"),
            );
        }
        (None, Some(_)) => {
            changes.add("operation-reply-added", Compatible, key, format!("a reply was added to {shown}"));
        }
        (Some(old), Some(new)) => {
            if old.address != new.address || old.channel != new.channel {
                let message = format!("the reply of {shown} goes elsewhere");
                changes.add("operation-reply-address-changed", Breaking, key, message);
            }
            let holder = format!("the reply of {shown}");
            of_messages((base, &old.messages), (head, &new.messages), ("reply", &holder), changes);
        }
        (None, None) => {}
    }
    if !before.facts.deprecated && after.facts.deprecated {
        changes.add("operation-deprecated", Compatible, key, format!("{shown} is deprecated now"));
    }
}

/// Who writes a message: by every operation of the head that has it.
fn directions(api: &Api) -> BTreeMap<TypeId, Direction> {
    let mut found: BTreeMap<TypeId, Direction> = BTreeMap::new();
    for operation in &api.operations {
        // Version 2 says what others do, version 3 what the application does itself.
        let direction = match operation.verb.as_str() {
            "RECEIVE" | "PUBLISH" => Direction::Request,
            _ => Direction::Response,
        };
        let replies = operation.reply.iter().flat_map(|reply| &reply.messages);
        let own = operation.messages.iter().map(|id| (*id, direction));
        for (id, direction) in own.chain(replies.map(|id| (*id, direction.flipped()))) {
            let known = found.entry(id).or_insert(direction);
            if *known != direction {
                *known = Direction::Both;
            }
        }
    }
    found
}

fn messages(base: &Api, head: &Api, changes: &mut Changes) {
    let directions = directions(head);
    let mut comparison = Comparison::of(base, head);
    let is_message = |one: &&NamedType| one.kind == crate::api::TypeKind::Message;
    for before in base.types.iter().filter(is_message) {
        let found = head.types.iter().position(|one| one.name == before.name);
        let Some(at) = found else { continue };
        let after = &head.types[at];
        let direction = directions.get(&TypeId(at as u32)).copied().unwrap_or(Direction::Both);
        let name = after.name.trim_start_matches("message ");
        facts(before, after, name, changes);
        for (what, pair) in
            [("payload", (before.schema, after.schema)), ("headers", (before.headers, after.headers))]
        {
            let shown = format!("the {what} of the message `{name}`");
            match pair {
                (Some(old), Some(new)) => {
                    comparison.compare(changes, (old, new), (direction, Part::Message), (name, &shown));
                }
                (Some(_), None) => {
                    changes.add(
                        format!("message-{what}-removed"),
                        Breaking,
                        name,
                        format!("{shown} was removed"),
                    );
                }
                (None, Some(_)) => {
                    changes.add(
                        format!("message-{what}-added"),
                        Breaking,
                        name,
                        format!("{shown} was added"),
                    );
                }
                (None, None) => {}
            }
        }
    }
}

/// Content type, schema format, correlation.
fn facts(before: &NamedType, after: &NamedType, name: &str, changes: &mut Changes) {
    for (label, rule, what) in [
        ("Content type", "message-content-type-changed", "content type"),
        ("Schema format", "message-schema-format-changed", "schema format"),
        ("Correlation", "message-correlation-id-changed", "correlation id"),
        ("Payload", "message-payload-changed", "payload"),
    ] {
        let of = |one: &NamedType| {
            one.notes.iter().find(|(known, _)| known == label).map(|(_, text)| text.clone())
        };
        let (old, new) = (of(before), of(after));
        if old != new && !(old.is_none() && label == "Correlation") {
            let none = || "none".to_owned();
            let message = format!(
                "the {what} of the message `{name}` changed from {} to {}",
                old.unwrap_or_else(none),
                new.unwrap_or_else(none)
            );
            changes.add(rule, Breaking, name, message);
        }
    }
}
