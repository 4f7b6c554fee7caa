#include "cxsim/workbook/workbook_guide.hpp"

#include "cxsim/base/text.hpp"
#include "cxsim/workbook/columns.hpp"
#include "cxsim/workbook/texts.hpp"

namespace cxsim {

namespace {

/// \p text within one cell of a table.
[[nodiscard]] std::string in_cell(std::string_view text) {
  std::string cell;
  for (char const byte : text) {
    cell += byte == '|' ? "\\|" : std::string(1, byte == '\n' ? ' ' : byte);
  }
  return cell;
}

[[nodiscard]] std::string both(Wording const& wording) {
  return wording.english == wording.polish || wording.polish.empty()
             ? in_cell(wording.english)
             : in_cell(wording.english) + " · " + in_cell(wording.polish);
}

[[nodiscard]] std::string choices_of(ColumnInfo const& column) {
  std::string list;
  if (column.choices != ChoiceList::none) {
    for (ChoiceWord const& word : choice_words(column.choices)) {
      list += (list.empty() ? " One of: " : ", ") + both(word.word);
    }
    list += list.empty() ? "" : ".";
  }
  return list;
}

[[nodiscard]] std::string row_of(ColumnInfo const& column) {
  bool const is_required = column.presence == Presence::required;
  return "| " + both(column.header) + (is_required ? " **(required)**" : "") + " | " +
         both(column.unit) + " | " + in_cell(column.help.english) + choices_of(column) + " | " +
         in_cell(column.example.english) + " |\n";
}

}  // namespace

std::string workbook_guide() {
  std::string guide = say(Language::english, texts::guide_head) + "\n";
  for (SheetInfo const& sheet : all_sheets()) {
    guide += "\n## " + both(sheet.name) + "\n\n" + std::string(sheet.purpose.english) + "\n\n" +
             "| column | unit | meaning | example |\n|---|---|---|---|\n";
    for (ColumnInfo const& column : sheet.columns) {
      guide += row_of(column);
    }
  }
  return guide;
}

}  // namespace cxsim
