#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "cxsim/parameters/parameter_table.hpp"
#include "fields.hpp"
#include "names.hpp"
#include "number_input.hpp"
#include "problems.hpp"

namespace cxsim {

/// Where the things of a file begin, for what is found wrong after reading.
using Places = std::array<std::vector<JsonPlace>, kinds>;

/// Finds the ids of \p kind in the file. Reports bad ids and ids that cannot be told apart.
void collect_names(JsonValue const& root, Kind kind, Names& names, Places& places,
                   Problems& problems);

/// What a number is said to come from, and how well it is supported.
struct Origin {
  std::string source;
  Evidence evidence = Evidence::expert;
  std::string period{};
};

/// Fills maps and scenarios from JSON. Reads on after a mistake; every number that the description
/// names is in the table in the end, with a stand-in when the file's number could not be read.
class Reader : public FieldVisitor {
 public:
  /// \p root and what the other references name outlive the reader.
  Reader(JsonValue const& root, Names const& names, ParameterTable& table, Problems& problems);
  /// Says that there is no map, so that nothing can be said of its ids and paths.
  void do_without_map() noexcept { has_map_ = false; }

  /// Reports keys of the outermost object that nobody asked for.
  void finish() { leave(); }
  /// Numbers that could not be read: their values mean nothing.
  [[nodiscard]] std::set<AnyParameter> const& unreadable() const noexcept { return unreadable_; }
  /// Whether every journey begins where the file says.
  [[nodiscard]] bool has_all_entries() const noexcept { return has_all_entries_; }
  /// Whether every queue stands at the touchpoint that the file says.
  [[nodiscard]] bool has_all_queue_places() const noexcept { return has_all_queue_places_; }
  /// Whether all transitions were read as they stand in the file.
  [[nodiscard]] bool has_all_transitions() const noexcept { return has_all_transitions_; }

  /// Where a thing that nothing else refers to stands. \pre It was read.
  [[nodiscard]] Location place_of_entry(std::string const& pointer) const;

  void header(std::string_view format) override;
  void text(std::string_view key, std::string& target, Field const& field) override;
  void date(std::string_view key, std::string& target, Field const& field) override;
  void remark(std::string_view key, Field const& field) override;
  void truth(std::string_view key, bool& target, Field const& field) override;
  void flags(std::string_view key, std::vector<Flag> const& flags, Field const& field) override;
  void object(std::string_view key, Field const& field, Describe const& describe) override;
  void group(std::string_view key, std::vector<GroupMember> const& members, GroupDefault standard,
             Field const& field) override;
  void sums_to_one(std::string_view path, std::vector<AnyParameter> const& members) override;
  void transitions(std::string_view key, Table<TouchpointId, Touchpoint>& touchpoints,
                   Field const& field) override;
  void derived(std::string_view key, Unit unit, std::uint32_t& index,
               std::string_view source) override;
  void changes(std::string_view key, std::vector<ParameterChange>& changes,
               Field const& field) override;
  void effects(std::string_view key, std::vector<Effect>& effects, Field const& field) override;
  void correlations(std::string_view key, Field const& field) override;

 protected:
  std::optional<int> choose(std::string_view key, std::vector<Choice> const& choices, int standard,
                            Field const& field) override;
  std::uint32_t number(std::string_view key, Unit unit, std::uint32_t index,
                       NumberField const& field) override;
  std::optional<std::uint32_t> optional_number(std::string_view key, Unit unit,
                                               std::optional<std::uint32_t> index,
                                               NumberField const& field) override;
  std::uint32_t number_or(std::string_view key, Unit unit, std::uint32_t index,
                          Alternative const& other, NumberField const& field) override;
  std::uint32_t number_and_parts(std::string_view key, Unit unit, std::uint32_t index,
                                 NumberField const& field, Describe const& parts) override;
  std::optional<std::uint32_t> refer(std::string_view key, Kind kind,
                                     std::optional<std::uint32_t> index,
                                     Field const& field) override;
  std::vector<std::uint32_t> refer_to_several(std::string_view key, Kind kind,
                                              std::vector<std::uint32_t> const& indices,
                                              Field const& field) override;
  bool has(std::string_view key, bool present) override;
  std::size_t count(Kind kind, std::size_t present) override;
  std::string id(Kind kind, std::size_t index) override;
  std::vector<std::uint32_t> mentioned(std::string_view key, Kind kind,
                                       std::vector<std::uint32_t> const& present) override;
  std::vector<std::string> entry_ids(std::string_view key,
                                     std::vector<std::string> const& present) override;
  void describe_entries(std::string_view key, std::string_view word,
                        std::vector<std::string> const& ids, Field const& field,
                        DescribeMember const& describe) override;
  void items(Kind kind, Field const& field, std::size_t count,
             DescribeMember const& describe) override;
  void members(std::string_view key, Kind kind, Field const& field, std::size_t count,
               DescribeMember const& describe) override;

 private:
  /// An object of the file that is being read.
  struct Scope {
    JsonValue const* object = nullptr;  ///< nothing: not in the file
    std::string pointer;
    std::string path;  ///< of its numbers
    Origin origin;     ///< of its numbers, unless they say otherwise
    std::vector<std::string> known;
    bool are_keys_ids = false;  ///< keys were checked as ids
  };

  /// The operations of a change as they stand in the file.
  struct ChangeInput {
    Operation operation = Operation::multiply;
    AnyParameter size;
    std::optional<AnyParameter> from;
  };

  [[nodiscard]] Scope& here() { return scopes_.back(); }
  /// The value of \p key in this object, or null.
  [[nodiscard]] JsonValue const* take(std::string_view key);
  [[nodiscard]] bool is_needed(Need need) const {
    return need == Need::required || (need == Need::required_with_segments && has_segments_);
  }
  [[nodiscard]] std::string pointer_to(std::string_view key) const;
  [[nodiscard]] std::string path_to(std::string_view key) const;
  void report_missing(std::string_view key, std::string_view doc, std::string_view example,
                      std::vector<Repair> repairs = {});
  void report_unknown_path(JsonValue const& value, std::string const& pointer,
                           std::string const& path);
  void report_unknown_id(JsonValue const& id, std::string const& pointer, Kind kind);
  /// Of a member of \p object, whose key should be an id.
  void report_unknown_id(JsonMember const& member, JsonValue const& object,
                         std::string const& pointer, Kind kind);
  /// The id that was most likely meant; empty: none.
  [[nodiscard]] std::string meant_id(Kind kind, std::string const& id) const;
  void report_unknown_id(Location where, Kind kind, std::string const& id, std::string const& meant,
                         std::vector<Repair> repairs);

  /// Enters the object \p value (null: absent) as \p key of this one.
  void enter(std::string_view key, JsonValue const* value);
  /// Enters the object at \p key; reports a missing or wrong one.
  void enter_object(std::string_view key, Field const& field);
  void leave();
  [[nodiscard]] Origin origin_of(JsonValue const& object, std::string const& pointer,
                                 Origin inherited);

  [[nodiscard]] std::uint32_t add_number(std::string path, Unit unit, NumberField const& field,
                                         JsonValue const* value, std::string const& pointer,
                                         std::span<std::string_view const> other_keys = {});
  [[nodiscard]] std::optional<std::uint32_t> find_reference(JsonValue const& value,
                                                            std::string const& pointer, Kind kind);

  /// A number of a whole, as it stands in the file.
  struct WholeMember {
    std::string key;
    JsonValue const* value = nullptr;
  };
  /// Reads the numbers of this object as one whole: shares, or counts when \p counts is given.
  [[nodiscard]] std::vector<AnyParameter> read_whole(std::vector<WholeMember> const& members,
                                                     JsonValue const* counts,
                                                     NumberField const& each, Unit unit);
  /// Reads this object, a group whose members the program knows.
  [[nodiscard]] std::vector<AnyParameter> read_group(std::vector<GroupMember> const& members,
                                                     Field const& field);
  [[nodiscard]] std::vector<AnyParameter> usual_group(std::vector<GroupMember> const& members,
                                                      GroupDefault standard, Field const& field);
  [[nodiscard]] std::vector<double> read_counts(std::vector<WholeMember> const& members,
                                                JsonValue const& counts);
  void check_sum(std::vector<AnyParameter> const& members, Location where);
  /// What makes these numbers sum to 1.
  [[nodiscard]] std::vector<Repair> scaled(std::vector<AnyParameter> const& members) const;

  /// Reads this object, what follows one outcome of a touchpoint.
  [[nodiscard]] std::vector<Transition> read_outcome();
  /// Where it leads, without its probability.
  [[nodiscard]] std::optional<Transition> find_target(JsonMember const& member,
                                                      JsonValue const& object,
                                                      std::string const& pointer);
  /// Adds to this object that episodes end at \p touchpoint.
  [[nodiscard]] std::vector<Repair> end_at(std::string const& touchpoint) const;
  /// Reads this object, what follows \p touchpoint.
  void read_outcomes(Touchpoint& touchpoint);
  void read_failure(Touchpoint& touchpoint);

  /// Reads one entry of the changes in this object.
  [[nodiscard]] std::vector<ParameterChange> read_change(JsonMember const& member);
  // The following read this object, one change.
  [[nodiscard]] std::vector<AnyParameter> read_targets();
  [[nodiscard]] std::optional<ChangeInput> read_operation(ParameterInfo const& target);
  /// Whether this number may change here; reports why not.
  [[nodiscard]] bool may_change(ParameterInfo const& target, std::optional<SegmentId> segment);
  /// Whether the operation makes sense for this number; reports why not.
  [[nodiscard]] bool fits(ChangeInput const& input, ParameterInfo const& target);
  [[nodiscard]] std::vector<AnyParameter> find_targets(JsonValue const& change,
                                                       std::string const& pointer);
  [[nodiscard]] ParameterChange make_change(AnyParameter target, ParameterInfo const& info,
                                            ChangeInput const& input,
                                            std::optional<SegmentId> segment) const;
  /// The things that this object defines, ordered by id.
  [[nodiscard]] std::vector<JsonMember const*> members_by_id();

  void read_correlation(JsonMember const& member);
  [[nodiscard]] std::optional<Correlation::Member> find_member(JsonValue const& value,
                                                               std::string const& pointer);

  Names const& names_;
  ParameterTable& table_;
  Problems& problems_;
  bool has_map_ = true;
  bool has_segments_;  ///< else the map is a plain chain
  std::vector<Scope> scopes_;
  std::set<AnyParameter> unreadable_;
  std::vector<JsonValue const*> written_;  ///< by parameter: where it stands in the file, or null
  std::map<std::string, JsonPlace> entry_places_;  ///< by JSON Pointer
  std::set<AnyParameter> correlated_;              ///< members of a correlation so far
  std::size_t transition_count_ = 0;
  bool has_all_transitions_ = true;
  bool has_all_entries_ = true;
  bool has_all_queue_places_ = true;
  bool is_difference_ = false;  ///< a segment's change, not an event's or an initiative's
};

}  // namespace cxsim
