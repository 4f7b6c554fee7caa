#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/byte_source.hpp"

namespace cxsim {

/// A file, or standard input as "-", piece by piece; what gzip packed is unpacked on the way,
/// whatever its name.
class FileSource final : public ByteSource {
 public:
  /// Fails when \p file cannot be read: missing, a folder, no permission.
  /// \param limit of the bytes that come out, so that a small packed file cannot fill the machine.
  [[nodiscard]] static Result<FileSource> open(std::string const& file,
                                               std::size_t limit = std::size_t{4} << 30);

  FileSource(FileSource&&) noexcept;
  FileSource& operator=(FileSource&&) noexcept;
  ~FileSource() override;

  /// Fails when reading fails, when a packed file is damaged or cut off, when more than the limit
  /// comes out, and when more than 64 MiB and 200 times the packed bytes do.
  [[nodiscard]] Result<std::string_view> next_chunk() override;

  /// SHA-256 of what was read so far, as it stands in the file (packed, if it is).
  [[nodiscard]] std::string sha256_hex() const;

 private:
  class Stream;
  explicit FileSource(std::unique_ptr<Stream> stream);

  std::unique_ptr<Stream> stream_;
};

/// The whole text of \p file ("-": standard input), unpacked if gzip packed it.
/// Fails when it cannot be read, is damaged or is longer than \p limit bytes.
[[nodiscard]] Result<std::string> read_text(std::string const& file, std::size_t limit);

/// Whether \p text says that a file could not be read or written.
[[nodiscard]] bool is_access_problem(Text text);

/// Files that appear together or not at all.
///
/// Each is written completely beside its place (and flushed to the disk) before the first is
/// renamed into it. When something fails, or nothing is put in place, the files that were there
/// hold what they held, and new ones are gone with the folders that were made for them. A file that
/// was there keeps its permissions, a symbolic link stays one; devices and pipes are written to
/// directly, first of all.
class FileSet {
 public:
  FileSet();
  FileSet(FileSet&&) noexcept;
  FileSet& operator=(FileSet&&) noexcept;
  ~FileSet();

  /// Makes the folder of \p path if it is missing.
  /// Fails with the reason: no permission, disk full, the place is a folder, ….
  [[nodiscard]] Result<void> add(std::filesystem::path const& path, std::string_view content);

  /// Renames all files into place. To be called once.
  [[nodiscard]] Result<void> put_in_place();

 private:
  class Stage;
  std::unique_ptr<Stage> stage_;
};

/// Replaces or creates one file; a reader sees the old or the new text, never a part.
[[nodiscard]] Result<void> write_atomically(std::filesystem::path const& path,
                                            std::string_view content);

}  // namespace cxsim
