//! Rules on where an API is served.
//!
//! In: servers on both sides. Out: changes. Never: breaking: a definition may list a few of its servers.

use crate::api::diff::Compatibility::{Compatible, Warning};
use crate::api::diff::change::Changes;
use crate::api::model::{Operation, Server};

pub(in crate::api::diff) fn compare(before: &[Server], after: &[Server], changes: &mut Changes) {
    for server in before.iter().filter(|one| !after.iter().any(|known| known.url == one.url)) {
        let message = format!("the server `{}` was removed", server.url);
        changes.add("api-server-removed", Warning, server.url.as_str(), message);
    }
    for server in after.iter().filter(|one| !before.iter().any(|known| known.url == one.url)) {
        let message = format!("the server `{}` was added", server.url);
        changes.add("api-server-added", Compatible, server.url.as_str(), message);
    }
}

pub(super) fn of_operation(before: &Operation, after: &Operation, changes: &mut Changes) {
    compare(&before.servers, &after.servers, changes);
}
