#pragma once

#include <string>
#include <vector>

#include "cxsim/base/text.hpp"
#include "json_cursor.hpp"

namespace cxsim {

/// What the reader had just read when the grammar broke.
enum class JsonPhase {
  before_document,
  after_document,
  array_start,
  after_element,
  object_start,
  after_key,
  after_member
};

struct JsonContext {
  JsonPhase phase = JsonPhase::before_document;
  JsonPlace container;    ///< where the innermost open object or array begins
  std::string key;        ///< of the member whose value is due
  JsonCursor last_token;  ///< the last token that was accepted
  JsonCursor cursor;      ///< behind it
};

struct JsonFault {
  Text text;
  JsonPlace place;
  std::vector<Argument> arguments = {};
  std::string before = {};  ///< what stands at \ref place and should be \ref after
  std::string after = {};
};

/// Puts into words why the text cannot go on after \p context.
/// \pre A JSON reader refused it there.
[[nodiscard]] JsonFault find_json_fault(JsonContext const& context);

}  // namespace cxsim
