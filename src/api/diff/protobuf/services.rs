//! Rules on services and their rpcs.
//!
//! In: both files. Out: changes. Never: what an rpc's messages hold.

use std::collections::BTreeSet;

use super::{fact, short};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible};
use crate::api::model::{Api, Operation};

pub(super) fn compare(base: &Api, head: &Api, changes: &mut Changes) {
    let services =
        |api: &'_ Api| -> BTreeSet<String> { api.groups.iter().map(|one| one.name.clone()).collect() };
    let (old, new) = (services(base), services(head));
    for name in old.difference(&new) {
        let message = format!("the service `{}` was removed", short(base, name));
        changes.add("SERVICE_NO_DELETE", Breaking, short(base, name), message);
    }
    for name in new.difference(&old) {
        let message = format!("the service `{}` was added", short(head, name));
        changes.add("SERVICE_ADDED", Compatible, short(head, name), message);
    }
    for before in &base.operations {
        let name = title(base, before);
        let Some(after) = head.operations.iter().find(|one| one.key == before.key) else {
            changes.add("RPC_NO_DELETE", Breaking, name.as_str(), format!("the rpc `{name}` was removed"));
            continue;
        };
        changes.within(Some(&after.key));
        both(base, head, before, after, &name, changes);
        changes.within(None);
    }
    for after in
        head.operations.iter().filter(|one| !base.operations.iter().any(|known| known.key == one.key))
    {
        let name = title(head, after);
        changes.add("RPC_ADDED", Compatible, name.as_str(), format!("the rpc `{name}` was added"));
    }
}

/// `Papers.Watch`.
fn title(api: &Api, operation: &Operation) -> String {
    let service = api.groups[operation.group].name.as_str();
    format!("{}.{}", short(api, service), operation.label)
}

fn both(base: &Api, head: &Api, before: &Operation, after: &Operation, name: &str, changes: &mut Changes) {
    let sides = [
        ("REQUEST", "request", "CLIENT", "client", before.input, after.input),
        ("RESPONSE", "response", "SERVER", "server", before.output, after.output),
    ];
    for (rule, word, stream_rule, streamer, old, new) in sides {
        let of = |api: &Api, id: Option<crate::api::SchemaId>| -> (bool, String) {
            let written = id.and_then(|id| api.schemas.get(id).notation.clone()).unwrap_or_default();
            match written.strip_prefix("stream ") {
                Some(rest) => (true, rest.to_owned()),
                None => (false, written.into()),
            }
        };
        let ((old_stream, old), (new_stream, new)) = (of(base, old), of(head, new));
        if old != new {
            let message = format!(
                "the {word} type of the rpc `{name}` changed from `{}` to `{}`",
                short(base, &old),
                short(head, &new)
            );
            changes.add(format!("RPC_SAME_{rule}_TYPE"), Breaking, name, message);
        }
        if old_stream != new_stream {
            let verb = if new_stream { "streams" } else { "does not stream" };
            let message = format!("the {streamer} of the rpc `{name}` {verb} now");
            changes.add(format!("RPC_SAME_{stream_rule}_STREAMING"), Breaking, name, message);
        }
    }
    let level = |one: &Operation| fact(&one.notes, "idempotency_level").map(str::to_owned);
    if level(before) != level(after) {
        let message = format!("the idempotency level of the rpc `{name}` changed");
        changes.add("RPC_SAME_IDEMPOTENCY_LEVEL", Breaking, name, message);
    }
    if !before.facts.deprecated && after.facts.deprecated {
        changes.add("RPC_DEPRECATED", Compatible, name, format!("the rpc `{name}` is deprecated now"));
    }
}
