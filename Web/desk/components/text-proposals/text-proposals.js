import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { makeWithReason } from "../../dom/with-reason.js";
import { askedOf, wordsIn } from "../../state/text-words.js";

/**
 * @typedef {import("../../../protocol/text.js").ProposalView} ProposalView
 * @typedef {import("../../../protocol/text.js").You} You
 */

/**
 * Proposals, with who is for and against, and what may be done with them.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string}} acts
 */
export function makeTextProposals({ command, name }) {
    /** @type {{you: You, runs: readonly import("../../../text/wording.js").Run[]}|null} */
    let at = null;
    const element = h("ul", { class: "text-proposals", testid: "text-proposals" });
    const list = keyedList(element, (/** @type {ProposalView} */ { id }) => id, ({ id }) => {
        const about = h("p", { class: "proposal-about" });
        const old = h("del", { class: "proposal-old" });
        const words = h("ins", { class: "proposal-new" });
        const reason = h("p", { class: "proposal-reason" });
        const sides = h("p", { class: "proposal-sides" });
        const state = h("p", { class: "proposal-state", testid: `state-${id}` });
        const side = (/** @type {string} */ which) => button({ t: `proposal.${which}`, testid: `${which}-${id}`, class: "button-small", run: () => void command({ takeSide: { on: { proposal: { id } }, side: which } }) });
        const acts = {
            join: button({ t: "proposal.join", testid: `join-${id}`, class: "button-small", run: () => void command({ joinProposal: { proposal: id } }) }),
            support: side("support"), oppose: side("oppose"), neither: side("neither"),
            withdraw: button({ t: "proposal.withdraw", testid: `withdraw-${id}`, class: "button-small", run: () => void command({ withdraw: { proposal: id } }) }),
            accept: button({ t: "proposal.accept", testid: `accept-${id}`, class: "button-small button-primary", run: () => void command({ acceptProposal: { proposal: id } }) }),
            bracket: button({ t: "proposal.bracket", testid: `bracket-${id}`, class: "button-small", run: () => void command({ bracketProposal: { proposal: id } }) }),
        };
        const aside = makeWithReason({ t: "proposal.setAside", testid: `aside-${id}`, class: "button-small", run: (words) => command({ setProposalAside: { proposal: id, reason: words } }) });
        const row = h("li", { class: "proposal", "data-key": id }, about, h("p", { class: "proposal-words" }, old, words), reason, sides, state,
            h("div", { class: "row wrap" }, ...Object.values(acts), aside.element));
        return {
            element: row,
            update(proposal) {
                if (!at) return;
                const { you, runs } = at;
                const asked = askedOf(proposal);
                setText(about, t(`proposal.kind.${asked.kind}`, { names: proposal.sponsors.map(name).join(", ") }));
                setText(old, wordsIn(runs, asked.ranges));
                show(old, asked.ranges.length > 0);
                setText(words, asked.words);
                show(words, asked.words !== "");
                setText(reason, proposal.reason);
                show(reason, proposal.reason !== "");
                const spoken = [["text.supporting", proposal.supporting], ["text.opposing", proposal.opposing]]
                    .flatMap(([key, seats]) => (seats.length > 0 ? [t(String(key), { names: /** @type {string[]} */ (seats).map(name).join(", ") })] : []));
                setText(sides, spoken.join("; "));
                show(sides, spoken.length > 0);
                const isTabled = proposal.state === "tabled";
                setText(state, proposal.state === "setAside" ? t("proposal.state.setAside", { reason: proposal.setAside ?? "" }) : t(`proposal.state.${proposal.state}`));
                show(state, !isTabled);
                setAttribute(row, "data-state", proposal.state);
                const own = you.delegation ?? "";
                const isSponsor = proposal.sponsors.includes(own);
                const mayConsolidate = isTabled && (you.holdsPen || you.presides);
                const maySide = isTabled && own !== "" && !isSponsor;
                show(acts.join, maySide);
                show(acts.support, maySide && !proposal.supporting.includes(own));
                show(acts.oppose, maySide && !proposal.opposing.includes(own));
                show(acts.neither, maySide && (proposal.supporting.includes(own) || proposal.opposing.includes(own)));
                show(acts.withdraw, isTabled && isSponsor);
                show(acts.accept, mayConsolidate);
                show(acts.bracket, mayConsolidate && asked.kind !== "move");
                show(aside.element, mayConsolidate);
                aside.update({ name: about.textContent ?? "", consequence: t("proposal.setAsideWords") });
            },
        };
    });
    return {
        element,
        /** @param {readonly ProposalView[]} proposals @param {You} you @param {readonly import("../../../text/wording.js").Run[]} runs of the paragraph */
        update(proposals, you, runs) {
            at = { you, runs };
            show(element, proposals.length > 0);
            list(proposals);
        },
    };
}
