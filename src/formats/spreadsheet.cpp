#include "cxsim/formats/spreadsheet.hpp"

#include <filesystem>
#include <system_error>

#include "cxsim/formats/csv_folder.hpp"
#include "cxsim/formats/text_file.hpp"

namespace cxsim {

std::string cell_name(CellPlace place) {
  std::string letters;
  for (std::uint32_t rest = place.column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(place.row + 1);
}

Result<Spreadsheet> read_spreadsheet(std::string const& file_or_folder, SpreadsheetLimits limits) {
  std::error_code unknown;
  if (std::filesystem::is_directory(file_or_folder, unknown)) {
    return read_csv_folder(
        file_or_folder,
        {.files = limits.sheets, .file_bytes = limits.file_bytes, .cells = limits.cells});
  }
  auto const bytes = read_text(file_or_folder, limits.file_bytes);
  return bytes ? read_xlsx(*bytes, file_or_folder, limits) : failure(bytes.error());
}

}  // namespace cxsim
