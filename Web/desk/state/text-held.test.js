import assert from "node:assert/strict";
import { test } from "node:test";
import { heldByDelegation, waitingForCapitals } from "./text-held.js";

test("what is held is told by delegation, one's own first", () => {
    const paragraph = (id, waiting = []) => ({ id, waiting, kind: { operative: {} }, standing: "open" });
    const view = {
        text: { delegations: ["VN", "ID", "MY", "PH"] }, paragraphs: [paragraph("b"), paragraph("a", ["MY"]), paragraph("c")],
        brackets: [{ id: "8.0", paragraph: "c", wanting: ["MY"], opposing: [] }], placeholders: [{ id: "9.0", paragraph: "b", owner: "MY", subject: "" }],
        proposals: [{ id: "10.0", change: { add: { behind: "a" } }, sponsors: ["ID"], state: "tabled" }],
        convergence: { held: {
            MY: { brackets: ["8.0"], proposals: [], paragraphs: ["a"], placeholders: ["9.0"] },
            ID: { brackets: [], proposals: ["10.0"], paragraphs: [], placeholders: [] },
        } },
    };
    assert.deepEqual(heldByDelegation(view, "MY").map(({ seat, things }) => [seat, ...things.map((each) => `${each.kind} ${each.paragraph}`)]),
        [["MY", "placeholder b", "capital a", "bracket c"], ["ID", "proposal a"]]);
    assert.deepEqual(heldByDelegation(view, undefined).map(({ seat }) => seat), ["ID", "MY"]);
    assert.deepEqual(waitingForCapitals(view).map(({ id }) => id), ["a"]);
});
