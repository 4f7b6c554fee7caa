// Times of the exact solution. Chains look like maps (forward, with 15 % of ways back) or are
// entangled (each way leads anywhere). All states end with the same chance, so that the expected
// visits are known; the last column is the relative error.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "cxsim/stats/absorbing_chain.hpp"

namespace {

using cxsim::AbsorbingChain;
using cxsim::ChainSteps;
using cxsim::StateVariants;

enum class Shape { map, entangled };

class Luck {
 public:
  double next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
  }
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() * bound); }

 private:
  std::uint64_t state_ = 1;
};

std::uint32_t target(Shape shape, std::uint32_t from, std::uint32_t states, Luck& luck) {
  if (shape == Shape::entangled) {
    return luck.below(states);
  }
  if (luck.next() < 0.15) {
    return from - std::min(from, luck.below(20));
  }
  return std::min(states - 1, from + 1 + luck.below(8));
}

ChainSteps make_chain(Shape shape, std::uint32_t states, double exit) {
  Luck luck;
  ChainSteps steps{states, 2, {}, {}};
  for (std::uint32_t from = 0; from < states; ++from) {
    for (int way = 0; way < 4; ++way) {
      steps.moves.push_back({from, target(shape, from, states, luck), (1 - exit) / 4});
    }
    steps.exits.push_back({from, 0, exit * 0.7});
    steps.exits.push_back({from, 1, exit * 0.3});
  }
  return steps;
}

/// Seconds of one call, the best of several.
template <class Work>
double seconds(Work const& work) {
  using Clock = std::chrono::steady_clock;
  double best = 1e9;
  double spent = 0;
  while (spent < 0.2) {
    auto const begin = Clock::now();
    work();
    double const one = std::chrono::duration<double>(Clock::now() - begin).count();
    best = std::min(best, one);
    spent += std::max(one, 1e-4);
  }
  return best;
}

void measure(Shape shape, std::uint32_t states, double exit) {
  ChainSteps const steps = make_chain(shape, states, exit);
  std::vector<double> const ones(states, 1.0);
  double const factor = seconds([&] { AbsorbingChain const chain(steps); });
  AbsorbingChain const chain(steps);
  std::vector<double> mean;
  double const solve = seconds([&] { mean = chain.gains(ones); });
  std::uint32_t const changed = states / 2;
  double const first = seconds([&] { StateVariants const variants(steps, changed, ones); });
  StateVariants const variants(steps, changed, ones);
  std::vector<StateVariants::Way> const ways{{0, 0.2}, {states / 3, 0.3}, {states - 1, 0.5 - exit}};
  double sum = 0;
  constexpr int repeats = 10'000;
  double const further =
      seconds([&] {
        for (int i = 0; i < repeats; ++i) {
          sum += variants.gain_from(0, variants.gain_at_state(ways, exit, 1 + 1e-9 * i));
        }
      }) /
      repeats;
  double const error = std::fabs(mean[0] * exit - 1);
  std::printf("%-9s %7u %6.0e %11.3f ms %9.4f ms %11.3f ms %8.1f ns  %.0e%s\n",
              shape == Shape::map ? "map" : "entangled", states, exit, 1e3 * factor, 1e3 * solve,
              1e3 * first, 1e9 * further, error, sum > 0 ? "" : "!");
}

}  // namespace

int main() {
  std::printf("%-9s %7s %6s %14s %12s %14s %11s  %s\n", "shape", "states", "exit", "eliminate",
              "solve", "first change", "further", "error");
  for (Shape const shape : {Shape::map, Shape::entangled}) {
    for (std::uint32_t const states : {30U, 1'000U, 100'000U}) {
      for (double const exit : {0.05, 1e-6}) {
        measure(shape, states, exit);
      }
    }
  }
}
