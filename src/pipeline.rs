//! The whole program on one screen, and the only place that works in parallel.
//!
//! In: paths and a configuration. Out: a published tree and what was found on the way.
//! Never: holds a rule of its own.
