// The manual page and the shells' completions, made from the tree of commands, so that they cannot say something else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::cli {

struct OptionInfo {
    std::vector<std::string> names;  ///< "--in"; empty for a positional argument
    std::string positional;
    std::string value;  ///< what it takes, as FILE; empty for a flag
    std::string description;
};

struct CommandInfo {
    std::string name;
    std::string description;
    std::string footer;
    std::vector<OptionInfo> options;
    std::vector<CommandInfo> commands;
};

/// In roff, for man(1).
[[nodiscard]] std::string manual_page(const CommandInfo& program, std::string_view version);
/// For "bash", "zsh" or "fish".
[[nodiscard]] std::string completions(const CommandInfo& program, std::string_view shell);

}  // namespace konsequenz::cli
