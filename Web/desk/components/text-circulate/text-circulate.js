import { h, setText } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { ownZone } from "../../../i18n/times.js";
import { checked, form, textField } from "../../dom/fields.js";
import { instantIn } from "../../dom/text-times.js";

/**
 * Circulates what stands now as a version, with the time until which comments are taken.
 * @param {{submit: (command: Record<string, object>) => Promise<string|null>}} acts
 */
export function makeTextCirculate({ submit }) {
    const name = textField({ t: "text.version", testid: "version-name", maxlength: 200 });
    const cutOff = textField({ t: "text.cutOff", testid: "version-cut-off", type: "datetime-local", optional: true });
    const zone = h("p", { class: "form-hint" });
    const { element } = form({
        testid: "circulate", send: "text.circulate",
        async run() {
            const at = instantIn(cutOff.value);
            if (!checked([[name, name.value === "", "text.versionNeeded"], [cutOff, cutOff.value !== "" && at === null, "text.timeWrong"]])) return "";
            const wrong = await submit({ circulate: { name: name.value, ...(at ? { cutOff: at } : {}) } });
            if (wrong === null) {
                name.value = "";
                cutOff.value = "";
            }
            return wrong;
        },
    }, name.element, cutOff.element, zone);
    return { element, update: () => setText(zone, t("text.zone", { zone: ownZone() })) };
}
