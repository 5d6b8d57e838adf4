//! Addresses as the readers of a document take them: in ASCII.

use std::fmt::Write as _;

use super::address::SCHEMES;

/// An address as RFC 3986 writes it and a PDF holds it (ISO 32000-1, 12.6.4.7: 7-bit ASCII): percent-encoded, with
/// the host of a web or e-mail address in ASCII (RFC 5891). `None` if it has no scheme that a link may have.
///
/// An address that is so already stays as it is, but for an empty fragment at its end, which is dropped.
pub(super) fn uri(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
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
            push_authority(authority, &mut out);
            path
        }
        None if scheme.eq_ignore_ascii_case("mailto") => {
            let end = rest.find(['?', '#']).unwrap_or(rest.len());
            let (recipients, fields) = rest.split_at(end);
            for (index, recipient) in recipients.split(',').enumerate() {
                if index > 0 {
                    out.push(',');
                }
                push_authority(recipient, &mut out);
            }
            fields
        }
        None => rest,
    };
    match rest.split_once('#') {
        // The fragment begins at the first sign.
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

/// Appends a user, if there is one, and a host with its port.
fn push_authority(authority: &str, out: &mut String) {
    let host = match authority.rsplit_once('@') {
        Some((user, host)) => {
            percent_encode(user, out);
            out.push('@');
            host
        }
        None => authority,
    };
    // An address of IPv6 stands in brackets and has colons of its own.
    let address_end = host.find(']').filter(|_| host.starts_with('['));
    if let Some((address, port)) = address_end.map(|end| host.split_at(end + 1))
        && address[1..address.len() - 1]
            .chars()
            .all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.'))
    {
        out.push_str(address);
        percent_encode(port, out);
        return;
    }
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    };
    if name.is_ascii() {
        percent_encode(name, out);
    } else {
        // A name that IDNA does not know is encoded as it is rather than be lost.
        let ascii = idna::domain_to_ascii(name).unwrap_or_else(|_| name.to_owned());
        percent_encode(&ascii, out);
    }
    if let Some(port) = port {
        out.push(':');
        out.push_str(port);
    }
}

fn percent_encode(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let kept = match byte {
            b'%' => {
                bytes.get(at + 1).is_some_and(u8::is_ascii_hexdigit)
                    && bytes.get(at + 2).is_some_and(u8::is_ascii_hexdigit)
            }
            b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'@' | b'!' | b'$' | b'&' | b'\''
            | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=' => true,
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

    #[test]
    fn addresses_become_ascii() {
        for (address, expected) in [
            (
                "https://example.org/a b/{x}^~$1?q=ü&r=%41#f_g%",
                "https://example.org/a%20b/%7Bx%7D%5E~$1?q=%C3%BC&r=%41#f_g%25",
            ),
            (
                "https://example.org/wiki/Zürich_(日本)",
                "https://example.org/wiki/Z%C3%BCrich_(%E6%97%A5%E6%9C%AC)",
            ),
            (
                "https://müller.example/é",
                "https://xn--mller-kva.example/%C3%A9",
            ),
            (
                "http://a%20b@müller.example:8080/?ü",
                "http://a%20b@xn--mller-kva.example:8080/?%C3%BC",
            ),
            ("https://例え.jp", "https://xn--r8jz45g.jp"),
            (
                "https://[2001:db8::1]:80/[x]",
                "https://[2001:db8::1]:80/%5Bx%5D",
            ),
            ("https://[x y]/", "https://%5Bx%20y%5D/"),
            ("https://a.example/#/b#c", "https://a.example/#/b%23c"),
            ("https://a.example/#", "https://a.example/"),
            ("mailto:ada@example.org", "mailto:ada@example.org"),
            (
                "mailto:ada@müller.example,b@c.example?subject=Ü",
                "mailto:ada@xn--mller-kva.example,b@c.example?subject=%C3%9C",
            ),
            ("tel:+44 20", "tel:+44%2020"),
            ("tel:+442079460123;ext=12", "tel:+442079460123;ext=12"),
            (" HTTPS://EXAMPLE.org ", "HTTPS://EXAMPLE.org"),
        ] {
            assert_eq!(uri(address).as_deref(), Some(expected));
        }
    }

    #[test]
    fn other_schemes_are_refused() {
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "ftp://example.org",
            "example.org",
            "",
            ":",
        ] {
            assert_eq!(uri(address), None, "{address}");
        }
    }

    proptest! {
        #[test]
        fn what_comes_out_is_a_uri(
            scheme in "(https?://|mailto:|tel:)",
            authority in "[a-zü漢@.:\\[\\]%0-9 -]{0,12}",
            path in "\\PC{0,30}",
        ) {
            let uri = uri(&format!("{scheme}{authority}{path}")).unwrap();
            // RFC 3986, appendix A: unreserved, reserved, or a percent sign with two digits.
            let signs = "-._~:/?#[]@!$&'()*+,;=";
            let mut rest = uri.chars();
            while let Some(c) = rest.next() {
                let escaped = c == '%'
                    && rest.next().is_some_and(|c| c.is_ascii_hexdigit())
                    && rest.next().is_some_and(|c| c.is_ascii_hexdigit());
                prop_assert!(c.is_ascii_alphanumeric() || signs.contains(c) || escaped, "{}", uri);
            }
            prop_assert!(uri.matches('#').count() <= 1);
            prop_assert_eq!(super::uri(&uri), Some(uri));
        }
    }
}
