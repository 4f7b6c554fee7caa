#include <algorithm>
#include <cmath>
#include <limits>

#include "console_parts.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/report/analysis_answer.hpp"
#include "cxsim/report/texts.hpp"
#include "cxsim/simulation/walk.hpp"

namespace cxsim {

namespace {

constexpr double per_thousand_customers = 1000;
constexpr std::size_t most_loops = 5;
constexpr std::size_t most_handoffs = 10;
constexpr std::size_t most_path_stops = 7;
constexpr std::size_t most_passed = 3;
constexpr std::size_t most_removals = 15;
constexpr std::size_t most_sampled_rows = 12;
/// Shares that differ less are the same for a reader.
constexpr double same_share = 0.0005;

class AnalysisPage {
 public:
  AnalysisPage(Scenario const& scenario, AnalysisAnswer const& answer, Provenance const& provenance,
               RemovalTable removal, TextStyle style)
      : scenario_(scenario),
        map_(scenario.map),
        answer_(answer),
        provenance_(provenance),
        removal_(removal),
        page_(style),
        sentences_(style.language, scenario),
        journeys_(answer.journeys.begin(), answer.journeys.end()) {
    std::ranges::stable_sort(journeys_, std::greater<>{},
                             [](JourneyAnalysis const& one) { return one.all.starts; });
  }

  [[nodiscard]] std::string write() {
    write_title(page_, scenario_, provenance_);
    page_.paragraph(sentences_(texts::analysis_exact), Ink::faint);
    write_overview();
    for (JourneyAnalysis const& journey : journeys_) {
      write_journey(journey);
    }
    write_handoffs();
    write_structure();
    if (removal_ == RemovalTable::shown) {
      write_removal();
    }
    if (answer_.sampled) {
      write_sampled(*answer_.sampled);
    }
    return page_.text();
  }

 private:
  [[nodiscard]] Language language() const { return page_.language(); }
  [[nodiscard]] std::string name(TouchpointId key) const {
    return terminal_text(map_.touchpoints[key].name);
  }
  [[nodiscard]] std::string name(JourneyId key) const {
    return terminal_text(map_.journeys[key].name);
  }
  [[nodiscard]] std::string number(double value) const {
    return std::isfinite(value) ? plain_number(language(), value) : "–";
  }
  [[nodiscard]] std::string cost(double value) const {
    return std::isfinite(value) ? of_currency(language(), map_.currency, number(value)) : "–";
  }
  /// Never 100 % of what is not all.
  [[nodiscard]] std::string share(double value) const {
    constexpr double rounding = 1e-12;
    if (value < 0.995 || value > 1 - rounding) {
      return percent(language(), value);
    }
    return value < 0.9995 ? with_percent(shown(language(), 100 * value, 1), language())
                          : sentences_(texts::analysis_nearly_all);
  }
  [[nodiscard]] std::string share(std::optional<double> const& value) const {
    return value && std::isfinite(*value) ? share(*value) : "–";
  }
  [[nodiscard]] bool has_segments() const { return !map_.segments.empty(); }

  void write_overview() {
    page_.heading(texts::heading_journeys_exact);
    TextTable table({{sentences_(texts::analysis_column_journey), Align::left, 0, 16},
                     {sentences_(texts::analysis_column_starts), Align::right, 6},
                     {sentences_(texts::analysis_column_completed), Align::right},
                     {sentences_(texts::analysis_column_visits), Align::right, 2},
                     {sentences_(texts::analysis_column_contacts), Align::right, 3},
                     {sentences_(texts::analysis_column_handoffs), Align::right, 4},
                     {sentences_(texts::analysis_column_rework), Align::right, 1},
                     {sentences_(texts::analysis_column_cost), Align::right}});
    for (JourneyAnalysis const& journey : journeys_) {
      JourneyFigures const& all = journey.all;
      table.add({name(journey.journey),
                 has_segments() ? number(per_thousand_customers * all.starts) : "–",
                 share(all.chance_of(Ending::completed)), number(all.visits.mean),
                 number(all.contacts.mean), number(all.handoffs.mean), share(all.rework),
                 cost(all.cost.mean)});
    }
    page_.table(table);
    page_.paragraph(
        sentences_(has_segments() ? texts::analysis_note_starts : texts::analysis_note_chain),
        Ink::faint);
  }

  void write_journey(JourneyAnalysis const& journey) {
    page_.blank();
    page_.paragraph(name(journey.journey), Ink::strong);
    JourneyFigures const& all = journey.all;
    write_ending(all);
    page_.item(sentences_(texts::analysis_length, {number(all.visits.mean), number(all.visits.sd),
                                                   cost(all.cost.mean), number(all.cost.sd)}));
    write_values(all);
    write_abandoned(journey);
    write_paths(journey);
    write_consistency(all);
    write_steps(all);
    write_segments(journey);
    if (!all.rework) {
      page_.item(sentences_(texts::analysis_too_large), Ink::faint);
    }
  }

  [[nodiscard]] std::string name_of(OutcomeFigures const& outcome) const {
    if (outcome.name) {
      return terminal_text(map_.outcomes[*outcome.name].name);
    }
    return sentences_(outcome.counts_as == Ending::completed ? texts::analysis_completed
                                                             : texts::analysis_abandoned);
  }

  void write_ending(JourneyFigures const& all) {
    std::vector<std::string> ends;
    std::vector<std::string> lengths;
    for (OutcomeFigures const& outcome : all.outcomes) {
      if (outcome.chance > 0) {
        ends.push_back(
            sentences_(texts::analysis_outcome_share, {name_of(outcome), share(outcome.chance)}));
        lengths.push_back(sentences_(texts::analysis_outcome_share,
                                     {name_of(outcome), number(outcome.visits.mean)}));
      }
    }
    page_.item(sentences_(texts::analysis_ends, {listed(language(), ends)}));
    if (ends.size() > 1) {
      std::string text = sentences_(texts::analysis_length_given, {listed(language(), lengths)});
      if (all.chance_of(Ending::abandoned) > 0) {
        text += ' ' + sentences_(texts::analysis_infinite);
      }
      page_.item(text);
    }
  }

  void write_values(JourneyFigures const& all) {
    std::vector<std::string> parts;
    for (EpisodeValueId const key : map_.values.keys()) {
      EpisodeValue const& value = map_.values[key];
      EpisodeFigure const& figure = all.values[key.index];
      parts.push_back(
          sentences_(texts::analysis_value, {terminal_text(value.name), number(figure.mean),
                                             terminal_text(value.unit), number(figure.sd)}));
    }
    if (!parts.empty()) {
      page_.item(sentences_(texts::analysis_values, {listed(language(), parts)}));
    }
  }

  void write_abandoned(JourneyAnalysis const& journey) {
    std::vector<TouchpointId> const& always = journey.every_abandoned_passes;
    if (!always.empty()) {
      std::vector<std::string> names;
      for (TouchpointId const key : always) {
        names.push_back(name(key));
      }
      page_.item(sentences_(texts::analysis_every_abandoned, {listed(language(), names)}));
    }
    std::vector<StationFigures> others;
    for (StationFigures const& station : journey.all.stations) {
      bool const is_other = std::ranges::find(always, station.touchpoint) == always.end();
      if (is_other && station.of_abandoned && *station.of_abandoned >= 0.1) {
        others.push_back(station);
      }
    }
    std::ranges::stable_sort(others, std::greater<>{},
                             [](StationFigures const& station) { return *station.of_abandoned; });
    others.resize(std::min(others.size(), most_passed));
    std::vector<std::string> parts;
    for (StationFigures const& station : others) {
      parts.push_back(sentences_(texts::analysis_share_passes,
                                 {share(*station.of_abandoned), name(station.touchpoint)}));
    }
    if (!parts.empty()) {
      page_.item(sentences_(texts::analysis_most_abandoned, {listed(language(), parts)}));
    }
  }

  /// Long ways keep both ends.
  [[nodiscard]] std::string way(TravelledPath const& path, JourneyFigures const& all) const {
    std::string text;
    std::size_t const stops = path.touchpoints.size();
    for (std::size_t i = 0; i < stops; ++i) {
      if (stops > most_path_stops && i == most_path_stops - 2) {
        text += "… → ";
        i = stops - 2;
      }
      text += name(path.touchpoints[i]) + " → ";
    }
    return text + name_of(all.outcomes[path.outcome]);
  }

  void write_paths(JourneyAnalysis const& journey) {
    std::size_t const most = 3;
    for (std::size_t i = 0; i < std::min(journey.paths.size(), most); ++i) {
      TravelledPath const& path = journey.paths[i];
      std::string const text =
          sentences_(texts::analysis_path, {share(path.chance), way(path, journey.all)});
      page_.item(sentences_(i == 0 ? texts::analysis_paths : texts::analysis_path_then, {text}));
    }
  }

  void write_consistency(JourneyFigures const& all) {
    if (all.consistency && all.consistency->weakest != all.consistency->strongest) {
      Consistency const& one = *all.consistency;
      auto const points = [&](double value) { return shown(language(), value, 0); };
      page_.item(sentences_(
          texts::analysis_consistency,
          {points(one.mean), points(one.spread), name(one.weakest), points(one.weakest_score),
           name(one.strongest), points(one.strongest_score)}));
    }
  }

  void write_steps(JourneyFigures const& all) {
    if (!all.counts) {
      return;
    }
    VisitCounts const& counts = *all.counts;
    auto const quantile = [&](double level) {
      double sum = 0;
      for (std::size_t k = 0; k < counts.chance.size(); ++k) {
        sum += counts.chance[k];
        if (sum >= level * (1 - 1e-12)) {
          return std::to_string(k + 1);
        }
      }
      return sentences_(texts::analysis_steps_more, {std::to_string(counts.chance.size())});
    };
    page_.item(sentences_(texts::analysis_steps,
                          {quantile(0.5), quantile(0.9), quantile(0.99), share(counts.more),
                           std::to_string(counts.chance.size())}));
  }

  void write_segments(JourneyAnalysis const& journey) {
    if (journey.segments.size() < 2) {
      return;
    }
    auto const differs = [&](SegmentFigures const& one) {
      JourneyFigures const& first = journey.segments.front().figures;
      return std::fabs(one.figures.chance_of(Ending::completed) -
                       first.chance_of(Ending::completed)) > same_share ||
             std::fabs(one.figures.visits.mean - first.visits.mean) >
                 same_share * first.visits.mean;
    };
    if (std::ranges::none_of(journey.segments, differs)) {
      page_.item(sentences_(texts::analysis_same_segments));
      return;
    }
    TextTable table({{sentences_(texts::analysis_column_segment), Align::left, 0, 16},
                     {sentences_(texts::analysis_column_starts), Align::right, 3},
                     {sentences_(texts::analysis_column_completed), Align::right},
                     {sentences_(texts::analysis_column_visits), Align::right, 1},
                     {sentences_(texts::analysis_column_contacts), Align::right, 2},
                     {sentences_(texts::analysis_column_cost), Align::right}});
    for (auto const& [segment, figures] : journey.segments) {
      table.add({terminal_text(map_.segments[*segment].name),
                 number(per_thousand_customers * figures.starts),
                 share(figures.chance_of(Ending::completed)), number(figures.visits.mean),
                 number(figures.contacts.mean), cost(figures.cost.mean)});
    }
    page_.table(table);
  }

  /// Handoffs of all journeys, per customer and month (of a plain chain: per episode of each).
  [[nodiscard]] std::vector<DepartmentHandoffs> all_handoffs() const {
    std::vector<DepartmentHandoffs> all;
    for (JourneyAnalysis const& journey : journeys_) {
      for (DepartmentHandoffs const& one : journey.all.handoffs_between) {
        auto const found = std::ranges::find_if(all, [&](DepartmentHandoffs const& other) {
          return other.from == one.from && other.to == one.to;
        });
        double const mean = journey.all.starts * one.mean;
        if (found == all.end()) {
          all.push_back({one.from, one.to, mean});
        } else {
          found->mean += mean;
        }
      }
    }
    std::ranges::stable_sort(all, std::greater<>{}, &DepartmentHandoffs::mean);
    return all;
  }

  void write_handoffs() {
    std::vector<DepartmentHandoffs> handoffs = all_handoffs();
    if (handoffs.empty()) {
      return;
    }
    std::size_t const all = handoffs.size();
    handoffs.resize(std::min(all, most_handoffs));
    page_.heading(has_segments() ? texts::heading_handoffs : texts::heading_handoffs_chain);
    TextTable table({{sentences_(texts::analysis_column_from), Align::left, 0, 16},
                     {sentences_(texts::analysis_column_to), Align::left, 0, 16},
                     {sentences_(texts::analysis_column_handoffs), Align::right}});
    for (DepartmentHandoffs const& one : handoffs) {
      table.add({terminal_text(map_.departments[one.from].name),
                 terminal_text(map_.departments[one.to].name),
                 number((has_segments() ? per_thousand_customers : 1) * one.mean)});
    }
    page_.table(table);
    if (all > handoffs.size()) {
      page_.paragraph(sentences_(texts::and_more, {std::to_string(all - handoffs.size())}),
                      Ink::faint);
    }
  }

  void write_structure() {
    page_.heading(texts::heading_structure);
    if (answer_.loops.empty()) {
      page_.item(sentences_(texts::analysis_no_loops));
    }
    for (std::size_t i = 0; i < std::min(answer_.loops.size(), most_loops); ++i) {
      Loop const& loop = answer_.loops[i];
      std::string text;
      for (TouchpointId const key : loop.way_round) {
        text += name(key) + " → ";
      }
      page_.item(sentences_(texts::analysis_loop, {std::to_string(loop.touchpoints.size()),
                                                   text + name(loop.way_round.front())}));
    }
    if (answer_.loops.size() > most_loops) {
      page_.item(sentences_(texts::analysis_more_loops,
                            {std::to_string(answer_.loops.size() - most_loops)}));
    }
    if (!answer_.dead_ends.empty()) {
      std::vector<std::string> names;
      for (TouchpointId const key : answer_.dead_ends) {
        names.push_back(name(key));
      }
      page_.item(sentences_(texts::analysis_dead_end, {listed(language(), names)}));
    }
  }

  void write_removal() {
    page_.heading(texts::heading_removal);
    for (JourneyAnalysis const& journey : journeys_) {
      std::vector<StationFigures> stations = journey.all.stations;
      std::erase_if(stations, [](StationFigures const& station) {
        return !station.of_completed || !(*station.of_completed > 0);
      });
      std::ranges::stable_sort(stations, std::greater<>{},
                               [](StationFigures const& station) { return *station.of_completed; });
      double sum = 0;
      for (StationFigures const& station : stations) {
        sum += *station.of_completed;
      }
      stations.resize(std::min(stations.size(), most_removals));
      TextTable table({{name(journey.journey), Align::left, 0, 20},
                       {sentences_(texts::analysis_column_reached), Align::right, 1},
                       {sentences_(texts::analysis_column_removal), Align::right},
                       {sentences_(texts::analysis_column_share), Align::right}});
      for (StationFigures const& station : stations) {
        table.add({name(station.touchpoint), share(station.reached), share(station.of_completed),
                   share(*station.of_completed / sum)});
      }
      page_.table(table);
      page_.blank();
    }
    page_.paragraph(sentences_(texts::analysis_removal_limits), Ink::faint);
  }

  [[nodiscard]] std::string what(SampledFigure const& figure) const {
    std::vector<std::string> const names{name(figure.journey),
                                         terminal_text(map_.segments[figure.segment].name),
                                         name(figure.touchpoint)};
    switch (figure.kind) {
      case SampledKind::completed:
        return say(language(), texts::sampled_kind_completed, names);
      case SampledKind::reached:
        return say(language(), texts::sampled_kind_reached, names);
      case SampledKind::visits:
        break;
    }
    return say(language(), texts::sampled_kind_visits, names);
  }

  void write_sampled(SampledCheck const& check) {
    page_.heading(texts::heading_sampled);
    std::vector<SampledFigure> tested = check.figures;
    std::erase_if(tested, [](SampledFigure const& figure) { return !figure.tail; });
    std::ranges::stable_sort(tested, std::greater<>{},
                             [](SampledFigure const& figure) { return std::fabs(figure.z); });
    double const largest = tested.empty() ? 0 : std::fabs(tested.front().z);
    page_.item(sentences_(texts::sampled_summary,
                          {with_thousands(static_cast<double>(check.episodes), language()),
                           std::to_string(check.tests), shown(language(), largest, 1)}));
    if (check.cut > 0) {
      page_.item(
          sentences_(texts::sampled_cut, {std::to_string(check.cut), std::to_string(most_visits)}),
          Ink::warning);
    }
    auto const wrong = std::ranges::count_if(
        check.figures, [&](SampledFigure const& figure) { return check.disagrees(figure); });
    page_.item(wrong == 0 ? sentences_(texts::sampled_agree)
                          : sentences_(texts::sampled_disagree, {std::to_string(wrong)}),
               wrong == 0 ? Ink::plain : Ink::alarm);
    TextTable table({{sentences_(texts::sampled_column_what), Align::left, 0, 30},
                     {sentences_(texts::sampled_column_exact), Align::right},
                     {sentences_(texts::sampled_column_sampled), Align::right},
                     {"z", Align::right}});
    tested.resize(std::min(tested.size(), most_sampled_rows));
    for (SampledFigure const& figure : tested) {
      table.add({what(figure), shown(language(), figure.exact, 1),
                 with_thousands(static_cast<double>(figure.counted), language()),
                 shown(language(), figure.z, 2, Sign::always)});
    }
    if (table.rows() > 0) {
      page_.table(table);
    }
  }

  Scenario const& scenario_;
  Map const& map_;
  AnalysisAnswer const& answer_;
  Provenance const& provenance_;
  RemovalTable removal_;
  TextPage page_;
  Sentences sentences_;
  std::vector<JourneyAnalysis> journeys_;  ///< most started first
};

}  // namespace

std::string analysis_text(Scenario const& scenario, AnalysisAnswer const& answer,
                          Provenance const& provenance, RemovalTable removal, TextStyle style) {
  return AnalysisPage(scenario, answer, provenance, removal, style).write();
}

}  // namespace cxsim
