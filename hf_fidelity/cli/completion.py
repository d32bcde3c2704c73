"""``hf-fidelity completion``: what can be typed next, told to the shell when Tab is pressed.

The shell's function asks this program, with the words typed so far in the environment; the answer is a line for each
word that fits. It is an answer to a key: whatever is wrong, nothing is said but nothing.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from hf_fidelity.cli.global_options import asked_language, globals_first, usual_language
from hf_fidelity.ground import LANGUAGES, N_, one_line, shorten, speak, text_in, wanted_language, words

if TYPE_CHECKING:
    from hf_fidelity.domain.questionnaire.instrument import Instrument
    from hf_fidelity.journeys import Workspace
    from hf_fidelity.store.team_folder import TeamFolder

COMPLETION_HELP = N_("Completion with Tab for a shell. What is printed belongs into the shell's own settings.")
COMPLETION_EXAMPLES = "completion bash\n--lang en completion powershell"


class ShellName(StrEnum):
    """The shells that can ask."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(shell: Annotated[ShellName, typer.Argument(metavar=N_("SHELL"), help=N_("Which shell."))]) -> None:
    """Print the shell's function; docs/shell.md says where it belongs."""
    sys.stdout.write(_SCRIPTS[shell])


_WORDS = "_HF_FIDELITY_WORDS"
"""The words behind the program's name as they are typed, a line each; the last one is being typed."""
FILES_WANTED = 3
"""Exit where a file or folder is to be named: the shell knows them better."""


def answer_shell(shell: str) -> int:
    """Write what fits for the shell that asks; gives the exit code. Never raises, never says what is wrong."""
    with suppress(Exception):
        raw = os.environ.get(_WORDS, "").split("\n")
        if shell == ShellName.BASH:
            raw = _joined_at_equals(raw)
        *before, typed = [_bare(word, shell) for word in raw]
        said = globals_first(before)
        asked = asked_language(said)
        speak(wanted_language(asked, usual=usual_language(said)))
        offers = _offers(before, typed)
        if offers is None:
            return FILES_WANTED
        lines = (_line(offer, raw[-1], shell) for offer in offers)
        sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
        sys.stdout.flush()
    return 0


class _Offer(NamedTuple):
    """A word that can be typed, and what it is."""

    word: str
    about: str = ""


_Offers = Iterable[_Offer | str]


def _offers(before: list[str], typed: str) -> list[_Offer] | None:
    """What fits behind these words and begins as it is typed; None: a file."""
    place = _Place.behind(before)
    option, equals, value = typed.partition("=")
    if typed.startswith("-") and equals:
        found = _values(place, place.params.get(option), value)
        return None if found is None else [offer._replace(word=f"{option}={offer.word}") for offer in found]
    if place.waiting is not None:
        return _values(place, place.waiting, typed)
    if typed.startswith("-") and not place.only_words:
        return _fitting((_Offer(name, _help(param)) for name, param in place.params.items()), typed, exact=True)
    if (commands := getattr(place.command, "commands", None)) and place.words == 0:
        return _fitting((_Offer(name, words(under.help or "", {})) for name, under in commands.items()), typed)
    return _values(place, place.argument, typed)


def _fitting(offers: _Offers, typed: str, *, exact: bool = False) -> list[_Offer]:
    """Those that begin as it is typed, whatever the case, each once."""
    made = dict.fromkeys(_Offer(offer) if isinstance(offer, str) else offer for offer in offers)
    wanted = typed if exact else typed.casefold()
    return [one for one in made if (one.word if exact else one.word.casefold()).startswith(wanted)]


def _help(param: Any) -> str:
    return words(getattr(param, "help", None) or "", {})


# Where on the command line the word stands that is being typed.


class _Place(NamedTuple):
    """A command, and what has been said to it."""

    command: Any
    path: tuple[str, ...]
    params: Mapping[str, Any]
    """The options that can stand here, by what is typed for them."""
    said: Mapping[str, str]
    """The options' values so far."""
    words: int
    """How many arguments there are already."""
    waiting: Any
    """The option that the next word is the value of."""
    only_words: bool
    """Whether ``--`` stands before it, so that nothing more is an option."""

    @classmethod
    def behind(cls, before: list[str]) -> "_Place":
        """The place behind these words."""
        from hf_fidelity.cli.app import build_app, command_in

        app = build_app(command_in(globals_first(before)))
        command, said, count, waiting, only_words = app, {}, 0, None, False
        path: tuple[str, ...] = ()
        params = every = _options(app)
        for word in before:
            if waiting is not None:
                said[waiting.opts[0]], waiting = word, None
            elif word == "--":
                only_words = True
            elif word.startswith("-") and not only_words:
                name, equals, value = word.partition("=")
                param = params.get(name)
                if equals and param is not None:
                    said[param.opts[0]] = value
                elif param is not None and not param.is_flag:
                    waiting = param
            elif word in getattr(command, "commands", {}):
                command, path = command.commands[word], (*path, word)
                params = {**_options(command), **every}
            else:
                count += 1
        return cls(command, path, params, said, count, waiting, only_words)

    @property
    def argument(self) -> Any:
        """The argument that comes next; None where no more is taken."""
        arguments = [param for param in self.command.params if param.param_type_name == "argument"]
        if self.words < len(arguments):
            return arguments[self.words]
        return arguments[-1] if arguments and arguments[-1].nargs == -1 else None


def _options(command: Any) -> dict[str, Any]:
    params = [param for param in command.params if param.param_type_name == "option"]
    return {name: param for param in params for name in param.opts if name.startswith("--")}


# What can stand there.


def _values(place: _Place, param: Any, typed: str) -> list[_Offer] | None:
    if param is None:
        return []
    if source := _SOURCES.get(_key(place, param)):
        from hf_fidelity.journeys import Workspace

        data = place.said.get("--data")
        return _fitting(source(_Asked(Workspace.reading([data] if data else ()), place.said)), typed)
    if param.type_descriptor.is_choice:
        return _fitting([str(choice) for choice in param.type_descriptor.choices], typed)
    return None if str(param.metavar).startswith(("FILE", "FOLDER")) else []


def _key(place: _Place, param: Any) -> str:
    """An option by its name, an argument by its command and its own name."""
    return param.opts[0] if param.param_type_name == "option" else f"{place.path[0]} {param.name}"


class _Asked(NamedTuple):
    """A data folder, and what has been said of what is looked for in it."""

    space: "Workspace"
    said: Mapping[str, str]

    @property
    def teams(self) -> "Iterator[TeamFolder]":
        """The teams that can be meant."""
        teams = self.space.store.teams(self.said.get("--organisation"))
        named = self.said.get("--team")
        return (team for team in teams if named in (None, team.team.name, team.team.id))

    @property
    def instrument(self) -> "Instrument":
        """The questionnaire that is meant."""
        return self.space.instrument(self.said.get("--instrument") or self.space.usual().instrument)


def _team_names(asked: _Asked) -> _Offers:
    of = asked._replace(said={key: said for key, said in asked.said.items() if key != "--team"})
    return (_Offer(team.team.name, team.organisation) for team in of.teams)


def _quarters(asked: _Asked) -> _Offers:
    """The quarters of the teams meant, the newest first."""
    names = (file.name for team in asked.teams for file in team.path.glob("*.json"))
    found = {name[:7] for name in names if re.match(r"\d{4}-Q[1-4]\.", name)}
    return sorted(found, reverse=True)


def _questionnaires(asked: _Asked) -> _Offers:
    return (_Offer(instrument.id, text_in(instrument.name)) for instrument in asked.space.instruments()[0])


def _principles(asked: _Asked) -> _Offers:
    """Each principle by its id, each statement by its own."""
    yield from (_Offer(principle.id, text_in(principle.name)) for principle in asked.instrument.principle_order)
    yield from (_Offer(statement.id, text_in(statement.text)) for statement in asked.instrument.statements)


def _open_actions(asked: _Asked) -> _Offers:
    from hf_fidelity.domain.record import newest_copies
    from hf_fidelity.store.team_folder import read_records

    for team in asked.teams:
        records, _damaged = read_records(team, *asked.space.instruments()[0])
        yield from (_Offer(c.action.id, c.action.text) for c in newest_copies(records) if c.action.state == "open")


_SOURCES: Mapping[str, Callable[[_Asked], _Offers]] = {
    "--team": _team_names,
    "--organisation": lambda asked: asked.space.store.organisation_names(),
    **dict.fromkeys(("--quarter", "--from", "--to"), _quarters),
    "--instrument": _questionnaires,
    "--lang": lambda _asked: LANGUAGES,
    "instruments id": _questionnaires,
    "guide principle": _principles,
    "actions id": _open_actions,
    "teams old": _team_names,
}


# Words as each shell has them: how they come in, quotes and all, and how they go out.


def _joined_at_equals(raw: list[str]) -> list[str]:
    """Bash parts ``--team=Nord`` into three words; they are one."""
    joined: list[str] = []
    for word in raw:
        if joined and (word == "=" or joined[-1].endswith("=")) and joined[-1].startswith("--"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _bare(word: str, shell: str) -> str:
    """The word without its quotes; one that is not closed yet holds for the rest."""
    escape, bare, quote, at = "`" if shell == ShellName.POWERSHELL else "\\", "", "", 0
    while at < len(word):
        char, behind = word[at], word[at + 1 : at + 2]
        if shell == ShellName.POWERSHELL and quote == char == behind:  # it's doubled inside its own quotes
            bare, at = bare + char, at + 2
        elif char == escape and quote != "'" and behind:
            keeps = quote == '"' and behind not in '"\\$`'
            bare, at = bare + (char if keeps else "") + behind, at + 2
        elif char in "'\"" and quote in ("", char):
            quote, at = ("" if quote else char), at + 1
        else:
            bare, at = bare + char, at + 1
    return bare


def _line(offer: _Offer, raw: str, shell: str) -> str:

    word = one_line(offer.word)
    if shell == ShellName.BASH:
        return _for_bash(word, raw)
    about = shorten(one_line(offer.about), _ABOUT)
    return f"{word}\t{about}" if about else word


_ABOUT = 70
"""More letters than this are no help beside a word."""


def _for_bash(word: str, raw: str) -> str:
    """The word as it is put in the place of what is typed: behind an open quote, else with its blanks escaped.

    Bash replaces only what stands behind the last sign at which it parts words.
    """
    typed = raw.partition("=")[2] if raw.startswith("--") else raw
    word = word.partition("=")[2] if raw.startswith("--") and "=" in raw else word
    if typed.startswith('"'):
        return re.sub(r'(["\\$`])', r"\\\1", word)
    if typed.startswith("'"):
        return word.replace("'", "'\\''")
    return re.sub(r"([^\w@%+=./,-])", r"\\\1", word)


_SCRIPTS: Mapping[ShellName, str] = {
    ShellName.BASH: r"""# hf-fidelity: completion for bash
_hf_fidelity() {
    local IFS=$'\n' found
    COMPREPLY=()
    found=$(_HF_FIDELITY_COMPLETE=bash _HF_FIDELITY_WORDS="${COMP_WORDS[*]:1:COMP_CWORD}" "$1" 2>/dev/null)
    if [ $? -eq 3 ]; then
        compopt -o default
    elif [ -n "$found" ]; then
        mapfile -t COMPREPLY <<<"$found"
    fi
}
complete -F _hf_fidelity hf-fidelity
""",
    ShellName.ZSH: r"""#compdef hf-fidelity
# hf-fidelity: completion for zsh
_hf_fidelity() {
    local found line
    local -a values shown
    found=$(_HF_FIDELITY_COMPLETE=zsh _HF_FIDELITY_WORDS="${(F)words[2,CURRENT]}" "${words[1]}" 2>/dev/null)
    if [ $? -eq 3 ]; then
        _files
        return
    fi
    for line in "${(@f)found}"; do
        [ -n "$line" ] || continue
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    if [[ "$PREFIX" == --*=* ]]; then
        compset -P '--*='
        values=("${values[@]#--*=}")
        shown=("${shown[@]#--*=}")
    fi
    compadd -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}' -l -d shown -a values
}
if [ "$funcstack[1]" = "_hf_fidelity" ]; then
    _hf_fidelity "$@"
else
    compdef _hf_fidelity hf-fidelity
fi
""",
    ShellName.FISH: r"""# hf-fidelity: completion for fish
function __hf_fidelity
    set -l tokens (commandline -opc)
    set -l typed (commandline -ct)
    set -lx _HF_FIDELITY_COMPLETE fish
    set -lx _HF_FIDELITY_WORDS (string join \n -- (string escape -- $tokens[2..]) "$typed" | string collect)
    set -l found ($tokens[1] 2>/dev/null)
    if test $status -eq 3
        __fish_complete_path "$typed"
    else
        string join \n -- $found
    end
end
complete -c hf-fidelity -f -a '(__hf_fidelity)'
""",
    ShellName.POWERSHELL: r"""# hf-fidelity: completion for PowerShell
Register-ArgumentCompleter -Native -CommandName hf-fidelity -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $before = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_HF_FIDELITY_COMPLETE = 'powershell'
        $env:_HF_FIDELITY_WORDS = (@($before) + @([string]$wordToComplete)) -join "`n"
        & $commandAst.CommandElements[0].Extent.Text 2>$null | ForEach-Object {
            $word, $about = $_ -split "`t", 2
            $typed = if ($word -match '^[\w=./-]+$') { $word } else { "'" + ($word -replace "'", "''") + "'" }
            if (-not $about) { $about = $word }
            [System.Management.Automation.CompletionResult]::new($typed, $word, 'ParameterValue', $about)
        }
    } finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_HF_FIDELITY_COMPLETE, Env:_HF_FIDELITY_WORDS -ErrorAction SilentlyContinue
    }
}
""",
}
