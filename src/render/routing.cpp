#include "cxsim/render/routing.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <queue>
#include <set>
#include <tuple>

#include "cxsim/base/contract.hpp"

namespace cxsim {

namespace {

// The routing grid: column 2b+1 is band b, row 2r+1 is row r; even ones are the gutters between.

enum class Direction : std::size_t { right, down, left, up };
constexpr std::array directions{Direction::right, Direction::down, Direction::left, Direction::up};

[[nodiscard]] Direction opposite(Direction direction) {
  return directions[(static_cast<std::size_t>(direction) + 2) % 4];
}
[[nodiscard]] bool is_vertical(Direction direction) {
  return direction == Direction::up || direction == Direction::down;
}

struct Node {
  std::size_t column = 0;
  std::size_t row = 0;
  friend auto operator<=>(Node, Node) = default;
};

using Path = std::vector<Node>;

// Prices in points of way.
constexpr double bend_price = 45;
constexpr double crowd_price = 14;
constexpr double crossing_price = 16;
constexpr double port_price = 6;
constexpr double full_side_price = 90;
constexpr double through_cell_price = 12;
constexpr double shared_discount = 0.35;
constexpr double nominal_gutter = 56;
constexpr double nominal_gap = 26;
constexpr double nominal_card_height = 82;

// Distances in points.
constexpr double track_pitch = 8;
constexpr double port_pitch = 13.5;
constexpr double vertical_port_pitch = 34;
constexpr double pill_room_beside = 9;
constexpr double pill_room_below = 19;
constexpr double arrow_room = 17;
constexpr double empty_room = 7;
constexpr double corner_room = 10;  ///< of a card, free of ports

[[nodiscard]] double exit_price(Direction direction) {
  switch (direction) {
    case Direction::right:
      return 0;
    case Direction::left:
      return 60;
    default:
      return 34;
  }
}
/// By the direction of travel: moving right means entering the left side.
[[nodiscard]] double entry_price(Direction direction) {
  switch (direction) {
    case Direction::right:
      return 0;
    case Direction::left:
      return 36;
    default:
      return 26;
  }
}

/// Finds ways one by one; remembers where ways already lie.
class PathFinder {
 public:
  explicit PathFinder(RoutingGrid const& grid)
      : grid_(grid), columns_(2 * grid.bands + 1), rows_(2 * grid.rows + 1) {
    occupied_.assign(columns_ * rows_, false);
    for (GridPlace const& place : grid.cards) {
      occupied_[index_of(node_of(place))] = true;
    }
    segments_.resize(columns_ * rows_ * 2);
  }

  [[nodiscard]] Node node_of(std::size_t card) const { return node_of(grid_.cards[card]); }

  void add(Path const& path, std::size_t bundle) { change(path, bundle, 1); }
  void remove(Path const& path, std::size_t bundle) { change(path, bundle, -1); }

  /// The cheapest way; joins the ways of \p tree, which lead to the same card.
  [[nodiscard]] Path find(RouteRequest const& request, std::vector<Path> const& tree) const;

 private:
  struct TreeStep {
    Direction next;
    double rest = 0;  ///< price from here to the target
  };
  struct State {
    double price;
    std::size_t node;
    std::size_t direction;
    friend bool operator>(State const& a, State const& b) {
      return std::tie(a.price, a.node, a.direction) > std::tie(b.price, b.node, b.direction);
    }
  };

  [[nodiscard]] static Node node_of(GridPlace place) {
    return {2 * place.band + 1, 2 * place.row + 1};
  }
  [[nodiscard]] std::size_t index_of(Node node) const { return node.row * columns_ + node.column; }
  [[nodiscard]] Node node_at(std::size_t index) const {
    return {index % columns_, index / columns_};
  }
  [[nodiscard]] std::optional<Node> neighbour(Node node, Direction direction) const {
    switch (direction) {
      case Direction::right:
        return node.column + 1 < columns_ ? std::optional(Node{node.column + 1, node.row})
                                          : std::nullopt;
      case Direction::left:
        return node.column > 0 ? std::optional(Node{node.column - 1, node.row}) : std::nullopt;
      case Direction::down:
        return node.row + 1 < rows_ ? std::optional(Node{node.column, node.row + 1}) : std::nullopt;
      case Direction::up:
        return node.row > 0 ? std::optional(Node{node.column, node.row - 1}) : std::nullopt;
    }
    return std::nullopt;
  }
  [[nodiscard]] static Direction direction_between(Node from, Node to) {
    if (from.row == to.row) {
      return to.column > from.column ? Direction::right : Direction::left;
    }
    return to.row > from.row ? Direction::down : Direction::up;
  }
  /// Each piece between neighbouring nodes, named by its left or upper end.
  [[nodiscard]] std::size_t segment_index(Node from, Node to) const {
    Node const first = std::min(from, to);
    return 2 * index_of(first) + (from.row == to.row ? 0U : 1U);
  }
  [[nodiscard]] double length(Node from, Node to) const {
    bool const is_flat = from.row == to.row;
    double const cell = is_flat ? grid_.card_width : nominal_card_height;
    double const gap = is_flat ? nominal_gutter : nominal_gap;
    return (cell + gap) / 2;
  }

  void change(Path const& path, std::size_t bundle, int by) {
    for (std::size_t step = 0; step + 1 < path.size(); ++step) {
      auto& users = segments_[segment_index(path[step], path[step + 1])];
      users[bundle] += by;
      if (users[bundle] == 0) {
        users.erase(bundle);
      }
    }
  }
  [[nodiscard]] std::size_t others_on(Node from, Node to, std::size_t bundle) const {
    auto const& users = segments_[segment_index(from, to)];
    return users.size() - users.count(bundle);
  }
  [[nodiscard]] double crossing_cost(Node node, Direction direction, std::size_t bundle) const {
    std::size_t most = 0;
    for (Direction const side : directions) {
      if (is_vertical(side) != is_vertical(direction)) {
        auto const beside = neighbour(node, side);
        most = std::max(most, beside ? others_on(node, *beside, bundle) : 0);
      }
    }
    return crossing_price * static_cast<double>(most);
  }
  [[nodiscard]] double port_cost(Node card, Node outside, std::size_t bundle) const {
    std::size_t const used = others_on(card, outside, bundle);
    std::size_t const capacity = card.row == outside.row ? 7 : 3;
    return port_price * static_cast<double>(used) + (used >= capacity ? full_side_price : 0.0);
  }
  [[nodiscard]] double step_cost(Node from, Node to, Direction direction,
                                 std::size_t bundle) const {
    bool const in_cell = to.row % 2 == 1 && to.column % 2 == 1;
    return length(from, to) + crowd_price * static_cast<double>(others_on(from, to, bundle)) +
           crossing_cost(to, direction, bundle) + (in_cell ? through_cell_price : 0.0);
  }
  [[nodiscard]] std::map<Node, TreeStep> steps_of(std::vector<Path> const& tree) const {
    std::map<Node, TreeStep> steps;
    for (Path const& path : tree) {
      double rest = 0;
      for (std::size_t index = path.size() - 1; index > 1; --index) {
        rest += length(path[index - 1], path[index]);
        steps[path[index - 1]] = {direction_between(path[index - 1], path[index]), rest};
      }
    }
    return steps;
  }

  RoutingGrid const& grid_;
  std::size_t columns_;
  std::size_t rows_;
  std::vector<bool> occupied_;
  std::vector<std::map<std::size_t, int>> segments_;  ///< users of each piece, by bundle
};

Path PathFinder::find(RouteRequest const& request, std::vector<Path> const& tree) const {
  Node const source = node_of(request.from);
  Node const target = node_of(request.to);
  bool const is_loop = request.from == request.to;
  auto const steps = steps_of(tree);
  constexpr double unreached = std::numeric_limits<double>::infinity();
  std::vector<double> best(columns_ * rows_ * 4, unreached);
  std::vector<std::size_t> before(columns_ * rows_ * 4, 0);
  std::priority_queue<State, std::vector<State>, std::greater<>> queue;
  double best_total = unreached;
  std::size_t best_end = 0;
  bool joins = false;
  constexpr std::size_t no_state = std::numeric_limits<std::size_t>::max();

  auto const reach = [&](Node node, Direction direction, double price, std::size_t from_state) {
    std::size_t const state = index_of(node) * 4 + static_cast<std::size_t>(direction);
    if (price < best[state]) {
      best[state] = price;
      before[state] = from_state;
      queue.push({price, index_of(node), static_cast<std::size_t>(direction)});
    }
  };
  for (Direction const direction : directions) {
    auto const next = neighbour(source, direction);
    if (is_loop && direction != Direction::right) {
      continue;
    }
    if (next) {
      reach(*next, direction,
            exit_price(direction) + port_cost(source, *next, request.bundle) +
                step_cost(source, *next, direction, request.bundle),
            no_state);
    }
  }
  while (!queue.empty() && queue.top().price < best_total) {
    State const state = queue.top();
    queue.pop();
    std::size_t const here = state.node * 4 + state.direction;
    if (state.price > best[here]) {
      continue;
    }
    Node const node = node_at(state.node);
    Direction const arriving = directions[state.direction];
    if (auto const step = steps.find(node); step != steps.end()) {
      double const total = state.price + (step->second.next == arriving ? 0.0 : bend_price) +
                           shared_discount * step->second.rest;
      if (step->second.next != opposite(arriving) && total < best_total) {
        best_total = total;
        best_end = here;
        joins = true;
      }
      continue;
    }
    for (Direction const direction : directions) {
      auto const next = neighbour(node, direction);
      if (!next || direction == opposite(arriving)) {
        continue;
      }
      double const price = state.price + (direction == arriving ? 0.0 : bend_price);
      if (*next == target && (!is_loop || direction == Direction::down)) {
        double const total = price + length(node, *next) + entry_price(direction) +
                             port_cost(target, node, request.bundle);
        if (total < best_total) {
          best_total = total;
          best_end = here;
          joins = false;
        }
        continue;
      }
      if (!occupied_[index_of(*next)]) {
        reach(*next, direction, price + step_cost(node, *next, direction, request.bundle), here);
      }
    }
  }
  CXSIM_EXPECTS(best_total < unreached);
  Path path;
  for (std::size_t state = best_end; state != no_state; state = before[state]) {
    path.push_back(node_at(state / 4));
  }
  path.push_back(source);
  std::ranges::reverse(path);
  if (!joins) {
    path.push_back(target);
    return path;
  }
  for (auto step = steps.find(path.back()); step != steps.end(); step = steps.find(path.back())) {
    path.push_back(*neighbour(path.back(), step->second.next));
  }
  return path;
}

/// All ways, found in the order of importance and then once more knowing the others.
[[nodiscard]] std::vector<Path> find_paths(RoutingGrid const& grid,
                                           std::vector<RouteRequest> const& requests) {
  std::map<std::size_t, std::vector<std::size_t>> members;
  std::map<std::size_t, double> volumes;
  for (std::size_t index = 0; index < requests.size(); ++index) {
    members[requests[index].bundle].push_back(index);
    volumes[requests[index].bundle] += requests[index].volume;
  }
  auto const distance = [&](std::size_t index) {
    GridPlace const from = grid.cards[requests[index].from];
    GridPlace const to = grid.cards[requests[index].to];
    auto const apart = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
    return 3 * apart(from.band, to.band) + apart(from.row, to.row);
  };
  std::vector<std::size_t> order;
  for (auto& [bundle, list] : members) {
    order.push_back(bundle);
    std::ranges::stable_sort(list, std::ranges::greater{}, distance);
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    bool const joins_a = members[a].size() > 1;
    bool const joins_b = members[b].size() > 1;
    return joins_a != joins_b ? joins_b : volumes[a] > volumes[b];
  });
  PathFinder finder(grid);
  std::vector<Path> paths(requests.size());
  for (int pass = 0; pass < 3; ++pass) {
    for (std::size_t const bundle : order) {
      for (std::size_t const index : members[bundle]) {
        finder.remove(paths[index], bundle);
      }
      std::vector<Path> tree;
      for (std::size_t const index : members[bundle]) {
        paths[index] = finder.find(requests[index], tree);
        finder.add(paths[index], bundle);
        tree.push_back(paths[index]);
      }
    }
  }
  return paths;
}

enum class Side { none, left, right, top, bottom };

struct Port {
  std::size_t card = 0;
  Side side = Side::none;
  double pill_width = 0;  ///< 0: the line ends here
};

/// A straight piece of one bundle, at one distance from the middle of its gutter or row.
/// Places along it are counted in half steps of the grid; ports lie on odd ones.
struct Run {
  bool is_vertical = false;
  std::size_t line = 0;
  std::size_t bundle = 0;
  std::size_t low = 0;
  std::size_t high = 0;
  std::vector<std::size_t> joined;  ///< runs of the other direction that begin or end here
  std::vector<Port> ports;
  double offset = 0;
};

struct Runs {
  std::vector<Run> all;
  std::vector<std::vector<std::size_t>> of_request;
};

[[nodiscard]] Side side_towards(Node card, Node outside) {
  if (card.row == outside.row) {
    return outside.column > card.column ? Side::right : Side::left;
  }
  return outside.row > card.row ? Side::bottom : Side::top;
}

/// The straight pieces of one way. Ends at cards are moved half a step out of the card.
[[nodiscard]] std::vector<Run> straight_pieces(Path const& path, RouteRequest const& request) {
  std::vector<Run> pieces;
  std::size_t start = 0;
  while (start + 1 < path.size()) {
    bool const vertical = path[start].column == path[start + 1].column;
    std::size_t end = start + 1;
    while (end + 1 < path.size() && (path[end].column == path[end + 1].column) == vertical) {
      ++end;
    }
    auto const along = [vertical](Node node) { return 2 * (vertical ? node.row : node.column); };
    Run run;
    run.is_vertical = vertical;
    run.line = vertical ? path[start].column : path[start].row;
    run.bundle = request.bundle;
    std::size_t from = along(path[start]);
    std::size_t to = along(path[end]);
    bool const rises = to > from;
    if (start == 0) {
      from = rises ? from + 1 : from - 1;
      run.ports.push_back({request.from, side_towards(path[0], path[1]), request.pill_width});
    }
    if (end + 1 == path.size()) {
      to = rises ? to - 1 : to + 1;
      run.ports.push_back({request.to, side_towards(path[end], path[end - 1]), 0});
    }
    run.low = std::min(from, to);
    run.high = std::max(from, to);
    pieces.push_back(std::move(run));
    start = end;
  }
  return pieces;
}

[[nodiscard]] bool touch(Run const& a, Run const& b) {
  return a.is_vertical == b.is_vertical && a.line == b.line && a.low <= b.high && b.low <= a.high;
}

/// Pieces of one bundle on one line that touch become one run.
[[nodiscard]] Runs collect_runs(std::vector<Path> const& paths,
                                std::vector<RouteRequest> const& requests) {
  std::vector<Run> pieces;
  std::vector<std::vector<std::size_t>> pieces_of(requests.size());
  for (std::size_t index = 0; index < requests.size(); ++index) {
    for (Run& piece : straight_pieces(paths[index], requests[index])) {
      pieces_of[index].push_back(pieces.size());
      pieces.push_back(std::move(piece));
    }
  }
  std::vector<std::size_t> leader(pieces.size());
  std::iota(leader.begin(), leader.end(), std::size_t{0});
  auto const find = [&](std::size_t index) {
    while (leader[index] != index) {
      index = leader[index];
    }
    return index;
  };
  for (std::size_t a = 0; a < pieces.size(); ++a) {
    for (std::size_t b = a + 1; b < pieces.size(); ++b) {
      if (pieces[a].bundle == pieces[b].bundle && touch(pieces[a], pieces[b])) {
        std::size_t const first = std::min(find(a), find(b));
        leader[std::max(find(a), find(b))] = first;
      }
    }
  }
  Runs runs;
  std::vector<std::size_t> run_of(pieces.size());
  for (std::size_t index = 0; index < pieces.size(); ++index) {
    std::size_t const first = find(index);
    if (first == index) {
      run_of[index] = runs.all.size();
      runs.all.push_back(pieces[index]);
      continue;
    }
    run_of[index] = run_of[first];
    Run& run = runs.all[run_of[index]];
    run.low = std::min(run.low, pieces[index].low);
    run.high = std::max(run.high, pieces[index].high);
    run.ports.insert(run.ports.end(), pieces[index].ports.begin(), pieces[index].ports.end());
  }
  runs.of_request.resize(requests.size());
  for (std::size_t index = 0; index < requests.size(); ++index) {
    std::vector<std::size_t>& own = runs.of_request[index];
    for (std::size_t const piece : pieces_of[index]) {
      own.push_back(run_of[piece]);
    }
    for (std::size_t step = 0; step + 1 < own.size(); ++step) {
      auto const join = [&](std::size_t a, std::size_t b) {
        auto& joined = runs.all[a].joined;
        if (std::ranges::find(joined, b) == joined.end()) {
          joined.push_back(b);
        }
      };
      join(own[step], own[step + 1]);
      join(own[step + 1], own[step]);
    }
  }
  return runs;
}

/// Gives the runs of each line their distance from its middle, and the grid its sizes.
class Spreader {
 public:
  Spreader(RoutingGrid const& grid, std::vector<Run>& runs) : grid_(grid), runs_(runs) {
    for (std::size_t index = 0; index < runs.size(); ++index) {
      lines_[{runs[index].is_vertical, runs[index].line}].push_back(index);
    }
    for (auto& entry : lines_) {
      find_conflicts(entry.second);
      sort_by_tendency(entry.second);
      place(entry.second);
    }
    measure();
  }

  /// Looks for orders with fewer crossings; keeps the best found.
  void untangle() {
    auto best = lines_;
    std::size_t fewest = crossings();
    for (int round = 0; round < 8; ++round) {
      for (auto& entry : lines_) {
        if (entry.second.size() > 1) {
          reorder(entry.second);
          place(entry.second);
          measure();
        }
      }
      std::size_t const now = crossings();
      if (now < fewest) {
        fewest = now;
        best = lines_;
      }
    }
    lines_ = std::move(best);
    for (auto& entry : lines_) {
      place(entry.second);
    }
    measure();
  }

  [[nodiscard]] double position(std::size_t run) const {
    Run const& r = runs_[run];
    return (r.is_vertical ? x_ : y_)[r.line] + r.offset;
  }
  [[nodiscard]] Box card(std::size_t index) const {
    GridPlace const place = grid_.cards[index];
    double const x = x_[2 * place.band + 1];
    double const y = y_[2 * place.row + 1];
    double const half_width = grid_.card_width / 2;
    double const half_height = card_heights_[index] / 2;
    return {x - half_width, y - half_height, x + half_width, y + half_height};
  }
  [[nodiscard]] std::vector<double> const& column_edges() const { return column_edges_; }
  [[nodiscard]] std::vector<double> const& row_edges() const { return row_edges_; }

 private:
  using Line = std::vector<std::size_t>;

  void find_conflicts(Line const& line) {
    for (std::size_t const a : line) {
      for (std::size_t const b : line) {
        if (a != b && touch(runs_[a], runs_[b])) {
          conflicts_[a].insert(b);
        }
      }
    }
  }
  [[nodiscard]] bool conflict(std::size_t a, std::size_t b) const {
    auto const found = conflicts_.find(a);
    return found != conflicts_.end() && found->second.count(b) > 0;
  }
  [[nodiscard]] bool reaches_down(std::size_t other, Run const& run) const {
    return runs_[other].low < 2 * run.line;
  }
  [[nodiscard]] bool reaches_up(std::size_t other, Run const& run) const {
    return runs_[other].high > 2 * run.line;
  }
  [[nodiscard]] double tendency(std::size_t index) const {
    double sum = 0;
    for (std::size_t const other : runs_[index].joined) {
      sum += (reaches_up(other, runs_[index]) ? 1.0 : 0.0) -
             (reaches_down(other, runs_[index]) ? 1.0 : 0.0);
    }
    return sum;
  }
  void sort_by_tendency(Line& line) const {
    std::ranges::stable_sort(line, {}, [&](std::size_t index) { return tendency(index); });
  }

  [[nodiscard]] static double pitch_of(Run const& run) {
    if (run.line % 2 == 0) {
      return track_pitch;
    }
    return run.is_vertical ? vertical_port_pitch : port_pitch;
  }

  /// Distances from the order: each run as near to the beginning as its conflicts allow, then every
  /// group of runs that touch centred.
  void place(Line const& line) {
    std::map<std::size_t, int> track;
    for (std::size_t const index : line) {
      int own = 0;
      for (auto const& [other, taken] : track) {
        if (conflict(index, other)) {
          own = std::max(own, taken + 1);
        }
      }
      track[index] = own;
    }
    std::set<std::size_t> done;
    for (std::size_t const index : line) {
      if (done.count(index) > 0) {
        continue;
      }
      std::vector<std::size_t> group{index};
      done.insert(index);
      for (std::size_t next = 0; next < group.size(); ++next) {
        for (std::size_t const other : line) {
          if (conflict(group[next], other) && done.insert(other).second) {
            group.push_back(other);
          }
        }
      }
      int last = 0;
      for (std::size_t const member : group) {
        last = std::max(last, track[member]);
      }
      double pitch = pitch_of(runs_[index]);
      if (runs_[index].is_vertical && runs_[index].line % 2 == 1 && last > 0) {
        pitch = std::min(pitch, (grid_.card_width - 2 * corner_room) / last);
      }
      for (std::size_t const member : group) {
        runs_[member].offset = (track[member] - last / 2.0) * pitch;
      }
    }
  }

  /// Sizes of cards and gutters from the distances, and with them every coordinate.
  void measure() {
    card_heights_.clear();
    for (GridPlace const& place : grid_.cards) {
      card_heights_.push_back(grid_.row_heights[place.row]);
    }
    std::vector<double> extent_x(2 * grid_.bands + 1, 0);
    std::vector<double> extent_y(2 * grid_.rows + 1, 0);
    std::vector<double> room_before_x(extent_x.size(), empty_room);
    std::vector<double> room_after_x(extent_x.size(), empty_room);
    std::vector<double> room_before_y(extent_y.size(), empty_room);
    std::vector<double> room_after_y(extent_y.size(), empty_room);
    for (Run const& run : runs_) {
      double& extent = (run.is_vertical ? extent_x : extent_y)[run.line];
      extent = std::max(extent, std::fabs(run.offset));
      for (Port const& port : run.ports) {
        GridPlace const place = grid_.cards[port.card];
        bool const begins = port.pill_width > 0;
        double const beside = begins ? port.pill_width + pill_room_beside : arrow_room;
        double const below = begins ? pill_room_below : arrow_room;
        auto const widen = [](double& room, double needed) { room = std::max(room, needed); };
        switch (port.side) {
          case Side::right:
            widen(room_before_x[2 * place.band + 2], beside);
            break;
          case Side::left:
            widen(room_after_x[2 * place.band], beside);
            break;
          case Side::bottom:
            widen(room_before_y[2 * place.row + 2], below);
            break;
          case Side::top:
            widen(room_after_y[2 * place.row], below);
            break;
          case Side::none:
            break;
        }
        if (!run.is_vertical) {
          double& height = card_heights_[port.card];
          height = std::max(height, 2 * (std::fabs(run.offset) + corner_room));
        }
      }
    }
    std::vector<double> row_heights = grid_.row_heights;
    for (std::size_t card = 0; card < grid_.cards.size(); ++card) {
      double& height = row_heights[grid_.cards[card].row];
      height = std::max(height, card_heights_[card]);
    }
    x_.clear();
    y_.clear();
    column_edges_.assign(1, 0);
    row_edges_.assign(1, 0);
    auto const advance = [](std::vector<double>& centres, std::vector<double>& edges, double size,
                            double centre) {
      centres.push_back(edges.back() + centre);
      edges.push_back(edges.back() + size);
    };
    for (std::size_t column = 0; column < extent_x.size(); ++column) {
      if (column % 2 == 1) {
        advance(x_, column_edges_, grid_.card_width, grid_.card_width / 2);
        continue;
      }
      double const gap = grid_.band_gaps[column / 2];
      double const before = room_before_x[column] + gap / 2;
      double const size = before + 2 * extent_x[column] + room_after_x[column] + gap / 2;
      advance(x_, column_edges_, size, before + extent_x[column]);
    }
    for (std::size_t row = 0; row < extent_y.size(); ++row) {
      if (row % 2 == 1) {
        double const size = row_heights[row / 2];
        advance(y_, row_edges_, size, size / 2);
        continue;
      }
      double const gap = grid_.row_gaps[row / 2];
      double const before = room_before_y[row] + gap / 2;
      double const size = before + 2 * extent_y[row] + room_after_y[row] + gap / 2;
      advance(y_, row_edges_, size, before + extent_y[row]);
    }
  }

  [[nodiscard]] double port_position(Port const& port) const {
    Box const box = card(port.card);
    switch (port.side) {
      case Side::left:
        return box.left;
      case Side::right:
        return box.right;
      case Side::top:
        return box.top;
      default:
        return box.bottom;
    }
  }
  struct Interval {
    double low;
    double high;
    [[nodiscard]] bool holds(double value) const { return value > low && value < high; }
  };
  [[nodiscard]] Interval interval(std::size_t index) const {
    Interval result{std::numeric_limits<double>::infinity(),
                    -std::numeric_limits<double>::infinity()};
    auto const include = [&](double value) {
      result = {std::min(result.low, value), std::max(result.high, value)};
    };
    for (std::size_t const other : runs_[index].joined) {
      include(position(other));
    }
    for (Port const& port : runs_[index].ports) {
      include(port_position(port));
    }
    return result;
  }

  /// Crossings of two runs of one line when \p first lies before \p second.
  [[nodiscard]] double price(std::size_t first, std::size_t second,
                             std::map<std::size_t, Interval> const& intervals) const {
    if (!conflict(first, second)) {
      return 0;
    }
    double sum = 0;
    for (std::size_t const other : runs_[second].joined) {
      if (reaches_down(other, runs_[second])) {
        sum += 0.02 + (intervals.at(first).holds(position(other)) ? 1.0 : 0.0);
      }
    }
    for (std::size_t const other : runs_[first].joined) {
      if (reaches_up(other, runs_[first])) {
        sum += 0.02 + (intervals.at(second).holds(position(other)) ? 1.0 : 0.0);
      }
    }
    return sum;
  }

  /// Moves single runs to where they cross least, while that helps.
  void reorder(Line& line) const {
    std::map<std::size_t, Interval> intervals;
    for (std::size_t const index : line) {
      intervals.emplace(index, interval(index));
    }
    for (int pass = 0; pass < 4; ++pass) {
      bool moved = false;
      for (std::size_t const index : Line(line)) {
        Line rest = line;
        rest.erase(std::ranges::find(rest, index));
        double cost = 0;
        for (std::size_t const other : rest) {
          cost += price(index, other, intervals);
        }
        double best = cost;
        std::size_t best_place = 0;
        std::vector<double> costs{cost};
        for (std::size_t place = 0; place < rest.size(); ++place) {
          cost += price(rest[place], index, intervals) - price(index, rest[place], intervals);
          costs.push_back(cost);
          if (cost < best - 1e-9) {
            best = cost;
            best_place = place + 1;
          }
        }
        auto const old_place =
            static_cast<std::size_t>(std::ranges::find(line, index) - line.begin());
        if (costs[old_place] > best + 1e-9) {
          rest.insert(rest.begin() + static_cast<std::ptrdiff_t>(best_place), index);
          line = rest;
          moved = true;
        }
      }
      if (!moved) {
        return;
      }
    }
  }

  [[nodiscard]] std::size_t crossings() const {
    std::vector<std::size_t> across;
    std::vector<std::size_t> along;
    std::vector<Interval> intervals;
    for (std::size_t index = 0; index < runs_.size(); ++index) {
      intervals.push_back(interval(index));
      (runs_[index].is_vertical ? along : across).push_back(index);
    }
    std::size_t count = 0;
    for (std::size_t const v : along) {
      for (std::size_t const h : across) {
        bool const cross = runs_[v].bundle != runs_[h].bundle && intervals[v].holds(position(h)) &&
                           intervals[h].holds(position(v));
        count += cross ? 1U : 0U;
      }
    }
    return count;
  }

  RoutingGrid const& grid_;
  std::vector<Run>& runs_;
  std::map<std::pair<bool, std::size_t>, Line> lines_;
  std::map<std::size_t, std::set<std::size_t>> conflicts_;
  std::vector<double> x_;  ///< middle of every column of the routing grid
  std::vector<double> y_;
  std::vector<double> column_edges_;
  std::vector<double> row_edges_;
  std::vector<double> card_heights_;
};

[[nodiscard]] Point port_point(Box const& card, Side side, double position) {
  switch (side) {
    case Side::left:
      return {card.left, position};
    case Side::right:
      return {card.right, position};
    case Side::top:
      return {position, card.top};
    default:
      return {position, card.bottom};
  }
}

}  // namespace

Routing route_all(RoutingGrid const& grid, std::vector<RouteRequest> const& requests) {
  CXSIM_EXPECTS(grid.row_gaps.size() == grid.rows + 1 && grid.band_gaps.size() == grid.bands + 1);
  CXSIM_EXPECTS(grid.row_heights.size() == grid.rows);
  auto const paths = find_paths(grid, requests);
  Runs runs = collect_runs(paths, requests);
  Spreader spreader(grid, runs.all);
  spreader.untangle();

  Routing routing;
  routing.width = spreader.column_edges().back();
  routing.height = spreader.row_edges().back();
  for (std::size_t card = 0; card < grid.cards.size(); ++card) {
    routing.cards.push_back(spreader.card(card));
  }
  for (std::size_t row = 0; row <= grid.rows; ++row) {
    double const top = spreader.row_edges()[2 * row];
    routing.row_tops.push_back(top);
    routing.row_gap_middles.push_back((top + spreader.row_edges()[2 * row + 1]) / 2);
  }
  routing.row_tops.push_back(routing.height);
  for (std::size_t band = 0; band < grid.bands; ++band) {
    routing.band_lefts.push_back(spreader.column_edges()[2 * band + 1]);
  }
  for (std::size_t index = 0; index < requests.size(); ++index) {
    auto const& own = runs.of_request[index];
    Path const& path = paths[index];
    std::vector<Point> route;
    Side const start = side_towards(path[0], path[1]);
    Side const end = side_towards(path.back(), path[path.size() - 2]);
    route.push_back(
        port_point(routing.cards[requests[index].from], start, spreader.position(own.front())));
    for (std::size_t step = 0; step + 1 < own.size(); ++step) {
      double const here = spreader.position(own[step]);
      double const next = spreader.position(own[step + 1]);
      route.push_back(runs.all[own[step]].is_vertical ? Point{here, next} : Point{next, here});
    }
    route.push_back(
        port_point(routing.cards[requests[index].to], end, spreader.position(own.back())));
    routing.routes.push_back(std::move(route));
  }
  return routing;
}

}  // namespace cxsim
