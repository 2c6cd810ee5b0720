import { h, retranslate, setAttribute, setKey, show } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { t } from "../../i18n/catalogue.js";

/**
 * The panel at the side: one of several bodies, closed by Escape; focus goes in and comes back.
 * @typedef {import("../../state/model.js").Model} Model
 * @typedef {import("../../state/model.js").PanelName} PanelName
 * @typedef {{element: HTMLElement, update: (model: Model) => void}} Body
 * @param {import("../../dom/context.js").Context} context
 * @param {Record<Exclude<PanelName, "none">, Body>} bodies
 */
export function createSidePanel(context, bodies) {
    const title = h("h2", { class: "panel-title", tabindex: "-1" });
    const close = h("button", {
        type: "button", class: "control control-small", tLabel: "panel.close", testid: "close-panel",
        on: { click: () => context.setInterface({ panel: "none" }) },
    }, icon("close"));
    const body = h("div", { class: "panel-body", role: "group", tabindex: "0" });
    const element = h(
        "section", { class: "side-panel", role: "complementary", testid: "panel", on: { keydown: (event) => key(event) } },
        h("div", { class: "panel-head" }, title, close), body,
    );
    /** @type {PanelName} */
    let open = "none";
    /** @type {HTMLElement|null} */
    let cameFrom = null;

    /** @param {KeyboardEvent} event */
    function key(event) {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        context.setInterface({ panel: "none" });
    }

    return {
        element,
        /** @param {Model} model */
        update(model) {
            const { panel } = model.ui;
            show(element, panel !== "none");
            setAttribute(element, "data-panel", panel);
            if (panel !== open) {
                const before = open;
                open = panel;
                if (panel === "none") {
                    body.replaceChildren();
                    cameFrom?.focus();
                } else {
                    if (before === "none") cameFrom = /** @type {HTMLElement|null} */ (document.activeElement);
                    setKey(title, `panel.${panel}`);
                    body.replaceChildren(bodies[panel].element);
                    retranslate(body);
                    title.focus();
                }
            }
            if (panel === "none") return;
            for (const each of [element, body]) setAttribute(each, "aria-label", t(`panel.${panel}`));
            bodies[panel].update(model);
        },
    };
}
