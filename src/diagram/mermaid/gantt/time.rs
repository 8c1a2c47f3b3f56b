//! Days and times of Gantt charts.
//!
//! In: dates by a format of Day.js, durations. Out: milliseconds since 1970 without a time zone; text by a format of D3.
//! Never: asks the clock.

use crate::calendar::{self, MONTHS, days};

pub(super) const SECOND: i64 = 1000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

const DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Year, month, day of a time.
pub(super) fn date(time: i64) -> (i64, i64, i64) {
    calendar::date(time.div_euclid(DAY))
}

/// 0 for Sunday.
pub(super) fn weekday(time: i64) -> i64 {
    (time.div_euclid(DAY) + 4).rem_euclid(7)
}

/// The number of a weekday by its English name.
pub(super) fn weekday_named(name: &str) -> Option<i64> {
    DAYS.iter().position(|day| day.eq_ignore_ascii_case(name)).map(|at| at as i64)
}

fn midnight(year: i64, month: i64, day: i64) -> Option<i64> {
    ((1..=12).contains(&month) && (1..=31).contains(&day) && (0..=9999).contains(&year))
        .then(|| days(year, month, day) * DAY)
}

/// A time by a format (`YYYY-MM-DD HH:mm`); what the format leaves out is the first of its kind.
pub(super) fn parse(text: &str, format: &str) -> Option<i64> {
    let (mut year, mut month, mut day) = (1970, 1, 1);
    let (mut hour, mut minute, mut second, mut milli) = (0, 0, 0, 0);
    let mut afternoon = None;
    let (mut text, mut format) = (text.trim(), format.trim());
    while let Some(c) = format.chars().next() {
        const TOKENS: &[&str] = &[
            "YYYY", "YY", "MMMM", "MMM", "MM", "M", "DDDD", "DDD", "DD", "Do", "D", "HH", "H", "hh", "h",
            "mm", "m", "ss", "s", "SSS", "SS", "S", "A", "a", "X", "x",
        ];
        let Some(token) = TOKENS.iter().find(|token| format.starts_with(**token)) else {
            text = text.strip_prefix(c)?;
            format = &format[c.len_utf8()..];
            continue;
        };
        format = &format[token.len()..];
        match *token {
            "MMMM" | "MMM" => {
                let found = MONTHS.iter().position(|name| {
                    text.get(..3).is_some_and(|start| name[..3].eq_ignore_ascii_case(start))
                })?;
                month = found as i64 + 1;
                text = text.trim_start_matches(|c: char| c.is_alphabetic());
            }
            "A" | "a" => {
                let mark = text.get(..2)?;
                afternoon = Some(mark.eq_ignore_ascii_case("pm"));
                text = &text[2..];
            }
            _ => {
                let width = match *token {
                    "YYYY" => 4,
                    "SSS" | "DDD" | "DDDD" => 3,
                    "X" | "x" => 15,
                    _ => 2,
                };
                let end = text.bytes().take(width).take_while(u8::is_ascii_digit).count();
                let value: i64 = text[..end].parse().ok()?;
                text = &text[end..];
                match *token {
                    "YYYY" => year = value,
                    "YY" => year = value + if value > 68 { 1900 } else { 2000 },
                    "MM" | "M" => month = value,
                    "DD" | "D" => day = value,
                    "Do" => {
                        day = value;
                        text = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                    }
                    "DDD" | "DDDD" => {
                        let (_, m, d) = date(midnight(year, 1, 1)? + (value - 1) * DAY);
                        (month, day) = (m, d);
                    }
                    "HH" | "H" | "hh" | "h" => hour = value,
                    "mm" | "m" => minute = value,
                    "ss" | "s" => second = value,
                    "X" => return bounded(value.checked_mul(SECOND)?),
                    "x" => return bounded(value),
                    _ => milli = value,
                }
            }
        }
    }
    if let Some(afternoon) = afternoon {
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    if !text.is_empty() || hour > 24 || minute > 59 || second > 59 {
        return None;
    }
    Some(midnight(year, month, day)? + hour * HOUR + minute * MINUTE + second * SECOND + milli)
}

fn bounded(time: i64) -> Option<i64> {
    (0..=days(9999, 12, 31) * DAY).contains(&time).then_some(time)
}

/// `3d`, `1.5h`, `2w`: the time that much later.
pub(super) fn later(time: i64, duration: &str) -> Option<i64> {
    let duration = duration.trim();
    let end = duration.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(duration.len());
    let count: f64 = duration[..end].parse().ok()?;
    let unit = match &duration[end..] {
        "ms" => 1,
        "s" => SECOND,
        "m" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        "w" => 7 * DAY,
        unit @ ("M" | "y") => {
            let months = (count * if unit == "M" { 1.0 } else { 12.0 }) as i64;
            return bounded_near(step_months(time, months.min(12_000))?);
        }
        _ => return None,
    };
    bounded_near(time.checked_add((count * unit as f64) as i64)?)
}

fn bounded_near(time: i64) -> Option<i64> {
    (time.abs() <= days(9999, 12, 31) * DAY).then_some(time)
}

/// The same day so many months later, or the month's last.
pub(super) fn step_months(time: i64, months: i64) -> Option<i64> {
    let (year, month, day) = date(time);
    let all = year * 12 + month - 1 + months;
    let (year, month) = (all.div_euclid(12), all.rem_euclid(12) + 1);
    let day = (1..=day).rev().find(|&day| date(days(year, month, day) * DAY).1 == month)?;
    Some(days(year, month, day) * DAY + time.rem_euclid(DAY))
}

/// A time by a format of D3 (`%Y-%m-%d`).
pub(super) fn written(time: i64, format: &str) -> String {
    let (year, month, day) = date(time);
    let of_day = time.rem_euclid(DAY);
    let (hour, minute, second) = (of_day / HOUR, of_day % HOUR / MINUTE, of_day % MINUTE / SECOND);
    let first = days(year, 1, 1);
    let of_year = time.div_euclid(DAY) - first;
    let mut out = String::new();
    let mut chars = format.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        // `%-d` leaves the zero out.
        let mut code = chars.next();
        let bare = code == Some('-');
        if matches!(code, Some('-' | '_' | '0')) {
            code = chars.next();
        }
        let pad = |value: i64| if bare { value.to_string() } else { format!("{value:02}") };
        let text = match code {
            Some('Y') => year.to_string(),
            Some('y') => pad(year.rem_euclid(100)),
            Some('m') => pad(month),
            Some('d') => pad(day),
            Some('e') => day.to_string(),
            Some('b' | 'h') => MONTHS[(month - 1) as usize][..3].to_owned(),
            Some('B') => MONTHS[(month - 1) as usize].to_owned(),
            Some('a') => DAYS[weekday(time) as usize][..3].to_owned(),
            Some('A') => DAYS[weekday(time) as usize].to_owned(),
            Some('H') => pad(hour),
            Some('I') => pad((hour + 11) % 12 + 1),
            Some('M') => pad(minute),
            Some('S') => pad(second),
            Some('L') => format!("{:03}", time.rem_euclid(SECOND)),
            Some('p') => if hour < 12 { "AM" } else { "PM" }.to_owned(),
            Some('j') => format!("{:03}", of_year + 1),
            Some('q') => ((month - 1) / 3 + 1).to_string(),
            Some('U') => pad((of_year + 7 - weekday(time)) / 7),
            Some('W') => pad((of_year + 7 - (weekday(time) + 6) % 7) / 7),
            // The ISO week's year begins with the week of 4 January.
            Some('V') => {
                let thursday = time - ((weekday(time) + 6) % 7 - 3) * DAY;
                let (year, ..) = date(thursday);
                pad((thursday.div_euclid(DAY) - days(year, 1, 1)) / 7 + 1)
            }
            Some('w') => weekday(time).to_string(),
            Some('x') => format!("{month:02}/{day:02}/{year}"),
            Some('X') => format!("{hour:02}:{minute:02}:{second:02}"),
            Some('s') => time.div_euclid(SECOND).to_string(),
            Some('Q') => time.to_string(),
            Some('%') => "%".to_owned(),
            _ => String::new(),
        };
        out.push_str(&text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for (text, format, shown) in [
            ("2014-01-06", "YYYY-MM-DD", "2014-01-06 00:00 Mon"),
            ("29/02/2024 17:05", "DD/MM/YYYY HH:mm", "2024-02-29 17:05 Thu"),
            ("1969-12-31", "YYYY-MM-DD", "1969-12-31 00:00 Wed"),
            ("17:49", "HH:mm", "1970-01-01 17:49 Thu"),
            ("Mar 5th 21", "MMM Do YY", "2021-03-05 00:00 Fri"),
            ("1700000000", "X", "2023-11-14 22:13 Tue"),
            ("12:30 am", "hh:mm a", "1970-01-01 00:30 Thu"),
        ] {
            let time = parse(text, format).unwrap();
            assert_eq!(written(time, "%Y-%m-%d %H:%M %a"), shown, "{text}");
        }
        for (text, format) in [
            ("2014-13-01", "YYYY-MM-DD"),
            ("x", "YYYY"),
            ("2014-01-01 x", "YYYY-MM-DD"),
            ("é", "MMM"),
            ("", "YYYY"),
            ("99999999999999999", "X"),
        ] {
            assert_eq!(parse(text, format), None, "{text}");
        }
    }

    #[test]
    fn durations_and_weeks() {
        let start = parse("2024-01-31", "YYYY-MM-DD").unwrap();
        for (duration, shown) in [
            ("1d", "2024-02-01"),
            ("2w", "2024-02-14"),
            ("1M", "2024-02-29"),
            ("1y", "2025-01-31"),
            ("36h", "2024-02-01"),
            ("1.5d", "2024-02-01"),
        ] {
            assert_eq!(written(later(start, duration).unwrap(), "%Y-%m-%d"), shown, "{duration}");
        }
        for odd in ["", "d", "1", "1x", "99999999999999999999d", "999999999y"] {
            let _ = later(start, odd);
        }
        assert_eq!(written(parse("2021-01-03", "YYYY-MM-DD").unwrap(), "%V %U %j"), "53 01 003");
    }
}
