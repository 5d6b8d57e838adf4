//! Links of Folio's PDF and of TeX's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use folio::document::{Document, Inline, Item};
use folio::model::Url;
use folio::render::latex::latex;
use folio::render::typst::Engine;

use crate::addresses::addresses;
use crate::compile::{ENGINES, compile, theme};
use crate::{Dice, sample};

/// Addresses with anything in them, as people paste them.
fn pasted() -> Vec<Url> {
    let hosts = [
        "example.org",
        "müller.example",
        "例え.jp:8080",
        "[2001:db8::1]",
        "a%20b@ÉCOLE.example",
    ];
    let signs: Vec<char> = "abzAZ019-._~:/?#[]@!$&'()*+,;=%\"<>\\^`{|}üß日本🎉\u{301}"
        .chars()
        .collect();
    let mut dice = Dice(9);
    let mut all: Vec<String> = (0..150)
        .map(|_| {
            let host = hosts[dice.roll(hosts.len())];
            format!("https://{host}/{}", dice.string(&signs))
        })
        .collect();
    all.extend(
        [
            "mailto:ada@müller.example?subject=Über%20uns",
            "tel:+442079460123;ext=12",
            "https://example.org/wiki/Zürich_(日本)",
        ]
        .map(str::to_owned),
    );
    all.iter().map(|text| Url::parse(text).unwrap()).collect()
}

#[test]
#[ignore = "needs TeX and qpdf"]
fn links_are_the_same_ascii_in_every_pdf() {
    let pasted = pasted();
    let lines = pasted.iter().map(|address| {
        let link = vec![Inline::link(address.clone(), "a link")];
        Item::Entry(sample::entry(None, link, &[]))
    });
    let mut document: Document = sample::empty();
    document.sections = vec![sample::section("links", "Links", lines.collect())];
    let expected: BTreeSet<String> = pasted.iter().map(|url| url.uri().to_owned()).collect();
    assert!(
        expected
            .iter()
            .all(|uri| uri.is_ascii() && !uri.contains(' '))
    );
    let found = |pdf: &Path| -> BTreeSet<String> {
        let strings = addresses(pdf).into_iter().map(String::from_utf8);
        strings.map(|uri| uri.unwrap()).collect()
    };

    let theme = theme("clear");
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join("own-links.pdf");
    let layout = Engine::new(None).layout(&document, &theme).unwrap();
    fs::write(&own, layout.pdf().unwrap()).unwrap();
    assert_eq!(found(&own), expected);

    // TeX gets a dollar sign by its code: the same address to everyone who follows it.
    let expected: BTreeSet<String> = expected.iter().map(|uri| uri.replace('$', "%24")).collect();
    for engine in ENGINES {
        let pdf = compile(engine, "uris", &latex(&document, &theme));
        assert_eq!(found(&pdf), expected, "{engine}");
    }
}
