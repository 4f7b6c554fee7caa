#include "cxsim/simulation/draw_model.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/base/number_text.hpp"
#include "cxsim/simulation/texts.hpp"
#include "cxsim/stats/math.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::vector<ParameterValues> values_by_segment(Scenario const& scenario,
                                                             ParameterValues const& draw) {
  std::vector<ParameterValues> values;
  for (SegmentId const segment : scenario.map.segments.keys()) {
    values.push_back(values_of_segment(scenario.map, scenario.parameters, draw, segment));
  }
  return values;
}

/// Whether the work fails, works in part, or works: 0, the partial effect, or 1.
[[nodiscard]] double execution_outcome(Execution const& execution, ParameterValues const& values,
                                       RandomKey draw, std::string const& path) {
  RandomWords const words =
      block(draw, hash_id(path), 0, static_cast<std::uint32_t>(Purpose::execution), 0);
  double const luck = uniform(words[0], words[1]);
  double const failure = values[execution.failure];
  if (luck < failure) {
    return 0;
  }
  return luck < failure + values[execution.partial] ? values[execution.partial_effect] : 1;
}

/// Effects at their strength without timing: adoption × outcome.
struct Work {
  TimedEffects const* effects;
  double reach;
};

void add_active(Work const& work, ParameterValues const& values, int month,
                std::vector<ActiveChange>& active) {
  double const now = work.reach * strength(work.effects->timing, values, month);
  for (Effect const& effect : work.effects->effects) {
    if (effect.simulated && now > 0) {
      active.push_back({&effect.change, now});
    }
  }
}

[[nodiscard]] bool same_changes(std::vector<ActiveChange> const& a,
                                std::vector<ActiveChange> const& b) {
  return std::ranges::equal(a, b, [](ActiveChange const& x, ActiveChange const& y) {
    return x.change == y.change && x.strength == y.strength;
  });
}

/// Compiles maps of one draw, sharing equal ones.
class Compiler {
 public:
  Compiler(Scenario const& scenario, ParameterValues const& draw,
           std::vector<ParameterValues> const& by_segment, LatentLevels const& levels)
      : scenario_(scenario), draw_(draw), by_segment_(by_segment), levels_(levels) {}

  [[nodiscard]] SegmentMaps compile_all(std::vector<ActiveChange> const& active) const {
    SegmentMaps maps;
    for (SegmentId const segment : scenario_.map.segments.keys()) {
      ParameterValues values = by_segment_[segment.index];
      apply_changes(scenario_.parameters, draw_, active, segment, values);
      maps.push_back(
          std::make_shared<CompiledMap const>(compile(scenario_.map, values, levels_, segment)));
    }
    return maps;
  }

  [[nodiscard]] Lane compile_lane(std::vector<Work> const& work, int horizon,
                                  SegmentMaps const& reference) const {
    Lane lane;
    std::vector<ActiveChange> before;
    SegmentMaps maps = reference;
    for (int month = 1; month <= horizon; ++month) {
      std::vector<ActiveChange> active;
      for (Work const& one : work) {
        add_active(one, draw_, month, active);
      }
      if (!same_changes(active, before)) {
        maps = active.empty() ? reference : compile_all(active);
      }
      lane.months.push_back(maps);
      before = std::move(active);
    }
    return lane;
  }

 private:
  Scenario const& scenario_;
  ParameterValues const& draw_;
  std::vector<ParameterValues> const& by_segment_;
  LatentLevels const& levels_;
};

/// Segments are counted in the order of their ids: which of them gets the odd customer must not
/// depend on the order in the file.
[[nodiscard]] std::vector<std::uint32_t> simulated_per_segment(Map const& map,
                                                               std::vector<SegmentId> const& by_id,
                                                               ParameterValues const& best,
                                                               std::uint32_t customers) {
  std::vector<double> shares;
  for (SegmentId const segment : by_id) {
    shares.push_back(best[map.segments[segment].share]);
  }
  std::vector<std::uint32_t> const counts = stratify(customers, shares);
  std::vector<std::uint32_t> simulated(counts.size());
  for (std::size_t position = 0; position < counts.size(); ++position) {
    simulated[by_id[position].index] = counts[position];
  }
  return simulated;
}

[[nodiscard]] PopulationPlan plan_population(Scenario const& scenario, Sampling const& sampling,
                                             ParameterValues const& values, std::uint32_t draw) {
  Map const& map = scenario.map;
  PopulationPlan plan;
  plan.seed = RandomKey{sampling.seed};
  plan.draw = draw;
  plan.horizon = static_cast<int>(values[scenario.horizon]);
  plan.segments = keys_by_id(map.segments);
  plan.leniency_sd = values[map.behaviour.leniency_sd];
  for (Segment const& segment : map.segments) {
    double const real = values[map.customers] * values[segment.share];
    double const monthly_churn = -exp_minus_one(log_one_plus(-values[segment.annual_churn]) / 12);
    plan.real.push_back(real);
    plan.monthly_inflow.push_back(real * monthly_churn);
    plan.segment_hash.push_back(segment.luck);
  }
  plan.simulated = simulated_per_segment(map, plan.segments, scenario.parameters.best_guesses(),
                                         sampling.customers);
  return plan;
}

[[nodiscard]] ReferenceTargets reference_targets(Map const& map, ParameterValues const& values) {
  ReferenceTargets targets;
  targets.segments = keys_by_id(map.segments);
  for (Segment const& segment : map.segments) {
    targets.annual_churn.push_back(values[segment.annual_churn]);
    targets.cause_shares.push_back({values[segment.cause_shares[0]],
                                    values[segment.cause_shares[1]],
                                    values[segment.cause_shares[2]]});
    targets.share.push_back(values[segment.share]);
  }
  if (map.measured.nps) {
    targets.nps = values[map.measured.nps->value];
  }
  targets.nps_noise = values[map.behaviour.nps_noise];
  return targets;
}

/// Customers there from the start, up to the cap of the fit, from whole batches.
struct FitCustomers {
  std::vector<Customer> customers;
  std::vector<std::size_t> batch_ends;
};

[[nodiscard]] FitCustomers fit_customers(PopulationPlan const& plan) {
  PopulationPlan start = plan;
  start.horizon = 0;
  FitCustomers result;
  std::vector<Customer>& customers = result.customers;
  for (std::uint32_t batch = 0; batch < batches_per_draw; ++batch) {
    std::vector<Customer> const dealt = deal_batch(start, batch);
    if (!customers.empty() && customers.size() + dealt.size() > most_fit_customers) {
      break;
    }
    customers.insert(customers.end(), dealt.begin(), dealt.end());
    result.batch_ends.push_back(customers.size());
  }
  return result;
}

[[nodiscard]] Diagnostics infeasible_scores(Scenario const& scenario, ParameterValues const& values,
                                            std::vector<TouchpointId> const& touchpoints,
                                            std::uint32_t draw) {
  Diagnostics problems;
  for (TouchpointId const key : touchpoints) {
    Touchpoint const& touchpoint = scenario.map.touchpoints[key];
    problems.add(
        Severity::error, scenario.parameters.info(touchpoint.score.mean).where(),
        texts::infeasible_draw,
        {touchpoint.id, to_text(round_significant(values[touchpoint.score.mean], 4)),
         to_text(round_significant(values[touchpoint.score.sd], 4)), std::to_string(draw + 1)});
  }
  return problems;
}

void fit(Scenario const& scenario, DrawModel& model) {
  std::vector<CompiledMap> maps;
  for (auto const& map : model.reference_maps) {
    maps.push_back(*map);
  }
  FitCustomers const fitted = fit_customers(model.population);
  FittedReference result = fit_reference(maps, reference_targets(scenario.map, model.values),
                                         fitted.customers, model.burn_in);
  model.reference = std::move(result.reference);
  auto first = result.starts.begin();
  for (std::size_t const end : fitted.batch_ends) {
    auto const last = result.starts.begin() + static_cast<std::ptrdiff_t>(end);
    model.starts.emplace_back(first, last);
    first = last;
  }
}

}  // namespace

Result<DrawModel> prepare_draw(Scenario const& scenario, std::span<Portfolio const> portfolios,
                               Sampling const& sampling, std::uint32_t draw,
                               std::optional<KnownDraw> known) {
  RandomKey const seed{sampling.seed};
  RandomKey const draw_key = derive(seed, draw, 0, 0, 0);
  DrawModel model;
  if (known) {
    model.values = known->values;
    model.levels = known->fit.levels;
  } else {
    model.values = scenario.parameters.draw(seed, draw);
    LevelFit fit =
        fit_levels(scenario.map, model.values, values_by_segment(scenario, model.values));
    if (!fit.infeasible.empty()) {
      return failure(infeasible_scores(scenario, model.values, fit.infeasible, draw));
    }
    for (TouchpointId const key : scenario.map.touchpoints.keys()) {
      model.values[scenario.map.touchpoints[key].spread] = fit.spread[key.index];
    }
    model.levels = std::move(fit.levels);
  }
  ParameterValues const& values = model.values;
  std::vector<ParameterValues> const by_segment = values_by_segment(scenario, values);
  Compiler const compiler(scenario, values, by_segment, model.levels);

  model.horizon = static_cast<int>(values[scenario.horizon]);
  model.burn_in = static_cast<int>(values[scenario.burn_in]);
  model.residual_months = static_cast<int>(values[scenario.residual_months]);
  model.monthly_discount = exp_minus_one(log_one_plus(values[scenario.discount_rate]) / 12);
  model.nps_noise = values[scenario.map.behaviour.nps_noise];
  model.churn = sampling.churn;
  model.touchpoints = keys_by_id(scenario.map.touchpoints);
  model.queues = keys_by_id(scenario.map.queues);
  model.population = plan_population(scenario, sampling, values, draw);
  model.reference_maps = compiler.compile_all({});
  if (known) {
    model.reference = known->fit.reference;
    model.starts = known->fit.starts;
    model.usual_customers = known->fit.usual_customers;
  } else {
    fit(scenario, model);
  }

  std::vector<Work> events;
  for (Event const& event : scenario.events) {
    events.push_back({&event.work, values[event.work.adoption] *
                                       execution_outcome(event.work.execution, values, draw_key,
                                                         "events/" + event.id)});
  }
  for (Initiative const& initiative : scenario.initiatives) {
    model.outcome.push_back(execution_outcome(initiative.work.execution, values, draw_key,
                                              "initiatives/" + initiative.id));
  }
  for (Portfolio const& portfolio : portfolios) {
    std::vector<Work> work = events;
    for (InitiativeId const key : portfolio) {
      TimedEffects const& effects = scenario.initiatives[key].work;
      work.push_back({&effects, values[effects.adoption] * model.outcome[key.index]});
    }
    model.lanes.push_back(compiler.compile_lane(work, model.horizon, model.reference_maps));
  }
  return model;
}

}  // namespace cxsim
