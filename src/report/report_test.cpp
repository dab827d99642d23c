#include "report/report.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "record/parse.h"
#include "report/test_page.h"

namespace konsequenz::report {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Told {
    std::string id;
    std::string time = "2026-03-02T10:00:00+01:00";
    std::string customer = "k-1";
    std::string text = "Good morning";
    std::string label = "none";
    std::string measure = "none";
    std::string extra;  ///< further members of the contact
};

void add_record(ReportBuilder& builder, const std::string& json) {
    record::Parser parser;
    const auto record = parser.parse(json);
    ASSERT_TRUE(record) << to_string(record.error());
    builder.add(*record);
}

std::string contact_json(const Told& told) {
    return fmt::format(
        R"({{"type":"contact","id":"{}","time":"{}","customer":"{}","touchpoint":"email","text":"{}"{}}})", told.id,
        told.time, told.customer, told.text, told.extra);
}

std::string ruling_json(const Told& told, std::string_view evidence = "") {
    const int severity = told.label == "none" || told.label == "criticism" ? 0 : 3;
    return fmt::format(
        R"({{"type":"ruling","contact":"{0}","customer":"{1}","time":"{2}","standard":{{"id":"fair-and-firm","version":"1.0.0","sha256":"{3}"}},"in_force":true,)"
        R"("assessment":{{"label":"{4}","severity":{5},"target":"employee","source":"model","language":"english","intention":"unknown","model":"conduct-1","evidence":[{6}]}},)"
        R"("conduct":{{"label":"{4}","severity":{5},"target":"employee","confirmed":false,"source":"model","intention":"unknown"}},"facts":{{"notices_180d":2,"last":null}},)"
        R"("decisions":{{"gravity":{5},"safeguards":["written reasons"]}},"remedy":"answer","measure":"{7}","needs":"nobody","lapses_at":"2026-09-02T10:00:00+01:00",)"
        R"("rules":[{{"decision":"measure","row":4,"principle":"P4","reason":"again"}}],"principles":["P4"],"reasons":{{"de":["Darum."],"en":["Because <of> it."]}},)"
        R"("would_change_if":{{"milder":[{{"measure":"none","changes":[{{"fact":"notices_180d","from":2,"to":0}}]}}],"harsher":[]}}}})",
        told.id, told.customer, told.time, std::string(64, 'a'), told.label, severity, evidence, told.measure);
}

void add(ReportBuilder& builder, const Told& told, std::string_view evidence = "") {
    add_record(builder, contact_json(told));
    const auto added = builder.add_ruling(ruling_json(told, evidence));
    ASSERT_TRUE(added) << to_string(added.error());
}

std::size_t count_of(std::string_view html, std::string_view part) {
    std::size_t count = 0;
    for (auto at = html.find(part); at != std::string_view::npos; at = html.find(part, at + part.size())) ++count;
    return count;
}

TEST(Report, SaysHowManyMessagesCameFromHowManyPeople) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1"});
    add(builder, {.id = "c-2", .label = "insult", .measure = "notice"});
    add(builder, {.id = "c-3", .customer = "k-2"});
    add(builder, {.id = "c-4", .extra = R"(,"direction":"out")"});
    const auto html = builder.to_html();
    EXPECT_THAT(html, HasSubstr("3\u00A0messages came from 2\u00A0people. 1\u00A0message called for a measure; the "
                                "other 2 cost nobody anything."));
    EXPECT_THAT(html, HasSubstr("3\u00A0Nachrichten kamen von 2\u00A0Personen."));
    EXPECT_THAT(html, HasSubstr("and 1 written by the company"));
    EXPECT_THAT(html, HasSubstr("2 of 3 messages"));
}

TEST(Report, SaysWhatWouldHaveHadToDiffer) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1", .label = "insult", .measure = "notice"});
    const auto html = builder.to_html();
    EXPECT_THAT(html, HasSubstr("Milder if …"));
    EXPECT_THAT(html, HasSubstr("None: notices_180d 0 instead of 2"));
    EXPECT_THAT(html, HasSubstr("Keine: notices_180d 0 statt 2"));
    EXPECT_THAT(html, Not(HasSubstr("Harsher if")));
}

TEST(Report, LetsNothingThatACustomerWritesBecomeMarkup) {
    ReportBuilder builder({.source = "<img src=x onerror=alert(1)>.db"});
    const std::string attack = R"(</blockquote><script>alert(1)</script><img src=x onerror=alert(2)>)";
    add(builder, {.id = "<b>c",
                  .customer = R"(\"><svg onload=alert(3)>)",
                  .text = attack,
                  .label = "threat",
                  .measure = R"(<i>)"});
    add_record(
        builder,
        R"({"type":"deviation","id":"d-1","time":"2026-03-03T10:00:00+01:00","customer":"k-1","contact":"<b>c","measure":"<u>","by":"<e>","role":"<r>","reason":"<script>alert(4)</script>"})");
    const auto html = builder.to_html();
    EXPECT_EQ(count_of(html, "<script>"), 1U);
    for (const auto* markup : {"<img", "<svg onload", "<b>", "<i>", "<u>", "<e>", "<r>", "<of>", "alert(1)</script>"})
        EXPECT_THAT(html, Not(HasSubstr(markup)));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
    EXPECT_THAT(html, HasSubstr("Because &lt;of&gt; it."));
}

TEST(Report, MarksTheEvidenceInTheText) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1", .text = "Grüße, you idiot", .label = "insult", .measure = "notice"},
        R"({"start":13,"end":18,"label":"insult","weight":3})");
    EXPECT_THAT(builder.to_html(),
                HasSubstr(R"(Grüße, you <mark class="evidence insult" tabindex="0">idiot<span class="note">)"));
}

TEST(Report, SaysWhatTheTablesGaveInEachLanguage) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1", .label = "insult", .measure = "end"});
    const auto html = builder.to_html();
    EXPECT_THAT(
        html,
        HasSubstr(
            R"(<dt><span class="en" lang="en">Gravity</span><span class="de" lang="de">Gewicht</span></dt><dd>3</dd>)"));
    EXPECT_THAT(html, HasSubstr("<dt>notices_180d</dt><dd>2</dd>"));
    EXPECT_THAT(html, HasSubstr(R"(<ul><li><span class="en" lang="en">Written reasons</span>)"));
}

TEST(Report, ShowsTheRulingBesideWhatWasDone) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1", .label = "criticism"});
    add_record(
        builder,
        R"({"type":"deviation","id":"d-1","time":"2026-03-03T10:00:00+01:00","customer":"k-1","contact":"c-1","measure":"end","by":"e-1","role":"chief executive","reason":"Super rude."})");
    add_record(
        builder,
        R"({"type":"deviation","id":"d-2","time":"2026-03-04T10:00:00+01:00","customer":"k-1","contact":"c-404","measure":"end","by":"e-1","role":"chief executive","reason":"Nobody ruled on it."})");
    const auto html = builder.to_html();
    EXPECT_THAT(html, HasSubstr("Super rude."));
    EXPECT_THAT(
        html,
        HasSubstr(
            R"(<dd><strong><span class="en" lang="en">None</span><span class="de" lang="de">Keine</span></strong><br><span class="en" lang="en">Answer</span>)"));
    EXPECT_EQ(count_of(html, "no ruling on this contact"), 1U);
    EXPECT_THAT(html, HasSubstr("Criticism was free: 1\u00A0message criticised, and none had a consequence."));
}

TEST(Report, SaysSoWhereCriticismWasNotFree) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1", .label = "criticism", .measure = "end"});
    EXPECT_THAT(builder.to_html(),
                HasSubstr("Criticism was not free: of 1\u00A0message that criticised, 1 had a consequence."));
}

TEST(Report, KeepsTheLatestCasesButCountsAll) {
    ReportBuilder builder({.cases_max = 2});
    add(builder, {.id = "newest", .time = "2026-05-02T10:00:00+01:00"});
    add(builder, {.id = "oldest", .time = "2026-01-02T10:00:00+01:00"});
    add(builder, {.id = "middle", .time = "2026-03-02T10:00:00+01:00"});
    const auto html = builder.to_html();
    EXPECT_THAT(html, Not(HasSubstr("<code>oldest</code>")));
    EXPECT_LT(html.find("<code>newest</code>"), html.find("<code>middle</code>"));
    EXPECT_THAT(html, HasSubstr("The latest 2 of 3 messages, newest first."));
}

TEST(Report, TellsWhatWasFoundLater) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1"});
    add_record(
        builder,
        R"({"type":"finding","id":"f-1","time":"2026-03-04T10:00:00+01:00","customer":"k-1","contact":"c-1","result":"partly","by":"e-8","reason":"No test drive & late."})");
    EXPECT_THAT(builder.to_html(), HasSubstr("e-8: merits partly founded"));
    EXPECT_THAT(builder.to_html(), HasSubstr("No test drive &amp; late."));
}

TEST(Report, GroupsRemediesByWhatWasKnownOfTheMerits) {
    ReportBuilder builder({});
    add_record(
        builder,
        R"({"type":"finding","id":"f-1","time":"2026-03-01T10:00:00+01:00","customer":"k-1","subject":{"event":"launch"},"result":"founded","by":"e-8"})");
    add(builder, {.id = "c-1", .extra = R"(,"subject":{"event":"launch"})"});
    add(builder, {.id = "c-2", .customer = "k-2", .extra = R"(,"subject":{"event":"launch"})"});
    const auto html = builder.to_html();
    const auto row = [](std::string_view english, std::string_view german) {
        return fmt::format(
            R"(<th scope="row"><span class="en" lang="en">{}</span><span class="de" lang="de">{}</span></th><td>1</td><td>0</td><td>1</td>)",
            english, german);
    };
    EXPECT_THAT(html, HasSubstr(row("Founded", "Berechtigt")));
    EXPECT_THAT(html, HasSubstr(row("Open", "Offen")));
}

TEST(Report, IsTheSameBytesForTheSameLog) {
    const auto written = [] {
        ReportBuilder builder({});
        for (int at = 0; at < 300; ++at) {
            add(builder, {.id = fmt::format("c-{}", at),
                          .time = fmt::format("2026-{:02}-{:02}T10:00:00+01:00", at % 12 + 1, at % 28 + 1),
                          .customer = fmt::format("k-{}", at % 37)});
        }
        return builder.to_html();
    };
    EXPECT_EQ(written(), written());
}

TEST(Report, HoldsItsPolicy) {
    EXPECT_THAT(ReportBuilder({}).to_html(), HasSubstr("default-src 'none'; style-src 'sha256-"));
}

/// Pages of every kind, the hostile one included.
std::vector<std::string> pages() {
    std::vector<std::string> written{ReportBuilder({}).to_html()};
    ReportBuilder files({.source = "r.jsonl", .source_kind = Source::files});
    add(files, {.id = "c-1"});
    written.push_back(files.to_html());
    ReportBuilder hostile({.source = R"(">'<!--&.db)"});
    const std::string attack = R"(]]></span></blockquote><!-- <img src='https://example.com/x'> &#x41; ')";
    add(hostile, {.id = attack, .customer = attack, .text = attack, .label = "insult", .measure = attack},
        R"({"start":3,"end":10,"label":"insult","weight":3})");
    add(hostile, {.id = "c-2", .text = "https://example.com", .extra = R"(,"public":true)"});
    add_record(hostile, fmt::format(R"({{"type":"finding","id":"f","time":"2026-03-04T10:00:00Z","customer":"k-1",)"
                                    R"("contact":"c-2","result":"partly","by":"{0}","reason":"{0}"}})",
                                    attack));
    add_record(hostile, fmt::format(R"({{"type":"deviation","id":"d","time":"2026-03-03T10:00:00Z","customer":"k-1",)"
                                    R"("contact":"c-2","measure":"{0}","by":"{0}","role":"{0}","reason":"{0}"}})",
                                    attack));
    written.push_back(hostile.to_html());
    return written;
}

TEST(Report, IsWellFormed) {
    for (const auto& html : pages()) {
        const PageReader page(html);
        EXPECT_THAT(page.faults(), IsEmpty());
        EXPECT_THAT(broken_references(page), IsEmpty());
    }
}

TEST(Report, AsksTheNetworkForNothing) {
    for (const auto& html : pages()) EXPECT_THAT(network_uses(PageReader(html)), IsEmpty());
}

TEST(Report, SaysEverythingInBothLanguages) {
    for (const auto& html : pages()) EXPECT_THAT(untranslated(PageReader(html)), IsEmpty());
}

TEST(Report, SumsUpTheTouchpointsThatHaveNoRoom) {
    ReportBuilder builder({});
    for (int at = 0; at < 20; ++at) {
        const Told told{.id = fmt::format("c-{}", at)};
        auto json = contact_json(told);
        json.replace(json.find("email"), 5, fmt::format("kiosk-{:02}", at));
        add_record(builder, json);
        ASSERT_TRUE(builder.add_ruling(ruling_json(told)));
    }
    const auto html = builder.to_html();
    EXPECT_THAT(html, HasSubstr(R"(text-anchor="start">Kiosk-14</text>)"));
    EXPECT_THAT(html, Not(HasSubstr(R"(text-anchor="start">Kiosk-15</text>)")));
    EXPECT_THAT(
        html,
        HasSubstr(
            R"(text-anchor="start">All other touchpoints</text><text class="value" x="100%" y="704" text-anchor="end">5</text>)"));
}

TEST(Report, KeepsTheNameOfALateMonthInsideTheDrawing) {
    ReportBuilder builder({});
    add(builder, {.id = "c-1", .time = "2026-01-05T10:00:00+01:00"});
    add(builder, {.id = "c-2", .time = "2027-01-18T10:00:00+01:00"});
    const auto html = builder.to_html();
    EXPECT_THAT(html, HasSubstr(R"(x="100%" y="250" text-anchor="end">Jan</text>)"));
    EXPECT_THAT(html, HasSubstr(R"(x="100%" y="266" text-anchor="end">2027</text>)"));
}

TEST(Report, StaysSmallHoweverLongTheTextsAre) {
    ReportBuilder builder({});
    for (int at = 0; at < 200; ++at) add(builder, {.id = fmt::format("c-{}", at), .text = std::string(20'000, '<')});
    const auto html = builder.to_html();
    EXPECT_LT(html.size(), 2'000'000U);
    EXPECT_GT(count_of(html, "<article"), 10U);
    EXPECT_THAT(html, HasSubstr(fmt::format("The latest {} of 200 messages", count_of(html, "<article"))));
}

TEST(Report, TellsTheLedeInWholeSentences) {
    const auto lede = [](int with_measure, int without) {
        ReportBuilder builder({});
        for (int at = 0; at < with_measure + without; ++at)
            add(builder, {.id = fmt::format("c-{}", at), .measure = at < with_measure ? "notice" : "none"});
        return builder.to_html();
    };
    EXPECT_THAT(lede(0, 1), HasSubstr("1\u00A0Nachricht kam von 1\u00A0Person. Keine Nachricht hatte Folgen"));
    EXPECT_THAT(lede(1, 0), HasSubstr("1\u00A0Nachricht führte zu einer Maßnahme.</span>"));
    EXPECT_THAT(lede(2, 1), HasSubstr("2\u00A0Nachrichten führten zu einer Maßnahme; die andere blieb ohne Folgen."));
    EXPECT_THAT(lede(1, 2), HasSubstr("1\u00A0message called for a measure; the other 2 cost nobody anything."));
}

TEST(Report, ShowsHowToVerifyALogOnly) {
    EXPECT_THAT(ReportBuilder({.source = "k.db"}).to_html(), HasSubstr("konsequenz log verify k.db"));
    EXPECT_THAT(ReportBuilder({.source = "r.jsonl", .source_kind = Source::files}).to_html(),
                Not(HasSubstr("log verify")));
}

TEST(Report, OfNothingSaysSo) {
    EXPECT_THAT(ReportBuilder({}).to_html(), HasSubstr("No message has been ruled on yet."));
}

TEST(Report, RefusesWhatIsNoRuling) {
    ReportBuilder builder({});
    EXPECT_EQ(builder.add_ruling("{").error().code, "report.not-a-ruling");
    EXPECT_EQ(builder.add_ruling(R"({"type":"contact"})").error().code, "report.not-a-ruling");
    const auto ruling = ruling_json({.id = "c-1"});
    for (const std::string member : {"standard", "assessment", "conduct", "measure", "reasons", "rules", "time"}) {
        auto without = ruling;
        without.replace(without.find("\"" + member + "\""), member.size() + 2, "\"x_" + member + "\"");
        const auto refused = builder.add_ruling(without);
        ASSERT_FALSE(refused) << member;
        EXPECT_EQ(refused.error().code, "report.not-a-ruling") << member;
    }
}

TEST(Report, RefusesARulingWithoutItsContact) {
    ReportBuilder builder({});
    EXPECT_EQ(builder.add_ruling(ruling_json({.id = "c-1"})).error().code, "report.unknown-contact");
}

}  // namespace
}  // namespace konsequenz::report
