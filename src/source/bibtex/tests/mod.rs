//! Files the way services and people write them; all made for these tests.

use std::sync::Arc;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::compose::publications;
use crate::document::{Item, plain_text};
use crate::model::{Cv, DocumentSettings, GroupBy, Numbering, PublicationOptions};
use crate::papers::{Papers, WorkListing};
use crate::recipe::Resolved;
use crate::words::Locale;

mod fields;
mod mutations;

fn file() -> FileId {
    crate::diagnostics::Sources::default().add("refs.bib", "")
}

/// The papers as a publication list prints them, with their types as headings, then the problems.
fn printed(cv: &Cv) -> String {
    let options = PublicationOptions {
        group: Some(GroupBy::Type),
        number: Some(Numbering::Type),
        ..PublicationOptions::default()
    };
    let settings = DocumentSettings {
        publications: options,
        ..DocumentSettings::default()
    };
    let locale = Locale::default_language();
    let settings = Resolved::bare(&settings);
    let papers = Arc::new(Papers::new(cv));
    let works = WorkListing::new(&papers, &settings);
    let mut problems = papers.problems().to_vec();
    let listing = publications::list(&works, &settings, &cv.style_files, locale, &mut problems);
    let mut out = String::new();
    for group in listing.lists.iter().flat_map(|list| &list.groups) {
        out.push_str(&format!(
            "# {}\n",
            group.title.as_deref().unwrap_or_default()
        ));
        for item in &group.items {
            let Item::Publication(item) = item else {
                continue;
            };
            let label = item.label.as_deref().unwrap_or("-");
            let line = plain_text(&crate::arrange::paper_line(item));
            out.push_str(&format!("{label} {line}\n"));
            for paragraph in &item.body {
                out.push_str(&format!("    {}\n", plain_text(&paragraph.content)));
            }
        }
    }
    for item in listing.legend.iter().flat_map(|legend| &legend.items) {
        out.push_str(&format!("{} {}\n", plain_text(&item.mark), item.label));
    }
    for problem in problems {
        out.push_str(&format!("! {}\n", problem.message));
    }
    out
}

fn cv(publications: Vec<Publication>) -> Cv {
    let mut cv: Cv = serde_yaml::from_str("person: {name: Ada Lovelace}").expect("a CV");
    cv.publications = publications;
    cv
}

fn imported(text: &str) -> String {
    let read = read(file(), "refs.bib", text);
    let mut out = printed(&cv(read.publications));
    for problem in read.diagnostics {
        let Place::Span { range, .. } = problem.place else {
            panic!("a place in the file")
        };
        let line = text[..range.start].lines().count().max(1);
        let found = text[range].lines().next().unwrap_or_default().to_owned();
        out.push_str(&format!("{line}: {} [{found}]\n", problem.message));
    }
    out
}

#[test]
fn google_scholar() {
    assert_snapshot!(imported(include_str!("scholar.bib")), @r##"
# Conference papers
C1 Ada M Lovelace, Johann von Neumann. Punched cards as types. Proceedings of the Symposium on Cards, 12–21, Engine Society, 2024.
# Preprints
P1 Ada Lovelace, Charles Babbage, et al. On looms that compute: A study of Bernoulli numbers. 2025. arXiv:2505.12345
"##);
}

#[test]
fn dblp() {
    assert_snapshot!(imported(include_str!("dblp.bib")), @r##"
# Conference papers
C1 Ada Lovelace, Charles Babbage. Punched Cards as Types. Symposium on Cards (CARDS 2024), Notes on Engines 17, Turin, Italy, 12–21, Press. doi:10.1000/CARDS.12, DBLP
# Preprints
P1 Ada Lovelace, Wei Wang, Jürgen Müller. On Looms that Compute. 2025. arXiv:2505.12345, DBLP
"##);
}

#[test]
fn acl_anthology() {
    assert_snapshot!(imported(include_str!("acl.bib")), @r##"
# Conference papers
C1 Ada Lovelace, Charles Babbage, Thanh Ngô. Looms that Compute: Bernoulli Numbers for All. Proceedings of the 2025 Conference on Engines, Suzhou, China, 101–119, Association for Engines. doi:10.18653/v1/2025.emnlp-main.17, ACL Anthology, ISBN 979-8-89176-332-6
"##);
}

#[test]
fn openreview() {
    assert_snapshot!(imported(include_str!("openreview.bib")), @r##"
# Conference papers
C1 Ada Lovelace, Charles Babbage. Engines for Everyone: $5 and 50% Off & free_text. The Fourteenth International Conference on Engines, 2026. OpenReview
"##);
    let read = read(file(), "r.bib", include_str!("openreview.bib"));
    let title = read.publications[0].title.clone().expect("a title").0;
    assert_eq!(
        title,
        r"Engines for *Everyone*: \$5 and 50% Off & `free_text`"
    );
}

#[test]
fn arxiv() {
    assert_snapshot!(imported(include_str!("arxiv.bib")), @r##"
# Preprints
P1 Ada Lovelace, The Engine Collaboration. Looms that Compute in O(n log n) Time. 2025. arXiv:2505.12345
"##);
}

#[test]
fn zotero() {
    assert_snapshot!(imported(include_str!("zotero.bib")), @r##"
# Journal articles
J1 Ada Lovelace, Jan van der Berg, Engine Society. Looms That Compute. Journal of Engines (J. Eng.) 12(3), 101–119, Press, 2025, in press. doi:10.1000/je.12.3, online
# Theses
T1 Ada Lovelace. Notes on Notes. PhD thesis, University of Fjords, 1843.
"##);
}

#[test]
fn mendeley() {
    assert_snapshot!(imported(include_str!("mendeley.bib")), @r##"
# Journal articles
J1 Ada Lovelace, Charles Babbage. Looms that compute. Journal of Engines 12(3), 101–119, 2025. doi:10.1000/je.12.3, arXiv:2505.12345
"##);
}

#[test]
fn what_programs_leave_in_notes_does_not_print_and_is_told_once_for_each_kind() {
    let text = include_str!("residues.bib");
    let read = read(file(), "refs.bib", text);
    let printed = printed(&cv(read.publications));
    for residue in [
        "Publisher",
        "_eprint",
        "Section",
        "xD;",
        "cited By",
        "Export Date",
        "Bibcode",
        "Elsevier",
        "Taylor",
    ] {
        assert!(!printed.contains(residue), "{residue} in {printed}");
    }
    for words in [
        "The Astrophysical Journal",
        "Monthly Notices of the Royal Astronomical Society",
        "Best paper award",
        "Reprinted in Turin.",
        "Engines Ltd",
        "CD-ROM",
        "version 1.2",
    ] {
        assert!(printed.contains(words), "{words} not in {printed}");
    }
    let told = read.diagnostics.iter();
    let told: Vec<&str> = told
        .map(|problem| problem.message.as_str())
        .filter(|message| message.contains("reference manager"))
        .collect();
    assert_eq!(told.len(), 6, "{told:#?}");
}

#[test]
fn website() {
    assert_snapshot!(imported(include_str!("website.bib")), @r##"
# Conference papers
C2 Ada Lovelace*, Charles Babbage*, George Boole†. Looms on Sites. Conference on Engines 2025 (ENG). Oral presentation, Best Paper. code, project page, slides, video
C1 Ada Lovelace. A Child of Proceedings. Proceedings of the Meeting on Gears, 1–2, Press, 2024.
* Equal contribution
† Supervised student
14: `pdf` makes no link where it holds no web address [looms.pdf]
"##);
}

#[test]
fn accents() {
    assert_snapshot!(imported(include_str!("accents.bib")), @r##"
# Journal articles
J2 Inés García, Ínigo Rodríguez, Naïm Marĩn, Ana Kaǰic. On ísotopes. Astronomy & Astrophysics, 2020.
J1 Vítek Holínek, Šimon Číhák, Özgür Şahin, Łukasz Ørsted, åke Ström, P. Tőke. T. Monthly Notices of the Royal Astronomical Society, 2019.
"##);
}

#[test]
fn titles_with_everything() {
    assert_snapshot!(imported(include_str!("titles.bib")), @r##"
# Journal articles
J17 Mira Holt. A ±5 zero-width and it’s wide. T, 2016. doi:10.5555/q
J16 Mira Holt. Our mysystem: fast at 50% of $5, a brace. The Astrophysical Journal, 2015. doi:10.1007/978-3_5
J15 Mira Holt. “Hello” – the dog’s Acronym Ångström. T, 2014. doi:10.5555/n
J14 Mira Holt. On Zea, M⊙, 2μm, Fe₃O₄ and x2. T, 2014. doi:10.5555/o
J13 Mira Holt. k-means, x² and AC⁰; “Nested ‘single’ quotes”. T, 2013. doi:10.5555/m
J12 Mira Holt. A ΛCDM and Fe₃O₄ nano, 1/2-spin, ≤5. T, 2012. doi:10.5555/l
J11 Mira Holt. Costs of 5 € and £6; §3, © and … T, 2011. doi:10.5555/k
J10 Mira Holt. B_s⁰→μ⁺μ⁻ and γγ→ℓ⁺ℓ⁻. T, 2010. doi:10.5555/j
J9 Mira Holt. [Invited] On lme4: site. T, 2009. doi:10.5555/i
J8 Mira Holt. Is it? A Test! What italic and bold do. T, 2008. doi:10.5555/h
J7 Mira Holt. Naïve Français: Čapek, Łódź, Straße, øre, Erdős. T, 2007. doi:10.5555/g
J6 Mira Holt. The ΛCDM model, O(α_s²) and Z/pZ. T, 2006. doi:10.5555/f
J5 Mira Holt. Zea mays & friends: 10⁻³ of ¹³C. T, 2005. doi:10.5555/e
J4 Mira Holt. “Quoted” titles – with dashes — and R&D at 50% > 3 $. T, 2004. doi:10.5555/d
J3 Mira Holt. Heating at 5°C, 10°C and 20 μm with H₂O. T, 2003. doi:10.5555/c
J2 Mira Holt. Review of Sebastes ruberrimus and E. coli in H₂O and CO₂. T, 2002. doi:10.5555/b
J1 Mira Holt. Search for tt̄ at √(s)=13 TeV. T, 2001. doi:10.5555/a
15: this formula prints as plain text: `\unknown` is not among the commands that Folio sets; docs/format.md lists them [$\unknown{x}^2$]
16: `\mysystem` is not known; its text prints without it [\mysystem]
16: `\footnote{…}` is left out [\footnote{Really.}]
16: this `$` begins no formula and prints as a dollar sign [$]
16: `\foo` is not known; its text prints without it [\foo]
17: 3 characters that cannot print are left out or repaired, here first: U+0092, U+200B, U+F0B1 []
"##);
}

#[test]
fn dollars() {
    assert_snapshot!(imported(include_str!("dollar.bib")), @r##"
# Journal articles
J2 R. Vale. Cheaper than $5 a day. T, 2020.
J1 R Vale. Curved mirrors. P, 1998.
# Other publications
O1 R. Vale. A Grant. 2020.
    $120,450
1: this `$` begins no formula and prints as a dollar sign [$]
2: this `$` begins no formula and prints as a dollar sign [$]
"##);
}

#[test]
fn one_bad_entry_costs_no_other() {
    assert_snapshot!(imported(include_str!("broken.bib")), @r##"
# Journal articles
- Ada Lovelace. Odd Year. Memoirs.
J7 Ada Lovelace. Good Four. Memoirs, 2024.
J6 Ada Lovelace. Orphan. Memoirs, 2023.
J5 Ada Lovelace. Selfish. Memoirs, 2023.
J4 Ada Lovelace. Twice. Memoirs, 2023.
J3 Ada Lovelace. Good Three. memoirs, 2022.
J2 Ada Lovelace. Good Two. Memoirs, 2021.
J1 Ada Lovelace. Good One. Memoirs, 2020.
# Other publications
- A Brace Too Many.
O1 Ada Lovelace. A $ Alone. 2023.
4: this `@article` is left out: a comma is missing [t]
6: this `@article` is left out: a comma is missing [k]
9: this `@article` has no closing brace and is left out [@article{]
12: no `@string` is called `memoirs`; it prints as written [memoirs]
14: the key `good1` is used twice [good1]
15: this `@article` ends before its last field [@article{]
18: this `@article` is left out: a comma is missing [y]
20: this entry has no key and is left out []
22: this entry has no title and is left out [untitled]
24: `around noon` is no date; the paper is undated [around noon]
26: no entry has the key `nobody` [nobody]
28: this entry inherits from itself; nothing is inherited [selfish]
30: this `$` begins no formula and prints as a dollar sign [$]
32: the field `title` is given twice; the first one counts [title]
"##);
}

#[test]
fn a_homepage_from_a_bibliography_is_the_one_from_yaml() {
    let yaml = include_str!("../../../compose/publications/tests/homepage.yaml");
    let from_yaml: Cv = serde_yaml::from_str(yaml).expect("a CV");
    let read = read(file(), "refs.bib", include_str!("homepage.bib"));
    assert_eq!(read.diagnostics, []);
    let from_bib = Cv {
        publications: read.publications,
        ..from_yaml.clone()
    };
    assert_eq!(printed(&from_bib), printed(&from_yaml));
}

#[test]
fn entries_of_the_cv_add_to_those_of_the_bibliography() {
    let bib = "@inproceedings{a, title={A Title}, author={Ada Lovelace and X Y}, booktitle={B}, year={2025}}\n\
        @article{b, title={B Title}, author={Ada Lovelace}, journal={J}, year={2024}}";
    let yaml = "person: {name: Ada Lovelace}\npublications:\n  - {bib: b, selected: true, date: 2023, links: {code: 'https://a.b'}}\n  - {title: Own}\n  - {bib: c}\n  - {bib: b}";
    let mut cv: Cv = serde_yaml::from_str(yaml).expect("a CV");
    let read = read(file(), "refs.bib", bib);
    let mut problems = Vec::new();
    let spans = merge(&mut cv.publications, vec![read], &mut problems);
    let titles: Vec<_> = cv
        .publications
        .iter()
        .map(|p| p.title.clone().map(|t| t.0).unwrap_or_default())
        .collect();
    assert_eq!(titles, ["B Title", "Own", "", "", "A Title"]);
    assert_eq!(cv.publications[0].date.map(|date| date.year), Some(2023));
    assert_eq!(cv.publications[0].origin, None);
    assert_eq!(cv.publications[4].origin.as_deref(), Some("refs.bib:a"));
    let span = |path: &str| {
        let found = spans.iter().find(|(known, _)| known == path);
        found.map(|(_, spans)| &bib[spans.value.clone()])
    };
    assert_eq!(span("publications[0].title"), Some("B Title"));
    assert_eq!(span("refs.bib:a.venue"), Some("B"));
    assert_eq!(span("publications[0].date"), None);
    let codes: Vec<_> = problems.iter().map(|problem| problem.code.name()).collect();
    assert_eq!(codes, ["unknown-bib-key", "repeated-bib-key"]);
}

#[test]
fn hostile_files_end() {
    let deep = format!(
        "@article{{a, title={}x{}}}",
        "{".repeat(5000),
        "}".repeat(5000)
    );
    assert!(imported(&deep).contains("too deeply"));
    let commands = format!(
        "@article{{a, title={{{}x{}}}}}",
        "\\emph{".repeat(5000),
        "}".repeat(5000)
    );
    assert!(imported(&commands).contains("too deeply"));
    assert_eq!(
        read(file(), "r.bib", "@string{a = a # a}@article{x, title=a}")
            .publications
            .len(),
        1
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_file_is_read(
        at in 0usize..2000,
        cut in 0usize..20,
        put in "[@{}\",=#%\\\\$ a\n~-]{0,6}",
        which in 0usize..9,
    ) {
        let files = [
            include_str!("scholar.bib"), include_str!("dblp.bib"), include_str!("acl.bib"),
            include_str!("openreview.bib"), include_str!("arxiv.bib"), include_str!("zotero.bib"),
            include_str!("mendeley.bib"), include_str!("website.bib"), include_str!("broken.bib"),
        ];
        let mut text = files[which].to_owned();
        let start = at % text.len();
        text.replace_range(start..(start + cut).min(text.len()), &put);
        let read = read(file(), "refs.bib", &text);
        for problem in &read.diagnostics {
            if let Place::Span { range, .. } = &problem.place {
                prop_assert!(text.get(range.clone()).is_some());
            }
        }
        let printed = printed(&cv(read.publications));
        let papers: Vec<&str> = printed.lines().filter(|line| !line.starts_with('!')).collect();
        for (sign, meant) in [("\\", "\\textbackslash"), ("{", "\\{"), ("}", "\\}")] {
            prop_assert!(
                text.contains(meant) || !papers.iter().any(|line| line.contains(sign)),
                "{} prints: {}", sign, printed
            );
        }
    }
}
