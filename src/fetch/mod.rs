//! What lies on the network: forges' APIs, portals.
//!
//! In: URLs and sources that the user's own configuration or command line names. Out: answers, as data. Never: follows a URL that a
//! crawled repository holds; shows a credential.

mod http;
pub(crate) mod portal;

pub(crate) use http::{Client, SendError};
