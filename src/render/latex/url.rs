//! Addresses for `\href`.

use crate::model::Url;

/// The argument of `\href` for an address: TeX hands exactly that address on.
///
/// `\$` would corrupt the address, hence its code.
pub(super) fn href_argument(url: &Url) -> String {
    let encoded = url.uri();
    let mut out = String::with_capacity(encoded.len() + 8);
    for c in encoded.chars() {
        match c {
            '%' | '#' | '&' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str(r"\string~"),
            '$' => out.push_str(r"\%24"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What TeX makes of the argument.
    fn decoded(argument: &str) -> String {
        argument
            .replace(r"\string~", "~")
            .replace(r"\%24", "$")
            .replace('\\', "")
    }

    #[test]
    fn hostile_addresses_are_tamed() {
        let url = Url::parse("https://example.org/a%20b/{x}^~$1?q=ü&r=%41#f_g%").unwrap();
        assert_eq!(
            href_argument(&url),
            r"https://example.org/a\%20b/\%7Bx\%7D\%5E\string~\%241?q=\%C3\%BC\&r=\%41\#f\_g\%25"
        );
    }

    proptest! {
        #[test]
        fn tex_hands_on_the_encoded_address(path in "\\PC*") {
            let url = Url::below("https://example.org/", &path);
            let argument = href_argument(&url);
            prop_assert_eq!(decoded(&argument), url.uri());
            prop_assert!(argument.is_ascii());
            let special = ['{', '}', '^', ' ', '"', '<', '>', '|', '`', '$'];
            prop_assert!(!argument.contains(special));
        }
    }
}
