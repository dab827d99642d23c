#include "cli/manual.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace konsequenz::cli {
namespace {

/// Text as roff shows it literally: no line may begin with a dot or quote, backslashes and hyphens are escaped.
std::string roff(std::string_view text) {
    std::string out;
    bool starts_line = true;
    for (const char letter : text) {
        if (starts_line && (letter == '.' || letter == '\'')) out += "\\&";
        if (letter == '\\')
            out += "\\e";
        else if (letter == '-')
            out += "\\-";
        else
            out += letter;
        starts_line = letter == '\n';
    }
    return out;
}

void append_options(std::string& page, const CommandInfo& command) {
    for (const auto& option : command.options) {
        const auto names = option.names.empty() ? option.positional : fmt::format("{}", fmt::join(option.names, ", "));
        const auto value = option.names.empty() || option.value.empty() ? std::string() : " " + option.value;
        page += fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(names), roff(value), roff(option.description));
    }
}

void append_command(std::string& page, const CommandInfo& command, const std::string& path) {
    const auto full = path + " " + command.name;
    page += fmt::format(".SS {}\n{}.\n", roff(full), roff(command.description));
    append_options(page, command);
    if (!command.footer.empty()) page += fmt::format(".PP\n.nf\n{}\n.fi\n", roff(command.footer));
    for (const auto& nested : command.commands) append_command(page, nested, full);
}

std::vector<std::string> words_of(const CommandInfo& command) {
    std::vector<std::string> words;
    for (const auto& nested : command.commands) words.push_back(nested.name);
    for (const auto& option : command.options) words.insert(words.end(), option.names.begin(), option.names.end());
    return words;
}

void append_bash(std::string& script, const CommandInfo& command, const std::string& path) {
    script += fmt::format("        '{}') words='{}' ;;\n", path, fmt::join(words_of(command), " "));
    for (const auto& nested : command.commands)
        append_bash(script, nested, path.empty() ? nested.name : path + " " + nested.name);
}

/// Completes by the words before the cursor that are commands; files where no word fits.
std::string bash_script(const CommandInfo& program) {
    std::string script = "_konsequenz() {\n    local word path='' words=''\n";
    script += "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n        case \"$word\" in\n            ";
    std::vector<std::string> names;
    for (const auto& command : program.commands) {
        names.push_back(command.name);
        for (const auto& nested : command.commands) names.push_back(nested.name);
    }
    script += fmt::format("{}) path=\"${{path:+$path }}$word\" ;;\n        esac\n    done\n    case \"$path\" in\n",
                          fmt::join(names, "|"));
    append_bash(script, program, "");
    script += "    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n";
    script += "    [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- \"${COMP_WORDS[COMP_CWORD]}\"))\n}\n";
    return script + "complete -o filenames -F _konsequenz konsequenz\n";
}

std::string shell_quoted(std::string_view text) {
    std::string out = "'";
    for (const char letter : text) out += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    return out + "'";
}

void append_fish(std::string& script, const CommandInfo& command, const std::string& path) {
    const auto condition =
        path.empty() ? std::string("__fish_use_subcommand") : fmt::format("__fish_seen_subcommand_from {}", path);
    for (const auto& nested : command.commands) {
        script += fmt::format("complete -c konsequenz -n {} -a {} -d {}\n", shell_quoted(condition), nested.name,
                              shell_quoted(nested.description));
    }
    for (const auto& option : command.options) {
        for (const auto& name : option.names) {
            if (!name.starts_with("--")) continue;
            script += fmt::format("complete -c konsequenz -n {} -l {}{} -d {}\n", shell_quoted(condition),
                                  name.substr(2), option.value.empty() ? "" : " -r", shell_quoted(option.description));
        }
    }
    for (const auto& nested : command.commands) append_fish(script, nested, nested.name);
}

}  // namespace

std::string manual_page(const CommandInfo& program, std::string_view version) {
    auto page = fmt::format(".TH KONSEQUENZ 1 \"\" \"konsequenz {}\" \"User commands\"\n.SH NAME\nkonsequenz \\- {}\n",
                            version, roff(program.description));
    page += ".SH SYNOPSIS\n.B konsequenz\n.I command\n.RI [ options ]\n.SH DESCRIPTION\n";
    page += roff(program.description) + ".\n.SH OPTIONS\n";
    append_options(page, program);
    page += ".SH COMMANDS\n";
    for (const auto& command : program.commands) append_command(page, command, "konsequenz");
    return page + fmt::format(".SH NOTES\n.nf\n{}\n.fi\n", roff(program.footer));
}

std::string completions(const CommandInfo& program, std::string_view shell) {
    if (shell == "bash") return bash_script(program);
    if (shell == "zsh")
        return "#compdef konsequenz\nautoload -U +X bashcompinit && bashcompinit\n" + bash_script(program);
    std::string script;
    append_fish(script, program, "");
    return script;
}

}  // namespace konsequenz::cli
