//! Addresses that a link can lead to: the one reader of them, for every field and for markup.

use std::fmt;
use std::net::Ipv6Addr;

use crate::diagnostics::{closest, is_sure};

/// The schemes that a link may have, in every field, text, bibliography and output. Others (`javascript:`,
/// `file:`) would act on the reader's machine.
pub const SCHEMES: [&str; 4] = ["https", "http", "mailto", "tel"];

/// Most bytes of an address as a PDF holds it; Typst takes no longer ones.
pub const MAX_BYTES: usize = 8000;

/// Why a text is no address that can be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unlinkable {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The address that was surely meant.
    pub meant: Option<String>,
}

impl Unlinkable {
    fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            meant: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says that another address was meant, when that is one.
    fn meant(mut self, address: String, check: fn(&str) -> Result<(), Self>) -> Self {
        self.meant = Some(address).filter(|address| check(address).is_ok());
        self
    }

    /// What is wrong and what to do, in one sentence.
    pub fn sentence(&self) -> String {
        match &self.help {
            Some(help) => format!("{}; {help}", self.message),
            None => self.message.clone(),
        }
    }
}

impl fmt::Display for Unlinkable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl std::error::Error for Unlinkable {}

/// Whether a text begins as an address of a web server does: with `https://`, `http://` or `www.`.
pub fn begins_as_web(text: &str) -> bool {
    let begins = |beginning: &str| {
        text.get(..beginning.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(beginning))
    };
    let has_scheme = |scheme: &&str| {
        begins(scheme)
            && text
                .get(scheme.len()..)
                .is_some_and(|rest| rest.starts_with("://"))
    };
    begins("www.") || SCHEMES.iter().any(has_scheme)
}

/// An address as a bibliography has it, with its scheme in small letters: `www.example.org` gets the
/// `https://` that it lacks.
///
/// # Errors
/// Why nobody can follow it, and what to write.
pub fn with_scheme(address: &str) -> Result<String, Unlinkable> {
    let begins = |beginning: &str| {
        address
            .get(..beginning.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(beginning))
    };
    let address = match address.split_once(':') {
        _ if begins("www.") => format!("https://{address}"),
        Some((scheme, rest)) => format!("{}:{rest}", scheme.to_ascii_lowercase()),
        None => address.to_owned(),
    };
    web(&address).map(|()| address)
}

/// Whether a text is an address that a reader can follow (RFC 3986, with [`SCHEMES`]).
///
/// # Errors
/// Why it is none, and what to write.
pub(super) fn web(address: &str) -> Result<(), Unlinkable> {
    const ALLOWED: &str =
        "a web address begins with `https://` or `http://`; `mailto:` and `tel:` work as well";
    if let Some(space) = address.chars().find(|c| c.is_whitespace()) {
        return Err(
            Unlinkable::new("a web address holds no white space").help(if space == ' ' {
                "write `%20` for a space that belongs to it"
            } else {
                "write it on one line"
            }),
        );
    }
    if let Some(hidden) = address.chars().find(|c| is_unseen(*c)) {
        let message = format!(
            "a web address holds no invisible characters, and this one has U+{:04X}",
            u32::from(hidden)
        );
        return Err(Unlinkable::new(message).help("type the address again instead of pasting it"));
    }
    if encoded_bytes(address) > MAX_BYTES {
        let message =
            format!("the address is longer than {MAX_BYTES} bytes, and PDF has no place for it");
        return Err(Unlinkable::new(message).help("link a page that leads there"));
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        return Err(without_scheme(address, ALLOWED));
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => server(scheme, rest),
        "mailto" => {
            let recipients = rest.split('?').next().unwrap_or_default();
            recipients.split(',').try_for_each(mail)
        }
        "tel" if rest.chars().any(|c| c.is_ascii_digit()) => Ok(()),
        "tel" => Err(Unlinkable::new("a phone number has digits")),
        // `example.org:8080/x` has a port and no scheme.
        other if other.contains('.') => Err(without_scheme(address, ALLOWED)),
        other => {
            let wrong = Unlinkable::new(format!("web addresses with `{other}:` are not supported"))
                .help(ALLOWED);
            let known = ["https", "http"];
            let near = closest(other, known).filter(|near| is_sure(other, near, known));
            Err(match near.filter(|_| rest.starts_with("//")) {
                Some(near) => wrong.meant(format!("{near}:{rest}"), web),
                None => wrong,
            })
        }
    }
}

/// What follows `https:`.
fn server(scheme: &str, rest: &str) -> Result<(), Unlinkable> {
    let Some(rest) = rest.strip_prefix("//") else {
        let wrong = Unlinkable::new(format!("`//` is missing after `{scheme}:`"));
        let whole = format!("{scheme}://{}", rest.trim_start_matches('/'));
        return Err(wrong.meant(whole, web));
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    // An address of IPv6 stands in brackets and has colons of its own.
    let (host, port) = match host.strip_prefix('[').and_then(|host| host.split_once(']')) {
        Some((host, port)) if host.parse::<Ipv6Addr>().is_ok() => ("localhost", port),
        _ => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    // A second scheme: an address pasted behind a prefix.
    if rest.contains("http://") && host.starts_with("http") || matches!(host, "http" | "https") {
        let wrong = Unlinkable::new("the web address holds `http` twice");
        let is_whole = rest.starts_with("http://") || rest.starts_with("https://");
        return Err(match is_whole {
            true => wrong.meant(rest.to_owned(), web),
            false => wrong,
        });
    }
    if !is_domain(host) && host != "localhost" {
        return Err(
            Unlinkable::new(format!("`{host}` is not the name of a web server"))
                .help("write it like `https://example.org/page`"),
        );
    }
    let digits = port.strip_prefix(':').unwrap_or(port);
    if digits.is_empty() || digits.len() <= 5 && digits.parse::<u16>().is_ok() {
        Ok(())
    } else {
        Err(
            Unlinkable::new(format!("`{digits}` is not the port of a web server"))
                .help("write it like `https://example.org:8080/page`"),
        )
    }
}

fn without_scheme(address: &str, allowed: &str) -> Unlinkable {
    let wrong = Unlinkable::new(format!("`{address}` is not a whole web address"));
    let host = address.split('/').next().unwrap_or_default();
    if is_domain(host) {
        let whole = format!("https://{address}");
        wrong.help(format!("write `{whole}`")).meant(whole, web)
    } else {
        wrong.help(allowed)
    }
}

/// Whether a character shows nothing and changes how others are read: controls, marks of direction
/// and joining, private use (Unicode's `Cc`, `Cf` and `Co`).
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{10ffff}')
}

/// Bytes of an address of which every byte outside of ASCII is written as `%XX`.
fn encoded_bytes(address: &str) -> usize {
    address
        .bytes()
        .map(|byte| if byte.is_ascii() { 1 } else { 3 })
        .sum()
}

/// Whether a text is a name of a host with at least two labels (RFC 1123, section 2.1; letters of
/// other scripts as in internationalised names).
pub fn is_domain(host: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut labels = 0;
    for label in host.split('.') {
        labels += 1;
        let valid = !label.is_empty()
            && label.len() <= 63
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            && !label.starts_with('-')
            && !label.ends_with('-');
        if !valid {
            return false;
        }
    }
    // What IDNA does not know no browser finds.
    labels >= 2 && (host.is_ascii() || idna::domain_to_ascii(host).is_ok())
}

/// Whether a text is an e-mail address as people have them (RFC 5321 without quoted local parts).
///
/// # Errors
/// Why it is none, and what to write.
pub fn mail(address: &str) -> Result<(), Unlinkable> {
    let wrong = || Unlinkable::new(format!("`{address}` is not an e-mail address"));
    if let Some(bare) = address.strip_prefix("mailto:") {
        let wrong = wrong().help(format!("write `{bare}`"));
        return Err(wrong.meant(bare.to_owned(), mail));
    }
    if let Some((_, rest)) = address.split_once('<') {
        let bare = rest.trim_end_matches('>');
        let wrong = wrong().help(format!("write `{bare}`"));
        return Err(wrong.meant(bare.to_owned(), mail));
    }
    let Some((local, domain)) = address.rsplit_once('@') else {
        let wrong = wrong().help("an e-mail address has an `@`, such as `ada@example.org`");
        let written = ["[at]", "(at)", " at "];
        let parts = written.iter().find_map(|at| address.split_once(at));
        return Err(match parts {
            Some((local, domain)) => {
                wrong.meant(format!("{}@{}", local.trim(), domain.trim()), mail)
            }
            None => wrong,
        });
    };
    let local_valid = !local.is_empty()
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && local
            .chars()
            .all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~-.".contains(c));
    if !local_valid {
        return Err(wrong().help(format!("the part before the `@` cannot be `{local}`")));
    }
    if !is_domain(domain) {
        return Err(wrong().help(format!(
            "the part after the `@` is a domain such as `example.org`, not `{domain}`"
        )));
    }
    Ok(())
}

/// Whether a text is the name of a user or an identifier as networks have them, and so makes an
/// address behind that of the network.
///
/// # Errors
/// Why it is none, and what to write.
pub fn user_name(network: &str, account: &str) -> Result<(), Unlinkable> {
    // Identifiers of these have parts.
    let parts = match network {
        "dblp" | "stackoverflow" => "/",
        "bluesky" => ":",
        _ => "",
    };
    let bare = account.trim().trim_start_matches('@');
    let wrong = bare
        .chars()
        .find(|c| !(c.is_alphanumeric() || "-_.~%".contains(*c) || parts.contains(*c)));
    let message = match wrong {
        None if bare.is_empty() => format!("`{account}` is not a user name"),
        None if bare.split('/').all(|part| !matches!(part, "" | "." | "..")) => return Ok(()),
        None => format!("`{account}` is not a user name"),
        Some(c) if c.is_whitespace() => String::from("a user name holds no white space"),
        Some(c) if is_unseen(c) => format!(
            "a user name holds no invisible characters, and this one has U+{:04X}",
            u32::from(c)
        ),
        Some(c) => format!("a user name holds no `{c}`"),
    };
    let wrong = Unlinkable::new(message);
    // The address of a profile without its scheme.
    let host = bare.split('/').next().unwrap_or_default();
    Err(if bare.contains('/') && is_domain(host) {
        let whole = format!("https://{bare}");
        let help = format!("write `{whole}`, or the user name alone");
        wrong.help(help).meant(whole, web)
    } else {
        wrong.help("write the name alone, as the network shows it, or the whole address of the profile, `https://…`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_addresses_that_people_have() {
        for address in [
            "https://example.org",
            "http://example.org:8080/a_b/c?d=e%20f&g#h(1)",
            "HTTPS://EXAMPLE.ORG/",
            "https://user@example.org/~ada/",
            "https://例え.jp/ページ",
            "https://[2001:db8::1]/",
            "https://[2001:db8::1]:8080/",
            "https://example.org:/",
            "mailto:ada@example.org?subject=Hi",
            "mailto:ada@example.org,bob@example.org",
            "tel:+442079460000",
        ] {
            assert!(web(address).is_ok(), "{address}");
        }
        for address in [
            "ada@example.org",
            "a.b+c@mail.example.co.uk",
            "ada@müller.de",
        ] {
            assert!(mail(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn refuses_what_nobody_can_follow() {
        let long = format!("https://example.org/{}", "é".repeat(1400));
        for address in [
            "example.org",
            "www.example.org/x",
            "https:/example.org",
            "https://",
            "https://example",
            "ftp://example.org",
            "https://example .org",
            "https://https://example.org",
            "javascript:alert(1)",
            "https://-a.org",
            "https://a..org",
            "https://example.org/\u{202e}gpj.exe",
            "https://example.org/\u{200b}",
            "https://example.org:80a/",
            "https://example.org:99999/",
            "https://[2001:db8::x]/",
            "https://[2001:db8::1/",
            "https://[2001:db8::1]x/",
            "https://exa\u{338}mple\u{2024}.org",
            "x",
            "example.org:8080/x",
            "tel:none",
            "mailto:ada",
            "mailto:ada@example.org,bob",
            &long,
        ] {
            assert!(web(address).is_err(), "{address}");
        }
        for address in [
            "ada",
            "ada@",
            "@example.org",
            "ada@example",
            "a da@example.org",
            "a..b@example.org",
            "Ada <ada@example.org>",
            "mailto:ada@example.org",
            "a@b@c.org",
        ] {
            assert!(mail(address).is_err(), "{address}");
        }
        assert!(web(&long[..MAX_BYTES / 3]).is_ok());
    }

    #[test]
    fn knows_user_names() {
        for (network, account) in [
            ("github", "ada"),
            ("github", "@ada-l"),
            ("openreview", "~Ada_Lovelace1"),
            ("google_scholar", "abc-_DEFAAAAJ"),
            ("dblp", "l/AdaLovelace"),
            ("dblp", "01/2345-6"),
            ("stackoverflow", "22656/ada"),
            ("bluesky", "did:plc:abc"),
            ("bluesky", "ada.bsky.social"),
            ("linkedin", "ада-лавлейс"),
            ("linkedin", "ada-%C3%A9"),
            ("researcherid", "A-1234-2010"),
        ] {
            assert_eq!(user_name(network, account), Ok(()), "{account}");
        }
        for (network, account) in [
            ("github", "ada lovelace"),
            ("github", "ada/engine"),
            ("github", "github.com/ada"),
            ("github", "javascript:alert(1)"),
            ("github", "ada?tab=repositories"),
            ("github", "ada#top"),
            ("github", "@"),
            ("github", "ada\u{202e}"),
            ("github", "../ada"),
            ("dblp", "../../x"),
            ("google_scholar", "abcAAAAJ&hl=en"),
            ("x", "ada@example.org"),
        ] {
            assert!(user_name(network, account).is_err(), "{account}");
        }
    }
}
