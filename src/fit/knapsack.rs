//! Which items stay when not all of them fit: an exact choice.
//!
//! Items form a tree (a section has entries, an entry has bullets); one that stays needs its
//! parent, and a parent that only heads others stays only with one of them. The best set has the
//! greatest value of high items; of those, the greatest value of normal ones; then of low ones.
//! It is found as the best point of the Pareto front of height and value (a knapsack with a tree
//! of dependencies; Kellerer, Pferschy, Pisinger: Knapsack Problems, 2004, chapters 2 and 15).

use std::cmp::Ordering;

/// Height, in thousandths of a point: whole numbers, so that sums are exact.
pub type Height = i64;

/// Classes that can be left out, best first: high, normal, low.
pub const CLASSES: usize = 3;

/// Value by class, best class first; compared class by class.
pub type Value = [u128; CLASSES];

/// Something that stays or goes.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it adds to the height when it stays.
    pub height: Height,
    /// What it is worth; `None` for a mere heading, which never stays alone.
    pub worth: Option<Worth>,
    /// What needs it.
    pub children: Vec<Node>,
    /// Who it is, for the caller.
    pub id: usize,
}

/// What an item is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// It always stays.
    Pinned,
    /// It stays if it can: its class, 0 for the best, and its value there.
    Class(usize, u128),
}

/// The best set that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The ids that stay, ascending.
    pub kept: Vec<usize>,
    /// Their height.
    pub height: Height,
    /// Their value.
    pub value: Value,
}

/// The best set of nodes of height at most `capacity`, or `None` if what is pinned is higher.
pub fn select(nodes: &[Node], capacity: Height) -> Option<Choice> {
    let mut history = History::default();
    let start = Point {
        height: 0,
        value: [0; CLASSES],
        made: History::NOTHING,
    };
    let front = nodes.iter().fold(vec![start], |front, node| {
        join(
            &front,
            &options(node, capacity, &mut history),
            capacity,
            &mut history,
        )
    });
    let best = front.last()?;
    let mut kept = history.ids(best.made);
    kept.sort_unstable();
    Some(Choice {
        kept,
        height: best.height,
        value: best.value,
    })
}

/// The height of what is pinned, with all that it needs.
pub fn pinned_height(nodes: &[Node]) -> Height {
    nodes
        .iter()
        .filter(|node| is_pinned(node))
        .map(|node| node.height + pinned_height(&node.children))
        .sum()
}

fn is_pinned(node: &Node) -> bool {
    node.worth == Some(Worth::Pinned) || node.children.iter().any(is_pinned)
}

/// A set of items: what it takes and what it is worth.
#[derive(Debug, Clone, Copy)]
struct Point {
    height: Height,
    value: Value,
    made: usize,
}

/// How points were made, so that a point is small and its items are found again.
#[derive(Default)]
struct History {
    steps: Vec<Step>,
}

enum Step {
    Item { id: usize, rest: usize },
    Both { left: usize, right: usize },
}

impl History {
    const NOTHING: usize = usize::MAX;

    fn add(&mut self, step: Step) -> usize {
        self.steps.push(step);
        self.steps.len() - 1
    }

    fn ids(&self, made: usize) -> Vec<usize> {
        let mut ids = Vec::new();
        let mut open = vec![made];
        while let Some(step) = open.pop().and_then(|at| self.steps.get(at)) {
            match step {
                Step::Item { id, rest } => {
                    ids.push(*id);
                    open.push(*rest);
                }
                Step::Both { left, right } => open.extend([*left, *right]),
            }
            // `NOTHING` is no step; what lies below it is still open.
            while open.last() == Some(&Self::NOTHING) {
                open.pop();
            }
        }
        ids
    }
}

/// The front of a node: with it in all useful ways, and without it if it may go.
fn options(node: &Node, capacity: Height, history: &mut History) -> Vec<Point> {
    let start = Point {
        height: 0,
        value: [0; CLASSES],
        made: History::NOTHING,
    };
    let room = capacity.saturating_sub(node.height);
    let inside = node.children.iter().fold(vec![start], |front, child| {
        join(&front, &options(child, room, history), room, history)
    });
    let mut front = Vec::with_capacity(inside.len() + 1);
    if !is_pinned(node) {
        front.push(start);
    }
    for point in inside {
        if node.worth.is_none() && point.made == History::NOTHING {
            continue;
        }
        let mut value = point.value;
        if let Some(Worth::Class(class, worth)) = node.worth
            && let Some(of_class) = value.get_mut(class)
        {
            *of_class += worth;
        }
        let made = history.add(Step::Item {
            id: node.id,
            rest: point.made,
        });
        front.push(Point {
            height: point.height + node.height,
            value,
            made,
        });
    }
    pareto(front, capacity)
}

/// All sums of a point of each front that can be best.
fn join(left: &[Point], right: &[Point], capacity: Height, history: &mut History) -> Vec<Point> {
    let mut sums = Vec::with_capacity(left.len() * right.len());
    for (at, one) in left.iter().enumerate() {
        for (beside, other) in right.iter().enumerate() {
            let height = one.height + other.height;
            if height <= capacity {
                let mut value = one.value;
                for (sum, more) in value.iter_mut().zip(other.value) {
                    *sum += more;
                }
                sums.push((
                    Point {
                        height,
                        value,
                        made: 0,
                    },
                    at,
                    beside,
                ));
            }
        }
    }
    sums.sort_by(|(a, ..), (b, ..)| best_first(a, b));
    let mut front: Vec<Point> = Vec::new();
    for (mut point, at, beside) in sums {
        if front.last().is_none_or(|last| point.value > last.value) {
            let (one, other) = (left[at].made, right[beside].made);
            point.made = match (one, other) {
                (History::NOTHING, made) | (made, History::NOTHING) => made,
                (left, right) => history.add(Step::Both { left, right }),
            };
            front.push(point);
        }
    }
    front
}

/// The points that no other beats in both height and value, by rising height and value.
fn pareto(mut points: Vec<Point>, capacity: Height) -> Vec<Point> {
    points.retain(|point| point.height <= capacity);
    points.sort_by(best_first);
    let mut front: Vec<Point> = Vec::new();
    for point in points {
        if front.last().is_none_or(|last| point.value > last.value) {
            front.push(point);
        }
    }
    front
}

fn best_first(a: &Point, b: &Point) -> Ordering {
    a.height.cmp(&b.height).then(b.value.cmp(&a.value))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The best value over all subsets, by trying them.
    fn tried(nodes: &[Node], capacity: Height) -> Option<Value> {
        fn flat<'a>(
            nodes: &'a [Node],
            parent: Option<usize>,
            out: &mut Vec<(&'a Node, Option<usize>)>,
        ) {
            for node in nodes {
                let own = out.len();
                out.push((node, parent));
                flat(&node.children, Some(own), out);
            }
        }
        let mut all = Vec::new();
        flat(nodes, None, &mut all);
        let mut best: Option<Value> = None;
        for set in 0..1u32 << all.len() {
            let kept = |at: usize| set & 1 << at != 0;
            let legal = all.iter().enumerate().all(|(at, (node, parent))| {
                let headed = node.worth.is_some()
                    || !kept(at)
                    || all
                        .iter()
                        .enumerate()
                        .any(|(child, (_, of))| kept(child) && *of == Some(at));
                let needed = !kept(at) || parent.is_none_or(kept);
                let pinned = node.worth != Some(Worth::Pinned) || kept(at);
                headed && needed && pinned
            });
            let height: Height = all
                .iter()
                .enumerate()
                .filter(|(at, _)| kept(*at))
                .map(|(_, (node, _))| node.height)
                .sum();
            if !legal || height > capacity {
                continue;
            }
            let mut value = [0; CLASSES];
            for (at, (node, _)) in all.iter().enumerate() {
                if let (true, Some(Worth::Class(class, worth))) = (kept(at), node.worth) {
                    value[class] += worth;
                }
            }
            best = best.max(Some(value));
        }
        best
    }

    fn worth() -> impl Strategy<Value = Option<Worth>> {
        prop_oneof![
            1 => Just(Some(Worth::Pinned)),
            8 => (0..CLASSES, 1..9u128).prop_map(|(class, value)| Some(Worth::Class(class, value))),
        ]
    }

    fn tree() -> impl Strategy<Value = Vec<Node>> {
        let bullets = proptest::collection::vec((1..40i64, worth()), 0..3);
        let entries = proptest::collection::vec((1..40i64, worth(), bullets), 0..3);
        let sections = proptest::collection::vec((0..20i64, entries), 0..3);
        sections.prop_map(|sections| {
            let mut id = 0;
            let mut next = || {
                id += 1;
                id - 1
            };
            sections
                .into_iter()
                .map(|(height, entries)| Node {
                    id: next(),
                    height,
                    worth: None,
                    children: entries
                        .into_iter()
                        .map(|(height, worth, bullets)| Node {
                            id: next(),
                            height,
                            worth,
                            children: bullets
                                .into_iter()
                                .map(|(height, worth)| Node {
                                    id: next(),
                                    height,
                                    worth,
                                    children: vec![],
                                })
                                .collect(),
                        })
                        .collect(),
                })
                .collect()
        })
    }

    proptest! {
        #[test]
        fn the_choice_is_the_best_of_all_subsets(nodes in tree(), capacity in 0..200i64) {
            let choice = select(&nodes, capacity);
            prop_assert_eq!(choice.as_ref().map(|choice| choice.value), tried(&nodes, capacity));
            prop_assert_eq!(choice.is_some(), pinned_height(&nodes) <= capacity);
            if let Some(choice) = choice {
                prop_assert!(choice.height <= capacity);
            }
        }
    }

    /// Items without children, with values that no two sets share.
    fn items(classes: &[usize], heights: &[Height]) -> Vec<Node> {
        let item = |(id, (class, height)): (usize, (&usize, &Height))| Node {
            id,
            height: *height,
            worth: Some(Worth::Class(*class, (100 + id as u128 % 5) << 20 | 1 << id)),
            children: vec![],
        };
        classes.iter().zip(heights).enumerate().map(item).collect()
    }

    proptest! {
        #[test]
        fn an_item_of_a_lower_class_takes_no_place_of_a_higher(
            classes in proptest::collection::vec(0..CLASSES, 10),
            heights in proptest::collection::vec(1..50i64, 10),
            capacity in 0..300i64,
        ) {
            // The last item is new; those of higher classes stay or go as without it.
            let all = items(&classes, &heights);
            let higher = |choice: Choice| -> Vec<usize> {
                choice.kept.into_iter().filter(|id| classes[*id] < classes[9]).collect()
            };
            let before = select(&all[..9], capacity).map(higher);
            let after = select(&all, capacity).map(higher);
            prop_assert_eq!(before, after);
        }

        #[test]
        fn an_item_that_stays_also_stays_in_a_higher_class(
            classes in proptest::collection::vec(0..CLASSES, 10),
            heights in proptest::collection::vec(1..50i64, 10),
            capacity in 0..300i64,
            raised in 0..10usize,
        ) {
            let before = select(&items(&classes, &heights), capacity).unwrap();
            let mut higher = classes.clone();
            higher[raised] = higher[raised].saturating_sub(1);
            let after = select(&items(&higher, &heights), capacity).unwrap();
            if before.kept.contains(&raised) {
                prop_assert!(after.kept.contains(&raised));
            }
        }
    }

    #[test]
    fn hundreds_of_items_are_chosen_from_at_once() {
        let bullet = |id| Node {
            id,
            height: 13_500 * (1 + (id as Height * 7) % 3),
            worth: Some(Worth::Class(id % CLASSES, 100 + (id as u128 * 37) % 61)),
            children: vec![],
        };
        let nodes: Vec<Node> = (0..60)
            .map(|entry| Node {
                id: 1000 + entry,
                height: 18_500,
                worth: Some(Worth::Class(1, 300)),
                children: (0..8).map(|at| bullet(entry * 8 + at)).collect(),
            })
            .collect();
        let choice = select(&nodes, 700_000).unwrap();
        assert!(
            choice.height > 680_000 && choice.height <= 700_000,
            "{}",
            choice.height
        );
    }
}
