import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { form, longField, selectField } from "../../dom/fields.js";
import { makeTable, textCell } from "../../dom/table.js";
import { sheetText } from "../../state/sheet-text.js";

/**
 * Sheets in and out: people, delegations and free hours as CSV, from a file or pasted. Where rows are wrong all of them are
 * listed, and nothing is imported.
 *
 * @typedef {import("../../problem.js").RowProblem} RowProblem
 * @param {{
 *   kinds: readonly string[], address: (kind: string) => string,
 *   send: (kind: string, text: string) => Promise<{added: number, changed: number}>,
 *   failed: (error: unknown) => {words: string, rows: RowProblem[]}, pick: (texts: Record<string, string>) => string,
 * }} parts
 */
export function makeSheetExchange({ kinds, address, send, failed, pick }) {
    const kind = selectField({ t: "sheet.kind", testid: "sheet-kind", options: () => kinds.map((value) => ({ value, words: t(`sheet.${value}`) })), on: { change: clear } });
    kind.value = kinds[0];
    const downloads = h("ul", { class: "sheet-downloads" });
    const list = keyedList(downloads, (/** @type {string} */ name) => name, (name) => {
        const link = h("a", { class: "button button-small", download: `${name}.csv`, testid: `download-${name}` });
        return {
            element: h("li", {}, link),
            update() {
                setAttribute(link, "href", address(name));
                setText(link, t("sheet.download", { sheet: t(`sheet.${name}`) }));
            },
        };
    });
    const text = longField({ t: "sheet.paste", hint: "sheet.pasteHint", testid: "sheet-text", rows: 6, on: { input: clear } });
    const file = h("input", { type: "file", class: "field sheet-file", accept: ".csv,.tsv,.txt,text/csv", tLabel: "sheet.file", testid: "sheet-file", on: { change: () => void readFile() } });
    const done = h("p", { class: "sheet-done", role: "status", testid: "sheet-done" });
    const table = makeTable({
        t: "sheet.problems", testid: "sheet-problems", keyOf: (/** @type {RowProblem & {key: string}} */ { key }) => key,
        columns: [
            { t: "sheet.row", class: "number", isName: true, make: textCell(({ row }) => `${row}`) },
            { t: "sheet.column", class: "figures", make: textCell(({ column }) => column) },
            { t: "sheet.wrong", make: textCell(({ text }) => pick(text)) },
        ],
    });
    /** @type {(RowProblem & {key: string})[]} */
    let problems = [];
    const importing = form(
        { testid: "sheet-form", send: "sheet.import", run },
        h("div", { class: "form-row" }, kind.element, h("div", { class: "form-field" }, h("span", { class: "form-label", t: "sheet.file" }), file)), text.element,
    );
    const element = h("div", { class: "sheet" }, h("p", { class: "lead", t: "sheet.about" }), downloads, importing.element, done, table.element);

    async function readFile() {
        const chosen = file.files?.[0];
        if (!chosen) return;
        const read = sheetText(new Uint8Array(await chosen.arrayBuffer()));
        clear();
        if (read === null) text.error(t("sheet.noText"));
        else text.value = read;
        // The same file may be chosen again when it was put right.
        file.value = "";
    }

    function clear() {
        problems = [];
        setText(done, "");
        draw();
    }

    async function run() {
        clear();
        if (text.value.trim() === "") {
            text.error(t("sheet.nothing"));
            text.focus();
            return null;
        }
        try {
            const { added, changed } = await send(kind.value, text.value);
            text.value = "";
            setText(done, t("sheet.done", { added, changed }));
            // Where nothing changed, nothing else draws.
            draw();
            return null;
        } catch (error) {
            const { words, rows } = failed(error);
            problems = rows.map((row, index) => ({ ...row, key: `${index}` }));
            draw();
            return words;
        }
    }

    function draw() {
        table.update(problems);
        show(done, done.textContent !== "");
    }

    return {
        element,
        update() {
            kind.refresh();
            list(kinds);
            show(kind.element, kinds.length > 1);
            draw();
        },
    };
}
