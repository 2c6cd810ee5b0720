import { h, setAttribute, show } from "../../dom/elements.js";
import { makeTextCirculate } from "../components/text-circulate/text-circulate.js";
import { makeTextHandPen } from "../components/text-hand-pen/text-hand-pen.js";
import { makeTextImport } from "../components/text-import/text-import.js";
import { makeTextKeys } from "../components/text-keys/text-keys.js";
import { makeTextPackages } from "../components/text-packages/text-packages.js";
import { makeTextRemoved } from "../components/text-removed/text-removed.js";
import { fold } from "../dom/page.js";
import { kindWords } from "./text-kinds.js";

/** Of the files that a text can be taken as. */
const FORMS = Object.freeze(["docx", "odt", "pdf", "html", "md"]);

/**
 * What is done with the text as a whole, each behind its name.
 * @param {import("../context.js").Desk} desk
 * @param {{server: ReturnType<typeof import("./text-server.js").makeTextServer>, name: (seat: string) => string, command: (command: Record<string, object>) => Promise<boolean>}} acts
 */
export function makeTextWhole(desk, { server, name, command }) {
    const { submit } = server;
    const seats = () => (server.view?.text.delegations ?? []).map((seat) => ({ value: seat, words: name(seat) }));
    const circulate = makeTextCirculate({ submit });
    const packages = makeTextPackages({ submit, command });
    const removed = makeTextRemoved({ command, kindWords });
    const pen = makeTextHandPen({ command, seats });
    const bring = makeTextImport({ bring: (file, query) => server.bring(file, query), wordsOf: desk.wordsOf });
    const files = FORMS.map((form) => h("a", { class: "button button-small", download: true, testid: `file-${form}` }, h("span", {}, form.toUpperCase())));
    const table = h("a", { class: "button button-small", download: true, t: "text.table", testid: "file-table" });
    const folds = {
        packages: fold({ t: "package.heading", testid: "packages-fold" }, packages.element),
        circulate: fold({ t: "text.circulateHeading", testid: "circulate-fold" }, circulate.element),
        files: fold({ t: "text.filesHeading", testid: "files-fold" }, h("p", { class: "form-hint", t: "text.filesHint" }), h("div", { class: "row wrap form-acts" }, ...files, table)),
        bring: fold({ t: "import.heading", testid: "import-fold" }, bring.element),
        pen: fold({ t: "pen.heading", testid: "hand-pen-fold" }, pen.element),
        removed: fold({ t: "removed.heading", testid: "removed-fold" }, removed.element),
        keys: fold({ t: "textKey.heading", testid: "keys-fold" }, makeTextKeys().element),
    };
    const element = h("section", { class: "text-whole", tLabel: "text.whole" }, h("h2", { class: "part-title", t: "text.whole" }), ...Object.values(folds).map((each) => each.element));

    return {
        element,
        /** @param {string|null} chosen @param {(paragraph: string) => string} number */
        update(chosen, number) {
            const { view, you } = server;
            show(element, view !== null);
            if (!view || !you) return;
            const path = `/api/conferences/${desk.store.conference}/texts/${server.id}`;
            // With what changed since the version before this one was circulated.
            const since = view.revisions.filter(({ act }) => act < server.sequence).at(-1)?.act;
            const language = `language=${document.documentElement.lang === "vi" ? "vi" : "en"}`;
            files.forEach((file, index) => setAttribute(file, "href", `${path}/export?format=${FORMS[index]}&${language}${since ? `&since=${since}` : ""}`));
            setAttribute(table, "href", `${path}/table?format=docx&${language}`);
            circulate.update();
            show(folds.circulate.element, you.holdsPen);
            bring.update(you, chosen);
            show(folds.bring.element, you.holdsPen);
            pen.update(view.text.pen);
            show(folds.pen.element, you.holdsPen || you.presides);
            removed.update(view.removed, you.holdsPen);
            folds.removed.count(view.removed.length);
            packages.update(view.packages, { number, mayMake: you.presides, chosen, there: (id) => view.paragraphs.some((each) => each.id === id) });
            folds.packages.count(view.packages.length);
            show(folds.packages.element, you.presides || view.packages.length > 0);
        },
    };
}
