//! How many tests passed and failed, from what the test runners print.

use std::ops::AddAssign;

/// Passed and failed, of tests or of checks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// How many passed.
    pub(crate) passed: u64,
    /// How many failed.
    pub(crate) failed: u64,
}

impl Counts {
    /// One check that passed.
    pub(crate) const PASSED: Self = Self { passed: 1, failed: 0 };
    /// One check that failed.
    pub(crate) const FAILED: Self = Self { passed: 0, failed: 1 };
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Adds up the summaries of nextest and libtest. A test that was left out counts as failed. A run that failed without a
/// failing test (it did not build, or was ended) is one failure, and so is one in which no test ran.
pub(crate) fn tests(output: &str, succeeded: bool) -> Counts {
    let mut counts = Counts::default();
    for line in output.lines() {
        let is_libtest = line.starts_with("test result: ");
        let is_nextest = line.trim_start().starts_with("Summary [");
        if !is_libtest && !is_nextest {
            continue;
        }
        for part in line.split([';', ',', ':', '.']) {
            let mut words = part.split_whitespace();
            let Some(number) = words.next().and_then(|word| word.parse::<u64>().ok()) else {
                continue;
            };
            match words.next() {
                Some("passed") => counts.passed += number,
                Some("failed" | "timed" | "exec" | "ignored" | "skipped") => counts.failed += number,
                _ => {}
            }
        }
    }
    if counts.failed == 0 && (!succeeded || counts.passed == 0) {
        counts.failed = 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Counts, tests};

    fn check(output: &str, succeeded: bool, passed: u64, failed: u64) {
        assert_eq!(tests(output, succeeded), Counts { passed, failed }, "{output}");
    }

    #[test]
    fn summaries_of_both_runners_are_added_up() {
        let ok = "test result: ok. 15 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n";
        check(&ok.repeat(2), true, 30, 0);
        let bad = "test result: FAILED. 14 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        check(&format!("{ok}{bad}"), false, 29, 2);
        check(
            "     Summary [   1.234s] 20 tests run: 20 passed, 0 skipped",
            true,
            20,
            0,
        );
        check(
            "     Summary [   1.234s] 20 tests run: 17 passed (1 slow), 2 failed, 1 timed out, 0 skipped",
            false,
            17,
            3,
        );
    }

    #[test]
    fn a_run_that_broke_is_a_failure() {
        check("error: could not compile", false, 0, 1);
        check("", true, 0, 1);
        check("test result: ok. 3 passed; 0 failed; 0 ignored", false, 3, 1);
    }

    #[test]
    fn a_test_left_out_is_a_failure_and_so_is_a_run_without_tests() {
        check("test result: ok. 3 passed; 0 failed; 1 ignored", true, 3, 1);
        check(
            "test result: ok. 0 passed; 0 failed; 0 ignored; 4 filtered out",
            true,
            0,
            1,
        );
        check("  Summary [   0.1s] 2 tests run: 2 passed, 5 skipped", true, 2, 5);
        check("  Summary [   0.0s] 0 tests run: 0 passed, 0 skipped", true, 0, 1);
    }
}
