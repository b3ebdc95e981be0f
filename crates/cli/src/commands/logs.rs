//! `portcullis logs`

use super::api::{members, text_in};
use crate::control_client::{ControlArguments, refusal};
use crate::report::{Failure, Outcome, Report};

/// Shows what a Lambda function of a running gateway printed lately, and what the gateway said of its calls.
///
/// The newest lines of each function are kept in the gateway's memory, until it ends.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  portcullis logs authorize
  portcullis logs arn:aws:lambda:eu-west-1:111122223333:function:authorize --limit 1000")]
pub(crate) struct Arguments {
    /// The function's name, or its ARN where accounts or regions have functions of the same name.
    #[arg(value_name = "FUNCTION")]
    function: String,
    /// How many lines, of the newest.
    #[arg(long, value_name = "COUNT", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    limit: u32,
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let function = &arguments.function;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_:".contains(&byte);
    if function.is_empty() || !function.bytes().all(plain) {
        return Err(Failure::message(format!(
            "`{function}` is no name of a function, and no ARN of one"
        )));
    }
    let path = format!("/_portcullis/logs/{function}?limit={}", arguments.limit);
    let (status, json) = arguments.control.ask("GET", &path)?;
    if status != 200 {
        return Err(refusal(status, &json));
    }
    let mut text = String::new();
    for line in members(&json, "lines") {
        text.push_str(&format!(
            "{}  {}\n",
            text_in(line, "time"),
            printable(text_in(line, "text"))
        ));
    }
    Ok(Report {
        text,
        json,
        good: true,
    })
}

/// Without control characters: what a function prints is often what a client sent, and must not steer a terminal.
fn printable(text: &str) -> String {
    let kept = |letter: char| letter == '\n' || letter == '\t' || !letter.is_control();
    text.chars()
        .map(|letter| if kept(letter) { letter } else { '\u{fffd}' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_steers_a_terminal() {
        assert_eq!(printable("a\tb\nc"), "a\tb\nc");
        assert_eq!(
            printable("\u{1b}[2J\r\u{7}\u{9b}"),
            "\u{fffd}[2J\u{fffd}\u{fffd}\u{fffd}"
        );
    }
}
