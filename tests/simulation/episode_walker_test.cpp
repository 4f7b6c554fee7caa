#include "cxsim/simulation/episode_walker.hpp"

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <bit>
#include <string>

#include "cxsim/random/keyed.hpp"

namespace cxsim {
namespace {

/// Numbers of a test by name, so that each map is the same in every run.
class Luck {
 public:
  explicit Luck(std::uint64_t seed) : key_{seed} {}

  /// From (0, 1).
  double next() { return uniform(word()); }
  std::uint32_t below(std::uint32_t bound) { return word() % bound; }

 private:
  std::uint32_t word() { return block(key_, ++count_, 0, 0, 0)[0]; }

  RandomKey key_;
  std::uint32_t count_ = 0;
};

/// \p count steps with steps of no probability among them; the last one catches all.
void add_steps(Luck& luck, std::uint32_t count, std::uint32_t touchpoints, CompiledMap& map) {
  double cumulative = 0;
  for (std::uint32_t i = 0; i + 1 < count; ++i) {
    cumulative += luck.below(4) == 0 ? 0 : (1 - cumulative) * 2 * luck.next() / count;
    map.steps.push_back({cumulative, static_cast<std::int32_t>(luck.below(touchpoints))});
  }
  map.steps.push_back({2, luck.below(2) == 0 ? step_completed : step_abandoned});
}

/// Touchpoints that lead anywhere, back as well; some never fail, some always; experiences reach
/// from one end of the scale to the other.
CompiledMap random_map(std::uint64_t seed, std::uint32_t touchpoints, std::uint32_t most_steps) {
  Luck luck(seed);
  CompiledMap map;
  for (std::uint32_t i = 0; i < touchpoints; ++i) {
    CompiledTouchpoint one;
    std::uint32_t const kind = luck.below(5);
    one.failure = kind == 0 ? 0 : kind == 1 ? 1 : luck.next();
    one.level = 16 * luck.next() - 8;
    one.spread = 3 * luck.next();
    one.penalty = 2 * luck.next();
    one.id_hash = luck.below(0xFFFFFFFF);
    one.is_contact = luck.below(3) == 0;
    one.first_success = static_cast<std::uint32_t>(map.steps.size());
    add_steps(luck, 1 + luck.below(most_steps), touchpoints, map);
    one.first_failure = static_cast<std::uint32_t>(map.steps.size());
    add_steps(luck, 1 + luck.below(most_steps), touchpoints, map);
    one.last = static_cast<std::uint32_t>(map.steps.size());
    map.touchpoints.push_back(one);
  }
  for (std::uint32_t i = 0; i < 3; ++i) {
    CompiledJourney journey;
    journey.entry = luck.below(touchpoints);
    journey.id_hash = luck.below(0xFFFFFFFF);
    map.journeys.push_back(journey);
  }
  map.episode = {luck.next(), luck.next(), luck.next(), luck.next(), luck.next(), 55, luck.next()};
  return map;
}

/// Two touchpoints that are hardly ever left.
CompiledMap endless() {
  CompiledMap map = random_map(7, 2, 1);
  map.steps.clear();
  for (CompiledTouchpoint& one : map.touchpoints) {
    one.first_success = static_cast<std::uint32_t>(map.steps.size());
    map.steps.insert(map.steps.end(), {{0.3, 0}, {0.999, 1}, {2, step_completed}});
    one.first_failure = one.first_success;
  }
  return map;
}

/// What walk_episode makes of each start.
EpisodeRecord one_by_one(std::vector<CompiledMap const*> const& maps,
                         std::vector<EpisodeStart> const& starts) {
  EpisodeRecord record;
  for (EpisodeStart const& start : starts) {
    CompiledMap const& map = *maps[start.map];
    walk_episode(
        map, start.journey,
        derive(start.customer, start.month, map.journeys[start.journey].id_hash, start.number, 0),
        start.leniency, record);
  }
  return record;
}

std::vector<EpisodeStart> starts_on(std::uint32_t maps, std::uint32_t count) {
  Luck luck(99);
  std::vector<EpisodeStart> starts;
  for (std::uint32_t i = 0; i < count; ++i) {
    starts.push_back({RandomKey{std::uint64_t{luck.below(0xFFFFFFFF)} << 32 | i}, luck.next() - 0.5,
                      0U - luck.below(3), luck.below(4), luck.below(maps), luck.below(3)});
  }
  return starts;
}

std::string different_bits(std::string const& what, std::size_t place) {
  return what + ' ' + std::to_string(place) + " differs";
}

bool same_bits(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool same_visit(Visit const& a, Visit const& b) {
  return a.touchpoint == b.touchpoint && a.failure_word == b.failure_word &&
         a.step_word == b.step_word && a.failed == b.failed && a.repeated == b.repeated &&
         a.earlier_contacts == b.earlier_contacts && same_bits(a.experience, b.experience) &&
         same_bits(a.quantile, b.quantile);
}

bool same_episode(Episode const& a, Episode const& b) {
  return a.journey == b.journey && a.first_visit == b.first_visit && a.visits == b.visits &&
         same_bits(a.score, b.score) && same_bits(a.incident, b.incident) &&
         a.touched == b.touched && a.completed == b.completed && a.cut == b.cut;
}

/// The first difference, or nothing.
std::string difference(EpisodeRecord const& a, EpisodeRecord const& b) {
  if (a.visits.size() != b.visits.size() || a.episodes.size() != b.episodes.size()) {
    return "another number of visits or episodes";
  }
  for (std::size_t i = 0; i < a.visits.size(); ++i) {
    if (!same_visit(a.visits[i], b.visits[i])) {
      return different_bits("visit", i);
    }
  }
  for (std::size_t i = 0; i < a.episodes.size(); ++i) {
    if (!same_episode(a.episodes[i], b.episodes[i])) {
      return different_bits("episode", i);
    }
  }
  return "";
}

void use_vectors(std::int64_t targets) {
  hwy::SetSupportedTargetsForTest(targets);
  hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

/// Walks with each kind of vectors that this processor has.
class EveryKindOfVectors : public ::testing::TestWithParam<std::int64_t> {
 protected:
  EveryKindOfVectors() { use_vectors(GetParam()); }
  ~EveryKindOfVectors() override { use_vectors(0); }
};

std::vector<std::int64_t> kinds_of_vectors() {
  std::vector<std::int64_t> kinds;
  for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
    kinds.push_back(rest & -rest);
  }
  return kinds;
}

INSTANTIATE_TEST_SUITE_P(EpisodeWalker, EveryKindOfVectors, ::testing::ValuesIn(kinds_of_vectors()),
                         [](auto const& one) { return std::string(hwy::TargetName(one.param)); });

TEST_P(EveryKindOfVectors, WalksRandomMapsAsOneEpisodeAfterTheOther) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CompiledMap const narrow = random_map(seed, 5, 4);
    CompiledMap const wide = random_map(100 + seed, 90, 40);
    std::vector<CompiledMap const*> const maps{&narrow, &wide};
    std::vector<EpisodeStart> const starts = starts_on(2, 600);
    EpisodeRecord record;
    EpisodeWalker().walk(WalkMaps(maps), starts, record);
    EXPECT_EQ(difference(record, one_by_one(maps, starts)), "") << "seed " << seed;
  }
}

TEST_P(EveryKindOfVectors, CutsEndlessEpisodesAtTheSameVisit) {
  CompiledMap const map = endless();
  std::vector<CompiledMap const*> const maps{&map};
  std::vector<EpisodeStart> const starts = starts_on(1, 300);
  EpisodeRecord record;
  EpisodeWalker().walk(WalkMaps(maps), starts, record);
  EXPECT_TRUE(std::ranges::any_of(record.episodes, &Episode::cut));
  EXPECT_EQ(difference(record, one_by_one(maps, starts)), "");
}

TEST_P(EveryKindOfVectors, WalksAFewEpisodesAfterMany) {
  CompiledMap const map = random_map(3, 10, 6);
  std::vector<CompiledMap const*> const maps{&map};
  std::vector<EpisodeStart> const starts = starts_on(1, 500);
  EpisodeWalker walker;
  EpisodeRecord many;
  walker.walk(WalkMaps(maps), starts, many);
  EpisodeRecord few;
  walker.walk(WalkMaps(maps), std::span(starts).first(3), few);
  walker.walk(WalkMaps(maps), {}, few);
  walker.walk(WalkMaps(maps), std::span(starts).subspan(3, 9), few);
  EXPECT_EQ(difference(few, one_by_one(maps, {starts.begin(), starts.begin() + 12})), "");
}

}  // namespace
}  // namespace cxsim
