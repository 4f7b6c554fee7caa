#include "cxsim/formats/text_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <fstream>
#include <sstream>

namespace cxsim {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t large = 1 << 20;

class TextFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "cxsim-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string place(std::string const& name) const {
    return (folder_ / name).string();
  }
  [[nodiscard]] static std::string content(fs::path const& file) {
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
  }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator{}));
  }
  static Text why(Diagnostics const& problems) { return problems.begin()->text; }

  fs::path folder_;
};

TEST_F(TextFile, WritesAndReadsBackEveryByte) {
  std::string const bytes("a\0b\r\nż", 8);
  ASSERT_TRUE(write_atomically(place("new/deep/file.txt"), bytes));
  EXPECT_EQ(*read_text(place("new/deep/file.txt"), large), bytes);
}

TEST_F(TextFile, UnpacksGzip) {
  gzFile const file = gzopen(place("log.csv.gz").c_str(), "wb");
  gzputs(file, "case,touchpoint\n");
  gzclose(file);
  EXPECT_EQ(*read_text(place("log.csv.gz"), large), "case,touchpoint\n");
}

TEST_F(TextFile, RefusesASmallFileThatUnpacksToAHugeOne) {
  gzFile const file = gzopen(place("bomb.gz").c_str(), "wb9");
  std::string const zeros(large, '0');
  for (int i = 0; i < 8; ++i) {
    gzwrite(file, zeros.data(), static_cast<unsigned>(zeros.size()));
  }
  gzclose(file);
  ASSERT_LT(fs::file_size(place("bomb.gz")), 20'000U);
  auto const text = read_text(place("bomb.gz"), large);
  ASSERT_FALSE(text);
  EXPECT_EQ(why(text.error()), Text::file_too_long);
}

TEST_F(TextFile, SaysThatAGzipFileIsCutOff) {
  gzFile const file = gzopen(place("cut.gz").c_str(), "wb");
  for (int i = 0; i < 1000; ++i) {
    gzputs(file, (std::to_string(i * 7919) + "\n").c_str());
  }
  gzclose(file);
  fs::resize_file(place("cut.gz"), fs::file_size(place("cut.gz")) / 2);
  auto const text = read_text(place("cut.gz"), large);
  ASSERT_FALSE(text);
  EXPECT_EQ(why(text.error()), Text::file_not_readable);
}

TEST_F(TextFile, TellsMissingFromFolder) {
  EXPECT_EQ(why(read_text(place("none"), large).error()), Text::file_missing_on_disk);
  EXPECT_EQ(why(read_text(folder_.string(), large).error()), Text::file_is_folder);
}

TEST_F(TextFile, AFailedSetLeavesNothingBehindAndNothingChanged) {
  ASSERT_TRUE(write_atomically(place("a"), "old"));
  fs::create_directory(place("b"));
  {
    FileSet files;
    ASSERT_TRUE(files.add(place("a"), "new"));
    ASSERT_TRUE(files.add(place("out/c"), "new"));
    EXPECT_FALSE(files.add(place("b"), "new"));
  }
  EXPECT_EQ(content(place("a")), "old");
  EXPECT_FALSE(fs::exists(place("out")));
  EXPECT_EQ(files(), 2U);
}

TEST_F(TextFile, ASetAppearsAsAWhole) {
  FileSet files;
  ASSERT_TRUE(files.add(place("out/a"), "1"));
  ASSERT_TRUE(files.add(place("out/b"), "2"));
  EXPECT_FALSE(fs::exists(place("out/a")));
  ASSERT_TRUE(files.put_in_place());
  EXPECT_EQ(content(place("out/a")), "1");
  EXPECT_EQ(content(place("out/b")), "2");
}

TEST_F(TextFile, SaysThatTheDiskIsFull) {
  auto const result = write_atomically("/dev/full/x", "1");
  ASSERT_FALSE(result);
  EXPECT_TRUE(is_access_problem(why(result.error())));
}

TEST_F(TextFile, NewFilesFollowTheMaskOfTheUser) {
  mode_t const before = ::umask(027);
  ASSERT_TRUE(write_atomically(place("a"), "1"));
  ::umask(before);
  struct stat facts {};
  ASSERT_EQ(::stat(place("a").c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777U, 0640U);
}

}  // namespace
}  // namespace cxsim
