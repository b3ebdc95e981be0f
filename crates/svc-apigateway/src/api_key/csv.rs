//! Comma-separated values as RFC 4180 has them, and fields in single quotes too.
//!
//! Source: API Gateway developer guide, "API Gateway API key file format".

/// The rows of a text, each with its fields; empty lines are left out. The line where a quotation does not end is the error.
pub(super) fn rows(text: &str) -> Result<Vec<Vec<String>>, usize> {
    let mut rows = Vec::new();
    let (mut row, mut field) = (Vec::new(), String::new());
    let (mut quote, mut quoted, mut line, mut opened) = (None, false, 1, 0);
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\n' {
            line += 1;
        }
        match (quote, letter) {
            (Some(open), _) if letter == open => {
                if letters.peek() == Some(&open) {
                    letters.next();
                    field.push(open);
                } else {
                    quote = None;
                }
            }
            (Some(_), _) => field.push(letter),
            (None, '"' | '\'') if field.trim().is_empty() && !quoted => {
                field.clear();
                (quote, quoted, opened) = (Some(letter), true, line);
            }
            (None, ',') => row.push(end(&mut field, &mut quoted)),
            (None, '\n') => {
                row.push(end(&mut field, &mut quoted));
                rows.push(std::mem::take(&mut row));
            }
            (None, '\r') => {}
            (None, _) => field.push(letter),
        }
    }
    if quote.is_some() {
        return Err(opened);
    }
    row.push(end(&mut field, &mut quoted));
    rows.push(row);
    rows.retain(|row: &Vec<String>| row.iter().any(|field| !field.is_empty()));
    Ok(rows)
}

/// Spaces around a field without quotes do not belong to it.
fn end(field: &mut String, quoted: &mut bool) -> String {
    let text = std::mem::take(field);
    if std::mem::take(quoted) {
        text
    } else {
        text.trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_and_unquoted() {
        let read = |text| rows(text).map(|rows| rows.iter().map(|row| row.join("|")).collect::<Vec<_>>());
        assert_eq!(
            read("a,b\r\nc, d \n\n"),
            Ok(vec!["a|b".to_owned(), "c|d".to_owned()])
        );
        assert_eq!(read("\u{feff}a,\"b,c\",'d,e'"), Ok(vec!["a|b,c|d,e".to_owned()]));
        assert_eq!(
            read("\"say \"\"hi\"\"\",it's"),
            Ok(vec!["say \"hi\"|it's".to_owned()])
        );
        assert_eq!(
            read("\"two\nlines\",b\nc"),
            Ok(vec!["two\nlines|b".to_owned(), "c".to_owned()])
        );
        assert_eq!(read("a\n\"b"), Err(2));
        assert_eq!(read(""), Ok(vec![]));
    }

    /// All texts of up to `length` of these letters.
    fn texts(length: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut last = all.clone();
        for _ in 0..length {
            last = last
                .iter()
                .flat_map(|text| {
                    ['a', ' ', ',', '"', '\'', '\r', '\n'].map(|letter| format!("{text}{letter}"))
                })
                .collect();
            all.extend(last.iter().cloned());
        }
        all
    }

    #[test]
    fn what_is_quoted_comes_back() {
        for text in texts(4) {
            for quote in ['"', '\''] {
                let inner = text.replace(quote, &format!("{quote}{quote}"));
                let line = format!("{quote}{inner}{quote},b");
                assert_eq!(
                    rows(&line),
                    Ok(vec![vec![text.clone(), "b".to_owned()]]),
                    "{line:?}"
                );
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused() {
        for text in texts(5) {
            if let Err(line) = rows(&text) {
                let quotes = text.matches(['"', '\'']).count();
                assert!(quotes > 0 && line <= text.matches('\n').count() + 1, "{text:?}");
            }
        }
    }
}
