//! Tests of names, of lists of names, and of who of them is the owner.

pub(crate) mod kinds;

use super::*;
use crate::diagnostics::Place;
use crate::model::{AuthorNames, Cv, Person};

/// As written; given, particle, family, suffix; initials; family first.
#[rustfmt::skip]
const NAMES: &[(&str, [&str; 4], &str, &str)] = &[
    ("Ada Lovelace", ["Ada", "", "Lovelace", ""], "A. Lovelace", "Lovelace A"),
    ("Ada M. Lovelace", ["Ada M.", "", "Lovelace", ""], "A. M. Lovelace", "Lovelace AM"),
    ("A. M. Lovelace", ["A. M.", "", "Lovelace", ""], "A. M. Lovelace", "Lovelace AM"),
    ("A.M. Lovelace", ["A.M.", "", "Lovelace", ""], "A. M. Lovelace", "Lovelace AM"),
    ("AM Lovelace", ["AM", "", "Lovelace", ""], "A. M. Lovelace", "Lovelace AM"),
    ("Lovelace AM", ["AM", "", "Lovelace", ""], "A. M. Lovelace", "Lovelace AM"),
    ("Lovelace A.", ["A.", "", "Lovelace", ""], "A. Lovelace", "Lovelace A"),
    ("van der Berg J", ["J", "van der", "Berg", ""], "J. van der Berg", "van der Berg J"),
    ("Lovelace, Ada", ["Ada", "", "Lovelace", ""], "A. Lovelace", "Lovelace A"),
    ("Jan van der Berg", ["Jan", "van der", "Berg", ""], "J. van der Berg", "van der Berg J"),
    ("van der Berg, Jan", ["Jan", "van der", "Berg", ""], "J. van der Berg", "van der Berg J"),
    ("Berg, Jan van der", ["Jan", "van der", "Berg", ""], "J. van der Berg", "van der Berg J"),
    ("Ludwig von Mises", ["Ludwig", "von", "Mises", ""], "L. von Mises", "von Mises L"),
    ("Vincent Van Gogh", ["Vincent", "", "Van Gogh", ""], "V. Van Gogh", "Van Gogh V"),
    ("María de la Cruz", ["María", "de la", "Cruz", ""], "M. de la Cruz", "de la Cruz M"),
    ("García Márquez, Gabriel", ["Gabriel", "", "García Márquez", ""], "G. García Márquez", "García Márquez G"),
    ("Gerard 't Hooft", ["Gerard", "'t", "Hooft", ""], "G. 't Hooft", "'t Hooft G"),
    ("Martin Luther King Jr.", ["Martin Luther", "", "King", "Jr."], "M. L. King Jr.", "King ML Jr"),
    ("Martin Luther King, Jr.", ["Martin Luther", "", "King", "Jr."], "M. L. King Jr.", "King ML Jr"),
    ("King, Jr., Martin Luther", ["Martin Luther", "", "King", "Jr."], "M. L. King Jr.", "King ML Jr"),
    ("King, Martin Luther, Jr.", ["Martin Luther", "", "King", "Jr."], "M. L. King Jr.", "King ML Jr"),
    ("John Doe III", ["John", "", "Doe", "III"], "J. Doe III", "Doe J III"),
    ("Plato", ["", "", "Plato", ""], "Plato", "Plato"),
    ("bell hooks", ["bell", "", "hooks", ""], "b. hooks", "hooks b"),
    ("Jean-Pierre Serre", ["Jean-Pierre", "", "Serre", ""], "J.-P. Serre", "Serre JP"),
    ("J.-P. Serre", ["J.-P.", "", "Serre", ""], "J.-P. Serre", "Serre JP"),
    ("Pin-Lun Hsu", ["Pin-Lun", "", "Hsu", ""], "P.-L. Hsu", "Hsu PL"),
    ("Mary Smith-Jones", ["Mary", "", "Smith-Jones", ""], "M. Smith-Jones", "Smith-Jones M"),
    ("Nguyễn Văn An", ["Văn An", "", "Nguyễn", ""], "V. A. Nguyễn", "Nguyễn VA"),
    ("Chanh Nguyen", ["Chanh", "", "Nguyen", ""], "C. Nguyen", "Nguyen C"),
    ("Hồ Chí Minh", ["Chí Minh", "", "Hồ", ""], "C. M. Hồ", "Hồ CM"),
    ("Ho Jin Lee", ["Ho Jin", "", "Lee", ""], "H. J. Lee", "Lee HJ"),
    ("Wei Wang 0001", ["Wei", "", "Wang", ""], "W. Wang", "Wang W"),
    ("WANG Zhipeng", ["Zhipeng", "", "WANG", ""], "Z. WANG", "WANG Z"),
    ("Z Zhou", ["Z", "", "Zhou", ""], "Z. Zhou", "Zhou Z"),
    ("Yun-Nung (Vivian) Chen", ["Yun-Nung (Vivian)", "", "Chen", ""], "Y.-N. Chen", "Chen YN"),
    ("张伟", ["", "", "张伟", ""], "张伟", "张伟"),
    ("İlker Işık", ["İlker", "", "Işık", ""], "İ. Işık", "Işık İ"),
    ("Łukasz Kaiser", ["Łukasz", "", "Kaiser", ""], "Ł. Kaiser", "Kaiser Ł"),
    ("E\u{301}lise Noe\u{308}l", ["Élise", "", "Noël", ""], "É. Noël", "Noël É"),
    ("Sundara Raman Ramachandran", ["Sundara Raman", "", "Ramachandran", ""], "S. R. Ramachandran", "Ramachandran SR"),
    ("Ahmed el Fassi", ["Ahmed", "el", "Fassi", ""], "A. el Fassi", "el Fassi A"),
    ("{Google Research}", ["", "", "Google Research", ""], "Google Research", "Google Research"),
    ("The ATLAS Collaboration", ["", "", "The ATLAS Collaboration", ""], "The ATLAS Collaboration", "The ATLAS Collaboration"),
    ("Gemma Team", ["", "", "Gemma Team", ""], "Gemma Team", "Gemma Team"),
    ("Wernher von Braun", ["Wernher", "von", "Braun", ""], "W. von Braun", "von Braun W"),
    ("Ursula von der Leyen", ["Ursula", "von der", "Leyen", ""], "U. von der Leyen", "von der Leyen U"),
    ("Guido van Rossum", ["Guido", "van", "Rossum", ""], "G. van Rossum", "van Rossum G"),
    ("Leonardo da Vinci", ["Leonardo", "da", "Vinci", ""], "L. da Vinci", "da Vinci L"),
    ("Juan Carlos de la Vega", ["Juan Carlos", "de la", "Vega", ""], "J. C. de la Vega", "de la Vega JC"),
    ("de Beauvoir, Simone", ["Simone", "de", "Beauvoir", ""], "S. de Beauvoir", "de Beauvoir S"),
    ("Henry Ford II", ["Henry", "", "Ford", "II"], "H. Ford II", "Ford H II"),
    ("Sammy Davis Jr", ["Sammy", "", "Davis", "Jr"], "S. Davis Jr", "Davis S Jr"),
    ("Trần Đại Nghĩa", ["Đại Nghĩa", "", "Trần", ""], "Đ. N. Trần", "Trần ĐN"),
    ("Lê Quý Đôn", ["Quý Đôn", "", "Lê", ""], "Q. Đ. Lê", "Lê QĐ"),
    ("Şükrü Çelik", ["Şükrü", "", "Çelik", ""], "Ş. Çelik", "Çelik Ş"),
    ("Ömer Şahin", ["Ömer", "", "Şahin", ""], "Ö. Şahin", "Şahin Ö"),
    ("Đorđe Petrović", ["Đorđe", "", "Petrović", ""], "Đ. Petrović", "Petrović Đ"),
    ("Anne-Marie O'Neill", ["Anne-Marie", "", "O'Neill", ""], "A.-M. O'Neill", "O'Neill AM"),
    ("J.R.R. Tolkien", ["J.R.R.", "", "Tolkien", ""], "J. R. R. Tolkien", "Tolkien JRR"),
    ("R. A. Fisher", ["R. A.", "", "Fisher", ""], "R. A. Fisher", "Fisher RA"),
    ("Müller, Jörg", ["Jörg", "", "Müller", ""], "J. Müller", "Müller J"),
    ("Yang Liu 0045", ["Yang", "", "Liu", ""], "Y. Liu", "Liu Y"),
    ("王力宏", ["", "", "王力宏", ""], "王力宏", "王力宏"),
    ("OpenAI", ["", "", "OpenAI", ""], "OpenAI", "OpenAI"),
];

#[test]
fn names_come_apart_and_together() {
    const { assert!(NAMES.len() >= 60) };
    for (written, parts, initials, family_first) in NAMES {
        let name = Name::parse(written);
        let found = [&name.given, &name.particle, &name.family, &name.suffix];
        assert_eq!(found, *parts, "{written}");
        assert_eq!(name.print(AuthorNames::Initials), *initials, "{written}");
        assert_eq!(
            name.print(AuthorNames::FamilyFirst),
            *family_first,
            "{written}"
        );
    }
}

#[test]
fn names_print_as_given() {
    for (written, printed) in [
        ("  Ada   Lovelace ", "Ada Lovelace"),
        ("Lovelace, Ada", "Ada Lovelace"),
        ("King, Martin Luther, Jr.", "Martin Luther King Jr."),
        ("van der Berg, Jan", "Jan van der Berg"),
        ("Lovelace AM", "Lovelace AM"),
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Wei Wang 0001", "Wei Wang"),
        ("{Google Research}", "Google Research"),
    ] {
        assert_eq!(Name::parse(written).print(AuthorNames::AsGiven), printed);
    }
}

/// The owner's name with aliases; names that are the owner's; names that are not.
const OWNERS: &[(&str, &[&str], &[&str])] = &[
    (
        "name: Zhipeng Wang",
        &[
            "Zhipeng Wang",
            "Wang, Zhipeng",
            "Wang Zhipeng",
            "Z. Wang",
            "Z Wang",
            "Wang Z",
            "Wang Z.",
            "Zhi-Peng Wang",
            "Zhi Peng Wang",
            "WANG Zhipeng",
            "Z.-P. Wang",
            "ZP Wang",
            "zhipeng wang",
            "Zhipeng Wang 0003",
            "Wang Zhi Peng",
            "{Zhipeng Wang}",
            "{Wang, Zhipeng}",
        ],
        &[
            "Hao Wang",
            "Xiaoqing Wang",
            "Yalin Wang",
            "Zhipeng Zhang",
            "Y. Wang",
            "Wang",
            "Zhipeng",
            "H. Wang",
            "{Zhipeng Wang Group}",
            "{Z. Wang}",
            "Z. Zhou",
            "Wang H",
        ],
    ),
    (
        "name: Ada M. Lovelace, aliases: [A. A. King, Augusta Byron]",
        &[
            "Ada Lovelace",
            "A. M. Lovelace",
            "Lovelace AM",
            "Lovelace, Ada M.",
            "Ada Mary Lovelace",
            "A. King",
            "King AA",
            "Byron, Augusta",
        ],
        &[
            "Ada B. Lovelace",
            "Charles Lovelace",
            "C. Lovelace",
            "B. King",
        ],
    ),
    (
        "name: Jürgen Müller",
        &[
            "Jürgen Müller",
            "Juergen Mueller",
            "Jurgen Muller",
            "J. Mueller",
            "Müller, J.",
            "Ju\u{308}rgen MU\u{308}LLER",
        ],
        &["Jörg Möller", "Hans Müller", "Jürgen Miller"],
    ),
    (
        "name: Jan van der Berg",
        &[
            "van der Berg, Jan",
            "Berg, Jan van der",
            "J. van der Berg",
            "Jan Van der Berg",
            "Jan Berg",
            "van der Berg J",
        ],
        &["Jan van der Bergh", "Piet van der Berg"],
    ),
    (
        "name: Khanh Le",
        &["Khanh Le", "Le Khanh", "Lê Khánh", "K. Le"],
        &["Khanh Do", "Khanh La", "Khanh"],
    ),
    (
        "name: Wei Zhang, native_name: 张伟",
        &["Wei Zhang", "张伟", "张 伟", "Zhang Wei"],
        &["张卫", "Li Zhang", "李伟"],
    ),
    (
        "name: İlker Işık",
        &["Ilker Isik", "ilker ışık", "I. Isik", "İ. IŞIK"],
        &["Ali Işık"],
    ),
    (
        "name: Gabriel García Márquez",
        &[
            "García Márquez, Gabriel",
            "G. García Márquez",
            "Gabriel Garcia Marquez",
            "García-Márquez, Gabriel",
            "García-Márquez, G.",
            "GARCIA MARQUEZ G",
            "Gabriel García",
            "García, Gabriel",
        ],
        &["Rodrigo García Márquez", "G. García", "Rodrigo García"],
    ),
    (
        "name: 'García Márquez, José Luis'",
        &[
            "J. L. García",
            "García JL",
            "José Luis García-Márquez",
            "Jose L. Garcia Marquez",
            "García, José Luis",
        ],
        &["J. L. Márquez", "P. García", "José Luis García Pérez"],
    ),
    (
        "name: José Luis García",
        &["José Luis García Márquez", "García-Márquez, José Luis"],
        &[
            "J. L. García Márquez",
            "García Pérez, J.",
            "José García Pérez",
        ],
    ),
    (
        "name: Ada King-Lovelace",
        &[
            "Ada King Lovelace",
            "A. King-Lovelace",
            "Ada King",
            "A. KingLovelace",
        ],
        &["B. King", "Charles King-Lovelace"],
    ),
    (
        "name: Zhi Peng Wang",
        &["Zhipeng Wang", "Z. P. Wang"],
        &["Z. Peng", "Peng, Z."],
    ),
    (
        "name: Martin Luther King Jr.",
        &[
            "Martin Luther King",
            "King, Martin Luther, Jr.",
            "M. L. King, Jr.",
        ],
        &["Martin Luther King Sr.", "Coretta King"],
    ),
    (
        "name: Søren Ågård",
        &["Soren Agard", "Soeren Aagaard", "S. Ågård"],
        &["Sven Ågård"],
    ),
    ("name: Plato", &["Plato", "PLATO"], &["A. Plato", "Platon"]),
    (
        "name: Seán O’Neil",
        &["Sean O'Neil", "S. ONeil"],
        &["Sean Neil"],
    ),
    (
        "name: Nguyễn Văn An",
        &["Nguyen Van An", "An Van Nguyen", "V. A. Nguyen"],
        &["Nguyen Van Binh"],
    ),
    (
        "name: R. Giskard Reventlov",
        &[
            "R. Giskard Reventlov",
            "R. G. Reventlov",
            "R. Reventlov",
            "Giskard Reventlov",
            "Rolf Giskard Reventlov",
            "{R. Giskard Reventlov}",
        ],
        &[
            "Rosa Reventlov",
            "G. Reventlov",
            "Rosa Gerda Reventlov",
            "Gerda Reventlov",
        ],
    ),
    (
        "name: Jean-Pierre Serre",
        &["J.-P. Serre", "JP Serre", "Jean Pierre Serre", "J. Serre"],
        &["P. Serre"],
    ),
];

#[test]
fn the_owner_is_recognised() {
    let mut count = 0;
    for (person, own, others) in OWNERS {
        let person: Person = serde_yaml::from_str(&format!("{{{person}}}")).expect("a person");
        let owner = identity::Owner::new(&person);
        for name in *own {
            assert!(owner.is(&Name::parse(name)), "{name} is {:?}", person.name);
        }
        for name in *others {
            assert!(
                !owner.is(&Name::parse(name)),
                "{name} is not {:?}",
                person.name
            );
        }
        count += own.len() + others.len();
    }
    assert!(count >= 60);
}

#[test]
fn self_and_full_names_settle_homonyms() {
    let owners = |authors: &str| {
        let yaml = format!(
            "person: {{name: Wei Zhang, native_name: 张伟}}\npublications: [{{title: T, authors: {authors}}}]"
        );
        let cv: Cv = serde_yaml::from_str(&yaml).expect("the test's YAML is a CV");
        Papers::new(&cv).entries[0]
            .people(Role::Author)
            .owner
            .clone()
    };
    assert_eq!(owners("[Wei Zhang, {name: Wei Zhang, self: true}]"), [1]);
    assert_eq!(owners("[{name: Wei Zhang, self: false}]"), [0; 0]);
    assert_eq!(owners("'W. Zhang, Wei Zhang'"), [1]);
    assert_eq!(owners("'Wei Zhang, Wei Zhang'"), [0, 1]);
    assert_eq!(
        owners("[{name: Wei Zhang, native: 张卫}, {name: Wei Zhang, native: 张伟}]"),
        [1]
    );
    assert_eq!(owners("[{name: Somebody Else, self: true}]"), [0]);
}

#[test]
fn lines_come_apart() {
    let split = authors::split;
    for (line, names) in [
        ("A B, C D", &["A B", "C D"][..]),
        ("B, A; D, C", &["B, A", "D, C"]),
        ("B, A and D, C", &["B, A", "D, C"]),
        ("A B and C D", &["A B", "C D"]),
        ("A B, C D and E F", &["A B", "C D", "E F"]),
        ("A B, C D, and E F", &["A B", "C D", "E F"]),
        ("A B, C D & E F", &["A B", "C D", "E F"]),
        ("A B*, C D et al.", &["A B*", "C D et al."]),
        ("A B and others", &["A B", "others"]),
        ("B, A and others", &["B, A", "others"]),
        ("A B, C D and E F, et al.", &["A B", "C D", "E F", "et al."]),
        (
            "Martin Luther King, Jr., Ada Lovelace",
            &["Martin Luther King, Jr.", "Ada Lovelace"],
        ),
        (
            "{Black and White, Ltd}, Ada Lovelace",
            &["{Black and White, Ltd}", "Ada Lovelace"],
        ),
        ("A B*,#, C D", &["A B*#", "C D"]),
        (
            "Sandra Anderson, Alexander Sand",
            &["Sandra Anderson", "Alexander Sand"],
        ),
        (
            "Wouter Brothers, Jo Weathers",
            &["Wouter Brothers", "Jo Weathers"],
        ),
        ("", &[]),
    ] {
        assert_eq!(split(line), names, "{line}");
    }
}

fn papers(yaml: &str) -> Papers {
    let cv: Cv = serde_yaml::from_str(yaml).expect("the test's YAML is a CV");
    Papers::new(&cv)
}

#[test]
fn a_work_has_the_people_of_the_entry_that_names_them() {
    let papers = papers(
        "person: {name: Ada Lovelace}\npublications:\n\
         - {title: A, bib: a, editors: Mira Holt, date: 2020}\n\
         - {title: B, authors: [Xin Chen, Ada Lovelace‡], editors: Ada Lovelace, merge: a}\n\
         - {title: C, translators: 'Luigi Menabrea, Ada Lovelace et al.', merge: a}",
    );
    let [work] = &papers.works[..] else {
        panic!("{} works", papers.works.len());
    };
    let people = |role| {
        let people = papers.people(work, role);
        let names: Vec<String> = people.names().collect();
        (names.join(", "), people.owner.clone())
    };
    assert_eq!(
        people(Role::Author),
        ("Xin Chen, Ada Lovelace".into(), vec![1])
    );
    assert_eq!(people(Role::Editor), ("Mira Holt".into(), vec![]));
    let translators = ("Luigi Menabrea, Ada Lovelace".into(), vec![1]);
    assert_eq!(people(Role::Translator), translators);
    assert!(papers.people(work, Role::Translator).list.is_cut());
    // What is wrong is said where it is written.
    let places: Vec<&Place> = papers.problems().iter().map(|told| &told.place).collect();
    assert_eq!(places, [&Place::Value("publications[1].authors[1]".into())]);
}

#[test]
fn what_is_wrong_is_told_once_whatever_documents_show() {
    let papers = papers(
        "person: {name: Ada Lovelace}\npublications:\n\
         - {title: A, authors: 'Ada Lovelace‡', tags: [x]}\n\
         - {title: A, authors: 'Ada Lovelace', tags: [x]}\n\
         - {title: B, merge: nothing, tags: [x]}\n\
         settings: {}\n\
         documents: {cv: {without: [x]}, resume: {without: [x]}, publications: {without: [x]}}",
    );
    let codes: Vec<&str> = papers
        .problems()
        .iter()
        .map(|told| told.code.name())
        .collect();
    assert_eq!(
        codes,
        [
            "mark-not-declared",
            "unknown-publication",
            "duplicate-publication"
        ]
    );
}
