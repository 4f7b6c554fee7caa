#include "scales.hpp"

#include <array>

#include "cells.hpp"
#include "cxsim/workbook/columns.hpp"

namespace cxsim {

namespace {

constexpr std::string_view answers_mark = ", n = ";

}  // namespace

NamedScale named_scale(std::string_view key) {
  static constexpr std::array scales{
      NamedScale{"0-100", zero_to_hundred}, NamedScale{"1-5", one_to_five},
      NamedScale{"1-7", one_to_seven},      NamedScale{"1-10", one_to_ten},
      NamedScale{"0-10", zero_to_ten},      NamedScale{"top-2", one_to_five, true}};
  for (NamedScale const& scale : scales) {
    if (scale.key == key) {
      return scale;
    }
  }
  return scales.front();
}

std::string scale_text(NamedScale const& scale) {
  for (ChoiceWord const& word : choice_words(ChoiceList::scale)) {
    if (word.key == scale.key) {
      return std::string(word.word.english);
    }
  }
  return std::string(scale.key);
}

std::optional<double> points_of(NamedScale const& scale, double mean) {
  if (scale.is_top_box) {
    auto const score = score_of_box_share({scale.rating, 2, mean / 100});
    return score ? std::optional(score->mean) : std::nullopt;
  }
  auto const score = score_of_mean(scale.rating, mean, std::nullopt);
  return score ? std::optional(score->mean) : std::nullopt;
}

std::string typed_text(TypedScore const& score) {
  std::string text = score.mean + " (" + scale_text(named_scale(score.scale)) + ')';
  return score.answers.empty() ? text : text + std::string(answers_mark) + score.answers;
}

std::optional<TypedScore> parse_typed(std::string_view text) {
  TypedScore score;
  if (std::size_t const mark = text.rfind(answers_mark); mark != std::string_view::npos) {
    score.answers = text.substr(mark + answers_mark.size());
    text = text.substr(0, mark);
  }
  std::size_t const open = text.rfind(" (");
  if (open == std::string_view::npos || !text.ends_with(')')) {
    return std::nullopt;
  }
  auto const scale = find_choice(ChoiceList::scale, text.substr(open + 2, text.size() - open - 3));
  if (!scale) {
    return std::nullopt;
  }
  score.scale = *scale;
  score.mean = text.substr(0, open);
  return score;
}

}  // namespace cxsim
