//! One side of a differential test of the template language: makes templates, and renders templates.
//!
//! `generate SEED COUNT` writes templates, `render` reads templates and writes what they give. Both separate them with
//! U+0001; a template that gives no text gives U+0002 and the error. `tests/differential/` has the other side.

#![expect(clippy::print_stdout, reason = "a tool that writes to its output")]

use std::io::Read as _;

use mapping::{Environment, Limits, Overrides, Template};

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["generate", seed, count] => {
            let (seed, count) = (seed.parse().unwrap_or(1), count.parse().unwrap_or(100));
            let mut random = Random(seed);
            let templates: Vec<_> = (0..count).map(|_| template(&mut random)).collect();
            print!("{}", templates.join("\u{1}"));
        }
        ["render"] => {
            let mut text = String::new();
            if let Err(error) = std::io::stdin().read_to_string(&mut text) {
                text = error.to_string();
            }
            for template in text.split('\u{1}') {
                print!("{}\u{1}", render(template));
            }
        }
        _ => println!("usage: differential generate SEED COUNT | differential render"),
    }
}

fn render(text: &str) -> String {
    let template = match Template::parse(text) {
        Ok(template) => template,
        Err(error) => return format!("\u{2}{error}"),
    };
    let environment = Environment {
        body: b"",
        path: &[],
        querystring: &[],
        header: &[],
        context: &(),
        stage_variables: &[],
        overrides: &Overrides::default(),
    };
    match template.render(&environment, Limits::default()) {
        Ok(rendered) => rendered.text,
        Err(error) => format!("\u{2}{error}"),
    }
}

/// A plain generator of numbers (splitmix64): equal seeds give equal templates everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices.get(self.below(choices.len())).copied().unwrap_or("")
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
}

const PRELUDE: &str = r##"#set($n = 7)#set($s = "some text")#set($l = [3, "two", 1.5, true])#set($m = {"k": "v", "num": 4, "in": {"x": 1}})#set($t = true)#set($f = false)"##;

fn template(random: &mut Random) -> String {
    let mut out = PRELUDE.to_owned();
    for _ in 0..=random.below(5) {
        statement(random, &mut out, 3);
    }
    out
}

fn statement(random: &mut Random, out: &mut String, depth: usize) {
    out.push_str(random.pick(&["", " ", "\n", "\n  ", "\t", "x", "{\"a\": ", " , ", "\r\n"]));
    match random.below(if depth == 0 { 6 } else { 14 }) {
        0 => out.push_str(random.pick(&[
            "text",
            "{\"a\": 1}",
            "$",
            "$5.00",
            "# 1",
            "a#b",
            "\\",
            "#1",
            "a.b",
            "[x]",
            "(y)",
            "'q'",
            "\"r\"",
            "$!",
            "${",
            "#{",
            "$.",
            "#",
            "a@b.c",
            "100%",
            "é €",
            "$-",
            "\\n",
            "]]",
            "\\\\",
            "$$",
            "#}",
        ])),
        1..=3 => {
            let reference = reference(random, depth.min(1));
            out.push_str(&reference);
            out.push_str(random.pick(&[
                "", "", " ", ".", "-", "!", "x y", "(", "\"", "\n", ".5", "..", ", ",
            ]));
        }
        4 => out.push_str(random.pick(&[
            "## comment\n",
            "#* block\n *#",
            "#[[ $raw #if ]]#",
            "##\r\nnext",
            "#** doc *#",
            "a ## b\n",
        ])),
        5 => out.push_str(random.pick(&[
            "\\$n",
            "\\\\$n",
            "\\\\\\$s",
            "\\#if",
            "\\#foo",
            "\\\\#foo",
            "\\#set",
            "$!{n}",
            "\\$nothing",
            "\\#end",
            "\\#{end}",
            "\\#foreach",
            "\\##c\n",
            "\\x",
            "$$n",
            "$\\n",
        ])),
        6 | 7 => {
            let target = random.pick(&[
                "$a",
                "$b",
                "$n",
                "$m.new",
                "$m.k",
                "$l[0]",
                "$m[\"z\"]",
                "${m.c}",
                "$c",
            ]);
            let value = expression(random, depth);
            let open = random.pick(&["#set(", "#set( ", "#set (", "#{set}("]);
            let end = random.pick(&[")", " )", ")\n", ") \n", ")\n\n"]);
            let equals = random.pick(&["=", " = ", "= "]);
            out.push_str(&format!("{open}{target}{equals}{value}{end}"));
            out.push_str(target);
        }
        8..=10 => {
            let condition = expression(random, depth);
            let open = random.pick(&["#if(", "#if( ", "#{if}(", "#if ("]);
            let end = random.pick(&[")", ")\n", " ) ", ")  \n"]);
            out.push_str(&format!("{open}{condition}{end}"));
            block(random, out, depth);
            if random.one_in(3) {
                let condition = expression(random, depth);
                out.push_str(&format!("#elseif({condition})"));
                block(random, out, depth);
            }
            if random.one_in(2) {
                out.push_str(random.pick(&["#else ", "#{else}", "#else\n", "#else \t\n"]));
                block(random, out, depth);
            }
            out.push_str(random.pick(&["#end ", "#{end}", "#end\n", "#end \n\n", "#end."]));
        }
        11 | 12 => {
            let list = random.pick(&[
                "$l",
                "[1..3]",
                "[3..1]",
                "[\"a\", \"b\"]",
                "$m",
                "$m.keySet()",
                "$m.entrySet()",
                "$nothing",
                "[]",
                "$s",
                "[$n..9]",
                "$m.values()",
                "{\"q\": 1}",
            ]);
            out.push_str(&format!(
                "#foreach($e in {list}){}",
                random.pick(&["", "\n", " "])
            ));
            out.push_str(random.pick(&[
                "$e",
                "$e,",
                "[$e]",
                "$foreach.index:$e",
                "$velocityCount.$e",
                "$foreach.count $e",
            ]));
            block(random, out, depth);
            out.push_str(random.pick(&[
                "",
                "#if($foreach.hasNext),#end",
                "#if($velocityCount == 2)#break#end",
                "$foreach.first$foreach.last",
            ]));
            out.push_str(random.pick(&["#end", "#end\n", "#{end}"]));
            out.push_str(random.pick(&["", "$e", "$foreach", "$velocityCount"]));
        }
        _ => out.push_str(random.pick(&[
            "#macro(hello $x)[$x]#end#hello($n)",
            "#macro(two $x $y)$x-$y#end#two(1 \"b\")#two($s, $l)",
            "#define($d)<$n>#end$d$d",
            "#define($d)$q#end#set($q = 1)$d#set($q = 2)$d",
            "#macro(none)none#end#none()#none",
            "#unknown",
            "#unknown($n)",
            "#foo(\"x\") y",
        ])),
    }
}

fn block(random: &mut Random, out: &mut String, depth: usize) {
    for _ in 0..random.below(3) {
        statement(random, out, depth - 1);
    }
}

fn reference(random: &mut Random, depth: usize) -> String {
    let open = random.pick(&["$", "$", "$", "${", "$!", "$!{"]);
    let name = random.pick(&["n", "s", "l", "m", "t", "nothing", "a", "b"]);
    let mut out = format!("{open}{name}");
    for _ in 0..random.below(3) {
        if depth == 0 {
            break;
        }
        out.push_str(random.pick(&[
            ".k",
            ".in",
            ".in.x",
            ".missing",
            ".size()",
            ".length()",
            ".isEmpty()",
            ".toString()",
            ".get(0)",
            ".get(\"k\")",
            "[0]",
            "[1]",
            "[\"k\"]",
            ".contains(\"e\")",
            ".contains(\"two\")",
            ".substring(2)",
            ".substring(1, 3)",
            ".indexOf(\"t\")",
            ".replace(\"e\", \"_\")",
            ".toUpperCase()",
            ".trim()",
            ".equals(\"v\")",
            ".containsKey(\"k\")",
            ".keySet()",
            ".add(9)",
            ".put(\"p\", 5)",
            ".split(\" \")",
            ".startsWith(\"so\")",
            ".replaceAll(\"[aeiou]\", \"<$0>\")",
            ".charAt(0)",
            ".empty",
            ".remove(\"k\")",
            ".lastIndexOf(\"e\")",
            ".concat(\"!\")",
            ".matches(\".*t\")",
            ".hashed()",
            ".indexOf(3)",
            ".values()",
            ".subList(1, 3)",
            ".containsValue(4)",
            ".intValue()",
            ".compareTo(\"soma\")",
            ".endsWith(\"xt\")",
            "[-1]",
            ".equalsIgnoreCase(\"SOME TEXT\")",
            ".set(0, \"z\")",
            ".isempty()",
        ]));
    }
    if open.ends_with('{') {
        out.push('}');
    }
    out
}

fn expression(random: &mut Random, depth: usize) -> String {
    if depth == 0 {
        return operand(random, 0);
    }
    match random.below(8) {
        0..=2 => operand(random, depth),
        3 => {
            let (left, right) = (operand(random, depth - 1), operand(random, depth - 1));
            let operator = random.pick(&[" + ", " - ", " * ", " / ", " % ", "+", "*"]);
            format!("{left}{operator}{right}")
        }
        4 | 5 => {
            let (left, right) = (operand(random, depth - 1), operand(random, depth - 1));
            let operator = random.pick(&[
                " == ", " != ", " < ", " > ", " <= ", " >= ", " eq ", " ne ", " lt ", " gt ", " le ", " ge ",
                "==",
            ]);
            format!("{left}{operator}{right}")
        }
        6 => {
            let (left, right) = (expression(random, depth - 1), expression(random, depth - 1));
            let operator = random.pick(&[" && ", " || ", " and ", " or "]);
            format!("({left}){operator}{right}")
        }
        _ => {
            let inner = expression(random, depth - 1);
            let not = random.pick(&["!", "! ", "not "]);
            format!("{not}({inner})")
        }
    }
}

fn operand(random: &mut Random, depth: usize) -> String {
    match random.below(9) {
        0 | 1 => reference(random, depth.min(1)),
        2 => random
            .pick(&["0", "1", "-3", "42", "7", "2147483648", "1000000"])
            .to_owned(),
        3 => random
            .pick(&["1.5", "0.1", "-2.25", "1e3", "12345678.9", "3.0", "0.0001"])
            .to_owned(),
        4 => random
            .pick(&["'single $n'", "'it''s'", "''", "'a\\nb'", "'#if'"])
            .to_owned(),
        5 => random
            .pick(&[
                "\"\"",
                "\"plain\"",
                "\"n is $n\"",
                "\"${s}!\"",
                "\"#if($t)yes#end\"",
                "\"say \"\"hi\"\"\"",
                "\"\\u0041\"",
                "\"$nothing\"",
                "\"a # b $ c\"",
                "\"$m.k $l\"",
                "\"v\"",
            ])
            .to_owned(),
        6 => random.pick(&["true", "false"]).to_owned(),
        7 => random
            .pick(&["[]", "[1, 2]", "[\"a\", $n]", "[1..3]", "[[1], {}]"])
            .to_owned(),
        _ => random
            .pick(&["{}", "{\"a\": 1}", "{\"a\": $n, 'b': [1]}", "{1: 2}"])
            .to_owned(),
    }
}
