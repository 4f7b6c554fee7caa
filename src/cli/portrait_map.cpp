// What a map holds, in words.
#include <algorithm>

#include "cxsim/cli/texts.hpp"
#include "cxsim/report/shown.hpp"
#include "portrait_parts.hpp"

namespace cxsim {

namespace {

constexpr std::size_t most_lines = 3;

class MapPortrait {
 public:
  MapPortrait(Portrait const& portrait, Scenario const& scenario, PortraitPage& page)
      : portrait_(portrait),
        parameters_(scenario.parameters),
        map_(scenario.map),
        values_(scenario.parameters.best_guesses()),
        page_(page) {}

  void write() {
    add_contents();
    add_customers();
    add_owners();
    add_traffic();
    add_failures();
    add_loops();
    add_handoffs();
    add_given_up();
    add_worst();
    add_evidence();
  }

 private:
  [[nodiscard]] std::string number(double value) const {
    return plain_number(page_.language(), value);
  }
  [[nodiscard]] std::string some_touchpoints(std::vector<TouchpointId> const& keys) const {
    std::vector<std::string> names;
    for (TouchpointId const key : keys) {
      names.push_back(called(map_.touchpoints[key]));
    }
    return page_.some(std::move(names));
  }

  void add_contents() {
    std::vector<std::string> parts = {
        page_.counted(map_.touchpoints.size(),
                      {texts::one_touchpoint, texts::few_touchpoints, texts::some_touchpoints}),
        page_.counted(map_.departments.size(),
                      {texts::one_department, texts::few_departments, texts::some_departments}),
        page_.counted(map_.journeys.size(),
                      {texts::one_journey, texts::few_journeys, texts::some_journeys}),
        page_.counted(map_.segments.size(),
                      {texts::one_segment, texts::few_segments, texts::some_segments}),
        portrait_.loops.empty()
            ? page_.words(texts::portrait_no_loops)
            : page_.counted(portrait_.loops.size(),
                            {texts::portrait_one_loop, texts::portrait_few_loops,
                             texts::portrait_some_loops})};
    page_.add(texts::portrait_map, listed(page_.language(), parts));
  }

  void add_customers() {
    std::vector<NamedShare> segments;
    for (Segment const& segment : map_.segments) {
      segments.push_back({called(segment), values_[segment.share]});
    }
    double all = 0;
    for (double const starts : portrait_.starts) {
      all += starts;
    }
    std::vector<NamedShare> journeys;
    for (JourneyId const key : map_.journeys.keys()) {
      journeys.push_back({called(map_.journeys[key]), portrait_.starts[key] / all});
    }
    page_.add(texts::portrait_customers,
              page_.words(texts::portrait_segments,
                          {page_.whole(values_[map_.customers]), page_.shares(segments)}));
    page_.add_further(page_.words(texts::portrait_starts, {number(all), page_.shares(journeys)}));
  }

  void add_owners() {
    std::vector<TouchpointId> unowned = map_.touchpoints.keys();
    std::erase_if(unowned, [&](TouchpointId key) { return !map_.touchpoints[key].owner.empty(); });
    std::vector<std::string> idle;
    for (DepartmentId const key : map_.departments.keys()) {
      if (portrait_.departments[key].touchpoints == 0) {
        idle.push_back(called(map_.departments[key]));
      }
    }
    page_.add(texts::portrait_owners,
              unowned.empty() ? page_.words(texts::portrait_all_owned)
              : unowned.size() == map_.touchpoints.size()
                  ? page_.words(texts::portrait_none_owned)
                  : page_.words(texts::portrait_unowned, {some_touchpoints(unowned)}));
    if (!idle.empty()) {
      page_.add_further(page_.words(texts::portrait_idle_departments, {page_.some(idle)}));
    }
  }

  /// Shares of the departments in what \p part says of them.
  [[nodiscard]] std::string department_shares(double PortraitDepartment::*part) const {
    double all = 0;
    for (PortraitDepartment const& department : portrait_.departments) {
      all += department.*part;
    }
    std::vector<NamedShare> parts;
    for (DepartmentId const key : map_.departments.keys()) {
      double const share = all > 0 ? portrait_.departments[key].*part / all : 0;
      parts.push_back({called(map_.departments[key]), share});
    }
    return page_.shares(parts);
  }

  /// "a 31 %, b 12 % and c 8 %": shares of the sum over all touchpoints.
  [[nodiscard]] std::string touchpoint_shares(std::vector<TouchpointId> const& keys,
                                              double PortraitTouchpoint::*part) const {
    std::vector<std::string> texts;
    for (TouchpointId const key : keys) {
      double const share = portrait_.touchpoints[key].*part / sum(part);
      texts.push_back(called(map_.touchpoints[key]) + ' ' + page_.percent(share));
    }
    return listed(page_.language(), texts);
  }
  [[nodiscard]] double sum(double PortraitTouchpoint::*part) const {
    double all = 0;
    for (PortraitTouchpoint const& touchpoint : portrait_.touchpoints) {
      all += touchpoint.*part;
    }
    return all;
  }

  void add_traffic() {
    double const visits = sum(&PortraitTouchpoint::visits);
    if (visits > 0) {
      page_.add(texts::portrait_traffic,
                page_.words(texts::portrait_by_department,
                            {number(visits), department_shares(&PortraitDepartment::visits)}));
      page_.add_further(
          page_.words(texts::portrait_busiest,
                      {touchpoint_shares(portrait_.busiest, &PortraitTouchpoint::visits)}));
    }
  }

  void add_failures() {
    double const failures = sum(&PortraitTouchpoint::failures);
    if (!(failures > 0)) {
      page_.add(texts::portrait_failures, page_.words(texts::portrait_no_failures));
      return;
    }
    page_.add(texts::portrait_failures,
              page_.words(texts::portrait_by_department,
                          {number(failures), department_shares(&PortraitDepartment::failures)}));
    page_.add_further(
        page_.words(texts::portrait_failing,
                    {touchpoint_shares(portrait_.failing, &PortraitTouchpoint::failures)}));
  }

  [[nodiscard]] std::string loop_line(PortraitLoop const& one) const {
    std::string way;
    for (TouchpointId const key : one.loop.way_round) {
      way += called(map_.touchpoints[key]) + " → ";
    }
    way += called(map_.touchpoints[one.loop.way_round.front()]);
    std::size_t const others = one.loop.touchpoints.size() - one.loop.way_round.size();
    if (others > 0) {
      way = page_.words(texts::portrait_wider_loop, {way, page_.whole(others)});
    }
    return one.repeats ? page_.words(texts::portrait_repeats, {way, page_.percent(*one.repeats)})
                       : way;
  }

  void add_loops() {
    std::vector<std::string> lines;
    for (PortraitLoop const& loop : portrait_.loops) {
      if (lines.size() == most_lines) {
        lines.push_back(
            page_.words(texts::portrait_more, {page_.whole(portrait_.loops.size() - most_lines)}));
        break;
      }
      lines.push_back(loop_line(loop));
    }
    page_.add_lines(texts::portrait_loops, lines);
  }

  void add_handoffs() {
    std::vector<std::string> lines;
    for (PortraitHandoff const& one : portrait_.handoffs) {
      if (lines.size() == most_lines || !(one.volume > 0)) {
        break;
      }
      lines.push_back(called(map_.departments[one.handoff.from]) + " → " +
                      called(map_.departments[one.handoff.to]) + ' ' + number(one.volume));
    }
    page_.add(texts::portrait_handoffs,
              lines.empty()
                  ? page_.words(texts::portrait_no_handoffs)
                  : page_.words(texts::portrait_handoffs_text,
                                {page_.counted(portrait_.handoffs.size(),
                                               {texts::portrait_one_pair, texts::portrait_few_pairs,
                                                texts::portrait_some_pairs}),
                                 listed(page_.language(), lines)}));
  }

  void add_given_up() {
    double const given_up = sum(&PortraitTouchpoint::given_up);
    if (given_up > 0) {
      page_.add(texts::portrait_given_up,
                page_.words(texts::portrait_given_up_text,
                            {number(given_up), touchpoint_shares(portrait_.given_up_at,
                                                                 &PortraitTouchpoint::given_up)}));
    } else {
      page_.add(texts::portrait_given_up, page_.words(texts::portrait_never_given_up));
    }
    if (!portrait_.dead_ends.empty()) {
      page_.add_further(
          page_.words(texts::portrait_dead_ends, {some_touchpoints(portrait_.dead_ends)}));
    }
  }

  void add_worst() {
    std::vector<std::string> parts;
    for (TouchpointId const key : portrait_.worst) {
      parts.push_back(called(map_.touchpoints[key]) + ' ' +
                      page_.whole(*portrait_.touchpoints[key].score));
    }
    page_.add(texts::portrait_worst,
              parts.empty()
                  ? page_.words(texts::portrait_no_scores)
                  : page_.words(texts::portrait_worst_text, {listed(page_.language(), parts)}));
  }

  void add_evidence() {
    std::vector<std::string> grades;
    for (std::size_t grade = 0; grade < portrait_.numbers_by_grade.size(); ++grade) {
      if (portrait_.numbers_by_grade[grade] > 0) {
        grades.push_back(std::string(1, evidence_letter(static_cast<Evidence>(grade))) + ": " +
                         page_.whole(portrait_.numbers_by_grade[grade]));
      }
    }
    page_.add(texts::portrait_evidence,
              page_.words(texts::portrait_numbers,
                          {page_.whole(parameters_.size()), listed(page_.language(), grades),
                           page_.whole(portrait_.numbers_uncertain)}));
    std::vector<TouchpointId> guessed = map_.touchpoints.keys();
    std::erase_if(guessed,
                  [&](TouchpointId key) { return portrait_.touchpoints[key].is_measured; });
    page_.add_further(guessed.empty() ? page_.words(texts::portrait_all_measured)
                      : guessed.size() == map_.touchpoints.size()
                          ? page_.words(texts::portrait_none_measured)
                          : page_.words(texts::portrait_guessed, {some_touchpoints(guessed)}));
  }

  Portrait const& portrait_;
  ParameterTable const& parameters_;
  Map const& map_;
  ParameterValues values_;
  PortraitPage& page_;
};

}  // namespace

void write_map_portrait(Portrait const& portrait, Scenario const& scenario, PortraitPage& page) {
  MapPortrait(portrait, scenario, page).write();
}

}  // namespace cxsim
