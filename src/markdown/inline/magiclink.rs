//! Bare addresses.
//!
//! In: a text and a place in it. Out: the range of an address and where it leads. Source: `pymdownx.magiclink`.
//! Never: takes the full stop, the quote or the bracket after an address for part of it.

/// An address found: its range, and what `href` holds.
pub(super) struct Address {
    pub from: usize,
    pub to: usize,
    pub href: String,
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The address whose `://` begins at `colon`.
pub(super) fn web(text: &str, colon: usize) -> Option<Address> {
    let head = &text[..colon];
    let from = head
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| at + head[at..].chars().next().map_or(1, char::len_utf8));
    let scheme = head[from..].to_ascii_lowercase();
    let begin = ["https", "http", "ftps", "ftp"]
        .iter()
        .find(|known| scheme.ends_with(*known))
        .map(|known| colon - known.len())?;
    if begin > from || text[..begin].chars().next_back().is_some_and(|c| is_word(c) && c != '_') {
        return None;
    }
    let host = colon + 3;
    if !text[host..].chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let to = extent(text, begin, host);
    (to > host).then(|| Address { from: begin, to, href: super::restored(&text[begin..to]) })
}

/// The address that begins with `www.`.
pub(super) fn www(text: &str, at: usize) -> Option<Address> {
    if !text[at..].get(..4)?.eq_ignore_ascii_case("www.")
        || text[..at].chars().next_back().is_some_and(|c| is_word(c) && c != '_')
    {
        return None;
    }
    if !text[at + 4..].chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let to = extent(text, at, at + 4);
    (to > at + 4).then(|| Address {
        from: at,
        to,
        href: format!("http://{}", super::restored(&text[at..to])),
    })
}

/// How far an address goes.
fn extent(text: &str, begin: usize, host: usize) -> usize {
    let inside = |c: char| {
        is_word(c) || "-.?,!'(){}[]/+&@%$#=:\"|~;".contains(c) || ('\u{e100}'..='\u{e17f}').contains(&c)
    };
    let end = text[host..].find(|c| !inside(c)).map_or(text.len(), |at| host + at);
    let last = |c: char| c.is_alphanumeric() || "-/#@$+=".contains(c);
    let mut to = text[host..end]
        .rfind(last)
        .map_or(host, |at| host + at + text[host + at..].chars().next().map_or(1, char::len_utf8));
    // `http://a.b/c_(d)` keeps its parenthesis.
    if text[to..end].starts_with(')')
        && text[begin..to].matches('(').count() > text[begin..to].matches(')').count()
    {
        to += 1;
    }
    to
}

/// The e-mail address around an `@`.
pub(super) fn mail(text: &str, at: usize) -> Option<Address> {
    let local = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '.');
    let head = &text[..at];
    let from = head
        .rfind(|c| !local(c))
        .map_or(0, |found| found + head[found..].chars().next().map_or(1, char::len_utf8));
    // What stands before two full stops is no part of it.
    let from = head[from..].rfind("..").map_or(from, |dots| from + dots + 2);
    let from = from + head[from..].len() - head[from..].trim_start_matches('.').len();
    let name = &head[from..];
    if name.is_empty() || name.ends_with('.') || head[..from].ends_with(['/', '@']) {
        return None;
    }
    let domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let tail = &text[at + 1..];
    let end = tail.find(|c| !domain(c)).unwrap_or(tail.len());
    // As far as it goes, then back to a letter that ends a word.
    let bytes = tail.as_bytes();
    let stop = (1..=end).rev().find(|stop| {
        bytes[stop - 1].is_ascii_alphabetic()
            && !bytes
                .get(*stop)
                .is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, b'_' | b'-' | b'@'))
    })?;
    let host = &tail[..stop];
    let (first, rest) = host.split_once('.')?;
    if first.is_empty() || rest.is_empty() || host.contains("..") {
        return None;
    }
    Some(Address {
        from,
        to: at + 1 + host.len(),
        href: format!("mailto:{}", super::restored(&text[from..=at + host.len()])),
    })
}
