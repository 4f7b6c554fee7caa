#include "cxsim/base/text.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

namespace cxsim {

std::string say(Language language, Text text, std::span<std::string const> arguments) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (std::string const& argument : arguments) {
    store.push_back(argument);
  }
  return fmt::vformat(text.in(language), store);
}

std::string say(Language language, Text text, std::initializer_list<std::string> arguments) {
  return say(language, text, std::span<std::string const>(arguments.begin(), arguments.size()));
}

}  // namespace cxsim
