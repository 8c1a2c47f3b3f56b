//! Pieces of the built-in theme that users take over, and what they were taken from.
//!
//! In: a piece's name; or a file of a user's theme. Out: the piece to write, its first line naming the base it
//! was taken from; or the file without that line, and the base. Never: ships that line.

use xxhash_rust::xxh3::xxh3_64;

use super::embedded::PIECES;

/// A file of the built-in theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Path in a theme folder: `templates/docs.html`, `assets/css/00-tokens.css`.
    pub path: &'static str,
    /// What is in it, as its authors read it.
    pub text: &'static [u8],
    /// A style or script as readers load it; `None` for other files.
    pub minified: Option<&'static [u8]>,
}

/// What stands before and behind the base in the first line, by ending.
const COMMENTS: &[(&str, &str, &str)] =
    &[(".html", "{# ", " #}"), (".css", "/* ", " */"), (".js", "/* ", " */"), (".svg", "<!-- ", " -->")];
const TAKEN: &str = "taken from backlot's theme, base ";

impl Piece {
    /// All pieces, by path.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        PIECES.iter().copied()
    }

    /// What a site gets where no file of a user's stands in.
    pub(super) fn shipped(&self) -> &'static [u8] {
        self.minified.unwrap_or(self.text)
    }

    /// The piece of this path, or whose path ends like this: `docs.html`, `css/00-tokens.css`.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let name = name.trim_start_matches("./");
        Self::all().find(|piece| piece.path == name).or_else(|| {
            let mut ending = Self::all()
                .filter(|piece| piece.path.strip_suffix(name).is_some_and(|front| front.ends_with('/')));
            ending.next().filter(|_| ending.next().is_none())
        })
    }

    /// Short for its content; another where the built-in theme has changed.
    pub(crate) fn base(&self) -> String {
        format!("{:016x}", xxh3_64(self.text))
    }

    /// The file as a user begins with it.
    pub(crate) fn taken(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.text.len() + 80);
        if let Some((_, open, close)) = COMMENTS.iter().find(|(ending, ..)| self.path.ends_with(ending)) {
            out.extend_from_slice(format!("{open}{TAKEN}{}{close}\n", self.base()).as_bytes());
        }
        out.extend_from_slice(self.text);
        out
    }
}

/// The base that a user's file names in its first line, and the file without that line.
pub(super) fn base_of(bytes: &[u8]) -> (Option<&str>, &[u8]) {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let base = std::str::from_utf8(&bytes[..end]).ok().and_then(|line| {
        let (_, rest) = line.split_once(TAKEN)?;
        rest.split_whitespace().next()
    });
    match base {
        Some(base) => (Some(base), bytes.get(end + 1..).unwrap_or_default()),
        None => (None, bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_told_apart_and_the_same() {
        for piece in Piece::all() {
            let taken = piece.taken();
            assert_eq!(base_of(&taken), (Some(&*piece.base()), piece.text), "{}", piece.path);
        }
        assert_eq!(base_of(b"<p>\n"), (None, &b"<p>\n"[..]));
        assert_eq!(base_of(b""), (None, &b""[..]));
    }

    #[test]
    fn pieces_by_name() {
        for name in ["docs.html", "templates/docs.html", "./templates/docs.html"] {
            assert_eq!(Piece::find(name).map(|piece| piece.path), Some("templates/docs.html"), "{name}");
        }
        for name in ["cs.html", "", "html", "nothing"] {
            assert_eq!(Piece::find(name), None, "{name}");
        }
    }
}
