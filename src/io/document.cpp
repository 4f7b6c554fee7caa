#include "document.hpp"

#include <utility>

#include "cxsim/formats/nearest.hpp"
#include "cxsim/io/texts.hpp"
#include "repairs.hpp"

namespace cxsim {

namespace {

[[nodiscard]] std::string_view format_of(FileKind kind) {
  return kind == FileKind::map ? "cxsim-map" : "cxsim-scenario";
}

[[nodiscard]] FileKind kind_called(std::string_view format) {
  for (FileKind const kind : {FileKind::map, FileKind::scenario}) {
    if (format == format_of(kind)) {
      return kind;
    }
  }
  return FileKind::unknown;
}

[[nodiscard]] FileKind kind_of_document(JsonValue const& root) {
  JsonValue const* format = root.kind() == JsonKind::object ? root.find("format") : nullptr;
  return format == nullptr || format->kind() != JsonKind::string ? FileKind::unknown
                                                                 : kind_called(format->string());
}

void report_format(JsonValue const& root, FileKind kind, Problems& problems) {
  std::string const wanted(format_of(kind));
  JsonValue const* format = root.find("format");
  if (format == nullptr) {
    problems.error(root.place(), "", texts::no_format, {wanted});
    return;
  }
  FileKind const found = kind_of_document(root);
  Text text = texts::unknown_format;
  if (found == FileKind::map) {
    text = texts::map_instead_of_scenario;
  } else if (found == FileKind::scenario) {
    text = texts::scenario_instead_of_map;
  }
  std::string const given = format->kind() == JsonKind::string ? format->string() : "";
  bool const is_misspelt =
      found == FileKind::unknown && nearest(given, std::vector<std::string>{wanted});
  problems.error(
      format->place(), "/format", text, {wanted, given},
      is_misspelt ? write_text(format->place(), "/format", given, wanted, problems) : Repairs{});
}

[[nodiscard]] bool has_good_version(JsonValue const& root, Problems& problems) {
  JsonValue const* version = root.find("version");
  if (version == nullptr) {
    std::string const current = std::to_string(format_version);
    problems.error(root.place(), "", texts::no_version, {current},
                   add_member(root, "/version", "version", current, problems));
    return false;
  }
  auto const number = version->kind() == JsonKind::number ? version->integer() : std::nullopt;
  if (!number || *number < 1) {
    problems.error(version->place(), "/version", texts::bad_version,
                   {std::to_string(format_version)});
    return false;
  }
  if (*number > format_version) {
    problems.error(version->place(), "/version", texts::newer_version,
                   {std::to_string(*number), std::to_string(format_version)});
    return false;
  }
  return true;
}

}  // namespace

FileKind detect_kind(std::string_view text) {
  if (auto const format = find_json_text(text, "format")) {
    return kind_called(*format);
  }
  // Broken, perhaps: what stands anywhere may still say what was meant.
  std::size_t const format = text.find("\"format\"");
  std::string_view const rest =
      format == std::string_view::npos ? std::string_view{} : text.substr(format, 200);
  for (FileKind const kind : {FileKind::map, FileKind::scenario}) {
    if (rest.find('"' + std::string(format_of(kind)) + '"') != std::string_view::npos) {
      return kind;
    }
  }
  return FileKind::unknown;
}

std::optional<JsonValue> read_document(std::string_view text, FileKind kind, Problems& problems) {
  auto root = parse_json(text, problems.file());
  if (!root) {
    problems.append(std::move(root.error()));
    return std::nullopt;
  }
  if (root->kind() != JsonKind::object) {
    report_kind(*root, "", {texts::value_whole_object, {"{ … }"}}, problems);
    return std::nullopt;
  }
  if (kind_of_document(*root) != kind) {
    report_format(*root, kind, problems);
    return std::nullopt;
  }
  if (!has_good_version(*root, problems)) {
    return std::nullopt;
  }
  return std::move(*root);
}

}  // namespace cxsim
