//! Every code that a diagnostic may have.
//!
//! In: nothing. Out: all codes in the order of their ids, by id and by name. Never: a code of its own.

use crate::catalog::lint;
use crate::diag::{Code, codes};

/// All codes, in the order of their ids.
pub(crate) fn all() -> Vec<&'static Code> {
    let mut all: Vec<_> = codes::all().chain(lint::codes()).collect();
    all.sort_by_key(|code| code.id);
    all
}

/// The code of this id or name, whatever its case. `None` where there is none.
pub(crate) fn find(text: &str) -> Option<&'static Code> {
    all().into_iter().find(|code| code.is_called(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_are_unique_and_explained() {
        let codes = all();
        for pair in codes.windows(2) {
            assert!(pair[0].id < pair[1].id, "{} twice", pair[0].id);
        }
        for code in &codes {
            assert!(codes.iter().filter(|other| other.name == code.name).count() == 1, "{}", code.name);
            assert!(code.explain.len() > 80, "{} is not explained", code.id);
            assert!(code.id.starts_with("BL") && code.id.len() == 5, "{}", code.id);
        }
    }
}
