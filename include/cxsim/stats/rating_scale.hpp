#pragma once

#include <optional>
#include <vector>

#include "cxsim/stats/interval.hpp"
#include "cxsim/stats/latent_score.hpp"
#include "cxsim/stats/survey_precision.hpp"

/// Ratings on the scale that a survey used, and points of 100, in which the program counts.
namespace cxsim {

/// From the lowest to the highest answer; people answer in steps of 1.
struct RatingScale {
  double lowest = 1;
  double highest = 5;

  friend bool operator==(RatingScale const&, RatingScale const&) = default;
};

inline constexpr RatingScale one_to_five{1, 5};
inline constexpr RatingScale one_to_seven{1, 7};
inline constexpr RatingScale one_to_ten{1, 10};
inline constexpr RatingScale zero_to_ten{0, 10};
inline constexpr RatingScale zero_to_hundred{0, 100};

/// 100·(rating - lowest)/(highest - lowest), the "percent of maximum possible" of Cohen, Cohen,
/// Aiken & West, Multivariate Behavioral Research 34, 1999.
/// \pre lowest < highest
[[nodiscard]] double points_of_rating(RatingScale scale, double rating);

/// The inverse of points_of_rating.
[[nodiscard]] double rating_of_points(RatingScale scale, double points);

/// Points of 100 that one step of the scale is worth; also converts an sd or a difference.
/// \pre lowest < highest
[[nodiscard]] double points_per_step(RatingScale scale);

/// By how many points of 100 answers on this scale usually differ from those on 1–5: -3 where it
/// has ten or eleven answers, else 0. Never applied by itself: it warns against comparing scales.
/// Source: Dawes, International Journal of Market Research 50, 2008.
[[nodiscard]] double usual_format_gap(RatingScale scale);

/// A mean as reported, and in points of 100.
struct ScaleConversion {
  RatingScale scale;
  double typed_mean = 0;
  std::optional<double> typed_sd;
  double mean = 0;
  double sd = 0;             ///< converted, or the typical sd where none was typed
  double largest_sd = 0;     ///< no scores with this mean vary more
  double usual_sd_low = 0;   ///< range of the typical sd
  double usual_sd_high = 0;  ///< range of the typical sd
};

/// \param sd on the same scale as the mean; nothing: the typical one is taken.
/// \return nothing unless lowest < mean < highest and 0 <= sd. Whether the sd is feasible is for
/// the caller to say: sd <= largest_sd.
[[nodiscard]] std::optional<ScaleConversion> score_of_mean(RatingScale scale, double mean,
                                                           std::optional<double> sd);

/// "72 % give a 4 or 5": share of people (0 to 1) who give one of the highest answers. CSAT as a
/// percentage of satisfied customers is this with two boxes of 1–5.
struct BoxShare {
  RatingScale scale;
  int boxes = 2;     ///< how many of the highest answers count
  double share = 0;  ///< 0 to 1
};

/// What a box share tells about the score.
struct BoxConversion {
  BoxShare typed;
  LatentParameters latent;
  double mean = 0;      ///< points of 100
  double sd = 0;        ///< points of 100
  Interval mean_range;  ///< the mean at the ends of the usual spreads
};

/// Score from which people answer with one of the \p boxes highest answers, in points of 100: half
/// a step below the lowest of them (62.5 for the two highest of 1–5).
/// \return nothing unless the scale has 2 to 11 answers and 1 <= boxes < answers.
[[nodiscard]] std::optional<double> box_limit(RatingScale scale, int boxes);

/// Mean and sd of the score x = 100·Φ(q), q ~ N(μ, σ²), of which \p typed share exceeds the limit
/// c of its boxes: μ = Φ⁻¹(c/100) + σ·Φ⁻¹(share).
///
/// One share cannot tell mean and spread apart: σ is assumed. Two boxes of five hardly depend on it
/// (72 %: 72.4 to 74.5), one box does. On the 15 rating questions of `usual_spread` the mean from
/// two boxes was off by 1.0 points on average, 2.5 at most; from one box by 2.8 and 5.8.
/// \return nothing unless 0 < share < 1, spread > 0 and the boxes have a limit.
[[nodiscard]] std::optional<BoxConversion> score_of_box_share(BoxShare const& typed,
                                                              double spread = usual_spread);

/// Share of the \p boxes highest answers (0 to 1) when the score has this mean and sd; the inverse
/// of score_of_box_share to rounding.
/// \return nothing where the boxes have no limit or no score has this mean and sd.
[[nodiscard]] std::optional<double> box_share_of_score(RatingScale scale, int boxes, double mean,
                                                       double sd);

/// Share of each answer, lowest first, when people answer with what is nearest to their score.
/// \pre The scale has 2 to 11 answers; spread > 0.
[[nodiscard]] std::vector<double> answer_shares(RatingScale scale, LatentParameters const& latent);

}  // namespace cxsim
