//! Web addresses, e-mail addresses and accounts.

use super::entries::Entry;
use super::identifiers::{self, Wrong};
use super::value;
use crate::compose::known_networks;
use crate::diagnostics::{Diagnostic, listed};
use crate::model::{Author, Authors, Cv};

pub(super) fn check(cv: &Cv, entries: &[Entry], diagnostics: &mut Vec<Diagnostic>) {
    for entry in entries {
        web(format!("{}.url", entry.path), entry.url, diagnostics);
    }
    let person = &cv.person;
    web(
        "person.website".to_owned(),
        person.website.as_deref(),
        diagnostics,
    );
    for (index, address) in person.email.iter().enumerate() {
        mail(format!("person.email[{index}]"), address, diagnostics);
    }
    profiles(cv, diagnostics);
    for (index, reference) in cv.references.iter().enumerate() {
        if let Some(address) = &reference.email {
            mail(format!("references[{index}].email"), address, diagnostics);
        }
    }
    for (index, project) in cv.projects.iter().enumerate() {
        links(
            &format!("projects[{index}]"),
            project.links.iter(),
            diagnostics,
        );
    }
    for (index, talk) in cv.talks.iter().enumerate() {
        links(&format!("talks[{index}]"), talk.links.iter(), diagnostics);
    }
    for (index, entry) in cv.education.iter().enumerate() {
        if let Some(thesis) = &entry.thesis {
            web(
                format!("education[{index}].thesis.url"),
                thesis.0.url.as_deref(),
                diagnostics,
            );
        }
    }
    for (index, entry) in cv.advising.iter().enumerate() {
        if let Some(thesis) = &entry.thesis {
            web(
                format!("advising[{index}].thesis.url"),
                thesis.0.url.as_deref(),
                diagnostics,
            );
        }
    }
    for (index, publication) in cv.publications.iter().enumerate() {
        let path = format!("publications[{index}]");
        let by_kind = publication.links.iter();
        links(
            &path,
            by_kind.map(|(kind, address)| (kind.as_str(), address)),
            diagnostics,
        );
        if let Some(venue) = &publication.venue {
            web(
                format!("{path}.venue.url"),
                venue.0.url.as_deref(),
                diagnostics,
            );
        }
        for (field, authors) in [
            ("authors", &publication.authors),
            ("editors", &publication.editors),
            ("translators", &publication.translators),
        ] {
            let Authors::List(list) = authors else {
                continue;
            };
            for (number, Author(author)) in list.iter().enumerate() {
                web(
                    format!("{path}.{field}[{number}].url"),
                    author.url.as_deref(),
                    diagnostics,
                );
            }
        }
    }
}

fn links<'a>(
    path: &str,
    links: impl Iterator<Item = (&'a str, &'a String)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (kind, address) in links {
        web(format!("{path}.links.{kind}"), Some(address), diagnostics);
    }
}

fn profiles(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    for (network, account) in &cv.person.profiles {
        let path = format!("person.profiles.{network}");
        if account.contains("://") {
            web(path.clone(), Some(account), diagnostics);
        } else if !account.trim().is_empty() && !known_networks().any(|known| known == network) {
            let message = format!("`{network}` is not a network whose addresses are known");
            diagnostics.push(
                Diagnostic::error("unknown-network", value(path.clone()), message)
                    .label("expected a web address, such as `https://…`")
                    .help(format!("user names work for {}", listed(known_networks()))),
            );
        }
        if network == "orcid"
            && let Err(wrong) = identifiers::orcid(account)
        {
            diagnostics.push(wrong.diagnostic("bad-orcid", value(path)));
        }
    }
}

fn web(path: String, address: Option<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(address) = address.map(str::trim).filter(|address| !address.is_empty()) else {
        return;
    };
    if let Err(wrong) = web_address(address) {
        diagnostics.push(wrong.diagnostic("bad-url", value(path)));
    }
}

/// Whether a text is a web address that a reader can follow (RFC 3986, the schemes that CVs need).
pub(super) fn web_address(address: &str) -> Result<(), Wrong> {
    const SCHEMES: &str =
        "a web address begins with `https://` or `http://`; `mailto:` and `tel:` work as well";
    if let Some(space) = address.chars().find(|c| c.is_whitespace()) {
        return Err(
            Wrong::new("a web address holds no white space").help(if space == ' ' {
                "write `%20` for a space that belongs to it"
            } else {
                "write it on one line"
            }),
        );
    }
    let Some((scheme, rest)) = address.split_once(':') else {
        return Err(without_scheme(address, SCHEMES));
    };
    match scheme.to_ascii_lowercase().as_str() {
        "https" | "http" => {
            let Some(rest) = rest.strip_prefix("//") else {
                return Err(Wrong::new(format!("`//` is missing after `{scheme}:`")));
            };
            let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
            let host = authority.rsplit('@').next().unwrap_or_default();
            let host = host.split(':').next().unwrap_or_default();
            // A second scheme: an address pasted behind a prefix.
            if rest.contains("http://") && host.starts_with("http")
                || matches!(host, "http" | "https")
            {
                return Err(Wrong::new("the web address holds `http` twice"));
            }
            if is_domain(host) || authority.contains('[') || host == "localhost" {
                Ok(())
            } else {
                Err(
                    Wrong::new(format!("`{host}` is not the name of a web server"))
                        .help("write it like `https://example.org/page`"),
                )
            }
        }
        "mailto" => mail_address(rest.split('?').next().unwrap_or_default()),
        "tel" if rest.chars().any(|c| c.is_ascii_digit()) => Ok(()),
        "tel" => Err(Wrong::new("a phone number has digits")),
        // `example.org:8080/x` has a port and no scheme.
        other if other.contains('.') => Err(without_scheme(address, SCHEMES)),
        other => Err(
            Wrong::new(format!("web addresses with `{other}:` are not supported")).help(SCHEMES),
        ),
    }
}

fn without_scheme(address: &str, schemes: &str) -> Wrong {
    let wrong = Wrong::new(format!("`{address}` is not a whole web address"));
    let host = address.split('/').next().unwrap_or_default();
    if is_domain(host) {
        wrong.help(format!("write `https://{address}`"))
    } else {
        wrong.help(schemes)
    }
}

/// Whether a text is a name of a host with at least two labels (RFC 1123, section 2.1; letters of
/// other scripts as in internationalised names).
fn is_domain(host: &str) -> bool {
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
    labels >= 2
}

fn mail(path: String, address: &str, diagnostics: &mut Vec<Diagnostic>) {
    let address = address.trim();
    if address.is_empty() {
        return;
    }
    if let Err(wrong) = mail_address(address) {
        diagnostics.push(wrong.diagnostic("bad-email", value(path)));
    }
}

/// Whether a text is an e-mail address as people have them (RFC 5321 without quoted local parts).
fn mail_address(address: &str) -> Result<(), Wrong> {
    let wrong = || Wrong::new(format!("`{address}` is not an e-mail address"));
    if let Some(bare) = address.strip_prefix("mailto:") {
        return Err(wrong().help(format!("write `{bare}`")));
    }
    if let Some((_, rest)) = address.split_once('<') {
        return Err(wrong().help(format!("write `{}`", rest.trim_end_matches('>'))));
    }
    let Some((local, domain)) = address.rsplit_once('@') else {
        return Err(wrong().help("an e-mail address has an `@`, such as `ada@example.org`"));
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
            "mailto:ada@example.org?subject=Hi",
            "tel:+442079460000",
        ] {
            assert!(web_address(address).is_ok(), "{address}");
        }
        for address in [
            "ada@example.org",
            "a.b+c@mail.example.co.uk",
            "ada@müller.de",
        ] {
            assert!(mail_address(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn refuses_what_nobody_can_follow() {
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
            "x",
            "example.org:8080/x",
            "tel:none",
            "mailto:ada",
        ] {
            assert!(web_address(address).is_err(), "{address}");
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
            assert!(mail_address(address).is_err(), "{address}");
        }
    }
}
