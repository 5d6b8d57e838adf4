//! What readers of YAML take a text without quotes for.
//!
//! Folio takes every scalar as it is written. Editors, checkers of the schema and other programs
//! do not, and of two readers one may follow YAML 1.1 and one YAML 1.2: a text that either of them
//! takes for a number, a date, a truth value or nothing is quoted.

/// Whether a text without quotes is read as something other than a text.
///
/// By the core schema of YAML 1.2.2 (section 10.3.2) and the types of YAML 1.1
/// (<https://yaml.org/type/>): null, bool, int, float, timestamp, merge and value.
pub(super) fn is_resolved(text: &str) -> bool {
    is_word(text) || is_number(text) || is_timestamp(text)
}

/// Words in the three spellings that YAML knows: `yes`, `Yes`, `YES`.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 9] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"];
    const OTHERS: [&str; 4] = ["", "~", "<<", "="];
    // The mixed spellings, such as `nUll`, are texts; quoting them as well does no harm.
    OTHERS.contains(&text) || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

type IsDigit = fn(u8) -> bool;

fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let all = |digits: &str, is_digit: IsDigit| {
        !digits.is_empty() && digits.bytes().all(|byte| is_digit(byte) || byte == b'_')
    };
    let lower = unsigned.to_ascii_lowercase();
    if let ".inf" | ".nan" | "inf" | "nan" | "infinity" = lower.as_str() {
        return true;
    }
    // `0x` and `0b` are of 1.1 and, as `0o`, of 1.2.
    let radices: [(&str, IsDigit); 3] = [
        ("0x", |byte| byte.is_ascii_hexdigit()),
        ("0o", |byte| (b'0'..=b'7').contains(&byte)),
        ("0b", |byte| matches!(byte, b'0' | b'1')),
    ];
    for (prefix, is_digit) in radices {
        if let Some(digits) = lower.strip_prefix(prefix)
            && all(digits.strip_prefix(['+', '-']).unwrap_or(digits), is_digit)
        {
            return true;
        }
    }
    // Numbers to the base 60, which YAML 1.1 has for times: `12:30`, `190:20:30.15`.
    let mut parts = lower.split(':');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    if let Some((last, middle)) = rest.split_last() {
        return all(first, |byte| byte.is_ascii_digit())
            && middle
                .iter()
                .all(|part| all(part, |byte| byte.is_ascii_digit()))
            && last.starts_with(|c: char| c.is_ascii_digit())
            && all(last, |byte| byte.is_ascii_digit() || byte == b'.');
    }
    let (mantissa, exponent) = match lower.split_once('e') {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (lower.as_str(), None),
    };
    let is_mantissa = mantissa.bytes().any(|byte| byte.is_ascii_digit())
        && mantissa.bytes().filter(|byte| *byte == b'.').count() <= 1
        && all(mantissa, |byte| byte.is_ascii_digit() || byte == b'.');
    let is_exponent = exponent.is_none_or(|digits| {
        all(digits.strip_prefix(['+', '-']).unwrap_or(digits), |byte| {
            byte.is_ascii_digit()
        })
    });
    is_mantissa && is_exponent
}

/// `2021-03-14`, alone or with a time of day.
fn is_timestamp(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let (Some(year), Some(month), Some(rest)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let is_digits = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (day, time) = rest.split_at(end);
    let time_begins = |time: &str| time.trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_digits(year, 4..=4)
        && is_digits(month, 1..=2)
        && is_digits(day, 1..=2)
        && (time.is_empty()
            || time
                .strip_prefix(['T', 't', ' ', '\t'])
                .is_some_and(time_begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_either_version_of_yaml_takes_for_something_else() {
        // The examples of https://yaml.org/type/ and of YAML 1.2.2, section 10.3.2, and those
        // that were found to surprise people.
        for text in [
            "",
            "~",
            "null",
            "Null",
            "NULL",
            "y",
            "N",
            "yes",
            "No",
            "NO",
            "on",
            "OFF",
            "true",
            "False",
            "<<",
            "=",
            "685230",
            "+685_230",
            "02472256",
            "0x_0A_74_AE",
            "0b1010_0111_0100_1010_1110",
            "190:20:30",
            "-12",
            "0",
            "0o14",
            "0x1F",
            "6.8523015e+5",
            "685.230_15e+03",
            "685_230.15",
            "190:20:30.15",
            "-.inf",
            ".NaN",
            ".5",
            "5.",
            "1.10",
            "1e3",
            "12e03",
            "123e456",
            "12:30",
            "2001-12-15T02:59:43.1Z",
            "2001-12-14t21:59:43.10-05:00",
            "2001-12-14 21:59:43.10 -5",
            "2002-12-14",
            "2002-1-1",
            "007",
            "+12",
            "+442079460123",
            "2505.12345",
        ] {
            assert!(is_resolved(text), "{text:?} needs quotes");
        }
    }

    #[test]
    fn what_is_a_text_to_everybody() {
        for text in [
            "nul",
            "yes please",
            "nobody",
            "2021-03",
            "2021-2023",
            "101-119",
            "978-3-16-148410-0",
            "10.5555/jfa.9.1",
            "0000-0002-1825-0097",
            "88:1-88:31",
            "e17",
            "2nd",
            "1.2.3",
            "v1.10",
            "12k stars",
            "3.5 %",
            "+44 20 7946 0123",
            "2021-03-14 to 2021-03-20",
            "2021-03-14a",
            ".",
            "..",
            "-",
            "+",
            "1,000",
            "12:",
            ":30",
            "0x",
            "0b2",
            "C",
            "1e",
            "e",
        ] {
            assert!(!is_resolved(text), "{text:?} needs no quotes");
        }
    }
}
