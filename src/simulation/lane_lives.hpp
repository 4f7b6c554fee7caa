#pragma once

#include <array>
#include <span>
#include <vector>

#include "cxsim/simulation/draw_model.hpp"
#include "cxsim/simulation/reaction.hpp"
#include "cxsim/simulation/tally.hpp"
#include "lane_kernel.hpp"
#include "lane_walk.hpp"

namespace cxsim {

/// One customer's month, before it is lived.
struct CustomerMonth {
  Customer const& customer;
  int month = 0;
  bool in_term = false;                ///< bound by a contract
  std::span<double const> count_luck;  ///< per journey: luck that decides how many episodes begin
  EpisodeRecord const& walked;         ///< on the walked map, of many customers
  /// Of the customer's episodes in it, by journey, and where they end.
  std::span<std::uint32_t const> journey_begins;

  /// The same episode on the walked map, or null.
  [[nodiscard]] Episode const* known(std::uint32_t journey, std::uint32_t number) const {
    return number < episodes(journey) ? &walked.episodes[journey_begins[journey] + number]
                                      : nullptr;
  }
  /// That begin on the walked map.
  [[nodiscard]] std::uint32_t episodes(std::uint32_t journey) const {
    return journey_begins[journey + 1] - journey_begins[journey];
  }
};

/// Whose visits are counted for each touchpoint: of a group, the first lane's or nobody's.
enum class Counting {
  none,
  first,
  first_as_measured  ///< with what measured figures are held against
};

/// The lives of one batch's customers in all lanes of a group.
class LaneLives {
 public:
  LaneLives(DrawModel const& model, std::size_t customers, std::size_t lanes, Counting counting);

  /// How customer number \p index enters.
  void begin(std::size_t index, CustomerState const& state);
  void live(std::size_t index, CustomerMonth const& month, LaneMaps const& maps);
  /// Adds what lies behind the horizon.
  void close(std::size_t index, Customer const& customer, LaneMaps const& last);

  /// Sums of each lane; afterwards they are gone.
  [[nodiscard]] std::vector<PortfolioTally> finish();
  /// Customers of the firm at the start of a month that was lived.
  [[nodiscard]] double customers(int month, SegmentId segment, std::size_t lane) const {
    return sums_[sums_of(month, segment) + customers_sum * width_ + lane];
  }
  [[nodiscard]] CustomerState state(std::size_t index, std::size_t lane) const {
    double const* const life = &lives_[index * life_rows * lanes_ + lane];
    return {life[satisfaction_row * lanes_], life[incidents_row * lanes_]};
  }
  /// Probability of still being a customer, per lane.
  [[nodiscard]] std::vector<double> present(std::size_t index) const {
    double const* const first = &lives_[(index * life_rows + present_row) * lanes_];
    return {first, first + lanes_};
  }
  /// Episodes lived, over all lanes.
  [[nodiscard]] std::uint64_t episodes() const noexcept { return episodes_; }
  [[nodiscard]] LaneWalk const& walks() const noexcept { return walk_; }

 private:
  /// Rows of what is kept of a customer.
  enum LifeRow : std::size_t {
    satisfaction_row,
    incidents_row,
    present_row,
    hazard_row,
    life_rows
  };

  void take_up(std::size_t index);
  void lay_down(std::size_t index);
  void live_episodes(CustomerMonth const& month, LaneMaps const& maps);
  void live_episode(CustomerMonth const& month, LaneMaps const& maps, std::uint32_t journey,
                    std::uint32_t number, LaneSet lanes);
  /// Takes in one way through an episode, whose visits stand in \p record.
  void take(CustomerMonth const& month, LaneMaps const& maps, LanePath& path,
            EpisodeRecord const& record);
  /// Of the first lane.
  void count_visits(CustomerMonth const& month, EpisodeRecord const& record,
                    Episode const& episode);

  /// Place of the sums of a month and segment.
  [[nodiscard]] std::size_t sums_of(int month, SegmentId segment) const {
    std::size_t const segments = model_.reference_maps.size();
    return (static_cast<std::size_t>(month - 1) * segments + segment.index) * sum_rows * width_;
  }

  DrawModel const& model_;
  std::size_t lanes_;
  std::size_t width_;
  Counting counting_;
  std::vector<double> lives_;  ///< [customer][LifeRow][lane]; hazard: of the last month, all causes
  std::vector<double> now_;    ///< [LifeRow][lane] of the customer at hand, in whole vectors
  std::vector<double> sums_;   ///< [month from 0][segment][SumRow][lane]
  std::vector<PortfolioTally> tallies_;
  LaneWalk walk_;
  std::uint64_t episodes_ = 0;
  std::vector<LaneEpisode> month_;  ///< of the customer at hand
  EpisodeSums shared_;              ///< … of ways that all lanes took
};

}  // namespace cxsim
