//! Whose docs a finding is about.
//!
//! In: findings of the docs stage, sites, the catalog. Out: the same findings, each with the entity whose docs its file
//! belongs to, so that it is shown where its owner looks. Never: changes a finding that names an entity already.

use std::collections::HashMap;

use super::DocSite;
use crate::catalog::{Catalog, EntityId};
use crate::diag::Diagnostics;
use crate::source::FileId;

/// Names the documented entity in every finding about a page, an asset or the configuration of its docs.
pub(crate) fn name_owners(found: &mut Diagnostics, sites: &[DocSite], catalog: &Catalog) {
    let mut owners: HashMap<FileId, EntityId> = HashMap::new();
    // A page may stand in its own site and in one that includes it: the smaller site is nearer to it.
    let mut order: Vec<&DocSite> = sites.iter().collect();
    order.sort_by_key(|site| std::cmp::Reverse(site.pages.len()));
    for site in order {
        let Some(&entity) = site.entities.first() else { continue };
        let files = site.pages.iter().map(|page| page.file).chain(site.assets.iter().map(|asset| asset.file));
        owners.extend(files.chain(site.config_file).map(|file| (file, entity)));
    }
    found.retain_mut(|finding| {
        if finding.entity.is_none()
            && let Some(label) = &finding.primary
            && let Some(&entity) = owners.get(&label.span.file)
        {
            finding.entity = Some(catalog.entity(entity).reference.to_string());
        }
        true
    });
}
