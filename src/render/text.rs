//! Small pieces of text: plurals, dates, excerpts.
//!
//! In: words and numbers. Out: what people read. Never: HTML.

use crate::calendar::MONTHS;

/// `n` with its noun: `1 API`, `2 APIs`.
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", thousands(n), if n == 1 { one } else { many })
}

/// `12,345`.
pub(super) fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `2026-11-21` as `21 November 2026`; anything else as it is.
pub(super) fn date(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return iso.to_owned();
    };
    let month = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1)));
    match (month, day.parse::<u8>()) {
        (Some(month), Ok(day)) => format!("{day} {month} {year}"),
        _ => iso.to_owned(),
    }
}

/// `420 bytes`, `12 KB`.
pub(super) fn bytes(n: usize) -> String {
    match n {
        0..1024 => count(n, "byte", "bytes"),
        more => format!("{} KB", thousands(more.div_ceil(1024))),
    }
}

/// At most `most` characters of the first paragraph, cut at a blank.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let line = text.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{}…", cut.trim_end_matches([',', '.', ';', ':']))
}

/// The same of a description, which may hold Markdown: what it says without its markup.
pub(super) fn summary(description: Option<&str>, most: usize) -> String {
    let Some(text) = description else { return String::new() };
    let first = text.trim_start().split("\n\n").next().unwrap_or_default();
    excerpt(&crate::markdown::plain(first), most)
}

/// Up to two letters that stand for a person or a team without a picture.
pub(super) fn initials(title: &str) -> String {
    // What stands in parentheses is a role or a second name.
    let name = title.split('(').next().filter(|name| name.contains(char::is_alphanumeric)).unwrap_or(title);
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let letters = match words.as_slice() {
        [] => return "?".to_owned(),
        [one] => one.chars().take(2).collect::<String>(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    };
    letters.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        assert_eq!(count(1, "API", "APIs"), "1 API");
        assert_eq!(count(1_234_567, "row", "rows"), "1,234,567 rows");
        assert_eq!(date("2026-03-01"), "1 March 2026");
        assert_eq!(date("soon"), "soon");
        assert_eq!(excerpt("one two three", 8), "one two…");
        assert_eq!(initials("Ada King Lovelace"), "AL");
        assert_eq!(initials("Ada King (Owner)"), "AK");
        assert_eq!(initials("(ops)"), "OP");
        assert_eq!(initials("ops"), "OP");
        assert_eq!(initials("—"), "?");
    }
}
