#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cxsim/formats/json.hpp"
#include "cxsim/parameters/parameter_table.hpp"
#include "fields.hpp"
#include "names.hpp"

namespace cxsim {

/// Makes the JSON of a map or scenario. Numbers that are defaults of the program are left out;
/// source, evidence and period stand once at the top where most numbers share them.
class Writer : public FieldVisitor {
 public:
  /// \param map_path what a scenario names as its map; empty when a map is written.
  Writer(ParameterTable const& table, Names const& names, std::string map_path);

  [[nodiscard]] Json take() { return std::move(frames_.front().object); }

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
  /// An object that is being written.
  struct Frame {
    std::string key;
    Json object = Json::object();
    bool is_empty = true;
  };

  void set(std::string_view key, Json value);
  void enter(std::string_view key) { frames_.push_back({std::string(key)}); }
  /// Puts the object into the one around it, unless nothing stands in it.
  void leave();
  void set_number(std::string_view key, AnyParameter parameter);
  /// Sets the parts of a number in this object.
  void set_parts(ParameterInfo const& info);
  void set_origin(ParameterInfo const& info);
  /// Sets numbers that sum to 1, each under the last part of its path.
  void set_whole(std::string_view key, std::vector<AnyParameter> const& members);
  [[nodiscard]] bool has_common_origin(ParameterInfo const& info) const;
  /// Sets changes that share their size, and so one entry of the file.
  void set_change(std::span<ParameterChange const* const> changes, std::string_view segment);
  void set_changes(std::vector<ParameterChange const*> const& changes, bool with_segments);

  ParameterTable const& table_;
  Names const& names_;
  std::string map_path_;
  std::string common_source_;
  Evidence common_evidence_ = Evidence::expert;
  std::string common_period_;
  std::vector<Frame> frames_;
};

}  // namespace cxsim
