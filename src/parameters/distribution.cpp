#include "cxsim/parameters/distribution.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/stats/pert.hpp"
#include "cxsim/stats/special_functions.hpp"
#include "cxsim/stats/truncated_normal.hpp"

namespace cxsim {

namespace {

struct QuantileOf {
  Range range;
  double p;

  double operator()(Constant const& constant) const { return constant.value; }
  double operator()(Pert const& pert) const {
    return PertDistribution(pert.min, pert.mode, pert.max).quantile(p);
  }
  double operator()(Normal const& normal) const {
    return truncated_normal_quantile(normal.mean, normal.sd, range.low, range.high, p);
  }
  double operator()(Lognormal const& lognormal) const {
    return lognormal.median * exponential(lognormal.log_sd * normal_quantile(p));
  }
  double operator()(Beta const& beta) const { return beta_quantile(beta.alpha, beta.beta, p); }
  double operator()(Uniform const& uniform) const {
    return uniform.low + p * (uniform.high - uniform.low);
  }
  double operator()(Quantiles const& quantiles) const {
    auto const& points = quantiles.points;
    auto const above =
        std::ranges::find_if(points, [&](auto const& point) { return point.first >= p; });
    if (above == points.begin()) {
      return points.front().second;
    }
    auto const below = above - 1;
    double const part = (p - below->first) / (above->first - below->first);
    return below->second + part * (above->second - below->second);
  }
  double operator()(Samples const& samples) const {
    auto const count = static_cast<double>(samples.values.size());
    auto const index = static_cast<std::size_t>(std::min(std::floor(p * count), count - 1));
    return samples.values[index];
  }
};

struct WordsOf {
  std::string operator()(Constant const& constant) const { return to_text(constant.value); }
  std::string operator()(Pert const& pert) const {
    std::string const values =
        to_text(pert.low) + " … " + to_text(pert.mode) + " … " + to_text(pert.high);
    return pert.bounds == Bounds::absolute ? values + " (never beyond)" : values + " (5–95 %)";
  }
  std::string operator()(Normal const& normal) const {
    return "normal " + to_text(normal.mean) + " ± " + to_text(normal.sd);
  }
  std::string operator()(Lognormal const& lognormal) const {
    return "lognormal " + to_text(lognormal.median) + " × e^±" + to_text(lognormal.log_sd);
  }
  std::string operator()(Beta const& beta) const {
    return "beta " + to_text(beta.alpha) + ", " + to_text(beta.beta);
  }
  std::string operator()(Uniform const& uniform) const {
    return "uniform " + to_text(uniform.low) + " … " + to_text(uniform.high);
  }
  std::string operator()(Quantiles const& quantiles) const {
    return std::to_string(quantiles.points.size()) + " quantiles";
  }
  std::string operator()(Samples const& samples) const {
    return std::to_string(samples.values.size()) + " samples";
  }
};

}  // namespace

std::optional<Pert> make_pert(double low, double mode, double high, Bounds bounds) {
  if (!(low <= mode && mode <= high && low < high)) {
    return std::nullopt;
  }
  if (bounds == Bounds::absolute) {
    return Pert{low, mode, high, bounds, low, high};
  }
  auto const solved = pert_from_quantiles(low, mode, high);
  if (!solved) {
    return std::nullopt;
  }
  return Pert{low, mode, high, bounds, solved->min(), solved->max()};
}

bool is_uncertain(Distribution const& distribution) {
  return !std::holds_alternative<Constant>(distribution);
}

double quantile(Distribution const& distribution, Range range, double p) {
  return std::clamp(std::visit(QuantileOf{range, p}, distribution), range.low, range.high);
}

double best_guess(Distribution const& distribution, Range range) {
  if (auto const* pert = std::get_if<Pert>(&distribution)) {
    return pert->mode;
  }
  return quantile(distribution, range, 0.5);
}

std::string to_text(Distribution const& distribution) {
  return std::visit(WordsOf{}, distribution);
}

}  // namespace cxsim
