import { h, setText, show } from "../../../dom/elements.js";
import { PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { form, selectField, textField } from "../../dom/fields.js";
import { makeWithReason } from "../../dom/with-reason.js";
import { classOf } from "../../state/library-words.js";

/** Classes between which the secretariat chooses. */
export const CLASSES = Object.freeze(["delegations", "public", "chairOnly"]);
export const EMBARGOES = Object.freeze(["none", "until", "untilAdopted", "untilReleased"]);

/**
 * Until when a document is held back: not at all, until a time by the host's clock, until a text is adopted, or until it is released.
 * @param {{testid: string, instant: (date: string, minutes: number) => number, texts: () => Promise<import("../../../protocol/text.js").TextSummary[]>}} options `texts` are those that may be waited for
 */
export function makeEmbargoFields({ testid, instant, texts }) {
    /** @type {import("../../../protocol/text.js").TextSummary[]} */
    let open = [];
    const kind = selectField({ t: "library.embargo", testid: `${testid}-embargo`, options: () => EMBARGOES.map((value) => ({ value, words: t(`library.embargo.${value}`) })), on: { change: () => void ask() } });
    const text = selectField({
        t: "library.embargoText", hint: "library.embargoTextHint", testid: `${testid}-text`,
        options: () => [{ value: "", words: open.length > 0 ? "" : t("library.embargoNoText") }, ...open.map((each) => ({ value: each.text.id, words: pick(each.text.title) || each.text.id }))],
    });
    const date = textField({ t: "library.embargoDate", testid: `${testid}-date`, type: "date" });
    const time = textField({ t: "library.embargoTime", hint: "library.embargoHint", testid: `${testid}-time`, type: "time" });
    kind.value = EMBARGOES[0];
    const when = h("div", { class: "form-row" }, date.element, time.element);
    function draw() {
        show(when, kind.value === "until");
        show(text.element, kind.value === "untilAdopted");
    }
    async function ask() {
        draw();
        if (kind.value !== "untilAdopted") return;
        open = await texts();
        text.refresh();
    }
    draw();
    return {
        elements: [kind.element, when, text.element],
        check() {
            if (kind.value === "untilAdopted" && text.value === "") {
                text.error(t("library.embargoTextNeeded"));
                text.focus();
                return false;
            }
            const isWrong = kind.value === "until" && (date.value === "" || time.value === "");
            date.error(isWrong ? t("library.embargoNeeded") : null);
            if (isWrong) date.focus();
            return !isWrong;
        },
        refresh() {
            kind.refresh();
            text.refresh();
        },
        /** @returns {import("../../../protocol/library.js").Embargo|null} */
        get value() {
            if (kind.value === "untilAdopted") return { untilAdopted: { text: text.value } };
            if (kind.value === "untilReleased") return { untilReleased: {} };
            if (kind.value !== "until") return null;
            const [hours, minutes] = time.value.split(":").map(Number);
            return { until: { time: new Date(instant(date.value, hours * 60 + minutes)).toISOString() } };
        },
        reset() {
            kind.value = EMBARGOES[0];
            [date.value, time.value, text.value] = ["", "", ""];
            draw();
        },
    };
}

/**
 * What the keepers of a document may do with it.
 * @param {{
 *   act: (command: Record<string, object>) => Promise<string|null>, instant: (date: string, minutes: number) => number,
 *   texts: () => Promise<import("../../../protocol/text.js").TextSummary[]>,
 * }} acts `act` returns what is wrong, or null
 */
export function makeDocumentActs({ act, instant, texts }) {
    let id = "";
    const problem = h("p", { class: "form-problem", role: "alert", testid: "document-problem" });
    /** @param {Record<string, object>} command */
    async function attempt(command) {
        const wrong = await act(command);
        setText(problem, wrong ?? "");
        show(problem, wrong !== null);
        return wrong === null;
    }
    problem.hidden = true;
    const release = new PressTwice({ testid: "release", class: "button-primary", run: () => void attempt({ release: { document: id } }) });
    const withdraw = makeWithReason({ t: "library.withdraw", testid: "withdraw", run: (reason) => attempt({ withdraw: { document: id, reason } }) });
    const access = selectField({ t: "library.class", testid: "set-class", options: () => CLASSES.map((value) => ({ value, words: t(`library.class.${value}`) })) });
    const accessForm = form({ testid: "class-form", send: "library.setClass", run: () => act({ setAccess: { document: id, access: { [access.value]: {} } } }) }, access.element);
    const embargo = makeEmbargoFields({ testid: "set", instant, texts });
    const embargoForm = form({
        testid: "embargo-form", send: "library.setEmbargo",
        async run() {
            if (!embargo.check()) return "";
            if (embargo.value === null) return t("library.embargoChoose");
            const wrong = await act({ setEmbargo: { document: id, embargo: embargo.value } });
            if (wrong === null) embargo.reset();
            return wrong;
        },
    }, ...embargo.elements);
    return {
        element: h("div", { class: "document-acts" }, problem, release.element, accessForm.element, embargoForm.element, withdraw.element),
        /** @param {import("../../../protocol/library.js").DocumentView} document @param {boolean} isSecretariat */
        update(document, isSecretariat) {
            const isPrivate = classOf(document.access) === "delegationPrivate";
            if (document.id !== id) {
                id = document.id;
                embargo.reset();
                show(problem, false);
            }
            if (document.embargo || document.id !== id || !accessForm.element.contains(globalThis.document.activeElement)) access.value = classOf(document.access);
            access.refresh();
            embargo.refresh();
            show(release.element, document.embargo !== undefined);
            release.update({ label: t("library.release"), consequence: t("library.releaseConsequence") });
            show(accessForm.element, isSecretariat && !isPrivate);
            show(embargoForm.element, !isPrivate);
            withdraw.update({ name: document.symbol, consequence: t("library.withdrawConsequence") });
        },
    };
}
