#include <algorithm>
#include <array>

#include "cxsim/formats/text_file.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/io/input_file.hpp"
#include "cxsim/io/texts.hpp"

namespace cxsim {

namespace {

constexpr std::array limits = {texts::over_limit_count,
                               texts::map_too_large,
                               texts::over_limit_value,
                               texts::file_too_long,
                               texts::json_too_long,
                               texts::json_too_many_values,
                               texts::json_token_too_long,
                               texts::file_unpacks_too_far,
                               texts::zip_too_large,
                               texts::zip_too_many_parts,
                               texts::xlsx_token_too_long,
                               texts::xlsx_too_many_sheets,
                               texts::xlsx_too_many_cells,
                               texts::xlsx_too_much_text,
                               texts::csv_too_many_columns,
                               texts::csv_folder_too_many,
                               texts::csv_folder_too_many_cells};

[[nodiscard]] Refusal refusal_of(Text text) {
  if (is_access_problem(text) || text == texts::named_map_not_read) {
    return Refusal::cannot_read;
  }
  return std::ranges::find(limits, text) != limits.end() ? Refusal::over_limit : Refusal::bad_input;
}

}  // namespace

Refusal refusal_of(Diagnostics const& problems) {
  Refusal gravest = Refusal::bad_input;
  for (Diagnostic const& problem : problems) {
    if (problem.severity == Severity::error) {
      gravest = std::max(gravest, refusal_of(problem.text));
    }
  }
  return gravest;
}

}  // namespace cxsim
