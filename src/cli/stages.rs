//! How long each stage took.
//!
//! In: the stage that begins. Out: a table. Never: prints.
#![allow(clippy::disallowed_methods, reason = "time is what this module tells")]

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::pipeline::Stage;

/// The stages so far.
#[derive(Debug, Default)]
pub(super) struct Stages {
    begun: Mutex<Vec<(Stage, Instant)>>,
}

impl Stages {
    /// A stage begins, and the one before it ends.
    pub(super) fn begin(&self, stage: Stage) {
        self.begun.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Instant::now()));
    }

    /// All is done: a line a stage with its seconds.
    pub(super) fn end(&self) -> String {
        let end = Instant::now();
        let begun = self.begun.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([end]);
        let mut table = String::new();
        for ((stage, from), to) in begun.iter().zip(ends) {
            let _ = writeln!(table, "{:>9.3} s  {}", (to - *from).as_secs_f64(), stage.name());
        }
        table
    }
}
