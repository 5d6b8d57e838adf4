use proptest::prelude::*;

use super::*;

fn tree(json: &str) -> Tree {
    serde_json::from_str(json).unwrap()
}

fn any_tree() -> impl Strategy<Value = Tree> {
    let word = prop_oneof![
        Just(""),
        Just("a"),
        Just("b"),
        Just("a.b"),
        Just("[\"\\"),
        Just("12"),
        Just("null")
    ];
    let key = prop_oneof![
        Just("name"),
        Just("title"),
        Just("a.b"),
        Just("x[0]"),
        Just(""),
        Just("\"\\"),
        Just("work")
    ];
    let leaf = prop_oneof![
        Just(Tree::Null),
        any::<bool>().prop_map(Tree::Bool),
        any::<i64>().prop_map(|number| Tree::Number(number.into())),
        word.prop_map(Tree::from),
    ];
    leaf.prop_recursive(4, 40, 5, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Tree::List),
            proptest::collection::btree_map(key.clone(), inner, 0..5).prop_map(|map| {
                Tree::Map(
                    map.into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #[test]
    fn the_changes_lead_from_one_value_to_the_other(from in any_tree(), to in any_tree()) {
        let changes = difference(&from, &to);
        let mut changed = from.clone();
        let unfit = apply(&mut changed, &changes);
        prop_assert_eq!(&changed, &to, "{:#?}", changes);
        prop_assert!(unfit.is_empty(), "{:?} {:#?}", unfit, changes);
        for change in &changes {
            prop_assert_eq!(Path::parse(&change.at.to_string()), Some(change.at.clone()));
        }
    }

    #[test]
    fn a_word_is_read_as_it_was_written(tree in any_tree()) {
        prop_assert_eq!(Tree::from_word(&tree.word()), tree);
    }

    #[test]
    fn paths_of_any_text_are_read_without_a_panic(text in "[a\\[\\]\"\\\\.0-9é]{0,12}") {
        let _ = Path::parse(&text);
    }
}

#[test]
fn items_of_a_list_within_a_list_are_none_that_an_entry_is_known_by() {
    let (from, to) = (tree(r#"[[{}, "a.b"], null]"#), tree("[[], {}]"));
    let mut changed = from.clone();
    assert_eq!(apply(&mut changed, &difference(&from, &to)), [0; 0]);
    assert_eq!(changed, to);
}

#[test]
fn what_somebody_has_written_since_stays_and_entries_are_found_where_they_have_moved() {
    let from =
        tree(r#"{"work": [{"name": "A", "start": "2020-01"}, {"name": "B", "start": "2018-01"}]}"#);
    let to = tree(
        r#"{"work": [{"name": "A", "start": "2020-01-01", "kept": 1}, {"name": "B", "start": "2018-01-01"}]}"#,
    );
    let changes = difference(&from, &to);
    assert_eq!(changes.len(), 3, "{changes:#?}");
    let mut edited = tree(
        r#"{"work": [{"name": "New"}, {"name": "A", "start": "2019-05"}, {"name": "B", "start": "2018-01"}]}"#,
    );
    let unfit = apply(&mut edited, &changes);
    assert_eq!(unfit, [0]);
    let expected = tree(
        r#"{"work": [{"name": "New"}, {"name": "A", "start": "2019-05", "kept": 1}, {"name": "B", "start": "2018-01-01"}]}"#,
    );
    assert_eq!(edited, expected);
    let mut gone = tree(r#"{"work": [{"name": "B", "start": "2018-01"}]}"#);
    assert_eq!(apply(&mut gone, &changes), [0, 1]);
    assert_eq!(
        gone,
        tree(r#"{"work": [{"name": "B", "start": "2018-01-01"}]}"#)
    );
}

#[test]
fn the_order_of_keys_is_kept_and_makes_no_difference() {
    let one = tree(r#"{"b": 1, "a": [{"d": 1, "c": null}]}"#);
    assert_eq!(
        serde_json::to_string(&one).unwrap(),
        r#"{"b":1,"a":[{"d":1,"c":null}]}"#
    );
    assert_eq!(one, tree(r#"{"a": [{"c": null, "d": 1}], "b": 1}"#));
    assert_ne!(one, tree(r#"{"a": [{"c": null, "d": 2}], "b": 1}"#));
}
