#include "cxsim/stats/ordinal.hpp"

#include <algorithm>

#include "cxsim/base/contract.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

std::vector<double> ordinal_thresholds(std::span<double const> shares) {
  CXSIM_EXPECTS(!shares.empty());
  std::vector<double> thresholds;
  double sum = 0;
  for (double const share : shares.first(shares.size() - 1)) {
    sum += share;
    thresholds.push_back(normal_quantile(std::min(sum, 1.0)));
  }
  return thresholds;
}

std::vector<double> shifted_shares(std::span<double const> thresholds, double shift) {
  std::vector<double> shares;
  double below = 0;
  for (double const threshold : thresholds) {
    double const up_to_here = normal_cdf(threshold - shift);
    shares.push_back(up_to_here - below);
    below = up_to_here;
  }
  shares.push_back(1 - below);
  return shares;
}

double top_two_share(std::span<double const> shares) {
  CXSIM_EXPECTS(shares.size() >= 2);
  return shares[shares.size() - 2] + shares.back();
}

double mean_rating(std::span<double const> shares) {
  double mean = 0;
  double rating = 0;
  for (double const share : shares) {
    rating += 1;
    mean += rating * share;
  }
  return mean;
}

}  // namespace cxsim
