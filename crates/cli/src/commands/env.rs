//! `portcullis env`

use serde_json::json;
use server::accounts;

use crate::control_client::ControlArguments;
use crate::report::{Failure, Outcome, Report};

/// Prints what points AWS's own tools here, for a shell to evaluate.
///
/// The keys are the root keys of an account: whoever reads the output may do everything in it. For anybody else make a user
/// with `aws iam create-user` and an access key of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  eval \"$(portcullis env)\"
  eval \"$(portcullis env --account 111122223333)\"
  portcullis env --data /var/lib/portcullis --control 127.0.0.1:4566")]
pub(crate) struct Arguments {
    /// The account whose root key is given [default: the first].
    #[arg(long, value_name = "ID")]
    account: Option<String>,
    #[command(flatten)]
    control: ControlArguments,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let place = arguments.control.place()?;
    let keys = accounts::read(&place.data).map_err(Failure::message)?;
    let profile = arguments.account.as_deref().unwrap_or("default");
    let key = keys.iter().find(|key| key.profile == profile).ok_or_else(|| {
        Failure::message(format!(
            "no root key of `{profile}` in the data folder: make the account with `portcullis account create {profile}`"
        ))
    })?;
    let endpoint = format!("http://{}", place.address);
    let pairs = [
        ("AWS_ENDPOINT_URL", endpoint.as_str()),
        ("AWS_REGION", &place.region),
        ("AWS_DEFAULT_REGION", &place.region),
        ("AWS_ACCESS_KEY_ID", &key.access_key_id),
        ("AWS_SECRET_ACCESS_KEY", &key.secret),
    ];
    let mut text: String = pairs
        .iter()
        .map(|(name, value)| format!("export {name}={}\n", quoted(value)))
        .collect();
    // Either would be preferred to what is exported.
    text.push_str("unset AWS_SESSION_TOKEN AWS_PROFILE\n");
    let json = pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    Ok(Report {
        text,
        json: serde_json::Value::Object(json),
        good: true,
    })
}

/// As a word of a shell.
fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_breaks_out_of_the_quotes() {
        assert_eq!(super::quoted("a'; rm b"), r"'a'\''; rm b'");
    }
}
