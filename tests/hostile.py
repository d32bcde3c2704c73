"""Texts that mean harm, or are merely odd: whatever people can write in a name, a comment or a questionnaire."""

import re

TEXTS = {
    "formula": "=1+1",
    "call": '=HYPERLINK("http://x";"y")',
    "formula-behind-blanks": " \t=1+1",
    "formula-behind-nothing": "\u200b=1+1",
    "plus": "+45 12 34 56 78",
    "minus": "-1",
    "at": "@SUM(A1)",
    "tab": "\t=1+1",
    "carriage-return": "\r=1+1",
    "lines": "a\nb\r\nc\r=1",
    "link": "http://example.org/?a=1&b=2",
    "mail": "mailto:a@example.org",
    "markup": "[red]x[/red]",
    "closing-markup": "[/]",
    "link-markup": "[link=http://x]y[/link]",
    "mixed-markup": "[red]x[/red] <b>&amp;</b> ]]> <!--",
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "javascript": "<a href='javascript:alert(1)'>x</a>",
    "entity": "&lt;b&gt;",
    "template": "&amp; {{ 7*7 }}",
    "markdown": "*x* _y_ `z` [a](http://b) ~~s~~ \\",
    "markdown-link": "![x](javascript:alert(1)) <http://x>",
    "bold": "*b*",
    "heading": "# x",
    "list": "- x",
    "numbered": "1. x",
    "pipe": "a|b",
    "quotes": 'a "b" ; c',
    "separators": "a;b,c\td\"'e",
    "apostrophes": "'a'",
    "ansi": "\x1b[31mred\x1b[0m\x07\x08\x00",
    "terminal-link": "\x1b]8;;http://x\x1b\\y\x1b]8;;\x07",
    "c1": "\x9b31mred\x85\x7f",
    "nul": "a\x00b",
    "bidi": "abc\u202edef\u2066ghi\u200f",
    "zero-width": "a\u200bb\u200dc\u2060d\ufeffe",
    "line-separators": "a\u2028b\u2029c",
    "no-character": "a\ufffeb\uffffc",
    "half-a-character": "a\ud800b",
    "escape": "_x0041_ _x001B_",
    "placeholder": "{placeholder} {0} {} {n",
    "percent": "%s %d %(a)s 100%",
    "emoji": "🏠" * 60,
    "family": "👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "combining": "e\u0301" * 50,
    "long": "x" * 300,
    "long-words": "menneskerettighedsorganisation " * 10,
    "sheet-name": "[a]:b*c?d/e\\f",
    "footer": "&P &N &&",
    "history": "History",
    "number": "3,25",
    "number-text": "007",
    "empty": "",
}

HARMLESS = "Blåbærgrød & “ærlige” ord: 'ja', \"nej\" 🏠 Ø 100 % <3"
"""What people write, with everything that a format may have to escape; it is to come out as it was."""

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""What could steer a terminal or hide what is written; newline and tab may stay."""
