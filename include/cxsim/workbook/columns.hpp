#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cxsim/base/text.hpp"

/// The one description of the workbook: every sheet, every column, in both languages.
///
/// Template, reader, exporter and docs/workbook.md follow from it. A new column is one entry in
/// columns.cpp, and one place that makes use of its cells.
namespace cxsim {

enum class SheetKind {
  start,
  touchpoints,
  reasons,
  transitions,
  segments,
  initiatives,
  constraints,
  goals,
  measurements,
  sources,
  more
};
inline constexpr std::size_t sheet_kinds = 11;

/// How the cells of a column are read.
enum class CellKind {
  text,      ///< free text
  name,      ///< free text that names a thing; several rows of a sheet are told apart by it
  names,     ///< several names, with a semicolon between them
  number,    ///< any number
  count,     ///< a number from 0, usually whole
  quantity,  ///< a number from 0
  percent,   ///< 12 and 12 % are the same
  amount,    ///< a number or a percentage, which mean different things
  money,     ///< a number; currencies beside it are read past
  months,    ///< a whole number of months
  date,      ///< a day
  period,    ///< a day, month, quarter or year, as text
  choice,    ///< one word of a list
  json       ///< text that is not touched
};

/// Words that a cell may be chosen from.
enum class ChoiceList {
  none,
  scale,
  asked,
  counts_as,
  outcome,
  money_period,
  churn_period,
  change,
  as_given,
  bounds,
  mode,
  evidence,
  figure,
  constraint,
  file,
  industry,
  answer
};

/// Other cells that offer their texts in a drop-down: of the column itself, or of another one.
struct Suggestions {
  std::optional<SheetKind> sheet = std::nullopt;
  std::string_view column = "";
};

enum class Presence { required, optional };

/// Whether everybody looks at a column, or who wants to say more; the latter are folded away.
enum class Reach { everyday, advanced };

struct ColumnInfo {
  std::string_view key = {};  ///< in code, never shown
  CellKind kind = CellKind::text;
  Presence presence = Presence::optional;
  Reach reach = Reach::everyday;
  Wording header = {};
  Wording unit = {};     ///< empty where none is needed
  Wording help = {};     ///< one or two sentences; what happens when the cell is empty
  Wording example = {};  ///< of the example row; empty: none
  ChoiceList choices = ChoiceList::none;
  Suggestions suggestions = {};
};

/// Whether things stand in rows below a header, or one thing in two columns.
enum class SheetLayout { table, form };

struct SheetInfo {
  SheetKind kind = SheetKind::start;
  SheetLayout layout = SheetLayout::table;
  Presence presence = Presence::optional;
  Wording name;
  Wording purpose;  ///< one sentence
  std::span<ColumnInfo const> columns;
};

struct ChoiceWord {
  std::string_view key;            ///< in code
  Wording word;                    ///< in drop-downs
  std::string_view synonyms = "";  ///< further words that are understood, divided by |
};

/// In the order of the workbook.
[[nodiscard]] std::span<SheetInfo const> all_sheets();
[[nodiscard]] SheetInfo const& sheet_info(SheetKind kind);

/// \pre The sheet has a column \p key.
[[nodiscard]] std::size_t column_index(SheetKind kind, std::string_view key);

[[nodiscard]] std::span<ChoiceWord const> choice_words(ChoiceList list);

[[nodiscard]] std::string_view word_in(Wording const& wording, Language language);

/// \p text as it is compared: without accents, case, punctuation and what stands in brackets.
[[nodiscard]] std::string plain_word(std::string_view text);

/// How the first cell of an example row begins, with the colon.
[[nodiscard]] std::string_view example_mark(Language language);
/// How the first cell of the row of explanations begins.
inline constexpr std::string_view help_mark = "↑";

}  // namespace cxsim
