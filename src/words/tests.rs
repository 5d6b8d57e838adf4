//! Every language has every word, and nothing is said that no language file says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::catalogue::FILES;
use super::*;
use crate::compose::{Options, compose};
use crate::generated::assert_current_part;
use crate::model::{Cv, Section};
use crate::render::text::text;
use crate::theme::Theme;

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("words/message.rs")
        {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_language_file_is_whole() {
    for file in &FILES {
        if let Err(mistakes) = file.locale() {
            panic!("locales/{}.txt: {}", file.tag, mistakes.join("; "));
        }
    }
}

#[test]
fn every_language_file_is_named_in_the_catalogue() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/locales");
    let names = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        path.file_stem().unwrap().to_string_lossy().into_owned()
    });
    let listed = FILES.iter().map(|file| file.tag.to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), listed.collect());
}

#[test]
fn a_word_that_is_missing_unknown_or_of_other_places_is_a_mistake() {
    let english = FILES.iter().find(|file| file.tag == "en").unwrap();
    let mistakes = |from: &str, to: &str| {
        let changed = english.text.replace(from, to);
        assert_ne!(changed, english.text);
        let lines = file::Lines::read(&changed).unwrap();
        let tag = "en".parse().unwrap();
        Locale::read(tag, lines).unwrap_err().join("; ")
    };
    assert_eq!(mistakes("\nnow = Now", ""), "`now` is missing");
    assert_eq!(
        mistakes("\nnow = ", "\nnw = "),
        "`now` is missing; `nw` is unknown"
    );
    for (from, to) in [
        ("updated = Updated {date}", "updated = Updated {day}"),
        ("updated = Updated {date}", "updated = Updated"),
        (
            "cited.other = Cited {count} times",
            "cited.other = Cited often",
        ),
        ("now = Now", "now = Now {date}"),
        ("{ordinal} of {total}", "{ordinal} ({position}) of {total}"),
        ("with = with {names}", "with = with {names} {names}"),
    ] {
        assert!(mistakes(from, to).contains("has not the places"), "{to}");
    }
    assert!(mistakes("number.last-group = 3", "number.last-group = 0").contains("no number"));
    assert!(mistakes("Jan, Feb", "Jan Feb").contains("12 names"));
    assert!(mistakes("plural.one = i = 1", "plural.one = x = 1").contains("no plural rule"));
}

#[test]
fn every_message_is_said_somewhere() {
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let of_family = |key: &str| {
        let family = key.split_once('.').map(|(family, _)| family);
        Family::ALL.iter().any(|one| Some(one.key()) == family)
    };
    // These are chosen by an exhaustive match in `message.rs`.
    let by_kind = [
        "group.", "kind.", "person.", "section.", "status.", "talk.", "talks.",
    ];
    for message in Message::ALL {
        let key = message.key();
        let by_kind = by_kind.iter().any(|start| key.starts_with(start));
        let said = code.contains(&format!("Message::{message:?}"));
        assert!(said || by_kind || of_family(key), "nothing says `{key}`");
    }
    for family in Family::ALL {
        assert!(
            code.contains(&format!("Family::{family:?}.message")),
            "{family:?}"
        );
    }
}

#[test]
fn tags_fall_back_to_those_above_them() {
    for (tag, found) in [
        ("en", Some("en")),
        ("EN", Some("en")),
        ("en-GB", Some("en-GB")),
        ("en-gb", Some("en-GB")),
        ("en-GB-oxendict", Some("en-GB")),
        ("en-Latn-US", Some("en-US")),
        ("en-AU", Some("en")),
        ("en-x-own", Some("en")),
        ("en_GB", None),
        ("english", None),
        ("de-AT", Some("de")),
        ("es-419", Some("es")),
        ("es-MX", Some("es")),
        ("fr-CA", Some("fr")),
        ("pt-PT", Some("pt")),
        ("pt-BR", Some("pt-BR")),
        ("pt-AO", Some("pt")),
        ("no", Some("nb")),
        ("no-NO", Some("nb")),
        ("iw", Some("he")),
        ("in", Some("id")),
        ("zh", Some("zh-Hans")),
        ("zh-CN", Some("zh-Hans")),
        ("zh-TW", Some("zh-Hant")),
        ("zh-HK", Some("zh-Hant")),
        ("zh-Hant-HK", Some("zh-Hant")),
        ("zh-Hans-HK", Some("zh-Hans")),
        ("tlh", None),
        ("", None),
        ("-", None),
    ] {
        let locale = Locale::for_tag(tag).map(Locale::tag);
        assert_eq!(locale.as_deref(), found, "{tag}");
    }
}

#[test]
fn every_language_has_a_name_in_every_language() {
    for file in &FILES {
        let code = file.locale().unwrap().language().to_owned();
        assert!(Family::Language.message(&code).is_some(), "{code}");
    }
}

#[test]
fn every_code_of_a_language_is_one_of_a_file() {
    let codes: BTreeSet<&str> = Locale::codes().collect();
    for code in ["de", "nb", "no", "zh", "he", "iw", "in"] {
        assert!(codes.contains(code), "{code}");
    }
    for code in codes {
        assert!(Locale::for_tag(code).is_some(), "{code}");
    }
}

#[test]
fn regions_say_only_what_differs() {
    let date = "2021-03-14".parse().unwrap();
    let dates = ["en", "en-GB", "en-US"].map(|tag| Locale::for_tag(tag).unwrap().date(date));
    let dates = dates.map(|date| date.replace('\u{a0}', " "));
    assert_eq!(dates, ["14 Mar 2021", "14 Mar 2021", "Mar 14, 2021"]);
    for file in &FILES {
        let Some((parent, _)) = file.tag.rsplit_once('-') else {
            continue;
        };
        let Some(parent) = FILES.iter().find(|file| file.tag == parent) else {
            continue;
        };
        let (own, mut above) = (file::Lines::read(file.text), parent.lines().unwrap());
        let mut own = own.unwrap();
        for key in own.keys().collect::<Vec<_>>() {
            assert_ne!(own.take(key), above.take(key), "{}: {key}", file.tag);
        }
    }
}

#[test]
fn the_languages_are_those_of_the_documentation() {
    let mut table = String::from("| Tag | Language | Words that no source has |\n|---|---|---|\n");
    for file in &FILES {
        let lines = file::Lines::read(file.text).unwrap();
        let locale = Locale::for_tag(file.tag).unwrap();
        let own = match lines.unconfirmed().count() {
            0 => "none marked".to_owned(),
            own => format!("{own} of {}", lines.count()),
        };
        table.push_str(&format!("| `{}` | {} | {own} |\n", file.tag, locale.name()));
    }
    assert_current_part("docs/languages.md", "languages", &table);
}

#[test]
fn languages_write_numbers_dates_and_signs_their_own_way() {
    let said = |tag: &str| {
        let locale = Locale::for_tag(tag).unwrap();
        let date = |date: &str| date.parse().unwrap();
        let span = |start: &str, end: &str| {
            let range = crate::model::DateRange {
                start: Some(date(start)),
                end: Some(crate::model::End::On(date(end))),
                date: None,
            };
            locale.range(DateStyle::Short, range).unwrap()
        };
        let said = [
            locale.date(date("2021-03-14")),
            locale.long_date(date("2021-03-14")),
            locale.long_date(date("2021-03")),
            span("2023-05-03", "2023-05-05"),
            span("2023-05-03", "2023-06-05"),
            span("2023-05", "2023-06"),
            span("2023-05", "2024-06"),
            locale.money("2000000", "EUR"),
            locale.money("1234.5", "CHF"),
            locale.percent("25"),
            locale.count(Message::Cited, 1),
            locale.count(Message::Cited, 1234),
            locale.ordinal(3),
            locale.quote("x"),
            locale.labelled("x", "y"),
        ];
        said.join(" · ").replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert_eq!(
        said("en"),
        "14 Mar 2021 · 14 March 2021 · March 2021 · 3 – 5 May 2023 · 3 May – 5 June 2023 · May – June 2023 · \
         May 2023 – June 2024 · €2,000,000 · CHF 1,234.5 · 25% · Cited once · Cited 1234 times · 3rd · “x” · x: y"
    );
    assert_eq!(
        said("en-US"),
        "Mar 14, 2021 · March 14, 2021 · March 2021 · May 3 – 5, 2023 · May 3 – June 5, 2023 · May – June 2023 · \
         May 2023 – June 2024 · €2,000,000 · CHF 1,234.5 · 25% · Cited once · Cited 1234 times · 3rd · “x” · x: y"
    );
    assert_eq!(
        said("de"),
        "14. März 2021 · 14. März 2021 · März 2021 · 3.–5. Mai 2023 · 3. Mai – 5. Juni 2023 · Mai – Juni 2023 · \
         Mai 2023 – Juni 2024 · 2.000.000 € · 1.234,5 CHF · 25 % · Einmal zitiert · 1234-mal zitiert · 3. · „x“ · \
         x: y"
    );
    assert_eq!(
        said("es"),
        "14 mar 2021 · 14 de marzo de 2021 · marzo de 2021 · 3–5 may 2023 · 3 may – 5 jun 2023 · may – jun 2023 · \
         may 2023 – jun 2024 · 2.000.000 € · 1234,5 CHF · 25 % · Citado una vez · Citado 1234 veces · 3.º · «x» · \
         x: y"
    );
}

/// Every section, with texts of Greek letters alone.
const GREEK: &str = "
settings: {language: qps, updated: 2026-11-01}
person: {name: Ω Ψ}
summary: Ω Ω
interests: [Ω, Ψ, {name: Ξ, keywords: [Ω, Ψ]}]
experience:
- {title: Ω, organization: Ψ, start: 2019-05, end: present}
- organization: Ω
  positions: [{title: Ψ, start: 2001-02-03, end: 2001-02-05}, {title: Ξ, start: 2002-02, end: 2002-05}]
volunteering: [{organization: Ω, start: 2011}]
education:
- {degree: Ω, field: Ψ, institution: Ξ, start: 2001, end: 2003-05-06, thesis: Ω Ω, advisors: [Ω, Ψ], honors: [Ω, Ψ], grade: Ξ, courses: [Ω, Ψ]}
- {institution: Ω, grade: Ψ, advisors: Ω, expected: 2027}
projects: [{name: Ω, technologies: [Ω, Ψ], links: {pdf: 'https://example.org/1'}}]
talks:
- {title: Ω, kind: invited, with: [Ψ, Ξ]}
- {title: Ω, kind: keynote}
- {title: Ω, kind: tutorial}
- {title: Ω, kind: panel}
- {title: Ω, kind: seminar}
- {title: Ω, kind: contributed}
teaching: [{course: Ω, students: 1}, {course: Ψ, students: 1200}, {course: Ξ, students: ΩΩ}]
advising: [{name: Ω, thesis: Ψ, now: Ξ}]
grants: [{title: Ω, amount: {value: 2000000, currency: EUR}, share: {value: 1234.5, currency: JPY}}]
awards: [{title: Ω, amount: {value: ΩΨ, currency: USD}}]
service: [{role: Ω, years: [2001, 2002, 2005]}]
certifications: [{title: Ω, expires: 2030-05}]
memberships: [{organization: Ω, end: 2003}]
media: [{title: Ω, date: 2001-02-03}]
skills: [{name: Ω}, {name: Ψ, level: Ξ, keywords: [Ω, Ψ]}]
languages: [{name: Ω, level: Ψ}, {name: Ξ}]
news: [{text: Ω, date: 2001-02}]
references: [{name: Ω, relation: Ψ}]
publications:
- {title: Ω, authors: 'Ω Ψ*, Ψ Ξ#, Ξ Ω†', type: journal, venue: {name: Ψ, short: Ξ}, volume: 12, issue: 3, pages: 1-9, date: 2001, awards: [Ω, Ψ], presentation: oral, citations: {count: 1, source: Ω, as_of: 2026-10}, selected: true}
- {title: Ψ, authors: 'Ω Ψ, Ψ Ξ et al.', type: conference, venue: {name: Ξ, track: Ω}, date: 2002, status: in-press, presentation: spotlight, citations: {count: 1234, as_of: 2026}}
- {title: Ξ, authors: Ω Ψ, type: workshop, venue: {name: Ω, workshop: Ψ}, date: 2003, status: accepted, presentation: poster}
- {title: Ω Ψ, authors: Ω Ψ, type: chapter, editors: 'Ψ Ξ, Ξ Ω', venue: Ω, date: 2004, language: german, version: 2.1, presentation: keynote}
- {title: Ω Ξ, editors: Ω Ψ, translators: Ψ Ξ, type: book, edition: 2, publisher: Ψ, date: 2005, original_date: 1950}
- {title: Ψ Ω, translators: 'Ω Ψ, Ψ Ξ', type: book, edition: Ω, volume: 2, date: 2006}
- {title: Ψ Ψ, authors: Ω Ψ, type: thesis, genre: phdthesis, date: 2007}
- {title: Ψ Ξ, authors: Ω Ψ, type: patent, genre: patentus, patent_number: 7, date: 2008}
- {title: Ξ Ω, authors: Ω Ψ, type: preprint, date: 2009}
- {title: Ξ Ψ, authors: Ω Ψ, type: report, genre: techreport, issue: 7, institution: Ω, date: 2010}
- {title: Ξ Ξ, authors: Ω Ψ, type: software, version: 3, date: 2011, links: {code: 'https://example.org/2'}, collaboration: Ξ}
- {title: Ω Ω Ω, authors: Ω Ψ, type: demo, date: 2012, dblp: 'conf/x/Y12'}
- {title: Ω Ω Ψ, authors: Ω Ψ, type: tutorial, date: 2013, url: 'https://example.org/3'}
- {title: Ω Ω Ξ, authors: Ω Ψ, type: dataset, date: 2014}
- {title: Ω Ψ Ω, authors: Ω Ψ, type: magazine, venue: Ω, date: 2015-03-14}
- {title: Ω Ψ Ψ, authors: Ω Ψ, type: other, date: 2016}
- {title: Ω Ψ Ξ, authors: Ω Ψ, type: conference, status: under-review}
- {title: Ω Ξ Ω, authors: Ω Ψ, type: preprint, status: in-preparation}
documents:
  resume: {publications: {only: all}}
  few: {extends: cv, publications: {max_authors: 1, author_position: true, group: year, show: citations, counts: true}}
  first: {extends: cv, publications: {only: selected-first, group: tag}}
";

#[test]
fn no_word_of_a_page_stands_in_the_code() {
    let cv: Cv = serde_yaml::from_str(GREEK).unwrap();
    let theme = Theme::built_in("scholar").unwrap();
    for name in ["cv", "resume", "publications", "few", "first"] {
        let composed = compose(&cv, name, &Options::default()).unwrap();
        assert_eq!(composed.problems, [], "{name}");
        let document = composed.document;
        let meta = &document.meta;
        let page = text(&document, &theme);
        let said = [
            &page,
            &meta.title,
            &meta.kind,
            meta.updated.as_ref().unwrap(),
        ];
        for word in said
            .iter()
            .flat_map(|said| said.split(|c: char| !c.is_alphanumeric()))
        {
            // The currency is as the file above writes it, and names of identifiers are not words.
            let is_name = ["USD", "doi", "arXiv"].contains(&word);
            // `J12` is the number of a paper, not a word.
            let is_number = word
                .trim_start_matches(char::is_alphabetic)
                .parse::<u32>()
                .is_ok();
            let latin = !is_name && !is_number && word.chars().any(|c| c.is_ascii_alphabetic());
            assert!(!latin, "{name}: `{word}` is in no language file\n{page}");
        }
        // And the words are there, in the letter that stands for all others.
        assert!(page.contains('ж'), "{page}");
        // Names after "with" are a phrase, not a row.
        assert!(name != "cv" || page.contains("жжжж Ψ жжж Ξ"), "{page}");
    }
}

#[test]
fn each_section_has_a_heading_of_its_own() {
    for section in Section::ALL {
        let heading = Message::from(*section);
        assert_eq!(heading.key(), format!("section.{}", section.key()));
    }
}
