#include "render/examples.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace cxsim::examples {

namespace {

template <class Id, class Thing>
Id find_or_add(Table<Id, Thing>& table, std::string const& name) {
  for (Id const key : table.keys()) {
    if (table[key].name == name) {
      return key;
    }
  }
  Thing thing;
  thing.id = name;
  thing.name = name;
  return table.push_back(std::move(thing));
}

std::string number(std::size_t value) { return std::to_string(value); }

}  // namespace

Example make_example(std::string const& name, std::vector<Contact> const& contacts) {
  Example example;
  example.map.name = name;
  std::map<std::string, TouchpointId> ids;
  for (Contact const& contact : contacts) {
    Touchpoint touchpoint;
    touchpoint.id = contact.id;
    touchpoint.name = contact.name;
    touchpoint.department = find_or_add(example.map.departments, contact.department);
    if (!contact.channel.empty()) {
      touchpoint.channel = find_or_add(example.map.channels, contact.channel);
    }
    if (!contact.stage.empty()) {
      touchpoint.stage = find_or_add(example.map.stages, contact.stage);
    }
    ids[contact.id] = example.map.touchpoints.push_back(std::move(touchpoint));
    if (contact.starts > 0) {
      Journey journey;
      journey.id = contact.id;
      journey.name = contact.name;
      journey.entry = ids[contact.id];
      example.map.journeys.push_back(journey);
    }
  }
  auto const flow = [&](Contact const& contact, Step const& step, FlowKind kind) {
    double const chance = kind == FlowKind::failure ? contact.failure : 1 - contact.failure;
    return chance * step.probability;
  };
  std::vector<double> visits(contacts.size(), 0);
  for (int round = 0; round < 400; ++round) {
    std::vector<double> next(contacts.size(), 0);
    for (std::size_t from = 0; from < contacts.size(); ++from) {
      next[from] += contacts[from].starts;
      for (FlowKind const kind : {FlowKind::success, FlowKind::failure}) {
        auto const& steps =
            kind == FlowKind::success ? contacts[from].after_success : contacts[from].after_failure;
        for (Step const& step : steps) {
          if (auto const target = ids.find(step.target); target != ids.end()) {
            next[target->second.index] += visits[from] * flow(contacts[from], step, kind);
          }
        }
      }
    }
    visits = next;
  }
  for (std::size_t from = 0; from < contacts.size(); ++from) {
    TouchpointFigures figures;
    figures.visits = visits[from];
    figures.failure = contacts[from].failure;
    if (contacts[from].score >= 0) {
      figures.score = contacts[from].score;
    }
    for (FlowKind const kind : {FlowKind::success, FlowKind::failure}) {
      auto const& steps =
          kind == FlowKind::success ? contacts[from].after_success : contacts[from].after_failure;
      for (Step const& step : steps) {
        double const share = flow(contacts[from], step, kind);
        if (step.target == "END") {
          figures.completed += share;
        } else if (step.target == "ABANDON") {
          figures.abandoned += share;
        } else {
          example.figures.flows.push_back(
              {ids.at(contacts[from].id), ids.at(step.target), kind, share * visits[from]});
        }
      }
    }
    example.figures.touchpoints.push_back(figures);
  }
  return example;
}

Example bank() {
  Example example = make_example(
      "Retail bank", {{"app_login",
                       "Log in to the app",
                       "Digital",
                       "Mobile app",
                       "Log in",
                       82,
                       0.012,
                       3916,
                       {{"app_balance", 0.4}, {"app_transfer", 0.35}, {"app_pay", 0.25}},
                       {{"app_help_chatbot", 0.15},
                        {"hotline_ivr", 0.05},
                        {"web_banking", 0.22},
                        {"branch_visit", 0.01},
                        {"appstore_social", 0.02},
                        {"outage_notice", 0.03},
                        {"ABANDON", 0.52}}},
                      {"app_balance",
                       "Check the balance",
                       "Digital",
                       "Mobile app",
                       "Use",
                       83,
                       0.008,
                       0,
                       {{"END", 1}},
                       {{"ABANDON", 0.85}, {"app_help_chatbot", 0.12}, {"hotline_ivr", 0.03}}},
                      {"app_transfer",
                       "Transfer money",
                       "Digital",
                       "Mobile app",
                       "Use",
                       82,
                       0.012,
                       0,
                       {{"END", 1}},
                       {{"ABANDON", 0.52},
                        {"hotline_ivr", 0.12},
                        {"web_banking", 0.24},
                        {"app_help_chatbot", 0.12}}},
                      {"app_pay",
                       "Pay with the phone",
                       "Digital",
                       "Mobile app",
                       "Use",
                       83,
                       0.01,
                       0,
                       {{"END", 1}},
                       {{"card_pos_atm", 0.8}, {"hotline_ivr", 0.08}, {"ABANDON", 0.12}}},
                      {"app_update",
                       "Update the app",
                       "Digital",
                       "Mobile app",
                       "Log in",
                       74,
                       0.03,
                       193.6,
                       {{"app_login", 1}},
                       {{"app_help_chatbot", 0.35}, {"app_login", 0.55}, {"ABANDON", 0.1}}},
                      {"push_msg",
                       "Push message",
                       "Marketing",
                       "Messages",
                       "Stay informed",
                       68,
                       0.04,
                       302.5,
                       {{"END", 1}},
                       {{"END", 1}}},
                      {"app_help_chatbot",
                       "Chatbot in the app",
                       "Digital",
                       "Mobile app",
                       "Get help",
                       62,
                       0.3,
                       0,
                       {{"END", 1}},
                       {{"hotline_ivr", 0.3}, {"ABANDON", 0.7}}},
                      {"web_banking",
                       "Web banking",
                       "Digital",
                       "Web",
                       "Use",
                       76,
                       0.02,
                       455,
                       {{"END", 1}},
                       {{"hotline_ivr", 0.25}, {"ABANDON", 0.75}}},
                      {"card_pos_atm",
                       "Pay by card or at an ATM",
                       "Operations",
                       "Cards and terminals",
                       "Use",
                       85,
                       0.006,
                       1940,
                       {{"END", 1}},
                       {{"hotline_ivr", 0.35}, {"ABANDON", 0.65}}},
                      {"outage_notice",
                       "Outage notice",
                       "Communications",
                       "Messages",
                       "Get help",
                       66,
                       0.05,
                       0,
                       {{"END", 1}},
                       {{"END", 1}}},
                      {"appstore_social",
                       "App store and social media",
                       "Marketing",
                       "App store and social media",
                       "Complain",
                       64,
                       0.1,
                       0,
                       {{"END", 1}},
                       {{"complaint_file", 0.15}, {"ABANDON", 0.85}}},
                      {"hotline_ivr",
                       "Hotline menu",
                       "Contact Centre",
                       "Phone",
                       "Get help",
                       66,
                       0.06,
                       62.6,
                       {{"id_verification", 1}},
                       {{"id_verification", 0.8}, {"ABANDON", 0.2}}},
                      {"id_verification",
                       "Identity check",
                       "Risk",
                       "Phone",
                       "Get help",
                       68,
                       0.06,
                       0,
                       {{"hotline_agent", 1}},
                       {{"branch_visit", 0.2}, {"hotline_agent", 0.6}, {"ABANDON", 0.2}}},
                      {"hotline_agent",
                       "Hotline agent",
                       "Contact Centre",
                       "Phone",
                       "Get help",
                       78,
                       0.12,
                       0,
                       {{"END", 1}},
                       {{"complaint_file", 0.16},
                        {"hotline_ivr", 0.34},
                        {"branch_visit", 0.08},
                        {"ABANDON", 0.42}}},
                      {"branch_visit",
                       "Visit to a branch",
                       "Branches",
                       "Branch",
                       "Get help",
                       80,
                       0.05,
                       55,
                       {{"END", 1}},
                       {{"complaint_file", 0.2}, {"ABANDON", 0.8}}},
                      {"complaint_file",
                       "File a complaint",
                       "Complaints",
                       "Letter and form",
                       "Complain",
                       58,
                       0.1,
                       0,
                       {{"complaint_resolution", 1}},
                       {{"complaint_resolution", 0.75}, {"ABANDON", 0.25}}},
                      {"complaint_resolution",
                       "Answer to a complaint",
                       "Complaints",
                       "Letter and form",
                       "Complain",
                       60,
                       0.3,
                       0,
                       {{"END", 1}},
                       {{"END", 1}}},
                      {"product_offer",
                       "Product offer",
                       "Products",
                       "Messages",
                       "Stay informed",
                       66,
                       0.06,
                       146.5,
                       {{"END", 1}},
                       {{"END", 1}}}});
  // The stages in the order of the journey, not of their first mention.
  std::vector<std::string> const order{"Stay informed", "Log in", "Use", "Get help", "Complain"};
  Table<StageId, Stage> const mentioned = example.map.stages;
  example.map.stages = {};
  for (std::string const& stage : order) {
    find_or_add(example.map.stages, stage);
  }
  for (Touchpoint& touchpoint : example.map.touchpoints) {
    touchpoint.stage = find_or_add(example.map.stages, mentioned[*touchpoint.stage].name);
  }
  example.map.illustrative = true;
  example.figures.subtitle = "Today, before the release of the new app · 1,000,000 customers";
  return example;
}

Example event_log() {
  return make_example(
      "Calls of a bank, January to December",
      {{"vru",
        "VRU",
        "VRU",
        "",
        "",
        -1,
        0,
        780,
        {{"END", 0.62}, {"queue", 0.23}, {"agent", 0.11}, {"ABANDON", 0.04}},
        {}},
       {"queue",
        "QUEUE",
        "Waiting line",
        "",
        "",
        -1,
        0,
        40,
        {{"agent", 0.71}, {"hang", 0.19}, {"vru", 0.04}, {"ABANDON", 0.06}},
        {}},
       {"agent",
        "AGENT",
        "Agents",
        "",
        "",
        -1,
        0,
        15,
        {{"END", 0.8}, {"agent", 0.06}, {"queue", 0.05}, {"call_back", 0.06}, {"vru", 0.03}},
        {}},
       {"hang",
        "HANG UP",
        "Waiting line",
        "",
        "",
        -1,
        0,
        0,
        {{"ABANDON", 0.8}, {"call_back", 0.2}},
        {}},
       {"call_back",
        "CALL BACK",
        "Agents",
        "",
        "",
        -1,
        0,
        0,
        {{"END", 0.7}, {"agent", 0.2}, {"vru", 0.1}},
        {}},
       {"internet",
        "INTERNET",
        "Online",
        "",
        "",
        -1,
        0,
        120,
        {{"END", 0.9}, {"vru", 0.04}, {"new", 0.06}},
        {}},
       {"new",
        "NEW CUSTOMER",
        "Online",
        "",
        "",
        -1,
        0,
        60,
        {{"agent", 0.5}, {"END", 0.4}, {"ABANDON", 0.1}},
        {}}});
}

Example chain(std::size_t count) {
  std::vector<std::string> const departments{"Sprzedaż", "Logistyka", "Obsługa klienta", "Finanse",
                                             "Zażalenia i reklamacje"};
  std::vector<Contact> contacts;
  for (std::size_t index = 0; index < count; ++index) {
    Contact contact;
    contact.id = "t" + number(index);
    contact.name = "Punkt styku " + number(index + 1);
    contact.department = departments[index * 7 % 5];
    contact.channel = index % 3 == 0 ? "Aplikacja" : "Poczta elektroniczna";
    contact.stage = "Etap " + number(index * 8 / count + 1);
    contact.score = 45 + static_cast<double>(index * 13 % 50);
    contact.failure = 0.02 + 0.01 * static_cast<double>(index % 9);
    contact.starts = index % 10 == 0 ? 1000 : 0;
    if (index + 1 < count) {
      contact.after_success = {{"t" + number(index + 1), 0.7},
                               {"t" + number(std::min(index + 3, count - 1)), 0.1},
                               {"END", 0.2}};
    } else {
      contact.after_success = {{"END", 1}};
    }
    contact.after_failure = {
        {"t" + number(index / 10 * 10), 0.3}, {"t" + number(count / 2), 0.3}, {"ABANDON", 0.4}};
    contacts.push_back(std::move(contact));
  }
  return make_example("Łańcuch punktów styku", contacts);
}

Example three() {
  return make_example("Corner shop", {{"enter",
                                       "Enter the shop",
                                       "Shop",
                                       "On site",
                                       "",
                                       71,
                                       0.05,
                                       400,
                                       {{"pay", 0.8}, {"END", 0.2}},
                                       {{"enter", 0.5}, {"ABANDON", 0.5}}},
                                      {"pay",
                                       "Pay",
                                       "Shop",
                                       "On site",
                                       "",
                                       64,
                                       0.1,
                                       0,
                                       {{"END", 0.9}, {"enter", 0.1}},
                                       {{"pay", 0.6}, {"return", 0.4}}},
                                      {"return",
                                       "Return the goods",
                                       "Back office",
                                       "",
                                       "",
                                       -1,
                                       0.2,
                                       0,
                                       {{"END", 1}},
                                       {{"pay", 0.3}, {"ABANDON", 0.7}}}});
}

Example hostile() {
  std::string const script = "<script>alert(\"1\")</script>";
  Example example = make_example(
      script + "\\N \\G",
      {{"a\"]; b -> c [label=\"",
        script,
        "Dep \"quoted\" & <b>bold</b>",
        "\\",
        "Stage \\",
        50,
        0.1,
        100,
        {{"b\\", 1}},
        {{"a\"]; b -> c [label=\"", 1}}},
       {"b\\",
        "back\\slash\\N \\\\ end\\",
        "Dep \"quoted\" & <b>bold</b>",
        "]]> --> <!-- &amp; &#60;",
        "Stage \\",
        50,
        0.1,
        0,
        {{"</title><svg onload=\"x\">", 1}},
        {{"ABANDON", 1}}},
       {"</title><svg onload=\"x\">",
        "\xF0\x9F\x98\x80 \xE2\x80\xAE\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\x01\x02 \xFF\xFE\xC3( ]]> ' "
        "onload='x",
        std::string("nul\0inside", 10),
        "",
        "Stage \\",
        50,
        0.1,
        0,
        {{"END", 1}},
        {{"ABANDON", 1}}}});
  example.figures.subtitle = "\" onload=\"alert(1)\n\t<TABLE>";
  return example;
}

}  // namespace cxsim::examples
