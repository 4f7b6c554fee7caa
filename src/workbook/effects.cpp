#include "effects.hpp"

#include <algorithm>
#include <cmath>

#include "cxsim/stats/churn.hpp"
#include "cxsim/stats/resolution.hpp"
#include "cxsim/stats/stated_change.hpp"
#include "cxsim/stats/three_point.hpp"
#include "cxsim/workbook/texts.hpp"
#include "supported.hpp"

namespace cxsim {

namespace {

/// Whether more of a figure is good for customers and firm.
enum class Better { higher, lower, unknown };

/// One word of “What changes”.
struct ChangeKind {
  std::string_view key;
  bool is_at_touchpoint = true;
  Better better = Better::lower;
};

[[nodiscard]] ChangeKind kind_of(std::string_view key) {
  static constexpr ChangeKind kinds[] = {{"failure"},
                                         {"score", true, Better::higher},
                                         {"fcr", true, Better::higher},
                                         {"contacts"},
                                         {"cost"},
                                         {"penalty"},
                                         {"churn", false, Better::lower},
                                         {"margin", false, Better::higher},
                                         {"price", false, Better::lower},
                                         {"handling", true, Better::unknown},
                                         {"agents", true, Better::unknown},
                                         {"wait", true, Better::lower},
                                         {"other", false, Better::unknown}};
  return *std::ranges::find(kinds, key, &ChangeKind::key);
}

[[nodiscard]] ThreePoint mapped(ThreePoint const& points, auto const& function) {
  double const ends[] = {function(points.low), function(points.high)};
  return {std::min(ends[0], ends[1]), function(points.mode), std::max(ends[0], ends[1])};
}

class EffectReader {
 public:
  EffectReader(Row const& row, WorkbookRows const& rows, Directory const& directory,
               MapFacts const& facts, ImportLog& log)
      : row_(row), rows_(rows), directory_(directory), facts_(facts), log_(log) {}

  [[nodiscard]] RowEffects read() {
    kind_ = kind_of(row_.choice("what"));
    if (kind_.key == "other") {
      return std::move(made_);
    }
    if (kind_.key == "wait") {
      log_.error(row_.cell("what"), texts::effect_wait);
      return std::move(made_);
    }
    if (!find_touchpoint() || !find_segment() || !read_target()) {
      return std::move(made_);
    }
    if (row_.choice("as_given") == "relative") {
      relative();
    } else {
      absolute();
    }
    return std::move(made_);
  }

 private:
  [[nodiscard]] std::string word() const {
    for (ChoiceWord const& choice : choice_words(ChoiceList::change)) {
      if (choice.key == kind_.key) {
        return log_.word(choice.word);
      }
    }
    return std::string(kind_.key);
  }

  // Where

  [[nodiscard]] bool find_touchpoint() {
    std::string const name = row_.text("touchpoint");
    if (!kind_.is_at_touchpoint) {
      if (!name.empty()) {
        log_.error(row_.cell("touchpoint"), texts::effect_has_no_touchpoint, {word()});
      }
      return name.empty();
    }
    if (name.empty()) {
      log_.error(row_.cell("touchpoint"), texts::effect_needs_touchpoint, {word()});
      return false;
    }
    auto const found = resolve(directory_.touchpoints, name, row_.cell("touchpoint"),
                               sheet_name(rows_, SheetKind::touchpoints), log_);
    touchpoint_ = found.value_or(0);
    return found.has_value();
  }

  [[nodiscard]] bool find_segment() {
    std::string const name = row_.text("segment");
    if (name.empty()) {
      if (kind_.key == "churn" && directory_.segments.size() > 1) {
        log_.error(row_.cell("segment"), texts::effect_segment_for_churn);
        return false;
      }
      return true;
    }
    segment_ = resolve(directory_.segments, name, row_.cell("segment"),
                       sheet_name(rows_, SheetKind::segments), log_);
    return segment_.has_value();
  }

  [[nodiscard]] TouchpointNumbers const& touchpoint() const {
    return facts_.touchpoints[touchpoint_];
  }
  [[nodiscard]] std::string const& touchpoint_id() const {
    return directory_.touchpoints[touchpoint_].id;
  }

  // How much

  [[nodiscard]] bool read_target() {
    auto const likely = row_.number("likely");
    auto const pessimistic = row_.number("pessimistic");
    auto const optimistic = row_.number("optimistic");
    if (!likely) {
      if (row_.is_empty("likely")) {
        ColumnInfo const& column = sheet_info(SheetKind::initiatives)
                                       .columns[column_index(SheetKind::initiatives, "likely")];
        log_.error(row_.cell("likely"), texts::effect_no_target, {log_.word(column.example)});
      }
      return false;
    }
    if (pessimistic.has_value() != optimistic.has_value()) {
      std::string_view const missing = pessimistic ? "optimistic" : "pessimistic";
      if (row_.is_empty(missing)) {
        log_.error(row_.cell(missing), texts::effect_half_range);
      }
      return false;
    }
    auto const points =
        three_point(pessimistic.value_or(*likely), *likely, optimistic.value_or(*likely));
    if (!points) {
      log_.error(row_.cell("likely"), texts::effect_likely_outside,
                 {row_.text("likely"), row_.text("pessimistic"), row_.text("optimistic")});
      return false;
    }
    to_ = *points;
    compare_ends(pessimistic, optimistic);
    return true;
  }

  /// Either order is the same range, but its words should fit.
  void compare_ends(std::optional<double> pessimistic, std::optional<double> optimistic) {
    bool const is_swapped =
        pessimistic && ((kind_.better == Better::lower && *pessimistic < *optimistic) ||
                        (kind_.better == Better::higher && *pessimistic > *optimistic));
    if (is_swapped) {
      log_.mismatch(row_.cell("pessimistic"), texts::effect_ends_swapped,
                    {row_.text("pessimistic"), row_.text("optimistic")});
    }
  }

  [[nodiscard]] std::string to_text() const {
    std::string const dash = to_.low < 0 ? " … " : "–";
    return to_.low == to_.high ? log_.shown(to_.mode)
                               : log_.shown(to_.mode) + " (" + log_.shown(to_.low) + dash +
                                     log_.shown(to_.high) + ")";
  }

  void relative() {
    if (kind_.key == "score" || kind_.key == "fcr") {
      log_.error(row_.cell("as_given"), texts::effect_not_relative);
      return;
    }
    if (to_.low < -100) {
      log_.error(row_.cell("likely"), texts::effect_below_nothing, {log_.shown(to_.low)});
      return;
    }
    ThreePoint const factor = mapped(to_, [](double change) { return tidy(1 + change / 100); });
    log_.conversion(row_.cell("likely"), texts::effect_relative_converted,
                    {to_text(), shown_factor(factor)});
    if (kind_.key == "churn") {
      double const from = churn_from(std::nullopt);
      change_churn(from, mapped(factor, [&](double f) { return tidy(from * f); }));
      return;
    }
    std::string const path = target_path();
    if (!path.empty()) {
      add(path, "multiply", number(factor, ""));
    }
  }

  [[nodiscard]] std::string shown_factor(ThreePoint const& factor) const {
    std::string text = people_text(factor.mode, log_.language(), 3);
    return factor.low == factor.high ? text
                                     : text + " (" + people_text(factor.low, log_.language(), 3) +
                                           "–" + people_text(factor.high, log_.language(), 3) + ")";
  }

  void absolute() {
    if (to_.low < 0) {
      log_.error(row_.cell("likely"), texts::effect_negative, {log_.shown(to_.low)});
      return;
    }
    if (kind_.key == "failure" || kind_.key == "fcr" || kind_.key == "churn") {
      percentages();
    } else if (kind_.key == "score") {
      score();
    } else {
      plain();
    }
  }

  /// The number today in the unit of the row: what it says, or what another sheet says.
  [[nodiscard]] double from_or(double known) const { return row_.number("from").value_or(known); }

  [[nodiscard]] bool is_sensible(double from) {
    if (from == to_.mode && to_.low == to_.high) {
      log_.error(row_.cell("likely"), texts::effect_no_change, {log_.shown(from)});
      return false;
    }
    bool const is_worse = (kind_.better == Better::lower && to_.low > from) ||
                          (kind_.better == Better::higher && to_.high < from);
    if (is_worse) {
      log_.error(row_.cell("likely"), texts::effect_makes_worse, {log_.shown(from), to_text()});
      return false;
    }
    if (from == 0 && kind_.key != "fcr") {
      log_.error(row_.cell("from"), texts::effect_from_zero);
      return false;
    }
    return true;
  }

  void compare_from(double known, CellRef const& cell, std::string const& known_text) {
    auto const from = row_.number("from");
    if (from && std::abs(*from - known) > 0.005 * std::max(std::abs(known), 1e-9)) {
      log_.mismatch(row_.cell("from"), texts::effect_from_differs,
                    {row_.text("from"), known_text, cell.sheet, cell_name(cell.place)});
    }
  }

  /// Whoever writes 0.08 for 8 % would lower a share to nearly nothing.
  void report_fraction(double from) {
    for (std::string_view const key : {"pessimistic", "likely", "optimistic"}) {
      Entry const* const entry = row_.find(key);
      double const value = entry == nullptr ? 0 : entry->number.value_or(0);
      if (value > 0 && value < 1 && !entry->is_percentage && from >= 10 * value) {
        log_.mismatch(row_.cell(key), texts::cell_small_percent,
                      {entry->text, log_.shown(tidy(100 * value))});
        return;
      }
    }
  }

  void percentages() {
    for (std::string_view const key : {"from", "pessimistic", "likely", "optimistic"}) {
      if (auto const value = row_.number(key); value && *value > 100) {
        log_.error(row_.cell(key), texts::effect_over_100, {row_.text(key)});
        return;
      }
    }
    if (kind_.key == "churn") {
      double const from = churn_from(row_.number("from"));
      report_fraction(percentage_of(from));
      if (is_sensible(percentage_of(from))) {
        change_churn(from, mapped(to_, fraction_of));
      }
      return;
    }
    double const failure = percentage_of(touchpoint().failure);
    double const today = kind_.key == "fcr" ? 100 - failure : failure;
    double const from = from_or(today);
    report_fraction(from);
    if (kind_.key == "failure") {
      compare_from(failure, touchpoint().failure_cell, log_.shown(failure));
    } else if (std::abs(100 - from - failure) > 0.005 * failure) {
      compare_from(today, touchpoint().failure_cell,
                   "100 − " + log_.shown(failure) + " = " + log_.shown(today));
    }
    if (!is_sensible(from)) {
      return;
    }
    std::string const path = "touchpoints/" + touchpoint_id() + "/failure";
    if (kind_.key == "failure") {
      add_from_to(path, fraction_of(from), mapped(to_, fraction_of), "");
      return;
    }
    auto const change = fcr_change(fraction_of(from), mapped(to_, fraction_of));
    if (!change) {
      log_.error(row_.cell("from"), texts::effect_from_zero);
      return;
    }
    log_.conversion(
        row_.cell("likely"), texts::effect_fcr_converted,
        {log_.shown(from), to_text(), log_.shown(percentage_of(tidy(change->failure_from))),
         log_.shown(percentage_of(tidy(change->failure_to.mode)))});
    add_from_to(path, tidy(change->failure_from), mapped(change->failure_to, tidy),
                "FCR " + log_.shown(from) + " % → " + to_text() + " %");
  }

  // Scores

  void score() {
    NamedScale const& scale = touchpoint().scale;
    auto const today = row_.number("from");
    std::optional<double> const from = today ? points_of(scale, *today) : touchpoint().mean;
    if (!from) {
      report_off_scale("from", scale);
      return;
    }
    for (std::string_view const key : {"pessimistic", "likely", "optimistic"}) {
      if (auto const value = row_.number(key); value && !points_of(scale, *value)) {
        report_off_scale(key, scale);
        return;
      }
    }
    ThreePoint const points =
        mapped(to_, [&](double value) { return tidy(*points_of(scale, value)); });
    double const start = tidy(*from);
    ThreePoint const typed = std::exchange(to_, points);
    bool const is_good = is_sensible(start);
    to_ = typed;
    if (!is_good) {
      return;
    }
    if (today && std::abs(start - touchpoint().mean) > 0.5) {
      log_.mismatch(
          row_.cell("from"), texts::effect_from_differs,
          {row_.text("from"), people_text(touchpoint().mean, log_.language(), 3) + " / 100",
           touchpoint().mean_cell.sheet, cell_name(touchpoint().mean_cell.place)});
    }
    bool const is_converted = scale.key != "0-100";
    std::string const from_shown = today ? row_.text("from") : "";
    if (is_converted) {
      log_.conversion(row_.cell("likely"), texts::effect_score_converted,
                      {from_shown.empty() ? people_text(start, log_.language(), 3) : from_shown,
                       to_text(), scale_text(scale), people_text(start, log_.language(), 3),
                       people_text(points.mode, log_.language(), 3)});
    }
    add_from_to(
        "touchpoints/" + touchpoint_id() + "/score/mean", start, points,
        is_converted ? from_shown + " → " + to_text() + " (" + scale_text(scale) + ')' : "");
  }

  void report_off_scale(std::string_view key, NamedScale const& scale) {
    log_.error(
        row_.cell(key), texts::score_off_scale,
        {row_.text(key), scale_text(scale), log_.shown(scale.is_top_box ? 0 : scale.rating.lowest),
         log_.shown(scale.is_top_box ? 100 : scale.rating.highest)});
  }

  // Numbers in their own unit

  void plain() {
    double const from = from_or(known_today());
    if (!is_sensible(from)) {
      return;
    }
    std::string const path = target_path();
    if (path.empty()) {
      return;
    }
    bool const is_in_file = kind_.key == "cost" || kind_.key == "handling" ||
                            kind_.key == "agents" || kind_.key == "margin";
    if (kind_.key == "cost") {
      compare_from(touchpoint().cost, touchpoint().cost_cell, log_.shown(touchpoint().cost));
    }
    if (is_in_file && !path.ends_with("*/margin")) {
      add_from_to(path, from, to_, "");
      return;
    }
    auto const change = factor_of_change(from, to_);
    if (!change) {
      log_.error(row_.cell("from"), texts::effect_from_zero);
      return;
    }
    ThreePoint const factor = mapped(change->factor, tidy);
    log_.conversion(row_.cell("likely"), texts::effect_factor_converted,
                    {log_.shown(from), to_text(), shown_factor(factor)});
    add(path, "multiply", number(factor, log_.shown(from) + " → " + to_text()));
  }

  [[nodiscard]] double known_today() const {
    if (kind_.key == "cost") {
      return touchpoint().cost;
    }
    if (kind_.key == "contacts") {
      return touchpoint().visits;
    }
    if (kind_.key == "margin" && (segment_ || facts_.segments.size() == 1)) {
      return facts_.segments[segment_.value_or(0)].margin;
    }
    return kind_.key == "penalty" || kind_.key == "price" ? 100 : 0;
  }

  /// The number that the row changes; empty, and reported, when there is none.
  [[nodiscard]] std::string target_path() {
    if (kind_.key == "contacts") {
      if (touchpoint().starts <= 0) {
        log_.error(row_.cell("what"), texts::effect_no_starts,
                   {directory_.touchpoints[touchpoint_].name});
        return "";
      }
      if (touchpoint().starts < 0.999 * touchpoint().visits) {
        log_.conversion(row_.cell("what"), texts::effect_part_of_starts,
                        {log_.shown(touchpoint().starts), log_.shown(touchpoint().visits),
                         directory_.touchpoints[touchpoint_].name});
      }
      return "journeys/" + touchpoint_id() + "/volume";
    }
    if (kind_.key == "margin") {
      return segment_ ? "segments/" + directory_.segments[*segment_].id + "/margin"
                      : "segments/*/margin";
    }
    if (kind_.key == "price") {
      return "behaviour/price_hazard";
    }
    if (kind_.key == "handling" || kind_.key == "agents") {
      made_.queue_touchpoints.push_back(touchpoint_);
      return "queues/" + touchpoint_id() + (kind_.key == "agents" ? "/agents" : "/handling_time");
    }
    return "touchpoints/" + touchpoint_id() + '/' + std::string(kind_.key);
  }

  // Churn

  [[nodiscard]] double churn_from(std::optional<double> given) {
    SegmentNumbers const* segment =
        facts_.segments.empty() ? nullptr : &facts_.segments[segment_.value_or(0)];
    double const known = segment == nullptr ? 0 : segment->annual_churn;
    if (given && segment != nullptr) {
      compare_from(percentage_of(known), segment->churn_cell, log_.shown(percentage_of(known)));
    }
    return given ? fraction_of(*given) : known;
  }

  /// Churn is the sum of three causes, of which an initiative can change two.
  void change_churn(double from, ThreePoint const& to) {
    double const fixed =
        facts_.segments.empty() ? 0 : facts_.segments[segment_.value_or(0)].uncontrollable;
    double const hazard = annual_churn_to_hazard(from);
    double const least = fixed * hazard;
    if (hazard <= 0 || annual_churn_to_hazard(to.low) < least) {
      log_.error(row_.cell("likely"), texts::effect_churn_too_much,
                 {log_.shown(percentage_of(to.low)), people_text(100 * fixed, log_.language(), 3),
                  people_text(100 * hazard_to_annual_churn(least), log_.language(), 3)});
      return;
    }
    ThreePoint const factor = mapped(to, [&](double churn) {
      return tidy((annual_churn_to_hazard(churn) / hazard - fixed) / (1 - fixed));
    });
    std::string const typed =
        log_.shown(percentage_of(from)) + " % → " + log_.shown(percentage_of(to.mode)) + " %";
    log_.conversion(row_.cell("likely"), texts::effect_churn_converted,
                    {log_.shown(percentage_of(from)), log_.shown(percentage_of(to.mode)),
                     shown_factor(factor), people_text(100 * fixed, log_.language(), 3)});
    for (std::string_view const cause : {"experience", "price"}) {
      add("behaviour/" + std::string(cause) + "_hazard", "multiply", number(factor, typed),
          "churn_" + std::string(cause));
      made_.one_luck.push_back(made_.effects.back().first);
    }
    if (factor.low == factor.high) {
      made_.one_luck.clear();
    }
  }

  // Documents

  /// A value or a range of three.
  [[nodiscard]] Tree number(ThreePoint const& points, std::string const& typed) const {
    CellRef const cell = row_.cell("likely");
    bool const is_sure = points.low == points.high;
    if (is_sure && typed.empty()) {
      return number_at(points.mode, cell);
    }
    Tree object = Tree::object();
    if (is_sure) {
      object.set("value", Tree(points.mode));
    } else {
      bool const never_beyond = row_.choice("bounds") == "never";
      object.set(never_beyond ? "min" : "low", Tree(points.low))
          .set("mode", Tree(points.mode))
          .set(never_beyond ? "max" : "high", Tree(points.high));
    }
    if (!typed.empty()) {
      object.set("typed", Tree(typed));
    }
    object.from(cell);
    return object;
  }

  [[nodiscard]] std::string effect_id() const {
    std::string id(kind_.key);
    if (kind_.is_at_touchpoint) {
      id += '_' + touchpoint_id();
    } else if (segment_) {
      id += '_' + directory_.segments[*segment_].id;
    }
    return id.substr(0, 60);
  }

  void add(std::string const& path, std::string_view operation, Tree size,
           std::string const& prefix = "") {
    Tree effect = Tree::object();
    effect.from(row_.cell("what"));
    effect.set("change", std::move(Tree(path).from(row_.cell("what"))));
    set_segment(effect);
    set_support(row_, SheetKind::initiatives, effect);
    effect.set(operation, std::move(size));
    push(std::move(effect), prefix);
  }

  void add_from_to(std::string const& path, double from, ThreePoint const& to,
                   std::string const& typed) {
    Tree effect = Tree::object();
    effect.from(row_.cell("what"));
    effect.set("change", std::move(Tree(path).from(row_.cell("what"))));
    set_segment(effect);
    set_support(row_, SheetKind::initiatives, effect);
    effect.set("from", number_at(from, row_.cell("from"))).set("to", number(to, typed));
    push(std::move(effect), "");
  }

  void set_segment(Tree& effect) const {
    if (segment_ && kind_.key != "margin") {
      effect.set("segment",
                 std::move(Tree(directory_.segments[*segment_].id).from(row_.cell("segment"))));
    }
  }

  void push(Tree effect, std::string const& prefix) {
    std::string const own = row_.text("effect_id");
    std::string id = !own.empty() ? own : effect_id();
    if (!prefix.empty()) {
      id = prefix + (segment_ ? '_' + directory_.segments[*segment_].id : "");
    }
    made_.effects.emplace_back(std::move(id), std::move(effect));
  }

  Row const& row_;
  WorkbookRows const& rows_;
  Directory const& directory_;
  MapFacts const& facts_;
  ImportLog& log_;
  ChangeKind kind_;
  std::size_t touchpoint_ = 0;
  std::optional<std::size_t> segment_;
  ThreePoint to_;
  RowEffects made_;
};

}  // namespace

RowEffects read_effects(Row const& row, WorkbookRows const& rows, Directory const& directory,
                        MapFacts const& facts, ImportLog& log) {
  return EffectReader(row, rows, directory, facts, log).read();
}

}  // namespace cxsim
