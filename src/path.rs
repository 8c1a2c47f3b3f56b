//! Paths as repositories and sites have them: relative, `/` between the parts, no `/` at either end.
//!
//! In: such a path. Out: its parts; two of them joined. Never: looks at a disk (that is [`source`](crate::source)'s);
//! answers with a path above the top.

/// Last part: `a/b.md` → `b.md`. The whole path where there is no slash.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The folder that holds it: `a/b.md` → `a`. Empty at the top.
pub(crate) fn folder(path: &str) -> &str {
    split(path).0
}

/// Folder and last part; the folder is empty at the top.
pub(crate) fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Last part without its last extension: `a/b.tar.gz` → `b.tar`. A name that begins with its only dot is all stem.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rfind('.') {
        Some(0) | None => name,
        Some(at) => &name[..at],
    }
}

/// `name` below `folder`; either may be empty.
pub(crate) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else if name.is_empty() {
        folder.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// Joins `path`, as somebody wrote it in a file of `folder`, and resolves `.` and `..` by the words alone. A leading `/`
/// means the top, as in Backstage's URL targets. `None` where `..` leads above the top.
pub(crate) fn normalise(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    let folder = if path.starts_with('/') { "" } else { folder };
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        for (path, parent, name, bare) in [
            ("a/b.md", "a", "b.md", "b"),
            ("a/b/c", "a/b", "c", "c"),
            ("b.tar.gz", "", "b.tar.gz", "b.tar"),
            (".pages", "", ".pages", ".pages"),
            ("", "", "", ""),
        ] {
            assert_eq!((folder(path), file_name(path), stem(path)), (parent, name, bare), "{path}");
            assert_eq!(join(parent, name), path);
        }
        assert_eq!(join("a", ""), "a");
    }

    #[test]
    fn words_alone() {
        for (folder, path, expected) in [
            ("docs", "a.md", Some("docs/a.md")),
            ("docs/x", "../a.md", Some("docs/a.md")),
            ("docs", "./././b//c.md", Some("docs/b/c.md")),
            ("docs", "/top.md", Some("top.md")),
            ("docs", "../../etc/passwd", None),
            ("", "..", None),
            ("docs", "..", Some("")),
        ] {
            assert_eq!(normalise(folder, path).as_deref(), expected, "{folder} + {path}");
        }
    }
}
