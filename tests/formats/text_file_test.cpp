#include "cxsim/formats/text_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <csignal>
#include <cstdio>
#include <fstream>

#include "cxsim/base/contract.hpp"
#include "cxsim/formats/sha256.hpp"
#include "cxsim/formats/texts.hpp"
#include "support/corpora.hpp"

namespace cxsim {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

constexpr std::size_t large = 1 << 20;

/// A folder of its own for each test.
class Folder : public testing::Test {
 protected:
  Folder() {
    std::string name = (fs::temp_directory_path() / "cxsim-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Folder() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string place(std::string const& name) const {
    return (folder_ / name).string();
  }
  std::string make(std::string const& name, std::string_view content) const {
    std::ofstream(place(name), std::ios::binary) << content;
    return place(name);
  }
  [[nodiscard]] std::string content(std::string const& name) const {
    return corpora::bytes_of(place(name));
  }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (fs::path const& file : corpora::files(folder_)) {
      names.push_back(file.filename().string());
    }
    return names;
  }
  [[nodiscard]] mode_t permissions(std::string const& name) const {
    struct stat facts {};
    EXPECT_EQ(::stat(place(name).c_str(), &facts), 0);
    return facts.st_mode & 0777U;
  }

  fs::path folder_;
};

/// \p bytes as one gzip file holds them.
[[nodiscard]] std::string packed(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string in(bytes);
  std::string out(deflateBound(&stream, in.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

[[nodiscard]] std::string numbered_lines(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    lines += std::to_string(i * 7919L) + '\n';
  }
  return lines;
}

template <class Value>
[[nodiscard]] std::string why(Result<Value> const& result) {
  return result ? "no problem" : to_text(*result.error().begin(), Language::english);
}

/// Standard input as \p file for as long as this lives.
class StandardInput {
 public:
  explicit StandardInput(std::string const& file) : before_(::dup(STDIN_FILENO)) {
    std::FILE* const opened = std::fopen(file.c_str(), "rb");
    ::dup2(::fileno(opened), STDIN_FILENO);
    std::fclose(opened);
  }
  StandardInput(StandardInput const&) = delete;
  StandardInput& operator=(StandardInput const&) = delete;
  ~StandardInput() {
    ::dup2(before_, STDIN_FILENO);
    ::close(before_);
  }

 private:
  int before_;
};

/// No file may become longer than \p bytes for as long as this lives.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit const limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  FileSizeLimit(FileSizeLimit const&) = delete;
  FileSizeLimit& operator=(FileSizeLimit const&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

/// Files get the permissions that \p mask leaves for as long as this lives.
class UserMask {
 public:
  explicit UserMask(mode_t mask) : before_(::umask(mask)) {}
  UserMask(UserMask const&) = delete;
  UserMask& operator=(UserMask const&) = delete;
  ~UserMask() { ::umask(before_); }

 private:
  mode_t before_;
};

// --- reading -------------------------------------------------------------------------------------

class ReadText : public Folder {};

TEST_F(ReadText, GivesEveryByte) {
  std::string const bytes("a\0b\r\nż\xFF", 9);
  EXPECT_EQ(read_text(make("plain", bytes), large), bytes);
  EXPECT_EQ(read_text(make("empty", ""), large), "");
  EXPECT_EQ(read_text(make("one", "\x1F"), large), "\x1F");
}

TEST_F(ReadText, ReadsStandardInput) {
  StandardInput const input(make("in", "from a pipe"));
  EXPECT_EQ(read_text("-", large), "from a pipe");
}

TEST_F(ReadText, UnpacksWhatGzipPackedWhateverItsName) {
  std::string const lines = numbered_lines(100'000);
  EXPECT_EQ(read_text(make("log.csv.gz", packed(lines)), large), lines);
  EXPECT_EQ(read_text(make("log.csv", packed("a,b\n")), large), "a,b\n");
  EXPECT_EQ(read_text(make("empty.gz", packed("")), large), "");
}

TEST_F(ReadText, UnpacksPackedFilesThatFollowEachOther) {
  EXPECT_EQ(read_text(make("two.gz", packed("a,b\n") + packed("") + packed("1,2\n")), large),
            "a,b\n1,2\n");
}

TEST_F(ReadText, RefusesMoreThanTheLimit) {
  EXPECT_EQ(read_text(make("fits", std::string(large, 'x')), large)->size(), large);
  EXPECT_EQ(why(read_text(make("long", std::string(large + 1, 'x')), large)),
            place("long") + ": this file is longer than 1 MiB (the limit)");
}

TEST_F(ReadText, RefusesASmallFileThatUnpacksToAHugeOne) {
  std::string const bomb = make("bomb.gz", packed(std::string(8 * large, '0')));
  ASSERT_LT(fs::file_size(bomb), 20'000U);
  EXPECT_EQ(why(read_text(bomb, large)), bomb + ": this file is longer than 1 MiB (the limit)");
}

TEST_F(ReadText, RefusesWhatUnpacksFurtherThanAnyTextDoes) {
  constexpr std::size_t trusted = std::size_t{64} << 20;
  std::string const bomb = make("bomb.gz", packed(std::string(trusted + large, '0')));
  EXPECT_THAT(why(read_text(bomb, 2 * trusted)),
              testing::HasSubstr("this file unpacks to more than 200 times its size"));
}

TEST_F(ReadText, TellsACutOffFileFromADamagedOne) {
  std::string const whole = packed(numbered_lines(1000));
  std::string damaged = whole;
  damaged[whole.size() / 2] = static_cast<char>(~damaged[whole.size() / 2]);
  EXPECT_THAT(why(read_text(make("cut", whole.substr(0, whole.size() / 2)), large)),
              testing::HasSubstr("this file is cut off"));
  EXPECT_THAT(why(read_text(make("no_end", whole.substr(0, whole.size() - 1)), large)),
              testing::HasSubstr("this file is cut off"));
  EXPECT_THAT(why(read_text(make("bad", damaged), large)),
              testing::HasSubstr("this file is damaged"));
  EXPECT_THAT(why(read_text(make("more", whole + "garbage"), large)),
              testing::HasSubstr("this file is damaged"));
}

TEST_F(ReadText, TellsMissingFilesFromFolders) {
  EXPECT_EQ(why(read_text(place("none"), large)),
            place("none") + ": this file does not exist — check the name and the folder");
  EXPECT_EQ(why(read_text(make("file", "") + "/x", large)),
            place("file/x") + ": this file does not exist — check the name and the folder");
  EXPECT_EQ(why(read_text(folder_.string(), large)),
            folder_.string() + ": this is a folder (a file is needed)");
}

TEST_F(ReadText, SaysWhenAFileMayNotBeRead) {
  if (::geteuid() == 0) {
    GTEST_SKIP() << "root may read everything";
  }
  fs::permissions(make("secret", "x"), fs::perms::none);
  EXPECT_EQ(why(read_text(place("secret"), large)),
            place("secret") + ": this file cannot be read (you have no permission)");
}

using FileSourceTest = Folder;

TEST_F(FileSourceTest, EndsAndStaysAtTheEnd) {
  auto source = FileSource::open(make("a", "abc"));
  EXPECT_EQ(source->next_chunk(), "abc");
  EXPECT_EQ(source->next_chunk(), "");
  EXPECT_EQ(source->next_chunk(), "");
}

TEST_F(FileSourceTest, EndsAndStaysAtTheEndOfAPackedFile) {
  auto source = FileSource::open(make("a", packed("abc")));
  EXPECT_EQ(source->next_chunk(), "abc");
  EXPECT_EQ(source->next_chunk(), "");
  EXPECT_EQ(source->next_chunk(), "");
}

TEST_F(FileSourceTest, KnowsTheDigestOfTheFileAsItStandsOnTheDisk) {
  std::string const bytes = packed("abc");
  auto source = FileSource::open(make("a", bytes));
  EXPECT_EQ(source->next_chunk(), "abc");
  EXPECT_EQ(source->next_chunk(), "");
  EXPECT_EQ(source->sha256_hex(), sha256_hex(bytes));
}

// --- writing -------------------------------------------------------------------------------------

class WriteAtomically : public Folder {};

TEST_F(WriteAtomically, WritesEveryByteAndNothingElse) {
  std::string const bytes("a\0b\r\nż\xFF", 9);
  ASSERT_TRUE(write_atomically(place("file"), bytes));
  EXPECT_EQ(content("file"), bytes);
  EXPECT_THAT(names(), ElementsAre("file"));
}

TEST_F(WriteAtomically, MakesMissingFolders) {
  ASSERT_TRUE(write_atomically(place("new/deep/file"), "1"));
  EXPECT_EQ(content("new/deep/file"), "1");
}

TEST_F(WriteAtomically, ReplacesAFileAndKeepsItsPermissions) {
  fs::permissions(make("file", "old"), fs::perms{0640});
  ASSERT_TRUE(write_atomically(place("file"), "new"));
  EXPECT_EQ(content("file"), "new");
  EXPECT_EQ(permissions("file"), 0640U);
  EXPECT_THAT(names(), ElementsAre("file"));
}

TEST_F(WriteAtomically, FollowsTheMaskOfTheUserForNewFiles) {
  UserMask const mask(027);
  ASSERT_TRUE(write_atomically(place("file"), "1"));
  EXPECT_EQ(permissions("file"), 0640U);
}

TEST_F(WriteAtomically, WritesThroughASymbolicLink) {
  fs::create_directory(place("far"));
  make("far/real", "old");
  fs::create_symlink("far/real", place("link"));
  ASSERT_TRUE(write_atomically(place("link"), "new"));
  EXPECT_TRUE(fs::is_symlink(place("link")));
  EXPECT_EQ(content("far/real"), "new");
}

TEST_F(WriteAtomically, RefusesAFolder) {
  fs::create_directory(place("folder"));
  EXPECT_EQ(why(write_atomically(place("folder"), "1")),
            place("folder") + ": this is a folder (a file is needed)");
}

TEST_F(WriteAtomically, RefusesAFileWhereAFolderIsNeeded) {
  make("file", "x");
  EXPECT_EQ(why(write_atomically(place("file/below"), "1")),
            place("file") + ": this is a file (a folder is needed here) — nothing was written");
  EXPECT_EQ(why(write_atomically(place("file/far/below"), "1")),
            place("file") + ": this is a file (a folder is needed here) — nothing was written");
  EXPECT_EQ(content("file"), "x");
}

TEST_F(WriteAtomically, SaysThatTheDiskIsFull) {
  EXPECT_EQ(why(write_atomically("/dev/full", "1")),
            "/dev/full: this file cannot be written (the disk is full) — nothing was written");
}

TEST_F(WriteAtomically, WritesToDevicesDirectly) {
  EXPECT_TRUE(write_atomically("/dev/null", "1"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(WriteAtomically, LeavesNothingBehindWhenWritingFailsHalfWay) {
  make("file", "old");
  Result<void> result;
  {
    FileSizeLimit const limit(10);
    result = write_atomically(place("file"), std::string(100, 'x'));
  }
  EXPECT_EQ(why(result),
            place("file") + ": this file cannot be written (File too large) — nothing was written");
  EXPECT_EQ(content("file"), "old");
  EXPECT_THAT(names(), ElementsAre("file"));
}

TEST_F(WriteAtomically, RefusesWhatMayNotBeWritten) {
  if (::geteuid() == 0) {
    GTEST_SKIP() << "root may write everything";
  }
  fs::permissions(make("file", "old"), fs::perms{0444});
  EXPECT_THAT(why(write_atomically(place("file"), "new")),
              testing::HasSubstr("you have no permission"));
  EXPECT_EQ(content("file"), "old");
}

class Files : public Folder {};

TEST_F(Files, AppearTogether) {
  FileSet files;
  ASSERT_TRUE(files.add(place("out/a"), "1"));
  ASSERT_TRUE(files.add(place("out/b"), "2"));
  EXPECT_FALSE(fs::exists(place("out/a")));
  ASSERT_TRUE(files.put_in_place());
  EXPECT_EQ(content("out/a"), "1");
  EXPECT_EQ(content("out/b"), "2");
  EXPECT_EQ(corpora::files(place("out")).size(), 2U);
}

TEST_F(Files, LeaveNothingBehindWhenTheyAreNotPutInPlace) {
  make("a", "old");
  {
    FileSet files;
    ASSERT_TRUE(files.add(place("a"), "new"));
    ASSERT_TRUE(files.add(place("out/deep/c"), "new"));
  }
  EXPECT_EQ(content("a"), "old");
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(Files, LeaveNothingBehindWhenOneCannotBePrepared) {
  make("a", "old");
  {
    FileSet files;
    ASSERT_TRUE(files.add(place("b"), "new"));
    ASSERT_TRUE(files.add(place("out/c"), "new"));
    EXPECT_FALSE(files.add(place("a/d"), "new"));
  }
  EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(Files, BringBackWhatWasThereWhenOneCannotBePutInPlace) {
  make("a", "old");
  {
    FileSet files;
    ASSERT_TRUE(files.add(place("a"), "new"));
    ASSERT_TRUE(files.add(place("b"), "new"));
    ASSERT_TRUE(files.add(place("out/c"), "new"));
    ASSERT_TRUE(files.add(place("d"), "new"));
    fs::create_directory(place("d"));  // somebody is faster
    EXPECT_EQ(why(files.put_in_place()), place("d") + ": this is a folder (a file is needed)");
  }
  EXPECT_EQ(content("a"), "old");
  EXPECT_THAT(names(), ElementsAre("a", "d"));
}

TEST_F(Files, WriteNothingWhenADeviceTakesNothing) {
  FileSet files;
  ASSERT_TRUE(files.add(place("a"), "new"));
  ASSERT_TRUE(files.add("/dev/full", "new"));
  EXPECT_FALSE(files.put_in_place());
  EXPECT_FALSE(fs::exists(place("a")));
}

TEST_F(Files, KeepAFolderThatWasThere) {
  fs::create_directory(place("out"));
  {
    FileSet files;
    ASSERT_TRUE(files.add(place("out/a"), "1"));
  }
  EXPECT_THAT(names(), ElementsAre("out"));
}

TEST_F(Files, AreAllDifferent) {
  make("a", "old");
  fs::create_symlink("a", place("link"));
  FileSet files;
  ASSERT_TRUE(files.add(place("a"), "1"));
  EXPECT_THAT(why(files.add(place("./a"), "2")), testing::HasSubstr("two results"));
  EXPECT_THAT(why(files.add(place("link"), "2")), testing::HasSubstr("two results"));
}

TEST_F(Files, ArePutInPlaceOnce) {
  FileSet files;
  ASSERT_TRUE(files.put_in_place());
  EXPECT_THROW((void)files.put_in_place(), ContractViolation);
}

TEST(IsAccessProblem, TellsFilesFromTheirContents) {
  EXPECT_TRUE(is_access_problem(texts::file_missing_on_disk));
  EXPECT_TRUE(is_access_problem(texts::file_disk_full));
  EXPECT_FALSE(is_access_problem(texts::file_too_long));
  EXPECT_FALSE(is_access_problem(texts::file_damaged));
  EXPECT_FALSE(is_access_problem(texts::json_empty));
}

}  // namespace
}  // namespace cxsim
