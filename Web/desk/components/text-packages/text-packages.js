import { h, keyedList, setText, show } from "../../../dom/elements.js";
import { button, PressTwice } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { checked, form, textsField } from "../../dom/fields.js";

/**
 * @typedef {import("../../../protocol/text.js").PackageView} PackageView
 */

/**
 * Paragraphs that are agreed only together: those that there are and, for the chair, a new one of paragraphs that are picked one by one.
 * @param {{submit: (command: Record<string, object>) => Promise<string|null>, command: (command: Record<string, object>) => Promise<boolean>}} acts
 */
export function makeTextPackages({ submit, command }) {
    /** @type {{number: (paragraph: string) => string, mayMake: boolean, chosen: string|null}|null} */
    let at = null;
    /** @type {string[]} of the package to be */
    let picked = [];
    const rows = h("ul", { class: "text-brackets", testid: "text-packages" });
    const none = h("p", { class: "form-hint", t: "package.none" });
    const list = keyedList(rows, (/** @type {PackageView} */ { id }) => id, ({ id }) => {
        const words = h("p", { class: "bracket-words" });
        const undo = new PressTwice({ testid: `package-undo-${id}`, class: "button-small", run: () => void command({ undoPackage: { package: id } }) });
        return {
            element: h("li", { class: "proposal", "data-key": id }, words, undo.element),
            update({ name, paragraphs }) {
                if (!at) return;
                setText(words, [pick(name), paragraphs.map(at.number).join(", ")].join(": "));
                show(undo.element, at.mayMake);
                undo.update({ label: t("package.undo"), name: pick(name), consequence: t("package.undoWords") });
            },
        };
    });
    const add = button({ t: "package.add", testid: "package-add", class: "button-small", run: () => pickOne(at?.chosen ?? null) });
    const basket = h("ul", { class: "row wrap text-picked", testid: "package-picked" });
    const pickedList = keyedList(basket, (/** @type {string} */ id) => id, (id) => {
        const drop = h("button", { type: "button", class: "button button-small", testid: `package-drop-${id}`, on: { click: () => { picked = picked.filter((each) => each !== id); draw(); } } });
        return { element: h("li", {}, drop), update() { setText(drop, t("package.drop", { number: at?.number(id) ?? "" })); } };
    });
    const name = textsField({ t: "", testid: "package-name", keys: { en: "package.nameEn", vi: "package.nameVi" }, maxlength: 200 });
    const making = form({
        testid: "package", send: "package.make",
        async run() {
            if (!checked([[name, !name.value.en, "package.nameNeeded"]])) return "";
            if (picked.length < 2) return t("package.tooFew");
            const wrong = await submit({ makePackage: { name: name.value, paragraphs: picked } });
            if (wrong !== null) return wrong;
            picked = [];
            name.value = { en: "", vi: "" };
            draw();
            return null;
        },
    }, h("p", { class: "form-hint", t: "package.hint" }), h("div", { class: "row wrap" }, add), basket, name.element);

    /** @param {string|null} id */
    function pickOne(id) {
        if (id && !picked.includes(id)) picked.push(id);
        draw();
    }

    function draw() {
        pickedList(picked);
        show(basket, picked.length > 0);
        add.disabled = !at?.chosen || picked.includes(at.chosen);
    }

    return {
        element: h("div", { class: "stack-fields" }, none, rows, making.element),
        /** @param {readonly PackageView[]} packages @param {{number: (paragraph: string) => string, mayMake: boolean, chosen: string|null, there: (paragraph: string) => boolean}} now */
        update(packages, now) {
            at = now;
            picked = picked.filter(now.there);
            list(packages);
            show(rows, packages.length > 0);
            show(none, packages.length === 0);
            show(making.element, now.mayMake);
            draw();
        },
    };
}
