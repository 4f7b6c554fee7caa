#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/base/id.hpp"
#include "cxsim/map/map.hpp"

namespace cxsim {

/// Things that have an id in the files.
enum class Kind {
  department,
  channel,
  stage,
  touchpoint,
  journey,
  queue,
  segment,
  event,
  initiative,
  outcome,
  value
};
inline constexpr std::size_t kinds = 11;

[[nodiscard]] constexpr Kind kind_of(DepartmentId) noexcept { return Kind::department; }
[[nodiscard]] constexpr Kind kind_of(ChannelId) noexcept { return Kind::channel; }
[[nodiscard]] constexpr Kind kind_of(StageId) noexcept { return Kind::stage; }
[[nodiscard]] constexpr Kind kind_of(TouchpointId) noexcept { return Kind::touchpoint; }
[[nodiscard]] constexpr Kind kind_of(JourneyId) noexcept { return Kind::journey; }
[[nodiscard]] constexpr Kind kind_of(QueueId) noexcept { return Kind::queue; }
[[nodiscard]] constexpr Kind kind_of(SegmentId) noexcept { return Kind::segment; }
[[nodiscard]] constexpr Kind kind_of(OutcomeId) noexcept { return Kind::outcome; }
[[nodiscard]] constexpr Kind kind_of(EpisodeValueId) noexcept { return Kind::value; }
[[nodiscard]] constexpr Kind kind_of(InitiativeId) noexcept { return Kind::initiative; }

/// In messages: "touchpoint".
[[nodiscard]] Text thing_text(Kind kind);

/// In files and schemas: "touchpoint".
[[nodiscard]] std::string_view word_for(Kind kind);

/// The key of the object that defines the things of \p kind: "touchpoints".
[[nodiscard]] std::string_view section_of(Kind kind);

/// Whether things of \p kind are ordered by id instead of by their order in the file.
[[nodiscard]] bool is_ordered_by_id(Kind kind);

/// Ids of everything in a map and scenario, known before any reference is resolved.
class Names {
 public:
  Names() = default;
  /// The names in a map that was read.
  explicit Names(Map const& map);

  /// \pre No id occurs twice.
  void set(Kind kind, std::vector<std::string> ids);
  [[nodiscard]] std::vector<std::string> const& ids(Kind kind) const;
  [[nodiscard]] std::optional<std::uint32_t> find(Kind kind, std::string_view id) const;
  /// The id that was most likely meant, or empty.
  [[nodiscard]] std::string nearest(Kind kind, std::string_view id) const;

 private:
  std::array<std::vector<std::string>, kinds> ids_;
  std::array<std::map<std::string, std::uint32_t, std::less<>>, kinds> index_;
};

}  // namespace cxsim
