import { h, setText, show } from "../../dom/elements.js";
import { pick, t } from "../../i18n/catalogue.js";
import { makeStagedStream } from "./staged-stream.js";

/**
 * The paragraph that the meeting speaks about, with its words as they are written. Who may not read the text sees its number alone.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createParagraph(context) {
    const heading = h("h2", { class: "eyebrow", testid: "staged-number" });
    const words = h("p", { class: "paragraph-words", testid: "staged-words" });
    const stale = h("p", { class: "paragraph-stale", role: "status", testid: "staged-stale" });
    const element = h("section", { class: "paragraph", tLabel: "paragraph.label", testid: "staged" }, heading, words, stale);
    element.hidden = true;
    let shown = "";
    const stream = makeStagedStream(draw);
    /** @type {import("../../protocol/messages.js").TextPlace|null} */
    let place = null;

    function draw() {
        if (!place) return;
        const { staged, isStale } = stream;
        setText(heading, staged ? `${staged.number} · ${pick(staged.title)}` : t("paragraph.number", { number: place.number }));
        setText(words, staged?.words ?? "");
        show(words, staged !== null);
        element.classList.toggle("is-stale", isStale);
        setText(stale, isStale ? t("paragraph.stale") : "");
    }

    return {
        element,
        /** @param {Model} model */
        update({ view }) {
            place = view.paragraph ?? null;
            const now = place ? `${place.text}/${place.paragraph}` : "";
            show(element, place !== null);
            if (now !== shown) {
                shown = now;
                if (place) stream.open(`/api/meetings/${encodeURIComponent(context.meeting())}/paragraph`);
                else stream.close();
            }
            draw();
        },
    };
}
