//! `uid` and `etag`, without a database.
//!
//! In: a reference, or an entity's JSON. Out: the same text in every build. Never: a clock or chance.

use serde_json::Value as Json;
use sha1::{Digest, Sha1};

use super::EntityRef;
use crate::hex::hex;

/// UUID version 5 of the reference: the same entity has the same `uid` in every build.
pub(super) fn uid(reference: &EntityRef) -> String {
    /// The namespace for URLs (RFC 9562, appendix C).
    const URLS: [u8; 16] =
        [0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8];
    let mut hash = Sha1::new();
    hash.update(URLS);
    hash.update(format!("backlot:{reference}"));
    let mut bytes: [u8; 16] = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hex(&bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

/// Name of the Location entity that Backstage makes for a registered location, `<type>:<target>`.
pub(super) fn generated_name(location: &str) -> String {
    format!("generated-{}", hex(&Sha1::digest(location)))
}

/// SHA-1 of the entity with its keys sorted, as Backstage makes it.
pub(super) fn etag(json: &Json) -> String {
    let mut text = String::new();
    stable(json, &mut text);
    hex(&Sha1::digest(text))
}

fn stable(json: &Json, out: &mut String) {
    match json {
        Json::Object(map) => {
            let mut keys: Vec<_> = map.iter().collect();
            keys.sort_by(|a, b| a.0.cmp(b.0));
            out.push('{');
            for (index, (key, value)) in keys.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Json::from(key.as_str()).to_string());
                out.push(':');
                stable(value, out);
            }
            out.push('}');
        }
        Json::Array(items) => {
            out.push('[');
            for (index, value) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                stable(value, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stable_and_well_formed() {
        let reference = EntityRef::new("Component", "default", "Shop");
        let uid = uid(&reference);
        assert_eq!(uid, super::uid(&EntityRef::new("component", "default", "shop")));
        assert_eq!((uid.len(), &uid[14..15], uid.matches('-').count()), (36, "5", 4));
        let json = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        assert_eq!(etag(&json(r#"{"a":1,"b":[2]}"#)), etag(&json(r#"{"b":[2],"a":1}"#)));
        assert_ne!(etag(&json(r#"{"a":1}"#)), etag(&json(r#"{"a":2}"#)));
    }
}
