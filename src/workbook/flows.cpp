#include "flows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "cells.hpp"
#include "cxsim/stats/visit_flows.hpp"
#include "cxsim/workbook/texts.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

/// Starts per customer and month where nothing is known.
constexpr double assumed_rate = 0.05;
/// Figures of different systems never agree exactly; beyond this somebody must look.
constexpr double most_deviation = 0.10;
/// What is less than this part of the visits is rounding.
constexpr double rounding = 1e-7;

enum class EndKind { none, completed, abandoned };

/// A row of sheet 4.
struct Movement {
  std::size_t from = 0;
  std::optional<std::size_t> to;  ///< nothing: an end
  EndKind end = EndKind::completed;
  std::string_view outcome;  ///< success, failure, both; empty: unknown
  double amount = 0;         ///< count, or percentage
  bool is_percentage = false;
  CellRef cell;
};

/// Chances by the id of what comes next, of one outcome.
using Chances = std::map<std::string, double>;

[[nodiscard]] EndKind end_of(std::string const& name) {
  static constexpr std::array completed{"completed", "załatwione", "koniec", "end", "done"};
  static constexpr std::array abandoned{"abandoned", "przerwane", "porzucone", "rezygnacja"};
  auto const is_one_of = [&](auto const& words) {
    return std::ranges::any_of(
        words, [&](char const* word) { return plain_word(word) == plain_word(name); });
  };
  if (is_one_of(completed)) {
    return EndKind::completed;
  }
  return is_one_of(abandoned) ? EndKind::abandoned : EndKind::none;
}

[[nodiscard]] std::string id_of(EndKind end) {
  return end == EndKind::completed ? "completed" : "abandoned";
}

class FlowsMaker {
 public:
  FlowsMaker(WorkbookRows const& rows, Directory const& directory, MapFacts& facts,
             std::vector<Override> const& overrides, ImportLog& log)
      : rows_(rows), directory_(directory), facts_(facts), log_(log) {
    for (Override const& change : overrides) {
      bool const is_journey =
          change.is_map && !change.path.empty() &&
          (change.path[0] == "journeys" ||
           (change.path[0] == "segments" && change.path.size() > 2 && change.path[2] == "starts"));
      has_own_journeys_ = has_own_journeys_ || (is_journey && change.value);
    }
  }

  [[nodiscard]] FlowsPart make() {
    read_movements();
    read_reasons();
    choose_volumes();
    resolve_percentages();
    FlowChain const chain = chain_of_flows(volumes_, flows_);
    report_mismatches(chain);
    FlowsPart part;
    part.transitions = Tree::object();
    for (std::size_t i = 0; i < directory_.touchpoints.size(); ++i) {
      part.transitions.add(directory_.touchpoints[i].id, transitions_of(i, chain.states[i]));
      plan_journey(i, chain.states[i], part);
    }
    return part;
  }

 private:
  [[nodiscard]] std::size_t size() const { return directory_.touchpoints.size(); }
  [[nodiscard]] Row const& row_of(std::size_t touchpoint) const {
    return rows_[SheetKind::touchpoints].rows[directory_.touchpoint_rows[touchpoint]];
  }
  [[nodiscard]] std::optional<std::size_t> touchpoint_in(Row const& row, std::string_view key) {
    std::string const name = row.text(key);
    return name.empty() ? std::nullopt
                        : resolve(directory_.touchpoints, name, row.cell(key),
                                  sheet_name(rows_, SheetKind::touchpoints), log_);
  }

  // Reading

  void read_movements() {
    std::map<std::string, CellRef> seen;
    for (Row const& row : rows_[SheetKind::transitions].rows) {
      for (std::string_view const key : {"from", "to", "amount"}) {
        require(row, SheetKind::transitions, key, log_);
      }
      auto const from = touchpoint_in(row, "from");
      std::string const target = row.text("to");
      EndKind const end =
          directory_.touchpoints.find_alike(target) ? EndKind::none : end_of(target);
      bool const ends = end != EndKind::none;
      auto const to = ends ? std::nullopt : touchpoint_in(row, "to");
      Entry const* amount = row.find("amount");
      if (!from || (!to && !ends) || amount == nullptr) {
        continue;
      }
      if (*amount->number < 0) {
        log_.error(row.cell("amount"), texts::cell_negative, {amount->text});
        continue;
      }
      std::string const name = ends ? id_of(end) : directory_.touchpoints[*to].name;
      std::string const key =
          std::to_string(*from) + '/' + plain_word(name) + '/' + std::string(row.choice("outcome"));
      auto const [place, is_new] = seen.emplace(key, row.cell("to"));
      if (!is_new) {
        log_.error(row.cell("to"), texts::transition_twice,
                   {row.text("from"), target, cell_name(place->second.place)});
        continue;
      }
      bool const is_over_100 = amount->is_percentage && *amount->number > 100;
      if (is_over_100 || *amount->number < 0) {
        log_.error(row.cell("amount"), is_over_100 ? texts::cell_over_100 : texts::cell_negative,
                   {amount->text});
        continue;
      }
      movements_.push_back({.from = *from,
                            .to = to,
                            .end = end,
                            .outcome = row.choice("outcome"),
                            .amount = *amount->number,
                            .is_percentage = amount->is_percentage,
                            .cell = row.cell("amount")});
      source_rows_.emplace(*from, &row);
    }
  }

  void read_reasons() {
    reason_sums_.assign(size(), 0);
    has_reasons_.assign(size(), false);
    for (Row const& row : rows_[SheetKind::reasons].rows) {
      for (std::string_view const key : {"touchpoint", "count"}) {
        require(row, SheetKind::reasons, key, log_);
      }
      auto const to = touchpoint_in(row, "touchpoint");
      auto const from = touchpoint_in(row, "from");
      auto const count = row.number("count");
      if (!to || !count) {
        continue;
      }
      reason_sums_[*to] += *count;
      has_reasons_[*to] = true;
      if (from) {
        add_reason_flow(*from, *to, *count, row);
      }
    }
  }

  void add_reason_flow(std::size_t from, std::size_t to, double count, Row const& row) {
    for (Movement const& movement : movements_) {
      if (movement.from == from && movement.to == to) {
        log_.mismatch(movement.cell, texts::transition_in_both_sheets,
                      {directory_.touchpoints[from].name, directory_.touchpoints[to].name,
                       cell_name(row.cell("count").place), log_.shown(count)});
        return;
      }
    }
    flows_.push_back({from, to, count, FlowOutcome::unknown});
    source_rows_.emplace(from, &row);
  }

  // Volumes

  void choose_volumes() {
    std::vector<bool> has_inflow(size(), false);
    for (Movement const& movement : movements_) {
      if (movement.to && *movement.to != movement.from) {
        has_inflow[*movement.to] = true;
      }
    }
    for (VisitFlow const& flow : flows_) {
      has_inflow[flow.to] = has_inflow[flow.to] || flow.from != flow.to;
    }
    is_assumed_.assign(size(), false);
    for (std::size_t i = 0; i < size(); ++i) {
      TouchpointNumbers& facts = facts_.touchpoints[i];
      facts.volume_cell = row_of(i).cell("volume");
      TouchpointVolume volume{.visits = row_of(i).number("volume"), .failure = facts.failure};
      if (volume.visits && has_own_journeys_ && !is_bypass_told_) {
        is_bypass_told_ = true;
        log_.mismatch(facts.volume_cell, texts::more_bypasses_volumes);
      }
      if (volume.visits) {
        compare_with_reasons(i, *volume.visits);
      } else if (has_reasons_[i]) {
        volume.visits = reason_sums_[i];
        log_.conversion(facts.volume_cell, texts::volume_from_reasons,
                        {log_.shown(reason_sums_[i])});
      } else if (!has_inflow[i] && !has_own_journeys_) {
        volume.visits = assumed_rate * facts_.customers;
        is_assumed_[i] = true;
        if (row_of(i).is_empty("volume")) {
          log_.assumption(facts.volume_cell, texts::assumed_volume, {log_.shown(*volume.visits)});
        }
      }
      volumes_.push_back(volume);
    }
  }

  void compare_with_reasons(std::size_t touchpoint, double visits) {
    double const sum = reason_sums_[touchpoint];
    if (sum > visits * (1 + 1e-9)) {
      report(touchpoint, facts_.touchpoints[touchpoint].volume_cell, texts::reasons_over_volume,
             visits, sum);
    }
  }

  /// Two figures, the second of which should not exceed the first.
  void report(std::size_t /*touchpoint*/, CellRef const& cell, Text text, double room,
              double wanted) {
    std::vector<Argument> arguments = {log_.shown(room), log_.shown(wanted)};
    if (wanted > room * (1 + most_deviation)) {
      log_.error(cell, text, std::move(arguments));
    } else {
      log_.mismatch(cell, text, std::move(arguments));
    }
  }

  // Percentages

  /// Whether every movement out of \p touchpoint is a percentage.
  [[nodiscard]] bool has_only_percentages(std::size_t touchpoint) const {
    return std::ranges::all_of(movements_,
                               [&](Movement const& movement) {
                                 return movement.from != touchpoint || movement.is_percentage;
                               }) &&
           std::ranges::none_of(counted_,
                                [&](VisitFlow const& flow) { return flow.from == touchpoint; });
  }

  /// Makes counts of percentages: visits are what is given, else what comes in, until nothing
  /// changes.
  void resolve_percentages() {
    std::vector<double> visits(size(), 0);
    counted_ = flows_;
    for (int round = 0; round < 1000; ++round) {
      std::vector<VisitFlow> flows = counted_;
      for (Movement const& movement : movements_) {
        add_counts(movement, visits[movement.from], flows);
      }
      std::vector<double> inflow(size(), 0);
      for (VisitFlow const& flow : flows) {
        inflow[flow.to] += flow.count;
      }
      double change = 0;
      for (std::size_t i = 0; i < size(); ++i) {
        double const next = volumes_[i].visits.value_or(inflow[i]);
        change = std::max(change, std::abs(next - visits[i]) / std::max(next, 1.0));
        visits[i] = next;
      }
      flows_ = std::move(flows);
      if (change < 1e-12) {
        return;
      }
    }
  }

  void add_counts(Movement const& movement, double visits, std::vector<VisitFlow>& flows) const {
    if (!movement.to) {
      return;
    }
    double const failure = facts_.touchpoints[movement.from].failure;
    double const part = movement.is_percentage ? fraction_of(movement.amount) : 0;
    auto const add = [&](FlowOutcome outcome, double room) {
      flows.push_back({movement.from, *movement.to,
                       movement.is_percentage ? part * room : movement.amount, outcome});
    };
    if (movement.outcome == "failure") {
      add(FlowOutcome::failure, visits * failure);
    } else if (movement.outcome == "success") {
      add(FlowOutcome::success, visits * (1 - failure));
    } else if (movement.outcome == "both" && movement.is_percentage) {
      add(FlowOutcome::failure, visits * failure);
      add(FlowOutcome::success, visits * (1 - failure));
    } else {
      add(FlowOutcome::unknown, visits);
    }
  }

  // What does not add up

  void report_mismatches(FlowChain const& chain) {
    for (FlowMismatch const& mismatch : chain.mismatches) {
      TouchpointNumbers const& facts = facts_.touchpoints[mismatch.touchpoint];
      bool const is_rounding = mismatch.flows <= mismatch.volume * (1 + rounding) ||
                               has_only_percentages(mismatch.touchpoint);
      switch (mismatch.problem) {
        case FlowProblem::inflow_exceeds_volume:
          if (mismatch.flows > mismatch.volume * (1 + rounding)) {
            report(mismatch.touchpoint, facts.volume_cell, texts::inflow_over_volume,
                   mismatch.volume, mismatch.flows);
          }
          break;
        case FlowProblem::outflow_exceeds_volume:
          if (!is_rounding) {
            report(mismatch.touchpoint, facts.volume_cell, texts::outflow_over_volume,
                   mismatch.volume, mismatch.flows);
          }
          break;
        case FlowProblem::outflow_exceeds_successes:
          if (!is_rounding) {
            report(mismatch.touchpoint, facts.failure_cell, texts::outflow_over_successes,
                   mismatch.volume, mismatch.flows);
          }
          break;
        case FlowProblem::outflow_exceeds_failures:
          if (!is_rounding) {
            report(mismatch.touchpoint, facts.failure_cell, texts::outflow_over_failures,
                   mismatch.volume, mismatch.flows);
          }
          break;
        case FlowProblem::nobody_starts:
          if (!has_own_journeys_) {
            log_.error(facts.volume_cell, texts::nobody_starts);
          }
          break;
      }
    }
  }

  // Transitions

  [[nodiscard]] Tree transitions_of(std::size_t touchpoint, FlowState const& state) {
    Chances success;
    Chances failure;
    if (has_only_percentages(touchpoint)) {
      percentages_of(touchpoint, success, failure);
    } else {
      for (FlowChance const& chance : state.after_success) {
        success[directory_.touchpoints[chance.to].id] = tidy(chance.probability);
      }
      for (FlowChance const& chance : state.after_failure) {
        failure[directory_.touchpoints[chance.to].id] = tidy(chance.probability);
      }
      counted_ends(touchpoint, state, success, failure);
    }
    Tree object = Tree::object();
    if (auto const row = source_rows_.find(touchpoint); row != source_rows_.end()) {
      set_support(*row->second,
                  row->second->cell("from").sheet == rows_[SheetKind::reasons].name
                      ? SheetKind::reasons
                      : SheetKind::transitions,
                  object);
    }
    object.set("success", finished(touchpoint, std::move(success), EndKind::completed));
    object.set("failure", finished(touchpoint, std::move(failure), EndKind::abandoned));
    object.from(first_cell(touchpoint));
    return object;
  }

  [[nodiscard]] CellRef first_cell(std::size_t touchpoint) const {
    for (Movement const& movement : movements_) {
      if (movement.from == touchpoint) {
        return movement.cell;
      }
    }
    return directory_.touchpoints[touchpoint].cell;
  }

  /// Ends that were counted but are not the usual ones (abandoned after a success and so on).
  void counted_ends(std::size_t touchpoint, FlowState const& state, Chances& success,
                    Chances& failure) const {
    double const f = facts_.touchpoints[touchpoint].failure;
    for (Movement const& movement : movements_) {
      if (movement.from != touchpoint || movement.to || state.visits <= 0) {
        continue;
      }
      double const part = movement.is_percentage ? fraction_of(movement.amount) : 0;
      if (movement.outcome == "failure" && movement.end == EndKind::completed && f > 0) {
        failure["completed"] =
            tidy(movement.is_percentage ? part : movement.amount / (state.visits * f));
      } else if (movement.outcome == "success" && movement.end == EndKind::abandoned && f < 1) {
        success["abandoned"] =
            tidy(movement.is_percentage ? part : movement.amount / (state.visits * (1 - f)));
      }
    }
  }

  void percentages_of(std::size_t touchpoint, Chances& success, Chances& failure) {
    double const f = facts_.touchpoints[touchpoint].failure;
    std::vector<Movement const*> unknown;
    std::array<double, 2> sums{};
    std::optional<CellRef> last;
    for (Movement const& movement : movements_) {
      if (movement.from != touchpoint) {
        continue;
      }
      std::string const id =
          movement.to ? directory_.touchpoints[*movement.to].id : id_of(movement.end);
      double const part = fraction_of(movement.amount);
      if (movement.outcome == "success" || movement.outcome == "both") {
        success[id] += part;
        sums[0] += part;
      }
      if (movement.outcome == "failure" || movement.outcome == "both") {
        failure[id] += part;
        sums[1] += part;
      }
      if (movement.outcome.empty()) {
        unknown.push_back(&movement);
      }
      last = movement.cell;
    }
    check_sum(touchpoint, sums[0], texts_after(true), last);
    check_sum(touchpoint, sums[1], texts_after(false), last);
    share_out(unknown, f, sums, success, failure);
  }

  [[nodiscard]] std::string texts_after(bool is_success) const {
    return log_.word(choice_words(ChoiceList::outcome)[is_success ? 0 : 1].word);
  }

  void check_sum(std::size_t touchpoint, double sum, std::string const& after,
                 std::optional<CellRef> const& cell) {
    if (sum > 1 + 1e-9 && cell) {
      log_.error(*cell, texts::transitions_over_100,
                 {directory_.touchpoints[touchpoint].name, after, log_.shown(percentage_of(sum))});
    }
  }

  /// Percentages of all who leave: first of those who failed, then of the others.
  void share_out(std::vector<Movement const*> const& unknown, double f,
                 std::array<double, 2> const& sums, Chances& success, Chances& failure) {
    double wanted = 0;
    for (Movement const* movement : unknown) {
      wanted += fraction_of(movement->amount);
    }
    if (wanted <= 0) {
      return;
    }
    double const failure_room = std::max(0.0, f * (1 - sums[1]));
    double const success_room = std::max(0.0, (1 - f) * (1 - sums[0]));
    if (wanted > failure_room + success_room + 1e-9) {
      Movement const& last = *unknown.back();
      log_.error(last.cell, texts::transitions_over_100,
                 {directory_.touchpoints[last.from].name, "",
                  log_.shown(percentage_of(wanted + f * sums[1] + (1 - f) * sums[0]))});
      return;
    }
    double const of_failures = std::min(wanted, failure_room);
    for (Movement const* movement : unknown) {
      std::string const id =
          movement->to ? directory_.touchpoints[*movement->to].id : id_of(movement->end);
      double const part = fraction_of(movement->amount) / wanted;
      if (of_failures > 0) {
        failure[id] = tidy(failure[id] + part * of_failures / f);
      }
      if (wanted > of_failures) {
        success[id] = tidy(success[id] + part * (wanted - of_failures) / (1 - f));
      }
    }
  }

  /// Chances with what is left of them, which ends.
  [[nodiscard]] Tree finished(std::size_t touchpoint, Chances chances, EndKind rest) {
    double sum = 0;
    bool const is_given = chances.contains(id_of(rest));
    double const given = is_given ? chances[id_of(rest)] : 0;
    for (auto const& [id, chance] : chances) {
      sum += id == id_of(rest) ? 0 : chance;
    }
    double const left = tidy(1 - sum);
    if (left > 1e-9 || chances.empty()) {
      chances[id_of(rest)] = is_given && std::abs(given - left) < 1e-6 ? given : left;
    } else {
      chances.erase(id_of(rest));
    }
    Tree object = Tree::object();
    for (auto const& [id, chance] : chances) {
      if (chance > 0) {
        object.set(id, Tree(chance));
      }
    }
    object.from(first_cell(touchpoint));
    return object;
  }

  void plan_journey(std::size_t touchpoint, FlowState const& state, FlowsPart& part) {
    TouchpointNumbers& facts = facts_.touchpoints[touchpoint];
    facts.visits = state.visits;
    bool const is_from_flows = !volumes_[touchpoint].visits && state.visits > 0;
    if (is_from_flows) {
      log_.conversion(facts.volume_cell, texts::volume_from_flows, {log_.shown(state.visits)});
    }
    facts.starts = state.starts > rounding * state.visits ? state.starts : 0;
    if (facts.starts <= 0) {
      return;
    }
    part.journeys.push_back({touchpoint, facts.starts, is_assumed_[touchpoint]});
    double const inflow = state.visits - facts.starts;
    if (inflow > rounding * state.visits) {
      log_.conversion(facts.volume_cell, texts::starts_from_volume,
                      {log_.shown(state.visits), log_.shown(inflow), log_.shown(facts.starts),
                       people_text(facts.starts / facts_.customers, log_.language(), 3)});
    }
  }

  WorkbookRows const& rows_;
  Directory const& directory_;
  MapFacts& facts_;
  ImportLog& log_;
  std::vector<Movement> movements_;
  std::vector<VisitFlow> counted_;  ///< movements that sheet 3 counts
  std::vector<VisitFlow> flows_;
  std::vector<TouchpointVolume> volumes_;
  std::vector<double> reason_sums_;
  std::vector<bool> has_reasons_;
  std::vector<bool> is_assumed_;
  std::map<std::size_t, Row const*> source_rows_;
  bool has_own_journeys_ = false;
  bool is_bypass_told_ = false;
};

}  // namespace

FlowsPart make_flows(WorkbookRows const& rows, Directory const& directory, MapFacts& facts,
                     std::vector<Override> const& overrides, ImportLog& log) {
  return FlowsMaker(rows, directory, facts, overrides, log).make();
}

}  // namespace cxsim
