#include "import_report.hpp"

#include <algorithm>

#include "cxsim/base/number_text.hpp"
#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "layout.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string rows_text(SheetCount const& sheet, Language language) {
  constexpr CountedText rows{texts::import_one_row, texts::import_few_rows,
                             texts::import_some_rows};
  return say(
      language, rows.form(language, sheet.rows),
      {terminal_text(sheet.name), with_thousands(static_cast<double>(sheet.rows), language)});
}

[[nodiscard]] std::string section(Text title, Diagnostics const& messages, Language language,
                                  std::size_t width) {
  if (messages.empty()) {
    return "";
  }
  std::string text = '\n' + say(language, title) + '\n';
  for (Diagnostic message : messages) {
    message.where.file.clear();  // there is only one
    bool is_first = true;
    for (std::string const& line : wrap(terminal_text(to_text(message, language)), width - 4)) {
      text += (is_first ? "  - " : "    ") + line + '\n';
      is_first = false;
    }
  }
  return text;
}

}  // namespace

std::string import_text(ImportReport const& report, Language language, int width) {
  auto const columns = static_cast<std::size_t>(std::max(width, 40));
  std::vector<std::string> sheets;
  for (SheetCount const& sheet : report.sheets) {
    sheets.push_back(rows_text(sheet, language));
  }
  std::string text;
  for (std::string const& line :
       wrap(say(language, texts::import_read, {listed(language, sheets)}), columns)) {
    text += line + '\n';
  }
  text += section(texts::import_mismatches, report.mismatches, language, columns);
  text += section(texts::import_assumptions, report.assumptions, language, columns);
  text += section(texts::import_conversions, report.conversions, language, columns);
  return text;
}

}  // namespace cxsim
