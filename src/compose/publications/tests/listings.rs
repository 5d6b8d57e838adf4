use insta::assert_snapshot;

use super::*;

fn homepage() -> Cv {
    cv(include_str!("homepage.yaml"))
}

#[test]
fn nine_papers_of_a_homepage() {
    let (listing, problems) = listing(&homepage(), &as_kind(DocumentKind::Publications));
    assert_eq!(problems, []);
    assert_eq!(listing.count, 9);
    for item in items(&listing) {
        assert_eq!(owners(item), ["Zhipeng Wang"], "{}", item.origin);
    }
    assert_snapshot!(text(&listing), @r##"
# Conference papers
C7 Wenhui Zhu*, Xiwen Chen*, [Zhipeng Wang]*#, Shao Tang, Sayan Ghosh, Xuanzhao Dong, Rajat Koner, Yalin Wang. EVTP-IVS. WACV 2026.
C6 Ryan Lucas, Kayhan Behdin, [Zhipeng Wang]#, Qingquan Song, Shao Tang, Rahul Mazumder. Reasoning-Aware Compression. ICLR 2026.
C5 Xuanzhao Dong*, Wenhui Zhu*, Xiwen Chen*, [Zhipeng Wang]*, Peijie Qiu, Shao Tang, Xin Li, Yalin Wang. LLaDA-MedV. CVPR 2026.
C4 Xiwen Chen, Wenhui Zhu, Gen Li, Xuanzhao Dong, Yujian Xiong, Hao Wang, Peijie Qiu, Qingquan Song, [Zhipeng Wang]#, Shao Tang, Yalin Wang, Abolfazl Razi. OTPrune. CVPR 2026.
C3 Kayhan Behdin, Qingquan Song, Sriram Vasudevan, Jian Sheng, Xiaojing Ma, Z Zhou, Chuanrui Zhu, Guoyao Li, Chanh Nguyen, Sayan Ghosh, Hejian Sang, Ata Fatahi Baarzi, Sundara Raman Ramachandran, Xiaoqing Wang, Qing Lan, Qi Guo, Caleb Johnson, [Zhipeng Wang]#, Fedor Borisyuk. Scaling Up SLM. MLSys 2026.
C2 Kayhan Behdin, Ata Fatahi, Qingquan Song, Yun Dai, Aman Gupta, [Zhipeng Wang]#, et al. Scaling Down, Serving Fast. EMNLP 2025. Oral Presentation.
C1 Rajat Koner, [Zhipeng Wang], Srinivas Parthasarathy, Chinghang Chen. Local2Global. ICCV 2025.
# Workshop papers
W1 Pin-Lun Hsu, Yun Dai, Vignesh Kothapalli, Qingquan Song, Shao Tang, Siyu Zhu, Steven Shimizu, Shivam Sahni, Haowen Ning, Yanning Chen, [Zhipeng Wang]. Liger Kernel. ICML 2025 CODE Workshop.
# Preprints
- Siyu Zhu, Yanbin Jiang, Hejian Sang, Shao Tang, Qingquan Song, Biao He, Rohit Jain, [Zhipeng Wang], Alborz Geramifard. Planner-R1.
* Equal contribution
# Corresponding author
"##);
}

#[test]
fn selected_papers_for_a_resume() {
    let (listing, problems) = listing(&homepage(), &as_kind(DocumentKind::Resume));
    assert_eq!(problems, []);
    assert_snapshot!(text(&listing), @r##"
- Wenhui Zhu*, Xiwen Chen*, [Zhipeng Wang]*#, Shao Tang, Sayan Ghosh, Xuanzhao Dong, Rajat Koner, Yalin Wang. EVTP-IVS. WACV 2026.
- Kayhan Behdin, Ata Fatahi, Qingquan Song, Yun Dai, Aman Gupta, [Zhipeng Wang]#, et al. Scaling Down, Serving Fast. EMNLP 2025. Oral Presentation.
- Pin-Lun Hsu, Yun Dai, Vignesh Kothapalli, Qingquan Song, Shao Tang, Siyu Zhu, Steven Shimizu, … [Zhipeng Wang]. Liger Kernel. ICML 2025 CODE Workshop.
* Equal contribution
# Corresponding author
"##);
}

const ONE: &str = "person: {name: Ada Lovelace}\npublications:\n";

fn printed(entry: &str) -> String {
    let cv = cv(&format!("{ONE}  - {entry}"));
    let (listing, problems) = listing(&cv, &DocumentSettings::default());
    assert_eq!(problems, [], "{entry}");
    text(&listing)
        .trim_end()
        .trim_start_matches("- ")
        .to_owned()
}

#[test]
fn parts_join_without_stray_separators() {
    for (entry, expected) in [
        ("{title: T}", "T."),
        ("{title: Why?}", "Why?"),
        ("{title: He said “no.”}", "He said “no.”"),
        (
            "{title: T, authors: Charles Babbage Jr.}",
            "Charles Babbage Jr. T.",
        ),
        (
            "{title: T, authors: Charles Babbage Jr.*}",
            "Charles Babbage Jr.*. T.\n* Equal contribution",
        ),
        ("{title: T, authors: 'A, B et al.'}", "A, B, et al. T."),
        (
            "{title: T, venue: EMNLP 2025, date: 2025}",
            "T. EMNLP 2025.",
        ),
        ("{title: T, venue: EMNLP, date: 2025}", "T. EMNLP, 2025."),
        (
            "{title: T, venue: ICML 2025 CODE Workshop, date: '2025-07'}",
            "T. ICML 2025 CODE Workshop.",
        ),
        (
            "{title: T, venue: Memoirs, volume: '12', issue: '3', pages: 101--119, date: 2025}",
            "T. Memoirs 12(3), 101–119, 2025.",
        ),
        (
            "{title: T, venue: Memoirs, volume: '2025', pages: 5-2025, date: 2025}",
            "T. Memoirs 2025, 5–2025, 2025.",
        ),
        (
            "{title: T, venue: Memoirs, issue: '3'}",
            "T. Memoirs, no. 3.",
        ),
        (
            "{title: T, date: 2025, doi: 10.1000/182}",
            "T. 2025. doi:10.1000/182",
        ),
        (
            "{title: T, doi: 'https://doi.org/10.1000/182', url: 'http://dx.doi.org/10.1000/182'}",
            "T. doi:10.1000/182",
        ),
        (
            "{title: T, doi: 10.48550/arXiv.2505.12345, arxiv: '2505.12345'}",
            "T. Preprint. arXiv:2505.12345",
        ),
        (
            "{title: T, arxiv: '2505.12340', links: {code: 'https://a.b/c', slides: 'https://a.b/s'}}",
            "T. Preprint. arXiv:2505.12340, code, slides",
        ),
        (
            "{title: T, links: {my-talk: 'https://a.b/c'}, url: 'https://a.b'}",
            "T. my talk, online",
        ),
        (
            "{title: T, status: under-review, venue: NeurIPS 2026, date: 2026, volume: '3'}",
            "T. Under review, 2026.",
        ),
        (
            "{title: T, status: under-review, venue: NeurIPS 2026}",
            "T. Under review.",
        ),
        ("{title: T, status: in-preparation}", "T. In preparation."),
        (
            "{title: T, status: accepted, venue: Memoirs, date: 2026}",
            "T. Memoirs, 2026, to appear.",
        ),
        (
            "{title: T, status: in-press, venue: Memoirs}",
            "T. Memoirs, in press.",
        ),
        (
            "{title: T, venue: {name: Symposium on Engines, short: SE}, date: 2024, presentation: oral, awards: Best Paper}",
            "T. Symposium on Engines (SE), 2024. Oral presentation, Best Paper.",
        ),
        (
            "{title: T, venue: {name: Symposium on Engines (SE), short: SE, track: Industry, location: Turin}, pages: e12}",
            "T. Symposium on Engines (SE), Industry track, Turin, e12.",
        ),
        (
            "{title: T, venue: {name: ICML, workshop: Workshop on Gears}, date: 2024}",
            "T. Workshop on Gears at ICML, 2024.",
        ),
        (
            "{title: T, type: chapter, venue: A Book, editors: 'George Boole; Mary Boole', publisher: Press, date: 1850}",
            "T. In George Boole, Mary Boole (Eds.), A Book, Press, 1850.",
        ),
        (
            "{title: T, type: book, edition: 2nd, publisher: Press, isbn: '978-3'}",
            "T. 2nd ed., Press. ISBN 978-3",
        ),
        (
            "{title: T, type: thesis, institution: A University, date: 1840}",
            "T. Thesis, A University, 1840.",
        ),
        (
            "{title: T, patent_number: 'US 12,345', date: 1840}",
            "T. Patent US 12,345, 1840.",
        ),
        ("{title: T, citations: {count: 3}}", "T."),
        (
            "{title: T, note: A note., contribution: What it does.}",
            "T.\n    What it does.\n    A note.",
        ),
    ] {
        assert_eq!(printed(entry), expected, "{entry}");
    }
}

#[test]
fn options_choose_what_prints() {
    let entry = "  - {title: T, authors: 'Ada King Lovelace, Jan van der Berg', venue: {name: Symposium on \
        Engines, short: SE}, date: 2024, presentation: oral, doi: 10.1000/182, links: {code: https://a.b}, \
        citations: {count: 12, as_of: '2025-11', source: Scholar}}";
    let cv = cv(&format!("{ONE}{entry}"));
    for (options, expected) in [
        (
            "{names: initials, venues: short, links: [code], show: []}",
            "- [A. K. Lovelace], J. van der Berg. T. SE, 2024. code\n",
        ),
        (
            "{names: family-first, links: [], show: [citations]}",
            "- [Lovelace AK], van der Berg J. T. Symposium on Engines (SE), 2024. \
             Cited 12 times (Scholar, Nov 2025).\n",
        ),
        (
            "{links: [code, doi]}",
            "- [Ada King Lovelace], Jan van der Berg. T. Symposium on Engines (SE), 2024. \
             Oral presentation. code, doi:10.1000/182\n",
        ),
    ] {
        let settings = settings(&format!("publications: {options}"));
        assert_eq!(text(&listing(&cv, &settings).0), expected);
    }
}

#[test]
fn long_lists_are_cut_around_the_owner() {
    let names: Vec<String> = (1..=24)
        .map(|n| {
            if n == 7 {
                "Ada Lovelace*".into()
            } else {
                format!("Person Number{n}x")
            }
        })
        .collect();
    let line = names.join(", ");
    let cv = cv(&format!(
        "{ONE}  - {{title: T, authors: \"{line}\"}}\n  - {{title: U, authors: \"{line}, et al.\"}}"
    ));
    let settings = settings("publications: {max_authors: 4, author_position: true}");
    assert_snapshot!(text(&listing(&cv, &settings).0), @r##"
- Person Number1x, Person Number2x, … [Ada Lovelace]* (7th of 24), … Person Number24x. T.
- Person Number1x, Person Number2x, … [Ada Lovelace]*, … Person Number24x, et al. U.
* Equal contribution
"##);
}

const VARIED: &str = r#"
person: {name: Ada Lovelace}
publications:
  - {title: Old, authors: Ada Lovelace, venue: Journal of A, date: 2019, tags: [gears]}
  - {title: Newer, authors: Ada Lovelace, venue: Journal of A, date: 2021-05, tags: [looms, gears], selected: true}
  - {title: Undated, authors: Ada Lovelace, venue: Journal of B}
  - {title: In prep, authors: Ada Lovelace, status: in-preparation, date: 2026}
  - {title: Reviewed, authors: Ada Lovelace, venue: Symposium on Engines 2020}
  - {title: Coming, authors: Ada Lovelace, venue: Journal of C, status: accepted}
  - {title: Gizmo, authors: Ada Lovelace, patent_number: "7", date: 2020-02, selected: true}
"#;

#[test]
fn groups_and_numbers() {
    let cv = cv(VARIED);
    let mut all = String::new();
    for options in [
        "{group: type, number: type, counts: true}",
        "{group: type, number: type, types: [patent, journal], prefixes: {journal: A}}",
        "{group: year, number: continuous}",
        "{group: tag, number: continuous}",
        "{group: none, number: none, only: selected-first}",
        "{group: none, number: continuous, only: selected, limit: 1}",
        "{group: none, number: type, since: 2020-03}",
    ] {
        let settings = settings(&format!("publications: {options}"));
        all.push_str(&format!(
            "== {options}\n{}",
            text(&listing(&cv, &settings).0)
        ));
    }
    assert_snapshot!(all, @r##"
== {group: type, number: type, counts: true}
# Journal articles (4)
- [Ada Lovelace]. Coming. Journal of C, to appear.
- [Ada Lovelace]. Undated. Journal of B.
J2 [Ada Lovelace]. Newer. Journal of A, 2021.
J1 [Ada Lovelace]. Old. Journal of A, 2019.
# Conference papers (1)
C1 [Ada Lovelace]. Reviewed. Symposium on Engines 2020.
# Preprints and manuscripts (1)
- [Ada Lovelace]. In prep. In preparation, 2026.
# Patents (1)
Pt1 [Ada Lovelace]. Gizmo. Patent 7, 2020.
== {group: type, number: type, types: [patent, journal], prefixes: {journal: A}}
# Patents
Pt1 [Ada Lovelace]. Gizmo. Patent 7, 2020.
# Journal articles
- [Ada Lovelace]. Coming. Journal of C, to appear.
- [Ada Lovelace]. Undated. Journal of B.
A2 [Ada Lovelace]. Newer. Journal of A, 2021.
A1 [Ada Lovelace]. Old. Journal of A, 2019.
== {group: year, number: continuous}
# Under review and in preparation
- [Ada Lovelace]. In prep. In preparation, 2026.
# To appear
- [Ada Lovelace]. Coming. Journal of C, to appear.
# Undated
- [Ada Lovelace]. Undated. Journal of B.
# 2021
4 [Ada Lovelace]. Newer. Journal of A.
# 2020
3 [Ada Lovelace]. Gizmo. Patent 7.
2 [Ada Lovelace]. Reviewed. Symposium on Engines 2020.
# 2019
1 [Ada Lovelace]. Old. Journal of A.
== {group: tag, number: continuous}
# Looms
1 [Ada Lovelace]. Newer. Journal of A, 2021.
# Gears
1 [Ada Lovelace]. Old. Journal of A, 2019.
# Other publications
- [Ada Lovelace]. In prep. In preparation, 2026.
- [Ada Lovelace]. Coming. Journal of C, to appear.
- [Ada Lovelace]. Undated. Journal of B.
2 [Ada Lovelace]. Gizmo. Patent 7, 2020.
1 [Ada Lovelace]. Reviewed. Symposium on Engines 2020.
== {group: none, number: none, only: selected-first}
# Selected publications
- [Ada Lovelace]. Newer. Journal of A, 2021.
- [Ada Lovelace]. Gizmo. Patent 7, 2020.
# Further publications
- [Ada Lovelace]. In prep. In preparation, 2026.
- [Ada Lovelace]. Coming. Journal of C, to appear.
- [Ada Lovelace]. Undated. Journal of B.
- [Ada Lovelace]. Reviewed. Symposium on Engines 2020.
- [Ada Lovelace]. Old. Journal of A, 2019.
== {group: none, number: continuous, only: selected, limit: 1}
4 [Ada Lovelace]. Newer. Journal of A, 2021.
== {group: none, number: type, since: 2020-03}
- [Ada Lovelace]. In prep. In preparation, 2026.
- [Ada Lovelace]. Coming. Journal of C, to appear.
- [Ada Lovelace]. Undated. Journal of B.
J2 [Ada Lovelace]. Newer. Journal of A, 2021.
C1 [Ada Lovelace]. Reviewed. Symposium on Engines 2020.
"##);
}

#[test]
fn tags_of_the_document_select() {
    let cv = cv(VARIED);
    let titles = |yaml: &str| -> Vec<String> {
        let (listing, _) = listing(&cv, &settings(yaml));
        items(&listing)
            .iter()
            .map(|item| item.origin.clone())
            .collect()
    };
    assert_eq!(titles("{}").len(), 7);
    assert_eq!(titles("tags: [looms]").len(), 6);
    assert!(!titles("tags: [looms]").contains(&"publications[0]".to_owned()));
    assert_eq!(titles("without: [gears]").len(), 5);
}

#[test]
fn marks_by_symbol_and_by_name_are_the_same() {
    let symbols = "[{title: T, authors: 'Xin Chen*, Ada Lovelace*#'}]";
    let names = "[{title: T, authors: [{name: Xin Chen, marks: equal}, {name: Ada Lovelace, marks: [corresponding, equal]}]}]";
    let print = |publications: &str, rest: &str| {
        let cv = cv(&format!(
            "person: {{name: Ada Lovelace}}\npublications: {publications}\n{rest}"
        ));
        let (listing, problems) = listing(&cv, &DocumentSettings::default());
        assert_eq!(problems, []);
        listing
    };
    let by_symbol = print(symbols, "");
    let groups = |listing: &Listing| listing.lists[0].groups.clone();
    assert_eq!(groups(&by_symbol), groups(&print(names, "")));
    assert_eq!(
        text(&by_symbol),
        "- Xin Chen*, [Ada Lovelace]*#. T.\n* Equal contribution\n# Corresponding author\n"
    );
    let declared = "marks:\n  corresponding: {symbol: '#', label: Write to}\n  equal: {symbol: '*', label: Same}";
    assert_eq!(
        text(&print(symbols, declared)),
        "- Xin Chen*, [Ada Lovelace]#*. T.\n# Write to\n* Same\n"
    );
    let raised: Vec<bool> = by_symbol
        .legend
        .iter()
        .flat_map(|legend| &legend.items)
        .flat_map(|item| &item.mark)
        .map(|mark| matches!(mark, Inline::Mark { raised: true, .. }))
        .collect();
    assert_eq!(raised, [false, true]);
}

#[test]
fn symbols_of_one_document() {
    let cv = cv(&format!("{ONE}  - {{title: T, authors: 'Ada Lovelace*#'}}"));
    let (plain, problems) = listing(&cv, &settings("publications: {symbols: {equal: '†'}}"));
    assert_eq!(problems, []);
    assert_eq!(
        text(&plain),
        "- [Ada Lovelace]†#. T.\n† Equal contribution\n# Corresponding author\n"
    );
    let (_, problems) = listing(&cv, &settings("publications: {symbols: {equal: '#'}}"));
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.code.name())
            .collect::<Vec<_>>(),
        ["same-mark-symbol"]
    );
}

#[test]
fn undeclared_marks_are_reported_and_print_as_written() {
    let cv = cv(&format!(
        "{ONE}  - {{title: T, authors: 'Ada Lovelace‡, Xin Chen'}}\n  - {{title: U, authors: [Ada Lovelace, {{name: B C, marks: [boss]}}]}}"
    ));
    let (listing, problems) = listing(&cv, &DocumentSettings::default());
    assert_eq!(
        text(&listing),
        "- [Ada Lovelace]‡, Xin Chen. T.\n- [Ada Lovelace], B C. U.\n"
    );
    let problems: Vec<String> = problems
        .iter()
        .map(|problem| format!("{:?} {}", problem.place, problem.message))
        .collect();
    assert_snapshot!(problems.join("\n"), @r##"
Value("publications[0].authors") `‡` after `Ada Lovelace` is not a mark that `marks` declares
Value("publications[1].authors[1].marks") `boss` is not a mark that `marks` declares
"##);
}

#[test]
fn numbers_stay_when_the_newest_paper_is_added() {
    let before = VARIED.to_owned();
    let after = format!("{before}  - {{title: Newest, venue: Journal of A, date: 2027}}\n");
    let labels = |yaml: &str| -> Vec<(String, Option<String>)> {
        let settings = settings("publications: {number: type, group: type}");
        let (listing, _) = listing(&cv(yaml), &settings);
        let mut labels: Vec<_> = items(&listing)
            .iter()
            .map(|item| (item.origin.clone(), item.label.clone()))
            .collect();
        labels.sort();
        labels
    };
    let (before, mut after) = (labels(&before), labels(&after));
    let newest = after
        .iter()
        .position(|(origin, _)| origin == "publications[7]")
        .expect("it is listed");
    assert_eq!(after.remove(newest).1.as_deref(), Some("J3"));
    assert_eq!(before, after);
}

#[test]
fn merged_twins_print_once() {
    let entries = "publications:\n  - {title: A Study, authors: Ada Lovelace, venue: Symposium on X, date: 2025, bib: study}\n  - {title: A study, authors: Ada Lovelace, arxiv: '2505.12345', selected: true";
    let reported = |yaml: &str| {
        let problems = Papers::new(&cv(yaml)).problems().to_vec();
        problems.len()
    };
    let plain = format!("{entries}}}");
    assert_eq!(reported(&plain), 1);
    assert_eq!(
        listing(&cv(&plain), &DocumentSettings::default()).0.count,
        2
    );
    for merged in [
        format!("{entries}, merge: study}}"),
        format!("{entries}}}\nsettings: {{merge_preprints: true}}"),
    ] {
        assert_eq!(reported(&merged), 0, "{merged}");
        let (listing, problems) = listing(&cv(&merged), &DocumentSettings::default());
        assert_eq!(problems, []);
        assert_eq!(
            text(&listing),
            "- Ada Lovelace. A Study. Symposium on X, 2025. arXiv:2505.12345\n"
        );
    }
    // What either of them notes prints.
    let noted = entries.replace("bib: study", "bib: study, note: Best paper");
    let noted = format!("{noted}, note: With data, merge: study}}");
    let (noted, _) = listing(&cv(&noted), &DocumentSettings::default());
    let printed = text(&noted);
    assert!(printed.contains("Best paper. With data"), "{printed}");
    let circle = "publications: [{title: A, bib: a, merge: b}, {title: B, bib: b, merge: a}]";
    assert_eq!(
        listing(&cv(circle), &DocumentSettings::default()).0.count,
        1
    );
    let unknown = "publications: [{title: A, merge: b}]";
    assert_eq!(
        listing(&cv(unknown), &DocumentSettings::default()).1.len(),
        1
    );
}

#[test]
fn nothing_selected_takes_everything_and_says_so() {
    let cv = cv(&format!("{ONE}  - {{title: T}}"));
    let (listing, problems) = listing(&cv, &as_kind(DocumentKind::Resume));
    assert_eq!(listing.count, 1);
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.code.name())
            .collect::<Vec<_>>(),
        ["none-selected"]
    );
}
