//! What an author probably meant by a reference that leads nowhere.
//!
//! In: the entities, and a reference. Out: the entity that people call so, or what to do. Never: guesses among several.

use std::collections::HashMap;

use super::EntityRef;
use super::candidate::Candidate;

/// References by what people call their entities: titles, display names and e-mail addresses, in lower case as references are.
/// What several are called names none of them.
pub(super) fn titles<'e>(entities: impl Iterator<Item = &'e Candidate>) -> HashMap<String, &'e str> {
    let mut titles: HashMap<String, Option<&str>> = HashMap::new();
    for entity in entities {
        let profile = entity.spec.as_ref().and_then(|spec| spec.get("profile"));
        let of_profile = |key: &str| profile.and_then(|profile| profile.get(key));
        let texts = [entity.metadata.get("title"), of_profile("displayName"), of_profile("email")];
        for text in texts.into_iter().flatten().filter_map(|text| text.as_str()) {
            let reference = entity.reference.as_str();
            titles
                .entry(text.to_lowercase())
                .and_modify(|known| *known = known.filter(|known| *known == reference))
                .or_insert(Some(reference));
        }
    }
    titles.into_iter().filter_map(|(title, reference)| Some((title, reference?))).collect()
}

/// What to do about a reference that leads nowhere and looks like nothing that is there.
pub(super) fn no_such_entity(target: &EntityRef) -> String {
    let name = target.name();
    if name.contains('@') && name.contains('.') {
        return "an e-mail address is no reference: write the `metadata.name` of the group or the user"
            .to_owned();
    }
    if name.contains(' ') {
        let dashed = name.split_whitespace().collect::<Vec<_>>().join("-");
        return format!("a reference holds the `metadata.name` of an entity, not its title: `{dashed}`?");
    }
    "correct the reference, describe the entity, or add its repository to the crawl".to_owned()
}
