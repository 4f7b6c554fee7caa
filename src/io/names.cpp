#include "names.hpp"

#include <utility>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/nearest.hpp"
#include "cxsim/io/texts.hpp"

namespace cxsim {

namespace {

struct KindWords {
  Text word;
  std::string_view section;
};

constexpr std::array<KindWords, kinds> words{{{texts::thing_department, "departments"},
                                              {texts::thing_channel, "channels"},
                                              {texts::thing_stage, "stages"},
                                              {texts::thing_touchpoint, "touchpoints"},
                                              {texts::thing_journey, "journeys"},
                                              {texts::thing_queue, "queues"},
                                              {texts::thing_segment, "segments"},
                                              {texts::thing_event, "events"},
                                              {texts::thing_initiative, "initiatives"},
                                              {texts::thing_outcome, "outcomes"},
                                              {texts::thing_value, "values"}}};

[[nodiscard]] std::size_t position(Kind kind) { return static_cast<std::size_t>(kind); }

template <class Things>
[[nodiscard]] std::vector<std::string> ids_of(Things const& things) {
  std::vector<std::string> ids;
  for (auto const& thing : things) {
    ids.push_back(thing.id);
  }
  return ids;
}

}  // namespace

Text thing_text(Kind kind) { return words[position(kind)].word; }

std::string_view word_for(Kind kind) { return thing_text(kind).in(Language::english); }

std::string_view section_of(Kind kind) { return words[position(kind)].section; }

bool is_ordered_by_id(Kind kind) {
  return kind == Kind::journey || kind == Kind::queue || kind == Kind::event ||
         kind == Kind::initiative;
}

Names::Names(Map const& map) {
  set(Kind::department, ids_of(map.departments));
  set(Kind::channel, ids_of(map.channels));
  set(Kind::stage, ids_of(map.stages));
  set(Kind::touchpoint, ids_of(map.touchpoints));
  set(Kind::journey, ids_of(map.journeys));
  set(Kind::queue, ids_of(map.queues));
  set(Kind::segment, ids_of(map.segments));
  set(Kind::outcome, ids_of(map.outcomes));
  set(Kind::value, ids_of(map.values));
}

void Names::set(Kind kind, std::vector<std::string> ids) {
  auto& index = index_[position(kind)];
  index.clear();
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    bool const is_new = index.emplace(ids[i], i).second;
    CXSIM_EXPECTS(is_new);
  }
  ids_[position(kind)] = std::move(ids);
}

std::vector<std::string> const& Names::ids(Kind kind) const { return ids_[position(kind)]; }

std::optional<std::uint32_t> Names::find(Kind kind, std::string_view id) const {
  auto const& index = index_[position(kind)];
  auto const found = index.find(id);
  return found == index.end() ? std::nullopt : std::optional(found->second);
}

std::string Names::nearest(Kind kind, std::string_view id) const {
  return cxsim::nearest(id, ids(kind)).value_or("");
}

}  // namespace cxsim
