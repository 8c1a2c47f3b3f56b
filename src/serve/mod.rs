//! Preview: watch, rebuild by the same pipeline, reload the browser.
//!
//! In: what `build` takes. Out: the site over HTTP on loopback, and server-sent events.
//! Never: listens beyond loopback; joins a request's path to the disk.
