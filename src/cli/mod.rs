//! Arguments to calls, results to text and exit codes.
//!
//! In: the command line and the environment. Out: data on stdout, talk on stderr, an exit code: 0 clean,
//! 1 findings at or above the threshold, 2 usage, configuration or environment. Never: does a stage's work.
