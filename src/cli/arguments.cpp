#include "arguments.hpp"

#include <algorithm>
#include <boost/program_options.hpp>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/nearest.hpp"

namespace cxsim {

namespace {

namespace po = boost::program_options;

[[nodiscard]] po::options_description describe(std::span<OptionGroup const> groups) {
  po::options_description description;
  for (OptionGroup const& group : groups) {
    for (Option const& option : group.options) {
      std::string names(option.name);
      if (option.letter != 0) {
        names += {',', option.letter};
      }
      // Values are read as texts, so that they are checked and worded in one place.
      if (option.value.empty()) {
        description.add_options()(names.c_str(), "");
      } else {
        description.add_options()(names.c_str(), po::value<std::string>(), "");
      }
    }
  }
  return description;
}

/// By its name, with or without dashes.
[[nodiscard]] Option const* find_option(std::span<OptionGroup const> groups,
                                        std::string_view word) {
  std::string_view const name = word.substr(std::min(word.find_first_not_of('-'), word.size()));
  for (OptionGroup const& group : groups) {
    auto const found = std::ranges::find(group.options, name, &Option::name);
    if (found != group.options.end()) {
      return &*found;
    }
  }
  return nullptr;
}

[[nodiscard]] Diagnostic unknown_option(std::string const& word,
                                        std::span<OptionGroup const> groups) {
  std::vector<std::string> known;
  for (OptionGroup const& group : groups) {
    for (Option const& option : group.options) {
      known.push_back("--" + std::string(option.name));
    }
  }
  std::string const name = word.substr(0, word.find('='));
  auto const meant = nearest(name, known);
  return meant ? Diagnostic{Severity::error, {}, texts::unknown_option_suggest, {name, *meant}}
               : Diagnostic{Severity::error, {}, texts::unknown_option, {name}};
}

[[nodiscard]] Diagnostic syntax_problem(po::invalid_command_line_syntax const& error,
                                        std::span<OptionGroup const> groups) {
  using Kind = po::invalid_command_line_syntax;
  std::string const word = error.get_option_name();
  if (error.kind() == Kind::extra_parameter || error.kind() == Kind::long_not_allowed) {
    return {Severity::error, {}, texts::option_takes_no_value, {word}};
  }
  Option const* option = find_option(groups, word);
  return {Severity::error,
          {},
          texts::option_needs_value,
          {word, word + ' ' + (option == nullptr ? "VALUE" : std::string(option->value))}};
}

[[nodiscard]] Result<Arguments> sort_out(po::parsed_options const& parsed,
                                         std::span<OptionGroup const> groups) {
  Arguments arguments;
  Diagnostics problems;
  for (po::option const& one : parsed.options) {
    if (one.unregistered) {
      problems.add(unknown_option(one.original_tokens.front(), groups));
    } else if (one.string_key.empty()) {
      arguments.add_file(one.value.front());
    } else {
      Option const* option = find_option(groups, one.string_key);
      if (option->occurrence == Occurrence::once && arguments.has(option->name)) {
        problems.add(Severity::error, {}, texts::option_given_twice, {"--" + one.string_key});
      }
      arguments.add(one.string_key, one.value.empty() ? "" : one.value.front());
    }
  }
  if (problems.has_errors()) {
    return failure(std::move(problems));
  }
  return arguments;
}

}  // namespace

bool Arguments::has(std::string_view option) const { return value(option).has_value(); }

std::optional<std::string> Arguments::value(std::string_view option) const {
  auto const found =
      std::ranges::find_if(options_, [&](auto const& one) { return one.first == option; });
  return found == options_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  std::vector<std::string> values;
  for (auto const& [name, value] : options_) {
    if (name == option) {
      values.push_back(value);
    }
  }
  return values;
}

Result<Arguments> parse_arguments(std::span<std::string const> words,
                                  std::span<OptionGroup const> groups) {
  po::options_description const description = describe(groups);
  int const style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  try {
    po::parsed_options const parsed =
        po::command_line_parser(std::vector<std::string>(words.begin(), words.end()))
            .options(description)
            .style(style)
            .allow_unregistered()  // so that all of them are reported
            .run();
    return sort_out(parsed, groups);
  } catch (po::invalid_command_line_syntax const& error) {
    return failure(Diagnostics(syntax_problem(error, groups)));
  } catch (po::error const& error) {
    return failure(texts::option_not_understood, {}, {error.what()});
  }
}

bool asks_for_help(std::span<std::string const> words) {
  auto const end = std::ranges::find(words, "--");
  return std::any_of(words.begin(), end,
                     [](std::string const& word) { return word == "--help" || word == "-h"; });
}

}  // namespace cxsim
