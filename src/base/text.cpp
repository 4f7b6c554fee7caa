#include "cxsim/base/text.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

namespace cxsim {

namespace {

[[nodiscard]] std::string_view wording(Text text) {
  switch (text) {
#define CXSIM_TEXT(name, english) \
  case Text::name:                \
    return english;
#include "cxsim/base/texts/all.def"
#undef CXSIM_TEXT
  }
  return "";
}

}  // namespace

std::string say(Language /*language*/, Text text, std::span<std::string const> arguments) {
  fmt::dynamic_format_arg_store<fmt::format_context> store;
  for (std::string const& argument : arguments) {
    store.push_back(argument);
  }
  return fmt::vformat(wording(text), store);
}

std::string say(Language language, Text text, std::initializer_list<std::string> arguments) {
  return say(language, text, std::span<std::string const>(arguments.begin(), arguments.size()));
}

}  // namespace cxsim
