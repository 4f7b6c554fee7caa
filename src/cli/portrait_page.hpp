#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "cxsim/base/text.hpp"
#include "cxsim/formats/escape.hpp"

namespace cxsim {

/// What people call a thing: its name, or its id when it has none.
template <class Thing>
[[nodiscard]] std::string called(Thing const& thing) {
  return terminal_text(thing.name.empty() ? thing.id : thing.name);
}

/// Its id, by which commands know it, and its name.
template <class Thing>
[[nodiscard]] std::string called_with_id(Thing const& thing) {
  return terminal_text(thing.name.empty() ? thing.id : thing.id + ' ' + thing.name);
}

/// A part of a whole.
struct NamedShare {
  std::string name;
  double share = 0;
};

/// Lines behind labels, and how a portrait says numbers and lists.
class PortraitPage {
 public:
  explicit PortraitPage(Language language) : language_(language) {}

  [[nodiscard]] Language language() const noexcept { return language_; }
  [[nodiscard]] std::string words(Text text,
                                  std::initializer_list<std::string> arguments = {}) const {
    return say(language_, text, arguments);
  }
  [[nodiscard]] std::string counted(std::size_t count, CountedText const& text) const {
    return say_counted(language_, text, count);
  }
  [[nodiscard]] std::string whole(double value) const;
  [[nodiscard]] std::string whole(std::size_t count) const {
    return whole(static_cast<double>(count));
  }
  /// In whole percent; number and sign stay on one line.
  [[nodiscard]] std::string percent(double share) const;

  /// All names, or the first of them and how many more there are.
  [[nodiscard]] std::string some(std::vector<std::string> names) const;
  /// The largest shares with their names, and what the others have together; the name alone where
  /// it has everything.
  [[nodiscard]] std::string shares(std::vector<NamedShare> parts) const;

  void add(Text label, std::string text) { rows_.push_back({words(label), std::move(text)}); }
  /// A line under the last label.
  void add_further(std::string text) { rows_.push_back({{}, std::move(text)}); }
  /// The first line behind \p label, the others under it.
  void add_lines(Text label, std::vector<std::string> lines);

  /// The lines, at most \p width columns wide.
  [[nodiscard]] std::string text(std::size_t width) const;

 private:
  struct Row {
    std::string label;
    std::string text;
  };

  Language language_;
  std::vector<Row> rows_;
};

}  // namespace cxsim
