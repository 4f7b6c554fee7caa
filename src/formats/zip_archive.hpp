#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "cxsim/base/result.hpp"

namespace cxsim {

/// What an archive may ask of the machine.
struct ZipLimits {
  std::size_t entries = 0;
  std::size_t unpacked_bytes = 0;  ///< of all parts together that are read
  std::size_t ratio = 0;           ///< of unpacked to packed bytes, for parts beyond 16 MiB
};

/// One part while it is read.
class ZipPart {
 public:
  ZipPart(ZipPart&&) noexcept;
  ZipPart& operator=(ZipPart&&) noexcept;
  ~ZipPart();

  /// The next piece, valid until the next call; empty at the end. Fails when the part is damaged
  /// or a limit is exceeded.
  [[nodiscard]] Result<std::string_view> next_chunk();

 private:
  friend class ZipArchive;
  class Reader;
  explicit ZipPart(std::unique_ptr<Reader> reader);

  std::unique_ptr<Reader> reader_;
};

/// The parts of a zip file in memory, which are never written to disk. Names are compared as the
/// Open Packaging Conventions say (ISO/IEC 29500-2): without regard to case and a leading slash.
class ZipArchive {
 public:
  /// Fails when \p bytes are no whole zip file, hold too many entries or one name twice.
  /// \param bytes must outlive the archive.
  [[nodiscard]] static Result<ZipArchive> open(std::string_view bytes, std::string const& file,
                                               ZipLimits limits);
  ZipArchive(ZipArchive&&) noexcept;
  ZipArchive& operator=(ZipArchive&&) noexcept;
  ~ZipArchive();

  [[nodiscard]] bool contains(std::string_view name) const;
  /// \pre contains(name). The archive must outlive the part.
  /// Fails when the part is encrypted, or packed in another way than workbooks are.
  [[nodiscard]] Result<ZipPart> part(std::string_view name);

 private:
  friend class ZipPart;
  struct Contents;
  explicit ZipArchive(std::unique_ptr<Contents> contents);

  std::unique_ptr<Contents> contents_;
};

}  // namespace cxsim
