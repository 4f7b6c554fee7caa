#include "cxsim/base/diagnostic.hpp"

#include <algorithm>

#include "cxsim/base/texts.hpp"

namespace cxsim {

namespace {

constexpr std::size_t longest_quote = 1000;

}  // namespace

void Diagnostics::add(Diagnostic diagnostic) {
  diagnostic.where.pointer = shortened(std::move(diagnostic.where.pointer), longest_quote);
  for (Argument& argument : diagnostic.arguments) {
    argument = argument.shortened(longest_quote);
  }
  bool const is_long = std::ranges::any_of(diagnostic.repairs, [](Repair const& repair) {
    return std::max(repair.before.size(), repair.after.size()) > longest_quote;
  });
  if (is_long) {
    diagnostic.repairs.clear();
  }
  list_.push_back(std::move(diagnostic));
}

bool Diagnostics::has_errors() const noexcept {
  return std::ranges::any_of(list_,
                             [](Diagnostic const& one) { return one.severity == Severity::error; });
}

std::string to_text(Diagnostic const& diagnostic, Language language) {
  std::string text;
  Location const& where = diagnostic.where;
  if (!where.file.empty()) {
    text += where.file;
    if (where.line > 0) {
      text += ':' + std::to_string(where.line);
      if (where.column > 0) {
        text += ':' + std::to_string(where.column);
      }
    }
    text += ": ";
  }
  if (!where.sheet.empty()) {
    text += where.cell.empty() ? say(language, texts::place_sheet, {where.sheet})
                               : say(language, texts::place_cell, {where.sheet, where.cell});
    text += ": ";
  }
  if (!where.pointer.empty()) {
    text += where.pointer + ": ";
  }
  return text + say(language, diagnostic.text, diagnostic.arguments);
}

}  // namespace cxsim
