//! The catalog of a portal or a Backstage.
//!
//! In: an address. Out: its entities as JSON text. Never: takes a page for people for the catalog.

use url::Url;

use super::http::{Client, Response};

/// Where a portal, and a Backstage, serve all entities, below their address; the likelier first.
pub(crate) const ENTITIES: [&str; 2] = ["api/catalog/entities.json", "api/catalog/entities"];

/// Why there is no catalog: a line for people, and what to do.
#[derive(Debug)]
pub(crate) struct NoCatalog {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The entities that `address` serves: the catalog itself, or a portal or Backstage that has one. `token` is told to its
/// host alone.
pub(crate) fn catalog(client: &Client, address: &Url, token: Option<&str>) -> Result<String, NoCatalog> {
    let header = token.map(|token| format!("Bearer {token}"));
    let headers: Vec<(&str, &str)> = header.iter().map(|value| ("authorization", value.as_str())).collect();
    let mut worst: Option<NoCatalog> = None;
    for url in candidates(address) {
        let answer = client.get(&url, &headers).map_err(|error| NoCatalog {
            message: error.to_string(),
            help: "check the address and the network, or name a copy of the catalog: a folder or an entities.json".to_owned(),
        })?;
        match entities(&answer) {
            Ok(text) => return Ok(text),
            // That the address wants a token says more than that the other one is not there.
            Err(problem) if worst.is_none() || answer.status == 401 || answer.status == 403 => {
                worst = Some(problem);
            }
            Err(_) => {}
        }
    }
    Err(worst.unwrap_or_else(|| NoCatalog {
        message: format!("`{address}` has no catalog"),
        help: "name the address of a portal or a Backstage".to_owned(),
    }))
}

/// Where the entities may be.
fn candidates(address: &Url) -> Vec<Url> {
    let path = address.path().trim_end_matches('/');
    if path.rsplit('/').next().is_some_and(|name| name.contains(".json") || name == "entities") {
        return vec![address.clone()];
    }
    let mut folder = address.clone();
    folder.set_path(&format!("{}/", path.trim_end_matches("/index.html")));
    folder.set_query(None);
    folder.set_fragment(None);
    ENTITIES.iter().filter_map(|below| folder.join(below).ok()).collect()
}

fn entities(answer: &Response) -> Result<String, NoCatalog> {
    let mut shown = answer.url.clone();
    // What stands there may be a secret.
    let _ = shown.set_password(None).and_then(|()| shown.set_username(""));
    shown.set_query(None);
    match answer.status {
        200 => {
            let text = answer.text();
            if text.trim_start_matches('\u{feff}').trim_start().starts_with(['[', '{']) {
                return Ok(text);
            }
            Err(NoCatalog {
                message: format!("`{shown}` is not JSON"),
                help: "name the address of a portal or a Backstage; behind a login, name a copy of its entities.json".to_owned(),
            })
        }
        401 | 403 => Err(NoCatalog {
            message: format!("`{shown}` answered {}", answer.status_line()),
            help: "set BACKLOT_CATALOG_TOKEN to a token that may read the catalog".to_owned(),
        }),
        _ => Err(NoCatalog {
            message: format!("`{shown}` answered {}", answer.status_line()),
            help: "name the address of a portal or a Backstage, or of its entities.json".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_entities_are() {
        for (address, expected) in [
            (
                "https://acme.example/portal",
                &[
                    "https://acme.example/portal/api/catalog/entities.json",
                    "https://acme.example/portal/api/catalog/entities",
                ][..],
            ),
            ("https://acme.example/x/entities.json?a=b", &["https://acme.example/x/entities.json?a=b"]),
            ("https://b.example/api/catalog/entities", &["https://b.example/api/catalog/entities"]),
        ] {
            let found = candidates(&Url::parse(address).unwrap());
            assert_eq!(found.iter().map(Url::as_str).collect::<Vec<_>>(), expected);
        }
    }
}
