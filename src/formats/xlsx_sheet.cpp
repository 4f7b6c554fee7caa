#include "xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "cxsim/formats/ascii.hpp"
#include "cxsim/formats/texts.hpp"

namespace cxsim {

namespace {

/// As much of \p text as a message quotes.
[[nodiscard]] std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 40;
  return shortened(std::string(text), longest);
}

constexpr std::uint32_t most_rows = 1'048'576;
constexpr std::uint32_t most_columns = 16'384;
constexpr std::size_t most_merges = 100'000;
/// So many cells are named; whoever has more will not read them all.
constexpr std::size_t most_problems = 100;

template <class Number>
[[nodiscard]] std::optional<Number> parse_whole(std::string_view text) {
  Number number{};
  auto const result = std::from_chars(text.data(), text.data() + text.size(), number);
  bool const is_all = result.ec == std::errc() && result.ptr == text.data() + text.size();
  return is_all && !text.empty() ? std::optional(number) : std::nullopt;
}

[[nodiscard]] std::optional<std::uint32_t> parse_row(std::string_view text) {
  auto const row = parse_whole<std::uint32_t>(text);
  return row && *row >= 1 && *row <= most_rows ? std::optional(*row - 1) : std::nullopt;
}

/// "E14", with or without dollar signs.
[[nodiscard]] std::optional<CellPlace> parse_place(std::string_view name) {
  std::string plain(name.substr(0, 16));
  std::erase(plain, '$');
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < plain.size() && letters < 4; ++letters) {
    char const letter = plain[letters];
    bool const is_small = letter >= 'a' && letter <= 'z';
    if (!is_small && (letter < 'A' || letter > 'Z')) {
      break;
    }
    column = column * 26 + static_cast<std::uint32_t>(letter - (is_small ? 'a' : 'A') + 1);
  }
  auto const row = parse_row(std::string_view(plain).substr(letters));
  if (column == 0 || column > most_columns || !row || name.size() > 16) {
    return std::nullopt;
  }
  return CellPlace{*row, column - 1};
}

/// The day that a spreadsheet shows for \p serial; nothing where it shows none. The calendar of
/// 1900 has a 29 February that never was (ECMA-376 part 1, §18.17.4.1).
[[nodiscard]] std::optional<Date> day_of(double serial, DateSystem system) {
  using std::chrono::days;
  using std::chrono::sys_days;
  constexpr double end = 2'958'466;  // 1 January 10000
  if (!(serial >= 1 && serial < end)) {
    return std::nullopt;
  }
  auto const whole = static_cast<int>(std::floor(serial));
  constexpr int never_was = 60;
  if (system == DateSystem::from_1900 && whole == never_was) {
    return std::nullopt;
  }
  using namespace std::chrono_literals;
  sys_days const before_leap = 1899y / 12 / 31;
  sys_days const after_leap = 1899y / 12 / 30;
  sys_days const of_1904 = 1904y / 1 / 1;
  sys_days const start =
      system == DateSystem::from_1904 ? of_1904 : (whole < never_was ? before_leap : after_leap);
  std::chrono::year_month_day const day = start + days(whole);
  return Date{static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
              static_cast<int>(static_cast<unsigned>(day.day()))};
}

/// "2026-09-30", whatever follows.
[[nodiscard]] std::optional<Date> parse_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  auto const year = parse_whole<int>(text.substr(0, 4));
  auto const month = parse_whole<unsigned>(text.substr(5, 2));
  auto const day = parse_whole<unsigned>(text.substr(8, 2));
  if (!year || !month || !day ||
      !(std::chrono::year(*year) / std::chrono::month(*month) / std::chrono::day(*day)).ok()) {
    return std::nullopt;
  }
  return Date{*year, static_cast<int>(*month), static_cast<int>(*day)};
}

[[nodiscard]] std::pair<std::uint32_t, std::uint32_t> order_of(CellPlace place) {
  return {place.row, place.column};
}

[[nodiscard]] bool stands_before(Cell const& left, Cell const& right) {
  return order_of(left.place) < order_of(right.place);
}

/// Answers for cells in their order whether a merged range covers them. Ranges that overlap an
/// earlier one, which no spreadsheet writes, are passed over.
class Covering {
 public:
  explicit Covering(std::vector<MergedCells> merges) : merges_(std::move(merges)) {
    std::ranges::stable_sort(merges_, {},
                             [](MergedCells const& range) { return order_of(range.first); });
  }

  /// \pre Called in the order of the cells.
  [[nodiscard]] bool covers(CellPlace place) {
    for (; next_ < merges_.size() && merges_[next_].first.row <= place.row; ++next_) {
      begin(merges_[next_]);
    }
    auto const range = at(place);
    return range != ranges_.end() && range->second.first != place;
  }

 private:
  using Ranges = std::map<std::uint32_t, MergedCells>;

  /// The range over \p place, which is forgotten when it ended above.
  [[nodiscard]] Ranges::iterator at(CellPlace place) {
    auto range = ranges_.upper_bound(place.column);
    if (range == ranges_.begin()) {
      return ranges_.end();
    }
    --range;
    if (range->second.last.row < place.row) {
      ranges_.erase(range);
      return ranges_.end();
    }
    return range->second.last.column < place.column ? ranges_.end() : range;
  }

  void begin(MergedCells const& added) {
    if (at(added.first) != ranges_.end()) {
      return;
    }
    auto next = ranges_.lower_bound(added.first.column);
    while (next != ranges_.end() && next->first <= added.last.column) {
      if (next->second.last.row >= added.first.row) {
        return;
      }
      next = ranges_.erase(next);
    }
    ranges_.emplace(added.first.column, added);
  }

  std::vector<MergedCells> merges_;
  std::size_t next_ = 0;
  Ranges ranges_;  ///< by first column
};

}  // namespace

SheetReader::SheetReader(SheetContext context)
    : context_(std::move(context)), value_(context_.cell_bytes), inline_text_(context_.cell_bytes) {
  sheet_.name = context_.sheet;
}

SheetTag SheetReader::child(SheetTag parent, std::string_view name) const {
  switch (parent) {
    case SheetTag::document:
      return SheetTag::root;
    case SheetTag::root:
      return name == "sheetData" ? SheetTag::rows
                                 : (name == "mergeCells" ? SheetTag::merges : SheetTag::other);
    case SheetTag::rows:
      return name == "row" ? SheetTag::row : SheetTag::other;
    case SheetTag::row:
      return name == "c" ? SheetTag::cell : SheetTag::other;
    case SheetTag::cell:
      if (name == "v") {
        return SheetTag::value;
      }
      return name == "f" ? SheetTag::formula
                         : (name == "is" ? SheetTag::inline_text : SheetTag::other);
    case SheetTag::inline_text:
      return name == "t" ? SheetTag::text : (name == "r" ? SheetTag::run : SheetTag::other);
    case SheetTag::run:
      return name == "t" ? SheetTag::text : SheetTag::other;
    case SheetTag::merges:
      return name == "mergeCell" ? SheetTag::merge : SheetTag::other;
    default:
      return SheetTag::other;
  }
}

void SheetReader::opened(SheetTag tag, XmlElement const& element) {
  if (refusal_) {
    return;
  }
  if (tag == SheetTag::row) {
    open_row(element);
  } else if (tag == SheetTag::cell) {
    open_cell(element);
  } else if (tag == SheetTag::formula) {
    has_formula_ = true;
  } else if (tag == SheetTag::merge) {
    open_merge(element);
  }
}

void SheetReader::closed(SheetTag tag) {
  if (tag == SheetTag::cell && !refusal_) {
    close_cell();
  }
}

void SheetReader::characters(SheetTag innermost, std::string_view piece) {
  if (innermost == SheetTag::value) {
    value_.append(piece);
  } else if (innermost == SheetTag::text) {
    inline_text_.append(piece);
  }
}

void SheetReader::open_row(XmlElement const& element) {
  auto const number = element.find("r");
  auto const row = number ? parse_row(*number) : std::optional(next_row_);
  if (!row || *row >= most_rows) {
    std::string const counted = std::to_string(next_row_ + 1);
    refuse(texts::xlsx_bad_place, {quoted(number.value_or(counted))});
    return;
  }
  next_cell_ = {*row, 0};
  next_row_ = *row + 1;
  std::string_view const hidden = element.text("hidden");
  if (hidden == "1" || hidden == "true") {
    sheet_.hidden_rows.push_back(*row);
  }
}

void SheetReader::open_cell(XmlElement const& element) {
  auto const name = element.find("r");
  auto const place = name ? parse_place(*name) : std::optional(next_cell_);
  if (!place || place->column >= most_columns) {
    refuse(texts::xlsx_bad_place, {quoted(name.value_or(cell_name(next_cell_)))});
    return;
  }
  place_ = *place;
  next_cell_ = {place->row, place->column + 1};
  type_ = element.text("t");
  auto const style = parse_whole<std::size_t>(element.text("s")).value_or(0);
  meaning_ = style < context_.meanings.size() ? context_.meanings[style] : NumberMeaning::number;
  has_formula_ = false;
  value_.clear();
  inline_text_.clear();
}

void SheetReader::close_cell() {
  bool const is_text = type_ == "str" || type_ == "s" || type_ == "inlineStr";
  std::string_view const value = trimmed(value_.text());
  bool const was_never_calculated =
      has_formula_ && !is_text && (value.empty() || (context_.is_uncalculated && value == "0"));
  if (was_never_calculated) {
    report(texts::cell_not_calculated);
  } else if (type_ == "inlineStr") {
    add_text(unescaped_xlsx_text(inline_text_.text()), inline_text_.is_cut());
  } else if (type_ == "str") {
    add_text(unescaped_xlsx_text(value_.text()), value_.is_cut());
  } else if (value.empty()) {
    return;
  } else if (type_ == "s") {
    add_shared_text();
  } else if (type_ == "b") {
    add(value == "1" || value == "true");
  } else if (type_ == "e") {
    report(texts::cell_error, {quoted(value)});
  } else if (type_ == "d") {
    add_day();
  } else {
    add_number();
  }
}

void SheetReader::open_merge(XmlElement const& element) {
  std::string_view const range = element.text("ref");
  std::size_t const colon = range.find(':');
  auto const first = parse_place(range.substr(0, colon));
  auto const last = colon == std::string_view::npos ? first : parse_place(range.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) {
    refuse(texts::xlsx_bad_place, {quoted(range)});
  } else if (merges_.size() == most_merges) {
    refuse(texts::xlsx_too_many_cells);
  } else {
    merges_.push_back({*first, *last});
  }
}

void SheetReader::add_text(std::string text, bool is_cut) {
  if (is_cut) {
    report(texts::cell_too_long);
    return;
  }
  if (text.empty()) {
    return;
  }
  if (text.size() > context_.text_bytes) {
    refuse(texts::xlsx_too_much_text);
    return;
  }
  context_.text_bytes -= text.size();
  add(std::move(text));
}

void SheetReader::add_shared_text() {
  auto const index = parse_whole<std::size_t>(trimmed(value_.text()));
  if (!index || *index >= context_.texts.size()) {
    report(texts::cell_damaged);
    return;
  }
  SharedString const& shared = context_.texts[*index];
  add_text(shared.text, shared.is_cut);
}

void SheetReader::add_number() {
  std::string_view const text = trimmed(value_.text());
  double number = 0;
  auto const result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size() ||
      !std::isfinite(number)) {
    report(texts::cell_bad_number, {quoted(text)});
    return;
  }
  if (meaning_ == NumberMeaning::date) {
    if (auto const day = day_of(number, context_.dates)) {
      add(*day);
      return;
    }
  }
  add(number, meaning_ == NumberMeaning::percentage ? NumberLook::percentage : NumberLook::plain);
}

void SheetReader::add_day() {
  if (auto const day = parse_iso_day(trimmed(value_.text()))) {
    add(*day);
  } else {
    report(texts::cell_damaged);
  }
}

void SheetReader::add(CellContent content, NumberLook look) {
  if (context_.cells == 0) {
    refuse(texts::xlsx_too_many_cells);
    return;
  }
  --context_.cells;
  sheet_.cells.push_back({place_, std::move(content), look});
}

void SheetReader::report(Text problem, std::vector<Argument> arguments) {
  if (sheet_.problems.size() == most_problems) {
    ++unreported_;
    return;
  }
  sheet_.problems.add(Severity::error,
                      {.file = context_.file, .sheet = context_.sheet, .cell = cell_name(place_)},
                      problem, std::move(arguments));
}

void SheetReader::refuse(Text problem, std::vector<Argument> arguments) {
  if (!refusal_) {
    refusal_ = Diagnostic{Severity::error,
                          {.file = context_.file, .sheet = context_.sheet},
                          problem,
                          std::move(arguments)};
  }
}

Sheet SheetReader::take() {
  if (!std::ranges::is_sorted(sheet_.cells, stands_before)) {
    std::ranges::stable_sort(sheet_.cells, stands_before);
  }
  auto const has_same_place = [](Cell const& left, Cell const& right) {
    return left.place == right.place;
  };
  auto const twice = std::ranges::adjacent_find(sheet_.cells, has_same_place);
  if (twice != sheet_.cells.end()) {
    place_ = twice->place;
    report(texts::cell_twice);
    // clang 14 cannot use std::ranges::unique of this library.
    auto const rest = std::unique(sheet_.cells.begin(), sheet_.cells.end(), has_same_place);
    sheet_.cells.erase(rest, sheet_.cells.end());
  }
  std::ranges::sort(sheet_.hidden_rows);
  if (!merges_.empty()) {
    sheet_.merges = merges_;
    Covering covering(std::move(merges_));
    std::erase_if(sheet_.cells,
                  [&covering](Cell const& cell) { return covering.covers(cell.place); });
  }
  if (unreported_ > 0) {
    sheet_.problems.add(Severity::error, {.file = context_.file, .sheet = context_.sheet},
                        texts::cell_more_problems, {std::to_string(unreported_)});
  }
  return std::move(sheet_);
}

}  // namespace cxsim
