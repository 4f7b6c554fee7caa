#include <gmock/gmock.h>

#include <filesystem>

#include "command_line.hpp"
#include "cxsim/io/json_schema.hpp"

namespace cxsim {
namespace {

using test::content_of;
using test::run_line;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Init, WritesAPairAndSaysTheNextCommand) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", folder.file("new")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("written: " + folder.file("new/map.json")),
                    HasSubstr("\n  cxsim prioritize " + folder.file("new/scenario.json") + "\n")));
  EXPECT_THAT(folder.entries(), ElementsAre("new", "new/map.json", "new/scenario.json",
                                            "new/schema", "new/schema/cxsim-map.schema.json",
                                            "new/schema/cxsim-scenario.schema.json"));
}

TEST(Init, WritesFilesThatAreInOrder) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"init", folder.file("new")}).code, 0);
  auto const checked =
      run_line({"check", folder.file("new/map.json"), folder.file("new/scenario.json")});
  EXPECT_EQ(checked.code, 0);
  EXPECT_EQ(checked.err, "");
}

TEST(Init, WritesFilesThatCanBeRankedAtOnce) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"init", folder.file("new")}).code, 0);
  auto const ranked = run_line(
      {"prioritize", folder.file("new/scenario.json"), "--draws", "20", "--customers", "200"});
  EXPECT_EQ(ranked.code, 0);
  EXPECT_THAT(ranked.out, HasSubstr("RANKING"));
}

TEST(Init, WritesFilesWhoseEditorFindsTheSchema) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"init", folder.file("new")}).code, 0);
  EXPECT_THAT(content_of(folder.file("new/map.json")),
              HasSubstr("\"$schema\": \"schema/cxsim-map.schema.json\""));
  EXPECT_THAT(content_of(folder.file("new/scenario.json")),
              HasSubstr("\"$schema\": \"schema/cxsim-scenario.schema.json\""));
  EXPECT_EQ(content_of(folder.file("new/schema/cxsim-map.schema.json")), map_schema());
}

TEST(Init, WritesIntoAFolderThatIsThere) {
  TemporaryFolder const folder;
  EXPECT_EQ(run_line({"init", folder.file("")}).code, 0);
}

TEST(Init, OverwritesNothing) {
  TemporaryFolder const folder;
  std::string const mine = folder.file("scenario.json", "mine");
  auto const ran = run_line({"init", folder.file("")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("scenario.json: this file is there already"));
  EXPECT_THAT(folder.entries(), ElementsAre("scenario.json"));
  EXPECT_EQ(content_of(mine), "mine");
}

TEST(Init, NamesEveryFileThatIsInTheWay) {
  TemporaryFolder const folder;
  ASSERT_EQ(run_line({"init", folder.file("")}).code, 0);
  auto const again = run_line({"init", folder.file("")});
  EXPECT_EQ(again.code, 2);
  EXPECT_THAT(again.err, AllOf(HasSubstr("map.json: this"), HasSubstr("scenario.json: this")));
}

TEST(Init, ShowsACommandThatCanBeCopiedWhateverTheFolderIsCalled) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", folder.file("Anna's shop")});
  EXPECT_THAT(ran.out, HasSubstr("Anna'\\''s shop/scenario.json'\n"));
}

TEST(Init, SaysWhenItCannotWrite) {
  TemporaryFolder const folder;
  std::string const file = folder.file("file", "");
  EXPECT_EQ(run_line({"init", file + "/new"}).code, 4);
}

TEST(Init, AsksForAFolder) {
  auto const ran = run_line({"init"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("cxsim init my-firm"));
}

TEST(Init, TakesOneFolder) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", folder.file("a"), folder.file("b")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr(folder.file("b")));
  EXPECT_THAT(folder.entries(), IsEmpty());
}

TEST(InitSchema, WritesBothSchemas) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", "--schema", folder.file("schema")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(folder.entries(), ElementsAre("schema", "schema/cxsim-map.schema.json",
                                            "schema/cxsim-scenario.schema.json"));
  EXPECT_EQ(content_of(folder.file("schema/cxsim-scenario.schema.json")), scenario_schema());
  EXPECT_THAT(ran.out, HasSubstr("\"$schema\": \"schema/cxsim-map.schema.json\""));
}

TEST(InitSchema, ReplacesOlderSchemas) {
  TemporaryFolder const folder;
  std::string const old = folder.file("cxsim-map.schema.json", "{}");
  EXPECT_EQ(run_line({"init", "--schema", folder.file("")}).code, 0);
  EXPECT_EQ(content_of(old), map_schema());
}

TEST(InitSchema, DoesNotGoTogetherWithAFolder) {
  TemporaryFolder const folder;
  auto const ran = run_line({"init", folder.file("new"), "--schema", folder.file("schema")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(folder.entries(), IsEmpty());
}

}  // namespace
}  // namespace cxsim
