//! Matching text with policy variables, whose values are known only with the request.
//!
//! Variables are rare, so this walks the template character by character: on a mismatch the last star takes one more
//! character. The time is at most the product of the lengths, and nothing is allocated.

use super::evaluation::Evaluation;
use crate::template::{Piece, Template};

/// A place in a template.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Place {
    piece: usize,
    offset: usize,
}

/// What stands at a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Token {
    Many,
    One,
    Character(char),
}

/// How characters are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Counts,
    Ignored,
}

const START: Place = Place { piece: 0, offset: 0 };

/// Whether the whole of `text` fits; `false` where a variable has no value, or an empty one that does not count.
pub(super) fn matches(template: &Template, text: &str, case: Case, at: &Evaluation<'_>) -> bool {
    available(template, at) && fits(template, START, None, text, case, at)
}

/// As [`matches`], with template and text cut at their first five colons, which no star crosses.
pub(super) fn matches_arn(template: &Template, text: &str, at: &Evaluation<'_>) -> bool {
    if !available(template, at) {
        return false;
    }
    let (mut start, mut rest) = (START, text);
    for _ in 0..5 {
        let (Some((end, behind)), Some((part, tail))) =
            (next_colon(template, start, at), rest.split_once(':'))
        else {
            return false;
        };
        if !fits(template, start, Some(end), part, Case::Counts, at) {
            return false;
        }
        (start, rest) = (behind, tail);
    }
    fits(template, start, None, rest, Case::Counts, at)
}

fn available(template: &Template, at: &Evaluation<'_>) -> bool {
    template.pieces.iter().all(|piece| match piece {
        Piece::Variable(key, default) => match at.variable(key) {
            Some(value) => !(template.filled && value.is_empty()),
            None => default.is_some(),
        },
        Piece::Text(_) | Piece::Many | Piece::One => true,
    })
}

/// The next colon: its place and the place behind it.
fn next_colon(template: &Template, mut from: Place, at: &Evaluation<'_>) -> Option<(Place, Place)> {
    loop {
        let (token, behind) = token(template, from, at)?;
        if token == Token::Character(':') {
            return Some((from, behind));
        }
        from = behind;
    }
}

/// What stands at `place`, and the place behind it; `None` at the end.
fn token(template: &Template, mut place: Place, at: &Evaluation<'_>) -> Option<(Token, Place)> {
    loop {
        let next = Place {
            piece: place.piece + 1,
            offset: 0,
        };
        let text = match template.pieces.get(place.piece)? {
            Piece::Many => return Some((Token::Many, next)),
            Piece::One => return Some((Token::One, next)),
            Piece::Text(text) => text,
            Piece::Variable(key, default) => at.variable(key).or(default.as_deref()).unwrap_or(""),
        };
        if let Some(c) = text.get(place.offset..).and_then(|rest| rest.chars().next()) {
            return Some((
                Token::Character(c),
                Place {
                    offset: place.offset + c.len_utf8(),
                    ..place
                },
            ));
        }
        place = next;
    }
}

fn fits(
    template: &Template,
    start: Place,
    end: Option<Place>,
    text: &str,
    case: Case,
    at: &Evaluation<'_>,
) -> bool {
    let (mut place, mut rest) = (start, text.chars());
    // The place behind the last star, and the text that star has not taken.
    let mut star = None;
    loop {
        let here = if Some(place) == end {
            None
        } else {
            token(template, place, at)
        };
        match here {
            Some((Token::Many, behind)) => {
                star = Some((behind, rest.clone()));
                place = behind;
                continue;
            }
            Some((wanted, behind)) => {
                let mut ahead = rest.clone();
                if ahead.next().is_some_and(|c| wanted.fits(c, case)) {
                    (place, rest) = (behind, ahead);
                    continue;
                }
            }
            None if rest.as_str().is_empty() => return true,
            None => {}
        }
        let Some((behind, untaken)) = &mut star else {
            return false;
        };
        if untaken.next().is_none() {
            return false;
        }
        (place, rest) = (*behind, untaken.clone());
    }
}

impl Token {
    fn fits(self, c: char, case: Case) -> bool {
        match self {
            Self::Many => false,
            Self::One => true,
            Self::Character(wanted) if case == Case::Ignored => wanted.to_lowercase().eq(c.to_lowercase()),
            Self::Character(wanted) => wanted == c,
        }
    }
}
