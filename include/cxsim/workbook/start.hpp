#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/base/text.hpp"

namespace cxsim {

/// Industries for which a map and initiatives ship, invented and marked so.
enum class Industry { bank, cable, mobile, shop, public_service };
inline constexpr std::array<Industry, 5> all_industries = {
    Industry::bank, Industry::cable, Industry::mobile, Industry::shop, Industry::public_service};

/// As it is named on the command line: "public-service".
[[nodiscard]] std::string_view industry_key(Industry industry);
[[nodiscard]] std::optional<Industry> industry_from_key(std::string_view key);

/// What a firm of an industry may look like: the text of a map and of a scenario.
struct Starter {
  std::string_view map;
  std::string_view scenario;
};
[[nodiscard]] Starter starter(Industry industry);

/// Shares of those asked, 0–1, and how many they were.
struct StartNps {
  double promoters = 0;
  double passives = 0;
  double detractors = 0;
  std::optional<double> answers = std::nullopt;
};

struct ShareRange {
  double low = 0;
  double high = 0;
};

/// The ten numbers that a firm knows of itself. What is not known stays as invented.
struct StartNumbers {
  std::optional<double> customers = std::nullopt;     ///< from 1
  std::optional<double> annual_churn = std::nullopt;  ///< 0–1, of all customers
  std::optional<double> margin = std::nullopt;  ///< per customer and month, before cost of contacts
  std::optional<StartNps> nps = std::nullopt;   ///< shares sum to 1
  std::optional<double> contacts =
      std::nullopt;  ///< with the firm's hotline and branches, per month
  std::optional<double> contact_cost = std::nullopt;  ///< of one
  std::optional<double> complaints = std::nullopt;    ///< formal ones, per month
  std::optional<ShareRange> service_share =
      std::nullopt;  ///< of the leavers, who name service; 0–1
  std::optional<double> budget =
      std::nullopt;  ///< for one-off costs within the first twelve months
  std::optional<double> changes_at_once = std::nullopt;  ///< that one department can carry
};

/// A number of StartNumbers that is typed alone, and between what it can be right.
struct StartField {
  std::string_view key;  ///< of the first sheet's column
  double least = 0;      ///< as it is typed: percentages as such
  double most = 0;       ///< as it is typed
  double unit = 1;       ///< what one typed is in StartNumbers: 0.01 for a percentage
  std::optional<double> StartNumbers::*target = nullptr;

  [[nodiscard]] bool holds(double typed) const noexcept { return typed >= least && typed <= most; }
};
inline constexpr double start_unbounded = 1e12;
inline constexpr std::array<StartField, 8> start_numbers = {{
    {"customers", 100, 1e9, 1, &StartNumbers::customers},
    {"churn", 0.1, 95, 0.01, &StartNumbers::annual_churn},
    {"margin", 0.01, start_unbounded, 1, &StartNumbers::margin},
    {"calls", 1, start_unbounded, 1, &StartNumbers::contacts},
    {"contact_cost", 0, start_unbounded, 1, &StartNumbers::contact_cost},
    {"complaints", 1, start_unbounded, 1, &StartNumbers::complaints},
    {"budget", 0, start_unbounded, 1, &StartNumbers::budget},
    {"changes_at_once", 0, 1000, 1, &StartNumbers::changes_at_once},
}};

/// Shares from percentages, each of which may have been rounded: divided by their sum.
/// \return nothing unless none is negative and they sum to 100, give or take 1.01.
[[nodiscard]] std::optional<StartNps> start_nps(double promoters, double passives,
                                                double detractors);

/// A map and a scenario of a firm that is known by few numbers.
struct StartedCase {
  std::string map;       ///< text of the map file
  std::string scenario;  ///< text of the scenario file
  Diagnostics notes;     ///< how each number was used, and what does not add up
};

/// Fits the starter of \p industry to \p numbers. The text keeps its order and, in English, its
/// comments; given numbers carry what was typed and grade C, what was split or scaled by them says
/// so, everything else is of grade F.
///
/// - churn: one power k of every segment's survival, 1 − (1 − a)^k, so that all together lose what
///   was measured; margins: one factor.
/// - contacts: one factor on the starts of the journeys that are contacts themselves; what failures
///   elsewhere send to the hotline stays as the map says. Complaints: one factor on the odds of
///   going on to a complaint. Both are solved together on the expected visits.
/// - cost of a contact: one factor on the costs of contacts.
/// - shares of failures become uncertain (half to one and a half times the starter's), so that the
///   ranking shows which of them are worth measuring;
/// - costs of initiatives and agents of queues grow with the size of the firm: agents with the
///   contacts, costs with customers to the power 0.6 (the six-tenths rule of cost engineering;
///   Williams, Chemical Engineering 54, 1947), graded F.
///
/// \param map_file the path under which the scenario will find the map.
/// \param language of names, comments and what was typed; ids are the same in every one.
/// \pre The numbers lie in the ranges named at StartNumbers.
[[nodiscard]] StartedCase start_case(Industry industry, StartNumbers const& numbers,
                                     std::string const& map_file, Language language);

}  // namespace cxsim
