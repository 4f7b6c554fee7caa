#include "portrait.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "diagram_figures.hpp"

namespace cxsim {

namespace {

constexpr double per_thousand = 1000;
/// More touchpoints in one loop take too long: solving is cubic.
constexpr std::size_t most_solved = 64;
constexpr std::size_t most_chosen = 3;

[[nodiscard]] bool is_guessed(Evidence evidence) {
  return evidence == Evidence::expert || evidence == Evidence::program_default;
}

/// The part of \p path behind its first word, up to the next '/': the id of a touchpoint in
/// `touchpoints/…` and `transitions/…`.
[[nodiscard]] std::string_view second_part(std::string_view path) {
  path.remove_prefix(std::min(path.find('/') + 1, path.size()));
  return path.substr(0, path.find('/'));
}

/// Ids of touchpoints with at least one number that was counted or measured.
[[nodiscard]] std::set<std::string_view> measured_touchpoints(ParameterTable const& parameters) {
  std::set<std::string_view> ids;
  for (ParameterInfo const& info : parameters.infos()) {
    bool const is_of_touchpoint =
        info.path.starts_with("touchpoints/") || info.path.starts_with("transitions/");
    if (is_of_touchpoint && !is_guessed(info.evidence)) {
      ids.insert(second_part(info.path));
    }
  }
  return ids;
}

/// Sums over the segments of what happens today.
class PortraitMaker {
 public:
  explicit PortraitMaker(Scenario const& scenario)
      : scenario_(scenario),
        map_(scenario.map),
        values_(scenario.parameters.best_guesses()),
        figures_(figures_of_today(map_, scenario.parameters, Language::english)) {}

  [[nodiscard]] Portrait make() {
    look_at_touchpoints();
    look_at_departments();
    look_at_loops();
    look_at_handoffs();
    choose_touchpoints();
    portrait_.dead_ends = dead_ends(map_, values_);
    count_numbers();
    return std::move(portrait_);
  }

 private:
  /// Whether somebody stated the satisfaction of a touchpoint.
  [[nodiscard]] bool is_known(TouchpointId key) const {
    ParameterInfo const& mean = scenario_.parameters.info(map_.touchpoints[key].score.mean);
    return mean.evidence != Evidence::program_default;
  }

  void look_at_touchpoints() {
    auto const measured = measured_touchpoints(scenario_.parameters);
    for (TouchpointId const key : map_.touchpoints.keys()) {
      TouchpointFigures const& figures = figures_.touchpoints[key];
      portrait_.touchpoints.push_back({.visits = figures.visits,
                                       .failures = figures.visits * figures.failure,
                                       .given_up = figures.visits * figures.abandoned,
                                       .score = is_known(key) ? figures.score : std::nullopt,
                                       .is_measured = measured.contains(map_.touchpoints[key].id)});
    }
  }

  /// The touchpoints of which \p value is largest; those of 0 never.
  template <class Value>
  [[nodiscard]] std::vector<TouchpointId> largest(Value value) const {
    std::vector<TouchpointId> keys = map_.touchpoints.keys();
    std::erase_if(keys, [&](TouchpointId key) { return !(value(portrait_.touchpoints[key]) > 0); });
    std::ranges::stable_sort(keys, std::ranges::greater{},
                             [&](TouchpointId key) { return value(portrait_.touchpoints[key]); });
    keys.resize(std::min(keys.size(), most_chosen));
    return keys;
  }

  void choose_touchpoints() {
    portrait_.busiest = largest([](PortraitTouchpoint const& one) { return one.visits; });
    portrait_.failing = largest([](PortraitTouchpoint const& one) { return one.failures; });
    portrait_.given_up_at = largest([](PortraitTouchpoint const& one) { return one.given_up; });
    portrait_.worst = largest([](PortraitTouchpoint const& one) {
      constexpr double best_score = 100;
      return one.score ? best_score - *one.score : 0;
    });
  }

  void look_at_departments() {
    portrait_.departments.resize(map_.departments.size());
    for (TouchpointId const key : map_.touchpoints.keys()) {
      PortraitDepartment& department = portrait_.departments[map_.touchpoints[key].department];
      ++department.touchpoints;
      department.visits += portrait_.touchpoints[key].visits;
      department.failures += portrait_.touchpoints[key].failures;
    }
  }

  void look_at_loops() {
    for (Loop& loop : loops_of(map_, values_)) {
      double visits = 0;
      for (TouchpointId const key : loop.touchpoints) {
        visits += portrait_.touchpoints[key].visits;
      }
      portrait_.loops.push_back({std::move(loop), visits, std::nullopt});
    }
    std::vector<double> repeats(portrait_.loops.size(), 0);
    portrait_.starts.resize(map_.journeys.size());
    for (SegmentId const segment : keys_by_id(map_.segments)) {
      add_segment(segment, repeats);
    }
    for (std::size_t i = 0; i < repeats.size(); ++i) {
      PortraitLoop& loop = portrait_.loops[i];
      if (loop.loop.touchpoints.size() <= most_solved && loop.visits > 0) {
        loop.repeats = repeats[i] / loop.visits;
      }
    }
    std::ranges::stable_sort(portrait_.loops, std::ranges::greater{}, &PortraitLoop::visits);
  }

  void add_segment(SegmentId key, std::vector<double>& repeats) {
    Segment const& segment = map_.segments[key];
    ParameterValues const values = values_of_segment(map_, scenario_.parameters, values_, key);
    double const share = values[segment.share];
    for (JourneyId const journey : map_.journeys.keys()) {
      portrait_.starts[journey] +=
          share * values[segment.starts[journey]] * values[map_.journeys[journey].volume];
    }
    if (portrait_.loops.empty()) {
      return;
    }
    std::vector<double> const visits = expected_visits(map_, values, key);
    for (std::size_t i = 0; i < repeats.size(); ++i) {
      Loop const& loop = portrait_.loops[i].loop;
      if (loop.touchpoints.size() <= most_solved) {
        std::vector<double> const chances = return_chances(map_, values, loop);
        for (std::size_t at = 0; at < chances.size(); ++at) {
          repeats[i] += per_thousand * share * visits[loop.touchpoints[at].index] * chances[at];
        }
      }
    }
  }

  void look_at_handoffs() {
    std::map<std::pair<DepartmentId, DepartmentId>, double> volumes;
    for (FlowFigures const& flow : figures_.flows) {
      volumes[{map_.touchpoints[flow.from].department, map_.touchpoints[flow.to].department}] +=
          flow.volume;
    }
    for (Handoff const& handoff : handoffs_of(map_, values_)) {
      portrait_.handoffs.push_back({handoff, volumes[{handoff.from, handoff.to}]});
    }
    std::ranges::stable_sort(portrait_.handoffs, std::ranges::greater{}, &PortraitHandoff::volume);
  }

  void count_numbers() {
    for (ParameterInfo const& info : scenario_.parameters.infos()) {
      ++portrait_.numbers_by_grade[static_cast<std::size_t>(info.evidence)];
    }
    portrait_.numbers_uncertain = uncertain_numbers(scenario_.parameters);
  }

  Scenario const& scenario_;
  Map const& map_;
  ParameterValues values_;
  DiagramFigures figures_;
  Portrait portrait_;
};

}  // namespace

std::size_t uncertain_numbers(ParameterTable const& parameters) {
  std::size_t count = 0;
  for (std::uint32_t index = 0; index < parameters.size(); ++index) {
    AnyParameter const parameter{index};
    SimplexGroup const* group = parameters.group_of(parameter);
    bool const is_counted = group != nullptr && !group->counts.empty();
    count += is_counted || is_uncertain(parameters.info(parameter).prior) ? 1U : 0U;
  }
  return count;
}

Portrait portrait_of(Scenario const& scenario) { return PortraitMaker(scenario).make(); }

}  // namespace cxsim
