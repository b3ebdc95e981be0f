//! A parsed template.

use std::sync::Arc;

/// Where something stands in the template, from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// The number of a variable: each name of a template has one.
pub(crate) type Slot = usize;

pub(crate) type Block = Vec<Node>;

/// A statement.
#[derive(Debug)]
pub(crate) enum Node {
    Text(Box<str>),
    Reference(Reference),
    Set(Reference, Expression),
    If {
        branches: Vec<(Expression, Block)>,
        otherwise: Block,
    },
    Foreach {
        element: Slot,
        list: Expression,
        body: Block,
    },
    Define {
        slot: Slot,
        body: usize,
    },
    /// A word behind `#` that may name a macro; if none has the name, the text is written as it stands.
    Call {
        name: Box<str>,
        arguments: Vec<Expression>,
        text: Box<str>,
        position: Position,
    },
    Break,
    Stop,
}

/// A macro of the template.
#[derive(Debug)]
pub(crate) struct Macro {
    pub(crate) name: Box<str>,
    pub(crate) parameters: Vec<Slot>,
    pub(crate) body: Block,
}

/// `$root.step.step[…]`
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) root: Slot,
    pub(crate) steps: Vec<Step>,
    /// As it is written, for `+` with a text on the other side, and for messages.
    pub(crate) text: Box<str>,
    pub(crate) position: Position,
}

#[derive(Debug)]
pub(crate) enum Step {
    Property(Arc<str>),
    Method(Arc<str>, Vec<Expression>),
    Index(Box<Expression>),
}

#[derive(Debug)]
pub(crate) enum Expression {
    Text(Arc<str>),
    /// A string in double quotes with references or directives in it.
    Interpolated(Block),
    Integer(i128),
    Double(f64),
    Bool(bool),
    List(Vec<Expression>),
    Map(Vec<(Expression, Expression)>),
    Range(Box<(Expression, Expression)>),
    Reference(Reference),
    Not(Box<Expression>),
    And(Box<(Expression, Expression)>),
    Or(Box<(Expression, Expression)>),
    Compare(Comparison, Box<(Expression, Expression)>),
    Arithmetic(Arithmetic, Box<(Expression, Expression)>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}
