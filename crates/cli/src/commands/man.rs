//! `portcullis man`

use std::path::PathBuf;

use clap::CommandFactory as _;
use clap_mangen::Man;
use serde_json::json;

use crate::report::{Failure, Outcome, Report, count};

/// Prints the man page, or writes those of all commands into a folder.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis man | man -l -
  portcullis man --dir /usr/local/share/man/man1")]
pub(crate) struct Arguments {
    /// The folder for one page a command; it is made if it is missing.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let fault = |error: std::io::Error| {
        let place = match &arguments.dir {
            Some(dir) => format!(" to `{}`", dir.display()),
            None => String::new(),
        };
        Failure::message(format!("cannot write the man page{place}: {error}"))
    };
    let command = crate::Cli::command();
    let Some(dir) = &arguments.dir else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page).map_err(fault)?;
        let text = String::from_utf8_lossy(&page).into_owned();
        return Ok(Report {
            json: json!({ "page": text }),
            text,
            good: true,
        });
    };
    std::fs::create_dir_all(dir).map_err(fault)?;
    clap_mangen::generate_to(command, dir).map_err(fault)?;
    let mut pages: Vec<String> = std::fs::read_dir(dir)
        .map_err(fault)?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .filter(|name| name.starts_with("portcullis") && name.ends_with(".1"))
        .collect();
    pages.sort();
    let text = format!("{} in {}\n", count(pages.len(), "page"), dir.display());
    Ok(Report {
        text,
        json: json!({ "dir": dir.display().to_string(), "pages": pages }),
        good: true,
    })
}
