#include "dmn/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/files.h"
#include "dmn/load_parts.h"
#include "dmn/xml.h"

namespace konsequenz::dmn {

namespace {

struct Version {
    std::string_view model;
    std::string_view number;
};

constexpr std::array<Version, 5> versions = {{{"http://www.omg.org/spec/DMN/20151101/dmn.xsd", "1.1"},
                                              {"http://www.omg.org/spec/DMN/20180521/MODEL/", "1.2"},
                                              {"https://www.omg.org/spec/DMN/20191111/MODEL/", "1.3"},
                                              {"https://www.omg.org/spec/DMN/20211108/MODEL/", "1.4"},
                                              {"https://www.omg.org/spec/DMN/20230324/MODEL/", "1.5"}}};

constexpr std::size_t imports_max = 256;

bool is_dmn(std::string_view model) { return std::ranges::find(versions, model, &Version::model) != versions.end(); }

void read_parts(XmlElement root, Definitions& definitions, std::vector<Error>& errors) {
    for (const XmlElement child : root) {
        if (child.name() != "import" || !is_dmn(child.model())) continue;
        const std::string_view kind = child.attribute("importType").value_or("");
        if (!kind.empty() && !is_dmn(kind)) {
            errors.push_back({"dmn.import",
                              fmt::format("imports of type `{}` are not read: import DMN models only", kind),
                              child.place()});
            continue;
        }
        definitions.imports.push_back({std::string(child.attribute("name").value_or("")),
                                       std::string(child.attribute("namespace").value_or("")), child.place()});
    }
    PartReader reader(errors, definitions.imports);
    for (const XmlElement child : root) {
        if (child.model() != root.model()) continue;
        const std::string_view name = child.name();
        if (name == "itemDefinition") definitions.types.push_back(reader.item_definition(child));
        if (name == "inputData") definitions.inputs.push_back(reader.input_data(child));
        if (name == "decision") definitions.decisions.push_back(reader.decision(child));
        if (name == "businessKnowledgeModel") definitions.knowledge.push_back(reader.knowledge_model(child));
        if (name == "decisionService") definitions.services.push_back(reader.service(child));
    }
}

class IdCheck {
  public:
    explicit IdCheck(std::vector<Error>& errors) : errors_(errors) {}

    template <class Elements>
    void operator()(const Elements& elements) {
        for (const auto& element : elements) {
            if (element.id.empty() || ids_.insert(element.id).second) continue;
            errors_.push_back({"dmn.duplicate",
                               fmt::format("the id `{}` stands twice: ids are unique within a model", element.id),
                               element.place});
        }
    }

  private:
    std::vector<Error>& errors_;
    std::set<std::string> ids_;
};

void check_ids(const Definitions& definitions, std::vector<Error>& errors) {
    IdCheck check(errors);
    check(definitions.inputs);
    check(definitions.decisions);
    check(definitions.knowledge);
    check(definitions.services);
}

}  // namespace

std::expected<Definitions, std::vector<Error>> parse_definitions(std::string_view xml, std::string_view file) {
    Result<XmlDocument> document = XmlDocument::parse(xml, file, model_bytes_max);
    if (!document) return std::unexpected(std::vector{std::move(document).error()});
    const XmlElement root = document->root();
    const auto version = std::ranges::find(versions, root.model(), &Version::model);
    std::vector<Error> errors;
    if (root.name() != "definitions" || version == versions.end()) {
        errors.push_back(
            {"dmn.version",
             fmt::format("the root is `{}` of the namespace `{}`: expected `definitions` of DMN 1.1 to 1.5",
                         root.name(), root.model()),
             root.place()});
        return std::unexpected(std::move(errors));
    }
    Definitions definitions{.file = std::string(file),
                            .name = std::string(root.attribute("name").value_or("")),
                            .model = std::string(root.attribute("namespace").value_or("")),
                            .version = std::string(version->number)};
    read_parts(root, definitions, errors);
    check_ids(definitions, errors);
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return definitions;
}

std::expected<Model, std::vector<Error>> load_model(std::string_view xml, std::string_view file,
                                                    const Resolver& resolver) {
    auto root = parse_definitions(xml, file);
    if (!root) return std::unexpected(std::move(root).error());
    Model model;
    model.definitions.push_back(std::move(*root));
    std::vector<Error> errors;
    for (std::size_t at = 0; at < model.definitions.size(); ++at) {
        // The vector grows while its elements are read.
        const std::vector<Import> imports = model.definitions[at].imports;
        for (const Import& import : imports) {
            const auto known = std::ranges::find(model.definitions, import.model, &Definitions::model);
            if (known != model.definitions.end()) continue;
            if (model.definitions.size() >= imports_max) {
                errors.push_back({"dmn.import", fmt::format("more than {} models are imported: join some", imports_max),
                                  import.place});
                return std::unexpected(std::move(errors));
            }
            Result<ModelSource> source = resolver(import.model);
            if (!source) {
                Error error = std::move(source).error();
                if (error.where == Place{}) error.where = import.place;
                errors.push_back(std::move(error));
                continue;
            }
            auto imported = parse_definitions(source->xml, source->file);
            if (imported) {
                model.definitions.push_back(std::move(*imported));
            } else {
                std::ranges::move(imported.error(), std::back_inserter(errors));
            }
        }
    }
    if (!errors.empty()) return std::unexpected(std::move(errors));
    return model;
}

std::expected<Model, std::vector<Error>> load_model(const std::filesystem::path& path) {
    Result<std::string> xml = read_file(path);
    if (!xml) return std::unexpected(std::vector{std::move(xml).error()});
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Resolver resolver = [&](std::string_view wanted) -> Result<ModelSource> {
        for (const std::filesystem::path& candidate : TRY(list_files(folder, ".dmn"))) {
            if (candidate.filename() == path.filename()) continue;
            std::string text = TRY(read_file(candidate));
            const Result<XmlDocument> document = XmlDocument::parse(text, candidate.string(), model_bytes_max);
            if (!document || document->root().attribute("namespace") != wanted) continue;
            return ModelSource{std::move(text), candidate.string()};
        }
        return fail("dmn.import",
                    fmt::format("no `.dmn` file beside it defines the namespace `{}`: add the file or mend the import",
                                wanted));
    };
    return load_model(*xml, path.string(), resolver);
}

}  // namespace konsequenz::dmn
