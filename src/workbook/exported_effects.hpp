#pragma once

#include <map>
#include <optional>
#include <string>

#include "content.hpp"
#include "scales.hpp"
#include "tree.hpp"

namespace cxsim {

/// What rows of effects name.
struct ExportContext {
  std::map<std::string, std::string> const& touchpoints;  ///< names by id
  std::map<std::string, std::string> const& segments;     ///< names by id
  std::map<std::string, NamedScale> const& scales;        ///< of touchpoints, by id
  Language language;
};

/// The row of sheet 6 that says what \p effect says; nothing where no row can.
[[nodiscard]] std::optional<FilledRow> effect_row(std::string const& id, Tree const& effect,
                                                  ExportContext const& context);

}  // namespace cxsim
