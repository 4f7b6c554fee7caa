#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cxsim/stats/rating_scale.hpp"

namespace cxsim {

/// A scale of the drop-down.
struct NamedScale {
  std::string_view key;  ///< of ChoiceList::scale
  RatingScale rating;
  bool is_top_box = false;  ///< % of people in the two highest answers of the rating
};

/// \param key empty: 0–100.
[[nodiscard]] NamedScale named_scale(std::string_view key);

/// As cells and files show it: 1–5, 0–100, top-2 %.
[[nodiscard]] std::string scale_text(NamedScale const& scale);

/// A mean on its scale in points of 100; nothing when no score has it.
[[nodiscard]] std::optional<double> points_of(NamedScale const& scale, double mean);

/// What the user wrote in the cells of a score, for files.
struct TypedScore {
  std::string mean;
  std::string_view scale;  ///< key
  std::string answers;     ///< empty: not given
};
[[nodiscard]] std::string typed_text(TypedScore const& score);
/// The inverse of typed_text.
[[nodiscard]] std::optional<TypedScore> parse_typed(std::string_view text);

}  // namespace cxsim
