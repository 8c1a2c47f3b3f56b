//! Width of text without fonts.
//!
//! In: text, a size. Out: pixels, a little more than most sans-serif fonts need; shortened text.
//! Never: measures exactly: the reader's font is not known here.

/// Pixels that `text` takes in a sans-serif font of `size` pixels.
pub(super) fn width(text: &str, size: i32) -> i32 {
    (text.chars().map(hundredths).sum::<i32>() * size + 99) / 100
}

/// Pixels that the title above a drawing takes: it is set larger, and bold.
pub(super) fn title_width(text: &str) -> i32 {
    width(text, TITLE) * 9 / 8
}

/// Font size of a drawing's title.
pub(super) const TITLE: i32 = 14;

/// Advance of a character in hundredths of the font size. The same table stands in `graph.js`.
fn hundredths(c: char) -> i32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 30,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '{' | '}' | '/' | '\\' | '-' | '"' | '`' | ' ' | 'I'
        | '*' => 38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 92,
        'A'..='Z' | '&' | '_' | '+' | '<' | '>' | '=' | '~' | '#' => 70,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\0'..='\u{2e7f}' => 60,
        _ => 110,
    }
}

/// `text`, cut to `limit` pixels with an ellipsis where it is wider.
pub(super) fn shorten(text: &str, size: i32, limit: i32) -> String {
    if width(text, size) <= limit {
        return text.to_owned();
    }
    let room = limit * 100 - 60 * size;
    let mut used = 0;
    let mut out = String::new();
    for c in text.chars() {
        used += hundredths(c) * size;
        if used > room {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// `text` in lines of at most `limit` pixels, broken at blanks; a longer word stays whole.
pub(super) fn wrap(text: &str, size: i32, limit: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for written in text.lines() {
        let mut line = String::new();
        for word in written.split_whitespace() {
            if !line.is_empty() && width(&line, size) + width(word, size) + size / 3 > limit {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width("", 12), 0);
        assert_eq!(width("aaa", 10), 18);
        assert!(width("Illi", 12) < width("MMMM", 12));
    }

    #[test]
    fn shortened_text_fits() {
        for text in
            ["short", "a component with a very long name", "漢字漢字漢字漢字漢字漢字", "mmmmmmmmmmmmmmmmm"]
        {
            let cut = shorten(text, 12, 100);
            assert!(width(&cut, 12) <= 100, "{cut}");
            assert_eq!(cut == text, width(text, 12) <= 100);
        }
    }

    #[test]
    fn wrapped() {
        assert_eq!(wrap("one two three", 10, 60), ["one two", "three"]);
        assert_eq!(wrap("a\n\nb", 10, 60), ["a", "b"]);
    }
}
