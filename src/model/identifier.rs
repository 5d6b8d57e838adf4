//! Identifiers of works: DOI, arXiv, ACL Anthology, however they were pasted.

use super::url::Url;

/// A DOI without what people paste around it: `https://doi.org/`, `doi:`, percent escapes.
///
/// Keeps the case as written (DOIs compare without case, ISO 26324). `None` when what is left does not
/// look like one (`10.` registrant `/` suffix).
pub fn doi(text: &str) -> Option<String> {
    let text = text.trim();
    let mut bare = text;
    for prefix in [
        "https://",
        "http://",
        "dx.doi.org/",
        "www.doi.org/",
        "doi.org/",
    ] {
        bare = strip_prefix_ignoring_case(bare, prefix).unwrap_or(bare);
    }
    let was_address = bare.len() < text.len();
    let bare = strip_prefix_ignoring_case(bare, "doi:")
        .unwrap_or(bare)
        .trim();
    let bare = if was_address {
        percent_decoded(bare)
    } else {
        bare.to_owned()
    };
    let (registrant, suffix) = bare.split_once('/')?;
    let numbers = registrant.strip_prefix("10.")?;
    let numeric = numbers.len() >= 4 && numbers.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let suffix_fits = !suffix.is_empty() && !suffix.chars().any(char::is_whitespace);
    (numeric && suffix_fits).then_some(bare)
}

/// The address of a DOI, with what an address cannot carry escaped.
pub fn doi_url(doi: &str) -> Url {
    let mut name = String::new();
    for character in doi.chars() {
        match character {
            '%' | '#' | '?' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | ' ' => {
                name.push_str(&format!("%{:02X}", u32::from(character)));
            }
            _ => name.push(character),
        }
    }
    Url::below("https://doi.org/", &name)
}

/// The address of a preprint on arXiv.
pub fn arxiv_url(id: &str) -> Url {
    Url::below("https://arxiv.org/abs/", id)
}

/// The address of a forum of OpenReview.
pub fn openreview_url(id: &str) -> Url {
    Url::below("https://openreview.net/forum?id=", id)
}

/// The address of a paper in the ACL Anthology.
pub fn acl_url(id: &str) -> Url {
    Url::below("https://aclanthology.org/", &format!("{id}/"))
}

/// An arXiv identifier without what people paste around it: `arXiv:`, an address, the DOI that
/// arXiv registers (`10.48550/arXiv.…`), `abs/`, `.pdf`. A version (`v2`) is kept.
pub fn arxiv(text: &str) -> Option<String> {
    let mut bare = text.trim();
    if let Some(end) = bare.find(" [") {
        bare = &bare[..end];
    }
    for prefix in [
        "https://",
        "http://",
        "www.",
        "export.",
        "dx.doi.org/",
        "doi.org/",
        "doi:",
        "arxiv.org/",
        "abs/",
        "pdf/",
        "10.48550/",
        "arxiv.",
        "arxiv:",
        "abs/",
    ] {
        bare = strip_prefix_ignoring_case(bare, prefix)
            .unwrap_or(bare)
            .trim_start();
    }
    let bare = bare.strip_suffix(".pdf").unwrap_or(bare).trim();
    is_arxiv(bare).then(|| bare.to_owned())
}

/// Whether a text is an arXiv identifier, new (`2505.12345v2`) or old (`cs.CL/9901001`).
fn is_arxiv(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = without_version(text);
    if let Some((archive, number)) = text.split_once('/') {
        let archive_fits = archive
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'.');
        return !archive.is_empty() && archive_fits && number.len() == 7 && digits(number);
    }
    text.split_once('.').is_some_and(|(month, number)| {
        month.len() == 4 && digits(month) && matches!(number.len(), 4 | 5) && digits(number)
    })
}

/// An arXiv identifier without its version.
pub fn without_version(arxiv: &str) -> &str {
    match arxiv.rsplit_once('v') {
        Some((id, version))
            if !version.is_empty()
                && version.bytes().all(|byte| byte.is_ascii_digit())
                && id.ends_with(|last: char| last.is_ascii_digit()) =>
        {
            id
        }
        _ => arxiv,
    }
}

/// The identifier in an address of the ACL Anthology, or the bare identifier.
pub fn acl(text: &str) -> Option<String> {
    let mut bare = text.trim();
    for prefix in [
        "https://",
        "http://",
        "www.",
        "aclanthology.org/",
        "aclweb.org/anthology/",
        "aclanthology.info/",
    ] {
        bare = strip_prefix_ignoring_case(bare, prefix).unwrap_or(bare);
    }
    let bare = bare.trim_end_matches('/').trim_end_matches(".pdf");
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    (bare.contains('-') && bare.bytes().all(fits) && bare.bytes().any(|b| b.is_ascii_digit()))
        .then(|| bare.to_owned())
}

/// The forum in an address of OpenReview, or the bare identifier.
pub fn openreview(text: &str) -> Option<String> {
    let text = text.trim();
    let id = match text.split_once("openreview.net/") {
        Some((_, rest)) => rest
            .split(['?', '&'])
            .find_map(|part| part.strip_prefix("id="))?,
        None => text,
    };
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (!id.is_empty() && id.bytes().all(fits)).then(|| id.to_owned())
}

fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = match (first, tail) {
            (b'%', [high, low, ..]) => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                digit(*high)
                    .zip(digit(*low))
                    .map(|(high, low)| (high * 16 + low) as u8)
            }
            _ => None,
        };
        bytes.push(hex.unwrap_or(*first));
        rest = if hex.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doi_loses_its_wrapping() {
        for text in [
            "10.1000/182",
            "doi:10.1000/182",
            "DOI: 10.1000/182",
            "https://doi.org/10.1000/182",
            "http://dx.doi.org/10.1000/182",
            " https://www.doi.org/10.1000/182 ",
        ] {
            assert_eq!(doi(text).as_deref(), Some("10.1000/182"), "{text}");
        }
        assert_eq!(
            doi("https://doi.org/10.1002/(SICI)1097%3A4571").as_deref(),
            Some("10.1002/(SICI)1097:4571")
        );
        for text in [
            "",
            "10.1000",
            "https://example.org/10.1000/182",
            "11.1000/1",
            "10.1000/a b",
        ] {
            assert_eq!(doi(text), None, "{text}");
        }
        assert_eq!(
            doi_url("10.1000/a<b>#c").uri(),
            "https://doi.org/10.1000/a%3Cb%3E%23c"
        );
    }

    #[test]
    fn arxiv_loses_its_wrapping() {
        for text in [
            "2505.12345",
            "arXiv:2505.12345",
            "arxiv.org/abs/2505.12345",
            "https://arxiv.org/pdf/2505.12345.pdf",
            "abs/2505.12345",
            "10.48550/arXiv.2505.12345",
            "https://doi.org/10.48550/ARXIV.2505.12345",
            "arXiv:2505.12345 [cs.LG]",
        ] {
            assert_eq!(arxiv(text).as_deref(), Some("2505.12345"), "{text}");
        }
        assert_eq!(arxiv("2505.12345v2").as_deref(), Some("2505.12345v2"));
        assert_eq!(without_version("2505.12345v2"), "2505.12345");
        assert_eq!(arxiv("cs.CL/9901001").as_deref(), Some("cs.CL/9901001"));
        for text in ["", "2505", "2505.1", "10.1000/182", "hello"] {
            assert_eq!(arxiv(text), None, "{text}");
        }
    }

    #[test]
    fn anthology_and_forum_addresses() {
        let acl_url = "https://aclanthology.org/2025.emnlp-main.1/";
        assert_eq!(acl(acl_url).as_deref(), Some("2025.emnlp-main.1"));
        assert_eq!(acl("P19-1001").as_deref(), Some("P19-1001"));
        assert_eq!(acl("https://example.org/a-1"), None);
        let forum = "https://openreview.net/forum?id=aBc_9-x";
        assert_eq!(openreview(forum).as_deref(), Some("aBc_9-x"));
        assert_eq!(openreview("https://example.org"), None);
    }
}
