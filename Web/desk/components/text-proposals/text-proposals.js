import { h, keyedList, setAttribute, setText, show } from "../../../dom/elements.js";
import { button } from "../../../dom/press-twice.js";
import { t } from "../../../i18n/catalogue.js";
import { fillSelect } from "../../dom/fields.js";
import { makeSides } from "../../dom/sides.js";
import { makeWithReason } from "../../dom/with-reason.js";
import { askedOf, wordsIn } from "../../state/text-words.js";

/**
 * @typedef {import("../../../protocol/text.js").ProposalView} ProposalView
 * @typedef {import("../../../protocol/text.js").You} You
 */

/**
 * Proposals, with who is for and against, and what may be done with them.
 * @param {{command: (command: Record<string, object>) => Promise<boolean>, name: (seat: string) => string,
 *   takeSide: import("../../dom/sides.js").TakeSide}} acts
 */
export function makeTextProposals({ command, name, takeSide }) {
    /** @type {{you: You, runs: readonly import("../../../text/wording.js").Run[], speaker: string, tabled: readonly ProposalView[]}|null} */
    let at = null;
    const element = h("ul", { class: "text-proposals", testid: "text-proposals" });
    const list = keyedList(element, (/** @type {ProposalView} */ { id }) => id, ({ id }) => {
        const about = h("p", { class: "proposal-about" });
        const old = h("del", { class: "proposal-old" });
        const words = h("ins", { class: "proposal-new" });
        const reason = h("p", { class: "proposal-reason" });
        const sides = h("p", { class: "proposal-sides" });
        const state = h("p", { class: "proposal-state", testid: `state-${id}` });
        const side = makeSides({ key: (said) => `proposal.${said}`, testid: id, take: (which) => takeSide({ proposal: { id } }, which) });
        const acts = {
            join: button({ t: "proposal.join", testid: `join-${id}`, class: "button-small", run: () => void command({ joinProposal: { proposal: id } }) }),
            withdraw: button({ t: "proposal.withdraw", testid: `withdraw-${id}`, class: "button-small", run: () => void command({ withdraw: { proposal: id } }) }),
            accept: button({ t: "proposal.accept", testid: `accept-${id}`, class: "button-small button-primary", run: () => void command({ acceptProposal: { proposal: id } }) }),
            bracket: button({ t: "proposal.bracket", testid: `bracket-${id}`, class: "button-small", run: () => void command({ bracketProposal: { proposal: id } }) }),
        };
        const aside = makeWithReason({ t: "proposal.setAside", testid: `aside-${id}`, class: "button-small", run: (words) => command({ setProposalAside: { proposal: id, reason: words } }) });
        const into = h("select", { class: "select", tLabel: "proposal.mergeInto", testid: `into-${id}` });
        const merge = button({ t: "proposal.merge", testid: `merge-${id}`, class: "button-small", run: () => void (into.value && command({ mergeProposal: { proposal: id, into: into.value } })) });
        const merging = h("details", { class: "proposal-merge", testid: `merging-${id}` }, h("summary", { t: "proposal.mergeHeading", testid: `merging-${id}-open` }), h("div", { class: "row wrap" }, into, merge));
        const row = h("li", { class: "proposal", "data-key": id }, about, h("p", { class: "proposal-words" }, old, words), reason, sides, state,
            h("div", { class: "row wrap" }, acts.join, ...side.elements, acts.withdraw, acts.accept, acts.bracket, aside.element), merging);
        return {
            element: row,
            update(proposal) {
                if (!at) return;
                const { you, runs, speaker, tabled } = at;
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
                show(acts.join, isTabled && own !== "" && !isSponsor);
                side.update(isTabled && !proposal.sponsors.includes(speaker) ? speaker : "", { isOwn: speaker === own, ...proposal });
                show(acts.withdraw, isTabled && isSponsor);
                show(acts.accept, mayConsolidate);
                show(acts.bracket, mayConsolidate && asked.kind !== "move");
                show(aside.element, mayConsolidate);
                const others = tabled.filter((each) => each.id !== id);
                show(merging, mayConsolidate && others.length > 0);
                fillSelect(into, others.map((each) => ({ value: each.id, words: oneLine(each) })), others.some((each) => each.id === into.value) ? into.value : others[0]?.id ?? "");
                aside.update({ name: about.textContent ?? "", consequence: t("proposal.setAsideWords") });
            },
        };
    });

    /** @param {ProposalView} proposal */
    const oneLine = (proposal) => [t(`proposal.kind.${askedOf(proposal).kind}`, { names: proposal.sponsors.map(name).join(", ") }), askedOf(proposal).words.slice(0, 60)].filter(Boolean).join(": ");

    return {
        element,
        /**
         * @param {readonly ProposalView[]} proposals @param {You} you @param {readonly import("../../../text/wording.js").Run[]} runs of the paragraph
         * @param {string} speaker the delegation for which sides are taken @param {readonly ProposalView[]} tabled of the whole text
         */
        update(proposals, you, runs, speaker, tabled) {
            at = { you, runs, speaker, tabled };
            show(element, proposals.length > 0);
            list(proposals);
        },
    };
}
