#include "solved_parts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <queue>
#include <tuple>
#include <utility>

namespace cxsim {
namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// Parts of at most this many states are eliminated as a full matrix at once.
constexpr std::size_t small_part = 40;
/// What is left of a part is never iterated when it is as small as this.
constexpr std::size_t largest_full_matrix = 1200;
/// Elimination of a state makes at most (ways in) × (ways out) links. When every state would make
/// more than the first bound the part is filling up and is iterated; where that takes long it is
/// eliminated further, up to the next bound.
constexpr std::array<std::size_t, 4> bounds_of_new_links = {2'048, 16'384, 131'072, 1'048'576};
/// Memory of the factors: 480 MB.
constexpr std::size_t most_links = 30'000'000;
/// An iteration that takes no longer is quick.
constexpr int few_iterations = 300;
constexpr int most_iterations = 20'000;

using Links = std::vector<ChainLink>;

/// Nothing, also where nothing leads out: a state that is never visited may be a trap.
double ratio(double part, double whole) { return part == 0 ? 0 : part / whole; }

/// Largest strongly connected parts by Tarjan's search, without recursion.
class PartSearch {
 public:
  PartSearch(std::vector<std::size_t> const& first, Links const& links)
      : first_(first), links_(links) {
    std::size_t const states = first.size() - 1;
    entered_.assign(states, none);
    lowest_.assign(states, none);
    part_of.assign(states, none);
    order.reserve(states);
    for (std::uint32_t state = 0; state < states; ++state) {
      if (entered_[state] == none) {
        search_from(state);
      }
    }
  }

  std::vector<std::uint32_t> order;
  std::vector<std::uint32_t> part_of;
  std::vector<std::size_t> part_ends;

 private:
  struct Frame {
    std::uint32_t state;
    std::size_t next;
  };

  void enter(std::uint32_t state) {
    entered_[state] = lowest_[state] = clock_++;
    open_.push_back(state);
    frames_.push_back({state, first_[state]});
  }

  void search_from(std::uint32_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      std::uint32_t const state = frame.state;
      if (frame.next < first_[state + 1]) {
        std::uint32_t const to = links_[frame.next++].state;
        if (entered_[to] == none) {
          enter(to);
        } else if (part_of[to] == none) {
          lowest_[state] = std::min(lowest_[state], entered_[to]);
        }
        continue;
      }
      frames_.pop_back();
      if (!frames_.empty()) {
        std::uint32_t const parent = frames_.back().state;
        lowest_[parent] = std::min(lowest_[parent], lowest_[state]);
      }
      if (lowest_[state] == entered_[state]) {
        close_part(state);
      }
    }
  }

  void close_part(std::uint32_t root) {
    auto const part = static_cast<std::uint32_t>(part_ends.size());
    std::size_t const begin = order.size();
    std::uint32_t state = none;
    do {
      state = open_.back();
      open_.pop_back();
      part_of[state] = part;
      order.push_back(state);
    } while (state != root);
    std::sort(order.begin() + static_cast<std::ptrdiff_t>(begin), order.end());
    part_ends.push_back(order.size());
  }

  std::vector<std::size_t> const& first_;
  Links const& links_;
  std::vector<std::uint32_t> entered_;
  std::vector<std::uint32_t> lowest_;
  std::vector<std::uint32_t> open_;
  std::vector<Frame> frames_;
  std::uint32_t clock_ = 0;
};

}  // namespace

/// Elimination of one part. States are positions in it until the factors are written.
class PartElimination {
 public:
  PartElimination(SolvedParts& whole, SolvedParts::Part& part, std::vector<double> const& exit,
                  std::vector<std::uint32_t>& positions)
      : whole_(whole),
        part_(part),
        states_(whole.order_.begin() + static_cast<std::ptrdiff_t>(part.first),
                whole.order_.begin() + static_cast<std::ptrdiff_t>(part.last)) {
    for (std::uint32_t i = 0; i < states_.size(); ++i) {
      positions[states_[i]] = i;
    }
    rows_.resize(states_.size());
    exit_.resize(states_.size());
    std::uint32_t const number = whole.part_of_[states_.front()];
    for (std::uint32_t i = 0; i < states_.size(); ++i) {
      exit_[i] = exit[states_[i]];
      for (std::size_t l = whole.first_[states_[i]]; l < whole.first_[states_[i] + 1]; ++l) {
        ChainLink const& link = whole.links_[l];
        if (whole.part_of_[link.state] == number) {
          rows_[i].push_back({positions[link.state], link.probability});
        } else {
          exit_[i] += link.probability;
        }
      }
    }
  }

  void run() {
    if (states_.size() == 1) {
      write_pivot(0, exit_[0], {}, {});
      return;
    }
    left_.resize(states_.size());
    for (std::uint32_t i = 0; i < left_.size(); ++i) {
      left_[i] = i;
    }
    if (states_.size() > small_part) {
      prepare_sparse();
      for (std::size_t const bound : bounds_of_new_links) {
        eliminate_sparse(bound);
        if (left_.size() <= largest_full_matrix || iterates_well(bound)) {
          break;
        }
      }
    }
    if (left_.size() <= largest_full_matrix) {
      eliminate_full();
    } else {
      part_.core = static_cast<std::uint32_t>(whole_.cores_.size());
      whole_.cores_.push_back(std::move(core_));
    }
  }

 private:
  void write_links(Links const& links) {
    for (ChainLink const& link : links) {
      whole_.factors_.push_back({states_[link.state], link.probability});
    }
  }

  void write_pivot(std::uint32_t k, double leaves, Links const& out, Links const& in) {
    ChainPivot pivot{states_[k], leaves, whole_.factors_.size(), 0, 0};
    write_links(out);
    pivot.first_in = whole_.factors_.size();
    write_links(in);
    pivot.last = whole_.factors_.size();
    whole_.pivots_.push_back(pivot);
  }

  [[nodiscard]] std::size_t new_links(std::uint32_t k) const {
    return rows_[k].size() * sources_[k].size();
  }

  /// Takes the link to \p k out of the row of \p i.
  double take_link(std::uint32_t i, std::uint32_t k) {
    Links& row = rows_[i];
    auto const found =
        std::find_if(row.begin(), row.end(), [&](ChainLink const& l) { return l.state == k; });
    double const probability = found->probability;
    *found = row.back();
    row.pop_back();
    return probability;
  }

  /// Episodes at \p i that would go to \p k go where k leads.
  void bypass(std::uint32_t i, std::uint32_t k, double per_way) {
    Links& row = rows_[i];
    for (std::uint32_t at = 0; at < row.size(); ++at) {
      place_[row[at].state] = at;
    }
    for (ChainLink const& way : rows_[k]) {
      if (way.state == i) {
        continue;
      }
      if (place_[way.state] == none) {
        row.push_back({way.state, per_way * way.probability});
        sources_[way.state].push_back(i);
        place_[way.state] = static_cast<std::uint32_t>(row.size() - 1);
      } else {
        row[place_[way.state]].probability += per_way * way.probability;
      }
    }
    for (ChainLink const& link : row) {
      place_[link.state] = none;
    }
    exit_[i] += per_way * exit_[k];
  }

  void eliminate_one(std::uint32_t k) {
    double leaves = exit_[k];
    for (ChainLink const& way : rows_[k]) {
      leaves += way.probability;
      std::vector<std::uint32_t>& sources = sources_[way.state];
      *std::find(sources.begin(), sources.end(), k) = sources.back();
      sources.pop_back();
    }
    Links in;
    for (std::uint32_t const i : sources_[k]) {
      double const probability = take_link(i, k);
      in.push_back({i, probability});
      bypass(i, k, probability / leaves);
    }
    write_pivot(k, leaves, rows_[k], in);
    for (ChainLink const& way : rows_[k]) {
      queue(way.state);
    }
    for (std::uint32_t const i : sources_[k]) {
      queue(i);
    }
    Links().swap(rows_[k]);
    std::vector<std::uint32_t>().swap(sources_[k]);
  }

  void queue(std::uint32_t k) { waiting_.emplace(new_links(k), k); }

  void prepare_sparse() {
    place_.assign(states_.size(), none);
    is_done_.assign(states_.size(), false);
    sources_.resize(states_.size());
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
      add_up(rows_[i]);
      for (ChainLink const& link : rows_[i]) {
        sources_[link.state].push_back(i);
      }
    }
    for (std::uint32_t i = 0; i < rows_.size(); ++i) {
      queue(i);
    }
  }

  /// Eliminates in the order of least fill (Markowitz), until a full matrix is cheaper or every
  /// state that is left makes more new links than \p bound.
  void eliminate_sparse(std::size_t bound) {
    std::size_t remaining = left_.size();
    while (remaining > small_part && !waiting_.empty()) {
      auto const [cost, k] = waiting_.top();
      if (is_done_[k] || cost != new_links(k)) {
        waiting_.pop();
        continue;
      }
      bool const is_nearly_full = 3 * cost > remaining * remaining;
      if ((is_nearly_full && remaining <= largest_full_matrix) || cost > bound ||
          whole_.factors_.size() > most_links) {
        break;
      }
      waiting_.pop();
      eliminate_one(k);
      is_done_[k] = true;
      --remaining;
    }
    left_.erase(
        std::remove_if(left_.begin(), left_.end(), [&](std::uint32_t i) { return is_done_[i]; }),
        left_.end());
  }

  /// Makes the core of what is left.
  /// \return whether its visits are found quickly, or there is no way but to iterate.
  [[nodiscard]] bool iterates_well(std::size_t bound) {
    core_ = make_core();
    core_.usual = core_.visits(std::vector<double>(left_.size(), 1.0), few_iterations);
    bool const is_quick = !std::isnan(core_.usual.front());
    bool const is_last = bound == bounds_of_new_links.back() || whole_.factors_.size() > most_links;
    if (!is_quick && is_last) {
      core_.usual = core_.visits(std::vector<double>(left_.size(), 1.0), most_iterations);
    }
    return is_quick || is_last;
  }

  /// One link for each pair of states.
  void add_up(Links& row) {
    std::size_t kept = 0;
    for (ChainLink const& link : row) {
      std::uint32_t& place = place_[link.state];
      if (place == none) {
        place = static_cast<std::uint32_t>(kept);
        row[kept++] = link;
      } else {
        row[place].probability += link.probability;
      }
    }
    row.resize(kept);
    for (ChainLink const& link : row) {
      place_[link.state] = none;
    }
  }

  void eliminate_full() {
    std::size_t const n = left_.size();
    std::vector<std::uint32_t> row_of(states_.size(), 0);
    for (std::uint32_t r = 0; r < n; ++r) {
      row_of[left_[r]] = r;
    }
    std::vector<double> matrix(n * n, 0.0);
    for (std::size_t r = 0; r < n; ++r) {
      for (ChainLink const& link : rows_[left_[r]]) {
        matrix[r * n + row_of[link.state]] += link.probability;
      }
    }
    Links out;
    Links in;
    for (std::size_t k = 0; k < n; ++k) {
      double const* const pivot_row = &matrix[k * n];
      double leaves = exit_[left_[k]];
      out.clear();
      in.clear();
      for (std::size_t j = k + 1; j < n; ++j) {
        if (pivot_row[j] > 0) {
          leaves += pivot_row[j];
          out.push_back({left_[j], pivot_row[j]});
        }
      }
      for (std::size_t i = k + 1; i < n; ++i) {
        double* const row = &matrix[i * n];
        if (row[k] > 0) {
          in.push_back({left_[i], row[k]});
          double const per_way = row[k] / leaves;
          for (std::size_t j = k + 1; j < n; ++j) {
            row[j] += per_way * pivot_row[j];
          }
          exit_[left_[i]] += per_way * exit_[left_[k]];
        }
      }
      write_pivot(left_[k], leaves, out, in);
    }
  }

  [[nodiscard]] ChainCore make_core() const {
    ChainCore core;
    std::vector<std::uint32_t> row_of(states_.size(), 0);
    std::size_t const n = left_.size();
    for (std::uint32_t r = 0; r < n; ++r) {
      row_of[left_[r]] = r;
      core.states.push_back(states_[left_[r]]);
      core.exit.push_back(exit_[left_[r]]);
    }
    core.first_out.push_back(0);
    core.first_in.assign(n + 1, 0);
    for (std::size_t r = 0; r < n; ++r) {
      double leaves = core.exit[r];
      for (ChainLink const& link : rows_[left_[r]]) {
        leaves += link.probability;
        core.out.push_back({row_of[link.state], link.probability});
        ++core.first_in[row_of[link.state] + 1];
      }
      core.leaves.push_back(leaves);
      core.first_out.push_back(core.out.size());
    }
    for (std::size_t r = 0; r < n; ++r) {
      core.first_in[r + 1] += core.first_in[r];
    }
    std::vector<std::size_t> next(core.first_in.begin(), core.first_in.end() - 1);
    core.in.resize(core.out.size());
    for (std::uint32_t r = 0; r < n; ++r) {
      for (std::size_t l = core.first_out[r]; l < core.first_out[r + 1]; ++l) {
        core.in[next[core.out[l].state]++] = {r, core.out[l].probability};
      }
    }
    return core;
  }

  SolvedParts& whole_;
  SolvedParts::Part& part_;
  std::vector<std::uint32_t> states_;
  std::vector<Links> rows_;   ///< ways of each position to others that are left
  std::vector<double> exit_;  ///< chance to leave the part
  std::vector<std::vector<std::uint32_t>> sources_;  ///< positions with a way to this one
  std::vector<std::uint32_t> place_;
  std::vector<std::uint32_t> left_;
  std::vector<bool> is_done_;
  ChainCore core_;
  using Cost = std::pair<std::size_t, std::uint32_t>;
  std::priority_queue<Cost, std::vector<Cost>, std::greater<>> waiting_;
};

namespace {

/// Watches the largest relative change of an iteration.
class Convergence {
 public:
  /// \return whether the error that is left, estimated from how fast changes shrink, is below
  ///   1e-13, or changes are down to rounding.
  [[nodiscard]] bool is_reached(double change) {
    double const rate = change < before_ ? change / before_ : 1;
    slowest_ = std::max(rate, 0.9 * slowest_);  // forgets a lucky step slowly
    before_ = change;
    bool const is_small = slowest_ < 1 && change * slowest_ / (1 - slowest_) < 1e-13;
    rounding_ = change < 1e-15 ? rounding_ + 1 : 0;
    return is_small || rounding_ > 10;
  }

 private:
  double before_ = 0;
  double slowest_ = 1;
  int rounding_ = 0;
};

std::vector<double> not_solved(std::size_t size) {
  return std::vector<double>(size, std::numeric_limits<double>::quiet_NaN());
}

}  // namespace

/// Gauss–Seidel; after each sweep the whole is scaled so that as much leaves as starts, which
/// takes away the slowest error.
std::vector<double> ChainCore::visits(std::vector<double> const& starts, int most_sweeps) const {
  std::size_t const n = states.size();
  double all = 0;
  for (double const start : starts) {
    all += start;
  }
  std::vector<double> v(n, 0.0);
  if (all == 0) {
    return v;
  }
  Convergence convergence;
  std::vector<double> before(n, 0.0);
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    double leaving = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = starts[i];
      for (std::size_t l = first_in[i]; l < first_in[i + 1]; ++l) {
        sum += in[l].probability * v[in[l].state];
      }
      v[i] = sum / leaves[i];
      leaving += v[i] * exit[i];
    }
    double const scale = leaving > 0 ? all / leaving : 1;
    double change = 0;
    for (std::size_t i = 0; i < n; ++i) {
      v[i] *= scale;
      change = std::max(change, std::fabs(v[i] - before[i]) / (v[i] > 0 ? v[i] : 1));
      before[i] = v[i];
    }
    if (convergence.is_reached(change)) {
      return v;
    }
  }
  return not_solved(n);
}

/// Gauss–Seidel; after each sweep a constant is added that balances what is gained with what is
/// lost at the exits of usual visits.
std::vector<double> ChainCore::gains(std::vector<double> const& per_visit) const {
  std::size_t const n = states.size();
  double usual_exit = 0;
  double usual_gain = 0;
  for (std::size_t i = 0; i < n; ++i) {
    usual_exit += usual[i] * exit[i];
    usual_gain += usual[i] * std::fabs(per_visit[i]);
  }
  std::vector<double> x(n, 0.0);
  if (usual_gain == 0) {
    return x;
  }
  double const size = usual_gain / usual_exit;
  Convergence convergence;
  std::vector<double> before(n, 0.0);
  for (int sweep = 0; sweep < most_iterations; ++sweep) {
    for (std::size_t i = n; i-- > 0;) {
      double sum = per_visit[i];
      for (std::size_t l = first_out[i]; l < first_out[i + 1]; ++l) {
        sum += out[l].probability * x[out[l].state];
      }
      x[i] = sum / leaves[i];
    }
    double missing = 0;
    for (std::size_t i = 0; i < n; ++i) {
      double sum = per_visit[i] - exit[i] * x[i];
      for (std::size_t l = first_out[i]; l < first_out[i + 1]; ++l) {
        sum += out[l].probability * (x[out[l].state] - x[i]);
      }
      missing += usual[i] * sum;
    }
    double const shift = missing / usual_exit;
    double change = 0;
    for (std::size_t i = 0; i < n; ++i) {
      x[i] += shift;
      double const scale = std::max(std::fabs(x[i]), 1e-3 * size);
      change = std::max(change, std::fabs(x[i] - before[i]) / scale);
      before[i] = x[i];
    }
    if (convergence.is_reached(change)) {
      return x;
    }
  }
  return not_solved(n);
}

SolvedParts::SolvedParts(ChainSteps const& steps) {
  link_states(steps);
  find_parts();
  double const worth = steps.worth_per_step;
  std::vector<double> exit(steps.states, 1 - worth);
  for (ChainExit const& one : steps.exits) {
    exit[one.from] += worth * one.probability;
  }
  std::vector<std::uint32_t> positions(steps.states, none);
  for (Part& part : parts_) {
    part.first_pivot = pivots_.size();
    PartElimination(*this, part, exit, positions).run();
    part.last_pivot = pivots_.size();
  }
}

void SolvedParts::link_states(ChainSteps const& steps) {
  first_.assign(steps.states + std::size_t{1}, 0);
  for (ChainMove const& move : steps.moves) {
    if (move.from != move.to && move.probability > 0) {
      ++first_[move.from + 1];
    }
  }
  for (std::size_t i = 0; i < steps.states; ++i) {
    first_[i + 1] += first_[i];
  }
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  links_.resize(first_.back());
  for (ChainMove const& move : steps.moves) {
    if (move.from != move.to && move.probability > 0) {
      links_[next[move.from]++] = {move.to, steps.worth_per_step * move.probability};
    }
  }
}

void SolvedParts::find_parts() {
  PartSearch search(first_, links_);
  order_ = std::move(search.order);
  part_of_ = std::move(search.part_of);
  std::size_t begin = 0;
  for (std::size_t const end : search.part_ends) {
    parts_.push_back({begin, end, 0, 0, no_core});
    begin = end;
  }
}

void SolvedParts::solve_gains(std::span<double> x) const {
  for (Part const& part : parts_) {  // what comes later is known
    for (std::size_t p = part.first; p < part.last; ++p) {
      std::uint32_t const state = order_[p];
      for (std::size_t l = first_[state]; l < first_[state + 1]; ++l) {
        if (part_of_[links_[l].state] != part_of_[state]) {
          x[state] += links_[l].probability * x[links_[l].state];
        }
      }
    }
    for (std::size_t k = part.first_pivot; k < part.last_pivot; ++k) {
      ChainPivot const& pivot = pivots_[k];
      double const per_way = ratio(x[pivot.state], pivot.leaves);
      for (std::size_t l = pivot.first_in; l < pivot.last; ++l) {
        x[factors_[l].state] += factors_[l].probability * per_way;
      }
    }
    if (part.core != no_core) {
      ChainCore const& core = cores_[part.core];
      std::vector<double> own;
      for (std::uint32_t const state : core.states) {
        own.push_back(x[state]);
      }
      own = core.gains(own);
      for (std::size_t i = 0; i < own.size(); ++i) {
        x[core.states[i]] = own[i];
      }
    }
    substitute_back(part, part.first_pivot, x);
  }
}

void SolvedParts::substitute_back(Part const& part, std::size_t down_to,
                                  std::span<double> x) const {
  for (std::size_t k = part.last_pivot; k-- > down_to;) {
    ChainPivot const& pivot = pivots_[k];
    double sum = x[pivot.state];
    for (std::size_t l = pivot.first_out; l < pivot.first_in; ++l) {
      sum += factors_[l].probability * x[factors_[l].state];
    }
    x[pivot.state] = ratio(sum, pivot.leaves);
  }
}

void SolvedParts::solve_visits(std::span<double> v) const {
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {  // what came before is known
    for (std::size_t k = part->first_pivot; k < part->last_pivot; ++k) {
      ChainPivot const& pivot = pivots_[k];
      double const per_way = ratio(v[pivot.state], pivot.leaves);
      for (std::size_t l = pivot.first_out; l < pivot.first_in; ++l) {
        v[factors_[l].state] += factors_[l].probability * per_way;
      }
    }
    if (part->core != no_core) {
      ChainCore const& core = cores_[part->core];
      std::vector<double> own;
      for (std::uint32_t const state : core.states) {
        own.push_back(v[state]);
      }
      own = core.visits(own, most_iterations);
      for (std::size_t i = 0; i < own.size(); ++i) {
        v[core.states[i]] = own[i];
      }
    }
    for (std::size_t k = part->last_pivot; k-- > part->first_pivot;) {
      ChainPivot const& pivot = pivots_[k];
      double sum = v[pivot.state];
      for (std::size_t l = pivot.first_in; l < pivot.last; ++l) {
        sum += factors_[l].probability * v[factors_[l].state];
      }
      v[pivot.state] = ratio(sum, pivot.leaves);
    }
    for (std::size_t p = part->first; p < part->last; ++p) {
      std::uint32_t const state = order_[p];
      for (std::size_t l = first_[state]; l < first_[state + 1]; ++l) {
        if (part_of_[links_[l].state] != part_of_[state]) {
          v[links_[l].state] += links_[l].probability * v[state];
        }
      }
    }
  }
}

std::optional<std::vector<double>> SolvedParts::visits_from_itself() const {
  constexpr std::size_t most_work = 1'000'000'000;
  std::size_t work = 0;
  for (Part const& part : parts_) {
    std::size_t const links =
        part.last_pivot == part.first_pivot
            ? 0
            : pivots_[part.last_pivot - 1].last - pivots_[part.first_pivot].first_out;
    work += part.last - part.first > 1 ? (part.last - part.first) * links : 0;
    if (part.core != no_core || work > most_work) {
      return std::nullopt;
    }
  }
  std::vector<double> result(order_.size(), 0.0);
  std::vector<double> x(order_.size(), 0.0);
  for (Part const& part : parts_) {
    for (std::size_t k = part.first_pivot; k < part.last_pivot; ++k) {
      x[pivots_[k].state] = 1;
      for (std::size_t later = k; later < part.last_pivot; ++later) {
        ChainPivot const& pivot = pivots_[later];
        if (x[pivot.state] == 0) {
          continue;
        }
        double const per_way = ratio(x[pivot.state], pivot.leaves);
        for (std::size_t l = pivot.first_in; l < pivot.last; ++l) {
          x[factors_[l].state] += factors_[l].probability * per_way;
        }
      }
      substitute_back(part, k, x);
      result[pivots_[k].state] = x[pivots_[k].state];
      for (std::size_t p = part.first; p < part.last; ++p) {
        x[order_[p]] = 0;
      }
    }
  }
  return result;
}

}  // namespace cxsim
