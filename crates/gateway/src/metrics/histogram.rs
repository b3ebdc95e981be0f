//! A histogram of latencies with fixed buckets.

use super::Counter;

/// Upper bounds of the buckets, in microseconds. Chosen for a proxy that costs tens of microseconds in front of model
/// servers that take up to half a minute.
pub(super) const BOUNDS_US: [u64; 20] = [
    50,
    100,
    250,
    500,
    1_000,
    2_500,
    5_000,
    10_000,
    25_000,
    50_000,
    100_000,
    250_000,
    500_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    29_000_000,
    60_000_000,
    300_000_000,
];

/// Counts by bucket, and their sum.
#[derive(Debug, Default)]
pub(super) struct Histogram {
    /// The last one is for all above the last bound.
    buckets: [Counter; BOUNDS_US.len() + 1],
    sum_us: Counter,
}

/// What a histogram held at one time, to be added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HistogramSum {
    pub(super) buckets: [u64; BOUNDS_US.len() + 1],
    pub(super) sum_us: u64,
}

impl Histogram {
    pub(super) fn observe(&self, us: u64) {
        let bucket = BOUNDS_US.partition_point(|bound| *bound < us);
        if let Some(counter) = self.buckets.get(bucket) {
            counter.add(1);
        }
        self.sum_us.add(us);
    }

    pub(super) fn add_to(&self, sum: &mut HistogramSum) {
        for (total, counter) in sum.buckets.iter_mut().zip(&self.buckets) {
            *total += counter.read();
        }
        sum.sum_us += self.sum_us.read();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_belongs_to_its_own_bucket() {
        let histogram = Histogram::default();
        for us in [0, 50, 51, 300_000_000, 300_000_001] {
            histogram.observe(us);
        }
        let mut sum = HistogramSum::default();
        histogram.add_to(&mut sum);
        assert_eq!(
            (sum.buckets[0], sum.buckets[1], sum.buckets[19], sum.buckets[20]),
            (2, 1, 1, 1)
        );
        assert_eq!(sum.sum_us, 600_000_102);
    }
}
