import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleFacts } from "../../testing/facts.js";
import { effectOf } from "./fact-effect.js";

/** @param {(world: import("./fact-effect.js").World) => void} change */
const effects = (change) => {
    const after = structuredClone(sampleFacts());
    change(after);
    return effectOf(sampleFacts(), after);
};

test("nothing changed, nothing is said", () => assert.deepEqual(effects(() => {}), []));

test("who joins is named with the place at each table, and no order is said to differ", () => {
    const found = effects(({ facts, terms }) => {
        terms.formats[0].memberships.push({ party: "BC", standing: "member", since: "2030-06-01" });
        for (const format of facts.formats) {
            for (const order of [format.table, ...Object.values(format.orders)]) if (!order.includes("BC")) order.splice(2, 0, "BC");
        }
    });
    assert.deepEqual(found, [
        { what: "belongs", format: "group", party: "BC", standing: "member", since: "2030-06-01", until: null },
        { what: "joins", format: "group", party: "BC", place: 3 }, { what: "joins", format: "plus", party: "BC", place: 3 },
    ]);
});

test("a table that vanishes loses everybody", () => {
    const found = effects(({ facts }) => facts.formats.pop());
    assert.deepEqual(found.map(({ what }) => what), ["leaves", "leaves", "leaves", "leaves", "chair", "coChairs"]);
});

test("another chair is one fact, not three orders", () => {
    const found = effects(({ facts, terms }) => {
        const [format] = facts.formats;
        format.chair = "BB";
        format.orders.speaking = format.orders.seating = ["BB", "AA", "CC"];
        terms.chairs[0].terms[0].party = "BB";
    });
    assert.deepEqual(found, [{ what: "chair", format: "group", from: "AA", to: "BB" }, { what: "presides", group: "group", year: "2030", from: "AA", to: "BB" }]);
});

test("a decided order is told as it will be", () => {
    const found = effects(({ facts }) => {
        facts.formats[0].orders.signing = ["CC", "AA", "BB"];
        facts.formats[0].overrides = [{ format: "group", order: "signing", sequence: ["CC"], since: "2030-06-01" }];
    });
    assert.deepEqual(found, [{ what: "order", format: "group", order: "signing", sequence: ["CC", "AA", "BB"] }]);
});

test("a new term, and the end it gives to the one before", () => {
    const found = effects(({ terms }) => {
        terms.coordinators[1].until = "2030-05-31";
        terms.coordinators.push({ partner: "PP", party: "CC", since: "2030-06-01" });
    });
    assert.deepEqual(found.map((each) => each.what === "coordinates" && [each.party, each.since, each.until]), [["BB", "2024-01-01", "2030-05-31"], ["CC", "2030-06-01", null]]);
});

test("names, capitals and zones are told with what they were", () => {
    const found = effects(({ facts }) => {
        facts.parties[0].name = { en: "New", vi: "Mới" };
        facts.parties[0].timeZone = "Asia/Dili";
    });
    assert.deepEqual(found, [
        { what: "named", party: "AA", from: { en: "Land AA", vi: "Land AA" }, to: { en: "New", vi: "Mới" } },
        { what: "zone", party: "AA", from: null, to: "Asia/Dili" },
    ]);
});
