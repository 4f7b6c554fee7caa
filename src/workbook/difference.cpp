#include "difference.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "supported.hpp"

namespace cxsim {

namespace {

constexpr std::array<std::string_view, 3> support_keys{"source", "period", "evidence"};

/// Source, period and evidence that hold at a place of a document.
struct Support {
  std::array<std::string, 3> values{"", "", "E"};

  [[nodiscard]] Support inside(Tree const& object) const {
    Support result = *this;
    for (std::size_t i = 0; i < support_keys.size(); ++i) {
      Tree const* own = object.find(support_keys[i]);
      if (auto const* text = own == nullptr ? nullptr : std::get_if<std::string>(&own->content())) {
        result.values[i] = *text;
      }
    }
    return result;
  }

  friend bool operator==(Support const&, Support const&) = default;
};

[[nodiscard]] bool is_support(std::string_view key) {
  return std::ranges::find(support_keys, key) != support_keys.end();
}

/// Whether \p tree is a number in its object form. \p key tells scores, which have a mean and an sd
/// of their own, from normal distributions.
[[nodiscard]] bool is_number(std::string_view key, Tree const& tree) {
  if (!tree.is_object()) {
    return std::holds_alternative<double>(tree.content());
  }
  static constexpr std::array<std::string_view, 8> marks{
      "value", "low", "min", "median", "alpha", "uniform", "quantiles", "samples"};
  bool const is_marked =
      std::ranges::any_of(marks, [&](std::string_view mark) { return tree.find(mark) != nullptr; });
  bool const is_normal = tree.find("mean") != nullptr && tree.find("sd") != nullptr &&
                         key != "score" && key != "journey_score";
  return (is_marked && tree.find("date") == nullptr) || is_normal;
}

/// A number without its support, in one form.
[[nodiscard]] Tree bare(Tree const& number) {
  if (!number.is_object()) {
    return Tree::object().set("value", number);
  }
  Tree result = Tree::object();
  for (auto const& [key, value] : number.members()) {
    if (!is_support(key)) {
      result.set(key, value);
    }
  }
  return result;
}

/// \p tree as it must stand where \p have holds, so that its numbers have what they had where
/// \p want holds.
[[nodiscard]] Tree supported(std::string_view key, Tree const& tree, Support const& want,
                             Support const& have) {
  bool const is_part = tree.is_object() || is_number(key, tree);
  if (!is_part || want.inside(tree) == have.inside(tree)) {
    return tree;
  }
  Tree result = Tree::object();
  if (!tree.is_object()) {
    result.set("value", tree);
  } else {
    result = tree;
  }
  Support const inside = want.inside(tree);
  for (std::size_t i = 0; i < support_keys.size(); ++i) {
    if (have.values[i] != inside.values[i]) {
      result.set(support_keys[i], Tree(inside.values[i]));
    }
  }
  return result;
}

void count_supports(std::string_view key, Tree const& tree, Support const& around,
                    std::string_view without, std::map<std::array<std::string, 3>, int>& counts) {
  Support const own = around.inside(tree);
  if (is_number(key, tree)) {
    if (!is_assumed_source(own.values[0])) {
      ++counts[own.values];
    }
    return;
  }
  if (tree.is_object()) {
    for (auto const& [name, value] : tree.members()) {
      if (name != without && !is_support(name)) {
        count_supports(name, value, own, "", counts);
      }
    }
  }
}

class Comparison {
 public:
  explicit Comparison(bool is_map) : is_map_(is_map) {}

  void compare(Tree const& want, Tree const& have, Support const& want_around,
               Support const& have_around) {
    Support const want_support = want_around.inside(want);
    Support const have_support = have_around.inside(have);
    bool const is_root = path_.empty();
    for (auto const& [key, value] : want.members()) {
      path_.push_back(key);
      if (is_support(key)) {
        if (is_root && (have.find(key) == nullptr || !(*have.find(key) == value))) {
          set(value);
        }
      } else if (Tree const* other = have.find(key)) {
        compare_member(key, value, *other, want_support, is_root ? want_support : have_support);
      } else {
        set(supported(key, value, want_support, is_root ? want_support : have_support));
      }
      path_.pop_back();
    }
    for (auto const& [key, value] : have.members()) {
      bool const is_gone = want.find(key) == nullptr && (is_root || !is_support(key));
      if (is_gone) {
        path_.push_back(key);
        result.push_back({is_map_, path_, std::nullopt, {}});
        path_.pop_back();
      }
    }
  }

  std::vector<Override> result{};

 private:
  void compare_member(std::string const& key, Tree const& want, Tree const& have,
                      Support const& want_support, Support const& have_support) {
    if (is_number(key, want) && is_number(key, have)) {
      bool const is_same =
          bare(want) == bare(have) && want_support.inside(want) == have_support.inside(have);
      if (!is_same) {
        set(supported(key, want, want_support, have_support));
      }
      return;
    }
    bool const are_objects =
        want.is_object() && have.is_object() && !is_number(key, want) && !is_number(key, have);
    if (are_objects && !is_list_of_numbers(want)) {
      compare(want, have, want_support, have_support);
      return;
    }
    if (are_objects) {
      Comparison inside(is_map_);
      inside.path_ = path_;
      inside.compare(want, have, want_support, have_support);
      if (!inside.result.empty()) {
        set(supported(key, want, want_support, have_support));
      }
      return;
    }
    if (!(want == have)) {
      set(supported(key, want, want_support, have_support));
    }
  }

  /// Shares, starts and the like belong together: one line says them all.
  [[nodiscard]] static bool is_list_of_numbers(Tree const& object) {
    std::size_t numbers = 0;
    for (auto const& [key, value] : object.members()) {
      if (!is_support(key) && !is_number(key, value)) {
        return false;
      }
      numbers += is_support(key) ? 0U : 1U;
    }
    return numbers > 1;
  }

  void set(Tree value) { result.push_back({is_map_, path_, std::move(value), {}}); }

  bool is_map_;
  std::vector<std::string> path_;
};

}  // namespace

std::vector<Override> differences(Tree const& want, Tree const& have, bool is_map) {
  Comparison comparison(is_map);
  comparison.compare(want, have, {}, {});
  return std::move(comparison.result);
}

SharedSupport shared_support(Tree const& part, Tree const& document, std::string_view without) {
  Support const everywhere = Support{}.inside(document);
  std::map<std::array<std::string, 3>, int> counts;
  count_supports("", part, everywhere, without, counts);
  auto const most =
      std::ranges::max_element(counts, {}, [](auto const& count) { return count.second; });
  if (most == counts.end()) {
    return {};
  }
  auto const own = [&](std::size_t i) {
    return most->first[i] == everywhere.values[i] ? "" : most->first[i];
  };
  return {own(0), own(1), own(2)};
}

std::string pointer_of(std::vector<std::string> const& path) {
  std::string pointer;
  for (std::string const& key : path) {
    pointer = json_pointer(pointer, key);
  }
  return pointer;
}

}  // namespace cxsim
