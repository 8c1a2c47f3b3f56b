//! Rules of the catalog, through the whole stage.

mod conformance;
mod lint;
