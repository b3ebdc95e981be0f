//! From runs to medians and ratios.

use serde_json::{Value, json};

/// One run of one proxy.
pub(crate) struct Run {
    /// Processor microseconds of the proxy per request or event.
    pub(crate) cpu_us: f64,
    /// Requests or events a second.
    pub(crate) rate: f64,
}

/// All rounds of one proxy in one row.
pub(crate) struct Column {
    /// The proxy.
    pub(crate) proxy: &'static str,
    /// Its rounds.
    pub(crate) runs: Vec<Run>,
}

/// One case in one setting.
pub(crate) struct Row {
    /// Name of the case.
    pub(crate) case: &'static str,
    /// `request` or `event`.
    pub(crate) unit: &'static str,
    /// Workers of each proxy.
    pub(crate) workers: usize,
    /// Length of the allow list.
    pub(crate) cidrs: usize,
    /// Each proxy.
    pub(crate) columns: Vec<Column>,
}

/// The middle of some numbers, and their ends.
#[derive(Clone, Copy)]
pub(crate) struct Spread {
    /// Mean of the two middle ones when their count is even.
    pub(crate) median: f64,
    /// Smallest.
    pub(crate) min: f64,
    /// Largest.
    pub(crate) max: f64,
}

/// `None` without numbers.
pub(crate) fn spread(mut values: Vec<f64>) -> Option<Spread> {
    values.sort_by(f64::total_cmp);
    let (low, high) = (
        values.get(values.len().checked_sub(1)? / 2)?,
        values.get(values.len() / 2)?,
    );
    Some(Spread {
        median: (low + high) / 2.0,
        min: *values.first()?,
        max: *values.last()?,
    })
}

impl Column {
    /// Processor microseconds per request or event.
    pub(crate) fn cpu(&self) -> Option<Spread> {
        spread(self.runs.iter().map(|run| run.cpu_us).collect())
    }

    fn rate(&self) -> Option<Spread> {
        spread(self.runs.iter().map(|run| run.rate).collect())
    }
}

impl Row {
    /// Cost of one proxy over the cost of another, round by round: noise of the machine touches both alike.
    pub(crate) fn ratio(&self, proxy: &str, to: &str) -> Option<Spread> {
        let column = |name: &str| self.columns.iter().find(|column| column.proxy == name);
        let (above, below) = (column(proxy)?, column(to)?);
        let mut ratio = spread(
            above
                .runs
                .iter()
                .zip(&below.runs)
                .map(|(a, b)| a.cpu_us / b.cpu_us)
                .collect(),
        )?;
        ratio.median = above.cpu()?.median / below.cpu()?.median;
        Some(ratio)
    }

    /// One line for each proxy.
    pub(crate) fn text(&self) -> String {
        let mut lines = String::new();
        for column in &self.columns {
            let (Some(cpu), Some(rate)) = (column.cpu(), column.rate()) else {
                continue;
            };
            let ratio = |to: &str| match self.ratio(column.proxy, to) {
                Some(ratio) => format!("{:.2} ({:.2}..{:.2})", ratio.median, ratio.min, ratio.max),
                None => "-".to_owned(),
            };
            let cost = format!(
                "{:.2} ({:.2}..{:.2}) µs/{}",
                cpu.median, cpu.min, cpu.max, self.unit
            );
            lines += &format!(
                "{:<8} {:>7} {:>6}  {:<10}  {cost:<36}  {:<18}  {:<18}  {:>8.0}/s\n",
                self.case,
                self.workers,
                self.cidrs,
                column.proxy,
                ratio("nginx"),
                ratio("haproxy"),
                rate.median,
            );
        }
        lines
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let numbers = |spread: Option<Spread>| {
            spread
                .map(|s| json!({ "median": s.median, "min": s.min, "max": s.max }))
                .unwrap_or(Value::Null)
        };
        let column = |column: &Column| {
            json!({
                "proxy": column.proxy,
                "cpu_us": numbers(column.cpu()),
                "per_second": numbers(column.rate()),
                "to_nginx": numbers(self.ratio(column.proxy, "nginx")),
                "to_haproxy": numbers(self.ratio(column.proxy, "haproxy")),
            })
        };
        json!({
            "case": self.case,
            "unit": self.unit,
            "workers": self.workers,
            "cidrs": self.cidrs,
            "proxies": self.columns.iter().map(column).collect::<Vec<_>>(),
        })
    }
}

/// The line above the rows.
pub(crate) const HEADING: &str = "\
case     workers  cidrs  proxy       cpu: median (min..max)                to nginx            to haproxy          throughput";

#[cfg(test)]
mod tests {
    use super::*;

    fn column(proxy: &'static str, cpu: &[f64]) -> Column {
        Column {
            proxy,
            runs: cpu
                .iter()
                .map(|cpu_us| Run {
                    cpu_us: *cpu_us,
                    rate: 1.0,
                })
                .collect(),
        }
    }

    #[test]
    fn a_ratio_is_of_medians_and_its_ends_are_of_rounds() {
        let columns = vec![
            column("nginx", &[10.0, 20.0, 40.0]),
            column("portcullis", &[5.0, 30.0, 20.0]),
        ];
        let row = Row {
            case: "get-100",
            unit: "request",
            workers: 1,
            cidrs: 2,
            columns,
        };
        let ratio = row.ratio("portcullis", "nginx").unwrap();
        assert_eq!((ratio.median, ratio.min, ratio.max), (1.0, 0.5, 1.5));
        assert!(row.ratio("portcullis", "haproxy").is_none());
    }

    #[test]
    fn the_middle_of_an_even_count_is_between() {
        assert_eq!(spread(vec![4.0, 1.0, 2.0, 8.0]).unwrap().median, 3.0);
        assert!(spread(Vec::new()).is_none());
    }
}
