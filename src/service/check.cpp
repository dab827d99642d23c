#include "service/check.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "dmn/load.h"
#include "report/check_page.h"

namespace konsequenz::service {
namespace {

using Errors = std::vector<Error>;

/// Of files that are there and are what they say they are, every error is a finding.
bool is_unreadable(const Error& error) {
    return error.code.starts_with("base.cannot") || error.code == "dmn.xml" || error.code == "dmn.doctype" ||
           error.code == "toml.syntax";
}

std::expected<Checked, Errors> as_findings(Checked checked, const Errors& errors) {
    if (std::ranges::any_of(errors, is_unreadable)) return std::unexpected(errors);
    checked.findings = proof::findings_of(errors);
    return checked;
}

std::expected<Checked, Errors> check_standard(const std::string& path, proof::Language language) {
    Checked checked;
    checked.subject = path;
    checked.title = path;
    checked.is_standard = true;
    auto loaded = standard::load(path);
    if (!loaded) return as_findings(std::move(checked), loaded.error());
    checked.title = loaded->id + " " + loaded->version;
    checked.findings = proof::check(*loaded, language);
    checked.engine = loaded->engine;
    checked.standard = std::move(*loaded);
    return checked;
}

std::expected<Checked, Errors> check_model(const std::string& path, proof::Language language) {
    Checked checked;
    checked.subject = path;
    checked.title = path;
    const auto model = dmn::load_model(std::filesystem::path(path));
    if (!model) return as_findings(std::move(checked), model.error());
    if (!model->root().name.empty()) checked.title = model->root().name;
    auto engine = dmn::Engine::compile(*model, dmn::Faults::tolerate);
    if (!engine) return as_findings(std::move(checked), engine.error());
    checked.engine = std::move(*engine);
    checked.findings = proof::check(*checked.engine, language);
    return checked;
}

}  // namespace

std::expected<Checked, Errors> check(const std::string& path, proof::Language language) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored) ? check_standard(path, language) : check_model(path, language);
}

std::string check_page(const Checked& checked) {
    report::CheckedTables page{checked.title, checked.engine.get(), checked.findings, checked.findings, {}};
    if (checked.standard) page.german = proof::check(*checked.standard, proof::Language::german);
    if (!checked.is_standard && checked.engine) page.german = proof::check(*checked.engine, proof::Language::german);
    return report::check_html(page);
}

}  // namespace konsequenz::service
