//! The person: accounts on networks, places, addresses, in the forms that formats share.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::draft::{Draft, Path};
use super::text;
use super::tree::Node;
use crate::model::{NETWORKS, Url, address};
use crate::words::Locale;

/// Names of countries by their codes, from the list of the time zone database.
static COUNTRIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = include_str!("countries.txt").lines();
    lines.filter_map(|line| line.split_once(' ')).collect()
});

/// The name of a country that is given by its code of two letters; anything else as it is.
pub(super) fn country(written: &str) -> String {
    let code = written.to_ascii_uppercase();
    let code = match code.as_str() {
        "UK" => "GB",
        "EL" => "GR",
        other => other,
    };
    COUNTRIES
        .get(code)
        .map_or_else(|| written.to_owned(), |name| (*name).to_owned())
}

/// The code of a country that is given by its name.
pub(crate) fn country_code(name: &str) -> Option<&'static str> {
    static CODES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        COUNTRIES
            .iter()
            .map(|(code, name)| (*name, *code))
            .collect()
    });
    CODES.get(name).copied()
}

const NO_COUNTRY: &str = "is it the code of a country?";
/// Why data that are protected by law are not taken over.
pub(super) const PERSONAL: &str = "it is no ground for hiring anybody; where an application asks for it, write it into `person` and into `show`";
const PRIVATE: &str = "street and postcode do not belong into a CV that is sent around; add them to `address` if you want them printed";

/// Puts a place, which is a text or a map of its parts.
pub(super) fn location(draft: &mut Draft, path: &Path, node: Node) {
    if let Some(text) = node.text() {
        let (text, _) = draft.dialect.literal(text);
        draft.put(path, text, &[node]);
        return;
    }
    if node.is_list() {
        for item in node.items() {
            location(draft, path, item);
        }
        return;
    }
    const PARTS: [&[&str]; 4] = [
        &["name"],
        &["city", "town", "municipality"],
        &["region", "state", "province"],
        &["country", "countryCode", "country_code", "countrycode"],
    ];
    let mut words: Vec<String> = Vec::new();
    let mut from = Vec::new();
    let mut doubt = None;
    for (at, keys) in PARTS.iter().enumerate() {
        for key in *keys {
            let Some((part, text)) = node.get(key).and_then(|part| Some((part, part.text()?)))
            else {
                continue;
            };
            let word = match at {
                3 => country(text),
                _ => text.to_owned(),
            };
            if at == 3 && word == text && word.len() < 3 {
                doubt = Some(NO_COUNTRY);
                part.leave("it is not the code of a country");
                continue;
            }
            if !words.contains(&word) {
                words.push(word);
            }
            from.push(part);
        }
    }
    for key in ["address", "postalCode", "postal_code", "street"] {
        if let Some(part) = node.get(key) {
            part.leave(PRIVATE);
        }
    }
    if words.is_empty() {
        return;
    }
    match doubt {
        Some(doubt) => draft.doubt(path, words.join(", "), &from, doubt),
        None => draft.put(path, words.join(", "), &from),
    };
}

/// The network of a name as people write it, by its key in `person.profiles`.
pub(crate) fn network(name: &str) -> Option<&'static str> {
    let bare: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let key = match bare.as_str() {
        "scholar" | "googlescholarid" => "google_scholar",
        "orcidid" => "orcid",
        "scopusauthorid" | "scopusid" => "scopus",
        "webofscience" | "researcherid" | "publons" => "researcherid",
        "twitterx" | "xtwitter" | "xcom" => "x",
        "stackexchange" => return None,
        "hf" => "huggingface",
        "s2" => "semantic_scholar",
        "bsky" => "bluesky",
        "linkedinprofile" => "linkedin",
        other => {
            let key = |key: &str| key.replace('_', "") == other;
            return NETWORKS
                .iter()
                .map(|network| network.key)
                .find(|known| key(known));
        }
    };
    Some(key)
}

/// The user in an address of a network; none when it is another address.
fn user_in(key: &str, url: &str) -> Option<String> {
    let network = NETWORKS.iter().find(|network| network.key == key)?;
    let bare = |address: &str| {
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.strip_prefix("www.").unwrap_or(address).to_owned()
    };
    let pattern = bare(network.address);
    let (before, after) = pattern.split_once("{}")?;
    let url = bare(url.trim());
    let host = before.split('/').next().unwrap_or_default();
    let same_host = url.get(..host.len())?.eq_ignore_ascii_case(host);
    let rest = url.get(before.len()..).filter(|_| same_host)?;
    (url.get(host.len()..before.len())? == before.get(host.len()..)?).then_some(())?;
    let user = rest
        .strip_suffix(after)
        .unwrap_or(rest)
        .trim_end_matches('/');
    let user = user.split(['?', '#', '&']).next().unwrap_or_default();
    let fits = !user.is_empty() && !user.contains('/') && address::user_name(key, user).is_ok();
    fits.then(|| user.to_owned())
}

/// The network whose address this is, with the user.
pub(super) fn account_of(url: &str) -> Option<(&'static str, String)> {
    NETWORKS
        .iter()
        .find_map(|network| Some((network.key, user_in(network.key, url)?)))
}

/// Addresses of users on networks that `person.profiles` knows by their addresses only.
const ELSEWHERE: &[(&str, &str)] = &[
    ("instagram", "https://www.instagram.com/{}"),
    ("imdb", "https://www.imdb.com/name/{}"),
    ("telegram", "https://t.me/{}"),
    ("leetcode", "https://leetcode.com/u/{}"),
    ("reddit", "https://www.reddit.com/user/{}"),
    ("codepen", "https://codepen.io/{}"),
    ("devto", "https://dev.to/{}"),
    ("facebook", "https://www.facebook.com/{}"),
    ("dribbble", "https://dribbble.com/{}"),
    ("behance", "https://www.behance.net/{}"),
    ("bitbucket", "https://bitbucket.org/{}"),
    ("codeberg", "https://codeberg.org/{}"),
    ("keybase", "https://keybase.io/{}"),
    ("whatsapp", "https://wa.me/{}"),
];

/// The address of a user on a network by its name; `@user@server` says the server itself.
fn elsewhere(label: &str, user: &str) -> Option<String> {
    let bare: String = label
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let url = match bare.as_str() {
        "mastodon" => {
            let (user, server) = user.split_once('@')?;
            format!("https://{server}/@{user}")
        }
        other => {
            let (_, pattern) = ELSEWHERE.iter().find(|(known, _)| *known == other)?;
            let user = match other {
                "whatsapp" => user.chars().filter(char::is_ascii_digit).collect(),
                _ => user.to_owned(),
            };
            (!user.is_empty() && !user.contains([' ', '/']))
                .then(|| pattern.replace("{}", &user))?
        }
    };
    Url::parse(&url).is_ok().then_some(url)
}

const NAME_AS_USER: &str = "it does not look like a user name";

/// Puts an account on a network: its name, the user, the address, as far as they are given.
pub(super) fn profile(draft: &mut Draft, name: Node, user: Option<Node>, url: Option<Node>) {
    let Some(label) = name.text() else { return };
    let nodes: Vec<Node> = [Some(name), user, url].into_iter().flatten().collect();
    let user = user.and_then(Node::text);
    account(draft, &nodes, label, user, url.and_then(Node::text));
}

/// Puts an account that some values tell of.
pub(super) fn account(
    draft: &mut Draft,
    nodes: &[Node],
    label: &str,
    user: Option<&str>,
    url: Option<&str>,
) {
    let profiles = Path::of("person").key("profiles");
    let known = network(label);
    let user_text = user.map(|text| text.trim_start_matches('@'));
    let url_text = url.and_then(text::web);
    // An address that stands in the place of the user.
    let url_text = url_text.or_else(|| {
        user_text
            .filter(|text| text.contains('/'))
            .and_then(text::web)
    });
    let Some(key) = known else {
        let path = profiles.key(label);
        let url_text = url_text.or_else(|| elsewhere(label, user_text?));
        match (url_text, user_text) {
            (Some(url), _) => {
                draft.put(&path, url, nodes);
            }
            (None, Some(_)) => nodes.iter().for_each(|node| {
                node.leave("the network is not known, and without a web address nothing leads to the account");
            }),
            (None, None) => nodes.iter().for_each(|node| node.leave("nothing says which account it is")),
        }
        return;
    };
    let path = profiles.key(key);
    let in_url = url_text.as_deref().and_then(|url| user_in(key, url));
    let is_user = |text: &&str| address::user_name(key, text).is_ok() && !text.contains(' ');
    match (in_url, url_text, user_text) {
        (Some(account), _, _) => {
            draft.put(&path, account, nodes);
        }
        (None, Some(url), Some(text)) if is_user(&text) => {
            // An address of its own says more than the user's name does.
            draft.put(&path, url, nodes);
        }
        (None, Some(url), _) => {
            draft.put(&path, url, nodes);
        }
        (None, None, Some(text)) => {
            let bare = text.strip_prefix("in/").unwrap_or(text);
            match is_user(&bare) {
                true => draft.put(&path, bare, nodes),
                false => draft.doubt(&path, text, nodes, NAME_AS_USER),
            };
        }
        (None, None, None) => nodes
            .iter()
            .for_each(|node| node.leave("nothing says which account it is")),
    }
}

/// Puts a web address of the person.
pub(super) fn website(draft: &mut Draft, node: Node, label: &str) {
    if let Some(written) = node.text() {
        address(draft, node, written, label);
    }
}

/// Puts a web address of the person that is a part of a value: as an account, else as the website, else under its name.
pub(super) fn address(draft: &mut Draft, node: Node, written: &str, label: &str) {
    let person = Path::of("person");
    let Some(url) = text::web(written) else {
        draft.address(&person.key("website"), written, &[node]);
        return;
    };
    if let Some((key, user)) = account_of(&url) {
        draft.put(&person.key("profiles").key(key), user, &[node]);
        return;
    }
    let website = person.key("website");
    if !draft.has(&website) || draft.text_at(&website) == Some(url.as_str()) {
        draft.put(&website, url, &[node]);
        return;
    }
    // Two sites of one name are told apart by a number.
    let names = (1..).map(|number| match number {
        1 => label.to_owned(),
        number => format!("{label}-{number}"),
    });
    let profiles = person.key("profiles");
    let free = names
        .take(MOST_SITES)
        .find(|name| !draft.has(&profiles.key(name)));
    match free {
        Some(name) => {
            draft.put(&profiles.key(&name), url, &[node]);
        }
        None => node.leave("there are more web addresses than a CV names"),
    }
}

/// Most web addresses of one name.
const MOST_SITES: usize = 20;

/// Puts addresses or numbers of which a person may have several.
pub(super) fn contacts(draft: &mut Draft, field: &str, node: Node) {
    let path = Path::of("person").key(field);
    for item in node.items() {
        let Some(text) = item.text() else { continue };
        let bare = text
            .trim_start_matches("mailto:")
            .trim_start_matches("tel:")
            .trim();
        let known =
            (0..draft.length(&path)).find(|at| draft.text_at(&path.item(*at)) == Some(bare));
        let at = known.map_or_else(|| draft.next(&path), |at| path.item(at));
        draft.put(&at, bare, &[item]);
    }
}

/// Places a name that the source has in parts, in the order of the parts.
pub(super) fn name<'a>(draft: &mut Draft, parts: impl Iterator<Item = (Node<'a>, &'a str)>) {
    let (nodes, words): (Vec<Node>, Vec<&str>) = parts.unzip();
    if !words.is_empty() {
        let path = Path::of("person").key("name");
        draft.put(&path, words.join(" "), &nodes);
    }
}

/// Puts the language of the CV, by its tag.
pub(super) fn language(draft: &mut Draft, node: Node, tag: &str) {
    let path = Path::of("settings").key("language");
    match Locale::for_tag(tag) {
        Some(_) => {
            draft.put(&path, tag, &[node]);
        }
        None => node
            .leave("Folio has no words of that language yet: headings and months print in English"),
    }
}

/// Why a picture is not taken over.
pub(super) const PICTURE: &str = "a photo is a file beside `cv.yaml`, with words for those who cannot see it: `photo: {path: …, alt: …}`";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_found_by_the_names_that_people_write() {
        for (name, expected) in [
            ("LinkedIn", Some("linkedin")),
            ("Linkedin", Some("linkedin")),
            ("Google Scholar", Some("google_scholar")),
            ("google_scholar", Some("google_scholar")),
            ("StackOverflow", Some("stackoverflow")),
            ("ORCID", Some("orcid")),
            ("X", Some("x")),
            ("Codepen", None),
        ] {
            assert_eq!(network(name), expected, "{name}");
        }
    }

    #[test]
    fn users_are_found_in_addresses() {
        for (url, expected) in [
            ("https://github.com/ada", Some(("github", "ada"))),
            ("http://www.GitHub.com/ada/", Some(("github", "ada"))),
            (
                "https://linkedin.com/in/ada-lovelace/",
                Some(("linkedin", "ada-lovelace")),
            ),
            (
                "https://orcid.org/0000-0002-1825-0097",
                Some(("orcid", "0000-0002-1825-0097")),
            ),
            (
                "https://scholar.google.com/citations?user=AbCdEfGhIjK&hl=en",
                Some(("google_scholar", "AbCdEfGhIjK")),
            ),
            ("https://github.com/ada/folio", None),
            ("https://example.org/ada", None),
        ] {
            let found = account_of(url);
            let found = found.as_ref().map(|(key, user)| (*key, user.as_str()));
            assert_eq!(found, expected, "{url}");
        }
    }

    #[test]
    fn codes_of_countries_become_names() {
        assert_eq!(country("AT"), "Austria");
        assert_eq!(country("gb"), "United Kingdom");
        assert_eq!(country("USA"), "USA");
        assert_eq!(country("1"), "1");
        assert!(COUNTRIES.len() > 240);
        assert!(COUNTRIES.keys().all(|code| code.len() == 2));
    }
}
