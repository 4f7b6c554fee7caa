#include "cells.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/formats/people_number.hpp"
#include "cxsim/formats/utf8.hpp"
#include "cxsim/workbook/texts.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

[[nodiscard]] std::string polish_text(Date date) {
  return two_digits(date.day) + '.' + two_digits(date.month) + '.' + std::to_string(date.year);
}

/// With the decimal mark of the language.
[[nodiscard]] std::string number_text(double number, Language language) {
  std::string text = to_text(number);
  if (language == Language::polish) {
    std::ranges::replace(text, '.', ',');
  }
  return text;
}

[[nodiscard]] std::string iso_text(Date date) {
  return std::to_string(date.year) + '-' + two_digits(date.month) + '-' + two_digits(date.day);
}

/// A dash, or what people write where they know nothing.
[[nodiscard]] bool means_nothing(std::string const& text) {
  std::string const plain = plain_word(text);
  static constexpr std::string_view words[] = {"",           "na",   "nd",     "bd",
                                               "brakdanych", "brak", "unknown"};
  return std::ranges::find(words, plain) != std::end(words) && (!plain.empty() || text.size() <= 4);
}

/// What a formula shows that went wrong.
[[nodiscard]] bool is_formula_error(std::string const& text) {
  static constexpr std::string_view errors[] = {
      "#N/A",   "#N/D!",   "#DIV/0!", "#DZIEL/0!", "#REF!",  "#ADR!",  "#ARG!", "#VALUE!",
      "#NAME?", "#NAZWA?", "#NUM!",   "#LICZBA!",  "#NULL!", "#ZERO!", "#N/D"};
  return std::ranges::find(errors, text) != std::end(errors);
}

[[nodiscard]] std::string without_currency(std::string_view text) {
  static constexpr std::string_view signs[] = {"zł",  "zl", "pln", "eur", "usd",
                                               "gbp", "€",  "$",   "£"};
  std::string result = trimmed(text);
  std::string lower = result;
  std::ranges::transform(lower, lower.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  for (std::string_view const sign : signs) {
    if (lower.ends_with(sign)) {
      return trimmed(result.substr(0, result.size() - sign.size()));
    }
    if (lower.starts_with(sign)) {
      return trimmed(result.substr(sign.size()));
    }
  }
  return result;
}

[[nodiscard]] std::vector<std::string> split_names(std::string const& text) {
  std::vector<std::string> names;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    std::size_t const end = std::min(text.find_first_of(";\n", begin), text.size());
    std::string name = trimmed(std::string_view(text).substr(begin, end - begin));
    if (!name.empty()) {
      names.push_back(std::move(name));
    }
    begin = end + 1;
  }
  return names;
}

[[nodiscard]] bool is_numeric(CellKind kind) {
  switch (kind) {
    case CellKind::number:
    case CellKind::count:
    case CellKind::quantity:
    case CellKind::percent:
    case CellKind::amount:
    case CellKind::money:
    case CellKind::months:
      return true;
    default:
      return false;
  }
}

class CellReader {
 public:
  CellReader(ColumnInfo const& column, Language language, Location const& where,
             Diagnostics& problems)
      : column_(column), language_(language), where_(where), problems_(problems) {}

  [[nodiscard]] std::optional<Entry> read(Cell const& cell) {
    Entry entry{.text = plain_text(cell.content)};
    if (column_.kind == CellKind::json) {
      auto const* raw = std::get_if<std::string>(&cell.content);
      entry.text = raw == nullptr ? entry.text : *raw;
      return entry.text.empty() ? std::nullopt : std::optional(std::move(entry));
    }
    if (is_formula_error(entry.text)) {
      return broken(std::move(entry), texts::cell_formula_error);
    }
    if (std::holds_alternative<std::string>(cell.content) && means_nothing(entry.text)) {
      return std::nullopt;
    }
    if (is_numeric(column_.kind)) {
      return number(cell, std::move(entry));
    }
    switch (column_.kind) {
      case CellKind::choice:
        return choice(cell, std::move(entry));
      case CellKind::names:
        entry.names = split_names(entry.text);
        return entry;
      case CellKind::date:
        return date(cell, std::move(entry));
      default:
        return entry;
    }
  }

 private:
  [[nodiscard]] Entry broken(Entry entry, Text text, std::vector<Argument> further = {}) {
    further.insert(further.begin(), entry.text);
    problems_.add(Severity::error, where_, text, std::move(further));
    entry.is_broken = true;
    return entry;
  }

  [[nodiscard]] std::string example() const {
    auto const* words = &column_.example;
    std::string const text(word_in(*words, language_));
    return text.empty() ? "12" : text;
  }

  [[nodiscard]] std::string shown(Date date) const {
    return language_ == Language::polish ? polish_text(date) : iso_text(date);
  }

  [[nodiscard]] Entry number(Cell const& cell, Entry entry) {
    if (auto const* date = std::get_if<Date>(&cell.content)) {
      entry.text = shown(*date);
      return broken(std::move(entry), column_.kind == CellKind::months ? texts::cell_is_date_month
                                                                       : texts::cell_is_date);
    }
    if (std::holds_alternative<bool>(cell.content)) {
      return broken(std::move(entry), texts::cell_not_number, {example()});
    }
    if (auto const* value = std::get_if<double>(&cell.content)) {
      entry.number = *value;
      entry.text = number_text(*value, language_);
      if (cell.look == NumberLook::percentage) {
        entry.number = round_significant(100 * *value, 15);
        entry.is_percentage = true;
        entry.text =
            number_text(*entry.number, language_) + (language_ == Language::polish ? "%" : " %");
      }
    } else {
      auto parsed = parse_people_number(entry.text, language_);
      if (!parsed) {
        parsed = parse_people_number(without_currency(entry.text), language_);
      }
      if (!parsed) {
        bool const is_day = column_.kind == CellKind::months && parse_people_date(entry.text);
        return is_day ? broken(std::move(entry), texts::cell_is_date_month)
                      : broken(std::move(entry), texts::cell_not_number, {example()});
      }
      entry.number = parsed->value;
      entry.is_percentage = parsed->is_percentage;
    }
    return in_range(cell, std::move(entry));
  }

  [[nodiscard]] Entry in_range(Cell const& cell, Entry entry) {
    double const value = *entry.number;
    bool const may_be_negative =
        column_.kind == CellKind::number || column_.kind == CellKind::amount;
    if (value < 0 && !may_be_negative) {
      return broken(std::move(entry), texts::cell_negative);
    }
    if (column_.kind == CellKind::percent) {
      if (value > 100) {
        bool const is_pasted = cell.look == NumberLook::percentage && value <= 10000;
        return is_pasted ? broken(std::move(entry), texts::cell_percent_of_percent,
                                  {number_text(round_significant(value / 100, 12), language_)})
                         : broken(std::move(entry), texts::cell_over_100);
      }
      if (value > 0 && value < 1 && !entry.is_percentage) {
        problems_.add(Severity::warning, where_, texts::cell_small_percent,
                      {entry.text, number_text(round_significant(100 * value, 12), language_)});
      }
    } else if (entry.is_percentage && column_.kind != CellKind::amount &&
               column_.kind != CellKind::number) {
      return broken(std::move(entry), texts::cell_is_percentage, {example()});
    }
    if (column_.kind == CellKind::months && (value != std::floor(value) || value > 1200)) {
      return broken(std::move(entry), texts::cell_not_months);
    }
    return entry;
  }

  [[nodiscard]] Entry choice(Cell const& cell, Entry entry) {
    if (auto const key = find_choice(column_.choices, entry.text)) {
      entry.choice = *key;
      return entry;
    }
    std::string words;
    std::vector<std::string> known;
    for (ChoiceWord const& word : choice_words(column_.choices)) {
      std::string const shown(word_in(word.word, language_));
      words += (words.empty() ? "" : ", ") + shown;
      known.emplace_back(word.word.english);
      known.emplace_back(word.word.polish);
    }
    if (auto const* date = std::get_if<Date>(&cell.content)) {
      entry.text = shown(*date);
      return broken(std::move(entry), texts::cell_choice_is_date, {words});
    }
    auto const near = nearest(entry.text, known);
    return near ? broken(std::move(entry), texts::cell_choice_suggest, {*near})
                : broken(std::move(entry), texts::cell_choice_unknown, {words});
  }

  [[nodiscard]] Entry date(Cell const& cell, Entry entry) {
    if (auto const* date = std::get_if<Date>(&cell.content)) {
      entry.date = *date;
      return entry;
    }
    if (auto const parsed = parse_people_date(entry.text)) {
      entry.date = *parsed;
      return entry;
    }
    return broken(std::move(entry), texts::cell_not_date, {example()});
  }

  ColumnInfo const& column_;
  Language language_;
  Location const& where_;
  Diagnostics& problems_;
};

}  // namespace

std::string trimmed(std::string_view text) {
  std::string result;
  bool is_blank = false;
  while (!text.empty()) {
    CodePoint const next = first_code_point(text);
    std::string_view const bytes = text.substr(0, next.length);
    text.remove_prefix(next.length);
    bool const is_space = next.value == U' ' || next.value == U'\t' || next.value == U'\r' ||
                          next.value == 0xA0 || next.value == 0x202F || next.value == 0xFEFF ||
                          next.value == 0x200B;
    if (is_space) {
      is_blank = !result.empty();
      continue;
    }
    result += is_blank ? " " : "";
    result += bytes;
    is_blank = false;
  }
  while (!result.empty() && result.back() == '\n') {
    result.pop_back();
  }
  return result;
}

std::string without_full_stop(std::string sentence) {
  if (sentence.ends_with('.')) {
    sentence.pop_back();
  }
  return sentence;
}

std::string plain_text(CellContent const& content) {
  struct Shower {
    std::string operator()(std::string const& text) const { return trimmed(text); }
    std::string operator()(double number) const { return to_text(number); }
    std::string operator()(bool truth) const { return truth ? "true" : "false"; }
    std::string operator()(Date date) const { return iso_text(date); }
  };
  return std::visit(Shower{}, content);
}

std::optional<Entry> read_cell(ColumnInfo const& column, Cell const& cell, Language language,
                               Location const& where, Diagnostics& problems) {
  return CellReader(column, language, where, problems).read(cell);
}

std::optional<double> example_number(ColumnInfo const& column, Language language) {
  if (!is_numeric(column.kind)) {
    return std::nullopt;
  }
  auto const parsed = parse_people_number(word_in(column.example, language), language);
  return parsed ? std::optional(parsed->value) : std::nullopt;
}

std::optional<std::string_view> find_choice(ChoiceList list, std::string_view text) {
  std::string const plain = plain_word(text);
  for (ChoiceWord const& word : choice_words(list)) {
    bool is_meant = plain == plain_word(word.key) || plain == plain_word(word.word.english) ||
                    plain == plain_word(word.word.polish);
    for (std::string_view rest = word.synonyms; !is_meant && !rest.empty();) {
      std::size_t const end = std::min(rest.find('|'), rest.size());
      is_meant = plain == plain_word(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (is_meant && !plain.empty()) {
      return word.key;
    }
  }
  if (list == ChoiceList::evidence && text.size() > 1 && (text[1] == ' ' || text[1] == '-')) {
    return find_choice(list, text.substr(0, 1));
  }
  return std::nullopt;
}

}  // namespace cxsim
