// A strict reader of the page for tests. Browsers forgive nearly everything, so a page that looks right proves little:
// this one wants every element closed in its order, every attribute quoted, every id once and every reference met.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace konsequenz::report {

struct PageElement {
    std::string name;
    std::map<std::string, std::string, std::less<>> attributes;
    std::size_t content_begin = 0;  ///< of what stands inside, in the page
    std::size_t content_end = 0;
    std::size_t end = 0;  ///< after the closing tag

    [[nodiscard]] std::string attribute(std::string_view key) const {
        const auto found = attributes.find(key);
        return found == attributes.end() ? std::string() : found->second;
    }
};

class PageReader {
  public:
    explicit PageReader(std::string_view html) : html_(html) { read(); }

    [[nodiscard]] const std::vector<PageElement>& elements() const { return elements_; }
    /// What is not well formed; empty where all is.
    [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
    [[nodiscard]] std::string_view content(const PageElement& element) const {
        return html_.substr(element.content_begin, element.content_end - element.content_begin);
    }
    [[nodiscard]] std::string_view after(const PageElement& element) const { return html_.substr(element.end); }

  private:
    static constexpr std::string_view doctype = "<!DOCTYPE html>";
    static constexpr std::array<std::string_view, 4> empty_elements{"meta", "input", "br", "link"};
    static constexpr std::string_view name_characters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:_";

    void fault(std::string_view what, std::size_t at) {
        faults_.push_back(std::string(what) + " at `" + std::string(html_.substr(at, 80)) + "`");
    }

    void read() {
        if (!html_.starts_with(doctype)) return fault("no document type", 0);
        at_ = doctype.size();
        while (at_ < html_.size() && faults_.empty()) {
            const auto next = std::min(html_.find('<', at_), html_.size());
            check_text(at_, next);
            at_ = next;
            if (at_ == html_.size()) break;
            if (html_.substr(at_, 2) == "</")
                close();
            else
                open();
        }
        if (!open_.empty()) fault("never closed", elements_[open_.back()].content_begin);
    }

    void check_text(std::size_t from, std::size_t to) {
        static constexpr std::array<std::string_view, 6> references{"&amp;",  "&lt;",  "&gt;",
                                                                    "&quot;", "&#39;", "&nbsp;"};
        for (auto at = from; at < to; ++at) {
            const auto rest = html_.substr(at, to - at);
            const auto byte = static_cast<unsigned char>(html_[at]);
            if (html_[at] == '>') fault("a stray `>`", at);
            if (byte < 0x20 && byte != '\n' && byte != '\t') fault("a control character", at);
            if (html_[at] == '&' &&
                std::ranges::none_of(references, [&](auto known) { return rest.starts_with(known); }))
                fault("an unknown character reference", at);
        }
    }

    void close() {
        const auto end = html_.find('>', at_);
        if (end == std::string_view::npos) return fault("a tag without end", at_);
        const auto name = html_.substr(at_ + 2, end - at_ - 2);
        if (open_.empty() || elements_[open_.back()].name != name) return fault("closed out of order", at_);
        elements_[open_.back()].content_end = at_;
        elements_[open_.back()].end = end + 1;
        open_.pop_back();
        at_ = end + 1;
    }

    std::string read_name() {
        const auto end = std::min(html_.find_first_not_of(name_characters, at_), html_.size());
        std::string name(html_.substr(at_, end - at_));
        at_ = end;
        return name;
    }

    void open() {
        const auto begin = at_++;
        PageElement element;
        element.name = read_name();
        if (element.name.empty()) return fault("a tag without a name", begin);
        while (html_.substr(at_, 1) == " ") {
            ++at_;
            if (!read_attribute(element)) return fault("an attribute that is not quoted or stands twice", begin);
        }
        const bool closes_itself = html_.substr(at_, 2) == "/>";
        if (closes_itself) ++at_;
        if (html_.substr(at_, 1) != ">") return fault("a tag without end", begin);
        element.content_begin = element.content_end = element.end = ++at_;
        const bool is_raw = element.name == "script" || element.name == "style";
        const auto closing = "</" + element.name + ">";
        const bool is_empty = closes_itself || std::ranges::find(empty_elements, element.name) != empty_elements.end();
        elements_.push_back(std::move(element));
        if (is_empty) return;
        open_.push_back(elements_.size() - 1);
        if (is_raw) at_ = std::min(html_.find(closing, at_), html_.size());
    }

    bool read_attribute(PageElement& element) {
        const auto key = read_name();
        if (key.empty()) return false;
        std::string value;
        if (html_.substr(at_, 1) == "=") {
            if (html_.substr(at_, 2) != "=\"") return false;
            const auto end = html_.find('"', at_ + 2);
            if (end == std::string_view::npos) return false;
            value = html_.substr(at_ + 2, end - at_ - 2);
            if (value.find('<') != std::string::npos) return false;
            at_ = end + 1;
        }
        return element.attributes.emplace(key, value).second;
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::vector<PageElement> elements_;
    std::vector<std::size_t> open_;
    std::vector<std::string> faults_;
};

/// Ids that stand twice, and references to ids that nothing has.
inline std::vector<std::string> broken_references(const PageReader& page) {
    std::vector<std::string> broken;
    std::set<std::string> ids;
    for (const auto& element : page.elements()) {
        const auto id = element.attribute("id");
        if (!id.empty() && !ids.insert(id).second) broken.push_back("twice: " + id);
    }
    for (const auto& element : page.elements()) {
        for (const auto* key : {"aria-labelledby", "aria-describedby", "for"}) {
            const auto id = element.attribute(key);
            if (!id.empty() && !ids.contains(id)) broken.push_back(std::string(key) + ": " + id);
        }
        const auto href = element.attribute("href");
        if (href.starts_with("#") && !ids.contains(href.substr(1))) broken.push_back("href: " + href);
    }
    return broken;
}

/// Texts that stand in one language only: English comes first, and German right after it in an element of the same
/// kind, neither of them empty.
inline std::vector<std::string> untranslated(const PageReader& page) {
    std::vector<std::string> alone;
    std::size_t english = 0;
    std::size_t german = 0;
    for (const auto& element : page.elements()) {
        const auto css_class = element.attribute("class");
        if (css_class == "de") ++german;
        if (css_class != "en" && css_class != "de") continue;
        const std::string content(page.content(element));
        if (content.empty() || element.attribute("lang") != css_class) alone.push_back(css_class + ": " + content);
        if (css_class != "en") continue;
        ++english;
        if (!page.after(element).starts_with("<" + element.name + R"( class="de" lang="de">)"))
            alone.push_back("en: " + content);
    }
    if (english != german) alone.push_back("more elements in one language than in the other");
    return alone;
}

/// Whatever could make a browser ask the network for something: attributes that name a resource, an address in the
/// style, a call of the script. Addresses inside texts are words and nothing more.
inline std::vector<std::string> network_uses(const PageReader& page) {
    std::vector<std::string> uses;
    for (const auto& element : page.elements()) {
        for (const auto* name :
             {"link", "img", "iframe", "object", "embed", "audio", "video", "source", "base", "image"}) {
            if (element.name == name) uses.push_back("element: " + element.name);
        }
        for (const auto& [key, value] : element.attributes) {
            const bool is_text = key.starts_with("data-") || (key == "value" && element.name == "option");
            const bool names_resource = key == "src" || key == "srcset" || key == "action" || key == "formaction" ||
                                        key == "poster" || key == "ping" || key == "style" || key.starts_with("on") ||
                                        (key.ends_with("href") && !value.starts_with("#")) ||
                                        (!is_text && value.find("://") != std::string::npos);
            if (names_resource) uses.push_back(element.name + " " + key + "=" + value);
        }
        if (element.name != "style" && element.name != "script") continue;
        const auto content = page.content(element);
        for (const auto* call : {"://", "@import", "@font-face", "fetch(", "XMLHttpRequest", "WebSocket", "EventSource",
                                 "sendBeacon", "import(", "importScripts", "localStorage", "cookie"}) {
            if (content.find(call) != std::string_view::npos) uses.push_back(element.name + ": " + call);
        }
        for (auto at = content.find("url("); at != std::string_view::npos; at = content.find("url(", at + 4)) {
            if (content.substr(at + 4, 1) != "#") uses.emplace_back(content.substr(at, 40));
        }
    }
    return uses;
}

}  // namespace konsequenz::report
