#include "start_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "cxsim/map/map.hpp"
#include "cxsim/parameters/change.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

/// Per customer of the firm and month.
struct Volumes {
  double contacts = 0;
  double complaints = 0;
  double contact_cost = 0;
};

/// A power k, found by bisection, at which \p f, which grows with it, is \p target.
template <class Function>
[[nodiscard]] double growing_root(Function const& f, double target) {
  double low = 1e-6;
  double high = 1e6;
  for (int round = 0; round < 200; ++round) {
    double const middle = std::sqrt(low * high);
    (f(middle) < target ? low : high) = middle;
  }
  return std::sqrt(low * high);
}

class Fitting {
 public:
  Fitting(LoadedMap const& starter, StartNumbers const& numbers)
      : map_(starter.map),
        table_(starter.parameters),
        numbers_(numbers),
        fit_{.values = starter.parameters.best_guesses()} {}

  [[nodiscard]] StartFit run() {
    double const contacts_before = volumes(fit_.values).contacts * fit_.values[map_.customers];
    if (numbers_.customers) {
      fit_.values[map_.customers] = *numbers_.customers;
    }
    fit_churn();
    fit_margin();
    fit_causes();
    fit_volumes();
    fit_contact_cost();
    Volumes const fitted = volumes(fit_.values);
    fit_.contacts = fitted.contacts;
    fit_.complaints = fitted.complaints;
    double const contacts_after = fitted.contacts * fit_.values[map_.customers];
    fit_.agents_factor = contacts_before > 0 ? contacts_after / contacts_before : 1;
    return fit_;
  }

 private:
  void fit_churn() {
    if (!numbers_.annual_churn) {
      return;
    }
    auto const lost = [&](double value, double k) { return 1 - power(1 - value, k); };
    double const k = growing_root(
        [&](double candidate) {
          double sum = 0;
          for (Segment const& segment : map_.segments) {
            sum += fit_.values[segment.share] * lost(fit_.values[segment.annual_churn], candidate);
          }
          return sum;
        },
        *numbers_.annual_churn);
    for (Segment const& segment : map_.segments) {
      fit_.values[segment.annual_churn] = lost(fit_.values[segment.annual_churn], k);
    }
  }

  void fit_margin() {
    if (!numbers_.margin) {
      return;
    }
    double mean = 0;
    for (Segment const& segment : map_.segments) {
      mean += fit_.values[segment.share] * fit_.values[segment.margin];
    }
    for (Segment const& segment : map_.segments) {
      fit_.values[segment.margin] *= *numbers_.margin / mean;
    }
  }

  void fit_causes() {
    if (!numbers_.service_share) {
      return;
    }
    double const likely = (numbers_.service_share->low + numbers_.service_share->high) / 2;
    for (Segment const& segment : map_.segments) {
      auto const experience =
          segment.cause_shares[static_cast<std::size_t>(ChurnCause::experience)];
      set_in_group(*table_.group_of(experience), fit_.values, experience, likely);
    }
  }

  // --- visits ----------------------------------------------------------------------------------

  [[nodiscard]] Volumes volumes(ParameterValues const& values) const {
    Volumes sum;
    for (SegmentId const key : map_.segments.keys()) {
      ParameterValues const changed = values_of_segment(map_, table_, values, key);
      std::vector<double> const visits = expected_visits(map_, changed, key);
      double const share = values[map_.segments[key].share];
      for (TouchpointId const at : map_.touchpoints.keys()) {
        Touchpoint const& touchpoint = map_.touchpoints[at];
        double const count = share * visits[at.index];
        sum.contacts += touchpoint.is_contact ? count : 0;
        sum.contact_cost += touchpoint.is_contact ? count * changed[touchpoint.cost] : 0;
        sum.complaints += touchpoint.is_complaint ? count : 0;
      }
    }
    return sum;
  }

  /// Journeys of which most episodes are contacts.
  [[nodiscard]] std::vector<JourneyId> direct_journeys() const {
    std::vector<JourneyId> direct;
    for (JourneyId const key : map_.journeys.keys()) {
      ParameterValues alone = fit_.values;
      for (Segment const& segment : map_.segments) {
        for (JourneyId const other : map_.journeys.keys()) {
          alone[segment.starts[other]] = other == key ? 1 : 0;
        }
      }
      if (volumes(alone).contacts >= 0.5) {
        direct.push_back(key);
      }
    }
    return direct;
  }

  void fit_volumes() {
    double const customers = fit_.values[map_.customers];
    std::vector<JourneyId> const direct = direct_journeys();
    ParameterValues const start = fit_.values;
    double odds = 1;
    for (int round = 0; round < 60; ++round) {
      fit_.values = start;
      multiply_complaint_odds(odds);
      if (numbers_.contacts) {
        fit_contacts(direct, *numbers_.contacts / customers);
      }
      if (!numbers_.complaints) {
        return;
      }
      double const ratio = *numbers_.complaints / customers / volumes(fit_.values).complaints;
      fit_.complaints_fit = std::fabs(ratio - 1) < 1e-3;
      if (std::fabs(ratio - 1) < 1e-9) {
        return;
      }
      odds = std::clamp(odds * ratio, 1e-4, 1e4);
    }
  }

  /// Visits are linear in the starts, so two solutions give the factor.
  void fit_contacts(std::vector<JourneyId> const& direct, double target) {
    ParameterValues without = fit_.values;
    multiply_starts(direct, 0, without);
    double const indirect = volumes(without).contacts;
    double const from_direct = volumes(fit_.values).contacts - indirect;
    fit_.contacts_fit = from_direct > 0 && target >= indirect;
    if (fit_.contacts_fit) {
      multiply_starts(direct, (target - indirect) / from_direct, fit_.values);
      return;
    }
    std::vector<JourneyId> all;
    for (JourneyId const key : map_.journeys.keys()) {
      all.push_back(key);
    }
    multiply_starts(all, target / (indirect + from_direct), fit_.values);
  }

  void multiply_starts(std::vector<JourneyId> const& journeys, double factor,
                       ParameterValues& values) const {
    for (Segment const& segment : map_.segments) {
      for (JourneyId const key : journeys) {
        values[segment.starts[key]] *= factor;
      }
    }
  }

  void multiply_complaint_odds(double factor) {
    std::set<std::uint32_t> done;
    for (Touchpoint const& touchpoint : map_.touchpoints) {
      if (touchpoint.is_complaint) {
        continue;
      }
      for (auto const* transitions : {&touchpoint.after_success, &touchpoint.after_failure}) {
        for (Transition const& transition : *transitions) {
          auto const* next = std::get_if<TouchpointId>(&transition.target);
          AnyParameter const chance = transition.probability;
          if (next != nullptr && map_.touchpoints[*next].is_complaint &&
              done.insert(chance.index).second) {
            double const p = fit_.values[chance];
            set_in_group(*table_.group_of(chance), fit_.values, chance,
                         factor * p / (1 - p + factor * p));
          }
        }
      }
    }
  }

  void fit_contact_cost() {
    if (!numbers_.contact_cost) {
      return;
    }
    Volumes const now = volumes(fit_.values);
    if (now.contact_cost <= 0) {
      return;
    }
    double const factor = *numbers_.contact_cost * now.contacts / now.contact_cost;
    for (Touchpoint const& touchpoint : map_.touchpoints) {
      if (touchpoint.is_contact) {
        fit_.values[touchpoint.cost] *= factor;
      }
    }
  }

  Map const& map_;
  ParameterTable const& table_;
  StartNumbers const& numbers_;
  StartFit fit_;
};

}  // namespace

StartFit fit_start(LoadedMap const& starter, StartNumbers const& numbers) {
  return Fitting(starter, numbers).run();
}

}  // namespace cxsim
