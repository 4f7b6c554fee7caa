#include "supported.hpp"

#include "cxsim/base/number_text.hpp"
#include "cxsim/workbook/texts.hpp"

namespace cxsim {

namespace {

[[nodiscard]] bool has_column(SheetKind kind, std::string_view key) {
  for (ColumnInfo const& column : sheet_info(kind).columns) {
    if (column.key == key) {
      return true;
    }
  }
  return false;
}

}  // namespace

void set_support(Row const& row, SheetKind kind, Tree& object) {
  for (std::string_view const key : {"source", "period", "evidence"}) {
    if (!has_column(kind, key)) {
      continue;
    }
    std::string const text = key == "evidence" ? std::string(row.choice(key)) : row.text(key);
    if (!text.empty()) {
      object.set(key, std::move(Tree(text).from(row.cell(key))));
    }
  }
}

Tree number_at(double value, CellRef const& cell) {
  Tree number(value);
  number.from(cell);
  return number;
}

Tree converted(double value, std::string typed, CellRef const& cell) {
  Tree number = Tree::object();
  number.set("value", Tree(value)).set("typed", Tree(std::move(typed))).from(cell);
  return number;
}

std::string typed_number(Row const& row, std::string_view key) {
  auto const number = row.number(key);
  return number ? to_text(*number) : "";
}

Tree assumed(double value, Language language, CellRef const& cell) {
  Tree number = Tree::object();
  number.set("value", Tree(value))
      .set("source", Tree(say(language, texts::source_assumed)))
      .set("evidence", Tree("F"))
      .from(cell);
  return number;
}

bool is_assumed_source(std::string_view source) {
  return source == texts::source_assumed_wording.english ||
         source == texts::source_assumed_wording.polish;
}

double fraction_of(double percentage) { return percentage / 100; }

double percentage_of(double fraction) { return round_significant(100 * fraction, 15); }

double tidy(double value) { return round_significant(value, 12); }

}  // namespace cxsim
