#include "cxsim/parameters/parameter_table.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "cxsim/base/contract.hpp"
#include "cxsim/base/number_text.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/parameters/change.hpp"
#include "cxsim/parameters/texts.hpp"
#include "cxsim/stats/math.hpp"
#include "cxsim/stats/special_functions.hpp"

namespace cxsim {

namespace {

/// Shares that a user types to sum to 1 may miss it by this much.
constexpr double rounding = 1e-9;

/// Luck of every parameter; members of a correlation share a part of it.
[[nodiscard]] std::vector<double> luck_of_all(ParameterTable const& table, RandomKey seed,
                                              std::uint32_t draw) {
  DrawPoints const points = table.points();
  std::vector<double> luck(table.size(), 0.5);
  for (std::size_t index = 0; index < table.size(); ++index) {
    luck[index] = luck_of_draw(seed, draw, table.infos()[index].path, Purpose::parameter, points);
  }
  for (Correlation const& correlation : table.correlations()) {
    double const common =
        normal_quantile(luck_of_draw(seed, draw, correlation.name, Purpose::common_factor, points));
    for (Correlation::Member const& member : correlation.members) {
      double& own = luck[member.parameter.index];
      own = normal_cdf(member.sign * std::sqrt(correlation.rho) * common +
                       std::sqrt(1 - correlation.rho) * normal_quantile(own));
    }
  }
  return luck;
}

/// Dirichlet by stick-breaking: each member takes a beta-distributed part of what is left.
void draw_counted(SimplexGroup const& group, std::vector<double> const& luck,
                  ParameterValues& values) {
  double count_left = std::accumulate(group.counts.begin(), group.counts.end(), 0.0);
  double left = 1;
  for (std::size_t i = 0; i < group.members.size(); ++i) {
    double const count = group.counts[i];
    count_left -= count;
    double part = 1;
    if (count <= 0) {
      part = 0;
    } else if (count_left > 0 && i + 1 < group.members.size()) {
      part = beta_quantile(count, count_left, luck[group.members[i].index]);
    }
    values[group.members[i]] = left * part;
    left -= left * part;
  }
}

/// Whether \p value of one more member leaves room for the \p held ones and members to fill it.
[[nodiscard]] bool has_room(SimplexGroup const& group, ParameterValues const& values, double value,
                            std::vector<AnyParameter> const& held) {
  double sum = value;
  for (AnyParameter const one : held) {
    sum += values[one];
  }
  return sum <= 1 && held.size() + 1 < group.members.size();
}

/// Each uncertain member takes its drawn value and keeps it, the certain ones share what is left in
/// their proportions. Where the drawn values leave no room, the earlier ones give way.
void draw_members(ParameterTable const& table, SimplexGroup const& group,
                  std::vector<double> const& luck, ParameterValues& values) {
  std::vector<AnyParameter> held;
  for (AnyParameter const member : group.members) {
    ParameterInfo const& info = table.info(member);
    if (is_uncertain(info.prior)) {
      double const value = quantile(info.prior, info.range, luck[member.index]);
      if (!has_room(group, values, value, held)) {
        held.clear();
      }
      set_in_group(group, values, member, value, held);
      held.push_back(member);
    }
  }
}

/// Whether two paths differ only in their first part: `touchpoints/…` and `transitions/…`.
[[nodiscard]] bool is_under_another_root(std::string_view path, std::string_view other) {
  auto const below_root = [](std::string_view one) {
    return one.substr(std::min(one.find('/'), one.size()));
  };
  return path != other && !below_root(path).empty() && below_root(path) == below_root(other);
}

}  // namespace

char evidence_letter(Evidence evidence) {
  return static_cast<char>('A' + static_cast<int>(evidence));
}

std::optional<Evidence> evidence_from_letter(std::string_view letter) {
  if (letter.size() != 1 || letter[0] < 'A' || letter[0] > 'F') {
    return std::nullopt;
  }
  return static_cast<Evidence>(letter[0] - 'A');
}

Location ParameterInfo::where() const {
  return {place.file, place.line, place.column, place.is_path ? '/' + path : place.pointer.text()};
}

void ParameterInfo::set_where(Location const& where) {
  bool const is_path = where.pointer.size() == path.size() + 1 && where.pointer.ends_with(path);
  place = {where.file, where.line, where.column, is_path, is_path ? std::string() : where.pointer};
}

/// Where the index of the parameter \p path stands, or may be put.
std::size_t ParameterTable::slot_of(std::string_view path) const {
  std::size_t const mask = slots_.size() - 1;
  std::size_t slot = hash_id(path) & mask;
  while (slots_[slot] != none && infos_[slots_[slot]].path != path) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void ParameterTable::make_slots(std::size_t count) {
  slots_.assign(count, none);
  for (std::uint32_t index = 0; index < infos_.size(); ++index) {
    slots_[slot_of(infos_[index].path)] = index;
  }
}

/// Many numbers have one source, one period and one file.
void ParameterTable::share(SharedText& text) {
  if (!text.empty()) {
    SharedText& recent = recent_[hash_id(text.text()) % recent_.size()];
    if (recent == text) {
      text = recent;
    } else {
      recent = text;
    }
  }
}

void ParameterTable::reserve(std::size_t count) {
  infos_.reserve(count);
  group_of_.reserve(count);
}

AnyParameter ParameterTable::add(ParameterInfo info) {
  if (slots_.size() <= 2 * infos_.size()) {
    make_slots(std::max<std::size_t>(64, 4 * infos_.size()));
  }
  std::size_t const slot = slot_of(info.path);
  CXSIM_EXPECTS(slots_[slot] == none);
  AnyParameter const parameter{static_cast<std::uint32_t>(infos_.size())};
  slots_[slot] = parameter.index;
  for (SharedText* const text : {&info.source, &info.period, &info.place.file}) {
    share(*text);
  }
  infos_.push_back(std::move(info));
  group_of_.push_back(none);
  return parameter;
}

void ParameterTable::derive(AnyParameter parameter, double value, AnyParameter from,
                            std::string typed) {
  ParameterInfo& info = infos_[parameter.index];
  ParameterInfo const& origin = infos_[from.index];
  info.prior = Constant{value};
  info.evidence = origin.evidence;
  info.source = origin.source;
  info.period = origin.period;
  info.typed = std::move(typed);
}

void ParameterTable::add_group(SimplexGroup group) {
  CXSIM_EXPECTS(group.counts.empty() || group.counts.size() == group.members.size());
  for (AnyParameter const member : group.members) {
    group_of_[member.index] = static_cast<std::uint32_t>(groups_.size());
  }
  groups_.push_back(std::move(group));
}

std::optional<AnyParameter> ParameterTable::find(std::string_view path) const {
  if (slots_.empty()) {
    return std::nullopt;
  }
  std::uint32_t const index = slots_[slot_of(path)];
  return index == none ? std::nullopt : std::optional(AnyParameter{index});
}

std::vector<AnyParameter> ParameterTable::by_path() const {
  std::vector<AnyParameter> parameters;
  parameters.reserve(size());
  for (std::uint32_t index = 0; index < size(); ++index) {
    parameters.push_back({index});
  }
  std::ranges::sort(parameters, {}, [this](AnyParameter one) -> std::string const& {
    return infos_[one.index].path;
  });
  return parameters;
}

SimplexGroup const* ParameterTable::group_of(AnyParameter parameter) const {
  std::uint32_t const group = group_of_[parameter.index];
  return group == none ? nullptr : &groups_[group];
}

std::string ParameterTable::nearest_path(std::string_view path) const {
  std::vector<std::string> paths;
  paths.reserve(infos_.size());
  for (ParameterInfo const& info : infos_) {
    if (is_under_another_root(info.path, path)) {
      return info.path;
    }
    paths.push_back(info.path);
  }
  return nearest(path, paths).value_or("");
}

Result<Diagnostics> ParameterTable::set(std::string_view path, double value) {
  Location const where{"", 0, 0, std::string(path)};
  auto const parameter = find(path);
  if (!parameter) {
    std::string const suggestion = nearest_path(path);
    return suggestion.empty()
               ? failure(texts::unknown_path, where, {std::string(path)})
               : failure(texts::unknown_path_suggest, where, {std::string(path), suggestion});
  }
  ParameterInfo const& info = infos_[parameter->index];
  if (!info.range.contains(value)) {
    return failure(
        texts::value_out_of_range, where,
        {to_text(value), to_text(info.range.low), to_text(info.range.high), unit_text(info.unit)});
  }
  Diagnostics notes;
  if (SimplexGroup const* group = group_of(*parameter)) {
    double room = 1;
    std::size_t others = group->members.size() - 1;
    for (auto const& [set_before, share] : settings_) {
      bool const is_of_group = set_before != *parameter && group_of(set_before) == group;
      room -= is_of_group ? share : 0;
      others -= is_of_group ? 1 : 0;
    }
    if (value > room + rounding || (others == 0 && value < room - rounding)) {
      return failure(texts::no_room_for_share, where,
                     {std::string(path), to_text(value), to_text(round_significant(room, 6))});
    }
    if (others > 0) {
      notes.add(Severity::note, where, texts::others_rescaled,
                {std::string(path), to_text(value), std::to_string(others)});
    }
  }
  std::erase_if(settings_, [&](auto const& setting) { return setting.first == *parameter; });
  settings_.emplace_back(*parameter, value);
  return notes;
}

void ParameterTable::apply_settings(ParameterValues& values) const {
  std::vector<AnyParameter> done;
  for (auto const& [parameter, value] : settings_) {
    if (SimplexGroup const* group = group_of(parameter)) {
      std::vector<AnyParameter> held;
      std::ranges::copy_if(done, std::back_inserter(held),
                           [&](AnyParameter before) { return group_of(before) == group; });
      set_in_group(*group, values, parameter, value, held);
    } else {
      values[parameter] = value;
    }
    done.push_back(parameter);
  }
}

ParameterValues ParameterTable::best_guesses() const {
  ParameterValues values{std::vector<double>(size())};
  for (std::uint32_t index = 0; index < size(); ++index) {
    values[AnyParameter{index}] = best_guess(infos_[index].prior, infos_[index].range);
  }
  apply_settings(values);
  return values;
}

ParameterValues ParameterTable::draw(RandomKey seed, std::uint32_t draw) const {
  std::vector<double> const luck = luck_of_all(*this, seed, draw);
  ParameterValues values = best_guesses();
  for (std::uint32_t index = 0; index < size(); ++index) {
    ParameterInfo const& info = infos_[index];
    if (group_of_[index] == none && is_uncertain(info.prior)) {
      values[AnyParameter{index}] = quantile(info.prior, info.range, luck[index]);
    }
  }
  for (SimplexGroup const& group : groups_) {
    if (group.counts.empty()) {
      draw_members(*this, group, luck, values);
    } else {
      draw_counted(group, luck, values);
    }
  }
  apply_settings(values);
  return values;
}

}  // namespace cxsim
