//! The way from one path to another.
//!
//! In: two paths below one root. Out: the relative path between them. Never: a leading `/`; percent-encodes.

/// The file of a path: its last part, or `index.html` where that is empty.
pub(super) fn page_file(name: &str) -> &str {
    if name.is_empty() { "index.html" } else { name }
}

/// The relative path from the folder that `from` stands in to `to`; a `to` that is empty or ends in `/` is a page, and
/// the path to it ends in `index.html`.
pub(crate) fn relative(from: &str, to: &str) -> String {
    let from_folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
    let (to_folder, name) = to.split_at(to.rfind('/').map_or(0, |at| at + 1));
    let file = page_file(name);
    // Folders that both share; a folder ends with its slash.
    let same = from_folder.bytes().zip(to_folder.bytes()).take_while(|(a, b)| a == b).count();
    let shared = from_folder.as_bytes()[..same].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let up = from_folder[shared..].bytes().filter(|byte| *byte == b'/').count();
    let mut out = String::with_capacity(up * 3 + to_folder.len() - shared + file.len());
    for _ in 0..up {
        out.push_str("../");
    }
    out.push_str(&to_folder[shared..]);
    out.push_str(file);
    out
}
