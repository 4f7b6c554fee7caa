#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

/// What a cell is for; decides how it looks.
enum class CellRole { data, title, text, header, needed_header, help, example, answer };

/// How numbers of a column are shown.
enum class NumberStyle { general, whole, money, percentage };

/// Words or cells that a drop-down offers. Other words may be written all the same.
struct DropDown {
  std::vector<std::string> words{};
  std::string cells{};  ///< instead of words: `'2_Touchpoints'!$A$4:$A$1000`
};

/// One column, or one field of a form, for those who fill it in.
struct InputRule {
  CellPlace first{};
  CellPlace last{};
  std::string title{};    ///< of the message beside the cell; cut to 32 characters
  std::string message{};  ///< shown while the cell is selected; cut to 255 characters
  std::optional<DropDown> choices = std::nullopt;
  NumberStyle style = NumberStyle::general;
};

/// Whether a column belongs to a group that a click folds and unfolds.
enum class ColumnGroup { none, folded, unfolded };

struct ColumnWidth {
  std::uint32_t column = 0;
  double characters = 10;
  ColumnGroup group = ColumnGroup::none;
};

struct RowHeight {
  std::uint32_t row = 0;
  double points = 15;
};

/// How a sheet looks beyond what stands in it.
struct SheetPicture {
  std::vector<std::vector<CellRole>> roles{};  ///< by row; rows behind them hold data
  std::vector<ColumnWidth> widths{};
  std::vector<RowHeight> heights{};
  std::vector<InputRule> rules{};
  CellPlace frozen{};            ///< rows above and columns left of it stay in view
  std::uint32_t tab_colour = 0;  ///< red, green and blue; 0: none
};

/// The bytes of an .xlsx file with \p sheets, which `read_xlsx` gives back, save that numbers keep
/// 16 significant digits; the same bytes for the same sheets. Words of drop-downs that a list
/// cannot hold (with commas or quotes, or more than 255 characters together) stand in a hidden
/// sheet behind the others. Fails with the cell whose text is longer than a cell may be, or when
/// the temporary files of the system find no room.
/// \param pictures one for each sheet.
/// \pre The name of each sheet has 1 to 31 characters, none of []:*?/\, and differs from the
/// others.
[[nodiscard]] Result<std::string> xlsx_bytes(std::vector<Sheet> const& sheets,
                                             std::vector<SheetPicture> const& pictures);

}  // namespace cxsim
