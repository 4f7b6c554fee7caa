#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "xlsx_parts.hpp"

namespace cxsim {

/// What all sheets of a workbook share.
struct SheetContext {
  std::string file;
  std::string sheet;
  std::span<SharedString const> texts;
  std::span<NumberMeaning const> meanings;
  DateSystem dates = DateSystem::from_1900;
  bool is_uncalculated = false;
  std::size_t cell_bytes = 0;
  std::size_t cells = 0;       ///< that may still be read
  std::size_t text_bytes = 0;  ///< that the cells may still hold together
};

enum class SheetTag {
  document,
  root,
  rows,
  row,
  cell,
  value,
  formula,
  inline_text,
  run,
  text,
  merges,
  merge,
  other
};

class SheetReader final : public XmlTree<SheetTag> {
 public:
  explicit SheetReader(SheetContext context);

  /// What makes the whole sheet unreadable.
  [[nodiscard]] std::optional<Diagnostic> const& refusal() const noexcept { return refusal_; }
  /// The cells in their order and the problems of single ones. To be called once, at the end.
  [[nodiscard]] Sheet take();

 private:
  [[nodiscard]] SheetTag child(SheetTag parent, std::string_view name) const override;
  void opened(SheetTag tag, XmlElement const& element) override;
  void closed(SheetTag tag) override;
  void characters(SheetTag innermost, std::string_view piece) override;

  void open_row(XmlElement const& element);
  void open_cell(XmlElement const& element);
  void close_cell();
  void open_merge(XmlElement const& element);

  void add_text(std::string text, bool is_cut);
  void add_shared_text();
  void add_number();
  void add_day();
  void add(CellContent content, NumberLook look = NumberLook::plain);

  void report(Text problem, std::vector<Argument> arguments = {});
  void refuse(Text problem, std::vector<Argument> arguments = {});

  SheetContext context_;
  Sheet sheet_;
  std::vector<MergedCells> merges_;
  std::optional<Diagnostic> refusal_;
  std::size_t unreported_ = 0;

  std::uint32_t next_row_ = 0;
  CellPlace place_;      ///< of the cell that is open
  CellPlace next_cell_;  ///< of a cell that does not say where it stands
  std::string type_;
  NumberMeaning meaning_ = NumberMeaning::number;
  bool has_formula_ = false;
  CappedText value_;
  CappedText inline_text_;
};

}  // namespace cxsim
