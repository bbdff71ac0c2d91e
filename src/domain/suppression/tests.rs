use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// A table with the sums of its rows and columns, over two months; each cell is a series.
fn table(numbers: &[Vec<Vec<u8>>]) -> Problem {
    let (rows, columns) = (numbers[0].len(), numbers[0][0].len());
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let mut problem = Problem { months: 2, ..Problem::default() };
    for row in 0..=rows {
        for column in 0..=columns {
            let sum = |month: usize| -> f64 {
                let inside =
                    |(r, c): (usize, usize)| (row == rows || r == row) && (column == columns || c == column);
                let all = (0..rows).flat_map(|r| (0..columns).map(move |c| (r, c)));
                all.filter(|it| inside(*it)).map(|(r, c)| f64::from(numbers[month][r][c])).sum()
            };
            let values: Vec<Option<f64>> = (0..2).map(|month| Some(sum(month))).collect();
            let small = values.iter().flatten().map(|value| is_small(*value)).collect();
            let spoke = vec![f64::INFINITY; 2];
            problem.cells.push(Cell { values, is_small: small, spoke, counts_structures: false });
            let is_by_month = row == rows && column == columns;
            problem.series.push(Series {
                cells: vec![at(row, column)],
                size: (row + column) as f64,
                is_by_month,
            });
        }
    }
    for row in 0..=rows {
        let parts = (0..columns).map(|column| at(row, column)).collect();
        problem.relations.push(Relation { total: at(row, columns), parts });
    }
    for column in 0..=columns {
        let parts = (0..rows).map(|row| at(row, column)).collect();
        problem.relations.push(Relation { total: at(rows, column), parts });
    }
    problem
}

proptest! {
    #[test]
    fn no_sum_tells_what_is_hidden(
        numbers in (2usize..5, 2usize..5).prop_flat_map(|(rows, columns)| {
            let month = proptest::collection::vec(proptest::collection::vec(0u8..15, columns), rows);
            proptest::collection::vec(month, 2)
        }),
        before in 0usize..4,
    ) {
        let problem = table(&numbers);
        let already = BTreeSet::from([before]);
        let hidden = problem.hide(&already);
        prop_assert!(hidden.is_superset(&already));
        let last = problem.series.len() - 1;
        for (number, cell) in problem.cells.iter().enumerate() {
            prop_assert!(number == last || !cell.is_ever_small() || hidden.contains(&number));
        }
        for relation in &problem.relations {
            prop_assert_ne!(relation.cells().filter(|cell| hidden.contains(cell)).count(), 1);
        }
        // What is hidden is enough: nothing more is hidden when it is asked again.
        prop_assert_eq!(problem.hide(&hidden), hidden);
    }
}

#[test]
fn a_table_of_large_numbers_is_shown_whole() {
    let problem = table(&vec![vec![vec![9; 3]; 3]; 2]);
    assert!(problem.hide(&BTreeSet::new()).is_empty());
}

#[test]
fn bounds_that_meet_hide_more() {
    // Two places, each with as many as it can have: five in all are two and three.
    let cell = |value: f64, upper: f64| Cell {
        values: vec![Some(value)],
        is_small: vec![is_small(value)],
        spoke: vec![upper],
        counts_structures: true,
    };
    let mut problem = Problem {
        months: 1,
        cells: vec![cell(13.0, 21.0), cell(2.0, 2.0), cell(3.0, 3.0), cell(8.0, 16.0)],
        relations: vec![Relation { total: 0, parts: vec![1, 2, 3] }],
        ..Problem::default()
    };
    let series = |cell: usize| Series { cells: vec![cell], size: 1.0, is_by_month: cell == 0 };
    problem.series = (0..4).map(series).collect();
    assert_eq!(problem.hide(&BTreeSet::new()), BTreeSet::from([1, 2, 3]));
}

#[test]
fn parts_that_are_not_the_whole_tell_less() {
    // One structure spoke, in neither of the parts: that they are empty does not say that it said nothing.
    let cell = |value: f64, spoke: f64, is_small: bool| Cell {
        values: vec![Some(value)],
        is_small: vec![is_small],
        spoke: vec![spoke],
        counts_structures: false,
    };
    let sum = |total, parts| Relation { total, parts };
    let mut problem = Problem {
        months: 1,
        cells: vec![
            cell(90.0, 20.0, false),
            cell(0.0, 1.0, true),
            cell(40.0, 9.0, false),
            cell(50.0, 10.0, false),
            cell(0.0, 0.0, false),
            cell(0.0, 0.0, false),
        ],
        relations: vec![sum(0, vec![1, 2, 3]), sum(1, vec![4, 5])],
        ..Problem::default()
    };
    let series = |cell: usize| Series { cells: vec![cell], size: cell as f64, is_by_month: cell == 0 };
    problem.series = (0..6).map(series).collect();
    assert_eq!(problem.hide(&BTreeSet::new()), BTreeSet::from([1, 2]));
}

#[test]
fn a_rest_of_few_structures_tells() {
    // Twenty said yes in all, fifteen in a part; four spoke in the other, and one is in neither: at least four said yes.
    let cell = |value: f64, spoke: f64| Cell {
        values: vec![Some(value)],
        is_small: vec![is_small(value)],
        spoke: vec![spoke],
        counts_structures: true,
    };
    let mut problem = Problem {
        months: 1,
        cells: vec![cell(20.0, 25.0), cell(15.0, 20.0), cell(4.0, 4.0)],
        relations: vec![Relation { total: 0, parts: vec![1, 2] }],
        ..Problem::default()
    };
    let series = |cell: usize| Series { cells: vec![cell], size: cell as f64, is_by_month: cell == 0 };
    problem.series = (0..3).map(series).collect();
    assert_eq!(problem.hide(&BTreeSet::new()), BTreeSet::from([1, 2]));
}
