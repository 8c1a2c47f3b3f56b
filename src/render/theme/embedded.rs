//! The built-in theme's files, as `build.rs` wrote them into a table.
//!
//! In: `themes/default/`. Out: every file with its path. Never: changed by hand.

include!(concat!(env!("OUT_DIR"), "/theme.rs"));
