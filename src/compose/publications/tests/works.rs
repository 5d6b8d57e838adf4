//! Where a work appeared, and who is credited with it: from `cv.yaml` and from bibliographies by one
//! rule.

use super::*;
use crate::model::Publication;
use crate::papers::tests::kinds::KINDS;
use crate::source::bibtex;

/// The papers of a bibliography.
fn read(bib: &str) -> Vec<Publication> {
    let file = crate::diagnostics::Sources::default().add("refs.bib", "");
    bibtex::read(file, "refs.bib", bib).publications
}

/// A list as it prints, of the papers of a bibliography.
fn from_bib(bib: &str) -> String {
    let mut cv = cv("person: {name: Ana Gil}");
    cv.publications = read(bib);
    printed(&cv)
}

fn from_yaml(entry: &str) -> String {
    printed(&cv(&format!(
        "person: {{name: Ana Gil}}\npublications:\n  - {entry}"
    )))
}

fn printed(cv: &Cv) -> String {
    let (listing, problems) = listing(cv, &DocumentSettings::default());
    assert_eq!(problems, []);
    text(&listing).trim_end().replace("- ", "")
}

#[test]
fn the_name_of_a_venue_prints_or_what_it_names() {
    let mut wrong = Vec::new();
    let names = [
        "PsyArXiv",
        "SocArXiv",
        "CoRR",
        "Zenodo",
        "GitHub",
        "Tank Blog",
        "J. Tanks",
    ];
    for (bib, ..) in KINDS {
        let printed = from_bib(&format!("{bib}, title={{T}}}}"));
        for name in names.iter().filter(|name| bib.contains(**name)) {
            let is_said = printed.contains(name)
                || printed.contains("arXiv:")
                || printed.contains("Under review");
            if !is_said {
                wrong.push(format!("{bib} prints {printed}"));
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn everybody_is_credited_in_every_role() {
    for (bib, yaml, expected) in [
        (
            "@book{k, editor={Gil, Ana and Alder, Bo}, title={Tanks}, publisher={TP}, year=2020}",
            "{title: Tanks, editors: 'Ana Gil, Bo Alder', type: book, publisher: TP, date: 2020}",
            "[Ana Gil], Bo Alder (Eds.). Tanks. TP, 2020.",
        ),
        (
            "@proceedings{k, editor={Gil, Ana}, title={Tanks}, year=2020}",
            "{title: Tanks, editors: Ana Gil, type: book, date: 2020}",
            "[Ana Gil] (Ed.). Tanks. 2020.",
        ),
        (
            "@book{k, translator={Gil, Ana}, title={Tanks}, publisher={TP}, year=2020}",
            "{title: Tanks, translators: Ana Gil, type: book, publisher: TP, date: 2020}",
            "[Ana Gil] (Trans.). Tanks. TP, 2020.",
        ),
        (
            "@book{k, author={Alder, Bo}, translator={Gil, Ana}, editor={Cole, Eve}, title={Tanks}, publisher={TP}, year=2020}",
            "{title: Tanks, authors: Bo Alder, translators: Ana Gil, editors: Eve Cole, type: book, publisher: TP, date: 2020}",
            "Bo Alder. Tanks. Edited by Eve Cole. Translated by [Ana Gil]. TP, 2020.",
        ),
        (
            "@book{k, editor={Alder, Bo}, translator={Gil, Ana}, title={Tanks}, year=2020}",
            "{title: Tanks, translators: Ana Gil, editors: Bo Alder, type: book, date: 2020}",
            "Bo Alder (Ed.). Tanks. Translated by [Ana Gil]. 2020.",
        ),
        (
            "@incollection{k, author={Alder, Bo}, editor={Gil, Ana}, title={Tanks}, booktitle={B}, volume=2, year=2020}",
            "{title: Tanks, authors: Bo Alder, editors: Ana Gil, venue: B, volume: '2', type: chapter, date: 2020}",
            "Bo Alder. Tanks. In [Ana Gil] (Ed.), B, vol. 2, 2020.",
        ),
        (
            "@periodical{k, editor={Gil, Ana}, title={J. Tanks}, volume=2, year=2020}",
            "{title: J. Tanks, editors: Ana Gil, volume: '2', type: other, date: 2020}",
            "[Ana Gil] (Ed.). J. Tanks. Vol. 2, 2020.",
        ),
        (
            "@article{k, author={Alder, B. and others}, collaboration={TANK}, title={T}, journal={J}, year=2020}",
            "{title: T, authors: B. Alder et al., collaboration: TANK, venue: J, date: 2020}",
            "B. Alder, et al. (TANK Collaboration). T. J, 2020.",
        ),
        (
            "@article{k, collaboration={{Tank Working Group}}, title={T}, journal={J}, year=2020}",
            "{title: T, collaboration: Tank Working Group, venue: J, date: 2020}",
            "Tank Working Group. T. J, 2020.",
        ),
        (
            "@patent{k, author={Alder, Bo}, holder={{Tank Ltd} and {Leak Inc.}}, type={patentus}, location={countryus}, number={US 10,000,001 B2}, title={T}, year=2019}",
            "{title: T, authors: Bo Alder, holder: 'Tank Ltd, Leak Inc.', patent_number: 'US 10,000,001 B2', date: 2019}",
            "Bo Alder. T. Patent US 10,000,001 B2, Tank Ltd, Leak Inc., 2019.",
        ),
        (
            "@patent{k, type={patreqde}, number={7}, title={T}}",
            "{title: T, genre: patreqde, patent_number: '7'}",
            "T. German patent request 7.",
        ),
        (
            "@thesis{k, author={Gil, Ana}, type={mathesis}, institution={U}, title={T}, year=2019}",
            "{title: T, authors: Ana Gil, genre: mathesis, institution: U, date: 2019}",
            "[Ana Gil]. T. Master’s thesis, U, 2019.",
        ),
        (
            "@techreport{k, author={Gil, Ana}, number=12, institution={U}, title={T}, year=2019}",
            "{title: T, authors: Ana Gil, genre: techreport, issue: '12', institution: U, date: 2019}",
            "[Ana Gil]. T. Technical report 12, U, 2019.",
        ),
        (
            "@software{k, author={Gil, Ana}, version={2.1}, title={T}, titleaddon={With a manual}, language={german}, origdate={1999}, date={2019}}",
            "{title: T, authors: Ana Gil, type: software, version: '2.1', title_addon: With a manual, language: german, original_date: 1999, date: 2019}",
            "[Ana Gil]. T. With a manual. In German. Version 2.1, 2019, originally published 1999.",
        ),
        (
            "@book{k, author={Gil, Ana}, edition={2}, volume={2}, series={Tanks}, number={7}, title={T}, year=2019}",
            "{title: T, authors: Ana Gil, type: book, edition: '2', volume: '2', venue: {series: Tanks}, issue: '7', date: 2019}",
            "[Ana Gil]. T. Tanks, vol. 2, no. 7, 2nd ed., 2019.",
        ),
        (
            "@article{k, author={Gil, Ana}, title={T}, journaltitle={The Daily}, entrysubtype={newspaper}, date={2023-01-02}}",
            "{title: T, authors: Ana Gil, type: magazine, venue: The Daily, date: 2023-01-02}",
            "[Ana Gil]. T. The Daily, 2 Jan 2023.",
        ),
        (
            "@unpublished{k, author={Gil, Ana}, title={T}, note={Manuscript in preparation}, year=2024}",
            "{title: T, authors: Ana Gil, status: in-preparation, date: 2024}",
            "[Ana Gil]. T. In preparation, 2024.",
        ),
        (
            "@article{k, author={Gil, Ana}, title={T}, journal={submitted to J. Tanks}, year=2024}",
            "{title: T, authors: Ana Gil, status: under-review, venue: J. Tanks, date: 2024}",
            "[Ana Gil]. T. Under review, 2024.",
        ),
    ] {
        assert_eq!(from_bib(bib), expected, "{bib}");
        assert_eq!(from_yaml(yaml), expected, "{yaml}");
    }
}

#[test]
fn a_preprint_that_names_no_server_twice_keeps_its_name() {
    for (bib, expected) in [
        ("journal={PsyArXiv}", "T. PsyArXiv, 2021."),
        ("journal={arXiv preprint}", "T. arXiv preprint, 2021."),
        (
            "journal={arXiv preprint arXiv:2505.12345}",
            "T. Preprint, 2021. arXiv:2505.12345",
        ),
        ("journal={CoRR}", "T. CoRR, 2021."),
        ("publisher={arXiv}", "T. arXiv, 2021."),
    ] {
        let entry = format!("@article{{k, title={{T}}, {bib}, year=2021}}");
        assert_eq!(from_bib(&entry), expected);
    }
}
