//! Which authors of a long list print.

/// Which of `count` authors print when at most `max` may: the first, the owner and the last always, and
/// then from the front.
///
/// `None` prints all.
pub fn kept(count: usize, owners: &[usize], max: Option<usize>) -> Vec<bool> {
    let Some(max) = max.filter(|max| *max < count) else {
        return vec![true; count];
    };
    let mut kept = vec![false; count];
    for &at in owners.iter().chain(&[0, count - 1]) {
        if let Some(keep) = kept.get_mut(at) {
            *keep = true;
        }
    }
    let mut left = max.saturating_sub(kept.iter().filter(|keep| **keep).count());
    for keep in &mut kept {
        if !*keep && left > 0 {
            *keep = true;
            left -= 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keeps_first_owner_and_last() {
        let places = |count, owners: &[usize], max| -> Vec<usize> {
            let kept = kept(count, owners, Some(max));
            kept.iter()
                .enumerate()
                .filter(|(_, keep)| **keep)
                .map(|(at, _)| at)
                .collect()
        };
        assert_eq!(places(24, &[6], 4), [0, 1, 6, 23]);
        assert_eq!(places(24, &[6], 0), [0, 6, 23]);
        assert_eq!(places(24, &[], 3), [0, 1, 23]);
        assert_eq!(places(5, &[1], 5), [0, 1, 2, 3, 4]);
        assert_eq!(kept(0, &[], Some(0)), [false; 0]);
    }

    proptest! {
        #[test]
        fn never_loses_the_owner(count in 0usize..60, owner in 0usize..60, max in 0usize..70) {
            let kept = kept(count, &[owner], Some(max));
            prop_assert_eq!(kept.len(), count);
            if owner < count {
                prop_assert!(kept[owner]);
            }
            prop_assert!(count == 0 || kept[0] && kept[count - 1]);
            let printed = kept.iter().filter(|keep| **keep).count();
            prop_assert!(printed >= count.min(max) && printed <= count.min(max.max(3)));
        }
    }
}
