//! How well scores put those first to whom it happened: area under the curve, average precision, what the first shares
//! of a list hold.

use serde::Serialize;

/// Shares of a list that an officer can look at, in hundredths.
pub const SHARES: [f64; 3] = [0.02, 0.05, 0.10];

/// Rows by falling score; rows of one score in the order of their file.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranking {
    pub order: Vec<u32>,
    /// In that order: whether it happened.
    event: Vec<bool>,
    /// Where the scores begin and end that an event has: events are rare, and between them there is only counting.
    groups: Vec<(usize, usize)>,
}

/// `NaN` where there is no event, or nothing else.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Probability that an event ranks above one that is none, ties counting half.
    pub auc: f64,
    /// Average precision: the step sum over distinct scores.
    pub pr_auc: f64,
    /// For each of [`SHARES`].
    pub top: [Top; SHARES.len()],
}

/// The first rows of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Top {
    /// Share of events among them.
    pub precision: f64,
    /// Share of all events that are among them.
    pub recall: f64,
    /// How many times more events than in as many rows drawn by chance.
    pub lift: f64,
}

impl Ranking {
    #[must_use]
    pub fn new(scores: &[f64], y: &[f64]) -> Self {
        let mut order: Vec<u32> = (0..scores.len() as u32).collect();
        let score = |row: &u32| scores[*row as usize];
        order.sort_by(|a, b| score(b).total_cmp(&score(a)));
        let event: Vec<bool> = order.iter().map(|row| y[*row as usize] > 0.5).collect();
        let mut groups = Vec::new();
        let mut start = 0;
        for group in order.chunk_by(|a, b| score(a) == score(b)) {
            let end = start + group.len();
            if event[start..end].contains(&true) {
                groups.push((start, end));
            }
            start = end;
        }
        Self { order, event, groups }
    }

    /// Places of the events in the order.
    fn events(&self) -> impl Iterator<Item = usize> {
        let of_group = |(start, end): &(usize, usize)| (*start..*end).filter(|at| self.event[*at]);
        self.groups.iter().flat_map(of_group)
    }

    #[must_use]
    pub fn measure(&self) -> Ranked {
        self.weighed(&vec![1; self.order.len()])
    }

    /// The rows of the first `share` of the list.
    #[must_use]
    pub fn first(&self, share: f64) -> &[u32] {
        &self.order[..first(share, self.order.len() as u32) as usize]
    }

    /// As if each row stood there as many times as `copies` says, row by row in the order of the file.
    #[must_use]
    pub fn weighed(&self, copies: &[u32]) -> Ranked {
        let count = |rows: &[u32]| rows.iter().map(|row| copies[*row as usize]).sum::<u32>();
        let all: u32 = copies.iter().sum();
        let events: u32 = self.events().map(|at| copies[self.order[at] as usize]).sum();
        let taken = SHARES.map(|share| first(share, all));
        let mut found = [0; SHARES.len()];
        // Above the present score.
        let (mut seen, mut seen_events, mut at) = (0, 0, 0);
        let (mut pairs, mut precision) = (0.0, 0.0);
        for (start, end) in &self.groups {
            seen += count(&self.order[at..*start]);
            let (mut here, mut here_events) = (0, 0);
            for (row, event) in self.order[*start..*end].iter().zip(&self.event[*start..*end]) {
                let weight = copies[*row as usize];
                if *event {
                    for (found, taken) in found.iter_mut().zip(taken) {
                        *found += taken.saturating_sub(seen + here).min(weight);
                    }
                    here_events += weight;
                }
                here += weight;
            }
            if here_events > 0 {
                let others = f64::from(here - here_events);
                let below = f64::from(all - events - (seen - seen_events)) - others;
                let count = f64::from(here_events);
                pairs += count * (below + 0.5 * others);
                seen_events += here_events;
                precision += count * f64::from(seen_events) / f64::from(seen + here);
            }
            seen += here;
            at = *end;
        }
        let (events, all) = (f64::from(events), f64::from(all));
        let top = |at: usize| {
            let found = f64::from(found[at]);
            let precision = found / f64::from(taken[at]);
            Top { precision, recall: found / events, lift: precision / (events / all) }
        };
        Ranked {
            auc: pairs / (events * (all - events)),
            pr_auc: precision / events,
            top: std::array::from_fn(top),
        }
    }
}

/// How many rows the first `share` of `all` is, halves to even.
fn first(share: f64, all: u32) -> u32 {
    (share * f64::from(all)).round_ties_even() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranked(scores: &[f64], y: &[f64]) -> Ranked {
        Ranking::new(scores, y).measure()
    }

    #[test]
    fn ties_count_half() {
        assert_eq!(ranked(&[3.0, 2.0, 1.0], &[1.0, 0.0, 0.0]).auc, 1.0);
        assert_eq!(ranked(&[1.0, 1.0, 1.0], &[1.0, 0.0, 0.0]).auc, 0.5);
        assert_eq!(ranked(&[2.0, 2.0, 1.0, 0.0], &[1.0, 0.0, 1.0, 0.0]).auc, 0.625);
    }

    #[test]
    fn precision_steps_from_score_to_score() {
        // 1/2 at the two best, then 2/3.
        let found = ranked(&[2.0, 2.0, 1.0, 0.0], &[1.0, 0.0, 1.0, 0.0]).pr_auc;
        assert!((found - (0.5 * 0.5 + 0.5 * 2.0 / 3.0)).abs() < 1e-15);
    }

    #[test]
    fn among_ties_the_file_decides_who_is_on_the_list() {
        let y: Vec<f64> = (0..100).map(|row| f64::from(u8::from(row == 1 || row == 60))).collect();
        let top = ranked(&[0.0; 100], &y).top[0];
        assert_eq!((top.precision, top.recall, top.lift), (0.5, 0.5, 25.0));
    }

    #[test]
    fn halves_go_to_the_even() {
        assert_eq!(first(0.05, 6_770), 338);
        assert_eq!(first(0.05, 6_790), 340);
    }

    #[test]
    fn without_an_event_nothing_is_said() {
        let found = ranked(&[1.0, 2.0], &[0.0, 0.0]);
        assert!(found.auc.is_nan() && found.pr_auc.is_nan() && found.top[2].recall.is_nan());
    }

    proptest::proptest! {
        #[test]
        fn weights_are_copies(rows in proptest::collection::vec((0_i32..6, 0_u8..2, 0_u32..4), 1..60)) {
            let copies = |row: &(i32, u8, u32)| vec![(f64::from(row.0), f64::from(row.1)); row.2 as usize];
            let (scores, y): (Vec<f64>, Vec<f64>) = rows.iter().flat_map(copies).unzip();
            let (one, labels): (Vec<f64>, Vec<f64>) =
                rows.iter().map(|row| (f64::from(row.0), f64::from(row.1))).unzip();
            let copies: Vec<u32> = rows.iter().map(|row| row.2).collect();
            let weighed = Ranking::new(&one, &labels).weighed(&copies);
            let copied = ranked(&scores, &y);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-12 || (a.is_nan() && b.is_nan());
            proptest::prop_assert!(near(weighed.auc, copied.auc));
            proptest::prop_assert!(near(weighed.pr_auc, copied.pr_auc));
            proptest::prop_assert!(weighed.top.iter().zip(copied.top).all(|(a, b)| near(a.lift, b.lift)));
        }

        #[test]
        fn the_area_is_the_share_of_pairs(rows in proptest::collection::vec((0_i32..6, 0_u8..2), 2..40)) {
            let (scores, y): (Vec<f64>, Vec<f64>) = rows.iter().map(|(s, y)| (f64::from(*s), f64::from(*y))).unzip();
            let (mut right, mut pairs) = (0.0, 0.0);
            for (score, _) in rows.iter().filter(|row| row.1 == 1) {
                for (other, _) in rows.iter().filter(|row| row.1 == 0) {
                    pairs += 1.0;
                    right += if score > other { 1.0 } else if score == other { 0.5 } else { 0.0 };
                }
            }
            let auc = ranked(&scores, &y).auc;
            proptest::prop_assert!((auc - right / pairs).abs() < 1e-12 || (auc.is_nan() && pairs == 0.0));
        }
    }
}
