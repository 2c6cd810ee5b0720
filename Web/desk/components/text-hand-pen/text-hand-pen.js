import { h } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { selectField } from "../../dom/fields.js";

const SECRETARIAT = "-";

/**
 * Who holds the pen from now on.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, seats: () => {value: string, words: string}[]}} acts
 */
export function makeTextHandPen({ command, seats }) {
    const options = () => [...seats(), { value: SECRETARIAT, words: t("beginText.secretariat") }];
    const to = selectField({ t: "pen.to", testid: "pen-to", options, on: { change: draw } });
    const hand = new PressTwice({ testid: "pen-hand", run: () => void command({ handPen: { to: to.value === SECRETARIAT ? { secretariat: {} } : { delegation: { seat: to.value } } } }) });
    let holder = "";

    function draw() {
        const name = options().find(({ value }) => value === to.value)?.words ?? "";
        hand.update({ label: t("pen.hand"), name, consequence: t("pen.handWords", { name }), disabled: to.value === holder });
    }

    return {
        element: h("div", { class: "form" }, to.element, hand.element),
        /** @param {import("../../../protocol/text.js").Pen} pen */
        update(pen) {
            const now = "secretariat" in pen ? SECRETARIAT : pen.delegation.seat;
            if (now !== holder) to.value = now;
            holder = now;
            to.refresh();
            draw();
        },
    };
}
