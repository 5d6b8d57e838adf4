//! Colours as written in themes.

use crate::diagnostics::{Code, Diagnostic, Place};

/// Red, green and blue of `#rrggbb`.
pub(super) fn parse(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#')?;
    if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let value = u32::from_str_radix(digits, 16).ok()?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some([red, green, blue])
}

/// Whether a colour cannot be told from black.
pub(super) fn is_black(colour: &str) -> bool {
    parse(colour).is_some_and(|colour| luminance(colour) < 0.005)
}

/// Contrast of a colour on white, 1 to 21 (WCAG 2.2, definition of contrast ratio).
pub(super) fn contrast_on_white(colour: &str) -> Option<f64> {
    Some(contrast(parse(colour)?, [255; 3]))
}

/// Contrast of two colours, 1 to 21.
fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// A colour, `#rrggbb`, as text on a ground: itself where its contrast is at least `least` there, else the nearest on
/// its way to white or to black, whichever is farther from the ground. `None` if one of them is no colour.
pub fn readable_on(colour: &str, ground: &str, least: f64) -> Option<String> {
    let (colour, ground) = (parse(colour)?, parse(ground)?);
    let end = if luminance(ground) < 0.18 { 255 } else { 0 };
    const STEPS: u16 = 64;
    let mixed = (0..=STEPS).map(|step| {
        colour.map(|channel| {
            let way = (u16::from(channel) * (STEPS - step) + end * step) / STEPS;
            // A mean of two bytes is one.
            way as u8
        })
    });
    let mut enough = mixed.filter(|mixed| contrast(*mixed, ground) >= least);
    let [red, green, blue] = enough.next().unwrap_or([end as u8; 3]);
    Some(format!("#{red:02x}{green:02x}{blue:02x}"))
}

/// A colour that not all can read.
pub(super) fn low_contrast(place: Place, key: &str, value: &str, contrast: f64) -> Diagnostic {
    let message =
        format!("the colour `{value}` of `{key}` has a contrast of {contrast:.1}:1 on white");
    Diagnostic::warning(Code::LowContrast, place, message)
        .help("text needs at least 4.5:1 to be legible to all; take a darker colour")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn colours_that_read_well_stay() {
        for (colour, ground, on) in [
            ("#0b5d5e", "#ffffff", "#0b5d5e"),
            ("#000000", "#16181b", "#838383"),
            ("#ffff00", "#ffffff", "#777700"),
            ("#8ab4f8", "#16181b", "#8ab4f8"),
        ] {
            assert_eq!(readable_on(colour, ground, 4.5).as_deref(), Some(on));
        }
        assert_eq!(readable_on("red", "#ffffff", 4.5), None);
    }

    proptest! {
        #[test]
        fn every_colour_reads_well_on_both_grounds(colour in "#[0-9a-f]{6}") {
            for ground in ["#ffffff", "#16181b"] {
                let on = readable_on(&colour, ground, 4.5).unwrap();
                let contrast = contrast(parse(&on).unwrap(), parse(ground).unwrap());
                prop_assert!(contrast >= 4.5, "{colour} on {ground}: {on}");
            }
        }
    }
}
