//! Expressions: operators, literals, lists, maps and ranges.

use super::{Parser, directive_length};
use crate::{
    ast::{Arithmetic, Comparison, Expression},
    error::TemplateError,
};

impl Parser<'_, '_> {
    /// A whole expression, as `#if` and `#set` take it.
    pub(super) fn expression(&mut self) -> Result<Expression, TemplateError> {
        self.deeper(|parser| {
            let mut left = parser.conjunction()?;
            while parser.operator(&["||"], "or").is_some() {
                let right = parser.conjunction()?;
                left = Expression::Or(Box::new((left, right)));
            }
            Ok(left)
        })
    }

    fn conjunction(&mut self) -> Result<Expression, TemplateError> {
        let mut left = self.equality()?;
        while self.operator(&["&&"], "and").is_some() {
            let right = self.equality()?;
            left = Expression::And(Box::new((left, right)));
        }
        Ok(left)
    }

    fn equality(&mut self) -> Result<Expression, TemplateError> {
        let mut left = self.relation()?;
        loop {
            let comparison = if self.operator(&["=="], "eq").is_some() {
                Comparison::Equal
            } else if self.operator(&["!="], "ne").is_some() {
                Comparison::NotEqual
            } else {
                return Ok(left);
            };
            let right = self.relation()?;
            left = Expression::Compare(comparison, Box::new((left, right)));
        }
    }

    fn relation(&mut self) -> Result<Expression, TemplateError> {
        let mut left = self.sum()?;
        loop {
            let comparison = if self.operator(&["<="], "le").is_some() {
                Comparison::LessOrEqual
            } else if self.operator(&[">="], "ge").is_some() {
                Comparison::GreaterOrEqual
            } else if self.operator(&["<"], "lt").is_some() {
                Comparison::Less
            } else if self.operator(&[">"], "gt").is_some() {
                Comparison::Greater
            } else {
                return Ok(left);
            };
            let right = self.sum()?;
            left = Expression::Compare(comparison, Box::new((left, right)));
        }
    }

    fn sum(&mut self) -> Result<Expression, TemplateError> {
        let mut left = self.product()?;
        loop {
            let arithmetic = match self.operator(&["+", "-"], "") {
                Some("+") => Arithmetic::Add,
                Some(_) => Arithmetic::Subtract,
                None => return Ok(left),
            };
            let right = self.product()?;
            left = Expression::Arithmetic(arithmetic, Box::new((left, right)));
        }
    }

    fn product(&mut self) -> Result<Expression, TemplateError> {
        let mut left = self.unary()?;
        loop {
            let arithmetic = match self.operator(&["*", "/", "%"], "") {
                Some("*") => Arithmetic::Multiply,
                Some("/") => Arithmetic::Divide,
                Some(_) => Arithmetic::Modulo,
                None => return Ok(left),
            };
            let right = self.unary()?;
            left = Expression::Arithmetic(arithmetic, Box::new((left, right)));
        }
    }

    fn unary(&mut self) -> Result<Expression, TemplateError> {
        self.skip_space();
        if self.rest().starts_with("!=") || self.operator(&["!"], "not").is_none() {
            return self.primary();
        }
        let inner = self.deeper(Self::unary)?;
        Ok(Expression::Not(Box::new(inner)))
    }

    fn primary(&mut self) -> Result<Expression, TemplateError> {
        self.skip_space();
        if self.eat(b'(') {
            let inner = self.expression()?;
            self.skip_space();
            self.expect(b')')?;
            return Ok(inner);
        }
        self.value()
    }

    /// One of these signs, or this word, behind spaces. Reads it if it is there.
    fn operator(&mut self, signs: &[&'static str], word: &'static str) -> Option<&'static str> {
        let start = self.at;
        self.skip_space();
        // A minus that touches a digit belongs to the number.
        let number = self.peek() == Some(b'-') && self.byte(1).is_some_and(|byte| byte.is_ascii_digit());
        if let Some(sign) = signs
            .iter()
            .find(|sign| !number && self.rest().starts_with(**sign))
        {
            self.at += sign.len();
            return Some(sign);
        }
        if !word.is_empty() && self.slice(self.at, self.at + directive_length(self.rest())) == word {
            self.at += word.len();
            return Some(word);
        }
        self.at = start;
        None
    }

    /// A value without operators.
    pub(super) fn value(&mut self) -> Result<Expression, TemplateError> {
        self.skip_space();
        match self.peek() {
            Some(b'"' | b'\'') => self.string(),
            Some(b'$') => match self.reference()? {
                Some(reference) => Ok(Expression::Reference(reference)),
                None => Err(self.expected("a reference")),
            },
            Some(b'[') => self.deeper(Self::list_or_range),
            Some(b'{') => self.deeper(Self::map),
            Some(b'-' | b'.' | b'0'..=b'9') => self.number(),
            _ => match self.slice(self.at, self.at + directive_length(self.rest())) {
                "true" => {
                    self.at += 4;
                    Ok(Expression::Bool(true))
                }
                "false" => {
                    self.at += 5;
                    Ok(Expression::Bool(false))
                }
                _ => Err(self.expected("a value")),
            },
        }
    }

    fn number(&mut self) -> Result<Expression, TemplateError> {
        let start = self.at;
        self.eat(b'-');
        let whole = self.digits();
        let mut is_double = false;
        // `1..3` is a range of whole numbers.
        if self.peek() == Some(b'.') && self.byte(1) != Some(b'.') {
            self.at += 1;
            is_double = true;
            if self.digits() + whole == 0 {
                self.at = start;
                return Err(self.expected("a value"));
            }
        }
        if whole == 0 && !is_double {
            self.at = start;
            return Err(self.expected("a value"));
        }
        if let Some(b'e' | b'E') = self.peek() {
            let before = self.at;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if self.digits() > 0 {
                is_double = true;
            } else {
                self.at = before;
            }
        }
        let image = self.slice(start, self.at);
        let number = if is_double {
            image.parse().ok().map(Expression::Double)
        } else {
            image.parse().ok().map(Expression::Integer)
        };
        number.ok_or_else(|| self.error_at(start, format!("the number `{image}` is too long")))
    }

    fn digits(&mut self) -> usize {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        count
    }

    fn list_or_range(&mut self) -> Result<Expression, TemplateError> {
        let start = self.at;
        self.at += 1;
        self.skip_space();
        if self.eat(b']') {
            return Ok(Expression::List(Vec::new()));
        }
        let first = self.value()?;
        self.skip_space();
        if self.eat_text("..") {
            let last = self.value()?;
            self.skip_space();
            self.expect(b']')?;
            let is_bound =
                |value: &Expression| matches!(value, Expression::Integer(_) | Expression::Reference(_));
            if !is_bound(&first) || !is_bound(&last) {
                return Err(self.error_at(
                    start,
                    "a range goes from one whole number or reference to another",
                ));
            }
            return Ok(Expression::Range(Box::new((first, last))));
        }
        let mut items = vec![first];
        self.further(b']', &mut items)?;
        Ok(Expression::List(items))
    }

    /// Values separated by commas, up to the sign that closes them.
    pub(super) fn list_until(&mut self, close: u8) -> Result<Vec<Expression>, TemplateError> {
        self.skip_space();
        if self.eat(close) {
            return Ok(Vec::new());
        }
        let mut items = vec![self.value()?];
        self.further(close, &mut items)?;
        Ok(items)
    }

    fn further(&mut self, close: u8, items: &mut Vec<Expression>) -> Result<(), TemplateError> {
        loop {
            self.skip_space();
            if self.eat(close) {
                return Ok(());
            }
            if !self.eat(b',') {
                return Err(self.expected(&format!("`,` or `{}`", char::from(close))));
            }
            items.push(self.value()?);
        }
    }

    fn map(&mut self) -> Result<Expression, TemplateError> {
        self.at += 1;
        self.skip_space();
        let mut entries = Vec::new();
        if self.eat(b'}') {
            return Ok(Expression::Map(entries));
        }
        loop {
            let key = self.value()?;
            self.skip_space();
            self.expect(b':')?;
            let value = self.value()?;
            entries.push((key, value));
            self.skip_space();
            if self.eat(b'}') {
                return Ok(Expression::Map(entries));
            }
            if !self.eat(b',') {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }
}
