#include "cxsim/formats/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/texts.hpp"
#include "cxsim/formats/utf8.hpp"

namespace cxsim {

namespace {

/// How much of a text must be known before the encoding of what is not ASCII is decided.
constexpr std::size_t sample_bytes = std::size_t{64} << 10;

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view little_mark = "\xFF\xFE";
constexpr std::string_view big_mark = "\xFE\xFF";

/// Polish letters of windows-1250 that are signs in windows-1252: Ą ą Ś ś Ź ź Ż ż Ł ł.
constexpr std::string_view polish_signs = "\xA5\xB9\x8C\x9C\x8F\x9F\xAF\xBF\xA3\xB3";
/// Polish letters of windows-1250 that are letters in windows-1252 as well: Ę ę Ć ć Ń ń Ó ó.
constexpr std::string_view shared_letters = "\xCA\xEA\xC6\xE6\xD1\xF1\xD3\xF3";
/// Letters of windows-1252 that are no Polish ones in windows-1250: À à Ã ã Å å È è Ì ì Ò ò Õ õ Ø ø
/// Ù ù Û û.
constexpr std::string_view western_letters =
    "\xC0\xE0\xC3\xE3\xC5\xE5\xC8\xE8\xCC\xEC\xD2\xF2\xD5\xF5\xD8\xF8\xD9\xF9\xDB\xFB";

[[nodiscard]] bool is_ascii(char byte) { return static_cast<unsigned char>(byte) < 0x80; }

[[nodiscard]] bool is_ascii_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/// Valid and invalid sequences beyond ASCII.
struct Utf8Census {
  std::size_t valid = 0;
  std::size_t invalid = 0;
};

[[nodiscard]] Utf8Census census_of(std::string_view sample) {
  Utf8Census census;
  while (!sample.empty()) {
    CodePoint const point = first_code_point(sample);
    census.invalid += point.is_valid ? 0U : 1U;
    census.valid += point.is_valid && point.length > 1 ? 1U : 0U;
    sample.remove_prefix(point.length);
  }
  return census;
}

/// A sign stands alone or beside figures; inside a word its byte is a letter.
[[nodiscard]] bool is_in_word(std::string_view text, std::size_t at) {
  return (at > 0 && is_ascii_letter(text[at - 1])) ||
         (at + 1 < text.size() && is_ascii_letter(text[at + 1]));
}

[[nodiscard]] Encoding guess_code_page(std::string_view sample) {
  std::size_t polish = 0;
  std::size_t western = 0;
  std::size_t others = 0;
  for (std::size_t at = 0; at < sample.size(); ++at) {
    char const byte = sample[at];
    if (is_ascii(byte)) {
      continue;
    }
    if (polish_signs.find(byte) != std::string_view::npos) {
      polish += is_in_word(sample, at) ? 1U : 0U;
    } else if (western_letters.find(byte) != std::string_view::npos) {
      ++western;
    } else if (shared_letters.find(byte) == std::string_view::npos) {
      ++others;
    }
  }
  bool const is_polish = polish > western || (polish == western && western + others == 0);
  return is_polish ? Encoding::windows_1250 : Encoding::windows_1252;
}

[[nodiscard]] Encoding guess_without_mark(std::string_view sample) {
  Utf8Census const census = census_of(sample);
  return census.valid >= census.invalid ? Encoding::utf8 : guess_code_page(sample);
}

[[nodiscard]] char const* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      break;
    case Encoding::utf16_little:
      return "UTF-16LE";
    case Encoding::utf16_big:
      return "UTF-16BE";
    case Encoding::windows_1250:
      return "CP1250";
    case Encoding::windows_1252:
      return "CP1252";
  }
  return "UTF-8";
}

[[nodiscard]] std::size_t unit_bytes(Encoding encoding) {
  return encoding == Encoding::utf16_little || encoding == Encoding::utf16_big ? 2 : 1;
}

/// iconv(3) from one encoding into UTF-8.
class Converter {
 public:
  explicit Converter(Encoding from)
      : descriptor_(iconv_open("UTF-8", iconv_name(from))), unit_bytes_(unit_bytes(from)) {
    CXSIM_EXPECTS(is_open());
  }
  Converter(Converter const&) = delete;
  Converter& operator=(Converter const&) = delete;
  ~Converter() {
    if (is_open()) {
      iconv_close(descriptor_);
    }
  }

  /// Appends \p bytes to \p text and returns how many were used: all but a character cut off.
  [[nodiscard]] std::size_t append(std::string_view bytes, std::string& text) {
    // iconv takes its input as char*, but does not write to it.
    char* input = const_cast<char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
      std::array<char, 4096> buffer;
      char* output = buffer.data();
      std::size_t room = buffer.size();
      std::size_t const status = iconv(descriptor_, &input, &left, &output, &room);
      int const problem = status == static_cast<std::size_t>(-1) ? errno : 0;
      text.append(buffer.data(), buffer.size() - room);
      if (problem == EINVAL) {
        break;
      }
      if (problem == EILSEQ) {
        text += to_utf8(0xFFFD);
        std::size_t const skipped = std::min(left, unit_bytes_);
        input += skipped;
        left -= skipped;
      }
    }
    return bytes.size() - left;
  }

 private:
  [[nodiscard]] bool is_open() const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): how POSIX says that it failed
    return descriptor_ != reinterpret_cast<iconv_t>(-1);
  }

  iconv_t descriptor_;
  std::size_t unit_bytes_;
};

}  // namespace

Encoding guess_encoding(std::string_view sample) {
  if (sample.starts_with(utf8_mark)) {
    return Encoding::utf8;
  }
  if (sample.starts_with(little_mark)) {
    return Encoding::utf16_little;
  }
  if (sample.starts_with(big_mark)) {
    return Encoding::utf16_big;
  }
  return guess_without_mark(sample);
}

Diagnostics encoding_notes(Encoding encoding, std::string const& file) {
  Diagnostics notes;
  switch (encoding) {
    case Encoding::utf8:
      break;
    case Encoding::utf16_little:
    case Encoding::utf16_big:
      notes.add(Severity::note, {.file = file}, texts::encoding_utf16);
      break;
    case Encoding::windows_1250:
      notes.add(Severity::note, {.file = file}, texts::encoding_windows_1250);
      break;
    case Encoding::windows_1252:
      notes.add(Severity::note, {.file = file}, texts::encoding_windows_1252);
      break;
  }
  return notes;
}

/// Passes ASCII on until something else appears, then decides.
class DecodedSource::Decoder {
 public:
  explicit Decoder(ByteSource& source) : source_(&source) {}

  [[nodiscard]] Encoding encoding() const noexcept { return encoding_.value_or(Encoding::utf8); }

  [[nodiscard]] Result<std::string_view> next_chunk() {
    while (true) {
      auto const chunk = is_decided() ? source_->next_chunk() : sample();
      if (!chunk) {
        return chunk;
      }
      if (converter_ == nullptr) {
        return *chunk;
      }
      bool const is_end = chunk->empty();
      convert(*chunk);
      if (is_end && !undecoded_.empty()) {
        undecoded_.clear();
        text_ += to_utf8(0xFFFD);
      }
      if (is_end || !text_.empty()) {
        return text_;
      }
    }
  }

 private:
  [[nodiscard]] bool is_decided() const noexcept { return encoding_.has_value(); }

  /// The next piece with as much as a decision needs; the mark of the beginning is left out.
  [[nodiscard]] Result<std::string_view> sample() {
    auto chunk = source_->next_chunk();
    if (!chunk || (is_behind_start_ && std::ranges::all_of(*chunk, is_ascii))) {
      return chunk;
    }
    sample_ = *chunk;
    while (needs_more() && !chunk->empty()) {
      chunk = source_->next_chunk();
      if (!chunk) {
        return chunk;
      }
      sample_ += *chunk;
    }
    std::string_view rest = sample_;
    if (!std::ranges::all_of(rest, is_ascii)) {
      rest.remove_prefix(decide(rest));
    }
    is_behind_start_ = true;
    return rest;
  }

  /// Whether the sample is short, or may end inside a character.
  [[nodiscard]] bool needs_more() const {
    return sample_.size() < sample_bytes ||
           (!is_ascii(sample_.back()) && sample_.size() < 2 * sample_bytes);
  }

  /// Length of the mark at the beginning of \p sample.
  [[nodiscard]] std::size_t decide(std::string_view sample) {
    Encoding const guess = is_behind_start_ ? guess_without_mark(sample) : guess_encoding(sample);
    encoding_ = guess;
    if (guess != Encoding::utf8) {
      converter_ = std::make_unique<Converter>(guess);
    }
    if (is_behind_start_) {
      return 0;
    }
    if (guess == Encoding::utf8) {
      return sample.starts_with(utf8_mark) ? utf8_mark.size() : 0;
    }
    return unit_bytes(guess) == 2 ? little_mark.size() : 0;
  }

  void convert(std::string_view bytes) {
    text_.clear();
    undecoded_ += bytes;
    undecoded_.erase(0, converter_->append(undecoded_, text_));
  }

  ByteSource* source_;
  std::optional<Encoding> encoding_;
  bool is_behind_start_ = false;
  std::string sample_;
  std::unique_ptr<Converter> converter_;
  std::string undecoded_;  ///< the beginning of a character
  std::string text_;
};

DecodedSource::DecodedSource(ByteSource& source) : decoder_(std::make_unique<Decoder>(source)) {}
DecodedSource::DecodedSource(DecodedSource&&) noexcept = default;
DecodedSource& DecodedSource::operator=(DecodedSource&&) noexcept = default;
DecodedSource::~DecodedSource() = default;

Result<std::string_view> DecodedSource::next_chunk() { return decoder_->next_chunk(); }

Encoding DecodedSource::encoding() const noexcept { return decoder_->encoding(); }

DecodedText decode(std::string_view bytes) {
  TextSource source(bytes);
  DecodedSource decoded(source);
  DecodedText result;
  for (auto chunk = decoded.next_chunk(); chunk && !chunk->empty(); chunk = decoded.next_chunk()) {
    result.text += *chunk;
  }
  result.encoding = decoded.encoding();
  return result;
}

}  // namespace cxsim
