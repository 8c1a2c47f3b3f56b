//! The repositories beside those that were crawled.
//!
//! In: what the command line says of them. Out: whether a URL may lead into one. Never: fetches.

use std::collections::HashSet;

use super::Inventory;
use crate::forge::{Hosts, Remote};

/// What is known of repositories that were not crawled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Neighbours {
    /// What was crawled is the whole organisation.
    #[default]
    None,
    /// One repository is looked at alone: there may be any others.
    Unknown,
    /// These, each as [`Remote::web`] in lower case.
    Known(HashSet<String>),
}

impl Neighbours {
    /// The repositories that these URLs lead into.
    pub(crate) fn of_urls<'u>(hosts: &Hosts, urls: impl Iterator<Item = &'u str>) -> Self {
        Self::Known(urls.filter_map(|url| hosts.remote(url)).map(|remote| key(&remote)).collect())
    }
}

impl Inventory {
    /// Whether a URL leads, or may lead, into a repository of the organisation that was not crawled.
    pub(crate) fn is_elsewhere(&self, url: &str) -> bool {
        match &self.neighbours {
            Neighbours::None => false,
            Neighbours::Unknown => true,
            Neighbours::Known(known) => {
                self.hosts().remote(url).is_some_and(|remote| known.contains(&key(&remote)))
            }
        }
    }
}

fn key(remote: &Remote) -> String {
    remote.web().to_lowercase()
}
