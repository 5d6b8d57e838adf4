//! Colours as written in themes.

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

/// Contrast of a colour on white, 1 to 21 (WCAG 2.2, definition of contrast ratio).
pub(super) fn contrast_on_white(colour: &str) -> Option<f64> {
    let [red, green, blue] = parse(colour)?.map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    });
    let luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(1.05 / (luminance + 0.05))
}
