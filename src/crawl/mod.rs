//! Roots to an [`Inventory`]: which repositories there are, and which files of them hold a catalog or docs.
//!
//! In: the paths of the command line and the configuration. Out: repositories sorted by name, each with its
//! remote and its catalog and mkdocs files. Never: reads a file's content beyond git's own and what tells a
//! scaffolder skeleton; executes `git` hooks or anything of a repository.

mod inventory;

pub use inventory::{Forge, Inventory, Remote, Repo, RepoId};
