import { h, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";

/**
 * Where the discussion is, and whether one goes with it.
 * @param {{follow: (isFollowing: boolean) => void, back: () => void}} acts
 */
export function makeTextDiscussion({ follow, back }) {
    const point = h("p", { class: "text-point", role: "status", testid: "discussion" });
    const control = h("input", { type: "checkbox", testid: "follow", on: { change: ({ target }) => follow(target.checked) } });
    const label = h("label", { class: "check form-check" }, control, h("span", { t: "discussion.follow" }));
    const again = button({ t: "discussion.back", testid: "discussion-back", class: "button-small", run: back });
    return {
        element: h("div", { class: "text-discussion" }, point, label, again),
        /** @param {string|null} name of the paragraph; null: none is under discussion @param {{isFollowing: boolean, isThere: boolean}} how `isThere`: it is the one that is chosen */
        update(name, { isFollowing, isThere }) {
            setText(point, name === null ? t("discussion.none") : t("discussion.at", { number: name }));
            control.checked = isFollowing;
            show(again, name !== null && !isThere);
        },
    };
}
