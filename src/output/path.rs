//! Which paths a site may have.
//!
//! In: a path that a stage made. Out: the path, or why not. Never: changes it: a path that is not fine is a
//! fault of the stage that made it, or of a file whose name no web server can serve.

/// Why a path cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PathFault {
    /// It would leave the site.
    #[error("it would leave the site")]
    Outside,
    /// It holds a control character or a backslash.
    #[error("it holds a character that no file name of a site can hold")]
    Character,
    /// A part of it is longer than 255 bytes.
    #[error("a part of it is longer than 255 bytes")]
    Long,
}

/// The path, if every part of it is a plain name.
pub(crate) fn checked(path: &str) -> Result<&str, PathFault> {
    if path.is_empty() || path.starts_with('/') {
        return Err(PathFault::Outside);
    }
    for part in path.split('/') {
        if part.is_empty() || part == "." || part == ".." {
            return Err(PathFault::Outside);
        }
        if part.len() > 255 {
            return Err(PathFault::Long);
        }
        if part.chars().any(|c| c.is_control() || c == '\\') {
            return Err(PathFault::Character);
        }
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (path, expected) in [
            ("a/b.html", Ok(())),
            ("ä b/c", Ok(())),
            ("", Err(PathFault::Outside)),
            ("/a", Err(PathFault::Outside)),
            ("a/../b", Err(PathFault::Outside)),
            ("a//b", Err(PathFault::Outside)),
            ("a\\b", Err(PathFault::Character)),
            ("a\0", Err(PathFault::Character)),
        ] {
            assert_eq!(checked(path).map(|_| ()), expected, "{path:?}");
        }
        assert_eq!(checked(&"x".repeat(300)), Err(PathFault::Long));
    }
}
