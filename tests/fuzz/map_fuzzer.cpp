#include "cxsim/io/map_file.hpp"
#include "fuzz/fuzzer.hpp"
#include "fuzz/numbers.hpp"

namespace cxsim {

void fuzz::try_input(std::string_view bytes) {
  FileKind const kind = detect_kind(bytes);
  auto const map = parse_map(bytes, "map.json");
  if (!map) {
    expect_refusal(map.error(), has_line);
    expect_readable(map.error());
    return;
  }
  CXSIM_EXPECTS(kind == FileKind::map);
  expect_readable(map->notes);
  expect_usable(map->parameters);
  std::string const text = write_map(map->map, map->parameters);
  auto const again = parse_map(text, "map.json");
  CXSIM_EXPECTS(again.has_value());
  CXSIM_EXPECTS(have_same_numbers(map->parameters, again->parameters));
  CXSIM_EXPECTS(write_map(again->map, again->parameters) == text);
}

}  // namespace cxsim
