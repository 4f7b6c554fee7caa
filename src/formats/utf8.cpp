#include "cxsim/formats/utf8.hpp"

#include <array>
#include <cstring>

#include "cxsim/base/contract.hpp"

namespace cxsim {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// What the first byte says about the rest (Unicode standard, table 3-7).
struct Lead {
  std::size_t length;         ///< of the whole sequence; 0: no sequence begins with this byte
  unsigned char low_second;   ///< least second byte
  unsigned char high_second;  ///< greatest second byte
};

[[nodiscard]] constexpr Lead lead_of(unsigned char byte) {
  if (byte < 0x80) {
    return {1, 0, 0};
  }
  if (byte < 0xC2) {
    return {0, 0, 0};
  }
  if (byte < 0xE0) {
    return {2, 0x80, 0xBF};
  }
  if (byte < 0xF0) {
    return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
  }
  if (byte < 0xF5) {
    return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
  }
  return {0, 0, 0};
}

/// Bytes of plain ASCII at the beginning, eight at a time.
[[nodiscard]] std::size_t ascii_prefix(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::size_t offset = 0;
  for (; offset + 8 <= text.size(); offset += 8) {
    std::uint64_t block = 0;
    std::memcpy(&block, text.data() + offset, sizeof block);
    if ((block & high_bits) != 0) {
      break;
    }
  }
  while (offset < text.size() && static_cast<unsigned char>(text[offset]) < 0x80) {
    ++offset;
  }
  return offset;
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  CXSIM_EXPECTS(!text.empty());
  auto const byte_at = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  Lead const lead = lead_of(byte_at(0));
  if (lead.length == 0) {
    return {replacement, 1, false};
  }
  constexpr std::array<unsigned, 5> lead_masks{0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t value = byte_at(0) & lead_masks[lead.length];
  for (std::size_t index = 1; index < lead.length; ++index) {
    unsigned char const low = index == 1 ? lead.low_second : 0x80;
    unsigned char const high = index == 1 ? lead.high_second : 0xBF;
    if (index >= text.size() || byte_at(index) < low || byte_at(index) > high) {
      return {replacement, index, false};
    }
    value = (value << 6U) | (byte_at(index) & 0x3FU);
  }
  return {value, lead.length, true};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
  std::size_t offset = 0;
  while (true) {
    offset += ascii_prefix(text.substr(offset));
    if (offset == text.size()) {
      return std::nullopt;
    }
    CodePoint const next = first_code_point(text.substr(offset));
    if (!next.is_valid) {
      return offset;
    }
    offset += next.length;
  }
}

std::string with_valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (auto const fault = find_invalid_utf8(text)) {
    valid += text.substr(0, *fault);
    valid += to_utf8(replacement);
    text.remove_prefix(*fault + first_code_point(text.substr(*fault)).length);
  }
  return valid += text;
}

std::string to_utf8(char32_t code_point) {
  auto const is_surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  char32_t const value = is_surrogate || code_point > 0x10FFFF ? replacement : code_point;
  auto const tail = [value](unsigned shift) {
    return static_cast<char>(0x80U | ((value >> shift) & 0x3FU));
  };
  auto const lead = [value](unsigned mark, unsigned shift) {
    return static_cast<char>(mark | (value >> shift));
  };
  if (value < 0x80) {
    return {static_cast<char>(value)};
  }
  if (value < 0x800) {
    return {lead(0xC0, 6), tail(0)};
  }
  if (value < 0x10000) {
    return {lead(0xE0, 12), tail(6), tail(0)};
  }
  return {lead(0xF0, 18), tail(12), tail(6), tail(0)};
}

}  // namespace cxsim
