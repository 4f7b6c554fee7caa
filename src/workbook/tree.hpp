#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

/// A cell of the workbook that was read.
struct CellRef {
  std::string sheet;
  CellPlace place;

  friend bool operator==(CellRef const&, CellRef const&) = default;
};

class Tree;
using TreeMember = std::pair<std::string, Tree>;

/// A document that can be changed, and whose parts know which cell they come from.
class Tree {
 public:
  using Elements = std::vector<Tree>;
  using Members = std::vector<TreeMember>;
  using Content = std::variant<std::monostate, bool, double, std::string, Elements, Members>;

  Tree() = default;
  explicit Tree(bool value);
  explicit Tree(double value);
  explicit Tree(std::string value);
  explicit Tree(char const* value);

  [[nodiscard]] static Tree object();
  [[nodiscard]] static Tree array();
  [[nodiscard]] static Tree of(JsonValue const& value);

  [[nodiscard]] Content const& content() const noexcept { return content_; }
  [[nodiscard]] bool is_object() const noexcept;
  [[nodiscard]] Members const& members() const;
  [[nodiscard]] Elements const& elements() const;
  [[nodiscard]] Tree const* find(std::string_view key) const;
  [[nodiscard]] std::optional<CellRef> const& origin() const noexcept { return origin_; }

  /// Adds or replaces a member. \pre This is an object.
  Tree& set(std::string_view key, Tree value);
  /// Adds a member that is not there yet, in constant time. \pre This is an object.
  Tree& add(std::string key, Tree value);
  Tree& push(Tree value);
  /// The member \p key, made as an empty object when it is missing. \pre This is an object.
  Tree& at(std::string_view key);
  void erase(std::string_view key);
  Tree& from(CellRef origin);

  /// Equal content, wherever it comes from.
  friend bool operator==(Tree const& left, Tree const& right);

 private:
  explicit Tree(Content content);

  Content content_;
  std::optional<CellRef> origin_;
};

[[nodiscard]] Json to_json(Tree const& tree);

/// On one line, for a cell.
[[nodiscard]] std::string to_line(Tree const& tree);

/// Cells by JSON pointer.
using CellMap = std::map<std::string, CellRef, std::less<>>;
[[nodiscard]] CellMap cell_map(Tree const& tree);

/// The cell of the longest beginning of \p pointer, a JSON pointer or the path of a number.
[[nodiscard]] std::optional<CellRef> find_cell(CellMap const& cells, std::string_view pointer);

}  // namespace cxsim
