import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { fileAddress, languageWords, sizeWords } from "../../state/library-words.js";

/** @typedef {import("../../../protocol/library.js").DocumentVersion} DocumentVersion */

/**
 * Every version of a document, the newest first.
 * @param {{conference: () => string, when: (time: string) => string}} acts
 */
export function makeVersionList({ conference, when }) {
    const element = h("ol", { class: "version-list", testid: "version-list" });
    let [document, isOpen] = ["", false];
    const list = keyedList(element, (/** @type {DocumentVersion} */ { number }) => `${number}`, ({ number }) => {
        const name = h("strong");
        const current = h("span", { class: "version-current", t: "library.current" });
        const about = h("span", { class: "version-about" });
        const note = h("p", { class: "version-note" });
        const digest = h("span", { class: "version-digest figures" });
        const file = h("a", { class: "button button-small", download: "", testid: `version-${number}` });
        return {
            element: h("li", { class: "version-row", "data-key": number }, h("div", { class: "version-what" }, h("span", { class: "row wrap" }, name, current), about, note, digest), file),
            update(version) {
                setText(name, t("library.version", { number: version.number, language: languageWords(version.language) }));
                show(current, version.isCurrent);
                setText(about, [t(`library.standing.${version.standing}`), version.name, sizeWords(version.size), when(version.at), version.by].filter(Boolean).join(" · "));
                setText(note, version.note);
                show(note, version.note !== "");
                setText(digest, t("library.digest", { digest: version.digest }));
                setText(file, t("library.download"));
                setAttribute(file, "aria-label", `${t("library.download")}: ${version.name}`);
                setAttribute(file, "href", fileAddress(conference(), document, version.number));
                show(file, isOpen);
            },
        };
    });
    return {
        element,
        /** @param {import("../../../protocol/library.js").DocumentView} view */
        update(view) {
            [document, isOpen] = [view.id, view.isOpen];
            list([...view.versions].reverse());
        },
    };
}
