//! Colours that authors write.
//!
//! In: `#f00`, `#ff0000`, `rgb(…)`, `hsl(…)`, a name of CSS. Out: a [`Colour`], written back as hexadecimal digits.
//! Never: lets an author's text through: what is written is made of numbers.

mod names;

/// Red, green, blue and opacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Colour {
    red: u8,
    green: u8,
    blue: u8,
    alpha: u8,
}

/// What stands behind a drawing in the light and in the dark theme, nearly.
const LIGHT: Colour = Colour::opaque(255, 255, 255);
const DARK: Colour = Colour::opaque(22, 25, 31);
/// Texts on a fill of the author's.
const INK: Colour = Colour::opaque(29, 36, 48);

/// Least contrast (WCAG 2) of texts, and of lines.
const TEXT: f64 = 4.5;
const STROKE: f64 = 2.0;

impl Colour {
    const fn opaque(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue, alpha: 255 }
    }

    /// Reads a colour; `None` where the text is none, or names no fixed one (`inherit`, `var(…)`).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        if let Some(digits) = text.strip_prefix('#') {
            return hexadecimal(digits);
        }
        if matches!(text.as_str(), "none" | "transparent") {
            return Some(Self { red: 0, green: 0, blue: 0, alpha: 0 });
        }
        if let Some((name, rest)) = text.split_once('(') {
            return function(name.trim(), rest.strip_suffix(')')?);
        }
        names::named(&text).map(|rgb| Self::opaque((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8))
    }

    /// Whether what lies behind shines through so much that it decides what is readable on it.
    pub(crate) fn is_faint(self) -> bool {
        self.alpha < 128
    }

    /// `#rrggbb`, `#rrggbbaa`, or `none`.
    pub(crate) fn css(self) -> String {
        let Self { red, green, blue, alpha } = self;
        match alpha {
            0 => "none".to_owned(),
            255 => format!("#{red:02x}{green:02x}{blue:02x}"),
            _ => format!("#{red:02x}{green:02x}{blue:02x}{alpha:02x}"),
        }
    }

    /// The text colour on this fill: the wished one, unless nobody could read it there.
    pub(crate) fn text_on(self, wished: Option<Self>) -> Self {
        if let Some(wished) = wished.filter(|wished| contrast(*wished, self) >= STROKE) {
            return wished;
        }
        if contrast(INK, self) >= contrast(LIGHT, self) { INK } else { LIGHT }
    }

    /// A border that shows around this fill.
    pub(crate) fn border(self) -> Self {
        self.mixed(if self.luminance() > 0.18 { INK } else { LIGHT }, 0.3)
    }

    /// For a line on the page itself: as written where it is seen in both themes, else moved towards what is.
    pub(crate) fn line(self) -> String {
        self.in_both(STROKE)
    }

    /// For a text on the page itself.
    pub(crate) fn text(self) -> String {
        self.in_both(TEXT)
    }

    fn in_both(self, least: f64) -> String {
        if self.alpha == 0 {
            return self.css();
        }
        let (light, dark) = (self.against(LIGHT, least), self.against(DARK, least));
        if light == dark { light.css() } else { format!("light-dark({},{})", light.css(), dark.css()) }
    }

    /// Moved away from a background until the contrast is enough.
    fn against(self, ground: Self, least: f64) -> Self {
        let away = if ground == LIGHT { INK } else { LIGHT };
        let steps = (0..=10).map(|step| self.mixed(away, f64::from(step) / 10.0));
        steps.into_iter().find(|colour| contrast(*colour, ground) >= least).unwrap_or(away)
    }

    fn mixed(self, other: Self, share: f64) -> Self {
        let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - share) + f64::from(b) * share).round() as u8;
        Self {
            red: mix(self.red, other.red),
            green: mix(self.green, other.green),
            blue: mix(self.blue, other.blue),
            alpha: self.alpha,
        }
    }

    /// Relative luminance as WCAG 2 defines it.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance() + 0.05, b.luminance() + 0.05);
    if a > b { a / b } else { b / a }
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let short = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok().map(|digit| digit * 17);
    let long = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let (red, green, blue, alpha) = match digits.len() {
        3 => (short(0)?, short(1)?, short(2)?, 255),
        4 => (short(0)?, short(1)?, short(2)?, short(3)?),
        6 => (long(0)?, long(2)?, long(4)?, 255),
        8 => (long(0)?, long(2)?, long(4)?, long(6)?),
        _ => return None,
    };
    Some(Colour { red, green, blue, alpha })
}

/// `rgb(…)`, `rgba(…)`, `hsl(…)`, `hsla(…)`, with commas, blanks or a slash between the numbers.
fn function(name: &str, inner: &str) -> Option<Colour> {
    let parts: Vec<&str> =
        inner.split([',', ' ', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if !(3..=4).contains(&parts.len()) {
        return None;
    }
    let number = |part: &str, whole: f64| -> Option<f64> {
        let value = match part.strip_suffix('%') {
            Some(share) => share.parse::<f64>().ok()? / 100.0 * whole,
            None => part.trim_end_matches("deg").parse().ok()?,
        };
        value.is_finite().then_some(value)
    };
    let byte = |value: f64| value.clamp(0.0, 255.0).round() as u8;
    let alpha = parts.get(3).map_or(Some(255), |part| number(part, 1.0).map(|share| byte(share * 255.0)))?;
    match name {
        "rgb" | "rgba" => Some(Colour {
            red: byte(number(parts[0], 255.0)?),
            green: byte(number(parts[1], 255.0)?),
            blue: byte(number(parts[2], 255.0)?),
            alpha,
        }),
        "hsl" | "hsla" => {
            let hue = number(parts[0], 360.0)?.rem_euclid(360.0);
            let share = |part: &str| Some(number(part.trim_end_matches('%'), 1.0)?.clamp(0.0, 100.0) / 100.0);
            let (saturation, lightness) = (share(parts[1])?, share(parts[2])?);
            let spread = saturation * lightness.min(1.0 - lightness);
            let part = |offset: f64| {
                let at = (offset + hue / 30.0) % 12.0;
                byte(255.0 * (lightness - spread * (at - 3.0).min(9.0 - at).clamp(-1.0, 1.0)))
            };
            Some(Colour { red: part(0.0), green: part(8.0), blue: part(4.0), alpha })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, css) in [
            ("#f00", Some("#ff0000")),
            ("#F0A8", Some("#ff00aa88")),
            ("#12345678", Some("#12345678")),
            (" RebeccaPurple ", Some("#663399")),
            ("yellowgreen", Some("#9acd32")),
            ("rgb(255, 0, 50%)", Some("#ff0080")),
            ("rgba(0 0 0 / 50%)", Some("#00000080")),
            ("hsl(120, 100%, 25%)", Some("#008000")),
            ("hsl(0deg 0% 100%)", Some("#ffffff")),
            ("none", Some("none")),
            ("transparent", Some("none")),
            ("url(#x)", None),
            ("#ggg", None),
            ("#é0", None),
            ("red;}", None),
            ("var(--x)", None),
            ("rgb(1,2)", None),
            ("rgb(nan,1,2)", None),
        ] {
            assert_eq!(Colour::parse(text).map(Colour::css).as_deref(), css, "{text}");
        }
    }

    #[test]
    fn readable_in_both_themes() {
        let colour = |text| Colour::parse(text).unwrap();
        assert_eq!(colour("#ff0").text_on(None).css(), "#1d2430");
        assert_eq!(colour("#00f").text_on(None).css(), "#ffffff");
        // White on white is what nobody can have meant.
        assert_eq!(colour("#fff").text_on(Some(colour("#fff"))).css(), "#1d2430");
        assert_eq!(colour("#f00").text_on(Some(colour("#fff"))).css(), "#ffffff");
        // A black line is seen on white, and moved on black.
        assert!(colour("#333").line().starts_with("light-dark(#333333,#"), "{}", colour("#333").line());
        for text in ["#000", "#fff", "#ff0", "#00f", "#888"] {
            for ground in [LIGHT, DARK] {
                assert!(contrast(colour(text).against(ground, TEXT), ground) >= TEXT, "{text}");
            }
        }
    }
}
