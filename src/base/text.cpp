#include "cxsim/base/text.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

#include <cstddef>

#include "cxsim/base/number_text.hpp"
#include "cxsim/base/texts.hpp"

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

std::string say(Language language, Text text, std::vector<Argument> const& arguments) {
  std::vector<std::string> worded;
  for (Argument const& argument : arguments) {
    worded.push_back(argument.in(language));
  }
  return say(language, text, std::span<std::string const>(worded));
}

Argument Argument::number(std::string english) {
  Argument argument(std::move(english));
  argument.form_ = Form::number;
  return argument;
}

Argument Argument::whole(double number) {
  return Argument::number(with_thousands(number, Language::english));
}

Argument Argument::percent(std::string english) {
  Argument argument(std::move(english));
  argument.form_ = Form::percent;
  return argument;
}

Argument Argument::list(std::span<std::string const> parts) {
  if (parts.empty()) {
    return "";
  }
  std::string most = parts.front();
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    most += ", " + parts[i];
  }
  return parts.size() == 1 ? Argument(most) : Argument(texts::list_end, {most, parts.back()});
}

std::string shortened(std::string text, std::size_t most) {
  if (text.size() <= most) {
    return text;
  }
  auto const continues_character = [&](std::size_t index) {
    return (static_cast<unsigned char>(text[index]) & 0xC0U) == 0x80U;
  };
  std::size_t end = most;
  while (end > 0 && continues_character(end)) {
    --end;
  }
  return text.substr(0, end) + "…";
}

Argument Argument::shortened(std::size_t most) const {
  Argument shorter = *this;
  shorter.text_ = cxsim::shortened(text_, most);
  for (Argument& argument : shorter.arguments_) {
    argument = argument.shortened(most);
  }
  return shorter;
}

std::string Argument::in(Language language) const {
  if (wording_ != Text()) {
    return say(language, wording_, arguments_);
  }
  switch (form_) {
    case Form::as_is:
      break;
    case Form::number:
      return number_for_people(text_, language);
    case Form::percent:
      return with_percent(number_for_people(text_, language), language);
  }
  return text_;
}

Text CountedText::form(Language language, std::uint64_t count) const noexcept {
  if (count == 1) {
    return one;
  }
  std::uint64_t const last = count % 10;
  bool const is_teen = count % 100 >= 12 && count % 100 <= 14;
  return language == Language::polish && last >= 2 && last <= 4 && !is_teen ? few : many;
}

std::string say_counted(Language language, CountedText const& text, std::uint64_t count,
                        std::vector<std::string> others) {
  others.insert(others.begin(), with_thousands(static_cast<double>(count), language));
  return say(language, text.form(language, count), std::span<std::string const>(others));
}

std::string listed(Language language, std::span<std::string const> parts) {
  return Argument::list(parts).in(language);
}

}  // namespace cxsim
