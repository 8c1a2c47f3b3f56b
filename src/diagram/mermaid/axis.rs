//! Axes of numbers.
//!
//! In: the least and the most value. Out: round numbers between them, and how they are written.
//! Never: more than a dozen marks.

/// Marks of an axis: multiples of 1, 2 or 5 times a power of ten.
pub(super) fn ticks(low: f64, high: f64, most: usize) -> Vec<f64> {
    if !(low.is_finite() && high.is_finite() && high > low) {
        return vec![low];
    }
    let rough = (high - low) / most.clamp(1, 12) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step =
        [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= rough * 0.999);
    let step = step.unwrap_or(power * 10.0);
    if !step.is_normal() {
        return vec![low, high];
    }
    let first = (low / step - 1e-9).ceil();
    (0..=14)
        .map(|at| (first + f64::from(at)) * step)
        .take_while(|value| *value <= high + step * 1e-6)
        .map(|value| if value.abs() < step * 1e-6 { 0.0 } else { value })
        .collect()
}

/// A number without the dust of binary fractions: at most six digits behind the point.
pub(super) fn number(value: f64) -> String {
    if value != 0.0 && (value.abs() >= 1e15 || value.abs() < 1e-6) {
        return format!("{value:e}");
    }
    let text = format!("{value:.6}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// A finite number as authors write it.
pub(super) fn parse(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && number.abs() < 1e15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_numbers() {
        assert_eq!(ticks(0.0, 10.0, 5), [0.0, 2.0, 4.0, 6.0, 8.0, 10.0]);
        assert_eq!(
            ticks(4000.0, 11000.0, 7),
            [4000.0, 5000.0, 6000.0, 7000.0, 8000.0, 9000.0, 10000.0, 11000.0]
        );
        assert_eq!(
            ticks(-0.3, 0.3, 3).iter().map(|tick| number(*tick)).collect::<Vec<_>>(),
            ["-0.2", "0", "0.2"]
        );
        for (low, high) in [
            (0.0, 0.0),
            (f64::NAN, 1.0),
            (0.0, f64::INFINITY),
            (1.0, 1.0 + 1e-16),
            (0.0, 1e-320),
            (-1e15, 1e15),
        ] {
            assert!(ticks(low, high, 10).len() <= 15);
        }
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(parse("1e400"), None);
    }
}
