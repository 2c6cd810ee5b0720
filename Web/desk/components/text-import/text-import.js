import { h, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { form, selectField } from "../../dom/fields.js";

/** By the ending of a file's name. */
const FORMATS = Object.freeze(["docx", "odt", "md", "txt"]);
const COUNTS = Object.freeze(["paragraphs", "footnotes", "brackets", "alternatives", "proposals", "comments"]);

/**
 * Brings a file into the text.
 * @param {{bring: (file: File, query: Record<string, string>) => Promise<{counts: Record<string, number>}>, wordsOf: (error: unknown) => string}} acts
 */
export function makeTextImport({ bring, wordsOf }) {
    let behind = "";
    let isDelegation = false;
    const control = h("input", { class: "field", type: "file", id: "text-import-file", accept: FORMATS.map((each) => `.${each}`).join(","), testid: "import-file" });
    const label = h("label", { class: "form-label", for: "text-import-file", t: "import.file" });
    const changes = selectField({
        t: "import.changes", hint: "import.changesHint", testid: "import-changes",
        options: () => ["proposed", "accepted", "rejected"].filter((each) => each !== "proposed" || isDelegation).map((value) => ({ value, words: t(`import.changes.${value}`) })),
    });
    const where = selectField({ t: "import.where", testid: "import-where", options: () => ["end", "behind"].filter((each) => each === "end" || behind !== "").map((value) => ({ value, words: t(`import.where.${value}`) })) });
    where.value = "end";
    const told = h("p", { class: "form-hint", role: "status", testid: "import-told" });
    const sending = form({
        testid: "import", send: "import.send",
        async run() {
            setText(told, "");
            const file = control.files?.[0];
            if (!file) return t("import.fileNeeded");
            const format = file.name.split(".").at(-1)?.toLowerCase() ?? "";
            if (!FORMATS.includes(format)) return t("import.formatNeeded");
            try {
                const { counts } = await bring(file, { format, changes: changes.value, ...(where.value === "behind" && behind ? { behind } : {}) });
                const parts = COUNTS.filter((each) => (counts[each] ?? 0) > 0).map((each) => t(`import.count.${each}`, { count: counts[each] }));
                setText(told, t("import.told", { what: parts.join(", ") }));
                control.value = "";
                return null;
            } catch (error) {
                return wordsOf(error);
            }
        },
    }, h("div", { class: "form-field" }, label, control), changes.element, where.element);
    return {
        element: h("div", { class: "stack-fields" }, sending.element, told),
        /** @param {import("../../../protocol/text.js").You} you @param {string|null} chosen */
        update(you, chosen) {
            behind = chosen ?? "";
            const isOther = isDelegation !== (you.delegation !== undefined);
            isDelegation = you.delegation !== undefined;
            if (isOther || changes.value === "") changes.value = isDelegation ? "proposed" : "accepted";
            if (where.value === "behind" && behind === "") where.value = "end";
            changes.refresh();
            where.refresh();
            show(where.element, behind !== "");
        },
    };
}
