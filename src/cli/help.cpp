#include "help.hpp"

#include <algorithm>

#include "cxsim/cli/texts.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

/// Longer lines are hard to read.
[[nodiscard]] std::size_t text_width(int width) {
  return static_cast<std::size_t>(std::clamp(width, 40, 100));
}

[[nodiscard]] std::string paragraph(std::string_view text, std::size_t width) {
  std::string result;
  for (std::string const& line : wrap(text, width)) {
    result += line + '\n';
  }
  return result;
}

[[nodiscard]] std::string option_term(Option const& option) {
  std::string term = option.letter == 0 ? "      " : std::string("  -") + option.letter + ", ";
  term += "--" + std::string(option.name);
  return option.value.empty() ? term : term + ' ' + std::string(option.value);
}

[[nodiscard]] std::string group_text(OptionGroup const& group, Language language,
                                     std::size_t width) {
  std::string text = '\n' + say(language, group.title) + '\n';
  for (Option const& option : group.options) {
    text += entry(option_term(option), say(language, option.text), 28, width);
  }
  return text;
}

[[nodiscard]] std::string examples_text(Command const& command, Language language,
                                        std::size_t width) {
  std::string text = '\n' + say(language, texts::help_examples) + '\n';
  for (Example const& example : command.examples) {
    for (std::string const& line : wrap(say(language, example.meaning), width - 2)) {
      text += "  " + line + '\n';
    }
    text += "    " + std::string(example.line) + '\n';
  }
  return text;
}

}  // namespace

std::string overview_text(Language language, int width) {
  std::size_t const columns = text_width(width);
  std::string text = paragraph(say(language, texts::help_program), columns);
  text += '\n' + say(language, texts::help_usage, {"COMMAND [OPTION…] [FILE…]"}) + "\n\n";
  text += say(language, texts::help_commands) + '\n';
  for (Command const& command : all_commands()) {
    text += entry("  " + std::string(command.name), say(language, command.summary), 14, columns);
  }
  text += '\n' + say(language, texts::help_start) + '\n';
  for (std::string_view const line :
       {"cxsim check scenarios/bank.json", "cxsim prioritize scenarios/bank.json --out out/bank",
        "cxsim help prioritize"}) {
    text += "  " + std::string(line) + '\n';
  }
  return text + '\n' + paragraph(say(language, texts::help_exit_codes), columns);
}

std::string help_text(Command const& command, Language language, int width) {
  std::size_t const columns = text_width(width);
  std::string text = paragraph(say(language, command.summary), columns);
  std::string const line = std::string(command.name) + ' ' + std::string(command.synopsis);
  text += '\n' + say(language, texts::help_usage, {line}) + "\n\n";
  text += paragraph(say(language, command.details), columns);
  text += examples_text(command, language, columns);
  for (OptionGroup const& group : command.options) {
    text += group_text(group, language, columns);
  }
  return text;
}

std::string see_help(std::string_view command, Language language) {
  std::string line = command.empty() ? "cxsim help" : "cxsim help " + std::string(command);
  line += language == Language::polish ? " --lang pl" : "";
  return say(language, texts::see_help, {line}) + '\n';
}

}  // namespace cxsim
