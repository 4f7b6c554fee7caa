#include "travelled_paths.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <utility>

namespace cxsim {

namespace {

/// Beginnings of paths that are looked at before the search gives up.
constexpr std::size_t most_beginnings = 100'000;

/// Where a step leads: a state, or an outcome.
struct Next {
  bool ends = false;
  std::uint32_t index = 0;
  friend auto operator<=>(Next const&, Next const&) = default;
};

/// Chances of a step in each segment.
using Chances = std::vector<double>;

/// Steps of all segments by the state where they begin.
class StepIndex {
 public:
  explicit StepIndex(std::span<WeightedSteps const> chains) : chains_(chains) {
    std::size_t const states = chains.front().chain->steps.states;
    for (auto const& [weight, chain] : chains) {
      moves_.push_back(index(chain->steps.moves, states));
      exits_.push_back(index(chain->steps.exits, states));
    }
  }

  [[nodiscard]] std::map<Next, Chances> steps_from(std::uint32_t state) const {
    std::map<Next, Chances> steps;
    for (std::size_t view = 0; view < chains_.size(); ++view) {
      ChainSteps const& chain = chains_[view].chain->steps;
      auto const add = [&](Next next, double probability) {
        Chances& chances = steps[next];
        chances.resize(chains_.size(), 0.0);
        chances[view] += probability;
      };
      for (std::size_t m = moves_[view][state]; m < moves_[view][state + 1]; ++m) {
        add({false, chain.moves[m].to}, chain.moves[m].probability);
      }
      for (std::size_t e = exits_[view][state]; e < exits_[view][state + 1]; ++e) {
        add({true, chain.exits[e].outcome}, chain.exits[e].probability);
      }
    }
    return steps;
  }

 private:
  /// First step of each state; steps are ordered by state.
  template <class Steps>
  [[nodiscard]] static std::vector<std::size_t> index(Steps const& steps, std::size_t states) {
    std::vector<std::size_t> first(states + 1, 0);
    for (auto const& step : steps) {
      ++first[step.from + 1];
    }
    for (std::size_t state = 0; state < states; ++state) {
      first[state + 1] += first[state];
    }
    return first;
  }

  std::span<WeightedSteps const> chains_;
  std::vector<std::vector<std::size_t>> moves_;
  std::vector<std::vector<std::size_t>> exits_;
};

/// A path so far.
struct Beginning {
  std::size_t before = 0;  ///< the beginning that it continues
  Next at;
  Chances chances;
};

class PathSearch {
 public:
  PathSearch(std::span<WeightedSteps const> chains, TouchpointId entry)
      : chains_(chains), steps_(chains) {
    Chances weights;
    for (WeightedSteps const& one : chains) {
      weights.push_back(one.weight);
    }
    add({0, {false, chains.front().chain->state(entry)}, std::move(weights)});
  }

  [[nodiscard]] std::vector<TravelledPath> likeliest(std::size_t most) {
    std::vector<TravelledPath> paths;
    while (!waiting_.empty() && paths.size() < most && beginnings_.size() < most_beginnings) {
      auto const [chance, last] = waiting_.top();
      waiting_.pop();
      if (beginnings_[place_of(last)].at.ends) {
        paths.push_back(path(place_of(last), chance));
      } else {
        continue_from(place_of(last));
      }
    }
    return paths;
  }

 private:
  /// Earlier beginnings come first among equals.
  static constexpr std::size_t last_place = most_beginnings * 1000;
  [[nodiscard]] static std::size_t place_of(std::size_t rank) { return last_place - rank; }

  void add(Beginning beginning) {
    double sum = 0;
    for (double const chance : beginning.chances) {
      sum += chance;
    }
    if (sum > 0) {
      beginnings_.push_back(std::move(beginning));
      waiting_.emplace(sum, last_place - (beginnings_.size() - 1));
    }
  }

  void continue_from(std::size_t place) {
    Chances const so_far = beginnings_[place].chances;
    for (auto& [next, chances] : steps_.steps_from(beginnings_[place].at.index)) {
      Chances product = chances;
      for (std::size_t view = 0; view < product.size(); ++view) {
        product[view] *= so_far[view];
      }
      add({place, next, std::move(product)});
    }
  }

  [[nodiscard]] TravelledPath path(std::size_t place, double chance) const {
    TravelledPath result{{}, beginnings_[place].at.index, chance};
    while (place != 0) {
      place = beginnings_[place].before;
      result.touchpoints.push_back(chains_.front().chain->touchpoints[beginnings_[place].at.index]);
    }
    std::ranges::reverse(result.touchpoints);
    return result;
  }

  std::span<WeightedSteps const> chains_;
  StepIndex steps_;
  std::vector<Beginning> beginnings_;
  std::priority_queue<std::pair<double, std::size_t>> waiting_;
};

}  // namespace

std::vector<TravelledPath> travelled_paths(std::span<WeightedSteps const> chains,
                                           TouchpointId entry, std::size_t most) {
  return PathSearch(chains, entry).likeliest(most);
}

}  // namespace cxsim
