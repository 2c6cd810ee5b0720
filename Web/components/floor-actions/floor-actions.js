import { disable, h, setAttribute, setKey, setText, show } from "../../dom/elements.js";
import { icon } from "../../dom/icons.js";
import { t } from "../../i18n/catalogue.js";

/**
 * What a delegation does about the floor: raise and lower its flag, yield, take the seat's microphone.
 * @typedef {import("../../state/model.js").Model} Model
 * @param {import("../../dom/context.js").Context} context
 */
export function createFloorActions(context) {
    const flagWords = h("span", {});
    const flag = h(
        "button", { type: "button", class: "button button-wide", testid: "flag", "aria-keyshortcuts": "f", on: { click: () => toggleFlag() } },
        icon("flag"), flagWords,
    );
    const yieldFloor = h("button", {
        type: "button", class: "button button-primary button-wide", testid: "yield", t: "floor.yield",
        "aria-keyshortcuts": "y", on: { click: () => void context.command({ type: "endFloor" }) },
    });
    const take = h("button", {
        type: "button", class: "button button-wide", testid: "take-microphone", t: "floor.takeMicrophone",
        on: { click: () => void takeMicrophone() },
    });
    const place = h("p", { class: "floor-place", testid: "floor-place" });
    const element = h("div", { class: "floor-actions" }, place, yieldFloor, flag, take);
    /** @type {Model|null} */
    let model = null;

    async function takeMicrophone() {
        if (context.media.capture.state !== "ready") await context.media.useDevices();
        await context.command({ type: "takeMicrophone" });
    }
    function toggleFlag() {
        const seat = model?.mySeat?.id;
        const raised = model?.view.speakers?.some((each) => each.seat === seat);
        void context.command({ type: raised ? "lowerFlag" : "raiseFlag" });
    }

    return {
        element,
        toggleFlag,
        /** @param {Model} next */
        update(next) {
            model = next;
            const { view, mySeat, can, pending, holder } = next;
            const at = view.speakers?.findIndex((each) => each.seat === mySeat?.id) ?? -1;
            const speaks = Boolean(mySeat) && view.floor?.seat === mySeat?.id;
            show(flag, can.flag && !speaks);
            disable(flag, view.sitting !== "open" || next.status !== "open");
            setKey(flagWords, at >= 0 ? "floor.lowerFlag" : "floor.raiseFlag");
            setAttribute(flag, "data-on", at >= 0);
            setAttribute(flag, "data-pending", pending.has("raiseFlag") || pending.has("lowerFlag"));
            show(yieldFloor, speaks && holder);
            setAttribute(yieldFloor, "data-pending", pending.has("endFloor"));
            show(take, can.takeMicrophone);
            setAttribute(take, "data-pending", pending.has("takeMicrophone"));
            const words = speaks ? t("floor.yours") : at >= 0 ? t("floor.place", { count: at + 1 }) : "";
            setText(place, words);
            show(place, words !== "");
        },
    };
}
