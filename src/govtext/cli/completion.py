"""govtext completion"""

from __future__ import annotations

import click

VARIABLE = "_GOVTEXT_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
# Click's own script lets bash expand names as patterns of files, and takes bash 4.4 for granted.
BASH = """\
_govtext_completion() {
    local type value response IFS=$'\\n'
    COMPREPLY=()
    response=$(COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD="$COMP_CWORD" _GOVTEXT_COMPLETE=bash_complete "$1" 2>/dev/null)
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames 2>/dev/null ;;
            file) compopt -o default 2>/dev/null ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
    return 0
}

complete -o nosort -F _govtext_completion govtext 2>/dev/null || complete -F _govtext_completion govtext
"""
# Click's own cuts names parted by commas.
FISH = """\
function _govtext_completion
    set -l response (env _GOVTEXT_COMPLETE=fish_complete COMP_WORDS=(commandline -cp | string collect) \
COMP_CWORD=(commandline -t | string collect) govtext 2>/dev/null)
    for completion in $response
        set -l parts (string split --max 1 "," -- $completion)
        switch $parts[1]
            case dir
                __fish_complete_directories "$parts[2]"
            case file
                __fish_complete_path "$parts[2]"
            case plain
                printf '%s\\n' $parts[2]
        end
    end
end

complete --no-files --command govtext --arguments "(_govtext_completion)"
"""


def script(shell: str) -> str:
    """Return the script that makes a shell complete govtext's command lines."""
    if shell != "zsh":
        return BASH if shell == "bash" else FISH
    from click.shell_completion import ZshComplete

    return ZshComplete(click.Command("govtext"), {}, "govtext", VARIABLE).source()


@click.command("completion", short_help="Print the script that completes command lines.")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that makes a shell complete commands, options, their values and the names of a study.

    For bash, in ~/.bashrc: eval "$(govtext completion bash)". For zsh, in ~/.zshrc: eval "$(govtext completion zsh)".
    For fish: govtext completion fish > ~/.config/fish/completions/govtext.fish
    """
    click.echo(script(shell), nl=False)
