#include "cxsim/formats/encoding.hpp"
#include "fuzz/fuzzer.hpp"

namespace cxsim {

namespace {

[[nodiscard]] DecodedText decoded_in_pieces(std::string_view bytes, std::size_t chunk_size) {
  TextSource source(bytes, chunk_size);
  DecodedSource decoded(source);
  DecodedText result;
  for (auto chunk = decoded.next_chunk(); !chunk->empty(); chunk = decoded.next_chunk()) {
    result.text += *chunk;
  }
  result.encoding = decoded.encoding();
  return result;
}

void expect_code_points(std::string_view text) {
  std::string rebuilt;
  for (std::size_t position = 0; position < text.size();) {
    CodePoint const point = first_code_point(text.substr(position));
    CXSIM_EXPECTS(point.length >= 1 && point.length <= text.size() - position);
    CXSIM_EXPECTS(!point.is_valid || to_utf8(point.value) == text.substr(position, point.length));
    rebuilt += to_utf8(point.value);
    position += point.length;
  }
  CXSIM_EXPECTS(rebuilt == with_valid_utf8(text));
  CXSIM_EXPECTS(!find_invalid_utf8(rebuilt));
}

}  // namespace

void fuzz::try_input(std::string_view bytes) {
  DecodedText const whole = decode(bytes);
  CXSIM_EXPECTS(whole.encoding == Encoding::utf8 || !find_invalid_utf8(whole.text));
  CXSIM_EXPECTS(whole.encoding == guess_encoding(bytes));
  Diagnostics const notes = encoding_notes(whole.encoding, "file.csv");
  CXSIM_EXPECTS(notes.empty() == (whole.encoding == Encoding::utf8));
  expect_readable(notes);
  DecodedText const pieces = decoded_in_pieces(bytes, 3);
  CXSIM_EXPECTS(pieces.encoding == whole.encoding && pieces.text == whole.text);
  expect_code_points(bytes);
}

}  // namespace cxsim
