#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import_log.hpp"
#include "rows.hpp"

namespace cxsim {

/// A thing of the map or scenario with its name in the workbook.
struct NamedThing {
  std::string name;
  std::string id;
  CellRef cell;  ///< where it first stands
};

/// Things of one kind, in the order in which they first stand in the workbook.
class NameList {
 public:
  /// The index of \p name, added when it is new.
  std::size_t add(std::string name, CellRef cell);
  /// As it is written.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
  /// However it is written.
  [[nodiscard]] std::optional<std::size_t> find_alike(std::string_view name) const;
  [[nodiscard]] bool has_id(std::string_view id) const;
  [[nodiscard]] std::optional<std::string> nearest_name(std::string_view name) const;

  /// Gives every thing without an id one that is made of its name.
  void make_ids(std::string_view fallback);
  void set_id(std::size_t index, std::string id) { things_[index].id = std::move(id); }

  [[nodiscard]] std::vector<NamedThing> const& things() const noexcept { return things_; }
  [[nodiscard]] NamedThing const& operator[](std::size_t index) const { return things_[index]; }
  [[nodiscard]] std::size_t size() const noexcept { return things_.size(); }
  [[nodiscard]] bool empty() const noexcept { return things_.empty(); }

 private:
  std::vector<NamedThing> things_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::map<std::string, std::size_t, std::less<>> by_plain_;
};

/// A change of a document that the last sheet asks for.
struct Override {
  bool is_map = true;
  std::vector<std::string> path;
  std::optional<Tree> value;  ///< nothing: the place is deleted
  CellRef cell;
};

/// Who is called what in the workbook.
struct Directory {
  NameList touchpoints;
  NameList segments;
  NameList initiatives;
  NameList departments;
  NameList channels;
  NameList stages;
  std::vector<std::size_t> touchpoint_rows;               ///< row of each touchpoint
  std::vector<std::size_t> segment_rows;                  ///< row of each segment
  std::vector<std::vector<std::size_t>> initiative_rows;  ///< rows of each initiative
};

[[nodiscard]] std::vector<Override> read_overrides(WorkbookRows const& rows, ImportLog& log);

[[nodiscard]] Directory make_directory(WorkbookRows const& rows,
                                       std::vector<Override> const& overrides, ImportLog& log);

/// The thing of \p list that \p name means; reports it at \p cell when there is none.
[[nodiscard]] std::optional<std::size_t> resolve(NameList const& list, std::string_view name,
                                                 CellRef const& cell, std::string const& sheet,
                                                 ImportLog& log);

/// Name of a sheet as this workbook has it, or would have.
[[nodiscard]] std::string sheet_name(WorkbookRows const& rows, SheetKind kind);

}  // namespace cxsim
