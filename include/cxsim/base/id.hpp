#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cxsim {

/// Position of one thing in its table; ids of different things do not mix.
template <class Tag>
struct Id {
  std::uint32_t index = 0;

  friend constexpr auto operator<=>(Id, Id) = default;
};

using DepartmentId = Id<struct DepartmentTag>;
using ChannelId = Id<struct ChannelTag>;
using StageId = Id<struct StageTag>;
using TouchpointId = Id<struct TouchpointTag>;
using JourneyId = Id<struct JourneyTag>;
using SegmentId = Id<struct SegmentTag>;
using QueueId = Id<struct QueueTag>;
using OutcomeId = Id<struct OutcomeTag>;
using EpisodeValueId = Id<struct EpisodeValueTag>;
using InitiativeId = Id<struct InitiativeTag>;

/// A vector that is indexed by its own kind of id only.
template <class Key, class Value>
class Table {
 public:
  using value_type = Value;
  using const_iterator = typename std::vector<Value>::const_iterator;
  using iterator = typename std::vector<Value>::iterator;

  [[nodiscard]] Value const& operator[](Key key) const { return values_[key.index]; }
  [[nodiscard]] Value& operator[](Key key) { return values_[key.index]; }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] auto begin() const noexcept { return values_.begin(); }
  [[nodiscard]] auto end() const noexcept { return values_.end(); }
  [[nodiscard]] auto begin() noexcept { return values_.begin(); }
  [[nodiscard]] auto end() noexcept { return values_.end(); }

  Key push_back(Value value) {
    values_.push_back(static_cast<Value&&>(value));
    return Key{static_cast<std::uint32_t>(values_.size() - 1)};
  }
  void resize(std::size_t size, Value const& value = Value{}) { values_.resize(size, value); }

  /// Every key in order, for loops that need the key itself.
  [[nodiscard]] std::vector<Key> keys() const {
    std::vector<Key> keys;
    keys.reserve(size());
    for (std::uint32_t index = 0; index < size(); ++index) {
      keys.push_back(Key{index});
    }
    return keys;
  }

 private:
  std::vector<Value> values_;
};

/// Every key, in the order of the ids of what the table holds. Sums run in this order: the order in
/// the file decides what is listed first, never the last digit of a sum.
template <class Key, class Value>
[[nodiscard]] std::vector<Key> keys_by_id(Table<Key, Value> const& table) {
  std::vector<Key> keys = table.keys();
  std::ranges::sort(
      keys, {}, [&](Key key) -> auto const& { return table[key].id; });
  return keys;
}

}  // namespace cxsim
