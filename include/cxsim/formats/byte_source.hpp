#pragma once

#include <cstddef>
#include <string_view>

#include "cxsim/base/result.hpp"

namespace cxsim {

/// Bytes that arrive piece by piece.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  /// The next piece, valid until the next call; empty at the end, and only there.
  [[nodiscard]] virtual Result<std::string_view> next_chunk() = 0;

 protected:
  ByteSource() = default;
  ByteSource(ByteSource const&) = default;
  ByteSource(ByteSource&&) = default;
  ByteSource& operator=(ByteSource const&) = default;
  ByteSource& operator=(ByteSource&&) = default;
};

/// A text in memory, in pieces of at most \p chunk_size bytes. The text must outlive the source.
class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string_view text, std::size_t chunk_size = std::string_view::npos)
      : rest_(text), chunk_size_(chunk_size) {}

  [[nodiscard]] Result<std::string_view> next_chunk() override {
    std::string_view const chunk = rest_.substr(0, chunk_size_);
    rest_.remove_prefix(chunk.size());
    return chunk;
  }

 private:
  std::string_view rest_;
  std::size_t chunk_size_;
};

}  // namespace cxsim
