#!/usr/bin/env python3
"""Compares this crate with Apache Velocity 1.7 on generated templates. See README.md."""

import argparse
import collections
import re
import subprocess
import sys

# Each difference has a reason, found by these. First: what our side or Velocity's must look like; the reason's text is README's.
REASONS = [
    ("sign-at-end", lambda t, ours, theirs: "Encountered: <EOF> after" in theirs and re.search(r"[$#][$!#\\]*$", t)),
    ("changed-in-loop", lambda t, ours, theirs: theirs.startswith("\2ConcurrentModificationException")),
    ("macro-twice", lambda t, ours, theirs: "is a directive or a macro already" in ours),
    ("nothing-to-hold", lambda t, ours, theirs: "cannot be set" in ours),
    ("bracket-after-loop", lambda t, ours, theirs: theirs.startswith("\2ParseErrorException") and 'Encountered "["' in theirs),
    ("escaped-directive-in-block", lambda t, ours, theirs: theirs.startswith("\2ParseErrorException") and re.search(r"\\#", t)),
    ("parenthesis-behind-name", lambda t, ours, theirs: theirs.startswith("\2ParseErrorException") and re.search(r"\.\w+\([^\s\"'$\d)]", t)),
    ("lexer-stays-in-reference", lambda t, ours, theirs: lexer_stays(t, theirs) or "##" in theirs and "##" not in ours),
    ("character", lambda t, ours, theirs: ".charAt(0)" in t),
    ("array-name", lambda t, ours, theirs: "[Ljava.lang.String;@" in theirs),
    # The signs `$`, `$!` and `#` right before a directive or comment: only they are missing from Velocity's text.
    ("sign-before-directive", lambda t, ours, theirs: not theirs.startswith("\2") and loses_signs(ours, theirs)),
]


def lexer_stays(template, theirs):
    """Whether a directive with arguments touches a reference before it, and Velocity stumbles over what is behind it."""
    return theirs.startswith("\2ParseErrorException") and re.search(r"\$\S*#\{?(foreach|define|macro|unknown|foo|hello|two)", template)


def loses_signs(ours, theirs):
    """Whether `theirs` is `ours` without some `$` and `#` and the exclamation marks behind them."""
    at = 0
    for sign in ours:
        if at < len(theirs) and theirs[at] == sign:
            at += 1
        elif sign not in "$#! \t":
            return False
    return at == len(theirs)


def run(command, text=None):
    result = subprocess.run(command, input=text, stdout=subprocess.PIPE, check=True)
    return result.stdout


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--ours", required=True, help="the built example `differential`")
    arguments.add_argument("--classpath", required=True, help="Velocity 1.7 with its dependencies, and RunVelocity")
    arguments.add_argument("--seed", default="1")
    arguments.add_argument("--count", default="2000")
    options = arguments.parse_args()
    generated = run([options.ours, "generate", options.seed, options.count])
    ours = run([options.ours, "render"], generated).decode().split("\1")
    theirs = run(["java", "-cp", options.classpath, "RunVelocity"], generated).decode().split("\1")
    templates = generated.decode().split("\1")
    counts = collections.Counter()
    for template, left, right in zip(templates, ours, theirs):
        if left == right:
            counts["equal"] += 1
        elif left.startswith("\2") and right.startswith("\2"):
            counts["refused by both"] += 1
        else:
            reason = next((name for name, holds in REASONS if holds(template, left, right)), None)
            counts[f"explained: {reason}" if reason else "UNEXPLAINED"] += 1
            if reason is None:
                print(f"{template!r}\n  ours     {left!r}\n  velocity {right!r}")
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    return 1 if counts["UNEXPLAINED"] else 0


if __name__ == "__main__":
    sys.exit(main())
