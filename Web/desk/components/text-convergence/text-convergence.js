import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { t } from "../../../i18n/catalogue.js";
import { momentWords, placeholderWords } from "../../dom/text-times.js";
import { wordsInBracket } from "../../../text/hands.js";
import { heldByDelegation, waitingForCapitals } from "../../state/text-held.js";
import { askedOf } from "../../state/text-words.js";

/**
 * @typedef {import("../../../protocol/text.js").TextView} TextView
 * @typedef {import("../../../protocol/text.js").Counts} Counts
 * @typedef {import("../../state/text-held.js").HeldThing} HeldThing
 */

/** Letters that say what is held. */
const LONGEST = 60;

const NUMBERS = /** @type {const} */ (["clean", "brackets", "placeholders", "proposals"]);

/**
 * How near a text is to being agreed, who still holds what, and how that went from version to version.
 * @param {{name: (seat: string) => string, href: (paragraph: string) => string, now: () => number}} acts
 */
export function makeTextConvergence({ name, href, now }) {
    /** @type {{view: TextView, own: string|undefined, number: (id: string) => string, runs: Map<string, import("../../../text/wording.js").Run[]>}|null} */
    let at = null;
    const numbers = h("ul", { class: "text-numbers", testid: "convergence" });
    const number = keyedList(numbers, (/** @type {typeof NUMBERS[number]} */ each) => each, (each) => {
        const count = h("span", { class: "text-numbers-count figures" });
        const words = h("span");
        return {
            element: h("li", { "data-key": each }, count, words),
            update() {
                const of = at?.view.convergence;
                if (!of) return;
                setText(count, each === "clean" ? t("state.cleanCount", { clean: of.clean, paragraphs: of.paragraphs }) : String(of[each]));
                setText(words, t(`state.${each}`));
            },
        };
    });

    /** @param {HTMLElement} parent */
    const links = (parent) => keyedList(parent, (/** @type {HeldThing} */ { kind, id }) => `${kind} ${id}`, ({ paragraph }) => {
        const link = h("a", { class: "table-link" });
        const what = h("span");
        return {
            element: h("li", { class: "held-thing" }, link, what),
            update(thing) {
                setText(link, at?.number(paragraph) ?? "");
                setAttribute(link, "href", href(paragraph));
                setText(what, thingWords(thing));
            },
        };
    });

    /** @param {HeldThing} thing */
    function thingWords({ kind, id, paragraph }) {
        const placeholder = kind === "placeholder" && at?.view.placeholders.find((each) => each.id === id);
        const proposal = kind === "proposal" && at?.view.proposals.find((each) => each.id === id);
        const words = placeholder ? placeholderWords({ ...placeholder, owner: undefined }, name, now())
            : proposal ? askedOf(proposal).words
            : kind === "bracket" ? wordsInBracket(at?.runs.get(paragraph) ?? [], id) : "";
        const said = words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
        return [t(`state.held.${kind}`), said && (placeholder ? said : `“${said.trim()}”`)].filter(Boolean).join(": ");
    }

    const held = h("ul", { class: "text-held", testid: "held" });
    const nobody = h("p", { class: "lead", t: "state.nobody" });
    const holders = keyedList(held, (/** @type {import("../../state/text-held.js").HeldBy} */ { seat }) => seat, ({ seat }) => {
        const who = h("h3", { class: "held-who" });
        const things = h("ul", { class: "held-things" });
        const list = links(things);
        return {
            element: h("li", { "data-key": seat, "data-testid": `held-${seat}` }, who, things),
            update(by) {
                setText(who, t(seat === at?.own ? "state.you" : "state.them", { name: name(seat), count: by.things.length }));
                list(by.things);
            },
        };
    });

    const capitals = h("ul", { class: "held-things", testid: "capitals" });
    const capitalRows = keyedList(capitals, (/** @type {import("../../../protocol/text.js").ParagraphView} */ { id }) => id, ({ id }) => {
        const link = h("a", { class: "table-link" });
        const who = h("span");
        return {
            element: h("li", { class: "held-thing" }, link, who),
            update({ waiting }) {
                setText(link, at?.number(id) ?? "");
                setAttribute(link, "href", href(id));
                setText(who, waiting.map(name).join(", "));
            },
        };
    });
    const waiting = h("section", { class: "part" }, h("h2", { class: "part-title", t: "state.capitals" }), capitals);

    const body = h("tbody");
    const versions = keyedList(body, (/** @type {{name: string, at: string|null, stood: Counts}} */ { name: version, at: time }) => `${time} ${version}`, () => {
        const [version, when, clean, brackets] = [h("th", { scope: "row" }), h("td", { class: "figures" }), h("td"), h("td")];
        const [cleanBar, bracketBar] = [bar("clean"), bar("brackets")];
        clean.append(cleanBar.element);
        brackets.append(bracketBar.element);
        return {
            element: h("tr", {}, version, when, clean, brackets),
            update({ name: words, at: time, stood }) {
                // On a narrow screen each cell says what it is.
                for (const [cell, key] of /** @type {const} */ ([[when, "state.column.when"], [clean, "state.column.clean"], [brackets, "state.column.brackets"]])) setAttribute(cell, "data-label", t(key));
                setText(version, words);
                setText(when, time === null ? "" : momentWords(time));
                cleanBar.update(stood.clean, Math.max(1, stood.paragraphs), t("state.cleanCount", { clean: stood.clean, paragraphs: stood.paragraphs }));
                bracketBar.update(stood.brackets, mostBrackets(), String(stood.brackets));
            },
        };
    });
    const mostBrackets = () => Math.max(1, at?.view.convergence.brackets ?? 0, ...(at?.view.revisions ?? []).map(({ stood }) => stood.brackets));
    const head = h("tr", {}, ...["version", "when", "clean", "brackets"].map((each) => h("th", { scope: "col", t: `state.column.${each}` })));
    const table = h("div", { class: "text-versions-all", tabindex: "0", role: "region", tLabel: "state.versions" }, h("table", { class: "table text-versions", testid: "versions" }, h("thead", {}, head), body));

    return {
        element: h("section", { class: "text-convergence", tLabel: "text.view.state" }, numbers,
            h("section", { class: "part" }, h("h2", { class: "part-title", t: "state.heldHeading" }), nobody, held), waiting,
            h("section", { class: "part" }, h("h2", { class: "part-title", t: "state.versions" }), table)),
        /** @param {TextView} view @param {string|undefined} own @param {(id: string) => string} numberOf @param {Map<string, import("../../../text/wording.js").Run[]>} runs */
        update(view, own, numberOf, runs) {
            at = { view, own, number: numberOf, runs };
            number(NUMBERS);
            const all = heldByDelegation(view, own);
            holders(all);
            show(nobody, all.length === 0);
            const capitalsOwed = waitingForCapitals(view);
            capitalRows(capitalsOwed);
            show(waiting, capitalsOwed.length > 0);
            versions([...view.revisions, { name: t("state.now"), at: null, stood: view.convergence }]);
        },
    };
}

/** @param {string} kind */
function bar(kind) {
    const fill = h("span", { class: "text-measure-fill", "data-kind": kind });
    const words = h("span", { class: "figures" });
    return {
        element: h("span", { class: "text-measure" }, h("span", { class: "text-measure-track", "aria-hidden": "true" }, fill), words),
        /** @param {number} value @param {number} most @param {string} said */
        update(value, most, said) {
            fill.style.inlineSize = `${(100 * value) / most}%`;
            setText(words, said);
        },
    };
}
