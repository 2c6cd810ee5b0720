import { h } from "../../../dom/elements.js";
import { pick } from "../../../i18n/catalogue.js";
import { textField } from "../../dom/fields.js";
import { partyMeant } from "../../state/parties.js";

let lists = 0;

/**
 * A field in which one looks for a country or an organisation by name or code.
 * @param {{t: string, testid: string, hint?: string, choose?: (party: import("../../../protocol/conference.js").Party|null) => void}} options
 */
export function makePartyField({ t, testid, hint, choose }) {
    lists += 1;
    const list = h("datalist", { id: `parties-${lists}` });
    const field = textField({ t, testid, hint, list: list.id, on: { change: () => choose?.(meant()) } });
    field.element.append(list);
    /** @type {readonly import("../../../protocol/conference.js").Party[]} */
    let parties = [];
    const meant = () => partyMeant(parties, field.value);
    return {
        element: field.element,
        error: field.error,
        focus: field.focus,
        /** @param {readonly import("../../../protocol/conference.js").Party[]} all */
        update(all) {
            parties = all;
            list.replaceChildren(...all.map((party) => h("option", { value: pick(party.name), label: party.id })));
        },
        get value() { return meant(); },
        clear() { field.value = ""; },
    };
}
