#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cxsim/base/diagnostic.hpp"
#include "cxsim/formats/byte_source.hpp"

namespace cxsim {

/// How the characters of a text were written as bytes.
enum class Encoding { utf8, utf16_little, utf16_big, windows_1250, windows_1252 };

/// The encoding of the text that begins with \p sample: by its byte order mark; UTF-8 when most of
/// what is not ASCII is valid UTF-8; otherwise the one of windows-1250 (Polish) and windows-1252
/// (Western European) whose letters the bytes are. What both would write alike is windows-1250
/// only when all of it is Polish.
[[nodiscard]] Encoding guess_encoding(std::string_view sample);

/// Tells the user that \p file was not in UTF-8, what was assumed and how to check it; nothing for
/// UTF-8.
[[nodiscard]] Diagnostics encoding_notes(Encoding encoding, std::string const& file);

/// A text as UTF-8 without byte order mark, whatever it was written in. Invalid UTF-8 stays as it
/// is, so that the reader behind can name its place; bytes that another encoding does not know
/// become U+FFFD.
class DecodedSource final : public ByteSource {
 public:
  /// \param source must outlive this one.
  explicit DecodedSource(ByteSource& source);
  DecodedSource(DecodedSource&&) noexcept;
  DecodedSource& operator=(DecodedSource&&) noexcept;
  ~DecodedSource() override;

  [[nodiscard]] Result<std::string_view> next_chunk() override;

  /// Final once the end was reached: a text that has shown only ASCII so far counts as UTF-8.
  [[nodiscard]] Encoding encoding() const noexcept;

 private:
  class Decoder;
  std::unique_ptr<Decoder> decoder_;
};

/// A text and what it was written in.
struct DecodedText {
  std::string text;  ///< UTF-8 without byte order mark
  Encoding encoding = Encoding::utf8;
};

[[nodiscard]] DecodedText decode(std::string_view bytes);

}  // namespace cxsim
