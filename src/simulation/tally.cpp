#include "cxsim/simulation/tally.hpp"

#include "cxsim/base/contract.hpp"

namespace cxsim {

MonthTally& MonthTally::operator+=(MonthTally const& other) {
  customers += other.customers;
  for (std::size_t cause = 0; cause < churn_causes; ++cause) {
    lost[cause] += other.lost[cause];
  }
  latent_lost += other.latent_lost;
  satisfaction += other.satisfaction;
  promoters += other.promoters;
  detractors += other.detractors;
  episodes += other.episodes;
  visits += other.visits;
  failures += other.failures;
  experience += other.experience;
  satisfied += other.satisfied;
  contacts += other.contacts;
  complaints += other.complaints;
  abandoned += other.abandoned;
  margin += other.margin;
  contact_cost += other.contact_cost;
  cut_episodes += other.cut_episodes;
  return *this;
}

TouchpointTally& TouchpointTally::operator+=(TouchpointTally const& other) {
  visits += other.visits;
  failures += other.failures;
  experience += other.experience;
  satisfied += other.satisfied;
  first_visits += other.first_visits;
  first_experience += other.first_experience;
  success_visits += other.success_visits;
  success_experience += other.success_experience;
  return *this;
}

LineTally& LineTally::operator+=(LineTally const& other) {
  calls += other.calls;
  abandoned += other.abandoned;
  minutes += other.minutes;
  in_time += other.in_time;
  staffed += other.staffed;
  busy += other.busy;
  return *this;
}

PortfolioTally::PortfolioTally(std::size_t horizon, std::size_t segment_count,
                               std::size_t touchpoint_count, std::size_t line_count)
    : segments(segment_count),
      touchpoints(touchpoint_count),
      lines(line_count),
      months(horizon * segment_count),
      by_touchpoint(horizon * touchpoint_count),
      by_line(horizon * line_count) {}

PortfolioTally& PortfolioTally::operator+=(PortfolioTally const& other) {
  CXSIM_EXPECTS(months.size() == other.months.size());
  for (std::size_t i = 0; i < months.size(); ++i) {
    months[i] += other.months[i];
  }
  for (std::size_t i = 0; i < by_touchpoint.size(); ++i) {
    by_touchpoint[i] += other.by_touchpoint[i];
  }
  for (std::size_t i = 0; i < by_line.size(); ++i) {
    by_line[i] += other.by_line[i];
  }
  residual += other.residual;
  weight += other.weight;
  weight_square += other.weight_square;
  return *this;
}

MonthTally PortfolioTally::month_total(int month, std::span<SegmentId const> summed) const {
  MonthTally total;
  for (SegmentId const segment : summed) {
    total += at(month, segment);
  }
  return total;
}

LineTally PortfolioTally::calls_total(int month, std::span<QueueId const> summed) const {
  LineTally total;
  for (QueueId const line : summed) {
    total += at(month, line);
  }
  return total;
}

}  // namespace cxsim
