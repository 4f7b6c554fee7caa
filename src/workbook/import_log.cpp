#include "import_log.hpp"

#include <cmath>

#include "cxsim/base/number_text.hpp"

namespace cxsim {

void ImportLog::error(CellRef const& cell, Text text, std::vector<Argument> arguments) {
  problems.add(Severity::error, location_of(file_, cell), text, std::move(arguments));
}

void ImportLog::mismatch(CellRef const& cell, Text text, std::vector<Argument> arguments) {
  mismatches.add(Severity::warning, location_of(file_, cell), text, std::move(arguments));
}

void ImportLog::conversion(CellRef const& cell, Text text, std::vector<Argument> arguments) {
  conversions.add(Severity::note, location_of(file_, cell), text, std::move(arguments));
}

void ImportLog::gap(CellRef const& cell, Text text, std::vector<Argument> arguments) {
  gaps.add(Severity::note, location_of(file_, cell), text, std::move(arguments));
}

void ImportLog::assumption(CellRef const& cell, Text text, std::vector<Argument> arguments) {
  assumptions.add(Severity::note, location_of(file_, cell), text, std::move(arguments));
}

std::string ImportLog::shown(double value) const { return people_text(value, language_); }

std::string ImportLog::say_here(Text text, std::vector<std::string> const& arguments) const {
  return say(language_, text, arguments);
}

std::string ImportLog::word(Wording const& wording) const {
  return std::string(word_in(wording, language_));
}

std::string people_text(double value, Language language, int digits) {
  std::string text = std::abs(value) >= 100000 && std::abs(value) < 1e15
                         ? to_text(std::round(value))
                         : to_text(round_significant(value, digits));
  if (text.find('e') != std::string::npos) {
    return text;
  }
  std::size_t const point = std::min(text.find('.'), text.size());
  if (point < text.size() && language == Language::polish) {
    text[point] = ',';
  }
  std::size_t const first = text.starts_with('-') ? 1 : 0;
  if (point - first > 4) {
    for (std::size_t place = point; place > first + 3; place -= 3) {
      text.insert(place - 3, language == Language::polish ? "\xC2\xA0" : ",");
    }
  }
  return text;
}

}  // namespace cxsim
