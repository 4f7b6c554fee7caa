#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <system_error>
#include <vector>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/text_file.hpp"
#include "cxsim/formats/texts.hpp"
#include "file_descriptor.hpp"

namespace cxsim {

namespace fs = std::filesystem;

namespace {

[[nodiscard]] tl::unexpected<Diagnostics> cannot_write(fs::path const& file, int error) {
  switch (error) {
    case EACCES:
    case EPERM:
      return failure(texts::file_write_denied, {.file = file.string()});
    case ENOSPC:
    case EDQUOT:
      return failure(texts::file_disk_full, {.file = file.string()});
    case EISDIR:
      return failure(texts::file_is_folder, {.file = file.string()});
    case ENOTDIR:
      return failure(texts::file_in_the_way, {.file = file.parent_path().string()});
    default:
      return failure(texts::file_not_writable, {.file = file.string()},
                     {std::generic_category().message(error)});
  }
}

void remove_quietly(fs::path const& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

/// Makes names in \p folder last, as far as the system can.
void flush_folder(fs::path const& folder) {
  FileDescriptor const descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.is_open()) {
    static_cast<void>(descriptor.flush());
  }
}

/// The file itself when \p path is a symbolic link.
[[nodiscard]] fs::path real_place(fs::path const& path) {
  std::error_code error;
  fs::path place = fs::weakly_canonical(fs::absolute(path, error), error);
  return error ? path : place;
}

/// \return 0, or the number of the error.
[[nodiscard]] int write_directly(fs::path const& path, std::string_view content) {
  FileDescriptor descriptor(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!descriptor.is_open()) {
    return errno;
  }
  int const error = descriptor.write(content);
  return error != 0 ? error : descriptor.close();
}

}  // namespace

class FileSet::Stage {
 public:
  Stage() = default;
  Stage(Stage const&) = delete;
  Stage& operator=(Stage const&) = delete;
  ~Stage() { give_up(); }

  [[nodiscard]] Result<void> add(fs::path const& path, std::string_view content) {
    std::error_code ignored;
    fs::file_status const there = fs::status(path, ignored);
    if (fs::is_directory(there)) {
      return cannot_write(path, EISDIR);
    }
    if (fs::exists(there) && !fs::is_regular_file(there)) {
      direct_.push_back({path, std::string(content)});
      return {};
    }
    fs::path const place = real_place(path);
    if (std::ranges::find(files_, place, &File::place) != files_.end()) {
      return failure(texts::file_written_twice, {.file = path.string()});
    }
    if (auto made = make_folders(place.parent_path()); !made) {
      return made;
    }
    return stage(path, place, content);
  }

  [[nodiscard]] Result<void> put_in_place() {
    CXSIM_EXPECTS(!is_done_);
    is_done_ = true;
    for (Direct const& one : direct_) {
      if (int const error = write_directly(one.path, one.content); error != 0) {
        return cannot_write(one.path, error);
      }
    }
    for (File& file : files_) {
      if (int const error = put_in_place(file); error != 0) {
        auto problem = cannot_write(file.named, error);
        give_up();
        return problem;
      }
    }
    settle();
    return {};
  }

 private:
  struct File {
    fs::path named;  ///< as the user did
    fs::path place;
    fs::path temporary;
    fs::path backup = {};  ///< of what was in place; empty: nothing was, or it cannot be kept
    bool was_there = false;
    bool is_in_place = false;
  };
  struct Direct {
    fs::path path;
    std::string content;
  };

  [[nodiscard]] Result<void> make_folders(fs::path const& folder) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) {
      return {};
    }
    if (auto above = make_folders(folder.parent_path()); !above) {
      return above;
    }
    bool const is_new = fs::create_directory(folder, error);
    if (is_new) {
      new_folders_.push_back(folder);
    }
    if (error == std::errc::file_exists || error == std::errc::not_a_directory) {
      return failure(texts::file_in_the_way, {.file = folder.string()});
    }
    return error ? failure(texts::file_no_folder, {.file = folder.string()}, {error.message()})
                 : Result<void>();
  }

  [[nodiscard]] Result<void> stage(fs::path const& path, fs::path const& place,
                                   std::string_view content) {
    struct stat before {};
    bool const was_there = ::stat(place.c_str(), &before) == 0;
    if (was_there && ::access(place.c_str(), W_OK) != 0) {
      return cannot_write(path, errno);
    }
    fs::path const temporary = free_name(place.parent_path());
    constexpr mode_t all_that_the_mask_allows = 0666;
    FileDescriptor descriptor(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                                     all_that_the_mask_allows));
    if (!descriptor.is_open()) {
      return cannot_write(path, errno);
    }
    files_.push_back({path, place, temporary});
    files_.back().was_there = was_there;
    int error = descriptor.write(content);
    if (error == 0 && was_there && ::fchmod(descriptor.number(), before.st_mode & 07777U) != 0) {
      error = errno;
    }
    error = error == 0 ? descriptor.flush() : error;
    error = error == 0 ? descriptor.close() : error;
    return error == 0 ? Result<void>() : cannot_write(path, error);
  }

  /// A hidden name in \p folder that nothing has. A folder is on one disk, so that renaming works.
  [[nodiscard]] fs::path free_name(fs::path const& folder) {
    std::error_code ignored;
    while (true) {
      fs::path name = folder / (".cxsim-" + std::to_string(::getpid()) + '-' +
                                std::to_string(names_++) + ".tmp");
      if (!fs::exists(fs::symlink_status(name, ignored))) {
        return name;
      }
    }
  }

  /// \return 0, or the number of the error.
  [[nodiscard]] int put_in_place(File& file) {
    if (file.was_there) {
      fs::path const backup = free_name(file.place.parent_path());
      if (::link(file.place.c_str(), backup.c_str()) == 0) {
        file.backup = backup;
      }
    }
    std::error_code error;
    fs::rename(file.temporary, file.place, error);
    file.is_in_place = !error;
    return error.value();
  }

  void settle() {
    for (File const& file : files_) {
      if (!file.backup.empty()) {
        remove_quietly(file.backup);
      }
      flush_folder(file.place.parent_path());
    }
    files_.clear();
    new_folders_.clear();
  }

  /// Brings back what was there.
  void give_up() {
    for (File const& file : files_) {
      bool const is_new = file.is_in_place && !file.was_there;
      if (!file.is_in_place) {
        remove_quietly(file.temporary);
      }
      if (is_new) {
        remove_quietly(file.place);
      }
      if (!file.backup.empty()) {
        std::error_code ignored;
        fs::rename(file.backup, file.place, ignored);
        remove_quietly(file.backup);  // still there when both names mean the same file
      }
    }
    files_.clear();
    for (; !new_folders_.empty(); new_folders_.pop_back()) {
      remove_quietly(new_folders_.back());  // only where it is empty
    }
  }

  std::vector<File> files_;
  std::vector<Direct> direct_;
  std::vector<fs::path> new_folders_;  ///< outermost first
  std::size_t names_ = 0;
  bool is_done_ = false;
};

FileSet::FileSet() : stage_(std::make_unique<Stage>()) {}
FileSet::FileSet(FileSet&&) noexcept = default;
FileSet& FileSet::operator=(FileSet&&) noexcept = default;
FileSet::~FileSet() = default;

Result<void> FileSet::add(fs::path const& path, std::string_view content) {
  return stage_->add(path, content);
}

Result<void> FileSet::put_in_place() { return stage_->put_in_place(); }

Result<void> write_atomically(fs::path const& path, std::string_view content) {
  FileSet files;
  if (auto added = files.add(path, content); !added) {
    return added;
  }
  return files.put_in_place();
}

}  // namespace cxsim
