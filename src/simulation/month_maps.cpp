#include "cxsim/simulation/month_maps.hpp"

namespace cxsim {

namespace {

void share_equal_maps(SegmentMaps const& parent, SegmentMaps& lane) {
  for (std::size_t segment = 0; segment < lane.size(); ++segment) {
    if (lane[segment] != parent[segment] && *lane[segment] == *parent[segment]) {
      lane[segment] = parent[segment];
    }
  }
}

[[nodiscard]] MapPair pair_up(CompiledMap const* map, CompiledMap const* walked,
                              MapPair const* before) {
  return before != nullptr && before->compares(map, walked) ? *before : MapPair(map, walked);
}

[[nodiscard]] std::vector<LanePairs> pairs_of(SegmentMaps const& lane, SegmentMaps const& parent,
                                              SegmentMaps const& reference,
                                              std::vector<LanePairs> const* before) {
  std::vector<LanePairs> pairs;
  for (std::size_t segment = 0; segment < lane.size(); ++segment) {
    LanePairs const* last = before == nullptr ? nullptr : &(*before)[segment];
    pairs.push_back({pair_up(lane[segment].get(), reference[segment].get(),
                             last == nullptr ? nullptr : &last->with_reference),
                     pair_up(lane[segment].get(), parent[segment].get(),
                             last == nullptr ? nullptr : &last->with_parent)});
  }
  return pairs;
}

}  // namespace

MonthMaps beside_each_other(std::vector<SegmentMaps> lanes, std::span<std::uint32_t const> parents,
                            SegmentMaps const& reference, MonthMaps const* before) {
  MonthMaps month;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    SegmentMaps const& parent = lane == 0 ? reference : lanes[parents[lane]];
    share_equal_maps(parent, lanes[lane]);
    month.pairs.push_back(pairs_of(lanes[lane], parent, reference,
                                   before == nullptr ? nullptr : &before->pairs[lane]));
  }
  month.lanes = std::move(lanes);
  return month;
}

}  // namespace cxsim
