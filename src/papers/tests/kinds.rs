//! Which kind of work a publication is: from `cv.yaml` and from bibliographies by one rule.

use crate::diagnostics::Sources;
use crate::model::{Publication, PublicationType};
use crate::papers::kind;
use crate::source::bibtex;

use PublicationType as Kind;

/// What an entry says, as BibLaTeX and as YAML (where the same can be said there), and what it is.
pub(crate) const KINDS: &[(&str, &str, Kind)] = &[
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
        let file = Sources::default().add("refs.bib", "");
        let read = bibtex::read(file, "refs.bib", &format!("{bib}, title={{T}}}}"));
        let [publication] = &read.publications[..] else {
            panic!("one paper: {bib}")
        };
        if kind(publication) != *expected {
            wrong.push(format!("{bib} is {:?}", kind(publication)));
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
