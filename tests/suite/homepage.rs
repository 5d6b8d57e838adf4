//! The nine publications of the first user's homepage: authors, order, marks, venues.

use folio::arrange::arrange;
use folio::document::{Content, Document, Inline, Item, Lines, PublicationItem, plain_text};
use folio::theme::Theme;

use super::project::{composed, fixture};

const PAPERS: [(&str, &str, &str); 9] = [
    (
        "Scaling Down, Serving Fast",
        "Kayhan Behdin, Ata Fatahi, Qingquan Song, Yun Dai, Aman Gupta, Zhipeng Wang#, et al.",
        "EMNLP 2025",
    ),
    (
        "EVTP-IVS",
        "Wenhui Zhu*, Xiwen Chen*, Zhipeng Wang*#, Shao Tang, Sayan Ghosh, Xuanzhao Dong, \
         Rajat Koner, Yalin Wang",
        "WACV 2026",
    ),
    (
        "Liger Kernel",
        "Pin-Lun Hsu, Yun Dai, Vignesh Kothapalli, Qingquan Song, Shao Tang, Siyu Zhu, \
         Steven Shimizu, Shivam Sahni, Haowen Ning, Yanning Chen, Zhipeng Wang",
        "ICML 2025 CODE Workshop",
    ),
    (
        "Local2Global",
        "Rajat Koner, Zhipeng Wang, Srinivas Parthasarathy, Chinghang Chen",
        "ICCV 2025",
    ),
    (
        "Reasoning-Aware Compression",
        "Ryan Lucas, Kayhan Behdin, Zhipeng Wang#, Qingquan Song, Shao Tang, Rahul Mazumder",
        "ICLR 2026",
    ),
    (
        "LLaDA-MedV",
        "Xuanzhao Dong*, Wenhui Zhu*, Xiwen Chen*, Zhipeng Wang*, Peijie Qiu, Shao Tang, Xin Li, \
         Yalin Wang",
        "CVPR 2026",
    ),
    (
        "OTPrune",
        "Xiwen Chen, Wenhui Zhu, Gen Li, Xuanzhao Dong, Yujian Xiong, Hao Wang, Peijie Qiu, \
         Qingquan Song, Zhipeng Wang#, Shao Tang, Yalin Wang, Abolfazl Razi",
        "CVPR 2026",
    ),
    (
        "Planner-R1",
        "Siyu Zhu, Yanbin Jiang, Hejian Sang, Shao Tang, Qingquan Song, Biao He, Rohit Jain, \
         Zhipeng Wang, Alborz Geramifard",
        "Preprint",
    ),
    // There the homepage writes `*` for the corresponding author; the list has one legend.
    (
        "Scaling Up SLM",
        "Kayhan Behdin, Qingquan Song, Sriram Vasudevan, Jian Sheng, Xiaojing Ma, Z Zhou, \
         Chuanrui Zhu, Guoyao Li, Chanh Nguyen, Sayan Ghosh, Hejian Sang, Ata Fatahi Baarzi, \
         Sundara Raman Ramachandran, Xiaoqing Wang, Qing Lan, Qi Guo, Caleb Johnson, \
         Zhipeng Wang#, Fedor Borisyuk",
        "MLSys 2026",
    ),
];

/// The papers on their lines.
fn papers(document: &Document) -> Vec<PublicationItem<Lines>> {
    let sections = arrange(document, &Theme::default()).sections.into_iter();
    let groups = sections.flat_map(|section| section.groups);
    let items = groups.flat_map(|group| group.items);
    items
        .filter_map(|item| match item {
            Item::Publication(paper) => Some(paper),
            _ => None,
        })
        .collect()
}

fn owners(runs: &[Inline]) -> Vec<String> {
    let own = runs.iter().flat_map(|run| match run {
        Inline::Owner { content } => vec![plain_text(content)],
        run => owners(run.children()),
    });
    own.collect()
}

#[test]
fn all_nine_papers_have_their_authors_marks_and_venues() {
    let cv = fixture("homepage");
    for name in ["cv", "publications"] {
        let (composed, _) = composed(&cv, name, "scholar");
        let papers = papers(&composed.document);
        assert_eq!(papers.len(), 9, "{name}");
        for (title, authors, venue) in PAPERS {
            let paper = papers
                .iter()
                .find(|paper| paper.content.text().contains(title));
            let paper = paper.unwrap_or_else(|| panic!("{name}: {title}"));
            let text = paper.content.text().replace('\u{a0}', " ");
            let authors = authors.trim_end_matches('.');
            assert!(
                text.starts_with(&format!("{authors}. {title}.")),
                "{name}: {text}"
            );
            // Under the heading of preprints it is not said again.
            assert!(
                text.contains(venue) || venue == "Preprint",
                "{name}: {text}"
            );
            assert_eq!(
                owners(paper.content.first()),
                ["Zhipeng Wang"],
                "{name}: {text}"
            );
            // A venue that ends in the year of the paper prints it once.
            if let Some(year) = paper.year.as_deref() {
                assert_eq!(text.matches(year).count(), 1, "{name}: {text}");
            }
        }
        let oral = papers
            .iter()
            .filter(|paper| paper.content.text().to_lowercase().contains("oral"));
        assert_eq!(oral.count(), 1, "{name}");
    }
}

#[test]
fn one_legend_says_what_the_marks_mean() {
    let cv = fixture("homepage");
    let meanings = |document: &Document| -> Vec<(String, String)> {
        let own = document
            .sections
            .iter()
            .filter_map(|section| section.legend.as_ref());
        let legends: Vec<_> = own.chain(document.legend.as_ref()).collect();
        assert_eq!(legends.len(), 1);
        let items = legends[0].items.iter();
        items
            .map(|item| (plain_text(&item.mark), item.label.clone()))
            .collect()
    };
    let expected = [("*", "Equal contribution"), ("#", "Corresponding author")];
    for name in ["cv", "publications"] {
        let (composed, _) = composed(&cv, name, "scholar");
        let found = meanings(&composed.document);
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|(mark, label)| (mark.as_str(), label.as_str()))
            .collect();
        assert_eq!(found, expected, "{name}");
    }
}
