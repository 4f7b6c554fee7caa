#include "cxsim/formats/spreadsheet.hpp"

namespace cxsim {

std::string cell_name(CellPlace place) {
  std::string letters;
  for (std::uint32_t rest = place.column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(place.row + 1);
}

}  // namespace cxsim
