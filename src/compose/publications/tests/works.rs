//! Which kind of work a publication is, and who is credited with it: from `cv.yaml` and from
//! bibliographies by one rule.

use super::*;
use crate::model::{Publication, PublicationType};
use crate::papers::kind;
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

use PublicationType as Kind;

/// What an entry says, as BibLaTeX and as YAML (where the same can be said there), and what it is.
const KINDS: &[(&str, &str, Kind)] = &[
    // Articles, and what only looks like one.
    (
        "@article{k, journal={J. Tanks}, volume=1",
        "venue: Journal of Tanks",
        Kind::Journal,
    ),
    (
        "@article{k, journal={bioRxiv}",
        "venue: bioRxiv",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={bioRxiv}, volume=1, number=2",
        "venue: bioRxiv, volume: 1, issue: 2",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={medRxiv}",
        "venue: medRxiv",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={ChemRxiv}",
        "venue: ChemRxiv",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={Research Square}",
        "venue: Research Square",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={SSRN Electronic Journal}",
        "venue: SSRN Electronic Journal",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={Available at SSRN 3456789}",
        "venue: Available at SSRN 3456789",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={TechRxiv}",
        "venue: TechRxiv",
        Kind::Preprint,
    ),
    ("@article{k, journal={HAL}", "venue: HAL", Kind::Preprint),
    (
        "@article{k, journal={PsyArXiv}",
        "venue: PsyArXiv",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={SocArXiv}",
        "venue: SocArXiv",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={EarthArXiv}",
        "venue: EarthArXiv",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={OSF Preprints}",
        "venue: OSF Preprints",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={Zenodo}",
        "venue: Zenodo preprint",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={arXiv preprint arXiv:2505.12345}",
        "venue: 'arXiv preprint arXiv:2505.12345'",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={arXiv preprint}",
        "venue: arXiv preprint",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={CoRR}, volume={abs/2505.12345}",
        "venue: CoRR",
        Kind::Preprint,
    ),
    ("@article{k, journal={CoRR}", "venue: CoRR", Kind::Preprint),
    (
        "@article{k, journal={Journal of arXiv Studies}, volume=1",
        "venue: Journal of arXiv Studies, volume: 1",
        Kind::Journal,
    ),
    (
        "@article{k, journal={PeerJ}, volume=1, number=2",
        "venue: PeerJ, volume: 1, issue: 2",
        Kind::Journal,
    ),
    (
        "@article{k, journal={Nature}, doi={10.1101/2020.01.01.000001}",
        "venue: Nature, doi: 10.1101/2020.01.01.000001",
        Kind::Journal,
    ),
    (
        "@article{k, eprint={2505.12345}, archiveprefix={arXiv}",
        "arxiv: '2505.12345'",
        Kind::Preprint,
    ),
    (
        "@article{k, eprint={hal-01234}, eprinttype={HAL}",
        "",
        Kind::Preprint,
    ),
    (
        "@article{k, eprint={2505.12345}, archiveprefix={arXiv}, journal={J. Tanks}",
        "arxiv: '2505.12345', venue: Journal of Tanks",
        Kind::Journal,
    ),
    (
        "@article{k, doi={10.31234/osf.io/abcde}",
        "doi: 10.31234/osf.io/abcde",
        Kind::Preprint,
    ),
    (
        "@article{k, publisher={Research Square}",
        "publisher: Research Square",
        Kind::Preprint,
    ),
    ("@article{k, publisher={Citeseer}", "", Kind::Other),
    ("@article{k, doi={10.1000/182}", "", Kind::Journal),
    (
        "@article{k, journal={The Daily}, entrysubtype={newspaper}, date={2023-01-02}",
        "",
        Kind::Magazine,
    ),
    (
        "@article{k, journal={Tanks Weekly}, entrysubtype={magazine}",
        "",
        Kind::Magazine,
    ),
    (
        "@article{k, journal={IEEE Tank Magazine}, volume=3",
        "venue: IEEE Tank Magazine, volume: 3",
        Kind::Magazine,
    ),
    (
        "@article{k, journal={Scientific Reports}, volume=3",
        "venue: Scientific Reports, volume: 3",
        Kind::Journal,
    ),
    (
        "@article{k, journal={submitted to J. Tanks}",
        "status: under-review, venue: Journal of Tanks",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={J. Tanks}, pubstate={submitted}",
        "status: under-review, venue: Journal of Tanks",
        Kind::Preprint,
    ),
    (
        "@article{k, journal={J. Tanks}, note={In press}",
        "status: in-press, venue: Journal of Tanks",
        Kind::Journal,
    ),
    // Conferences.
    (
        "@inproceedings{k, booktitle={Proceedings of Tanks}",
        "venue: Proceedings of Tanks",
        Kind::Conference,
    ),
    (
        "@conference{k, journal={J. Tanks}, volume=3",
        "",
        Kind::Conference,
    ),
    (
        "@inproceedings{k, booktitle={Workshop on Tanks}",
        "venue: Workshop on Tanks",
        Kind::Workshop,
    ),
    (
        "@inproceedings{k, booktitle={arXiv}",
        "venue: arXiv",
        Kind::Preprint,
    ),
    ("@proceedings{k, editor={Gil, Ana}", "", Kind::Book),
    // Books and their parts.
    (
        "@book{k, editor={Gil, Ana}, publisher={TP}",
        "editors: Ana Gil, publisher: TP",
        Kind::Book,
    ),
    (
        "@book{k, publisher={TP}, volume=2, number=3",
        "",
        Kind::Book,
    ),
    (
        "@collection{k, editor={Gil, Ana}",
        "editors: Ana Gil",
        Kind::Book,
    ),
    (
        "@incollection{k, booktitle={B}, volume=2",
        "venue: B, isbn: 978-0-306-40615-7, pages: 1-2",
        Kind::Chapter,
    ),
    // What is on line.
    (
        "@online{k, organization={Tank Blog}, url={https://example.org/c}",
        "",
        Kind::Other,
    ),
    (
        "@online{k, eprint={2505.12345}, eprinttype={arxiv}",
        "arxiv: '2505.12345'",
        Kind::Preprint,
    ),
    (
        "@online{k, organization={bioRxiv}",
        "publisher: bioRxiv",
        Kind::Preprint,
    ),
    (
        "@misc{k, howpublished={GitHub}",
        "venue: GitHub",
        Kind::Other,
    ),
    ("@misc{k, publisher={Zenodo}", "", Kind::Other),
    (
        "@misc{k, howpublished={Zenodo}",
        "venue: Zenodo",
        Kind::Other,
    ),
    (
        "@misc{k, howpublished={medRxiv}",
        "venue: medRxiv",
        Kind::Preprint,
    ),
    (
        "@misc{k, eprint={2505.12345}, archiveprefix={arXiv}, primaryclass={cs.LG}",
        "arxiv: '2505.12345'",
        Kind::Preprint,
    ),
    ("@misc{k, publisher={Tank Press}", "", Kind::Other),
    (
        "@misc{k, howpublished={Submitted}",
        "status: under-review",
        Kind::Preprint,
    ),
    (
        "@misc{k, howpublished={Blog}, type={Blog post}",
        "venue: Tank Blog, genre: Blog post",
        Kind::Other,
    ),
    // What says it by its name.
    (
        "@standard{k, organization={ISO}, number={9001}",
        "",
        Kind::Other,
    ),
    (
        "@manual{k, organization={Tank Foundation}, note={R package version 1.0}",
        "",
        Kind::Software,
    ),
    ("@manual{k, organization={Tank Foundation}", "", Kind::Other),
    (
        "@software{k, publisher={Zenodo}",
        "genre: software, publisher: Zenodo",
        Kind::Software,
    ),
    (
        "@dataset{k, publisher={Zenodo}, version={2}",
        "genre: Data set, publisher: Zenodo",
        Kind::Dataset,
    ),
    ("@patent{k, number={7}", "patent_number: '7'", Kind::Patent),
    (
        "@phdthesis{k, school={U}",
        "genre: phdthesis, institution: U",
        Kind::Thesis,
    ),
    (
        "@thesis{k, type={mathesis}, institution={U}",
        "genre: mathesis, institution: U",
        Kind::Thesis,
    ),
    (
        "@thesis{k, type={Habilitation}, institution={HAL}",
        "genre: Habilitation, institution: U",
        Kind::Thesis,
    ),
    (
        "@techreport{k, institution={U}",
        "institution: U",
        Kind::Report,
    ),
    (
        "@techreport{k, eprint={2505.12345}, archiveprefix={arXiv}",
        "arxiv: '2505.12345'",
        Kind::Preprint,
    ),
    (
        "@report{k, type={Preprint}, institution={U}",
        "genre: Preprint",
        Kind::Preprint,
    ),
    (
        "@report{k, type={Working paper}, institution={U}",
        "genre: Working paper, institution: U",
        Kind::Report,
    ),
    (
        "@unpublished{k, note={Manuscript in preparation}",
        "status: in-preparation",
        Kind::Preprint,
    ),
    (
        "@unpublished{k, eventtitle={Symposium on Tanks}",
        "",
        Kind::Other,
    ),
    (
        "@periodical{k, editor={Gil, Ana}, issuetitle={Tanks}",
        "",
        Kind::Other,
    ),
    // Types of a file's own.
    (
        "@preprint{k, journal={Cambridge Open Engage}",
        "venue: Cambridge Open Engage",
        Kind::Preprint,
    ),
    ("@blogpost{k, publisher={Tank Blog}", "", Kind::Other),
    (
        "@newspaperarticle{k, journal={The Daily}",
        "",
        Kind::Magazine,
    ),
    (
        "@gil2021{k, journal={Journal of Tanks}, volume=1",
        "venue: Journal of Tanks, volume: 1",
        Kind::Journal,
    ),
    ("@gil2021{k, publisher={Tank Press}", "", Kind::Other),
];

#[test]
fn entries_are_what_they_say_they_are() {
    let mut wrong = Vec::new();
    for (bib, yaml, expected) in KINDS {
        let entry = format!("{bib}, title={{T}}}}");
        let [publication] = &read(&entry)[..] else {
            panic!("one paper: {entry}")
        };
        if kind(publication) != *expected {
            wrong.push(format!("{bib} is {:?}", kind(publication)));
        }
        // The name of a venue prints, or what it names does.
        let mut cv = cv("person: {name: Ana Gil}");
        cv.publications = vec![publication.clone()];
        let printed = printed(&cv);
        for name in [
            "PsyArXiv",
            "SocArXiv",
            "CoRR",
            "Zenodo",
            "GitHub",
            "Tank Blog",
            "J. Tanks",
        ] {
            let is_said = printed.contains(name)
                || printed.contains("arXiv:")
                || printed.contains("Under review");
            if bib.contains(name) && !is_said {
                wrong.push(format!("{bib} prints {printed}"));
            }
        }
        if yaml.is_empty() {
            continue;
        }
        let publication: Publication =
            serde_yaml::from_str(&format!("{{title: T, {yaml}}}")).expect("a paper");
        if kind(&publication) != *expected {
            wrong.push(format!("{yaml} is {:?}", kind(&publication)));
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
