#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/base/result.hpp"
#include "cxsim/base/shared_text.hpp"
#include "cxsim/parameters/distribution.hpp"
#include "cxsim/parameters/draw_points.hpp"
#include "cxsim/parameters/parameter.hpp"
#include "cxsim/random/keyed.hpp"

namespace cxsim {

/// How well a number is supported (MODEL §2).
enum class Evidence {
  experiment,
  quasi_experiment,
  before_after,
  benchmark,
  expert,
  program_default
};

/// A to F.
[[nodiscard]] char evidence_letter(Evidence evidence);
[[nodiscard]] std::optional<Evidence> evidence_from_letter(std::string_view letter);

/// Whether an initiative, an event or a segment may change a number.
enum class Changeable { yes, no };

/// Where a number stands in a file: a Location in little space, because a map may hold a million.
struct ParameterPlace {
  SharedText file{};
  int line = 0;
  int column = 0;
  /// Whether the JSON Pointer is '/' and the path of the number.
  bool is_path = false;
  SharedText pointer{};  ///< otherwise

  friend bool operator==(ParameterPlace const&, ParameterPlace const&) = default;
};

/// Everything known about one number of a map or scenario.
struct ParameterInfo {
  std::string path;  ///< ids joined by '/', as in the file: `touchpoints/hotline/failure`
  Unit unit = Unit::factor;
  Range range;
  Distribution prior;
  Evidence evidence = Evidence::program_default;
  SharedText source{};
  ParameterPlace place{};  ///< empty for a default of the program
  Changeable changeable = Changeable::yes;
  SharedText typed{};   ///< as the user wrote it, when that was converted: "4,1 of 5"
  SharedText period{};  ///< that it describes, in the user's words: "2026-Q3"

  /// Where it stands; empty for a default of the program.
  [[nodiscard]] Location where() const;
  void set_where(Location const& where);
};

/// Numbers that sum to 1: transitions after one outcome, shares of segments, weights.
struct SimplexGroup {
  std::string path;
  std::vector<AnyParameter> members;
  /// Dirichlet counts, one per member, when the shares were counted; otherwise empty.
  std::vector<double> counts;
};

/// Numbers whose luck moves together: z = ±√ρ·z_common + √(1−ρ)·z_own (Gaussian copula, one
/// factor).
struct Correlation {
  struct Member {
    AnyParameter parameter;
    double sign = 1;
  };
  std::string name;
  std::vector<Member> members;
  double rho = 0;
};

/// Every number of a map and scenario, by path.
class ParameterTable {
 public:
  /// Makes room for \p count numbers.
  void reserve(std::size_t count);
  /// \pre The path is not in the table yet.
  AnyParameter add(ParameterInfo info);
  /// Gives a number that was added without a value the certain one that follows from others, with
  /// the origin of \p from. \p typed: from what it follows, as the file says it.
  void derive(AnyParameter parameter, double value, AnyParameter from, std::string typed);
  void add_group(SimplexGroup group);
  void add_correlation(Correlation correlation) { correlations_.push_back(std::move(correlation)); }

  [[nodiscard]] std::size_t size() const noexcept { return infos_.size(); }
  [[nodiscard]] ParameterInfo const& info(AnyParameter parameter) const {
    return infos_[parameter.index];
  }
  [[nodiscard]] std::vector<ParameterInfo> const& infos() const noexcept { return infos_; }
  [[nodiscard]] std::vector<SimplexGroup> const& groups() const noexcept { return groups_; }
  [[nodiscard]] std::vector<Correlation> const& correlations() const noexcept {
    return correlations_;
  }
  [[nodiscard]] std::optional<AnyParameter> find(std::string_view path) const;
  /// Every parameter, ordered by path: the order of sums, which the order in the files must not
  /// change.
  [[nodiscard]] std::vector<AnyParameter> by_path() const;
  /// The group that \p parameter belongs to, or nothing.
  [[nodiscard]] SimplexGroup const* group_of(AnyParameter parameter) const;
  /// Path that the user most likely meant, or empty: the same under another root, like
  /// `transitions/…` for `touchpoints/…`, or else the one that is written most alike.
  [[nodiscard]] std::string nearest_path(std::string_view path) const;

  /// Fixes a number for this run (`--set`). In a simplex group what was set before stays, and the
  /// other members keep their proportions; notes in the result say so.
  /// \return notes, or errors: unknown path, value outside the range, more than the group leaves.
  [[nodiscard]] Result<Diagnostics> set(std::string_view path, double value);
  /// Values fixed by `set`, in the order of setting.
  [[nodiscard]] std::vector<std::pair<AnyParameter, double>> const& settings() const noexcept {
    return settings_;
  }

  /// How draws are placed in this run (`--points`).
  [[nodiscard]] DrawPoints points() const noexcept { return points_; }
  void set_points(DrawPoints points) noexcept { points_ = points; }

  /// Best guess of every number.
  [[nodiscard]] ParameterValues best_guesses() const;

  /// One draw: every uncertain number by inversion of its own keyed uniform number, so adding or
  /// removing one number leaves the luck of the others alone.
  [[nodiscard]] ParameterValues draw(RandomKey seed, std::uint32_t draw) const;

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  void apply_settings(ParameterValues& values) const;
  [[nodiscard]] std::size_t slot_of(std::string_view path) const;
  void make_slots(std::size_t count);
  void share(SharedText& text);

  std::vector<ParameterInfo> infos_;
  /// Open addressing: at the hash of its path, or behind, the index of each parameter.
  std::vector<std::uint32_t> slots_;
  std::vector<SimplexGroup> groups_;
  std::vector<std::uint32_t> group_of_;  ///< index into groups_, per parameter
  std::array<SharedText, 64> recent_;    ///< texts of the numbers added last, by their hash
  std::vector<Correlation> correlations_;
  std::vector<std::pair<AnyParameter, double>> settings_;
  DrawPoints points_ = DrawPoints::random;
};

}  // namespace cxsim
