#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cxsim/base/result.hpp"
#include "cxsim/formats/byte_source.hpp"

namespace cxsim {

/// A file, or standard input as "-", piece by piece; a gzip file is unpacked on the way.
class FileSource final : public ByteSource {
 public:
  /// Fails when \p file cannot be read: missing, a folder, no permission.
  [[nodiscard]] static Result<FileSource> open(std::string const& file);

  /// Fails when reading fails, or when more than \p limit bytes come out (also of a small gzip
  /// file).
  [[nodiscard]] Result<std::string_view> next_chunk() override;
  void set_limit(std::size_t limit) noexcept { limit_ = limit; }

 private:
  struct Stream;
  FileSource(std::string file, std::shared_ptr<Stream> stream)
      : file_(std::move(file)), stream_(std::move(stream)) {}

  std::string file_;
  std::shared_ptr<Stream> stream_;
  std::size_t limit_ = std::size_t{4} << 30;
  std::size_t read_ = 0;
};

/// The whole text of \p file ("-": standard input), unpacked if it is a gzip file.
/// Fails when it cannot be read or is longer than \p limit bytes.
[[nodiscard]] Result<std::string> read_text(std::string const& file, std::size_t limit);

/// Whether \p problems say that a file could not be read or written.
[[nodiscard]] bool is_access_problem(Text text);

/// Files that appear together or not at all.
///
/// Each is written completely beside its place (and flushed to the disk) before the first is
/// renamed into it. What was not put in place is removed, with the folders that were made for it.
class FileSet {
 public:
  FileSet() = default;
  FileSet(FileSet const&) = delete;
  FileSet& operator=(FileSet const&) = delete;
  ~FileSet();

  /// Fails with the reason: no permission, disk full, the place is a folder, ….
  [[nodiscard]] Result<void> add(std::filesystem::path const& path, std::string_view content);
  /// Renames all files into place.
  [[nodiscard]] Result<void> put_in_place();

 private:
  struct Staged {
    std::filesystem::path temporary;
    std::filesystem::path place;
  };
  std::vector<Staged> staged_;
  std::vector<std::filesystem::path> new_folders_;
};

/// Replaces or creates one file; a reader sees the old or the new text, never a part.
[[nodiscard]] Result<void> write_atomically(std::filesystem::path const& path,
                                            std::string_view content);

}  // namespace cxsim
