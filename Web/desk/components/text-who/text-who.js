import { h, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { pick, t } from "../../../i18n/catalogue.js";
import { bothTimes } from "../../dom/text-times.js";

/**
 * @typedef {import("../../../text/hands.js").Piece} Piece
 * @typedef {import("../../../protocol/text.js").Act} Act
 */

/** Pieces that are asked about at once. */
const MOST = 30;

/**
 * Who wrote words, when, and by which act.
 * @param {{ask: () => Piece[], act: (act: number) => Promise<Act>, wordsOf: (error: unknown) => string, name: (seat: string) => string,
 *   sponsors: (proposal: string) => readonly string[]}} acts
 */
export function makeTextWho({ ask, act, wordsOf, name, sponsors }) {
    let turn = 0;
    const press = button({ t: "who.ask", testid: "who-ask", class: "button-small", run: () => void tell() });
    const problem = h("p", { class: "form-problem", role: "alert" });
    problem.hidden = true;
    const list = h("ol", { class: "text-brackets", testid: "text-who" });

    /** @param {Act} done @param {number} number */
    function handOf(done, number) {
        const person = pick(done.name);
        const who = [person || (done.delegation ? "" : done.by === "administration" ? t("beginText.secretariat") : done.by), done.delegation && name(done.delegation)].filter(Boolean).join(", ");
        const seats = done.proposal ? sponsors(done.proposal) : [];
        const what = [t("who.act", { act: t(`textAct.${done.event}`), number }), seats.length > 0 && t("who.sponsors", { names: seats.map(name).join(", ") })].filter(Boolean).join(" · ");
        return [h("p", { class: "proposal-about" }, who), h("p", { class: "proposal-sides" }, bothTimes(done.at)), h("p", { class: "proposal-sides" }, what)];
    }

    async function tell() {
        const now = (turn += 1);
        const pieces = ask();
        show(problem, false);
        try {
            const numbers = [...new Set(pieces.slice(0, MOST).flatMap(({ act: number, movedBy }) => [number, movedBy ?? number]))].filter((number) => number > 0);
            const known = new Map(await Promise.all(numbers.map(async (number) => /** @type {const} */ ([number, await act(number)]))));
            if (now !== turn) return;
            list.replaceChildren(
                ...pieces.slice(0, MOST).map(({ words, act: number, movedBy }) => {
                    const done = known.get(number);
                    const moved = movedBy === null ? undefined : known.get(movedBy);
                    return h("li", { class: "proposal" }, h("q", { class: "text-quoted" }, words.trim() || "␣"), ...(done ? handOf(done, number) : [h("p", { class: "proposal-sides" }, t("who.notYet"))]),
                        moved && h("p", { class: "proposal-sides" }, t("who.moved", { time: bothTimes(moved.at), number: movedBy ?? 0 })));
                }),
                ...(pieces.length > MOST ? [h("li", { class: "proposal-sides" }, t("who.more", { count: pieces.length - MOST }))] : []),
            );
            if (pieces.length === 0) list.replaceChildren(h("li", { class: "proposal-sides" }, t("who.nothing")));
        } catch (error) {
            if (now !== turn) return;
            setText(problem, wordsOf(error));
            show(problem, true);
        }
    }

    return {
        element: h("div", { class: "stack-fields" }, h("p", { class: "form-hint", t: "who.hint" }), h("div", { class: "row wrap" }, press), problem, h("div", { role: "status" }, list)),
        tell,
        clear() {
            turn += 1;
            list.replaceChildren();
            show(problem, false);
        },
    };
}
