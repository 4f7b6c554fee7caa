#include "start_questions.hpp"

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "cxsim/cli/texts.hpp"
#include "cxsim/formats/escape.hpp"
#include "cxsim/formats/people_number.hpp"

namespace cxsim {

namespace {

constexpr int most_tries = 3;

/// Takes an answer, or says nothing when it cannot be understood.
using TakeAnswer = std::function<bool(std::string const& answer)>;

/// The numbers that stand in \p answer, divided by blanks, semicolons or a dash; empty when one of
/// them is none.
[[nodiscard]] std::vector<double> numbers_in(std::string answer, Language language) {
  for (std::string_view const dash : {"–", " - "}) {
    for (std::size_t at = answer.find(dash); at != std::string::npos; at = answer.find(dash)) {
      answer.replace(at, dash.size(), " ");
    }
  }
  std::vector<double> numbers;
  std::string word;
  for (char const byte : answer + ' ') {
    if (byte != ' ' && byte != ';' && byte != '\t' && byte != '/') {
      word += byte;
      continue;
    }
    if (!word.empty() && word != "%") {
      auto const number = parse_people_number(word, language);
      if (!number) {
        return {};
      }
      numbers.push_back(number->value);
    }
    word.clear();
  }
  return numbers;
}

/// A number within limits, by any of the ways in which people write one.
[[nodiscard]] TakeAnswer one_number(double least, double most, double factor, Language language,
                                    std::optional<double>& target) {
  return [=, &target](std::string const& answer) {
    auto const number = parse_people_number(answer, language);
    if (!number || number->value < least || number->value > most) {
      return false;
    }
    target = number->value * factor;
    return true;
  };
}

[[nodiscard]] bool take_nps(std::string const& answer, Language language, StartNumbers& numbers) {
  constexpr double tolerance = 1.01;  // each of three rounded percentages may be half a point off
  auto const parts = numbers_in(answer, language);
  if (parts.size() < 3 || parts.size() > 4 || (parts.size() == 4 && parts[3] < 1)) {
    return false;
  }
  double const sum = parts[0] + parts[1] + parts[2];
  bool const is_whole = std::fabs(sum - 100) <= tolerance;
  if (!is_whole || parts[0] < 0 || parts[1] < 0 || parts[2] < 0) {
    return false;
  }
  numbers.nps = NpsShares{parts[0] / sum, parts[1] / sum, parts[2] / sum, std::nullopt};
  if (parts.size() == 4) {
    numbers.nps->answers = parts[3];
  }
  return true;
}

[[nodiscard]] bool take_service(std::string const& answer, Language language,
                                StartNumbers& numbers) {
  auto const parts = numbers_in(answer, language);
  bool const is_range = parts.size() == 1 || parts.size() == 2;
  if (!is_range || parts.front() <= 0 || parts.back() > 95 || parts.front() > parts.back()) {
    return false;
  }
  numbers.service_share = ShareRange{parts.front() / 100, parts.back() / 100};
  return true;
}

class Dialogue {
 public:
  Dialogue(Language language, Streams& streams) : language_(language), streams_(streams) {}

  /// Whether the answer was taken or is not known; false: given up.
  [[nodiscard]] bool ask(Text question, Text wrong, TakeAnswer const& take) {
    for (int tries = 0; tries < most_tries; ++tries) {
      streams_.err << say(language_, question) << "\n> " << std::flush;
      auto const answer = next_line();
      if (!answer || answer->empty() || take(*answer)) {
        return true;
      }
      streams_.err << say(language_, wrong, {terminal_text(*answer)}) << '\n';
    }
    return false;
  }

 private:
  [[nodiscard]] std::optional<std::string> next_line() {
    constexpr std::size_t longest = 1000;
    std::string line;
    if (!std::getline(streams_.in, line)) {
      return std::nullopt;
    }
    line.resize(std::min(line.size(), longest));
    line.erase(0, line.find_first_not_of(" \t\r"));
    line.erase(line.find_last_not_of(" \t\r") + 1);
    return line;
  }

  Language language_;
  Streams& streams_;
};

}  // namespace

Outcome<StartAnswers> ask_start(std::optional<Industry> given, Language language,
                                Streams& streams) {
  StartAnswers answers;
  StartNumbers& numbers = answers.numbers;
  Dialogue dialogue(language, streams);
  constexpr double much = 1e12;
  struct Question {
    Text text;
    Text wrong;
    TakeAnswer take;
  };
  auto const number = [&](double least, double most, double factor, std::optional<double>& target) {
    return one_number(least, most, factor, language, target);
  };
  std::vector<Question> questions = {
      {texts::ask_customers, texts::ask_wrong_number, number(100, 1e9, 1, numbers.customers)},
      {texts::ask_churn, texts::ask_wrong_percent, number(0.1, 95, 0.01, numbers.annual_churn)},
      {texts::ask_margin, texts::ask_wrong_number, number(0.01, much, 1, numbers.margin)},
      {texts::ask_nps, texts::ask_wrong_nps,
       [&](std::string const& answer) { return take_nps(answer, language, numbers); }},
      {texts::ask_contacts, texts::ask_wrong_number, number(1, much, 1, numbers.contacts)},
      {texts::ask_contact_cost, texts::ask_wrong_number, number(0, much, 1, numbers.contact_cost)},
      {texts::ask_complaints, texts::ask_wrong_number, number(1, much, 1, numbers.complaints)},
      {texts::ask_service, texts::ask_wrong_range,
       [&](std::string const& answer) { return take_service(answer, language, numbers); }},
      {texts::ask_budget, texts::ask_wrong_number, number(0, much, 1, numbers.budget)},
      {texts::ask_changes, texts::ask_wrong_number, number(0, 1000, 1, numbers.changes_at_once)}};
  if (given) {
    answers.industry = *given;
  } else {
    questions.insert(questions.begin(), {texts::ask_industry, texts::ask_wrong_industry,
                                         [&](std::string const& answer) {
                                           auto const industry = industry_from_key(answer);
                                           answers.industry = industry.value_or(answers.industry);
                                           return industry.has_value();
                                         }});
  }
  streams.err << say(language, texts::ask_begin) << "\n\n";
  for (Question const& question : questions) {
    if (!dialogue.ask(question.text, question.wrong, question.take)) {
      return give_up(ExitCode::bad_input,
                     Diagnostics({Severity::error, {}, texts::ask_given_up, {}}));
    }
  }
  return answers;
}

}  // namespace cxsim
