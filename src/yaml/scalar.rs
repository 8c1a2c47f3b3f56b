//! Plain scalars: which text is more than text.
//!
//! In: the text of a plain scalar and the schema. Out: its value. Never: looks at a quoted or block scalar,
//! which is text whatever it says.

use super::{Schema, Value};

/// The value of a plain scalar.
pub(super) fn plain(text: &str, schema: Schema) -> Value {
    let Some(&first) = text.as_bytes().first() else { return Value::Null };
    // Most scalars are words: their first letter tells that no rule can match.
    let may_be_special = match schema {
        Schema::Core | Schema::Definition => {
            matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F')
        }
        Schema::Mkdocs => {
            matches!(first, b'0'..=b'9' | b'+' | b'-' | b'.' | b'~') || b"nNtTfFyYoO".contains(&first)
        }
    };
    if may_be_special {
        special(text, schema).unwrap_or_else(|| Value::String(text.into()))
    } else {
        Value::String(text.into())
    }
}

fn special(text: &str, schema: Schema) -> Option<Value> {
    match text {
        "~" | "null" | "Null" | "NULL" => return Some(Value::Null),
        "true" | "True" | "TRUE" => return Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Some(Value::Bool(false)),
        _ => {}
    }
    if schema == Schema::Mkdocs {
        match text {
            "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return Some(Value::Bool(true)),
            "no" | "No" | "NO" | "off" | "Off" | "OFF" => return Some(Value::Bool(false)),
            _ => {}
        }
    }
    match schema {
        Schema::Core | Schema::Definition => core_number(text),
        Schema::Mkdocs => python_number(text),
    }
}

/// YAML 1.2 core: `[-+]?[0-9]+`, `0o…`, `0x…`, floats, `.inf`, `.nan`.
fn core_number(text: &str) -> Option<Value> {
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8, false);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16, false);
    }
    let (negative, digits) = signed(text);
    if is_digits(digits) {
        return Some(decimal(negative, digits));
    }
    float(text, false)
}

/// YAML 1.1 as PyYAML reads it: underscores, `0b`, octal by a leading zero. Base 60 is left as text, which is
/// what every author of `12:30` meant.
fn python_number(text: &str) -> Option<Value> {
    let (negative, digits) = signed(text);
    if let Some(digits) = digits.strip_prefix("0b") {
        return radix(digits, 2, negative);
    }
    if let Some(digits) = digits.strip_prefix("0x") {
        return radix(digits, 16, negative);
    }
    let bare = digits.replace('_', "");
    if digits.starts_with(|c: char| c.is_ascii_digit()) && is_digits(&bare) {
        if bare.len() > 1 && bare.starts_with('0') {
            return radix(&bare, 8, negative);
        }
        return Some(decimal(negative, &bare));
    }
    float(text, true)
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn decimal(negative: bool, digits: &str) -> Value {
    let sign = if negative { "-" } else { "" };
    let text = format!("{sign}{digits}");
    text.parse().map_or_else(|_| Value::Float(text.parse().unwrap_or(f64::INFINITY)), Value::Int)
}

fn radix(digits: &str, radix: u32, negative: bool) -> Option<Value> {
    let digits = digits.replace('_', "");
    if digits.starts_with(['+', '-']) {
        return None;
    }
    let number = i64::from_str_radix(&digits, radix).ok()?;
    Some(Value::Int(if negative { -number } else { number }))
}

fn float(text: &str, python: bool) -> Option<Value> {
    let (negative, rest) = signed(text);
    let sign = if negative { -1.0 } else { 1.0 };
    match rest {
        ".inf" | ".Inf" | ".INF" => return Some(Value::Float(sign * f64::INFINITY)),
        ".nan" | ".NaN" | ".NAN" if rest.len() == text.len() => return Some(Value::Float(f64::NAN)),
        _ => {}
    }
    let bare = if python { rest.replace('_', "") } else { rest.to_owned() };
    let (mantissa, exponent) = match bare.find(['e', 'E']) {
        Some(at) => (&bare[..at], Some(&bare[at + 1..])),
        None => (bare.as_str(), None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let has_point = mantissa.contains('.');
    let exponent_fits = exponent.is_none_or(|exponent| {
        let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        // PyYAML wants the exponent's sign to be written.
        is_digits(digits) && (!python || digits.len() < exponent.len())
    });
    let fits = all_digits(whole)
        && all_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent_fits
        && (has_point || (!python && exponent.is_some()));
    if !fits {
        return None;
    }
    // Rust reads neither `1.` with an exponent nor `.5` differently from what is meant here.
    let number: f64 = format!("0{mantissa}0e{}", exponent.unwrap_or("0"))
        .parse()
        .ok()
        .filter(|_| has_point)
        .or_else(|| bare.parse().ok())?;
    Some(Value::Float(sign * number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn core() {
        for (text, expected) in [
            ("", Value::Null),
            ("~", Value::Null),
            ("null", Value::Null),
            ("yes", Value::String("yes".into())),
            ("on", Value::String("on".into())),
            ("True", Value::Bool(true)),
            ("tRUE", Value::String("tRUE".into())),
            ("012", Value::Int(12)),
            ("-7", Value::Int(-7)),
            ("0o14", Value::Int(12)),
            ("0xff", Value::Int(255)),
            ("1.5", Value::Float(1.5)),
            ("1.", Value::Float(1.0)),
            (".5", Value::Float(0.5)),
            ("1e3", Value::Float(1000.0)),
            ("1.2.3", Value::String("1.2.3".into())),
            ("2020-01-01", Value::String("2020-01-01".into())),
            ("1_000", Value::String("1_000".into())),
            ("-", Value::String("-".into())),
            (".", Value::String(".".into())),
            ("99999999999999999999", Value::Float(1e20)),
        ] {
            assert_eq!(plain(text, Schema::Core), expected, "{text:?}");
        }
    }

    #[test]
    fn python() {
        for (text, expected) in [
            ("yes", Value::Bool(true)),
            ("Off", Value::Bool(false)),
            ("y", Value::String("y".into())),
            ("010", Value::Int(8)),
            ("1_000", Value::Int(1000)),
            ("0b11", Value::Int(3)),
            ("1e3", Value::String("1e3".into())),
            ("1.0e+3", Value::Float(1000.0)),
            ("12:30", Value::String("12:30".into())),
            ("09", Value::String("09".into())),
        ] {
            assert_eq!(plain(text, Schema::Mkdocs), expected, "{text:?}");
        }
    }
}
