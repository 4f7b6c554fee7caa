#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "cxsim/base/diagnostic.hpp"

namespace cxsim {

/// Where a cell stands in its sheet, from 0.
struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;

  friend bool operator==(CellPlace const&, CellPlace const&) = default;
};

/// As people know it: "E14".
[[nodiscard]] std::string cell_name(CellPlace place);

/// A day of the Gregorian calendar.
struct Date {
  int year = 0;
  int month = 0;  ///< from 1
  int day = 0;    ///< from 1

  friend bool operator==(Date const&, Date const&) = default;
};

/// What a cell holds; an empty one is not stored.
using CellContent = std::variant<std::string, double, bool, Date>;

/// How a number is shown in its cell: 0.12 as a percentage is "12 %".
enum class NumberLook { plain, percentage };

struct Cell {
  CellPlace place;
  CellContent content;
  NumberLook look = NumberLook::plain;
};

struct Sheet {
  std::string name;
  std::vector<Cell> cells;  ///< ordered by row, then column
};

/// A workbook, or a folder of CSV files: what stands in which cell.
struct Spreadsheet {
  std::string file;  ///< as the user named it
  std::vector<Sheet> sheets;
  Diagnostics notes{};  ///< what the user should know about the reading
};

}  // namespace cxsim
