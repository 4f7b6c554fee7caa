#pragma once

#include <cstddef>
#include <string>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

/// What a folder of tables may ask of the machine.
struct CsvFolderLimits {
  std::size_t files = 64;
  std::size_t file_bytes = std::size_t{64} << 20;
  std::size_t cells = 5'000'000;  ///< of one file
};

/// Reads every `.csv` file of \p folder as a sheet of that name, in the order of the names. Every
/// cell is a text; rows may be shorter than the first. Delimiter and encoding are found for each
/// file; an encoding other than UTF-8 is noted.
/// Fails when the folder cannot be read or holds no such file, and with all problems of all files.
[[nodiscard]] Result<Spreadsheet> read_csv_folder(std::string const& folder,
                                                  CsvFolderLimits limits = {});

}  // namespace cxsim
