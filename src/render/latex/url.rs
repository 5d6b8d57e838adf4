//! Addresses for `\href`.

use std::fmt::Write as _;

/// Schemes that a link may have. Others (`javascript:`, `file:`) would act on the reader's machine.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

/// An address as a PDF holds it: percent-encoded outside the characters of RFC 3986, its host in
/// ASCII. `None` if it has no scheme that a link may have.
pub(super) fn encoded(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    if !SCHEMES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(scheme))
    {
        return None;
    }
    let mut out = format!("{scheme}:");
    let rest = match rest.strip_prefix("//") {
        Some(after) => {
            out.push_str("//");
            let end = after.find(['/', '?', '#']).unwrap_or(after.len());
            let (authority, path) = after.split_at(end);
            let (user, host) = match authority.rsplit_once('@') {
                Some((user, host)) => (Some(user), host),
                None => (None, authority),
            };
            if let Some(user) = user {
                percent_encode(user, &mut out);
                out.push('@');
            }
            if host.is_ascii() {
                percent_encode(host, &mut out);
            } else {
                // A host that IDNA does not know stays readable rather than be lost.
                let ascii = idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_owned());
                percent_encode(&ascii, &mut out);
            }
            path
        }
        None => rest,
    };
    match rest.split_once('#') {
        // The fragment begins at the first sign; hyperref drops one that is empty.
        Some((resource, fragment)) => {
            percent_encode(resource, &mut out);
            if !fragment.is_empty() {
                out.push('#');
                percent_encode(fragment, &mut out);
            }
        }
        None => percent_encode(rest, &mut out),
    }
    Some(out)
}

/// The argument of `\href` for an encoded address: TeX hands exactly that address on.
///
/// `\$` would corrupt the address, hence its code.
pub(super) fn href_argument(encoded: &str) -> String {
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

fn percent_encode(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let kept = match byte {
            b'%' => {
                bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
                    && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit)
            }
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'[' | b']' | b'@' | b'!' | b'$'
            | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => true,
            _ => byte.is_ascii_alphanumeric(),
        };
        if kept {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
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
        let url = "https://example.org/a b/{x}^~$1?q=ü&r=%41#f_g%";
        let encoded = encoded(url).unwrap();
        assert_eq!(
            encoded,
            "https://example.org/a%20b/%7Bx%7D%5E~$1?q=%C3%BC&r=%41#f_g%25"
        );
        assert_eq!(
            href_argument(&encoded),
            r"https://example.org/a\%20b/\%7Bx\%7D\%5E\string~\%241?q=\%C3\%BC\&r=\%41\#f\_g\%25"
        );
    }

    #[test]
    fn hosts_become_ascii() {
        assert_eq!(
            encoded("https://müller.example/é").unwrap(),
            "https://xn--mller-kva.example/%C3%A9"
        );
        assert_eq!(
            encoded("mailto:ada@example.org").unwrap(),
            "mailto:ada@example.org"
        );
        assert_eq!(encoded("tel:+44 20").unwrap(), "tel:+44%2020");
    }

    #[test]
    fn a_fragment_begins_once() {
        assert_eq!(
            encoded("https://a.example/#/b#c").unwrap(),
            "https://a.example/#/b%23c"
        );
        assert_eq!(
            encoded("https://a.example/#").unwrap(),
            "https://a.example/"
        );
    }

    #[test]
    fn other_schemes_are_refused() {
        for url in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "example.org",
            "",
            ":",
        ] {
            assert_eq!(encoded(url), None, "{url}");
        }
    }

    proptest! {
        #[test]
        fn tex_hands_on_the_encoded_address(path in "\\PC*") {
            let encoded = encoded(&format!("https://example.org/{path}")).unwrap();
            let argument = href_argument(&encoded);
            prop_assert_eq!(decoded(&argument), encoded);
            prop_assert!(argument.is_ascii());
            let special = ['{', '}', '^', ' ', '"', '<', '>', '|', '`', '$'];
            prop_assert!(!argument.contains(special));
        }
    }
}
