//! The addresses and identifiers of an entry, wherever they stand, cleaned and checked as those of `cv.yaml` are.

use std::collections::BTreeMap;

use super::fields::Reader;
use super::table::{LINKS, OTHER_LINK};
use super::tex::Trouble;
use super::value::Value;
use super::verbatim::{self, Address, Part};
use crate::model::{Url, identifier};
use crate::source::validate;

/// What the fields with addresses say.
#[derive(Debug, Default)]
pub struct Found {
    /// The address of the work, or an identifier in its place.
    pub url: Option<String>,
    /// Its DOI.
    pub doi: Option<String>,
    /// Other addresses by their kinds.
    pub links: BTreeMap<String, Url>,
}

impl Found {
    /// Takes an address: as that of the work, else as a link with its words, else as one more website.
    pub fn add(&mut self, address: Address) {
        let label = address.label.as_deref().map(kind_of);
        let says_nothing = |label: &String| {
            let lower = label.to_lowercase();
            matches!(
                lower.as_str(),
                "" | "link" | "here" | "url" | "online" | "web"
            )
        };
        match label.filter(|label| !says_nothing(label)) {
            Some(label) => self.link(&label, &address.url),
            None if self.url.is_none() => self.url = Some(address.url),
            None if self.url.as_ref() == Some(&address.url) => {}
            None => self.link("website", &address.url),
        }
    }

    /// Takes a link of a kind to an address or an identifier.
    fn link(&mut self, kind: &str, text: &str) {
        let doi = || identifier::doi(text).map(|doi| identifier::doi_url(&doi));
        let arxiv = || identifier::arxiv(text).map(|id| identifier::arxiv_url(&id));
        let url = Url::parse(text).ok().or_else(doi).or_else(arxiv);
        if let Some(url) = url {
            self.link_to(kind, url);
        }
    }

    /// Takes a link of a kind; of several of one kind each gets a number.
    fn link_to(&mut self, kind: &str, url: Url) {
        let mut name = kind.to_owned();
        let mut number = 2;
        while let Some(known) = self.links.get(&name) {
            if *known == url {
                return;
            }
            name = format!("{kind}-{number}");
            number += 1;
        }
        self.links.insert(name, url);
    }
}

/// Words as the kind of a link, which prints with blanks for hyphens and is part of a field's name in exports.
fn kind_of(label: &str) -> String {
    let mut value = Value::default();
    value.push(label, 0);
    let mut kind = String::new();
    for character in value.literal().chars() {
        match character {
            c if c.is_alphanumeric() || c == '.' => kind.push(c),
            _ if kind.ends_with('-') || kind.is_empty() => {}
            _ => kind.push('-'),
        }
    }
    kind.trim_end_matches(['-', '.']).to_owned()
}

/// The characters that a value means.
pub fn cleaned(value: &Value) -> String {
    verbatim::cleaned(value.as_written()).unwrap_or_else(|| value.literal())
}

impl Reader<'_> {
    /// The identifier in a field, without what TeX makes of it.
    pub(super) fn identifier(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            let text = cleaned(self.entry.verbatim(name)?);
            (!text.is_empty()).then_some(text)
        })
    }

    /// The same, told where a check that `cv.yaml` makes finds fault with it.
    pub(super) fn checked(&self, names: &[&str], check: validate::Check) -> Option<String> {
        let name = names
            .iter()
            .find(|name| self.identifier(&[name]).is_some())?;
        let text = self.identifier(&[name])?;
        if let Err(message) = check(&text) {
            self.tell(name, message);
        }
        Some(text)
    }

    /// The ISBN; of several the first that is one.
    pub(super) fn isbn(&self) -> Option<String> {
        let text = self.identifier(&["isbn"])?;
        if validate::isbn(&text).is_ok() {
            return Some(text);
        }
        let parts = text.split([' ', ',', ';', '/', '(']);
        let mut valid = parts.filter(|part| validate::isbn(part.trim()).is_ok());
        if let Some(first) = valid.next() {
            self.tell("isbn", format!("of `{text}` the first number prints alone"));
            return Some(first.trim().to_owned());
        }
        self.checked(&["isbn"], validate::isbn)
    }

    /// The addresses of the fields that hold nothing else.
    pub(super) fn addresses(&self) -> Found {
        let mut found = Found::default();
        self.doi(&mut found);
        for name in ["url", "html"] {
            for address in self.addresses_in(name, true) {
                found.add(address);
            }
        }
        for (kind, fields) in LINKS {
            for field in fields {
                for address in self.addresses_in(field, false) {
                    found.link(kind, &address.url);
                }
            }
        }
        let others = self.entry.fields.keys();
        for name in others.filter(|name| name.starts_with(OTHER_LINK)) {
            for address in self.addresses_in(name, false) {
                found.link(&name[OTHER_LINK.len()..], &address.url);
            }
        }
        found
    }

    /// The address of the venue.
    pub(super) fn venue_url(&self) -> Option<Url> {
        let address = self.addresses_in("venueurl", true).into_iter().next();
        Url::parse(&address?.url).ok()
    }

    fn doi(&self, found: &mut Found) {
        let Some(written) = self.identifier(&["doi"]) else {
            return;
        };
        let text = written.trim_end_matches(['.', ',', ';', ' ']);
        if let Some(doi) = identifier::doi(text) {
            found.doi = Some(doi);
            return;
        }
        let words = text
            .split_whitespace()
            .map(|word| word.trim_matches([',', ';']));
        let mut dois = words.filter_map(identifier::doi);
        if let Some(first) = dois.next() {
            found.doi = Some(first);
            for other in dois {
                found.link_to("doi", identifier::doi_url(&other));
            }
            if let Some(other) = found.links.remove("doi") {
                found.link_to("second-DOI", other);
            }
            self.tell(
                "doi",
                format!("`{text}` is more than one DOI; the first that it holds is read"),
            );
            return;
        }
        let address = verbatim::with_scheme(text);
        match address.filter(|url| Url::parse(url).is_ok()) {
            Some(url) => {
                self.tell(
                    "doi",
                    format!("`{text}` is not a DOI; it is read as an address"),
                );
                found.url = Some(url);
            }
            None => {
                self.tell(
                    "doi",
                    format!("`{text}` is not a DOI; it prints without a link"),
                );
                found.doi = Some(text.to_owned());
            }
        }
    }

    /// The addresses in a field that holds nothing else. What is no address is told: for itself where a field has no
    /// other meaning, else once for the file, as fields of websites also name files.
    fn addresses_in(&self, name: &str, is_strict: bool) -> Vec<Address> {
        let Some(value) = self.entry.verbatim(name) else {
            return Vec::new();
        };
        let (mut addresses, rest) = cut(value.as_written());
        if addresses.is_empty() {
            let text = cleaned(value);
            if text.is_empty() {
                return Vec::new();
            }
            let is_identifier =
                identifier::arxiv(&text).is_some() || identifier::doi(&text).is_some();
            let url = verbatim::with_scheme(&text);
            let host = || (is_strict && is_host(&text)).then(|| format!("https://{text}"));
            match url.or_else(host) {
                Some(url) => addresses.push(Address { url, label: None }),
                None if is_strict && is_identifier => {
                    let url = text.clone();
                    return vec![Address { url, label: None }];
                }
                None if is_strict => {
                    self.tell(
                        name,
                        format!("`{text}` is not a web address and makes no link"),
                    );
                    self.keep(name, text);
                    return Vec::new();
                }
                None => {
                    self.fold(
                        name,
                        format!("`{name}` makes no link where it holds no web address"),
                    );
                    return Vec::new();
                }
            }
        } else if !verbatim::leads_to_address(&rest) {
            self.tell(
                name,
                format!("`{}` beside the address is not read", rest.trim()),
            );
        }
        self.linkable(name, addresses, |_| false)
    }

    /// The addresses that a link can lead to. The others are kept for exports and told, unless they are.
    fn linkable(
        &self,
        name: &str,
        addresses: Vec<Address>,
        is_told: impl Fn(&Address) -> bool,
    ) -> Vec<Address> {
        let mut linkable = Vec::with_capacity(addresses.len());
        for address in addresses {
            match Url::parse(&address.url) {
                Ok(_) => linkable.push(address),
                Err(wrong) => {
                    if !is_told(&address) {
                        self.tell(name, wrong.sentence());
                    }
                    self.keep(name, address.url);
                }
            }
        }
        linkable
    }

    /// The same of addresses in a text, of which some are told as its TeX is.
    fn linkable_in(&self, name: &str, value: &Value, addresses: Vec<Address>) -> Vec<Address> {
        let problems = value.problems();
        let is_told = |address: &Address| {
            problems.iter().any(|problem| {
                matches!(&problem.trouble, Trouble::Address { address: told, .. } if *told == address.url)
            })
        };
        self.linkable(name, addresses, is_told)
    }

    /// A text without the addresses in it, which are taken; none if it only leads to them.
    pub(super) fn without_addresses(&self, name: &str, found: &mut Found) -> Option<String> {
        let value = self.entry.get(name)?;
        let (addresses, rest) = cut(value.as_written());
        if addresses.is_empty() {
            return Some(value.literal()).filter(|text| !text.is_empty());
        }
        let addresses = self.linkable_in(name, value, addresses);
        addresses.into_iter().for_each(|address| found.add(address));
        let mut text = Value::default();
        text.push(&rest, 0);
        let text = text.literal();
        let is_only_lead = verbatim::leads_to_address(&text);
        let mut bare = text.trim();
        // `GitHub, available at`
        while let Some(shorter) = [
            ",",
            ":",
            ";",
            ".",
            "(",
            "[",
            " at",
            " from",
            " available",
            " online",
            " see",
            " URL",
        ]
        .iter()
        .find_map(|end| bare.strip_suffix(end))
        {
            bare = shorter.trim_end();
        }
        (!is_only_lead && !bare.is_empty()).then(|| bare.to_owned())
    }

    /// A remark with its addresses as links; none if it only leads to them, and they are taken.
    pub(super) fn linked(&self, name: &str, found: &mut Found) -> Option<Value> {
        let value = self.entry.get(name)?;
        let (addresses, rest) = cut(value.as_written());
        if addresses.is_empty() {
            return Some(value.clone());
        }
        let addresses = self.linkable_in(name, value, addresses);
        if verbatim::leads_to_address(&rest) {
            addresses.into_iter().for_each(|address| found.add(address));
            return None;
        }
        let mut source = String::new();
        for part in verbatim::parts(value.as_written()) {
            match part {
                Part::Text(text) => source.push_str(&text),
                Part::Address(Address { url, label }) => {
                    let shown = label.unwrap_or_else(|| escaped(&url));
                    source.push_str(&format!("\\href{{{url}}}{{{shown}}}"));
                }
            }
        }
        let mut linked = Value::default();
        linked.push(&source, self.start_of(name));
        Some(linked)
    }
}

/// The addresses of a value, and the text around them.
fn cut(source: &str) -> (Vec<Address>, String) {
    let (mut addresses, mut rest) = (Vec::new(), String::new());
    for part in verbatim::parts(source) {
        match part {
            Part::Text(text) => rest.push_str(&text),
            Part::Address(address) => addresses.push(address),
        }
    }
    (addresses, rest)
}

/// An address as text in which TeX finds no command.
fn escaped(url: &str) -> String {
    let mut out = String::new();
    for character in url.chars() {
        match character {
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '_' | '%' | '#' | '&' | '$' | '{' | '}' => out.extend(['\\', character]),
            _ => out.push(character),
        }
    }
    out
}

/// Whether a text is the name of a host alone, and not that of a file.
fn is_host(text: &str) -> bool {
    const FILES: [&str; 16] = [
        "pdf", "ps", "gz", "zip", "tar", "html", "htm", "txt", "bib", "tex", "png", "jpg", "ppt",
        "pptx", "doc", "docx",
    ];
    let end = text.rsplit('.').next().unwrap_or_default().to_lowercase();
    !FILES.contains(&end.as_str())
        && end.len() >= 2
        && end.chars().all(char::is_alphabetic)
        && Url::parse(&format!("https://{text}")).is_ok()
}
