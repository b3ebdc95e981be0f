//! The process that is killed, from outside.

use super::{PATIENCE, TARGET, WRITERS};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// A writing process and what it acknowledged.
pub(crate) struct Writer {
    process: Child,
    pub(crate) lines: Receiver<String>,
    acknowledged: Vec<u64>,
    failed: Vec<String>,
}

impl Writer {
    pub(crate) fn start(target: &str) -> Writer {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_process", "--nocapture", "--test-threads=1"])
            .env(TARGET, target)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let (line, lines) = channel();
        std::thread::spawn(move || {
            for text in output.lines().map_while(Result::ok) {
                let _ = line.send(text);
            }
        });
        Writer {
            process,
            lines,
            acknowledged: vec![0; usize::try_from(WRITERS).unwrap()],
            failed: Vec::new(),
        }
    }

    fn take(&mut self, line: &str) -> bool {
        if let Some(failure) = line.strip_prefix("failed ") {
            self.failed.push(failure.to_owned());
        }
        let Some(told) = line.strip_prefix("acknowledged ") else {
            return false;
        };
        let (writer, n) = told.split_once(' ').unwrap();
        self.acknowledged[writer.parse::<usize>().unwrap()] = n.parse().unwrap();
        true
    }

    /// Reads a number of acknowledgements, and then whatever comes within a moment.
    pub(crate) fn read(&mut self, count: u64, moment: Duration) {
        let mut read = 0;
        while read < count {
            let line = self.lines.recv_timeout(PATIENCE).expect("the writer goes on");
            read += u64::from(self.take(&line));
            assert_eq!(self.failed, Vec::<String>::new());
        }
        if let Ok(line) = self.lines.recv_timeout(moment) {
            self.take(&line);
        }
    }

    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
    }

    /// Reads the rest of what it acknowledged before its end.
    pub(crate) fn end(mut self) -> (Vec<u64>, Vec<String>) {
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => {
                    self.take(&line);
                }
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => break,
                Err(error) => panic!("the writer does not end: {error}"),
            }
        }
        self.process.wait().unwrap();
        (self.acknowledged, self.failed)
    }
}
