import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { makeBadge } from "../../dom/badge.js";
import { classOf, classState, delegationWords, fileAddress, languageWords, pieces, placeWords, sizeWords } from "../../state/library-words.js";

/** @typedef {import("../../../protocol/library.js").DocumentView} DocumentView */
/** @typedef {import("../../../protocol/library.js").DocumentVersion} DocumentVersion */

/**
 * The documents that somebody may read, each with the newest files in its languages.
 * @param {{href: (id: string) => string, conference: () => string, view: () => import("../../../protocol/conference.js").ConferenceView|null, when: (time: string) => string}} acts
 */
export function makeLibraryList({ href, conference, view, when }) {
    const element = h("ul", { class: "library-list", testid: "library-list" });
    const list = keyedList(element, (/** @type {DocumentView} */ { id }) => id, ({ id }) => {
        const symbol = h("span", { class: "library-symbol figures" });
        const link = h("a", { class: "table-link" });
        const access = makeBadge();
        const about = h("span", { class: "library-about" });
        const state = h("span", { class: "library-state" });
        const excerpt = h("p", { class: "library-excerpt", testid: "excerpt" });
        const files = h("ul", { class: "library-files", tLabel: "library.files" });
        const fileList = keyedList(files, (/** @type {DocumentVersion} */ { number }) => `${number}`, ({ number }) => {
            const file = h("a", { class: "button button-small", download: "", testid: `file-${number}` });
            return {
                element: h("li", {}, file),
                update(version) {
                    setAttribute(file, "href", fileAddress(conference(), id, version.number));
                    setText(file, `${languageWords(version.language)} · ${sizeWords(version.size)}`);
                    setAttribute(file, "aria-label", [symbol.textContent, languageWords(version.language), t(`library.standing.${version.standing}`), sizeWords(version.size)].join(", "));
                },
            };
        });
        const row = h("li", { class: "library-row", "data-key": id },
            h("div", { class: "library-what" }, h("div", { class: "library-name" }, symbol, link), h("div", { class: "row wrap library-line" }, access.element, about, state), excerpt), files);
        return {
            element: row,
            update(document) {
                const seen = view();
                setText(symbol, document.symbol);
                setText(link, pick(document.title));
                setAttribute(link, "href", href(id));
                access.update(classState(document.access), t(`library.class.${classOf(document.access)}`));
                setText(about, [
                    seen ? placeWords(seen, document) : "",
                    seen && document.owner && classOf(document.access) !== "delegationPrivate" ? t("library.by", { delegation: delegationWords(seen, document.owner) }) : "",
                    when(document.versions[document.versions.length - 1].at),
                ].filter(Boolean).join(" · "));
                setText(state, document.withdrawal ? t("library.withdrawn") : document.embargo ? t("library.embargoed") : "");
                setAttribute(row, "data-withdrawn", document.withdrawal !== undefined);
                excerpt.replaceChildren(...pieces(document.excerpt ?? "").map(({ words, isFound }) => (isFound ? h("mark", {}, words) : new Text(words))));
                show(excerpt, Boolean(document.excerpt));
                fileList(document.isOpen ? document.versions.filter(({ isCurrent }) => isCurrent) : []);
                show(files, document.isOpen);
            },
        };
    });
    return { element, update: (/** @type {readonly DocumentView[]} */ documents) => void list(documents) };
}
