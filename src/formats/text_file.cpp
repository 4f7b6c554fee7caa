#include "cxsim/formats/text_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstdlib>
#include <system_error>

namespace cxsim {

namespace fs = std::filesystem;

namespace {

[[nodiscard]] std::string reason(int error) { return std::generic_category().message(error); }

[[nodiscard]] tl::unexpected<Diagnostics> no_access(Text text, std::string const& file, int error) {
  return failure(text, {.file = file}, {reason(error)});
}

[[nodiscard]] int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    auto const written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno != EINTR) {
      return errno;
    }
    content.remove_prefix(written > 0 ? static_cast<std::size_t>(written) : 0);
  }
  return ::fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno;
}

void flush_folder(fs::path const& folder) {
  int const descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor >= 0) {
    static_cast<void>(::fsync(descriptor));
    ::close(descriptor);
  }
}

/// Permissions of a new file: read and write for all that the user's mask allows.
[[nodiscard]] mode_t usual_mode() {
  mode_t const mask = ::umask(0);
  ::umask(mask);
  return static_cast<mode_t>(0666 & ~mask);
}

/// Makes \p folder and what is missing above it. \return The folders made, outermost first.
[[nodiscard]] Result<std::vector<fs::path>> make_folders(fs::path const& folder) {
  std::vector<fs::path> missing;
  std::error_code ignored;
  for (fs::path one = folder; !one.empty() && !fs::exists(one, ignored); one = one.parent_path()) {
    missing.insert(missing.begin(), one);
  }
  std::vector<fs::path> made;
  for (fs::path const& one : missing) {
    std::error_code why;
    fs::create_directory(one, why);
    if (why) {
      return failure(Text::file_no_folder, {.file = one.string()}, {why.message()});
    }
    made.push_back(one);
  }
  return made;
}

}  // namespace

struct FileSource::Stream {
  static constexpr unsigned chunk_size = 1 << 18;
  gzFile file = nullptr;
  std::vector<char> chunk = std::vector<char>(chunk_size);

  explicit Stream(gzFile opened) : file(opened) {}
  Stream(Stream const&) = delete;
  Stream& operator=(Stream const&) = delete;
  ~Stream() { gzclose(file); }
};

Result<FileSource> FileSource::open(std::string const& file) {
  int const descriptor =
      file == "-" ? ::dup(STDIN_FILENO) : ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return no_access(errno == ENOENT ? Text::file_missing_on_disk : Text::file_not_readable, file,
                     errno);
  }
  struct stat facts {};
  if (::fstat(descriptor, &facts) == 0 && S_ISDIR(facts.st_mode)) {
    ::close(descriptor);
    return failure(Text::file_is_folder, {.file = file});
  }
  return FileSource(file, std::make_shared<Stream>(gzdopen(descriptor, "rb")));
}

Result<std::string_view> FileSource::next_chunk() {
  int const count = gzread(stream_->file, stream_->chunk.data(), Stream::chunk_size);
  int state = Z_OK;
  char const* message = gzerror(stream_->file, &state);
  if (count < 0 || state == Z_BUF_ERROR) {
    return failure(Text::file_not_readable, {.file = file_},
                   {state == Z_ERRNO ? reason(errno) : std::string(message)});
  }
  read_ += static_cast<std::size_t>(count);
  if (read_ > limit_) {
    return failure(Text::file_too_long, {.file = file_}, {std::to_string(limit_ >> 20)});
  }
  return std::string_view(stream_->chunk.data(), static_cast<std::size_t>(count));
}

Result<std::string> read_text(std::string const& file, std::size_t limit) {
  auto source = FileSource::open(file);
  if (!source) {
    return failure(std::move(source.error()));
  }
  source->set_limit(limit);
  std::string text;
  while (true) {
    auto const chunk = source->next_chunk();
    if (!chunk) {
      return failure(chunk.error());
    }
    if (chunk->empty()) {
      return text;
    }
    text += *chunk;
  }
}

bool is_access_problem(Text text) {
  switch (text) {
    case Text::file_missing_on_disk:
    case Text::file_not_readable:
    case Text::file_is_folder:
    case Text::file_no_folder:
    case Text::file_not_writable:
      return true;
    default:
      return false;
  }
}

FileSet::~FileSet() {
  std::error_code ignored;
  for (Staged const& one : staged_) {
    fs::remove(one.temporary, ignored);
  }
  while (!new_folders_.empty()) {
    fs::remove(new_folders_.back(), ignored);  // only where it stayed empty
    new_folders_.pop_back();
  }
}

Result<void> FileSet::add(fs::path const& path, std::string_view content) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    return failure(Text::file_is_folder, {.file = path.string()});
  }
  auto made = make_folders(path.parent_path());
  if (!made) {
    return failure(std::move(made.error()));
  }
  new_folders_.insert(new_folders_.end(), made->begin(), made->end());
  std::string temporary = path.string() + ".XXXXXX";
  int const descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) {
    return no_access(Text::file_not_writable, path.string(), errno);
  }
  staged_.push_back({temporary, path});
  int error = ::fchmod(descriptor, usual_mode()) == 0 ? 0 : errno;
  error = error == 0 ? write_all(descriptor, content) : error;
  if (::close(descriptor) != 0 && error == 0) {
    error = errno;
  }
  if (error != 0) {
    return no_access(Text::file_not_writable, path.string(), error);
  }
  return {};
}

Result<void> FileSet::put_in_place() {
  while (!staged_.empty()) {
    Staged const& one = staged_.back();
    std::error_code why;
    fs::rename(one.temporary, one.place, why);
    if (why) {
      return no_access(Text::file_not_writable, one.place.string(), why.value());
    }
    flush_folder(one.place.parent_path());
    staged_.pop_back();
  }
  new_folders_.clear();
  return {};
}

Result<void> write_atomically(fs::path const& path, std::string_view content) {
  FileSet files;
  if (auto added = files.add(path, content); !added) {
    return added;
  }
  return files.put_in_place();
}

}  // namespace cxsim
